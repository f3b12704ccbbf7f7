import { wantedLogs } from './restore.js';
import type { Header } from './vault.js';

const log = (name: string, madeAt = 1) => ({ path: `${name}-${madeAt}`, header: { name, madeAt } as Header });
const paths = (...logs: ReturnType<typeof log>[]): string[] => wantedLogs({ file: 'b.000003', at: 4 }, logs).map((l) => l.path);
test('from the log of the dump on, in their order; of copies the later', () => {
  expect(paths(log('b.000004'), log('b.000002'), log('b.000003', 1), log('b.000003', 2))).toEqual(['b.000003-2', 'b.000004-1']);
});
test('nothing is played past a gap, without the first log, or without a position', () => {
  expect(() => paths(log('b.000003'), log('b.000005'))).toThrow('b.000005 之前缺少日志');
  expect(() => paths(log('b.000004'))).toThrow('缺少日志 b.000003');
  expect(() => paths()).toThrow('缺少日志 b.000003');
  expect(() => wantedLogs(undefined, [log('b.000003')])).toThrow('没有日志位置');
});
