import { Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS, LOT_WARN_DAYS } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { notify } from '../../reach/notices/notices.store.js';
import { expire, lockAccount } from '../journal/journal.store.js';
import { dueLots, dueLotsOf, peopleToWarn, warnLot } from './jobs.store.js';
import { byLastDay, warningDue } from './points.rules.js';
import { lotsEnding } from './points.store.js';

const BATCH = 200;
const MY_POINTS = '/packages/more/pages/points/index';
const say = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** Points that end, and telling people in time. Any number of processes may run both: whoever comes second finds nothing to do. */
@Injectable()
export class PointsJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('points-expire', HOUR_MS, () => this.expire());
    jobs.add('points-warn', HOUR_MS, () => this.warn());
  }
  /** Lots whose day has come, oldest first; a person is told once of all of his. One person's trouble does not stop the others. */
  async expire(): Promise<void> {
    const now = this.clock.now(), failed: unknown[] = [];
    let from = { expiresAt: 0, id: 0 };
    for (let lots = await dueLots(this.tx.read, now, from, BATCH); lots.length > 0; lots = await dueLots(this.tx.read, now, from, BATCH)) {
      for (const userId of new Set(lots.map((l) => l.userId))) await this.expireOf(userId, now).catch((e: unknown) => failed.push(e));
      from = lots.at(-1)!;
    }
    if (failed.length > 0) throw new AggregateError(failed, `points of ${failed.length} people could not be ended: ${String(failed[0])}`);
  }
  private expireOf(userId: number, now: number): Promise<void> {
    return this.tx.run(async (m) => {
      await lockAccount(m, userId);
      let points = 0;
      for (const lot of await dueLotsOf(m, userId, now)) points += await expire(m, now, lot);
      if (points > 0) await notify(m, now, [{ userId, kind: 'POINTS', title: `${points} 分已到期`, body: '积分三年有效，这些没有用完。服务时长不受影响，永远记着。', link: MY_POINTS }]);
    });
  }
  /** 90 and 30 days before: one notice for a person and run, however many lots it is about. */
  async warn(): Promise<void> {
    const now = this.clock.now(), failed: unknown[] = [];
    let after = 0;
    for (let ids = await peopleToWarn(this.tx.read, now, after, BATCH); ids.length > 0; ids = await peopleToWarn(this.tx.read, now, after, BATCH)) {
      for (const userId of ids) await this.warnOf(userId, now).catch((e: unknown) => failed.push(e));
      after = ids.at(-1)!;
    }
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} people could not be warned: ${String(failed[0])}`);
  }
  private warnOf(userId: number, now: number): Promise<void> {
    return this.tx.run(async (m) => {
      await lockAccount(m, userId); // the figures told are those of one moment
      const told: { leftPoints: number; expiresAt: number }[] = [];
      for (const lot of await lotsEnding(m, userId, now, now + LOT_WARN_DAYS[0] * DAY_MS)) if (await warnLot(m, lot, warningDue(lot.expiresAt, now))) told.push(lot);
      const [first, ...later] = byLastDay(told);
      if (!first) return;
      const sum = told.reduce((n, l) => n + l.leftPoints, 0);
      const body = later.length === 0 ? `到 ${say(first.day)} 为止，之前兑换就不浪费。` : `最早的 ${first.points} 分到 ${say(first.day)} 为止，最晚的到 ${say(later.at(-1)!.day)}。兑换时先用最早的。`;
      await notify(m, now, [{ userId, kind: 'POINTS', title: `有 ${sum} 分快到期了`, body, link: MY_POINTS }]);
    });
  }
}
