import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { MINUTE_MS } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { MAX_ATTEMPTS, type OutboxStatus } from '../outbox/outbox.rules.js';
import { BATCH, CLAIM_MS, EVERY_MS, SENDING_MS } from '../outbox/outbox.service.js';
import { beginSending, claimDue, releaseLeases } from '../outbox/outbox.store.js';
import { WechatClient } from '../wechat/wechat.client.js';
import type { SendResult } from '../wechat/wechat.types.js';
import { contentOf, isQuiet, morningAfter, PRESSING_MS, verdictOf, weekOf } from './messages.rules.js';
import { OpenIds } from './open-ids.js';
import { expire, isDue, messagesOf, postpone, release, settleMessage, type QueuedMessage } from './queue.store.js';
import { giveOneBack, setNone, spendWeek, takeOne, unspendWeek } from './quota.store.js';

/** While WeChat gives no clear answer it is asked now and then, with one message. */
const SHORTEST_PAUSE_MS = 5_000, LONGEST_PAUSE_MS = MINUTE_MS / 2;

/**
 * Sends the WeChat messages of the outbox, each once, and a second time only where nobody knows whether the first arrived. Any number of processes may run
 * it (OutboxService says how). In the fence's transaction one of the person's accepted messages is set aside, and one of his week: so two workers never send more than he agreed to.
 */
@Injectable()
export class MessageWorker {
  private readonly log = new Logger('messages');
  private pauseMs = 0;
  private pausedUntil = 0;
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly wechat: WechatClient, private readonly openIds: OpenIds, jobs: Jobs) {
    jobs.add('messages', EVERY_MS, () => this.deliver());
  }
  /** Sends all that may leave now. */
  async deliver(): Promise<void> {
    const now = this.clock.now();
    if (!(await isDue(this.tx.read, now))) return;
    const lost = await this.tx.run(async (m) => {
      // First: what a dead worker had waits for the morning like the rest.
      const given = await releaseLeases(m, 'WECHAT', now, MAX_ATTEMPTS);
      if (isQuiet(now)) await postpone(m, morningAfter(now));
      await expire(m, now);
      return given;
    });
    if (lost > 0) this.log.error(`${lost} WeChat messages UNCERTAIN: workers ended while sending them`);
    if (!this.wechat.isReady || this.pausedUntil > now) return;
    while (await this.deliverBatch());
  }
  private async deliverBatch(): Promise<boolean> {
    const token = randomUUID(), now = this.clock.now();
    if ((await this.tx.run((m) => claimDue(m, 'WECHAT', now, token, now + CLAIM_MS, this.pauseMs > 0 ? 1 : BATCH))) === 0) return false;
    for (const message of await messagesOf(this.tx.read, token)) {
      if (!(await this.mayRisk(message)) || !(await this.deliverOne(message, token))) {
        await this.tx.run((m) => release(m, token, this.clock.now()));
        return false;
      }
    }
    return true;
  }
  /**
   * The second and last try of a message is not spent while WeChat may still be away. Where no other message can show that it is back, a question that
   * names nobody does: any clear answer to it is a sign of life, and nobody gets anything.
   */
  private async mayRisk(message: QueuedMessage): Promise<boolean> {
    if (this.pauseMs === 0 || message.attempts === 0) return true;
    return this.isWell(await this.wechat.sendSubscribe({ openId: '', templateId: '', page: '', data: {} }));
  }
  /** Keeps the pace: while there is no clear answer, pauses that grow. */
  private isWell(result: SendResult): boolean {
    const isWell = result.kind !== 'later' && result.kind !== 'unknown';
    this.pauseMs = isWell ? 0 : Math.min(Math.max(this.pauseMs * 2, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.pausedUntil = isWell ? 0 : this.clock.now() + this.pauseMs;
    return isWell;
  }
  /** False: WeChat is not well, better wait. */
  private async deliverOne(message: QueuedMessage, token: string): Promise<boolean> {
    const began = this.clock.now(), { template, userId, told } = message, setUp = this.config.messageTemplates[template];
    const openId = setUp ? await this.openIds.of(userId) : null;
    if (!(await this.fence(message, token, began, openId !== null))) return true;
    const { page, data } = contentOf(template, told, message.createdAt, setUp!.keys);
    const result = await this.wechat.sendSubscribe({ openId: openId!, templateId: setUp!.id, page, data });
    await this.settle(message, token, began, result);
    return this.isWell(result);
  }
  /** Commits before anything leaves. False: the message is not ours, not wanted any more, or has no place in the person's week; then it is settled. */
  private fence(message: QueuedMessage, token: string, now: number, hasAddress: boolean): Promise<boolean> {
    const { id, userId, template, attempts, told } = message, isPressing = told.dueAt !== undefined && told.dueAt <= now + PRESSING_MS;
    return this.tx.run(async (m) => {
      if (!(await beginSending(m, id, token, now, now + SENDING_MS))) return false;
      const end = async (status: OutboxStatus): Promise<false> => { await settleMessage(m, id, token, { status, attempts, availableAt: now, msgId: null, rid: null }); return false; };
      if (told.dueAt !== undefined && told.dueAt <= now) return end('EXPIRED');
      // What may have arrived before has had its message set aside.
      if (attempts > 0) return hasAddress || end('UNCERTAIN');
      if (!hasAddress || !(await takeOne(m, userId, template, this.isLongTerm(message)))) return end('REFUSED');
      if (isPressing || (await spendWeek(m, userId, weekOf(now)))) return true;
      await this.giveBack(m, message);
      return end('SKIPPED');
    });
  }
  private async settle(message: QueuedMessage, token: string, began: number, result: SendResult): Promise<void> {
    const { id, userId, template, attempts, told } = message, now = this.clock.now(), verdict = verdictOf(result, attempts, now - message.createdAt);
    const rid = result.kind === 'permanent' || result.kind === 'later' ? result.rid : null;
    if (verdict.status === 'FAILED') this.log.error(`WeChat message ${id} (${template}) FAILED: errcode ${result.kind === 'permanent' ? result.errcode : '?'}, rid ${rid ?? 'none'}`);
    else if (verdict.status === 'UNCERTAIN') this.log.warn(`WeChat message ${id} (${template}) UNCERTAIN`);
    await this.tx.run(async (m) => {
      const settled = { status: verdict.status, attempts: attempts + (result.kind === 'later' ? 0 : 1), availableAt: now + verdict.waitMs, msgId: result.kind === 'sent' ? result.msgId : null, rid };
      if (!(await settleMessage(m, id, token, settled)) || verdict.quota === 'keep') return;
      if (verdict.quota === 'back') await this.giveBack(m, message);
      else await setNone(m, userId, template);
      if (told.dueAt === undefined || told.dueAt > began + PRESSING_MS) await unspendWeek(m, userId, weekOf(began));
    });
  }
  private isLongTerm(message: QueuedMessage): boolean {
    return this.config.messageTemplates[message.template]?.longTerm ?? false;
  }
  private async giveBack(m: Parameters<typeof giveOneBack>[0], message: QueuedMessage): Promise<void> {
    if (!this.isLongTerm(message)) await giveOneBack(m, message.userId, message.template);
  }
}
