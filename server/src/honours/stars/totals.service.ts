import { Injectable } from '@nestjs/common';
import { addDays, dayOf, HOUR_MS, MINUTE_MS } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { beginTotals, closeTotals, finishTotals, peopleUpTo, progressOf, totalsOf } from './totals.store.js';

/** After midnight, what still commits belongs to yesterday; nothing takes so long. */
const AFTER_MIDNIGHT_MS = 10 * MINUTE_MS;
/** People worked out in one transaction. */
const PART = 5_000;

/** Keeps `star_total`: each night the day before is added; from nothing, or when asked, everything is worked out again. */
@Injectable()
export class TotalsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('stars.totals', HOUR_MS, () => this.close());
  }
  /** The day before is closed, where it is not yet. */
  async close(): Promise<void> {
    const day = addDays(dayOf(this.clock.now() - AFTER_MIDNIGHT_MS), -1), { complete, closedDay } = await progressOf(this.tx.read);
    if (complete !== 1) await this.recompute(closedDay > day ? closedDay : day);
    else if (closedDay < day) await this.closeDay(day);
  }
  /** One more day, or several. False where it is closed already. */
  closeDay(day: string): Promise<boolean> {
    return this.tx.run((m) => closeTotals(m, day));
  }
  /** From the records alone, person by person, in memory that does not grow with them. The same as closing each day would give. */
  async recompute(day: string): Promise<void> {
    if (!(await this.tx.run((m) => beginTotals(m, day)))) return;
    for (let after = 0; ; ) {
      const upTo = await peopleUpTo(this.tx.read, after, PART), from = after;
      if (upTo === null) break;
      if (!(await this.tx.run((m) => totalsOf(m, day, from, upTo)))) return;
      after = upTo;
    }
    await this.tx.run((m) => finishTotals(m, day));
  }
}
