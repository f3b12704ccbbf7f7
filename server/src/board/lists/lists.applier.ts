import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, NEED_ANSWER_WORKDAYS, type ImportKind, type ProjectStatus, type ResourceKind } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import type { Cell } from '../../lib/sheet/cell.js';
import { addWorkdays } from '../../lib/workdays.js';
import { Appliers, type AcceptedRow, type Applier, type ImportContext, type Judge, type Values } from '../../people/imports/applier.js';
import type { Judged } from '../../people/imports/judged.rules.js';
import { communitiesWithin } from '../../people/imports/members.applier.js';
import { allUnits } from '../../people/imports/places.store.js';
import { UnitNames } from '../../people/imports/units.rules.js';
import { findPerson } from '../../people/users/users.store.js';
import { addEvent, communityOf, insertNeed } from '../needs/needs.store.js';
import { judgeListedNeed, judgeProjectLine, judgeResource, namesIn, type Places } from './import.rules.js';
import { insertListing, takeNeed } from './listings.store.js';
import { endOf } from './project-setup.js';
import { addStep, insertProject, moveProject, ownersIn, useResources } from './projects.store.js';
import { range } from './reader.js';
import { insertResource } from './resources.store.js';

interface Writing extends ImportContext { communityId: number; path: string }
interface Kind { kind: ImportKind; judge: (cells: Record<string, Cell>, places: Places) => Judged; /** 'community/title…' of all that is on the list already. */ keys: (m: EntityManager, path: string) => Promise<string[]>; keyOf: (v: Values) => string; write: (m: EntityManager, v: Values, at: Writing) => Promise<number> }
const titled = (v: Values): string => `${v['communityId']}/${v['title']}`;
const byTitle = (table: string) => (m: EntityManager, path: string) =>
  m.query<{ communityId: number; title: string }[]>(`SELECT x.communityId, x.title FROM ${table} x JOIN area a ON a.id = x.communityId WHERE a.path >= ? AND a.path < ?`, range(path)).then((rows) => rows.map((r) => `${r.communityId}/${r.title}`));
