import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { FOREVER } from '../areas/areas.store.js';
import { Unit } from '../units/unit.entity.js';
import { Appliers, type AcceptedRow, type Applier, type ImportContext, type Judge } from './applier.js';
import { communitiesWithin } from './members.applier.js';
import { allUnits, placeUnit } from './places.store.js';
import { judgeUnit } from './units.rules.js';

/** How many levels a tree of party organisations may have: as many as a path of 160 characters holds. */
const MAX_DEPTH = 8;

/** Lists of party organisations → units. Parents may stand anywhere in the file, or nowhere: then they are created too. */
@Injectable()
export class UnitsApplier implements Applier {
  readonly kind = 'UNITS';
  constructor(private readonly tx: Tx, appliers: Appliers) {
    appliers.register(this);
  }

  async judge({ areaPath, now }: Pick<ImportContext, 'areaPath' | 'now'>): Promise<Judge> {
    const communities = await communitiesWithin(this.tx.read, areaPath);
    const known = new Map((await allUnits(this.tx.read, dayOf(now))).map((u) => [u.name, u]));
    return {
      judge: (cells) => judgeUnit(cells, communities),
      booked: async (rows) => rows.map((r) => {
        const unit = known.get(r.key);
        // Where a unit stands in the tree is changed by hand, not by a list.
        return unit && { name: unit.name, parent: '有', community: unit.areaId ? '有' : '', communityId: String(unit.areaId ?? '') };
      }),
    };
  }

  async apply(m: EntityManager, { now }: ImportContext, chunks: AsyncIterable<AcceptedRow[]>): Promise<void> {
    const known = new Map((await allUnits(m, dayOf(now))).map((u) => [u.name, u.path]));
    const ids = new Map((await allUnits(m, dayOf(now))).map((u) => [u.name, u.id]));
    const wanted = new Map<string, AcceptedRow>();
    for await (const chunk of chunks) {
      for (const row of chunk) {
        const name = row.values['name'] ?? '', id = ids.get(name);
        if (id !== undefined && row.values['communityId']) await placeUnit(m, id, Number(row.values['communityId']));
        else if (id === undefined && !wanted.has(name)) wanted.set(name, row);
      }
    }
    const create = async (name: string, above: string[]): Promise<string | null> => {
      const path = known.get(name);
      if (path !== undefined) return path;
      if (above.includes(name) || above.length >= MAX_DEPTH) return null;
      const row = wanted.get(name);
      const parent = row?.values['parent'];
      const parentPath = parent ? await create(parent, [...above, name]) : '/';
      if (parentPath === null) {
        row?.refuse('上级党组织互为上下级，或层级太深');
        return null;
      }
      const id = newId(), areaId = row?.values['communityId'];
      await m.insert(Unit, { id, parentId: Number(parentPath.split('/').at(-2)) || null, name, path: `${parentPath}${id}/`, areaId: areaId ? Number(areaId) : null, fromDay: dayOf(now), toDay: FOREVER, createdAt: now });
      known.set(name, `${parentPath}${id}/`);
      return `${parentPath}${id}/`;
    };
    for (const name of wanted.keys()) await create(name, []);
  }
}
