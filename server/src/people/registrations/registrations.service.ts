import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, type MemberRegistrationView, type Page, type RegisterMemberInput, type RegistrationStatus } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { findArea } from '../areas/areas.store.js';
import { DirectoryService } from '../users/directory.service.js';
import { takeTurn } from '../users/users.store.js';
import { firstStatus, mayRetire, registrationFlow, registrationView, SLOT, type RegistrationRow, type Slot } from './registrations.rules.js';
import { becomeHome, endTies, findRegistration, insertRegistration, livingId, moveRegistration, registrationsOf, registrationsWithin, resubmit, setHome, waitingWithin, type Home } from './registrations.store.js';
import { retireMember } from './retirement.store.js';
import { RosterService } from './roster.service.js';

const TABLE = 'member_registration';

/** 双报到 of people: a member of the roster waits for the community's yes, a resident is in at once. */
@Injectable()
export class RegistrationsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService, private readonly roster: RosterService) {}
  async mine(me: Me): Promise<MemberRegistrationView[]> {
    const rows = await registrationsOf(this.tx.read, me.id);
    const transferWaits = rows.some((r) => r.slot === SLOT.transfer && r.status === 'SUBMITTED');
    return rows.map((r) => registrationView(r, { is: 'owner', transferWaits }));
  }
  /** The queue (SUBMITTED) is oldest first, everything else newest first. The gate asked for the area. */
  async list(me: Me, areaId: number, status: RegistrationStatus | undefined, after: string | undefined): Promise<Page<MemberRegistrationView>> {
    const path = await this.directory.pathOf(areaId);
    if (path === null) throw fail('NOT_FOUND');
    const m = this.tx.read;
    const rows = status === 'SUBMITTED' ? await waitingWithin(m, path, afterId(after)) : await registrationsWithin(m, path, status, beforeId(after));
    return pageOf(rows, (r) => registrationView(r, { is: 'reviewer', mayReview: r.userId !== me.id }), (r) => String(r.id));
  }
  /** First registration, or the returned one again. @throws CONSENT_NEEDED, PHONE_NEEDED, REGISTRATION_EXISTS */
  create(me: Me, input: RegisterMemberInput): Promise<MemberRegistrationView> {
    return this.register(me, input, SLOT.home, () => Promise.resolve());
  }
  /** Moving house: the registration `id` stands until the new community says yes. @throws STATE where it does not stand */
  async transfer(me: Me, id: number, input: RegisterMemberInput): Promise<MemberRegistrationView> {
    const old = await this.find(id);
    me.requireSelf(old.userId);
    return this.register(me, input, SLOT.transfer, async (m, home) => {
      if ((await livingId(m, me.id, SLOT.home)) !== id || (await findRegistration(m, id))?.status !== 'ACCEPTED') throw fail('STATE');
      if (home.communityId === old.communityId && home.compoundId === old.compoundId) throw failFields({ communityId: '您已在这里报到' });
    });
  }
  /** @throws SELF_REVIEW, STATE where it was decided or withdrawn meanwhile */
  async accept(me: Me, id: number): Promise<MemberRegistrationView> {
    const row = await this.mayReview(me, id);
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await takeTurn(m, row.userId);
      await this.move(m, me, row, 'accept', now);
      await this.settle(m, me, row, now);
      await notify(m, now, [{ userId: row.userId, kind: 'REGISTRATION', title: '报到已确认', body: `${row.communityName}已确认您的报到，现在可以认领任务了。`, link: '/pages/tasks/index' }]);
    });
    return this.decided(me, row);
  }
  async return(me: Me, id: number, reason: string): Promise<MemberRegistrationView> {
    const row = await this.mayReview(me, id);
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await takeTurn(m, row.userId);
      await this.move(m, me, row, 'return', now, reason);
      await notify(m, now, [{ userId: row.userId, kind: 'REGISTRATION', title: '报到被退回', body: `${row.communityName}：${reason}。请修改后重新提交。`, link: '/packages/more/pages/registration/index' }]);
    });
    return this.decided(me, row);
  }
  /** Takes a waiting one back, or leaves the community: then he is at home nowhere, and a waiting transfer goes with it. */
  async withdraw(me: Me, id: number): Promise<MemberRegistrationView> {
    const row = await this.find(id);
    me.requireSelf(row.userId);
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await takeTurn(m, me.id);
      await this.move(m, me, row, 'withdraw', now);
      if (row.status !== 'ACCEPTED') return;
      await setHome(m, me.id, null);
      await endTies(m, me.id, row.communityId, now);
      const waiting = await livingId(m, me.id, SLOT.transfer);
      if (waiting !== null) await moveRegistration(m, TABLE, waiting, { from: 'SUBMITTED', to: 'WITHDRAWN', by: me.id, now });
    });
    this.directory.forget(me.id);
    return this.own(me, id);
  }
  /** 退休: by himself, or by the office for him. A resident member from now on; the unit's link ends, records and home stay. @throws SELF_REVIEW, STATE where he is no member any more */
  async retire(me: Me, id: number, reason: string | undefined): Promise<MemberRegistrationView> {
    const row = await this.find(id);
    me.requireSelfOr(row.userId, 'registration.review', row.communityPath);
    const now = this.clock.now(), isOwn = row.userId === me.id;
    if (!isOwn && reason === undefined) throw failFields({ reason: '请写明怎么知道的' });
    await this.tx.run(async (m) => {
      await takeTurn(m, row.userId);
      const fresh = await findRegistration(m, id);
      if (!fresh || !mayRetire(fresh, { is: 'owner', transferWaits: false })) throw fail('STATE');
      await retireMember(m, { actorId: me.id, userId: row.userId, areaId: row.communityId, unitName: row.unitName, reason, isOwn }, now);
    });
    this.directory.forget(row.userId);
    return isOwn ? this.own(me, id) : this.decided(me, row);
  }
  private async register(me: Me, input: RegisterMemberInput, slot: Slot, check: (m: EntityManager, home: Home) => Promise<void>): Promise<MemberRegistrationView> {
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    if (me.session.phone === null) throw fail('PHONE_NEEDED');
    const now = this.clock.now();
    const id = await this.tx.run(async (m) => {
      if ((await takeTurn(m, me.id)) === 0) throw fail('SIGN_IN');
      const home = await readHome(m, input);
      await check(m, home);
      const status = firstStatus(await this.roster.identify(m, me, input));
      const rowId = (await resubmit(m, me.id, slot, home, status, now)) ?? (await insertRegistration(m, me.id, slot, home, status, now));
      await audit(m, { actorId: me.id, action: slot === SLOT.home ? 'registration.submit' : 'registration.transfer', refType: 'registration', refId: rowId, areaId: home.communityId, at: now });
      if (status === 'ACCEPTED') await this.settle(m, me, { id: rowId, userId: me.id, slot, ...home }, now);
      return rowId;
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('REGISTRATION_EXISTS') : e; });
    this.directory.forget(me.id);
    return this.own(me, id);
  }
  /** An accepted one is where he is at home; the one it replaces has moved with him. */
  private async settle(m: EntityManager, me: Me, row: Pick<RegistrationRow, 'id' | 'userId' | 'slot' | 'communityId' | 'compoundId'>, now: number): Promise<void> {
    if (row.slot === SLOT.transfer) {
      const old = await livingId(m, row.userId, SLOT.home), from = old === null ? null : await findRegistration(m, old);
      if (from && from.communityId !== row.communityId) await endTies(m, row.userId, from.communityId, now);
      if (old !== null) await moveRegistration(m, TABLE, old, { from: 'ACCEPTED', to: registrationFlow.next('ACCEPTED', 'transfer'), by: me.id, now });
      await becomeHome(m, row.id);
    }
    await setHome(m, row.userId, row);
  }
  private async move(m: EntityManager, me: Me, row: RegistrationRow, action: 'accept' | 'return' | 'withdraw', now: number, reason?: string): Promise<void> {
    const to = registrationFlow.next(row.status, action);
    if (!(await moveRegistration(m, TABLE, row.id, { from: row.status, to, by: me.id, reason, now }))) throw fail('STATE');
    await audit(m, { actorId: me.id, action: `registration.${action}`, refType: 'registration', refId: row.id, areaId: row.communityId, reason, at: now });
  }
  private async mayReview(me: Me, id: number): Promise<RegistrationRow> {
    const row = await this.find(id);
    me.require('registration.review', row.communityPath);
    if (row.userId === me.id) throw fail('SELF_REVIEW');
    return row;
  }
  private async decided(me: Me, { id, userId }: RegistrationRow): Promise<MemberRegistrationView> {
    this.directory.forget(userId);
    return registrationView(await this.find(id), { is: 'reviewer', mayReview: userId !== me.id });
  }
  private async own(me: Me, id: number): Promise<MemberRegistrationView> {
    return registrationView(await this.find(id), { is: 'owner', transferWaits: (await livingId(this.tx.read, me.id, SLOT.transfer)) !== null });
  }
  private async find(id: number): Promise<RegistrationRow> {
    const row = await findRegistration(this.tx.read, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
}
/** @throws INVALID where the community is none, or the compound is not one of its own */
async function readHome(m: EntityManager, input: RegisterMemberInput): Promise<Home> {
  const community = await findArea(m, input.communityId);
  if (!community || (community.kind !== 'COMMUNITY' && community.kind !== 'VILLAGE')) throw failFields({ communityId: '请选择一个社区或村' });
  const compound = input.compoundId === undefined ? null : await findArea(m, input.compoundId);
  if (input.compoundId !== undefined && (compound?.kind !== 'COMPOUND' || !compound.path.startsWith(community.path))) throw failFields({ compoundId: '这个小区不在所选社区' });
  return { communityId: community.id, compoundId: compound?.id ?? null, building: input.building ?? '' };
}
