import type { OfflineMarksView, OfflineOutcome, PresenceSheet } from '@xianfeng/shared';
import { askedMarks, dropMark, insist, markSent, MOST_SHEETS, offsetOf, openMarks, roomFor, settle, shownRows, tapOn, thinned, type KeptSheet } from './marks';

const AT = 1_800_000_000_000;
const row = (claimId: number, status: 'CONFIRMED' | 'ATTENDED' = 'CONFIRMED') => ({ claimId, name: `人${claimId}`, phoneTail: '0001', status, method: null, attendedAt: null, logged: false });
const sheet: PresenceSheet = { shiftId: 1, taskId: 2, title: '清扫', place: '门口', startsAt: AT, endsAt: AT + 1000, at: AT - 500, opensAt: AT, closesAt: AT + 1000, keepUntil: AT + 5000, rows: [row(1), row(2, 'ATTENDED')] };
const kept: KeptSheet = { sheet, offsetMs: 40, marks: [] };
const view = (results: [string, OfflineOutcome][], rows = sheet.rows): OfflineMarksView => ({ results: results.map(([ref, outcome]) => ({ ref, claimId: 1, outcome, why: outcome === 'CONFLICT' ? 'CHANGED' : null, other: outcome === 'CONFLICT' ? { name: '王', at: AT, status: 'NO_SHOW' } : null })), sheet: { ...sheet, at: AT + 10, rows } });

test('a tap waits with both sides of its time, and shows', () => {
  const one = tapOn(kept, 1, true, 'r1', AT);
  expect(one.marks).toEqual([{ ref: 'r1', claimId: 1, present: true, saw: 'CONFIRMED', listAt: AT - 500, tappedAt: AT, offsetMs: 40 }]);
  expect(shownRows(one).map((r) => [r.present, r.waiting])).toEqual([[true, true], [true, false]]);
  expect(tapOn(kept, 99, true, 'r1', AT)).toBe(kept);
});
test('to and fro leaves nothing, unless the first may have left already', () => {
  const one = tapOn(kept, 1, true, 'r1', AT);
  expect(tapOn(one, 1, false, 'r2', AT + 1).marks).toEqual([]);
  const both = tapOn(markSent(one), 1, false, 'r2', AT + 1);
  expect(both.marks.map((m) => [m.ref, m.present, m.sent ?? false])).toEqual([['r1', true, true], ['r2', false, false]]);
  expect(shownRows(both)[0]).toMatchObject({ present: false, waiting: true });
  expect(tapOn(kept, 2, true, 'r3', AT).marks).toEqual([]);
});
test('what is done goes, what was tapped meanwhile waits, what could not be done asks', () => {
  const one = tapOn(tapOn(kept, 1, true, 'r1', AT), 2, false, 'r2', AT);
  const done = settle(one, view([['r1', 'DONE']], [row(1, 'ATTENDED'), row(2, 'ATTENDED')]), 7);
  expect(done.marks.map((m) => m.ref)).toEqual(['r2']);
  expect(done.offsetMs).toBe(7);
  const asks = settle(one, view([['r1', 'CONFLICT'], ['r2', 'SAME']]), 7);
  expect([openMarks(asks).length, askedMarks(asks).length]).toEqual([0, 1]);
  expect(shownRows(asks)[0]).toMatchObject({ present: false, waiting: false });
});
test('whoever stays with his word sends it again with the times of the tap; whoever does not lets it go; a new tap takes its place', () => {
  const asks = settle(tapOn(kept, 1, true, 'r1', AT), view([['r1', 'CONFLICT']]), 7);
  expect(insist(asks, 'r1', 'r9').marks).toEqual([{ ref: 'r9', claimId: 1, present: true, saw: 'NO_SHOW', listAt: AT - 500, tappedAt: AT, offsetMs: 40, decided: true }]);
  expect(dropMark(asks, 'r1').marks).toEqual([]);
  expect(tapOn(asks, 1, true, 'r5', AT + 20).marks.map((m) => m.ref)).toEqual(['r5']);
});
test('the distance of two clocks is taken from the middle, and the names go two days after by the server’s clock', () => {
  expect(offsetOf(1000, 400, 600)).toBe(500);
  expect([thinned(kept, AT + 4960), thinned(kept, AT + 4961)]).toEqual([kept, null]);
  const waits = tapOn(kept, 1, true, 'r1', AT);
  expect(thinned(waits, AT + 4961)?.sheet.rows.map((one) => one.claimId)).toEqual([1]);
  expect(thinned(waits, AT + 4961 + 7 * 86_400_000)).toBeNull();
});
test('a phone holds six lists of five hundred names within what may be encrypted under one key', () => {
  const big = (n: number): KeptSheet => ({ ...kept, sheet: { ...sheet, startsAt: AT + n, rows: Array.from({ length: 500 }, (_, i) => ({ ...row(i + 1), claimId: 244404746981376 + i, name: '阿卜杜拉·买买提', attendedAt: AT })) } });
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [String(n), n === 8 ? tapOn(big(n), 244404746981376, true, 'r', AT) : big(n)]));
  const left = roomFor(all, AT);
  expect(Object.keys(left)).toEqual(['0', '1', '2', '3', '4', '8']);
  expect(Object.keys(left)).toHaveLength(MOST_SHEETS);
  expect(JSON.stringify(left).length).toBeLessThan(0.7 * 1024 * 1024);
});
