import { Injectable } from '@nestjs/common';
import { CONSENTS, type Page, type PickupPointInput, type PickupPointView, type RewardView, type StockSheetView, type UpdatePickupPointInput } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { PAGE_ROWS, pageOf, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { byNearness } from './shelf.rules.js';
import { insertPoint, listed, updatePoint } from './shelf.store.js';
import { pointView, ShelfViews } from './shelf.views.js';
import { monthSpan, sheetRow } from './sheet.rules.js';
import { handedOver, sheetOf } from './sheet.store.js';
import { allPoints, getPoint, getReward } from './stock.store.js';
import { joinWait, leaveWait } from './waits.store.js';

/** What lies where, as everybody sees it: pickup points, their shelves, who waits for what, and the public sheet. */
@Injectable()
export class ShelfService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly views: ShelfViews, private readonly directory: Directory) {}
  /** All of the city, the nearest to the reader's community first. For everybody: whoever looks at the public sheet must find his point. */
  async points(me: Me | null): Promise<PickupPointView[]> {
    const home = me?.session.communityPath ?? '';
    return byNearness(await allPoints(this.tx.read), home).map((p, i) => pointView(p, i === 0 && home !== ''));
  }
  async openPoint(me: Me, input: PickupPointInput): Promise<PickupPointView> {
    me.require('reward.manage', (await this.directory.pathOf(input.areaId))!);
    const now = this.clock.now();
    return this.tx.run(async (m) => {
      const id = await insertPoint(m, now, input);
      await audit(m, { actorId: me.id, action: 'point.open', refType: 'point', refId: id, areaId: input.areaId, detail: input, at: now });
      return pointView(await getPoint(m, id), false);
    });
  }
  async updatePoint(me: Me, id: number, input: UpdatePickupPointInput): Promise<PickupPointView> {
    const point = await getPoint(this.tx.read, id), now = this.clock.now();
    me.require('reward.manage', point.path);
    return this.tx.run(async (m) => {
      await updatePoint(m, id, input);
      await audit(m, { actorId: me.id, action: 'point.update', refType: 'point', refId: id, areaId: point.areaId, detail: { from: { name: point.name, address: point.address, openHours: point.openHours, phone: point.phone }, to: input }, at: now });
      return pointView(await getPoint(m, id), false);
    });
  }
  /** What a point offers, cheapest first. @throws NOT_FOUND */
  async list(me: Me, { pickupPointId, after }: { pickupPointId: number; after?: string }): Promise<Page<RewardView>> {
    const m = this.tx.read, point = await getPoint(m, pickupPointId), rows = await listed(m, pickupPointId, pairIn(after, [0, 0]), PAGE_ROWS);
    const views = new Map((await this.views.rewards(m, me, point, rows)).map((v) => [v.id, v]));
    return pageOf(rows, (row) => views.get(row.id)!, (row) => `${row.points}_${row.id}`);
  }
  /** One thing, also one that is not offered any more: old orders lead to it. @throws NOT_FOUND */
  get(me: Me, id: number): Promise<RewardView> {
    me.everyone();
    return this.reward(this.tx.read, me, id);
  }
  /** Waits for what has run out; who waits already stays where he is. @throws CONSENT_NEEDED, REWARD_OFF, STATE when there is some */
  wait(me: Me, id: number): Promise<RewardView> {
    me.everyone();
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    return this.tx.run(async (m) => {
      if ((await getReward(m, id)).listed !== 1) throw fail('REWARD_OFF');
      if (!(await joinWait(m, this.clock.now(), id, me.id))) throw fail('STATE');
      return this.reward(m, me, id);
    });
  }
  /** Leaves the list; who is not on it has left it. @throws NOT_FOUND */
  leave(me: Me, id: number): Promise<RewardView> {
    me.everyone();
    return this.tx.run(async (m) => {
      await leaveWait(m, id, me.id);
      return this.reward(m, me, id);
    });
  }
  /** What came in and went out at a point in a month of Shanghai; public. @throws NOT_FOUND, INVALID for a month that is none or to come */
  async sheet(pickupPointId: number, month: string): Promise<StockSheetView> {
    const span = monthSpan(month, this.clock.now());
    if (span === null) throw failFields({ month: '请选择本月或以前的月份' });
    const m = this.tx.read, point = await getPoint(m, pickupPointId), { orders, points } = await handedOver(m, pickupPointId, span);
    const rows = (await sheetOf(m, pickupPointId, span)).map(sheetRow).filter((r) => r !== null);
    return { pickupPointId, pointName: point.name, areaName: point.areaName, month, orders, points, rows };
  }
  private async reward(m: EntityManager, me: Me, id: number): Promise<RewardView> {
    const row = await getReward(m, id), [view] = await this.views.rewards(m, me, await getPoint(m, row.pickupPointId), [row]);
    return view!;
  }
}
