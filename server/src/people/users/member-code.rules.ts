import { MINUTE_MS } from '@xianfeng/shared';
import { isSigned, sign } from '../../lib/sign.js';

/** How long a shown code lasts at most: the minute in which it was made and the one after. Our own choice. */
const windowOf = (now: number): number => Math.floor(now / MINUTE_MS);
const text = (userId: number | string, window: number | string): string => `${userId}.${window}`;

/** What a member's own code holds: `XFM.<user>.<minute>.<signature>`. It says who stands there, and nothing about where. */
export const memberCode = (secret: string, userId: number, now: number): string => {
  const window = windowOf(now);
  return `XFM.${userId}.${window}.${sign(secret, 'member', text(userId, window))}`;
};
/** Seconds until the code on the screen should be drawn anew. */
export const memberCodeSeconds = (now: number): number => Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1000);
/** Whose code it is; null where it is not ours, changed, or older than two minutes. */
export function readMemberCode(secret: string, payload: string, now: number): number | null {
  const [, userId, window, signature] = /^XFM\.([1-9]\d{0,15})\.(\d{1,12})\.([\w-]{16})$/.exec(payload.trim()) ?? [];
  if (!userId || !window || !signature) return null;
  const age = windowOf(now) - Number(window);
  if (age < 0 || age > 1 || !isSigned(secret, 'member', text(userId, window), signature)) return null;
  return Number(userId);
}
