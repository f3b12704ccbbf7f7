import type { EntityManager } from 'typeorm';
import { DAY_MS, dayOf, RANGES, STATION_KEYS } from '@xianfeng/shared';
import { OPEN_END } from '../people/liaisons/liaisons.rules.js';
import { packKinds } from '../people/stations/profile.rules.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { County, Person, Place } from './people.js';
import type { Chance } from './random.js';

const WONT = [['HAIR'], ['EMERGENCY'], ['MEDIATE', 'LEGAL'], ['PATROL']];
const WONT_WORDS = ['腰不好，不搬重物', '家里有小孩，晚上九点后不行', '不开车'];
const RETIRED = 4;

/** What people say of themselves, the posts they keep, who looks after what, and a roster of last week that differs in a few lines. */
export async function seedDuties(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<void> {
  const rows = { station_claim: [] as Row[], person_profile: [] as Row[], liaison: [] as Row[], notice: [] as Row[], audit: [] as Row[], import_job: [] as Row[], roster_entry: [] as Row[], roster_difference: [] as Row[] };
  const first = county.communities[0]!, { named } = county;
  const [organiser] = await m.query<{ userId: number }[]>("SELECT userId FROM post WHERE role = 'CITY_ORGANISER'");
  const keeps = new Map<number, Row>();

  // Everybody registered has been asked once already; the member of the sign-in page was asked yesterday and has not answered.
  const home = await m.query<{ userId: number }[]>("SELECT userId FROM member_registration WHERE status = 'ACCEPTED' AND live = 1 ORDER BY userId");
  for (const { userId } of home) {
    const confirmed = userId !== named.id && chance.yes(0.8), at = now - chance.whole(10, 120) * DAY_MS;
    const row: Row = { userId, reach: 'CITY', wontKinds: '', wontText: '', confirmedAt: confirmed ? at : null, askedAt: userId === named.id ? now - DAY_MS : at - DAY_MS, retiredAt: null };
    keeps.set(userId, row);
    rows.person_profile.push(row);
  }
  rows.notice.push({ id: ids.at(now - DAY_MS), userId: named.id, kind: 'REGISTRATION', title: '您的报到信息有变化吗', body: '没变就点一下“信息没变”；搬了家、换了特长，顺手改一改。不处理也没有影响。', link: '/packages/more/pages/profile/index', isRead: 0, createdAt: now - DAY_MS });
  for (const p of county.members) {
    const row = keeps.get(p.id);
    if (!row) continue;
    if (chance.yes(0.6)) row['reach'] = chance.pick(Object.keys(RANGES));
    if (chance.yes(0.25)) row['wontKinds'] = packKinds(chance.pick(WONT));
    if (chance.yes(0.1)) row['wontText'] = chance.pick(WONT_WORDS);
    const posts = p === named ? ['CARE', 'POLICY'] : chance.yes(0.65) ? chance.some(STATION_KEYS, chance.whole(1, 2)) : [];
    for (const station of posts) {
      const at = now - chance.whole(20, 300) * DAY_MS;
      rows.station_claim.push({ id: ids.at(at), userId: p.id, communityId: p.community.id, station, live: 1, createdAt: at, endedAt: null });
    }
  }

  const liaison = (o: { kind: 'UNIT' | 'MEMBER'; holderId: number; area: Place | { id: number }; community: Place; households?: string; waits?: 'HOLDER' | 'COMMUNITY'; by: Person; at: number }): void => {
    const id = ids.at(o.at), active = o.waits === undefined;
    rows.liaison.push({ id, kind: o.kind, holderId: o.holderId, areaId: o.area.id, communityId: o.community.id, households: o.households ?? '', status: active ? 'ACTIVE' : 'PROPOSED', live: 1, side: o.waits ?? 'HOLDER', declined: 0, fromDay: dayOf(o.at), toDay: OPEN_END, reason: null, proposedBy: o.by.id, proposedAt: o.at, decidedBy: active ? county.staff.get(o.community.id)!.id : null, decidedAt: active ? o.at + DAY_MS : null });
    rows.audit.push(auditRow(ids, o.at, o.by.id, 'liaison.create', 'liaison', id, o.community.id));
  };
  const units = await m.query<{ unitId: number; communityId: number; submittedBy: number; status: string }[]>("SELECT unitId, communityId, submittedBy, status FROM unit_registration WHERE status = 'ACCEPTED' ORDER BY id");
  for (const u of units) {
    const community = county.communities.find((c) => c.id === u.communityId)!, by = county.members.find((p) => p.id === u.submittedBy)!;
    county.compounds.get(community.id)!.slice(0, 2).forEach((area, i) => liaison({ kind: 'UNIT', holderId: u.unitId, area, community, by, at: now - (200 - i * 40) * DAY_MS }));
  }
  const buildings = await m.query<{ id: number; name: string; path: string }[]>("SELECT id, name, path FROM area WHERE kind IN ('BUILDING', 'STAIRWELL') ORDER BY id");
  const taken = new Set<number>();
  for (const b of buildings) {
    const community = county.communities.find((c) => b.path.startsWith(c.path))!, here = county.members.filter((p) => p.community === community && !taken.has(p.id));
    const holder = community === first && taken.size === 0 ? named : here.find((p) => p !== named);
    if (!holder || chance.yes(0.45)) continue;
    taken.add(holder.id);
    liaison({ kind: 'MEMBER', holderId: holder.id, area: b, community, households: `${chance.whole(6, 15)} 户`, by: holder, at: now - chance.whole(30, 250) * DAY_MS });
  }
  if (!taken.has(named.id)) liaison({ kind: 'MEMBER', holderId: named.id, area: buildings.find((b) => b.path.startsWith(first.path))!, community: first, households: '12 户', by: named, at: now - 90 * DAY_MS });
  // What a secretary finds waiting: a member who offers, and one whom she asked.
  const others = county.members.filter((p) => p.community === first && !taken.has(p.id) && p !== named), place = county.compounds.get(first.id)![0]!;
  if (others[0]) liaison({ kind: 'MEMBER', holderId: others[0].id, area: place, community: first, households: '5号楼 2 单元 8 户', waits: 'HOLDER', by: others[0], at: now - 30 * 3_600_000 });
  if (others[1]) liaison({ kind: 'MEMBER', holderId: others[1].id, area: place, community: first, households: '6号楼 独居老人 3 户', waits: 'COMMUNITY', by: county.staff.get(first.id)!, at: now - 50 * 3_600_000 });

  // Some have retired since the roster was made.
  const free = county.members.filter((p) => p.community !== first && !taken.has(p.id) && !units.some((u) => u.submittedBy === p.id));
  for (const p of free.slice(0, RETIRED)) {
    await m.query("UPDATE person SET kind = 'RETIRED', unitId = NULL WHERE id = ?", [p.id]);
    await m.query('DELETE FROM roster_entry WHERE phone = ?', [p.phone]);
    const row = keeps.get(p.id), at = now - chance.whole(20, 150) * DAY_MS;
    if (row) row['retiredAt'] = at;
    rows.audit.push(auditRow(ids, at, p.id, 'registration.retire', 'person', p.id, p.community.id));
  }
  seedRoster(rows, chance, ids, county, free.slice(RETIRED), organiser!.userId, await entriesOf(m), now);
  for (const [table, list] of Object.entries(rows)) await bulk(m, table, list);
}
interface Entry { id: number; phone: string; unitId: number; communityId: number }
const entriesOf = async (m: EntityManager): Promise<Map<string, Entry>> => new Map((await m.query<Entry[]>('SELECT id, phone, unitId, communityId FROM roster_entry')).map((e) => [e.phone, e]));

/** The autumn's roster: written so long ago that its rows are gone, with a few differences that nobody has decided about yet. */
function seedRoster(rows: Record<'import_job' | 'roster_entry' | 'roster_difference' | 'audit', Row[]>, chance: Chance, ids: PastIds, county: County, people: readonly Person[], by: number, entries: ReadonlyMap<string, Entry>, now: number): void {
  const at = now - 33 * DAY_MS, importId = ids.at(at), counted = county.members.length;
  rows.import_job.push({ id: importId, kind: 'MEMBERS', areaPath: county.city.path, targetId: null, fileName: '在职党员花名册（秋季）.xlsx', status: 'DONE', rowsRead: counted, rowsTotal: counted, taken: 4, mended: 3, merged: counted - 7, refused: 0, columns: '[]', error: null, createdBy: by, createdAt: at, heartbeatAt: at, confirmedBy: by, confirmedAt: at });
  rows.audit.push(auditRow(ids, at, by, 'import.confirm', 'import', importId, county.city.id));
  const differ = (kind: string, p: { name: string; phone: string }, e: Entry, o: Row): void => void rows.roster_difference.push({
    id: ids.at(at), importId, kind, entryId: e.id, name: p.name, phone: p.phone, unitBefore: e.unitId, unitAfter: null, communityBefore: e.communityId, communityAfter: null, note: null, decision: null, decidedBy: null, decidedAt: null, createdAt: at, ...o,
  });
  const pick = people.flatMap((p) => { const e = entries.get(p.phone); return e ? [{ p, e }] : []; });
  pick.slice(0, 4).forEach(({ p, e }, i) => differ('LEFT', p, e, i === 0 ? { decision: 'KEEP', decidedBy: by, decidedAt: at + DAY_MS } : {}));
  const unitIds = [...new Set([...entries.values()].map((e) => e.unitId))];
  pick.slice(4, 7).forEach(({ p, e }) => differ('MOVED_UNIT', p, e, { unitAfter: chance.pick(unitIds.filter((u) => u !== e.unitId)), communityAfter: e.communityId }));
  pick.slice(7, 9).forEach(({ p, e }) => differ('MOVED_COMMUNITY', p, e, { unitAfter: e.unitId, communityAfter: chance.pick(county.communities.filter((c) => c.id !== e.communityId)).id }));
  pick.slice(9, 13).forEach(({ e }, i) => {
    const id = ids.at(at), phone = `1540900${String(i).padStart(4, '0')}`, name = ['高文斌', '梁雪', '宋建国', '唐慧'][i]!;
    rows.roster_entry.push({ id, name, phone, unitId: e.unitId, communityId: e.communityId, compoundId: null, compoundText: '', building: '', skills: '', userId: null, importId, createdAt: at });
    differ('JOINED', { name, phone }, { id, phone, unitId: e.unitId, communityId: e.communityId }, { unitBefore: null, communityBefore: null, unitAfter: e.unitId, communityAfter: e.communityId });
  });
}
