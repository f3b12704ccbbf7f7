import { Injectable } from '@nestjs/common';
import { MINUTE_MS, saySpan } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { notify } from '../../reach/notices/notices.store.js';
import { dueUntil, remindAt } from './beginnings.rules.js';
import { beginningSoon, markReminded } from './claims.store.js';

/** Reminds who has a place of his shift, once, some time before it begins; of a shift that was moved, once more. */
@Injectable()
export class BeginningJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('claims.remind', MINUTE_MS, () => this.remind());
  }
  async remind(): Promise<void> {
    const now = this.clock.now();
    for (const c of await beginningSoon(this.tx.read, now, dueUntil(now))) {
      const at = remindAt(c.startsAt);
      if (at > now) continue;
      await this.tx.run(async (m) => {
        if (!(await markReminded(m, c.id, c.startsAt))) return; // another process reminds, or he is out
        if (c.createdAt >= at) return; // he has just read when it begins
        const body = `“${c.title}”：${saySpan(c.startsAt, c.endsAt, now)}，${c.place}。来不了请尽早请假，把名额让出来。`;
        await notify(m, now, [{ userId: c.userId, kind: 'TASK', template: 'REMINDER', title: '服务快开始了', body, link: `/packages/more/pages/claim/index?id=${c.id}`, dueAt: c.startsAt }]);
      });
    }
  }
}
