import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, dayOf, type Page, type RegisterUnitInput, type RegistrationStatus, type UnitRegistrationView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { findArea } from '../areas/areas.store.js';
import { liaisonsOf } from '../posts/posts.store.js';
import { findUnit } from '../units/units.store.js';
import { DirectoryService } from '../users/directory.service.js';
import { registrationFlow, unitRegistrationView, type UnitRegistrationRow } from './registrations.rules.js';
import { moveRegistration } from './registrations.store.js';
import { findUnitRegistration, insertUnitRegistration, resubmitUnit, unitRegistrationsOf, unitRegistrationsWithin, waitingUnitsWithin } from './unit-registrations.store.js';

const OWNER = { is: 'owner', transferWaits: false } as const;
const PAGE = '/packages/more/pages/units/index';
/** Units that the caller speaks for. */
const unitsOf = (me: Me): number[] => me.session.posts.flatMap((p) => (p.role === 'UNIT_LIAISON' && p.unitId !== null ? [p.unitId] : []));

/** 双报到 of units: entered by the unit's liaison, or for it by the community's office; then somebody else of the office decides. */
@Injectable()
export class UnitRegistrationsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService) {}
  async mine(me: Me): Promise<UnitRegistrationView[]> {
    return (await unitRegistrationsOf(this.tx.read, me.id, unitsOf(me))).map((r) => unitRegistrationView(r, this.mayWithdraw(me, r) ? OWNER : { is: 'reviewer', mayReview: false }));
  }
  async list(me: Me, areaId: number, status: RegistrationStatus | undefined, after: string | undefined): Promise<Page<UnitRegistrationView>> {
    const path = await this.directory.pathOf(areaId);
    if (path === null) throw fail('NOT_FOUND');
    const m = this.tx.read;
    const rows = status === 'SUBMITTED' ? await waitingUnitsWithin(m, path, afterId(after)) : await unitRegistrationsWithin(m, path, status, beforeId(after));
    return pageOf(rows, (r) => this.reviewed(me, r), (r) => String(r.id));
  }
  /** @throws FORBIDDEN for others than the liaison and the community's office, UNIT_REGISTERED */
  async create(me: Me, input: RegisterUnitInput): Promise<UnitRegistrationView> {
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    const community = await findArea(this.tx.read, input.communityId);
    if (!community || (community.kind !== 'COMMUNITY' && community.kind !== 'VILLAGE')) throw failFields({ communityId: '请选择一个社区或村' });
    if (!(await findUnit(this.tx.read, input.unitId))) throw failFields({ unitId: '没有这个单位' });
    if (!unitsOf(me).includes(input.unitId) && !me.may('registration.review', community.path)) throw fail('FORBIDDEN');
    const now = this.clock.now();
    const entry = { unitId: input.unitId, communityId: community.id, liaisonName: input.liaisonName, liaisonPhone: input.liaisonPhone, resources: input.resources ?? '' };
    const id = await this.tx.run(async (m) => {
      const rowId = (await resubmitUnit(m, entry, me.id, now)) ?? (await insertUnitRegistration(m, entry, me.id, now));
      await audit(m, { actorId: me.id, action: 'unitRegistration.submit', refType: 'unitRegistration', refId: rowId, areaId: community.id, at: now });
      return rowId;
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('UNIT_REGISTERED') : e; });
    return unitRegistrationView(await this.find(id), OWNER);
  }
  accept(me: Me, id: number): Promise<UnitRegistrationView> {
    return this.decide(me, id, 'accept', (r) => ({ title: '单位报到已确认', body: `${r.communityName}已确认${r.unitName}的报到。` }));
  }
  return(me: Me, id: number, reason: string): Promise<UnitRegistrationView> {
    return this.decide(me, id, 'return', (r) => ({ title: '单位报到被退回', body: `${r.communityName}：${reason}。请修改后重新提交。` }), reason);
  }
  /** By the unit's liaison: takes a waiting one back, or ends one that stands. Whoever else entered it may take it back; once it stands he must still be of the office. */
  async withdraw(me: Me, id: number): Promise<UnitRegistrationView> {
    const row = await this.find(id);
    me.requireSelf(this.mayWithdraw(me, row) ? me.id : null);
    const now = this.clock.now();
    await this.tx.run((m) => this.move(m, me, row, 'withdraw', now));
    return unitRegistrationView(await this.find(id), OWNER);
  }
  private mayWithdraw(me: Me, r: UnitRegistrationRow): boolean {
    return unitsOf(me).includes(r.unitId) || (r.submittedBy === me.id && (r.status !== 'ACCEPTED' || me.may('registration.review', r.communityPath)));
  }
  /** @throws SELF_REVIEW for what one entered, or for one's own unit; STATE where it was decided meanwhile */
  private async decide(me: Me, id: number, action: 'accept' | 'return', say: (r: UnitRegistrationRow) => { title: string; body: string }, reason?: string): Promise<UnitRegistrationView> {
    const row = await this.find(id);
    me.require('registration.review', row.communityPath);
    if (this.isOwn(me, row)) throw fail('SELF_REVIEW');
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await this.move(m, me, row, action, now, reason);
      const told = new Set([row.submittedBy, ...(await liaisonsOf(m, row.unitId, dayOf(now))).map((l) => l.userId)]);
      await notify(m, now, [...told].map((userId) => ({ userId, kind: 'REGISTRATION' as const, ...say(row), link: PAGE })));
    });
    return this.reviewed(me, await this.find(id));
  }
  private async move(m: EntityManager, me: Me, row: UnitRegistrationRow, action: 'accept' | 'return' | 'withdraw', now: number, reason?: string): Promise<void> {
    const to = registrationFlow.next(row.status, action);
    if (!(await moveRegistration(m, 'unit_registration', row.id, { from: row.status, to, by: me.id, reason, now }))) throw fail('STATE');
    await audit(m, { actorId: me.id, action: `unitRegistration.${action}`, refType: 'unitRegistration', refId: row.id, areaId: row.communityId, reason, at: now });
  }
  private isOwn(me: Me, row: UnitRegistrationRow): boolean {
    return row.submittedBy === me.id || unitsOf(me).includes(row.unitId);
  }
  private reviewed(me: Me, row: UnitRegistrationRow): UnitRegistrationView {
    return unitRegistrationView(row, { is: 'reviewer', mayReview: !this.isOwn(me, row) });
  }
  private async find(id: number): Promise<UnitRegistrationRow> {
    const row = await findUnitRegistration(this.tx.read, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
}
