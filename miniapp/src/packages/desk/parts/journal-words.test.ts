import { factsOf, sayMoved } from './journal-words.ts';

test('what a transaction moved is said from the person', () => {
  expect([{ amount: 12, held: 0 }, { amount: -30, held: 30 }, { amount: 0, held: -30 }].map(sayMoved)).toEqual(['+12 分', '−30 分（占用 +30）', '占用 −30 分']);
});
test('what the rule was given can be read, also when there is nothing or it is broken', () => {
  expect(factsOf(JSON.stringify({ minutes: 90, kind: 'ELDER', evidence: 'B', difficulty: null, day: '2026-11-03', dayPoints: 0, monthPoints: 12, addition: { id: 1, percent: 20, left: 300 } }))).toEqual([
    { name: '服务日期', value: '2026-11-03' }, { name: '类别', value: '敬老助老' }, { name: '计入时长', value: '1小时30分钟' }, { name: '依据', value: '现场确认' }, { name: '难度', value: '按类别' },
    { name: '当天已得', value: '0 分' }, { name: '当月已得', value: '12 分' }, { name: '社区加分', value: '加 20%，当时预算还剩 300 分' },
  ]);
  expect([factsOf(null), factsOf('{'), factsOf('{}'), factsOf('"x"')]).toEqual([null, null, null, null]);
});