const idsByTitle = async (m: EntityManager, sql: string, communityId: number, words: string): Promise<{ ids: number[]; unknown: string[] }> => {
  const rows = await m.query<{ id: number; title: string }[]>(sql, [communityId]), ids: number[] = [], unknown: string[] = [];
  for (const name of namesIn(words)) {
    const found = rows.find((r) => r.title === name);
    if (found && !ids.includes(found.id)) ids.push(found.id);
    else if (!found) unknown.push(name);
  }
  return { ids, unknown };
};
const KINDS: readonly Kind[] = [
  {
    kind: 'RESOURCE', judge: judgeResource, keyOf: (v) => `${titled(v)}/${v['giver']}`,
    keys: async (m, path) => (await m.query<{ communityId: number; title: string; giver: string }[]>('SELECT r.communityId, r.title, COALESCE(u.name, p.name, r.giver) AS giver FROM resource r JOIN area a ON a.id = r.communityId LEFT JOIN unit u ON u.id = r.unitId LEFT JOIN person p ON p.id = r.personId WHERE a.path >= ? AND a.path < ? AND r.withdrawn = 0', range(path))).map((r) => `${r.communityId}/${r.title}/${r.giver}`),
    write: async (m, v, { communityId, actorId, now }) => {
      const id = newId(), unitId = v['unitId'] ? Number(v['unitId']) : null;
      await insertResource(m, { id, communityId, kind: v['kind'] as ResourceKind, title: v['title'] ?? '', times: v['times'] ?? '', limits: v['limits'] ?? '', skill: v['skill'] ?? null, unitId, personId: null, giver: unitId === null ? v['giver'] ?? '' : '', contactName: v['contactName'] ?? '', contactPhone: v['contactPhone'] ?? '', withdrawn: 0, createdBy: actorId, createdAt: now });
      return id;
    },
  },
  {
    kind: 'NEEDS', judge: judgeListedNeed, keyOf: titled, keys: (m, path) => byTitle('(SELECT l.communityId, n.title FROM need_listing l JOIN need n ON n.id = l.needId)')(m, path),
    write: async (m, v, { communityId, actorId, now }) => {
      const id = newId(), asker = await findPerson(m, actorId);
      await insertNeed(m, { id, areaId: communityId, communityId, kind: 'OTHER', title: v['title'] ?? '', text: v['text'] ?? '', place: v['place'] ?? '', askerId: actorId, onBehalfOf: null, phone: asker?.phone ?? '', status: 'SUBMITTED', createdAt: now, dueAt: addWorkdays(now, NEED_ANSWER_WORKDAYS) });
      await addEvent(m, id, '从需求清单导入', asker?.name ?? null, now);
      await insertListing(m, { needId: id, communityId, wants: v['wants'] as ResourceKind, skill: null, listedBy: actorId, listedAt: now });
      await audit(m, { actorId, action: 'need.create', refType: 'need', refId: id, areaId: communityId, at: now });
      return id;
    },
  },
  {
    kind: 'PROJECTS', judge: judgeProjectLine, keyOf: titled, keys: byTitle('project'),
    write: async (m, v, { communityId, path, actorId, now }) => {
      const id = newId(), owner = (await ownersIn(m, communityId, path, dayOf(now))).find((o) => o.name === v['owner']), status = (v['state'] ?? 'SET_UP') as ProjectStatus, dueDay = v['due'] ?? '';
      const uses = await idsByTitle(m, 'SELECT id, title FROM resource WHERE communityId = ? AND withdrawn = 0 ORDER BY id', communityId, v['resource'] ?? ''), needs = await idsByTitle(m, 'SELECT n.id, n.title FROM need_listing l JOIN need n ON n.id = l.needId WHERE l.communityId = ? AND l.projectId IS NULL ORDER BY n.id', communityId, v['need'] ?? '');
      // What is not on our lists is not lost: it stays in words.
      const rest = [v['text'], uses.unknown.length > 0 ? `资源：${uses.unknown.join('、')}` : '', needs.unknown.length > 0 ? `需求：${needs.unknown.join('、')}` : '', v['owner'] && !owner ? `负责人：${v['owner']}` : ''].filter(Boolean).join('；').slice(0, 300);
      await insertProject(m, { id, communityId, title: v['title'] ?? '', text: rest, ownerId: owner?.id ?? actorId, dueDay, agreementId: null, createdBy: actorId, createdAt: now });
      await useResources(m, id, uses.ids);
      if (status !== 'DROPPED' && status !== 'CLOSED') for (const needId of needs.ids) await takeNeed(m, needId, communityId, id, endOf(dueDay));
      await addStep(m, id, 'CREATE', actorId, now, '从项目清单导入');
      if (status !== 'SET_UP') await moveProject(m, id, ['SET_UP'], { status, finishedBy: status === 'CHECKING' ? owner?.id ?? actorId : null, closedAt: status === 'CLOSED' || status === 'DROPPED' ? now : null });
      return id;
    },
  },
];
/** Lists that offices kept in workbooks → resources, needs on the list, projects. What is there already is not entered again. */
@Injectable()
export class ListsAppliers {
  constructor(tx: Tx, appliers: Appliers) {
    for (const kind of KINDS) appliers.register(new ListApplier(tx, kind));
  }
}
/** Everything that differs between the lists stands in a `Kind`. */
export class ListApplier implements Applier {
  readonly kind: ImportKind;
  constructor(private readonly tx: Tx, private readonly how: Kind) {
    this.kind = how.kind;
  }
  async judge({ areaPath, now }: Pick<ImportContext, 'areaPath' | 'now'>): Promise<Judge> {
    const m = this.tx.read, home = await communityOf(m, areaPath), keys = new Set(await this.how.keys(m, areaPath));
    const places: Places = { communities: await communitiesWithin(m, areaPath), units: new UnitNames(await allUnits(m, dayOf(now))), own: home.isCommunity ? home : null };
    return { judge: (cells) => this.how.judge(cells, places), booked: (rows) => Promise.resolve(rows.map((r) => (keys.has(this.how.keyOf(r.values)) ? r.values : undefined))) };
  }
  async apply(m: EntityManager, context: ImportContext, chunks: AsyncIterable<AcceptedRow[]>): Promise<void> {
    const known = new Set(await this.how.keys(m, context.areaPath)), paths = new Map<number, string>();
    for await (const rows of chunks)
      for (const { values } of rows) {
        const k = this.how.keyOf(values), communityId = Number(values['communityId']);
        if (known.has(k)) continue;
        known.add(k);
        if (!paths.has(communityId)) paths.set(communityId, (await m.query<{ path: string }[]>('SELECT path FROM area WHERE id = ?', [communityId]))[0]!.path);
        const id = await this.how.write(m, values, { ...context, communityId, path: paths.get(communityId)! });
        await audit(m, { actorId: context.actorId, action: 'list.import', refType: this.kind.toLowerCase(), refId: id, areaId: communityId, detail: { importId: context.importId, title: values['title'] }, at: context.now });
      }
  }
}
