import { instant } from '@xianfeng/shared';
import { signsOf, spanOf } from './anomalies.rules.js';

const at = (clock: string) => instant('2026-11-20', clock), plain = { submittedAt: at('08:00'), verifiedAt: at('10:00'), minutes: 120, evidence: 'B' } as const;
test.each([
  [{}, []], [{ submittedAt: at('10:00') - 59_999 }, ['FAST']], [{ submittedAt: at('10:00') - 60_000 }, []], [{ submittedAt: null }, []],
  [{ verifiedAt: at('22:00') }, ['NIGHT']], [{ verifiedAt: at('05:59') + 86_400_000 }, ['NIGHT']], [{ verifiedAt: at('06:00') + 86_400_000 }, []],
  [{ minutes: 480 }, ['CAP']], [{ evidence: 'C' as const }, ['GRADE_C']], [{ evidence: 'D' as const, submittedAt: null }, ['GRADE_D']],
])('%j: %j', (o, signs) => expect(signsOf({ ...plain, ...o })).toEqual(signs));
test('ninety days back, at most four hundred', () => {
  const now = at('12:00');
  expect(spanOf({}, now)).toEqual(['2026-08-22', '2026-11-20']);
  expect(() => spanOf({ from: '2026-11-21' }, now)).toThrow('填写有误');
  expect(() => spanOf({ from: '2025-01-01' }, now)).toThrow('填写有误');
});
