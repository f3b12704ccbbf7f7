import { difference, differences, mayConfirm, sayNames, takeActions, takeFlow, whyIncomplete } from './takes.rules.js';

test.each([
  [1, { startedBy: 1 }, [1, 1], false],
  [2, { startedBy: 1 }, [1, 1], true],
  [2, { startedBy: 1 }, [1, 2], false],
  [1, { startedBy: 1 }, [2, 2], false],
  [3, { startedBy: 1 }, [2, null], true],
])('%i on a take %p counted by %p may confirm: %p', (userId, take, counters, may) => {
  expect(mayConfirm(userId, take, counters)).toBe(may);
});
test.each([
  ['OPEN', true, ['count', 'submit', 'drop']], ['COUNTED', true, ['confirm', 'drop']], ['COUNTED', false, ['drop']], ['CONFIRMED', true, []], ['DROPPED', true, []],
] as const)('%s, a second person %p: %p', (status, confirm, actions) => {
  expect(takeActions(status, { confirm })).toEqual(actions);
});
test('nothing is counted after it was handed on, and nothing booked before', () => {
  expect([takeFlow.from('count'), takeFlow.from('submit'), takeFlow.from('confirm'), takeFlow.from('drop')]).toEqual([['OPEN'], ['OPEN'], ['COUNTED'], ['OPEN', 'COUNTED']]);
});
test('a difference is what was counted less the books; what nobody counted has none', () => {
  const lines = [{ name: '米', book: 5, counted: 3 }, { name: '油', book: 5, counted: 5 }, { name: '皂', book: 0, counted: 2 }, { name: '盐', book: 5, counted: null }];
  expect([lines.map(difference), differences(lines), whyIncomplete(lines), whyIncomplete(lines.slice(0, 3))]).toEqual([[-2, 0, 2, 0], 2, '还没清点：盐', null]);
});
test('many names are cut and counted', () => {
  expect([sayNames(['米']), sayNames(['米', '油', '盐', '酱', '醋']), sayNames(['米', '油', '盐', '酱', '醋', '茶'])]).toEqual(['米', '米、油、盐、酱、醋', '米、油、盐、酱、醋 等 6 种']);
});
