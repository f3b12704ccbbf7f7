import { Injectable } from '@nestjs/common';
import type { StarSchemeInput, StarSchemeView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { findArea, type AreaRow } from '../../people/areas/areas.store.js';
import { schemeText } from './criteria.rules.js';
import { requireScheme } from './schemes.rules.js';
import { getScheme, insertScheme, retireScheme, schemesFor, type SchemeRow } from './schemes.store.js';

/** How stars are given is data: a city or street adds a scheme, and a change is a new version. */
@Injectable()
export class SchemesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}

  /** Those in force that apply in the area or below it. */
  async list(me: Me, areaId: number): Promise<StarSchemeView[]> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    return (await schemesFor(this.tx.read, path, true)).map((s) => this.view(me, s, path));
  }
  /** @throws INVALID */
  async create(me: Me, input: StarSchemeInput, key: string): Promise<StarSchemeView> {
    const area = await this.area(input.areaId), now = this.clock.now();
    me.require('honour.approve', area.path);
    const { areaId, ...scheme } = requireScheme(input, area.kind);
    return this.tx.once(me.id, key, 'star-schemes.create', input, now, async (m) => {
      const id = newId();
      await insertScheme(m, { ...scheme, id, seriesId: id, version: 1, live: 1, areaId, createdBy: me.id, createdAt: now });
      await audit(m, { actorId: me.id, action: 'star-scheme.create', refType: 'star_scheme', refId: id, areaId, detail: scheme, at: now });
      return this.view(me, await getScheme(m, id), area.path);
    });
  }
  /** A new version in place of this one. What was computed by the old one stays as it is. Area, subject and period are the scheme's own. @throws INVALID, STATE */
  async revise(me: Me, id: number, input: StarSchemeInput, key: string): Promise<StarSchemeView> {
    const old = await getScheme(this.tx.read, id), area = await this.area(input.areaId), now = this.clock.now();
    me.require('honour.approve', old.path);
    if (area.path !== old.path) throw failFields({ areaId: '换地区请另定一个办法' });
    if (input.subject !== old.subject) throw failFields({ subject: '换对象请另定一个办法' });
    if (input.period !== old.period) throw failFields({ period: '换周期请另定一个办法' });
    const { areaId: _, ...scheme } = requireScheme(input, area.kind);
    return this.tx.once(me.id, key, 'star-schemes.revise', { id, ...input }, now, async (m) => {
      if (!(await retireScheme(m, id))) throw fail('STATE');
      const next = newId();
      await insertScheme(m, { ...scheme, id: next, seriesId: old.seriesId, version: old.version + 1, live: 1, areaId: old.areaId, createdBy: me.id, createdAt: now });
      await audit(m, { actorId: me.id, action: 'star-scheme.revise', refType: 'star_scheme', refId: next, areaId: area.id, detail: { before: id, ...scheme }, at: now });
      return this.view(me, await getScheme(m, next), area.path);
    });
  }
  /** Nothing new is computed by it; runs under way go on. @throws STATE */
  async retire(me: Me, id: number): Promise<void> {
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      const scheme = await getScheme(m, id);
      me.require('honour.approve', scheme.path);
      if (!(await retireScheme(m, id))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'star-scheme.retire', refType: 'star_scheme', refId: id, areaId: scheme.areaId || null, at: now });
    });
  }
  private async area(id: number): Promise<AreaRow> {
    const area = await findArea(this.tx.read, id);
    if (!area) throw fail('NOT_FOUND');
    return area;
  }
  private view(me: Me, s: SchemeRow, path: string): StarSchemeView {
    const manages = s.live === 1 && me.may('honour.approve', s.path), runs = s.live === 1 && (me.may('honour.manage', path) || me.roots('honour.manage').some((p) => p.path.startsWith(s.path)));
    return {
      id: s.id, seriesId: s.seriesId, version: s.version, areaId: s.areaId === 0 ? null : s.areaId, areaName: s.areaName ?? '全市通用', name: s.name, subject: s.subject, period: s.period, criteria: s.criteria, noticeWorkdays: s.noticeWorkdays, issuer: s.issuer,
      validMonths: s.validMonths, current: s.live === 1, text: schemeText(s), createdAt: s.createdAt, actions: [...(runs ? ['run' as const] : []), ...(manages ? ['revise' as const, 'retire' as const] : [])],
    };
  }
}
