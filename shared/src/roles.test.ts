import { PERMISSIONS, ROLE_AREAS, ROLE_KEYS, ROLE_PERMISSIONS, can, isWithin } from './roles.ts';

const post = (role: (typeof ROLE_KEYS)[number], path: string) => ({ role, path });
test.each([
  ['a secretary in her community', 'COMMUNITY_SECRETARY', '/1/2/3/', 'task.manage', '/1/2/3/', true],
  ['a secretary in a compound below it', 'COMMUNITY_SECRETARY', '/1/2/3/', 'task.manage', '/1/2/3/9/', true],
  ['a secretary in the street above', 'COMMUNITY_SECRETARY', '/1/2/3/', 'task.manage', '/1/2/', false],
  ['a secretary next door, whose id begins with the same digit', 'COMMUNITY_SECRETARY', '/1/2/3/', 'task.manage', '/1/2/31/', false],
  ['a grid worker who would verify', 'GRID_WORKER', '/1/2/3/', 'log.verify', '/1/2/3/', false],
  ['a keeper who hands over', 'KEEPER', '/1/2/3/', 'reward.collect', '/1/2/3/', true],
  ['an auditor who would publish', 'AUDITOR', '/1/', 'task.manage', '/1/2/3/', false],
  ['the city everywhere', 'CITY_ORGANISER', '/1/', 'log.verify', '/1/2/3/9/', true],
  ['a liaison, whose post has no area', 'UNIT_LIAISON', '', 'desk.view', '/1/', false],
] as const)('%s', (_, role, root, permission, path, allowed) => expect(can([post(role, root)], permission, path)).toBe(allowed));
test('several posts add up, each in its own subtree', () => {
  const posts = [post('KEEPER', '/1/2/3/'), post('GRID_WORKER', '/1/2/4/')];
  expect(can(posts, 'reward.collect', '/1/2/4/')).toBe(false);
  expect(can(posts, 'task.lead', '/1/2/4/')).toBe(true);
});
test('every permission is held by somebody, and only known ones are given', () => {
  const given = new Set(ROLE_KEYS.flatMap((role) => ROLE_PERMISSIONS[role]));
  expect([...given].sort()).toEqual([...PERMISSIONS].sort());
  expect(Object.keys(ROLE_AREAS).sort()).toEqual([...ROLE_KEYS].sort());
});
test('a subtree holds itself', () => expect(isWithin('/1/2/', '/1/2/')).toBe(true));
