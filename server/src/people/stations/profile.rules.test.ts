import { DAY_MS } from '@xianfeng/shared';
import { isConfirmDue, packKinds, profileView } from './profile.rules.js';

const now = 1_790_000_000_000;
test('kinds are packed so that one is not found in another', () => {
  expect(packKinds([])).toBe('');
  expect(packKinds(['HAIR', 'LEGAL'])).toBe(',HAIR,LEGAL,');
});
test.each<[string, number | null, number | null, boolean]>([
  ['nobody who is not registered', null, null, false], ['half a year after registering', 182, null, true], ['not a day earlier', 181, null, false],
  ['not where he said so since', 400, 100, false], ['again half a year later', 400, 182, true], ['not by an old word of before he moved', 10, 300, false],
])('%s is asked to confirm', (_, registered, confirmed, due) => {
  const at = (days: number | null) => (days === null ? null : now - days * DAY_MS);
  expect(isConfirmDue({ registeredAt: at(registered), confirmedAt: at(confirmed) }, now)).toBe(due);
});
test('who said nothing goes anywhere and refuses nothing', () => {
  const row = { communityId: null, communityName: null, building: null, skills: '理发', freeTimes: '', registeredAt: null, reach: null, wontKinds: null, wontText: null, confirmedAt: null, retiredAt: null };
  expect(profileView(row, [], now)).toMatchObject({ community: null, range: 'CITY', wontKinds: [], wontText: '', skills: ['理发'], freeTimes: [], confirmDue: false });
});
