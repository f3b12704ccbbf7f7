import type { EntityManager } from 'typeorm';
import { DAY_MS, SKILLS, dayOf, type AreaKind, type Role } from '@xianfeng/shared';
import { FOREVER } from '../people/areas/areas.store.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { Chance } from './random.js';
import { CITY, COMPOUNDS, STREETS, UNITS, personName } from './words.js';

export interface Place { id: number; path: string; name: string; kind: AreaKind; parent: Place | null }
export interface Person { id: number; name: string; phone: string; member: boolean; unit: { id: number; name: string } | null; community: Place; compound: Place; skills: string[] }
export interface County { city: Place; streets: Place[]; communities: Place[]; compounds: Map<number, Place[]>; members: Person[]; residents: Person[]; staff: Map<number, Person>; keepers: Map<number, Person>; officers: Person[]; /** The member whom the sign-in page names. */ named: Person }

/** One tenth of the reference county: 355 members, 9 units, 24 compounds, 79 stairwell chiefs. */
export const MEMBERS = 355, RESIDENTS = 520, STAIRWELLS = 79;

export async function seedPeople(m: EntityManager, chance: Chance, ids: PastIds, now: number): Promise<County> {
  const born = now - 400 * DAY_MS, day = dayOf(born);
  const areas: Row[] = [], people: Row[] = [], posts: Row[] = [], registrations: Row[] = [], consents: Row[] = [], roster: Row[] = [], units: Row[] = [];
  const place = (kind: AreaKind, name: string, parent: Place | null): Place => {
    const id = ids.at(born), path = `${parent?.path ?? '/'}${id}/`;
    areas.push({ id, parentId: parent?.id ?? 0, kind, name, path, depth: path.split('/').length - 3, fromDay: day, toDay: FOREVER, closed: 0, createdAt: born });
    return { id, path, name, kind, parent };
  };
  const city = place('CITY', CITY, null);
  const streets = Object.keys(STREETS).map((name) => place('STREET', name, city));
  const communities = streets.flatMap((s) => STREETS[s.name]!.map((name) => place('COMMUNITY', name, s)));
  const compounds = new Map<number, Place[]>(communities.map((c) => [c.id, []]));
  COMPOUNDS.forEach((name, i) => compounds.get(communities[i % communities.length]!.id)!.push(place('COMPOUND', name, communities[i % communities.length]!)));
  const stairwells: Place[] = [];
  for (let i = 0; stairwells.length < STAIRWELLS; i++) {
    const compound = compounds.get(communities[i % communities.length]!.id)![0]!;
    const building = place('BUILDING', `${Math.floor(i / communities.length) + 1}号楼`, compound);
    for (const n of [1, 2]) if (stairwells.length < STAIRWELLS) stairwells.push(place('STAIRWELL', `${n}单元`, building));
  }
  const unitList = UNITS.map((name, i) => {
    const id = ids.at(born);
    units.push({ id, parentId: null, name, path: `/${id}/`, areaId: communities[i * 2]!.id, fromDay: day, toDay: FOREVER, createdAt: born });
    return { id, name };
  });

  let count = 0;
  const from = (letters: string): string => chance.pick([...letters]);
  const person = (o: { member: boolean; community: Place; unit?: { id: number; name: string } | null; at?: number; registered?: boolean; /** Has never signed in: was asked nothing yet. */ fresh?: boolean }): Person => {
    const id = ids.at(o.at ?? born + chance.whole(0, 30) * DAY_MS), n = ++count;
    const compound = chance.pick(compounds.get(o.community.id)!);
    const skills = o.member && chance.yes(0.7) ? chance.some(SKILLS, chance.whole(1, 2)) : [];
    const p: Person = { id, name: personName(from, chance.yes(0.75)), phone: `1540${String(n).padStart(7, '0')}`, member: o.member, unit: o.unit ?? null, community: o.community, compound, skills };
    const registered = o.registered !== false;
    people.push({ id, name: p.name, phone: p.phone, openId: null, kind: o.member ? 'MEMBER' : 'RESIDENT', unitId: p.unit?.id ?? null, communityId: registered ? o.community.id : null, compoundId: registered ? compound.id : null, elder: 0, skills: skills.join(','), freeTimes: chance.pick(['EVENING', 'WEEKEND', 'EVENING,WEEKEND', 'WORKDAY']), turn: 0, createdAt: born });
    if (!o.fresh) consents.push({ userId: id, purpose: 'TERMS', version: 1, granted: 1, at: born }, { userId: id, purpose: 'ROSTER', version: 1, granted: 1, at: born });
    const at = born + chance.whole(5, 60) * DAY_MS;
    if (registered) registrations.push({ id: ids.at(at), userId: id, communityId: o.community.id, compoundId: compound.id, building: `${chance.whole(1, 20)}号楼${chance.whole(1, 5)}单元`, status: 'ACCEPTED', slot: 0, live: 1, reason: null, decidedBy: null, submittedAt: at, decidedAt: at + DAY_MS });
    return p;
  };
  const hold = (p: Person, role: Role, areaId: number, unitId = 0): void => void posts.push({ id: ids.at(born), userId: p.id, role, areaId, unitId, fromDay: day, toDay: FOREVER, ended: 0, createdAt: born });

  // Those who hold posts. Posts are paid duty or honour; they are people like any other.
  const staff = new Map<number, Person>(), keepers = new Map<number, Person>();
  const organiser = person({ member: true, community: communities[0]!, unit: null });
  hold(organiser, 'CITY_ORGANISER', city.id);
  const auditor = person({ member: true, community: communities[1]! });
  hold(auditor, 'AUDITOR', city.id);
  const officers = streets.map((s) => { const p = person({ member: true, community: communities.find((c) => c.parent === s)! }); hold(p, 'STREET_OFFICER', s.id); return p; });
  for (const c of communities) {
    const secretary = person({ member: true, community: c }), worker = person({ member: true, community: c }), keeper = person({ member: false, community: c }), grid = person({ member: false, community: c });
    hold(secretary, 'COMMUNITY_SECRETARY', c.id);
    hold(worker, 'COMMUNITY_WORKER', c.id);
    hold(keeper, 'KEEPER', c.id);
    hold(grid, 'GRID_WORKER', c.id);
    staff.set(c.id, secretary);
    keepers.set(c.id, keeper);
  }
  const members = Array.from({ length: MEMBERS }, (_, i) => person({ member: true, community: communities[i % communities.length]!, unit: unitList[i % unitList.length]! }));
  const residents = Array.from({ length: RESIDENTS }, (_, i) => person({ member: false, community: communities[i % communities.length]! }));
  stairwells.forEach((s, i) => hold(residents[i]!, 'STAIRWELL_CHIEF', s.id));
  unitList.forEach((u) => hold(members.find((p) => p.unit?.id === u.id)!, 'UNIT_LIAISON', 0, u.id));

  // Registrations that wait: what a secretary finds on her desk this morning.
  const first = communities[0]!;
  const newcomer = person({ member: true, community: first, unit: unitList[0]!, at: now - 5 * DAY_MS, registered: false, fresh: true });
  for (const c of communities)
    for (let i = 0; i < (c === first ? 3 : chance.whole(0, 2)); i++) {
      const at = now - chance.whole(1, 70) * 3_600_000, p = person({ member: true, community: c, unit: chance.pick(unitList), at, registered: false });
      registrations.push({ id: ids.at(at), userId: p.id, communityId: c.id, compoundId: p.compound.id, building: '3号楼2单元', status: 'SUBMITTED', slot: 0, live: 1, reason: null, decidedBy: null, submittedAt: at, decidedAt: null });
    }
  // The newcomer has never registered but stands on the roster: he can live the first day.
  const at = now - 10 * DAY_MS;
  roster.push({ id: ids.at(at), name: newcomer.name, phone: newcomer.phone, unitId: unitList[0]!.id, communityId: first.id, compoundId: newcomer.compound.id, compoundText: newcomer.compound.name, building: '7号楼4单元', skills: newcomer.skills.join(','), userId: null, importId: 0, createdAt: at });
  for (const p of members) roster.push({ id: ids.at(at), name: p.name, phone: p.phone, unitId: p.unit!.id, communityId: p.community.id, compoundId: p.compound.id, compoundText: p.compound.name, building: '', skills: p.skills.join(','), userId: p.id, importId: 0, createdAt: at });

  const unitRegistrations = unitList.map((u, i) => {
    const waits = i >= unitList.length - 2, submitted = waits ? now - chance.whole(4, 40) * 3_600_000 : born + 20 * DAY_MS;
    const liaison = members.find((p) => p.unit?.id === u.id)!;
    return { id: ids.at(submitted), unitId: u.id, communityId: waits ? first.id : communities[i * 2]!.id, submittedBy: liaison.id, liaisonName: liaison.name, liaisonPhone: liaison.phone, resources: chance.pick(['会议室可在周末借用', '专业技术人员 6 名', '车辆 2 辆、音响 1 套']), status: waits ? 'SUBMITTED' : 'ACCEPTED', live: 1, reason: null, decidedBy: null, submittedAt: submitted, decidedAt: waits ? null : submitted + DAY_MS };
  });

  await bulk(m, 'area', areas);
  await bulk(m, 'unit', units);
  await bulk(m, 'person', people);
  await bulk(m, 'consent', consents);
  await bulk(m, 'post', posts);
  await bulk(m, 'audit', posts.map((p) => auditRow(ids, born, organiser.id, 'post.create', 'post', Number(p.id), Number(p.areaId) || null)));
  await bulk(m, 'member_registration', registrations);
  await bulk(m, 'unit_registration', unitRegistrations);
  await bulk(m, 'roster_entry', roster);
  const liaison = members.find((p) => p.unit?.id === unitList[0]!.id)!;
  const here = (list: Person[]): Person => list.find((p) => p.community === first && p !== liaison)!;
  const accounts = [
    { person: here(members), title: '在职党员', hint: `${here(members).unit!.name} · 已在${first.name}报到` },
    { person: newcomer, title: '新党员', hint: '第一次登录，还没有报到' },
    { person: here(residents), title: '居民', hint: `住在${first.name}` },
    { person: staff.get(first.id)!, title: '社区书记', hint: first.name },
    { person: keepers.get(first.id)!, title: '兑换点核销员', hint: first.name },
    { person: liaison, title: '单位联络员', hint: unitList[0]!.name },
    { person: officers[0]!, title: '街道干部', hint: streets[0]!.name },
    { person: organiser, title: '市委组织部', hint: city.name },
    { person: auditor, title: '审计员', hint: '只看，不改' },
  ];
  await bulk(m, 'demo_account', accounts.map((a, i) => ({ phone: a.person.phone, userId: a.person.id, title: a.title, hint: a.hint, sort: i })));
  return { city, streets, communities, compounds, members, residents, staff, keepers, officers, named: here(members) };
}
