import { Inject, Injectable } from '@nestjs/common';
import { RETURN_DAYS, type CollectInput, type Page, type RedemptionQuery, type RedemptionReasonInput, type RedemptionView, type SubstituteInput } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { getPoint } from '../shelf/stock.store.js';
import { bringBack, handOver, undo, type Found } from './orders.store.js';
import { pickupHash, readPickupCode } from './pickup-code.js';
import { RedemptionViews } from './redemptions.views.js';
import { assertOrderable, mayReturn, what } from './redemptions.rules.js';
import { findByCode, offerInstead, orderable, redemptionsAt, type RedemptionRow } from './redemptions.store.js';
import { PickupTries } from './tries.service.js';

/** What a point's staff do with other people's orders; with their own they go to a colleague. */
@Injectable()
export class PickupService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly views: RedemptionViews, private readonly tries: PickupTries) {}
  /** Orders that wait (or waited) at a point. */
  async orders(me: Me, { pickupPointId, status, after }: RedemptionQuery): Promise<Page<RedemptionView>> {
    me.require('reward.collect', (await getPoint(this.tx.read, pickupPointId)).path);
    const rows = await redemptionsAt(this.tx.read, pickupPointId, status, beforeId(after), PAGE_ROWS), views = await this.views.all(this.tx.read, me, rows, this.clock.now());
    return pageOf(rows, (row) => views.get(row.id)!, (row) => String(row.id));
  }
  /** What belongs to a code, before anything is handed over. @throws PICKUP_CODE, PICKUP_LOCKED */
  async lookUp(me: Me, { code }: CollectInput): Promise<RedemptionView> {
    return this.views.one(this.tx.read, me, (await this.byCode(me, this.hashOf(code))).row, this.clock.now());
  }
  /** Handed over: once, by one keeper. @throws PICKUP_CODE, PICKUP_LOCKED, OWN_GOODS, STATE */
  async collect(me: Me, { code }: CollectInput, key: string): Promise<RedemptionView> {
    const now = this.clock.now(), codeHash = this.hashOf(code);
    let found!: Found;
    return this.tx.once(me.id, key, 'redemptions.collect', { codeHash }, now, async (m) => {
      const { row, point } = found;
      await handOver(m, now, found, me.id);
      await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `已领取 ${what(row)}`, body: `在${point.name}领取，使用 ${row.points} 分。如有不符，请联系兑换点。`, link: linkTo(row.id) }]);
      return this.views.kept(m, me, found, now);
    }, async () => {
      found = await this.byCode(me, codeHash);
      assertOthers(me, found.row);
    });
  }
  /** Staff end an order that cannot be served; the owner reads why. @throws NOT_FOUND, FORBIDDEN, OWN_GOODS, STATE */
  async callOff(me: Me, id: number, { reason }: RedemptionReasonInput, key: string): Promise<RedemptionView> {
    const found = await this.others(me, id, 'reward.collect'), now = this.clock.now(), { row } = found;
    return this.tx.once(me.id, key, 'redemptions.callOff', { id, reason }, now, async (m) => {
      await undo(m, now, found, { action: 'callOff', actorId: me.id, reason }, '兑换点撤销了兑换，占用的积分退回');
      await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `${what(row)} 已撤销`, body: `${row.points} 分已退回。原因：${reason}`, link: linkTo(id) }]);
      return this.views.kept(m, me, found, now);
    });
  }
  /**
   * Offers another thing of the same point, as many pieces; nothing is reserved until the owner says yes. One offer per order.
   * @throws NOT_FOUND, FORBIDDEN, OWN_GOODS, STATE, REWARD_OFF, INVALID (past its day, the same thing), STOCK_OUT
   */
  async substitute(me: Me, id: number, { rewardId, note }: SubstituteInput, key: string): Promise<RedemptionView> {
    const found = await this.others(me, id, 'reward.collect'), now = this.clock.now(), { row, point } = found;
    return this.tx.once(me.id, key, 'redemptions.substitute', { id, rewardId, note }, now, async (m) => {
      const { reward, point: where } = await orderable(m, rewardId);
      if (where.id !== point.id || rewardId === row.rewardId) throw fail('NOT_FOUND');
      assertOrderable(reward, row.quantity, now);
      await offerInstead(m, now, id, rewardId, note);
      await audit(m, { actorId: me.id, action: 'redemption.substitute', refType: 'redemption', refId: id, areaId: point.areaId, reason: note, detail: { rewardId }, at: now });
      await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `${what(row)} 可以换一样`, body: `${note}。可换成${what({ ...reward, quantity: row.quantity })}（${reward.points * row.quantity} 分），换不换由您定。`, link: linkTo(id) }]);
      return this.views.kept(m, me, found, now);
    });
  }
  /** Collected goods come back on the shelf, and their points to the owner. @throws NOT_FOUND, FORBIDDEN, OWN_GOODS, RETURN_LATE, STATE */
  async giveBack(me: Me, id: number, { reason }: RedemptionReasonInput, key: string): Promise<RedemptionView> {
    const found = await this.others(me, id, 'reward.manage'), now = this.clock.now(), { row } = found;
    return this.tx.once(me.id, key, 'redemptions.giveBack', { id, reason }, now, async (m) => {
      if (row.status === 'COLLECTED' && !mayReturn(row.collectedAt ?? 0, now)) throw fail('RETURN_LATE', { days: RETURN_DAYS });
      await bringBack(m, now, found, me.id, reason);
      await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `已退货 ${what(row)}`, body: `${row.points} 分已退回。原因：${reason}`, link: linkTo(id) }]);
      return this.views.kept(m, me, found, now);
    });
  }
  private async others(me: Me, id: number, permission: 'reward.collect' | 'reward.manage'): Promise<Found> {
    const found = await this.views.found(this.tx.read, id);
    me.require(permission, found.point.path);
    assertOthers(me, found.row);
    return found;
  }
  /** A keeper of another place does not even learn that a code is one. */
  private byCode(me: Me, codeHash: string | null): Promise<Found> {
    return this.tries.guess(me, 'PICKUP_CODE', async (m) => {
      const row = codeHash === null ? null : await findByCode(m, codeHash), point = row && (await getPoint(m, row.pickupPointId));
      return row && point && me.may('reward.collect', point.path) ? { row, point } : null;
    });
  }
  /** What stands for a code outside of the request; null for what cannot be one. */
  private hashOf(text: string): string | null {
    const code = readPickupCode(text);
    return code === null ? null : pickupHash(this.config.secret, code);
  }
}
export const linkTo = (id: number): string => `/packages/more/pages/order/index?id=${id}`;
/** Nobody serves himself. @throws OWN_GOODS */
export function assertOthers(me: Me, { userId }: Pick<RedemptionRow, 'userId'>): void {
  if (userId === me.id) throw fail('OWN_GOODS');
}
