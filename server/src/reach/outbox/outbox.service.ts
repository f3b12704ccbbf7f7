import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { EVENT_LIFE_MS, isUnsent, MAX_ATTEMPTS, outcome, SMS_CODE_LIFE_MS, waitAfter, type Attempt } from './outbox.rules.js';
import { beginSending, claimDue, claimedBy, forgetBefore, giveUpBefore, isWaiting, releaseLeases, settle, type Message } from './outbox.store.js';

/** How often a channel is looked at, and how many messages a worker takes at once. */
export const EVERY_MS = 2_000, BATCH = 10;
/** Longer than a whole batch may take, one message after another at full timeout. */
export const CLAIM_MS = 2 * MINUTE_MS;
/** Longer than one message takes, far longer than clocks of processes differ: until then its worker may still be at it. */
export const SENDING_MS = 2 * MINUTE_MS;
const TIMEOUT_MS = 8_000;
const KEEP_MS = 30 * DAY_MS;
/** Nothing was sent when the connection was never made. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** A link that opens the page of an event, or null where there is none now. */
export type Links = (refType: NonNullable<Message['refType']>, refId: number) => Promise<string | null>;

/**
 * Sends the SMS that the outbox holds, at least once each. Any number of processes may run it: a claim takes rows by an UPDATE, and a second UPDATE (the
 * fence) commits before the call. A process that dies before the fence loses and repeats nothing; one that dies after it leaves one message, since
 * each sends one at a time, that another process sends again when the lease is over.
 */
@Injectable()
export class OutboxService {
  private readonly log = new Logger('outbox');
  timeoutMs = TIMEOUT_MS;
  private linkOf: Links = () => Promise.resolve(null);
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, jobs: Jobs) {
    jobs.add('outbox', EVERY_MS, () => this.deliver());
    jobs.add('outbox-forget', HOUR_MS, () => this.tx.run((m) => forgetBefore(m, this.clock.now() - KEEP_MS)));
  }
  /** Who makes the links at the end of messages that tell of something. */
  linkedBy(links: Links): void {
    this.linkOf = links;
  }
  /** Sends all that is due now. */
  async deliver(): Promise<void> {
    const now = this.clock.now();
    if (!(await isWaiting(this.tx.read))) return;
    const doubtful = await this.tx.run(async (m) => {
      await giveUpBefore(m, now - SMS_CODE_LIFE_MS, now - EVENT_LIFE_MS);
      return releaseLeases(m, 'SMS', now, MAX_ATTEMPTS);
    });
    if (doubtful > 0) this.log.error(`${doubtful} messages UNCERTAIN: workers ended while sending them`);
    const url = this.config.smsUrl;
    if (url === null) return;
    while (await this.deliverBatch(url));
  }
  private async deliverBatch(url: string): Promise<boolean> {
    const token = randomUUID(), now = this.clock.now();
    if ((await this.tx.run((m) => claimDue(m, 'SMS', now, token, now + CLAIM_MS, BATCH))) === 0) return false;
    for (const message of await claimedBy(this.tx.read, token)) await this.deliverOne(url, message, token);
    return true;
  }
  private async deliverOne(url: string, message: Message, token: string): Promise<void> {
    // Before the fence: asking for a link sends nothing.
    const link = message.refType !== null && message.refId !== null ? await this.linkOf(message.refType, message.refId).catch(() => null) : null;
    const began = this.clock.now();
    if (!(await this.tx.run((m) => beginSending(m, message.id, token, began, began + SENDING_MS)))) return;
    const attempt = await this.post(url, message, link), attempts = message.attempts + (isUnsent(attempt) ? 0 : 1), status = outcome(attempt, attempts), now = this.clock.now();
    if (status === 'FAILED' || status === 'UNCERTAIN') this.log.error(`message ${message.id} ${status}: ${attempt.kind === 'answered' ? `HTTP ${attempt.status}` : attempt.kind}`);
    await this.tx.run((m) => settle(m, message.id, token, { status, attempts, availableAt: now + waitAfter(now - message.createdAt) }));
  }
  private async post(url: string, message: Message, link: string | null): Promise<Attempt> {
    const { text } = JSON.parse(message.payload) as { text: string };
    try {
      const answer = await fetch(url, {
        method: 'POST', redirect: 'error', signal: AbortSignal.timeout(this.timeoutMs),
        // A gateway that knows the header can tell a repeat by it.
        headers: { 'content-type': 'application/json', 'idempotency-key': String(message.id) }, body: JSON.stringify({ phone: message.target, text: link ? `${text} 查看：${link}` : text }),
      });
      await answer.body?.cancel();
      return { kind: 'answered', status: answer.status };
    } catch (e) {
      const code = ((e as { cause?: { code?: string } }).cause?.code) ?? '';
      return { kind: NOT_REACHED.has(code) ? 'not-reached' : 'unknown' };
    }
  }
}
