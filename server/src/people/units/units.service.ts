import { Injectable } from '@nestjs/common';
import { dayOf, type CreateUnitInput, type Page, type UnitView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { afterId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { findUnit, insertUnit, searchUnits } from './units.store.js';

/** Length of the path column, and of one id in it. */
const PATH_MAX = 160, STEP_MAX = 17;

@Injectable()
export class UnitsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  async search(q: string, after: string | undefined): Promise<Page<UnitView>> {
    return pageOf(await searchUnits(this.tx.read, q, afterId(after), dayOf(this.clock.now())), (u) => u, (u) => String(u.id));
  }
  /** @throws NAME_TAKEN: a unit's name is known in the whole city */
  async create(me: Me, { name, parentId, areaId }: CreateUnitInput): Promise<UnitView> {
    const path = areaId === undefined ? null : await this.directory.pathOf(areaId);
    if (areaId !== undefined && path === null) throw failFields({ areaId: '没有这个区域' });
    if (path !== null) me.require('unit.manage', path);
    const parent = parentId === undefined ? null : await findUnit(this.tx.read, parentId);
    if (parentId !== undefined && !parent) throw failFields({ parentId: '没有这个上级单位' });
    if (parent && parent.path.length > PATH_MAX - STEP_MAX) throw failFields({ parentId: '层级太多，请放在更高一级' });
    const now = this.clock.now();
    const unit = await this.tx.run(async (m) => {
      const row = await insertUnit(m, parent, name, areaId ?? null, now, dayOf(now));
      await audit(m, { actorId: me.id, action: 'unit.create', refType: 'unit', refId: row.id, areaId: areaId ?? null, detail: { name, parentId }, at: now });
      return row;
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('NAME_TAKEN', { what: '单位' }) : e; });
    return { id: unit.id, parentId: unit.parentId, name, areaId: unit.areaId, memberCount: 0 };
  }
}
