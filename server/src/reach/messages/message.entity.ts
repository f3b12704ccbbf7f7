import { Entity } from 'typeorm';
import type { MessageTemplate, PromptAnswer } from '@xianfeng/shared';
import { At, Flag, Int, Key, KeyStr, Str } from '../../db/columns.js';

/** What a person agreed to get by one template, as far as we know; WeChat keeps its own count and has the last word (43101). */
@Entity('message_quota')
export class MessageQuota {
  @Key() userId: number;
  @KeyStr(12) template: MessageTemplate;
  /** Messages that may still be sent; long-term: 1 where agreed to. Only conditional UPDATEs change it. */
  @Int() leftCount: number;
  @Flag() muted: number;
  /** His last one on WeChat's panel. */
  @Str(8, { nullable: true }) answer: PromptAnswer | null;
  @At({ nullable: true }) answeredAt: number | null;
}
/** What a person was sent in a week, without what could not wait: his budget. */
@Entity('message_week')
export class MessageWeek {
  @Key() userId: number;
  /** Its Monday. */
  @Str(10) week: string;
  @Int() sentCount: number;
}
