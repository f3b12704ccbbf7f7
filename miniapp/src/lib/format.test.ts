import { balance, besideMonth, count, masked, sayMonth, signed } from './format.ts';

test('points carry their sign', () => {
  expect([signed(3), signed(-20), signed(0), balance(7), balance(-7)]).toEqual(['+3 分', '−20 分', '0 分', '7', '−7']);
});
test('counts stop at 99', () => {
  expect([count(7), count(99), count(100)]).toEqual(['7', '99', '99+']);
});
test('a masked name keeps its first character, also a rare one', () => {
  expect([masked('解建国'), masked('王五'), masked('𠮷野家'), masked('阿卜杜拉·买买提')]).toEqual(['解**', '王*', '𠮷**', '阿**']);
});
test('months go on over the end of a year', () => {
  expect([besideMonth('2026-11', -1), besideMonth('2026-01', -1), besideMonth('2026-12', 1), sayMonth('2026-03')]).toEqual(['2026-10', '2025-12', '2027-01', '2026年3月']);
});
