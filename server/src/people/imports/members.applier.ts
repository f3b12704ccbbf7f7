import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { FOREVER } from '../areas/areas.store.js';
import { Unit } from '../units/unit.entity.js';
import { Appliers, type AcceptedRow, type Applier, type ImportContext, type Judge, type Values } from './applier.js';
import { Comparison } from './differences.rules.js';
import { DifferencesService } from './differences.service.js';
import { judgeMember } from './members.rules.js';
import { CommunityNames } from './place.rules.js';
import { allUnits, areasWithin, fillRoster, insertRoster, rosterByPhone, type RosterRow } from './places.store.js';
import { UnitNames } from './units.rules.js';

/** Rosters of in-service members → roster entries, one per phone. Units that a roster names and nobody knows yet are created. */
@Injectable()
export class MembersApplier implements Applier {
  readonly kind = 'MEMBERS';
  constructor(private readonly tx: Tx, private readonly differences: DifferencesService, appliers: Appliers) {
    appliers.register(this);
  }

  async judge({ areaPath, now }: Pick<ImportContext, 'areaPath' | 'now'>): Promise<Judge> {
    const m = this.tx.read;
    const communities = await communitiesWithin(m, areaPath);
    const units = new UnitNames(await allUnits(m, dayOf(now)));
    const told = new Set<string>();
    return {
      judge: (cells) => judgeMember(cells, communities, units, told),
      booked: async (rows) => {
        const known = await rosterByPhone(this.tx.read, rows.map((r) => r.key).filter(Boolean));
        return rows.map((r) => asValues(known.get(r.key)));
      },
    };
  }

  async apply(m: EntityManager, { importId, areaPath, now }: ImportContext, chunks: AsyncIterable<AcceptedRow[]>): Promise<void> {
    const units = await unitMaker(m, now);
    const compounds = await compoundsWithin(m, areaPath);
    const comparison = new Comparison();
    for await (const chunk of chunks) {
      const known = await rosterByPhone(m, chunk.map((r) => r.values['phone'] ?? ''));
      const fresh: RosterRow[] = [], filled = new Set<RosterRow>();
      for (const row of chunk) {
        const entry = await asEntry(row.values, units, compounds);
        const before = known.get(entry.phone);
        // Before it is filled: what differs is told, not overwritten.
        comparison.add({ ...entry, unit: '' }, before, before?.id ?? entry.id);
        if (!before) {
          fresh.push(entry);
          known.set(entry.phone, entry);
        } else if (before.name !== entry.name) row.refuse(`手机号在名册里是“${before.name}”，请核对`);
        else if (fill(before, entry) && !fresh.includes(before)) filled.add(before);
      }
      await insertRoster(m, fresh, importId, now);
      for (const entry of filled) await fillRoster(m, entry);
    }
    await this.differences.keep(m, importId, comparison, now);
  }
}

/** Communities and villages by the names files give them. */
export async function communitiesWithin(m: EntityManager, path: string): Promise<CommunityNames> {
  const areas = await areasWithin(m, path, ['STREET', 'TOWN', 'COMMUNITY', 'VILLAGE']);
  const names = new Map(areas.map((a) => [a.id, a.name]));
  return new CommunityNames(areas.filter((a) => a.kind === 'COMMUNITY' || a.kind === 'VILLAGE').map((a) => ({ id: a.id, name: a.name, parentName: names.get(a.parentId) ?? '' })));
}

/** Compounds by community and name; one that stands in a grid belongs to the grid's community. */
async function compoundsWithin(m: EntityManager, path: string): Promise<Map<string, number>> {
  const compounds = await areasWithin(m, path, ['COMPOUND']);
  return new Map(compounds.flatMap((c) => c.path.split('/').filter(Boolean).map((id): [string, number] => [`${id}/${c.name}`, c.id])));
}

/** Finds a unit by name or creates it at the top of the tree, once per run. */
async function unitMaker(m: EntityManager, now: number): Promise<(name: string) => Promise<number>> {
  const known = new Map((await allUnits(m, dayOf(now))).map((u) => [u.name, u.id]));
  return async (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const id = newId();
    await m.insert(Unit, { id, parentId: null, name, path: `/${id}/`, areaId: null, fromDay: dayOf(now), toDay: FOREVER, createdAt: now });
    known.set(name, id);
    return id;
  };
}

async function asEntry(v: Values, units: (name: string) => Promise<number>, compounds: Map<string, number>): Promise<RosterRow> {
  return {
    id: newId(), name: v['name'] ?? '', phone: v['phone'] ?? '',
    unitId: v['unitId'] ? Number(v['unitId']) : v['unit'] ? await units(v['unit']) : null,
    communityId: v['communityId'] ? Number(v['communityId']) : null,
    compoundId: compounds.get(`${v['communityId'] ?? ''}/${v['compound'] ?? ''}`) ?? null,
    compoundText: v['compound'] ?? '', building: `${v['building'] ?? ''}${v['stairwell'] ?? ''}`, skills: (v['skills'] ?? '').replaceAll('、', ','),
  };
}

/** Takes over what the earlier entry does not know. An address is one thing: a building goes with its compound. */
function fill(entry: RosterRow, more: RosterRow): boolean {
  const was = JSON.stringify(entry);
  entry.unitId ??= more.unitId;
  if (entry.compoundText === '' && (entry.communityId === null || entry.communityId === more.communityId)) Object.assign(entry, { compoundId: more.compoundId, compoundText: more.compoundText, building: more.building });
  entry.communityId ??= more.communityId;
  entry.skills ||= more.skills;
  return JSON.stringify(entry) !== was;
}

// What a file may fill are the empty ones; that a field is known is all `settle` asks.
const asValues = (r: RosterRow | undefined): Values | undefined => r && {
  name: r.name, phone: r.phone, unit: r.unitId ? '有' : '', unitId: String(r.unitId ?? ''), community: r.communityId ? '有' : '', communityId: String(r.communityId ?? ''),
  compound: r.compoundText, building: r.compoundText === '' ? '' : r.building || '无', stairwell: r.compoundText === '' ? '' : r.building || '无', skills: r.skills,
};
