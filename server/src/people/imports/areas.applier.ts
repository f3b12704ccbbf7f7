import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type AreaKind } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { insertArea, type AreaRow } from '../areas/areas.store.js';
import { Appliers, type AcceptedRow, type Applier, type ImportContext, type Judge, type Values } from './applier.js';
import { judgeArea } from './areas.rules.js';
import { areasWithin } from './places.store.js';

const KINDS: AreaKind[] = ['CITY', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE', 'COMPOUND', 'BUILDING', 'STAIRWELL'];

/** Lists of streets, communities, compounds, buildings and stairwells → the area tree. What is there already stays as it is. */
@Injectable()
export class AreasApplier implements Applier {
  readonly kind = 'AREAS';
  constructor(private readonly tx: Tx, appliers: Appliers) {
    appliers.register(this);
  }

  async judge({ areaPath }: Pick<ImportContext, 'areaPath'>): Promise<Judge> {
    const tree = await Tree.load(this.tx.read, areaPath);
    return {
      judge: (cells) => judgeArea(cells, (community) => tree.streetsOf(community)),
      booked: async (rows) => rows.map((r) => (tree.holds(r.values) ? { name: r.key } : undefined)),
    };
  }

  async apply(m: EntityManager, { areaPath, now }: ImportContext, chunks: AsyncIterable<AcceptedRow[]>): Promise<void> {
    const tree = await Tree.load(m, areaPath);
    const make = async (parent: AreaRow, kind: AreaKind, name: string): Promise<AreaRow> => {
      const before = tree.below(parent, name);
      if (before) return before;
      const row = await insertArea(m, parent, kind, name, now, dayOf(now));
      tree.add(row);
      return row;
    };
    for await (const chunk of chunks) {
      for (const { values: v } of chunk) {
        const street = await make(tree.root, /(镇|乡)$/.test(v['street'] ?? '') ? 'TOWN' : 'STREET', v['street'] ?? '');
        const community = await make(street, /村$/.test(v['community'] ?? '') ? 'VILLAGE' : 'COMMUNITY', v['community'] ?? '');
        if (!v['compound']) continue;
        const compound = await make(community, 'COMPOUND', v['compound']);
        for (const name of parts(v['building'])) {
          const building = await make(compound, 'BUILDING', name);
          for (const stairwell of parts(v['stairwell'])) await make(building, 'STAIRWELL', stairwell);
        }
      }
    }
  }
}

const parts = (list: string | undefined): string[] => (list ? list.split('、') : []);

/** The living areas of a city by parent and name. Grids are passed over: what stands in a grid stands in its community. */
class Tree {
  private readonly byId = new Map<number, AreaRow>();
  private readonly byName = new Map<string, AreaRow>();
  private readonly communities = new Map<string, Set<string>>();

  private constructor(readonly root: AreaRow) {}

  static async load(m: EntityManager, path: string): Promise<Tree> {
    const [root, ...rows] = await areasWithin(m, path, KINDS);
    if (!root) throw new Error(`no area at ${path}`);
    const tree = new Tree(root);
    tree.byId.set(root.id, root);
    for (const row of rows) tree.add(row);
    return tree;
  }

  add(row: AreaRow): void {
    this.byId.set(row.id, row);
    const parent = row.path.split('/').slice(1, -2).map(Number).reverse().map((id) => this.byId.get(id)).find(Boolean);
    if (!parent) return;
    this.byName.set(`${parent.id}/${row.name}`, row);
    if (row.kind !== 'COMMUNITY' && row.kind !== 'VILLAGE') return;
    const streets = this.communities.get(row.name) ?? new Set();
    this.communities.set(row.name, streets.add(parent.name));
  }

  below(parent: AreaRow, name: string): AreaRow | undefined {
    return this.byName.get(`${parent.id}/${name}`);
  }

  streetsOf(community: string): string[] {
    return [...(this.communities.get(community) ?? [])];
  }

  /** Whether everything a row names is there. */
  holds(v: Values): boolean {
    let here: AreaRow | undefined = this.root;
    for (const name of [v['street'], v['community'], v['compound']]) if (name) here = here && this.below(here, name);
    const compound = here;
    if (!compound) return false;
    return parts(v['building']).every((b) => {
      const building = this.below(compound, b);
      return building !== undefined && parts(v['stairwell']).every((s) => this.below(building, s) !== undefined);
    });
  }
}
