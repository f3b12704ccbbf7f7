import { MAX_ATTEMPTS, outcome, waitAfter, type Attempt, type OutboxStatus } from './outbox.rules.js';

test.each<[Attempt, number, OutboxStatus]>([
  [{ kind: 'answered', status: 200 }, 1, 'SENT'], [{ kind: 'answered', status: 204 }, MAX_ATTEMPTS, 'SENT'],
  [{ kind: 'answered', status: 400 }, 1, 'FAILED'], [{ kind: 'answered', status: 302 }, 1, 'FAILED'],
  [{ kind: 'answered', status: 429 }, 1, 'NEW'], [{ kind: 'answered', status: 503 }, 5, 'NEW'], [{ kind: 'answered', status: 503 }, MAX_ATTEMPTS, 'FAILED'],
  [{ kind: 'answered', status: 500 }, 1, 'UNCERTAIN'], [{ kind: 'unknown' }, 1, 'UNCERTAIN'],
  [{ kind: 'not-reached' }, 1, 'NEW'], [{ kind: 'not-reached' }, MAX_ATTEMPTS, 'FAILED'],
])('%p at attempt %i: %s', (attempt, attempts, status) => { expect(outcome(attempt, attempts)).toBe(status); });
test('waits double', () => { expect([1, 2, 3, 6].map(waitAfter)).toEqual([5_000, 10_000, 20_000, 160_000]); });
