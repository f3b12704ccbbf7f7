import { Injectable } from '@nestjs/common';
import { dayOf, HOUR_MS, periodOf } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { AppError } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { opensItself } from './evaluations.rules.js';
import { communitiesWithout, dueEvaluations } from './evaluations.store.js';
import { ReceivedService } from './received.service.js';
import { RoundsService } from './rounds.service.js';

const BATCH = 200;
/** What the clock does for 双评价. Any number of processes may run it: unique keys and compare-and-set let one through. */
@Injectable()
export class EvaluationJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly rounds: RoundsService, private readonly received: ReceivedService, jobs: Jobs) {
    jobs.add('evaluations-open', HOUR_MS, () => this.open());
    jobs.add('evaluations-deliver', HOUR_MS, () => this.deliver());
  }
  /** At the end of the year: the year's round where nobody opened one. */
  async open(): Promise<void> {
    const now = this.clock.now(), day = dayOf(now), year = day.slice(0, 4), { from, to } = periodOf(year);
    if (!opensItself(day)) return;
    for (let found = await communitiesWithout(this.tx.read, from, to, BATCH); found.length > 0; found = await communitiesWithout(this.tx.read, from, to, BATCH))
      for (const { id } of found) await this.tx.run((m) => this.rounds.openIn(m, id, year, 0, now)).catch((e: unknown) => { if (!(e instanceof AppError && e.code === 'ROUND_EXISTS')) throw e; });
  }
  /** Evaluations whose member had his days to answer. */
  async deliver(): Promise<void> {
    const now = this.clock.now();
    let after = 0;
    for (let due = await dueEvaluations(this.tx.read, now, after, BATCH); due.length > 0; due = await dueEvaluations(this.tx.read, now, after, BATCH)) {
      for (const { id, userId } of due) await this.received.lapse(id, userId);
      after = due.at(-1)!.id;
    }
  }
}
