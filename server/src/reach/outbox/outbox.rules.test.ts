import { isUnsent, MAX_ATTEMPTS, outcome, waitAfter, type Attempt, type OutboxStatus } from './outbox.rules.js';

test.each<[Attempt, number, OutboxStatus]>([
  [{ kind: 'answered', status: 200 }, 1, 'SENT'], [{ kind: 'answered', status: 204 }, MAX_ATTEMPTS, 'SENT'],
  [{ kind: 'answered', status: 400 }, 1, 'FAILED'], [{ kind: 'answered', status: 302 }, 1, 'FAILED'],
  [{ kind: 'answered', status: 429 }, 1, 'NEW'], [{ kind: 'answered', status: 503 }, MAX_ATTEMPTS, 'NEW'],
  [{ kind: 'answered', status: 500 }, 1, 'NEW'], [{ kind: 'answered', status: 500 }, MAX_ATTEMPTS, 'UNCERTAIN'],
  [{ kind: 'unknown' }, MAX_ATTEMPTS - 1, 'NEW'], [{ kind: 'unknown' }, MAX_ATTEMPTS, 'UNCERTAIN'],
  [{ kind: 'not-reached' }, MAX_ATTEMPTS, 'NEW'],
])('%p at attempt %i: %s', (attempt, attempts, status) => { expect(outcome(attempt, attempts)).toBe(status); });
test('what surely did not leave does not count', () => {
  expect(([{ kind: 'not-reached' }, { kind: 'answered', status: 429 }, { kind: 'answered', status: 503 }, { kind: 'answered', status: 500 }, { kind: 'answered', status: 200 }, { kind: 'unknown' }] as Attempt[]).map(isUnsent)).toEqual([true, true, true, false, false, false]);
});
test('waits grow with the age, up to ten minutes', () => { expect([0, 5_000, 30_000, 86_400_000].map(waitAfter)).toEqual([5_000, 5_000, 30_000, 600_000]); });
