import { count, masked, signed } from './format.ts';

test('points carry their sign', () => {
  expect([signed(3), signed(-20), signed(0)]).toEqual(['+3 分', '−20 分', '0 分']);
});
test('counts stop at 99', () => {
  expect([count(7), count(99), count(100)]).toEqual(['7', '99', '99+']);
});
test('a masked name keeps its first character, also a rare one', () => {
  expect([masked('解建国'), masked('王五'), masked('𠮷野家'), masked('阿卜杜拉·买买提')]).toEqual(['解**', '王*', '𠮷**', '阿**']);
});
