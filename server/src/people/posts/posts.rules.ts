import { AREA_KINDS, isWithin, ROLE_AREAS, ROLE_KEYS, ROLES, type AreaKind, type CreatePostInput, type Role } from '@xianfeng/shared';

const BELOW_SECRETARY: readonly Role[] = ['COMMUNITY_WORKER', 'GRID_WORKER', 'STAIRWELL_CHIEF', 'KEEPER'];
/** Who appoints whom: nobody above his own level, nor beside himself but in the city's organisation department. Our own choice. */
export const APPOINTS: Partial<Record<Role, readonly Role[]>> = {
  CITY_ORGANISER: ROLE_KEYS,
  STREET_OFFICER: ['COMMUNITY_SECRETARY', ...BELOW_SECRETARY],
  COMMUNITY_SECRETARY: BELOW_SECRETARY,
};
/** `path` '' stands for a unit that belongs to no area: the city's business. */
export const mayAppoint = (posts: readonly { role: Role; path: string }[], role: Role, path: string): boolean =>
  posts.some((p) => p.path !== '' && APPOINTS[p.role]?.includes(role) && (path === '' ? p.role === 'CITY_ORGANISER' : isWithin(path, p.path)));

/** What is wrong with the input by itself, by field; empty when nothing is. `today` is a Shanghai day. */
export function postProblems(input: CreatePostInput, areaKind: AreaKind | null, today: string): Record<string, string> {
  const problems: Record<string, string> = {};
  if (input.role === 'UNIT_LIAISON') {
    if (input.unitId === undefined) problems['unitId'] = '请选择联络员所在单位';
    if (input.areaId !== undefined) problems['areaId'] = '单位联络员不设在区域里';
  } else {
    if (input.unitId !== undefined) problems['unitId'] = '这个岗位不设在单位里';
    if (areaKind === null) problems['areaId'] = '请选择任职区域';
    else if (!ROLE_AREAS[input.role].includes(areaKind)) problems['areaId'] = `${ROLES[input.role]}不能设在${AREA_KINDS[areaKind]}`;
  }
  if (input.to !== undefined && input.to < input.from) problems['to'] = '结束日期不能早于开始日期';
  else if (input.to !== undefined && input.to < today) problems['to'] = '结束日期已过';
  return problems;
}
