import { Injectable } from '@nestjs/common';
import { dayOf, HOUR_MS, hourOf, VERIFY_AMBER_WORKDAYS, VERIFY_LATE_WORKDAYS } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { isWorkday, waitedSince } from '../../lib/workdays.js';
import { holdersIn } from '../../people/posts/holders.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { beReminder, waitingLong, type WaitingLong } from './reminders.store.js';

/** From nine in the morning of a working day on. Our own choice. */
const BEGINS_AT = 9;
/** Logs that wait: one notice a day to a community's verifiers from the fifth working day on, and from the ninth one to its street. Never one per log. */
@Injectable()
export class ReminderJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('logs.remind', HOUR_MS / 2, () => this.remind());
  }
  async remind(): Promise<void> {
    const now = this.clock.now(), today = dayOf(now);
    if (hourOf(now) < BEGINS_AT || !isWorkday(today)) return;
    const rows = await waitingLong(this.tx.read, { amber: waitedSince(now, VERIFY_AMBER_WORKDAYS), late: waitedSince(now, VERIFY_LATE_WORKDAYS), now });
    for (const c of rows) await this.tell(c.communityId, today, now, (m) => this.verifiers(m, c, today));
    const streets = new Map<number, WaitingLong[]>();
    for (const c of rows.filter((r) => r.late > 0)) streets.set(c.streetId, [...(streets.get(c.streetId) ?? []), c]);
    for (const [streetId, of] of streets) await this.tell(streetId, today, now, (m) => this.street(m, streetId, of, today));
  }
  /** Of all processes and of all runs of a day, one reminds. */
  private tell(areaId: number, day: string, now: number, words: (m: EntityManager) => Promise<{ userIds: number[]; title: string; body: string }>): Promise<void> {
    return this.tx.run(async (m) => {
      if (!(await beReminder(m, areaId, day))) return;
      const { userIds, title, body } = await words(m);
      await notify(m, now, userIds.map((userId) => ({ userId, kind: 'LOG' as const, title, body, link: '/packages/desk/pages/logs/index' })));
    }).catch((e: unknown) => {
      if (!isDuplicate(e)) throw e; // another process reminds
    });
  }
  private async verifiers(m: EntityManager, c: WaitingLong, today: string) {
    const late = c.overdue > 0 ? `，其中 ${c.overdue} 条已超过 10 个工作日` : c.late > 0 ? `，其中 ${c.late} 条只剩一个工作日` : '';
    return { userIds: await holdersIn(m, c.communityId, 'log.verify', today), title: '有日志等着核实', body: `${c.name}有 ${c.amber} 条日志等了 5 个工作日以上${late}。志愿服务要在 10 个工作日内记录，请今天抽空核实。` };
  }
  private async street(m: EntityManager, streetId: number, of: readonly WaitingLong[], today: string) {
    const named = of.slice(0, 5).map((c) => `${c.name} ${c.late} 条`).join('、'), more = of.length > 5 ? `等 ${of.length} 个社区` : '';
    return { userIds: await holdersIn(m, streetId, 'log.verify', today), title: '有日志快要或已经超期', body: `等了 9 个工作日以上还没核实：${named}${more}。请提醒社区，或代为核实。` };
  }
}
