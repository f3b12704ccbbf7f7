import { Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { settleIfDone, settleable } from './logs.store.js';

const BATCH = 200;
/** Nobody decides logs of older tasks any more. */
const BACK_MS = 60 * DAY_MS;

/** A task may end after its last log was decided: then no decision settles it, time does. */
@Injectable()
export class LogJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('logs.settle', HOUR_MS, () => this.settle());
  }
  async settle(): Promise<void> {
    const now = this.clock.now();
    for (const taskId of await settleable(this.tx.read, now - BACK_MS, BATCH))
      await this.tx.run(async (m) => {
        if (await settleIfDone(m, taskId)) await audit(m, { actorId: 0, action: 'task.settle', refType: 'task', refId: taskId, at: now });
      });
  }
}
