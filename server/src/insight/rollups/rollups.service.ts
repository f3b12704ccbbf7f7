import { Injectable } from '@nestjs/common';
import { DAY_MS, MINUTE_MS, addDays, dayOf, hourOf, startOfDay } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { rootArea } from '../../board/tasks/tasks.store.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { newId } from '../../lib/ids.js';
import { Jobs } from '../../lib/jobs.js';
import { EVER, daysBetween } from './columns.rules.js';
import { firstEvent, groupsBetween } from './events.store.js';
import { addRows, dropAll, dropBuckets, insertRows, leaveMark, markOf, moveMark, sumEver, sumMonth, takeMark, Tally } from './rollups.store.js';

/** Events of the last minute are left to be counted live: their transactions may still commit. Our own choice. */
export const LAG_MS = MINUTE_MS;
/** From this hour a day that is over is counted once more, whatever committed late. Our own choice. */
const CLOSE_HOUR = 3;
/** Whoever counts gives a sign of life with every step, and steps are short. */
const LEASE_MS = 5 * MINUTE_MS;

/** Keeps the rollups. Every number they hold is a count of events and can be counted again; what is not in them yet is counted live (rollups.store). */
@Injectable()
export class RollupsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('rollups.roll', MINUTE_MS, () => this.roll());
    jobs.add('rollups.close', 10 * MINUTE_MS, () => this.close());
  }
  /** Adds what happened since the last time; makes all of them where there are none. */
  async roll(): Promise<void> {
    if ((await markOf(this.tx.read)).upTo === 0) return this.rebuild();
    await this.alone(async (by) => {
      const end = this.clock.now() - LAG_MS, root = await rootArea(this.tx.read);
      for (let { upTo } = await markOf(this.tx.read); upTo < end; ) {
        const to = Math.min(end, upTo + DAY_MS), from = upTo;
        await this.write(by, { upTo: to }, async (m) => addRows(m, new Tally().take(await groupsBetween(m, from, to, null, root), (day) => [day, day.slice(0, 7), EVER])));
        upTo = to;
      }
    });
  }
  /** Days that are over and not yet closed are counted again as a whole. */
  async close(): Promise<void> {
    const now = this.clock.now(), last = addDays(dayOf(now), hourOf(now) >= CLOSE_HOUR ? -1 : -2), { upTo, closedDay } = await markOf(this.tx.read);
    if (upTo === 0 || closedDay >= last || startOfDay(addDays(last, 1)) > upTo) return;
    await this.alone(async (by) => {
      const root = await rootArea(this.tx.read);
      for (const day of daysBetween(closedDay === '' ? last : addDays(closedDay, 1), last))
        await this.write(by, { closedDay: day }, async (m) => {
          await this.countDay(m, day, startOfDay(addDays(day, 1)), root);
          await sumMonth(m, day.slice(0, 7));
          await sumEver(m);
        });
    });
  }
  /** All of them anew, from the events. Until it is done everything is counted live. */
  rebuild(): Promise<void> {
    return this.alone(async (by) => {
      const end = this.clock.now() - LAG_MS, root = await rootArea(this.tx.read), first = await firstEvent(this.tx.read);
      if (root === 0 || first === null || first >= end) return;
      await this.write(by, { upTo: 0, closedDay: '' }, dropAll);
      const days = daysBetween(dayOf(first), dayOf(end));
      for (const day of days) await this.write(by, {}, (m) => this.countDay(m, day, Math.min(end, startOfDay(addDays(day, 1))), root));
      for (const month of new Set(days.map((day) => day.slice(0, 7)))) await this.write(by, {}, (m) => sumMonth(m, month));
      await this.write(by, { upTo: end, closedDay: addDays(dayOf(end), -2) }, sumEver);
    });
  }
  private async countDay(m: EntityManager, day: string, to: number, root: number): Promise<void> {
    await dropBuckets(m, day);
    await insertRows(m, new Tally().take(await groupsBetween(m, startOfDay(day), to, null, root), () => [day]));
  }
  private async alone(work: (by: number) => Promise<void>): Promise<void> {
    const by = newId(), now = this.clock.now();
    if (!(await this.tx.run((m) => takeMark(m, by, now, now + LEASE_MS)))) return;
    try {
      await work(by);
    } finally {
      await this.tx.run((m) => leaveMark(m, by));
    }
  }
  /** @throws Error where another process took over meanwhile: it goes on from where this one is */
  private write(by: number, set: { upTo?: number; closedDay?: string }, work: (m: EntityManager) => Promise<unknown>): Promise<void> {
    const busyUntil = this.clock.now() + LEASE_MS;
    return this.tx.run(async (m) => {
      if (!(await moveMark(m, by, { ...set, busyUntil }))) throw new Error('rollups: somebody else counts by now');
      await work(m);
    });
  }
}
