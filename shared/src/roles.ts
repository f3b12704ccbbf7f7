/** Roles are what a Post carries: one person may hold several, each in one area (or unit), each with dates. */
export const ROLES = {
  CITY_ORGANISER: '市委组织部',
  STREET_OFFICER: '街道干部',
  COMMUNITY_SECRETARY: '社区书记',
  COMMUNITY_WORKER: '社区工作者',
  GRID_WORKER: '网格员',
  STAIRWELL_CHIEF: '楼道长',
  UNIT_LIAISON: '单位联络员',
  KEEPER: '兑换点核销员',
  AUDITOR: '审计员',
} as const;
export type Role = keyof typeof ROLES;
export const ROLE_KEYS = Object.keys(ROLES) as Role[];

/** What one may do. A permission counts inside the subtree of the post's area, nowhere else. */
export const PERMISSIONS = [
  'area.manage', // import and change areas
  'unit.manage', // import and change units
  'post.manage', // appoint and end posts
  'roster.import', // import rosters
  'registration.review', // accept or return registrations
  'need.review', // answer, refuse or publish needs
  'need.proxy', // enter a need for somebody else
  'task.manage', // publish, edit, cancel tasks; offer them; approve claims
  'task.lead', // show the check-in code, mark the roster
  'log.verify', // verify service logs
  'record.enter', // propose and approve manual entries and corrections of records; check another community's sample
  'record.appeal', // decide appeals against rejected logs
  'reward.manage', // stock a pickup point
  'reward.collect', // hand goods over
  'points.correct', // propose and approve corrections, freeze and unfreeze exchange
  'tariff.add', // propose a community's addition
  'tariff.manage', // publish tariffs (in the city), approve additions, set money aside
  'list.manage', // resources, projects, agreements, liaisons of an area
  'certificate.issue', // issue and void 志愿服务记录证明
  'honour.manage', // run stars, campaigns and evaluations, draft letters
  'honour.approve', // confirm star runs, decide campaigns, approve letters
  'content.review', // pass words and photos before others see them, take them down
  'desk.view', // the desk's queues
  'insight.view', // open, done and confirmed work by community
  'audit.read', // the journal, its reconciliation and the audit trail
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const community: Permission[] = ['registration.review', 'need.review', 'need.proxy', 'task.manage', 'task.lead', 'log.verify', 'reward.manage', 'reward.collect', 'record.enter', 'list.manage', 'certificate.issue', 'content.review', 'desk.view', 'insight.view'];
const officer: Permission[] = [...community, 'points.correct', 'tariff.add', 'honour.manage'];
const above: Permission[] = ['record.appeal', 'honour.approve'];
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  CITY_ORGANISER: ['area.manage', 'unit.manage', 'post.manage', 'roster.import', ...officer, ...above, 'tariff.manage', 'audit.read'],
  STREET_OFFICER: ['post.manage', ...officer, ...above, 'tariff.manage'],
  COMMUNITY_SECRETARY: ['post.manage', ...officer],
  COMMUNITY_WORKER: community,
  GRID_WORKER: ['need.proxy', 'task.lead', 'desk.view'],
  STAIRWELL_CHIEF: ['need.proxy'],
  UNIT_LIAISON: [],
  KEEPER: ['reward.manage', 'reward.collect', 'desk.view'],
  AUDITOR: ['audit.read', 'insight.view'],
};
/** The kinds of area in which a role can be held. UNIT_LIAISON is held in a unit instead. */
export const ROLE_AREAS: Record<Role, readonly string[]> = {
  CITY_ORGANISER: ['CITY'],
  STREET_OFFICER: ['STREET', 'TOWN'],
  COMMUNITY_SECRETARY: ['COMMUNITY', 'VILLAGE'],
  COMMUNITY_WORKER: ['COMMUNITY', 'VILLAGE'],
  GRID_WORKER: ['COMMUNITY', 'VILLAGE', 'GRID'],
  STAIRWELL_CHIEF: ['STAIRWELL', 'BUILDING', 'COMPOUND'],
  UNIT_LIAISON: [],
  KEEPER: ['COMMUNITY', 'VILLAGE', 'STREET', 'TOWN'],
  AUDITOR: ['CITY', 'STREET', 'TOWN'],
};
/** A path '/1/4/9/' lies in the subtree of '/1/4/' and of itself. */
export const isWithin = (path: string, root: string): boolean => path.startsWith(root);
/** May the holder of these posts do this in the area with that path? */
export const can = (posts: readonly { role: Role; path: string }[], permission: Permission, path: string): boolean =>
  posts.some((p) => p.path !== '' && isWithin(path, p.path) && ROLE_PERMISSIONS[p.role].includes(permission));
