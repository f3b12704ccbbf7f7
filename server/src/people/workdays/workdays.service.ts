import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayOf, MINUTE_MS, type CalendarInput, type CalendarView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { useHolidays } from '../../lib/workdays.js';
import { calendarView, readCalendar } from './workdays.rules.js';
import { allChanges, cityPath, replaceYear } from './workdays.store.js';

/** Working days as data: each process counts with what it read in the last minute. What is due already stays due when it was. */
@Injectable()
export class WorkdaysService implements OnModuleInit {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('workdays.refresh', MINUTE_MS, () => this.refresh());
  }
  onModuleInit(): Promise<void> {
    return this.refresh();
  }
  async refresh(): Promise<void> {
    const all = await allChanges(this.tx.read), days = (works: number): Set<string> => new Set(all.filter((c) => c.works === works).map((c) => c.day));
    useHolidays({ off: days(0), on: days(1) });
  }
  async get(me: Me): Promise<CalendarView> {
    me.require('area.manage', (await cityPath(this.tx.read)).path);
    return calendarView(await allChanges(this.tx.read), this.clock.now());
  }
  /** @throws INVALID with a sentence about the text, or for a year that is over */
  async set(me: Me, { year, announcement }: CalendarInput): Promise<CalendarView> {
    const city = await cityPath(this.tx.read), now = this.clock.now();
    me.require('area.manage', city.path);
    if (year < Number(dayOf(now).slice(0, 4))) throw failFields({ year: '过去的年份不能再改' });
    const changes = readCalendar(announcement, year);
    if (typeof changes === 'string') throw failFields({ announcement: changes });
    await this.tx.run(async (m) => {
      await replaceYear(m, year, changes);
      await audit(m, { actorId: me.id, action: 'workdays.set', refType: 'workdays', refId: year, areaId: city.id, detail: { off: changes.filter((c) => c.works === 0).length, on: changes.filter((c) => c.works === 1).length }, at: now });
    });
    await this.refresh();
    return this.get(me);
  }
}
