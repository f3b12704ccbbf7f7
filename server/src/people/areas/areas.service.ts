import { Injectable } from '@nestjs/common';
import { AREA_CHILDREN, AREA_KINDS, dayOf, type AreaView, type CreateAreaInput, type RenameAreaInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { findArea, findAreaView, findChildrenViews, insertArea, renameArea, type AreaRow, type AreaViewRow } from './areas.store.js';

/** The column holds nine levels; a tree of offices has fewer, and only grids in grids could go deeper. */
const DEEPEST = 8;
const areaView = ({ id, parentId, kind, name, path, hasChildren }: AreaViewRow): AreaView => ({ id, parentId: parentId || null, kind, name, path, hasChildren: hasChildren === 1 });
const nameTaken = (kind: keyof typeof AREA_KINDS) => (e: unknown): never => { throw isDuplicate(e) ? fail('NAME_TAKEN', { what: AREA_KINDS[kind] }) : e; };

@Injectable()
export class AreasService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  /** Living areas right below one, by name; without a parent, the city. */
  async children(parentId = 0): Promise<AreaView[]> {
    return (await findChildrenViews(this.tx.read, parentId)).map(areaView);
  }
  async get(id: number): Promise<AreaView> {
    const area = await findAreaView(this.tx.read, id);
    if (!area) throw fail('NOT_FOUND');
    return areaView(area);
  }
  /** @throws NAME_TAKEN where a sister has the name */
  async create(me: Me, input: CreateAreaInput): Promise<AreaView> {
    const parent = await this.living(input.parentId);
    me.require('area.manage', parent.path);
    if (!AREA_CHILDREN[parent.kind].includes(input.kind)) throw failFields({ kind: `${AREA_KINDS[parent.kind]}下面不能设${AREA_KINDS[input.kind]}` });
    if (parent.depth >= DEEPEST) throw failFields({ parentId: '层级太多，请放在更高一级' });
    const now = this.clock.now();
    const area = await this.tx.run(async (m) => {
      const row = await insertArea(m, parent, input.kind, input.name, now, dayOf(now));
      await audit(m, { actorId: me.id, action: 'area.create', refType: 'area', refId: row.id, areaId: parent.id, detail: input, at: now });
      return row;
    }).catch(nameTaken(input.kind));
    return areaView({ ...area, hasChildren: 0 });
  }
  /** The path stays: what belongs to the area goes on belonging to it. @throws NAME_TAKEN */
  async rename(me: Me, id: number, input: RenameAreaInput): Promise<AreaView> {
    const area = await this.living(id);
    me.require('area.manage', area.path);
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await renameArea(m, id, input.name);
      await audit(m, { actorId: me.id, action: 'area.rename', refType: 'area', refId: id, areaId: id, detail: { from: area.name, to: input.name }, at: now });
    }).catch(nameTaken(area.kind));
    return this.get(id);
  }
  private async living(id: number): Promise<AreaRow> {
    const area = await findArea(this.tx.read, id);
    if (!area) throw fail('NOT_FOUND');
    return area;
  }
}
