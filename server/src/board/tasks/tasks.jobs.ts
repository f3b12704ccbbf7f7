import { Injectable } from '@nestjs/common';
import { MINUTE_MS, NEED_ANSWER_WORKDAYS } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { addWorkdays } from '../../lib/workdays.js';
import { needOver } from '../needs/need-steps.store.js';
import { amendFeed, begunInFeed, leaveFeed } from './feed.store.js';
import { sumUp, taskFlow } from './tasks.rules.js';
import { amendTask, endClaims, findTask, holdTask, liveClaims, moveTask, overdueTasks, rootArea, shiftsOf } from './tasks.store.js';

const BATCH = 200;
/** Actor of what the clock does. */
const CLOCK_ACTOR = 0;
/** What time does to tasks: the next shift steps forward in the lists, and what is over ends. */
@Injectable()
export class TaskJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('tasks.roll', MINUTE_MS, () => this.roll());
    jobs.add('tasks.end', MINUTE_MS, () => this.end());
  }
  /** A task whose first shift has begun shows its next one; when none is left to join it leaves the lists. */
  async roll(): Promise<void> {
    const now = this.clock.now();
    for (const id of await begunInFeed(this.tx.read, await rootArea(this.tx.read), now, BATCH))
      await this.tx.run(async (m) => {
        // Held first: an edit of its shifts at this moment must not be overwritten with the old ones.
        const isOpen = await holdTask(m, id, 'PUBLISHED'), task = await findTask(m, id);
        if (!isOpen || !task) return void (await leaveFeed(m, id));
        const sums = sumUp(await shiftsOf(m, id), now);
        if (sums.startsAt <= now) return void (await leaveFeed(m, id));
        await amendTask(m, id, { startsAt: sums.startsAt });
        await amendFeed(m, { ...task, startsAt: sums.startsAt });
      });
  }
  /** The last shift is over: nobody can join, who only waited is let go, and the asker is asked whether it helped. */
  async end(): Promise<void> {
    const now = this.clock.now();
    for (const id of await overdueTasks(this.tx.read, now, BATCH))
      await this.tx.run(async (m) => {
        const task = await findTask(m, id);
        if (!task || task.endsAt >= now || !(await moveTask(m, id, taskFlow.from('end'), 'ENDED', { closedAt: now }))) return;
        await leaveFeed(m, id);
        const claims = await liveClaims(m, id);
        await endClaims(m, now, claims.filter((c) => c.status === 'WAITLISTED' || c.status === 'REQUESTED').map((c) => c.id), 'REFUSED');
        if (task.needId) await needOver(m, now, task.needId, claims.some((c) => c.status === 'CONFIRMED' || c.status === 'ATTENDED'), addWorkdays(now, NEED_ANSWER_WORKDAYS));
        await audit(m, { actorId: CLOCK_ACTOR, action: 'task.end', refType: 'task', refId: id, areaId: task.areaId, at: now });
      });
  }
}
