import type { ServiceFacts } from '@xianfeng/shared';
import { exceptionProblem, gathered, opensItself, outgoing, proposed } from './evaluations.rules.js';
import { foldFacts } from './facts.rules.js';

const facts = (o: Partial<ServiceFacts> = {}): ServiceFacts => ({ from: '2026-01-01', to: '2026-12-31', services: 3, minutes: 360, confirmed: 0, people: 1, kinds: [], ...o });
test.each([
  [{}, 'GOOD', '服务 3 次、6 小时，谢谢您的参与'],
  [{ minutes: 599, confirmed: 2 }, 'GOOD', '服务 3 次、9.9 小时，办成 2 件居民确认的事，谢谢您的参与'],
  [{ minutes: 600 }, 'GREAT', '服务 3 次、10 小时，谢谢您的用心'],
  [{ confirmed: 3 }, 'GREAT', '服务 3 次、6 小时，办成 3 件居民确认的事，谢谢您的用心'],
])('%p is proposed as %s', (o, level, sentence) => expect(proposed(facts(o))).toEqual({ level, sentence }));

test('everybody gets what is proposed, but for the exceptions', () => {
  const waiting = [1, 2, 3, 4].map((userId) => ({ userId, unitId: null, facts: facts() })), unit = { userId: null, unitId: 2, facts: facts({ minutes: 900 }) };
  const sent = outgoing([...waiting, unit], [{ userId: 2 }, { userId: 3, level: 'IMPROVE', sentence: '请提前请假' }, { userId: 4, level: 'GREAT' }]);
  expect(sent.map((s) => [s.userId, s.unitId, s.level, s.sentence])).toEqual([
    [1, null, 'GOOD', '服务 3 次、6 小时，谢谢您的参与'], [3, null, 'IMPROVE', '请提前请假'], [4, null, 'GREAT', '服务 3 次、6 小时，谢谢您的参与'], [null, 2, 'GREAT', '服务 3 次、15 小时，谢谢您的用心'],
  ]);
});
test.each([
  [[{ userId: 1 }, { unitId: 1, level: 'GOOD' as const }], null], [[{}], '请选择一个人或一个单位'], [[{ userId: 1, unitId: 2 }], '请选择一个人或一个单位'],
  [[{ userId: 1 }, { userId: 1 }], '同一个人只能写一次'], [[{ userId: 1, level: 'IMPROVE' as const }], '选“需改进”时，请写一句哪里可以更好'],
])('%j', (exceptions, problem) => expect(exceptionProblem(exceptions)).toBe(problem));

test('two voices are nobody’s business', () => {
  const voice = (sentence: string) => ({ clarity: 'GREAT', usefulness: 'GOOD', respect: 'IMPROVE', sentence }) as const;
  expect(gathered([voice('b'), voice('a')], false)).toBeNull();
  expect(gathered([voice('b'), voice(''), voice('a')], false)).toEqual({ count: 3, counts: { clarity: { GREAT: 3, GOOD: 0, IMPROVE: 0 }, usefulness: { GREAT: 0, GOOD: 3, IMPROVE: 0 }, respect: { GREAT: 0, GOOD: 0, IMPROVE: 3 } }, sentences: ['a', 'b'] });
});
test('while more may come, nobody who looks again sees fewer than three come in, nor when it closes', () => {
  const voice = { clarity: 'GREAT', usefulness: 'GOOD', respect: 'GOOD', sentence: '' } as const, shown = (n: number, isOpen: boolean) => gathered(Array(n).fill(voice), isOpen)?.count ?? 0;
  expect([2, 3, 5, 6, 8, 9, 12].map((n) => shown(n, true))).toEqual([0, 0, 0, 3, 3, 6, 9]);
  for (let n = 3; n < 40; n++) {
    expect(shown(n, false) - shown(n, true)).toBeGreaterThanOrEqual(3);
    expect([0, 3]).toContain(shown(n + 1, true) - shown(n, true));
  }
});
test('a service that was taken back is no fact, what a correction took away is not counted', () => {
  const got = foldFacts('2026-01-01', '2026-12-31', [
    { who: 1, kind: 'CLEAN', services: '2', minutes: '90' }, { who: 1, kind: 'ELDER', services: 1, minutes: 120 }, { who: 1, kind: 'HAIR', services: 0, minutes: 0 }, { who: 2, kind: 'CLEAN', services: 0, minutes: 0 },
  ], [{ who: 1, n: '1' }, { who: 2, n: 1 }], [{ who: 1, n: 1 }]);
  expect([...got]).toEqual([[1, facts({ services: 3, minutes: 210, confirmed: 1, kinds: [{ kind: 'ELDER', services: 1, minutes: 120 }, { kind: 'CLEAN', services: 2, minutes: 90 }] })]]);
});
test.each([['2026-12-14', false], ['2026-12-15', true], ['2026-01-02', false]])('%s: %s', (day, opens) => expect(opensItself(day)).toBe(opens));
