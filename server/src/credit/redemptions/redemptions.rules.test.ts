import { DAY_MS, instant, type RedemptionStatus } from '@xianfeng/shared';
import { expiresAt, redemptionFlow, type RedemptionStep } from './redemptions.rules.js';

const STEPS: RedemptionStep[] = ['cancel', 'collect', 'expire', 'callOff', 'replace', 'giveBack'];
test.each<[RedemptionStatus, RedemptionStep[]]>([['HELD', ['cancel', 'collect', 'expire', 'callOff', 'replace']], ['COLLECTED', ['giveBack']], ['CANCELLED', []], ['EXPIRED', []], ['SUBSTITUTED', []], ['RETURNED', []]])('an order that is %s may %p', (status, steps) => {
  expect(redemptionFlow.actions(status)).toEqual(steps);
  for (const action of STEPS) if (!steps.includes(action)) expect(() => redemptionFlow.next(status, action)).toThrow('状态已变化');
});
test('an order waits fifteen days', () => {
  const now = instant('2026-11-22', '10:00');
  expect(expiresAt(now) - now).toBe(15 * DAY_MS);
});
