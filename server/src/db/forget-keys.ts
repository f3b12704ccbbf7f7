import { Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS } from '@xianfeng/shared';
import { Clock } from '../lib/clock.js';
import { Jobs } from '../lib/jobs.js';
import { change, Tx } from './tx.js';

/** A client repeats what got no answer within minutes, a draft on a phone within days. Our own choice. */
const KEPT_MS = 7 * DAY_MS;
/** Answers kept for repeats hold names and phones: they are not kept longer than a repeat may come. */
@Injectable()
export class ForgetKeys {
  constructor(tx: Tx, clock: Clock, jobs: Jobs) {
    jobs.add('keys.forget', HOUR_MS, () => tx.run((m) => change(m, 'DELETE FROM idempotency WHERE createdAt < ?', [clock.now() - KEPT_MS])));
  }
}
