/** NEW → CLAIMED (a worker has it, nothing has left) → SENDING (it may have left) → SENT, NEW again, FAILED; UNCERTAIN: nobody knows. */
export type OutboxStatus = 'NEW' | 'CLAIMED' | 'SENDING' | 'SENT' | 'FAILED' | 'UNCERTAIN';
/** How an attempt ended: the gateway answered, refused the connection (nothing left), or nobody knows. */
export type Attempt = { kind: 'answered'; status: number } | { kind: 'not-reached' } | { kind: 'unknown' };
export const MAX_ATTEMPTS = 6;
const FIRST_WAIT_MS = 5_000;

/**
 * What becomes of a message after its attempt. Only a plain "not now" is tried again: an SMS that may have gone out is never
 * repeated by itself, since a person who gets two codes trusts neither.
 */
export function outcome(attempt: Attempt, attempts: number): OutboxStatus {
  if (attempt.kind === 'unknown') return 'UNCERTAIN';
  if (attempt.kind === 'answered') {
    if (attempt.status >= 200 && attempt.status < 300) return 'SENT';
    if (attempt.status !== 429 && attempt.status !== 503) return attempt.status >= 500 ? 'UNCERTAIN' : 'FAILED';
  }
  return attempts < MAX_ATTEMPTS ? 'NEW' : 'FAILED';
}
/** Milliseconds until the next try after that many: 5, 10, 20 … 160 seconds. */
export const waitAfter = (attempts: number): number => FIRST_WAIT_MS * 2 ** (attempts - 1);
