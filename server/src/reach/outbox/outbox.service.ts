import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { outcome, waitAfter, type Attempt } from './outbox.rules.js';
import { beginSending, claimDue, claimedBy, forgetBefore, giveUpBefore, releaseLeases, settle, type Message } from './outbox.store.js';

const EVERY_MS = 2_000;
const BATCH = 20;
/** Longer than a whole batch may take, one message after another at full timeout in each of the lanes. */
const LEASE_MS = 2 * MINUTE_MS;
const TIMEOUT_MS = 8_000;
const LANES = 4;
/** A sign-in code is worth nothing after this. */
const STALE_MS = 30 * MINUTE_MS;
const KEEP_MS = 30 * DAY_MS;
/** Nothing was sent when the connection was never made. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * Sends what the outbox holds, at most once each. Any number of processes may run it: a claim takes rows by an UPDATE, and a
 * second UPDATE (the fence) commits before the call. A process that dies before the fence loses nothing; one that dies after
 * it leaves a message UNCERTAIN, which is never repeated by itself.
 */
@Injectable()
export class OutboxService {
  private readonly log = new Logger('outbox');
  timeoutMs = TIMEOUT_MS;
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, jobs: Jobs) {
    jobs.add('outbox', EVERY_MS, () => this.deliver());
    jobs.add('outbox-forget', HOUR_MS, () => this.tx.run((m) => forgetBefore(m, this.clock.now() - KEEP_MS)));
  }
  /** Sends all that is due now. */
  async deliver(): Promise<void> {
    const now = this.clock.now();
    if (!(await this.waiting())) return;
    await this.tx.run(async (m) => {
      await releaseLeases(m, now);
      await giveUpBefore(m, now - STALE_MS);
    });
    const url = this.config.smsUrl;
    if (url === null) return;
    while (await this.deliverBatch(url));
  }
  /** An idle outbox must not cost a write transaction every two seconds. */
  private async waiting(): Promise<boolean> {
    const rows = await this.tx.read.query<unknown[]>(`SELECT id FROM outbox WHERE status IN ('NEW', 'CLAIMED', 'SENDING') LIMIT 1`);
    return rows.length > 0;
  }
  private async deliverBatch(url: string): Promise<boolean> {
    const token = randomUUID(), now = this.clock.now();
    if ((await this.tx.run((m) => claimDue(m, now, token, now + LEASE_MS, BATCH))) === 0) return false;
    const queue = await claimedBy(this.tx.read, token);
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.deliverOne(url, next, token);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return true;
  }
  private async deliverOne(url: string, message: Message, token: string): Promise<void> {
    if (!(await this.tx.run((m) => beginSending(m, message.id, token, this.clock.now())))) return;
    const attempt = await this.post(url, message);
    const attempts = message.attempts + 1, status = outcome(attempt, attempts);
    if (status === 'FAILED' || status === 'UNCERTAIN') this.log.error(`message ${message.id} ${status}: ${attempt.kind === 'answered' ? `HTTP ${attempt.status}` : attempt.kind}`);
    await this.tx.run((m) => settle(m, message.id, token, status, this.clock.now() + waitAfter(attempts)));
  }
  private async post(url: string, message: Message): Promise<Attempt> {
    const { text } = JSON.parse(message.payload) as { text: string };
    try {
      const answer = await fetch(url, {
        method: 'POST', redirect: 'error', signal: AbortSignal.timeout(this.timeoutMs),
        // A gateway that knows the header can tell a repeat by it.
        headers: { 'content-type': 'application/json', 'idempotency-key': String(message.id) }, body: JSON.stringify({ phone: message.target, text }),
      });
      await answer.body?.cancel();
      return { kind: 'answered', status: answer.status };
    } catch (e) {
      const code = ((e as { cause?: { code?: string } }).cause?.code) ?? '';
      return { kind: NOT_REACHED.has(code) ? 'not-reached' : 'unknown' };
    }
  }
}
