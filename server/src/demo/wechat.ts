import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DAY_MS, MESSAGE_LIMITS, MESSAGE_TEMPLATE_KEYS } from '@xianfeng/shared';
import { bulk } from './bulk.js';

/** In the form of WeChat's own; the same phone has the same one. */
const openIdOf = (phone: string): string => `o${createHash('sha256').update(`demo/${phone}`).digest('base64url').slice(0, 27)}`;

/** The people of the sign-in page use the mini-program and said yes to its messages: what they write is looked at at once, and they are told by WeChat. The newcomer has not come yet. */
export async function seedWechat(m: EntityManager, now: number): Promise<void> {
  const people = await m.query<{ userId: number; phone: string }[]>("SELECT userId, phone FROM demo_account WHERE title <> '新党员'");
  for (const { userId, phone } of people) await m.query('UPDATE person SET openId = ? WHERE id = ?', [openIdOf(phone), userId]);
  await bulk(m, 'message_quota', people.flatMap(({ userId }) => MESSAGE_TEMPLATE_KEYS.map((template) => ({ userId, template, leftCount: MESSAGE_LIMITS.kept, muted: 0, answer: 'accept', answeredAt: now - DAY_MS }))));
}
