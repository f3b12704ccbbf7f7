import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MESSAGE_TEMPLATE_KEYS, type MessagesView, type MuteInput, type PromptAnswersInput } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { weekOf } from './messages.rules.js';
import { OpenIds } from './open-ids.js';
import { quotasOf, recordAnswer, sentInWeek, setMuted } from './quota.store.js';

/** What a person lets us tell him by WeChat. */
@Injectable()
export class MessagesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly openIds: OpenIds) {}
  view(me: Me): Promise<MessagesView> {
    me.requireSelf(me.id);
    return this.show(this.tx.read, me.id);
  }
  /** One tap on WeChat's panel, under its own key: an answer counts once. What is not set up here is passed over. */
  answer(me: Me, key: string, input: PromptAnswersInput): Promise<MessagesView> {
    me.requireSelf(me.id);
    if (new Set(input.answers.map((a) => a.template)).size < input.answers.length) throw failFields({ answers: '每类消息只回答一次' });
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'messages.answers', input, now, async (m) => {
      for (const { template, answer } of input.answers) {
        const setUp = this.config.messageTemplates[template];
        if (setUp) await recordAnswer(m, now, me.id, template, answer, setUp.longTerm ? 1 : undefined);
      }
      return this.show(m, me.id);
    });
  }
  /** Switches one kind off or on, here and at once; WeChat's own switches stay as they are. */
  mute(me: Me, { kind, muted }: MuteInput): Promise<MessagesView> {
    me.requireSelf(me.id);
    return this.tx.run(async (m) => {
      await setMuted(m, me.id, kind, muted);
      return this.show(m, me.id);
    });
  }
  private async show(m: EntityManager, userId: number): Promise<MessagesView> {
    const rows = await quotasOf(m, userId), quotas = new Map(rows.map((r) => [r.template, r]));
    const kinds = MESSAGE_TEMPLATE_KEYS.flatMap((template) => {
      const setUp = this.config.messageTemplates[template], row = quotas.get(template);
      return setUp ? [{ template, templateId: setUp.id, longTerm: setUp.longTerm, left: row?.leftCount ?? 0, muted: row?.muted === 1, answer: row?.answer ?? null }] : [];
    });
    return { bound: (await this.openIds.of(userId, m)) !== null, kinds, sentThisWeek: await sentInWeek(m, userId, weekOf(this.clock.now())) };
  }
}
