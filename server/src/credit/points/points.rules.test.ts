import { DAY_MS, instant, startOfDay } from '@xianfeng/shared';
import { byLastDay, correctionRefusal, correctionView, exchangeBlock, freezeFlow, freezeRefusal, freezeView, lastDay, thawedUntil, warningDue, withReason, type CorrectionRow, type FreezeRow } from './points.rules.js';

const now = instant('2026-11-22', '15:00');
test('points that end as a day begins were good through the day before', () => {
  expect(lastDay(startOfDay('2026-11-23'))).toBe('2026-11-22');
  expect(lastDay(startOfDay('2027-01-01'))).toBe('2026-12-31');
});
test('what ends is summed by day, soonest first', () => {
  const lot = (day: string, leftPoints: number) => ({ expiresAt: startOfDay(day), leftPoints });
  expect(byLastDay([lot('2026-12-10', 5), lot('2026-12-01', 3), lot('2026-12-10', 2)])).toEqual([{ day: '2026-11-30', points: 3 }, { day: '2026-12-09', points: 7 }]);
  expect(byLastDay([])).toEqual([]);
});
test.each([[91 * DAY_MS, 0], [90 * DAY_MS + 1, 0], [90 * DAY_MS, 1], [31 * DAY_MS, 1], [30 * DAY_MS + 1, 1], [30 * DAY_MS, 2], [1, 2]])('%i ms before its end a lot has come to warning %i', (left, level) => {
  expect(warningDue(now + left, now)).toBe(level);
});
test.each([[0, 0, null], [5, 0, null], [-1, 0, '积分为负，补足前不能兑换'], [5, 1, '积分已冻结，暂不能兑换，可以申诉'], [-1, 1, '积分已冻结，暂不能兑换，可以申诉']])('with %i points and frozen %i: %s', (available, frozen, block) => {
  expect(exchangeBlock({ available, frozen })).toBe(block);
});
test('after a freeze points are good for thirty days', () => { expect(thawedUntil(now)).toBe(startOfDay('2026-12-22')); });
test('words that would not fit are cut, the sentence around them never', () => {
  expect(withReason('原因：', '核对', '。')).toBe('原因：核对。');
  const long = withReason('原因：', '𠮷'.repeat(200), '。请联系社区。');
  expect([[...long].length, long.startsWith('原因：𠮷'), long.endsWith('𠮷…。请联系社区。'), !/\p{Surrogate}/u.test(long)]).toEqual([200, true, true, true]);
  expect(withReason('', '字'.repeat(200))).toBe('字'.repeat(200));
});

describe('who decides about a freeze', () => {
  const freeze = (o: Partial<FreezeRow> = {}): FreezeRow => ({ id: 1, userId: 10, name: '张三', areaId: 5, path: '/1/5/', status: 'ACTIVE', reason: '核对', frozenBy: 20, frozenAt: 1, appeal: null, appealedAt: null, decision: null, decidedAt: null, ...o });
  test.each<[Partial<FreezeRow>, number, string | null]>([
    [{}, 10, 'SELF_REVIEW'], [{ status: 'APPEALED' }, 10, 'SELF_REVIEW'], [{}, 20, null], [{}, 30, null], [{ status: 'APPEALED' }, 20, 'SECOND_PERSON'], [{ status: 'APPEALED' }, 30, null], [{ status: 'APPEALED', frozenBy: 0 }, 30, null],
  ])('%j by %i: %s', (o, who, refusal) => { expect(freezeRefusal(freeze(o), who)).toBe(refusal); });
  test.each<[Partial<FreezeRow>, number, string[]]>([
    [{}, 10, ['appeal']], [{ status: 'APPEALED' }, 10, []], [{}, 20, ['lift']], [{}, 30, ['lift']], [{ status: 'APPEALED' }, 20, []], [{ status: 'APPEALED' }, 30, ['lift', 'keep']], [{ status: 'LIFTED' }, 30, []], [{ status: 'LIFTED' }, 10, []],
  ])('%j shown to %i: %j', (o, who, actions) => { expect(freezeView(freeze(o), who).actions).toEqual(actions); });
  test('an answered appeal may be followed by another', () => { expect(freezeFlow.next(freezeFlow.next('APPEALED', 'keep'), 'appeal')).toBe('APPEALED'); });
  test('who froze is not in the view', () => { expect(Object.keys(freezeView(freeze(), 10))).not.toContain('frozenBy'); });
});
describe('who decides about a correction', () => {
  const c: CorrectionRow = { id: 1, kind: 'ADJUST', userId: 10, name: '张三', areaId: 5, path: '/1/5/', entryId: null, entryTitle: null, points: 5, reason: '漏记', status: 'PROPOSED', proposedBy: 20, proposedName: '李四', proposedAt: 1, decidedName: null, decidedAt: null, decision: null };
  test.each([[10, 'SELF_REVIEW', 'SELF_REVIEW', []], [20, 'SECOND_PERSON', null, ['refuse']], [30, null, null, ['approve', 'refuse']]])('%i', (who, approve, refuse, actions) => {
    expect([correctionRefusal(c, who, 'approve'), correctionRefusal(c, who, 'refuse'), correctionView(c, who).actions]).toEqual([approve, refuse, actions]);
    expect(correctionView({ ...c, status: 'APPROVED' }, who).actions).toEqual([]);
  });
});
