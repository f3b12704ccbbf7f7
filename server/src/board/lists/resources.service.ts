import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, type MyLists, type OfferResourceInput, type Page, type ResourceInput, type ResourceQuery, type ResourceView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { findUnit } from '../../people/units/units.store.js';
import { ContentCheck } from '../../reach/moderation/content-check.js';
import { notify } from '../../reach/notices/notices.store.js';
import { communityOf } from '../needs/needs.store.js';
import { resourceView, type ResourceRow } from './lists.rules.js';
import { PROJECT_PAGE } from './project-setup.js';
import { ProjectViewService } from './project-view.service.js';
import { projectsOf } from './projects.store.js';
import { unitsOf } from './reader.js';
import { findResource, insertResource, registeredAt, resourcesOf, resourcesWithin, updateResource, usersOf, withdrawResource } from './resources.store.js';

/** 资源清单: what units and people offer, and what became of it. */
@Injectable()
export class ResourcesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly projects: ProjectViewService, private readonly content: ContentCheck) {}

  async list(me: Me, { areaId, kind, only, after }: ResourceQuery): Promise<Page<ResourceView>> {
    const path = (await this.directory.pathOf(areaId))!, now = this.clock.now();
    me.require('list.manage', path);
    return pageOf(await resourcesWithin(this.tx.read, path, { kind, only }, now, beforeId(after), PAGE_ROWS), (r) => resourceView(r, true, now), (r) => String(r.id));
  }
  async mine(me: Me): Promise<MyLists> {
    me.everyone();
    const units = unitsOf(me), now = this.clock.now(), m = this.tx.read;
    const places = new Map<number, MyLists['units'][number]>();
    for (const p of await registeredAt(m, units)) {
      const one = places.get(p.unitId) ?? { unit: { id: p.unitId, name: p.unitName }, communities: [] };
      one.communities.push({ id: p.communityId, name: p.communityName });
      places.set(p.unitId, one);
    }
    return {
      resources: (await resourcesOf(m, me.id, units)).map((r) => resourceView(r, true, now)), projects: await this.projects.cards(m, await projectsOf(m, me.id, units)), units: [...places.values()],
    };
  }
  /** For a unit by its liaison or the office, for oneself by anybody, for somebody named in words by the office. @throws CONSENT_NEEDED, FORBIDDEN, INVALID */
  async offer(me: Me, key: string, input: OfferResourceInput): Promise<ResourceView> {
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    const path = await this.directory.pathOf(input.communityId), now = this.clock.now(), home = path && (await communityOf(this.tx.read, path));
    if (!home || !home.isCommunity || home.id !== input.communityId) throw failFields({ communityId: '请选择一个社区或村' });
    const { unitId = null, giver } = input, isOffice = me.may('list.manage', path);
    if (unitId !== null && giver !== undefined) throw failFields({ giver: '选了单位，就不用写提供者' });
    if (unitId !== null && !(await findUnit(this.tx.read, unitId))) throw failFields({ unitId: '没有这个单位' });
    if (unitId !== null ? !unitsOf(me).includes(unitId) && !isOffice : giver !== undefined && !isOffice) throw fail('FORBIDDEN');
    return this.tx.once(me.id, key, 'resources.offer', input, now, async (m) => {
      const id = newId();
      await insertResource(m, {
        id, communityId: home.id, kind: input.kind, title: input.title, times: input.times ?? '', limits: input.limits ?? '', skill: input.skill ?? null, unitId, personId: unitId === null && giver === undefined ? me.id : null, giver: giver ?? '',
        contactName: input.contactName ?? me.name, contactPhone: input.contactPhone, withdrawn: 0, createdBy: me.id, createdAt: now,
      });
      await audit(m, { actorId: me.id, action: 'resource.offer', refType: 'resource', refId: id, areaId: home.id, detail: { kind: input.kind, title: input.title, unitId, giver: giver ?? null }, at: now });
      return resourceView((await findResource(m, id))!, true, now);
    }, () => this.judge(me, input));
  }
  /** @throws STATE where it was withdrawn */
  update(me: Me, id: number, key: string, input: ResourceInput): Promise<ResourceView> {
    return this.change(me, id, 'update', input, key, async (m, r) => updateResource(m, id, { kind: input.kind, title: input.title, times: input.times ?? '', limits: input.limits ?? '', skill: input.skill ?? null, contactName: input.contactName ?? r.contactName, contactPhone: input.contactPhone }));
  }
  /** Projects that use it go on; their owners are told. @throws STATE */
  withdraw(me: Me, id: number, key: string): Promise<ResourceView> {
    return this.change(me, id, 'withdraw', {}, key, async (m, r, now) => {
      if (!(await withdrawResource(m, id))) return false;
      const told = (await usersOf(m, id)).filter((u) => u.ownerId !== me.id);
      await notify(m, now, told.map((u) => ({ userId: u.ownerId, kind: 'TASK' as const, title: '项目用到的资源已撤回', body: `“${u.title}”用到的“${r.title}”已由提供方撤回，请与对方联系。`, link: PROJECT_PAGE + u.projectId })));
      return true;
    });
  }
  private async judge(me: Me, { title, times, limits, contactName, giver }: Partial<OfferResourceInput>): Promise<void> {
    await this.content.check(me.id, 'resource', { title, times, limits, contactName, giver });
  }
  private change(me: Me, id: number, step: 'update' | 'withdraw', input: Partial<ResourceInput>, key: string, work: (m: EntityManager, r: ResourceRow, now: number) => Promise<boolean>): Promise<ResourceView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `resources.${step}`, { id, ...input }, now, async (m) => {
      const r = await findResource(m, id);
      if (!r) throw fail('NOT_FOUND');
      me.requireSelfOr(r.unitId !== null && unitsOf(me).includes(r.unitId) ? me.id : r.personId, 'list.manage', r.path);
      if (!(await work(m, r, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `resource.${step}`, refType: 'resource', refId: id, areaId: r.communityId, detail: step === 'update' ? { from: { title: r.title, kind: r.kind }, to: input } : undefined, at: now });
      return resourceView((await findResource(m, id))!, true, now);
    }, () => this.judge(me, input));
  }
}
