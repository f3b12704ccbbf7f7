import { dayOf, startOfDay } from '@xianfeng/shared';
import { misfits } from './checks/balances.js';
import { fitting, nightId } from './reconcile.rules.js';

const at = (clock: string): number => startOfDay('2026-11-22') + (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000;
test.each([['03:09', false], ['03:10', true], ['04:59', true], ['05:00', false], ['15:10', false]])('at %s it is the hour: %s', (clock, is) => {
  expect(nightId(at(clock)) !== null).toBe(is);
});
test('all processes of a night mean the same run, and every night is another', () => {
  expect(nightId(at('03:10'))).toBe(nightId(at('04:30')));
  expect(nightId(at('03:10'))).not.toBe(nightId(at('03:10') + 86_400_000));
  expect(dayOf(at('03:10'))).toBe('2026-11-22');
});
test('a long report loses old months and far offenders, never the counts', () => {
  const checks = Array.from({ length: 22 }, (_, i) => ({ id: `INV-${i + 1}`, title: '每笔流水', findings: 900, ms: 1, offenders: Array.from({ length: 20 }, () => '流水'.repeat(60)) }));
  const totals = Array.from({ length: 400 }, () => ({ area: '条山社区', month: '2026-11', issued: 1, spent: 1, expired: 0, adjusted: 0 }));
  const text = fitting({ checks, totals }), back = JSON.parse(text) as { checks: typeof checks };
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
  expect(back.checks.map((c) => c.findings)).toEqual(checks.map(() => 900));
});
const tx = (id: number, kind: string, available: number, held: number, balance: number) => ({ id, kind, available, held, balance });
test('a person’s chain: in order, in the order of two clocks, and broken', () => {
  const chain = [tx(1, 'AWARD', 50, 0, 50), tx(2, 'HOLD', -30, 30, 20), tx(3, 'SPEND', 0, -30, 20)];
  expect(misfits(chain)).toEqual([]);
  expect(misfits([tx(1, 'HOLD', -30, 30, 20), tx(2, 'AWARD', 50, 0, 50), tx(3, 'SPEND', 0, -30, 20)])).toEqual([]);
  expect(misfits([chain[0]!, { ...chain[1]!, balance: 21 }, chain[2]!])).toContain(2);
  expect(misfits([tx(1, 'AWARD', 50, 0, 50), tx(2, 'HOLD', -60, 60, -10)])).toEqual([2]);
  expect(misfits([tx(1, 'AWARD', 50, 0, 50), tx(2, 'SPEND', 0, -30, 50)])).toEqual([2]);
  expect(misfits([tx(1, 'AWARD', 50, 0, 50), tx(2, 'REVERSAL', -60, 0, -10), tx(3, 'AWARD', 5, 0, -5)])).toEqual([]);
});
