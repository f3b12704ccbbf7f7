import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';

/**
 * NEW → CLAIMED (a worker has it, nothing has left) → SENDING (it may have left) → SENT, NEW again, FAILED; UNCERTAIN: given up, and nobody knows.
 * Of WeChat messages also REFUSED (the person does not want any more of it), SKIPPED (the week's budget is spent) and EXPIRED (no news any more).
 */
export type OutboxStatus = 'NEW' | 'CLAIMED' | 'SENDING' | 'SENT' | 'FAILED' | 'UNCERTAIN' | 'REFUSED' | 'SKIPPED' | 'EXPIRED';
/** How an attempt ended: the gateway answered, the connection was never made (nothing left), or nobody knows. */
export type Attempt = { kind: 'answered'; status: number } | { kind: 'not-reached' } | { kind: 'unknown' };
/** How often a message may leave at most, counting only attempts after which it may have arrived. */
export const MAX_ATTEMPTS = 6;
const FIRST_WAIT_MS = 5_000, LONGEST_WAIT_MS = 10 * MINUTE_MS;
/** A sign-in code is worth nothing after this; it is not sent any more. */
export const SMS_CODE_LIFE_MS = 5 * MINUTE_MS;
/** Word of an event is still word of it on the next day. Our own choice. */
export const EVENT_LIFE_MS = DAY_MS;

/** Did nothing leave for certain? Such an attempt does not count. */
export const isUnsent = (attempt: Attempt): boolean => attempt.kind === 'not-reached' || (attempt.kind === 'answered' && (attempt.status === 429 || attempt.status === 503));
/**
 * What becomes of a message after its attempt, the `attempts`-th that may have arrived. At least once: what nobody knows is sent again, under
 * the same key, and a person may get the same words twice; that harms less than words that never come. A plain no is not asked again.
 */
export function outcome(attempt: Attempt, attempts: number): OutboxStatus {
  if (isUnsent(attempt)) return 'NEW';
  if (attempt.kind === 'answered' && attempt.status < 500) return attempt.status >= 200 && attempt.status < 300 ? 'SENT' : 'FAILED';
  return attempts < MAX_ATTEMPTS ? 'NEW' : 'UNCERTAIN';
}
/** Milliseconds until the next try of a message that was queued so long ago: as long again, from 5 seconds to 10 minutes. */
export const waitAfter = (ageMs: number): number => Math.min(Math.max(ageMs, FIRST_WAIT_MS), LONGEST_WAIT_MS);
