import { HOUR_MS, MINUTE_MS, type ClaimStatus } from '@xianfeng/shared';
import { outcomeOf, timeOf } from './offline.rules.js';

const startsAt = Date.UTC(2026, 10, 20, 1), shift = { startsAt, endsAt: startsAt + 2 * HOUR_MS };
const at = (minutes: number) => startsAt + minutes * MINUTE_MS;
// tapped (minutes after the start, by the phone), the phone behind by, list made, arrived
test.each([
  ['in time', 5, 0, -600, 60, 5, null],
  ['half an hour before', -30, 0, -600, 60, -30, null],
  ['a minute too early', -31, 0, -600, 60, null, 'OUTSIDE'],
  ['half an hour after the end', 150, 0, -600, 160, 150, null],
  ['a minute too late', 151, 0, -600, 160, null, 'OUTSIDE'],
  ['the phone runs an hour behind, which is known', -55, 60, -600, 60, 5, null],
  ['the phone stands ten years back, which is known', 5 - 5_256_000, 5_256_000, -600, 60, 5, null],
  ['five minutes ahead: the moment it came', 65, 0, -600, 60, 60, null],
  ['six minutes ahead', 66, 0, -600, 60, null, 'FUTURE'],
  ['tapped before the list came: the clock was set back', 5, 0, 11, 60, null, 'CLOCK'],
  ['five minutes before the list are forgiven', 5, 0, 10, 60, 5, null],
  ['a list from the future counts as made now', 30, 0, 900, 31, 30, null],
  ['after 48 hours', 5, 0, -600, 5 + 2880, 5, null],
  ['after 48 hours and a minute', 5, 0, -600, 6 + 2880, null, 'LATE'],
] as const)('%s', (_, tapped, behind, list, now, really, why) => {
  expect(timeOf({ tappedAt: at(tapped), offsetMs: behind * MINUTE_MS, listAt: at(list) }, shift, at(now))).toEqual({ at: really === null ? null : at(really), why });
});

const LIST = 1000;
test.each([
  // present, saw, is, changed, log, his own last mark, decided → outcome
  [true, 'CONFIRMED', 'CONFIRMED', 900, false, null, false, 'DONE', null],
  [true, 'CONFIRMED', 'ATTENDED', 1100, false, null, false, 'SAME', null],
  [true, 'CONFIRMED', 'NO_SHOW', 1100, false, null, false, 'CONFLICT', 'CHANGED'],
  [true, 'CONFIRMED', 'NO_SHOW', 1100, false, null, true, 'DONE', null],
  [true, 'NO_SHOW', 'NO_SHOW', 900, false, null, false, 'DONE', null],
  [true, 'CONFIRMED', 'CONFIRMED', 1100, false, null, false, 'CONFLICT', 'CHANGED'], // marked and taken back by another
  [true, 'CONFIRMED', 'EXCUSED', 1100, false, null, true, 'REFUSED', 'GONE'],
  [true, 'CONFIRMED', 'WITHDRAWN', 1100, false, null, false, 'REFUSED', 'GONE'],
  [true, 'WAITLISTED', 'WAITLISTED', 900, false, null, false, 'DONE', null],
  [false, 'ATTENDED', 'ATTENDED', 900, false, null, false, 'DONE', null],
  [false, 'ATTENDED', 'ATTENDED', 1100, false, null, false, 'CONFLICT', 'CHANGED'],
  [false, 'CONFIRMED', 'ATTENDED', 1100, false, 1100, false, 'DONE', null], // his own mark, of which the answer was lost
  [false, 'CONFIRMED', 'ATTENDED', 1200, false, 1100, false, 'CONFLICT', 'CHANGED'],
  [false, 'ATTENDED', 'CONFIRMED', 1100, false, null, false, 'SAME', null],
  [false, 'ATTENDED', 'ATTENDED', 900, true, null, true, 'REFUSED', 'LOGGED'],
] as const)('present %s, saw %s, is %s since %d, log %s, mine %s, decided %s: %s', (present, saw, status, changedAt, logged, mineAt, decided, outcome, why) => {
  expect(outcomeOf({ present, saw: saw as ClaimStatus, listAt: LIST, decided }, { status, changedAt, logged, mineAt })).toEqual({ outcome, why });
});
