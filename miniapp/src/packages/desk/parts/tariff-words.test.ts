import { TASK_KINDS, TASK_KIND_KEYS, type TariffLine, type TariffRules, type TaskKind } from '@xianfeng/shared';
import { KIND_GROUPS, changesOf, sayChanges } from './tariff-words.ts';

const rules: TariffRules = {
  lines: Object.fromEntries(TASK_KIND_KEYS.map((kind): [TaskKind, TariffLine] => [kind, { basis: 'HOUR', points: 10, difficulty: 1 }])) as Record<TaskKind, TariffLine>,
  factors: { 1: 10, 2: 12, 3: 15 }, evidence: { A: 100, B: 100, C: 50, D: 0 }, caps: { task: 0, day: 0, month: 0 }, pointValueFen: 10,
};
test('every kind that yields points stands in one group', () => {
  expect(KIND_GROUPS.flatMap((group) => group.kinds).sort()).toEqual(TASK_KIND_KEYS.filter((kind) => TASK_KINDS[kind].recordable).sort());
});
test('what changed is said line by line', () => {
  expect(sayChanges(changesOf(rules, structuredClone(rules)))).toBe('与现行办法一样');
  const next: TariffRules = { ...rules, lines: { ...rules.lines, ELDER: { basis: 'TASK', points: 12, difficulty: 2 } }, factors: { ...rules.factors, 3: 20 }, evidence: { ...rules.evidence, C: 40 }, caps: { ...rules.caps, day: 60 }, pointValueFen: 15 };
  expect(changesOf(rules, next)).toEqual([
    { what: '敬老助老', before: '每小时 10 分 · 一般', after: '每次 12 分 · 需手艺' },
    { what: '难度“艰苦或有风险”', before: '× 1.5', after: '× 2.0' },
    { what: '本人填报、社区核准', before: '计 50%', after: '计 40%' },
    { what: '每人每天最多', before: '不封顶', after: '60 分' },
    { what: '一分折合', before: '0.10 元', after: '0.15 元' },
  ]);
});
