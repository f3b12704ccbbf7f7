import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS } from '@xianfeng/shared';
import { traceOf } from '../../../db/errors.js';
import { Tx } from '../../../db/tx.js';
import { Clock } from '../../../lib/clock.js';
import { Jobs } from '../../../lib/jobs.js';
import { parseObject, type Json } from '../answers.rules.js';
import { duePushes, forgetPushes, putOff, takePush, type StoredPush } from './push.store.js';

const EVERY_MS = 2_000, BATCH = 50;
/** Waits of 2, 4, 8 … seconds: an hour in all. */
const FIRST_WAIT_MS = 2_000, MOST_ATTEMPTS = 11;
/** They hold WeChat's names of people: as long as somebody may ask what became of one. */
const KEEP_MS = 7 * DAY_MS;
/** `body` as WeChat sent it: where it pushes XML, numbers in it are text. `openId`: whom it is about, or WeChat's own service. */
export interface PushedEvent { name: string; openId: string | null; body: Json; receivedAt: number }
export type PushHandler = (m: EntityManager, event: PushedEvent) => Promise<void>;

/**
 * What the house does about what WeChat tells it. A handler runs in the transaction that marks the event as done: once for each event, whatever came how often and
 * whoever died in between. One that throws is tried again later; handlers of the same event stand or fall together.
 */
@Injectable()
export class PushEvents {
  private readonly log = new Logger('wechat');
  private readonly handlers = new Map<string, PushHandler[]>();
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('wechat-push', EVERY_MS, () => this.work());
    jobs.add('wechat-push-forget', HOUR_MS, () => this.tx.run((m) => forgetPushes(m, this.clock.now() - KEEP_MS)));
  }
  /** `name`: an event ('wxa_media_check') or the type of a message ('text'). */
  on(name: string, handler: PushHandler): void {
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
  }
  /** Does what is due now. */
  async work(): Promise<void> {
    const now = this.clock.now();
    for (let batch = BATCH; batch === BATCH; ) {
      const due = await duePushes(this.tx.read, now, BATCH);
      for (const push of due) await this.tx.run((m) => this.handle(m, push)).catch((e: unknown) => this.failed(push, e));
      batch = due.length;
    }
  }
  private async handle(m: EntityManager, { id, name, body, createdAt }: StoredPush): Promise<void> {
    if (!(await takePush(m, id))) return;
    const json = parseObject(body) ?? {}, from = json.FromUserName;
    for (const handler of this.handlers.get(name) ?? []) await handler(m, { name, openId: typeof from === 'string' ? from : null, body: json, receivedAt: createdAt });
  }
  private async failed({ id, name, attempts }: StoredPush, e: unknown): Promise<void> {
    const isLast = attempts + 1 >= MOST_ATTEMPTS;
    this.log.error(`push ${id} ${name} ${isLast ? 'given up' : 'failed'}: ${traceOf(e)}`);
    await this.tx.run((m) => putOff(m, id, attempts + 1, isLast ? 'FAILED' : 'NEW', this.clock.now() + FIRST_WAIT_MS * 2 ** attempts));
  }
}
