import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TypedPhoneView, TypePhoneInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { findArea } from '../areas/areas.store.js';
import { accountById, proveTyped } from './accounts.store.js';
import { DirectoryService } from './directory.service.js';
import { decideTyped, keepTyped, typedPhoneOf, waitingPhones, type TypedPhoneRow } from './typed-phones.store.js';
import { takeTurn } from './users.store.js';

/**
 * The way in for somebody whom neither WeChat's phone button nor an SMS code helps: he types the number, and his community calls it. Until then
 * the number is only words: it is in no account, finds no roster and joins nothing.
 */
@Injectable()
export class TypedPhonesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService) {}
  async mine(me: Me): Promise<{ typed: TypedPhoneView | null }> {
    const row = await typedPhoneOf(this.tx.read, me.id);
    return { typed: row && view(row) };
  }
  /** @throws STATE for whoever has a proved number, INVALID where the community is none */
  async type(me: Me, input: TypePhoneInput): Promise<TypedPhoneView> {
    const now = this.clock.now(), community = await findArea(this.tx.read, input.communityId);
    if (!community || (community.kind !== 'COMMUNITY' && community.kind !== 'VILLAGE')) throw failFields({ communityId: '请选择一个社区或村' });
    await this.tx.run(async (m) => {
      await takeTurn(m, me.id);
      if ((await accountById(m, me.id))?.phone !== null) throw fail('STATE');
      await keepTyped(m, me.id, input, now);
      await audit(m, { actorId: me.id, action: 'person.typePhone', refType: 'person', refId: me.id, areaId: community.id, at: now });
    });
    return view((await typedPhoneOf(this.tx.read, me.id))!);
  }
  /** The gate asked for the area. */
  async waiting(areaId: number): Promise<TypedPhoneView[]> {
    const path = await this.directory.pathOf(areaId);
    if (path === null) throw fail('NOT_FOUND');
    return (await waitingPhones(this.tx.read, path)).map(view);
  }
  /**
   * The office called `phone`, or saw the person. An account that has the number already stays alone: only a code joins accounts.
   * @throws PHONE_IN_USE, SELF_REVIEW, STATE also where he typed another number meanwhile: that one nobody has called
   */
  confirm(me: Me, userId: number, phone: string): Promise<TypedPhoneView> {
    return this.decide(me, userId, phone, 'CONFIRMED', async (m, row, now) => {
      if ((await proveTyped(m, userId, row.phone)) !== 1) throw fail('STATE');
      await notify(m, now, [{ userId, kind: 'REGISTRATION', title: '手机号已核实', body: `${row.communityName}已核实您的手机号，可以接着报到了。`, link: '/pages/welcome/index' }]);
    });
  }
  /** Nobody answered, or it is another's: he may type it anew. @throws SELF_REVIEW, STATE */
  refuse(me: Me, userId: number, phone: string): Promise<TypedPhoneView> {
    return this.decide(me, userId, phone, 'REFUSED', (m, row, now) =>
      notify(m, now, [{ userId, kind: 'REGISTRATION', title: '手机号没有核实成', body: `${row.communityName}没能打通您填的号码，请核对后再填，或到服务点办理。`, link: '/pages/welcome/index' }]));
  }
  private async decide(me: Me, userId: number, phone: string, to: 'CONFIRMED' | 'REFUSED', then: (m: EntityManager, row: TypedPhoneRow, now: number) => Promise<void>): Promise<TypedPhoneView> {
    const row = await typedPhoneOf(this.tx.read, userId), now = this.clock.now();
    if (!row) return me.hidden();
    me.require('registration.review', row.path);
    if (userId === me.id) throw fail('SELF_REVIEW');
    if (row.phone !== phone) throw fail('STATE');
    await this.tx.run(async (m) => {
      await takeTurn(m, userId);
      if (!(await decideTyped(m, userId, phone, to, me.id, now))) throw fail('STATE');
      await then(m, row, now);
      await audit(m, { actorId: me.id, action: to === 'CONFIRMED' ? 'person.confirmPhone' : 'person.refusePhone', refType: 'person', refId: userId, areaId: row.communityId, at: now });
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('PHONE_IN_USE') : e; });
    this.directory.forget(userId);
    return view((await typedPhoneOf(this.tx.read, userId))!);
  }
}
const view = ({ userId, name, phone, communityId, communityName, status, createdAt }: TypedPhoneRow): TypedPhoneView =>
  ({ userId, name, phone, community: { id: communityId, name: communityName }, status, createdAt });
