import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RedemptionView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import type { Me } from '../../http/me.js';
import { pointView } from '../shelf/shelf.views.js';
import { getPoint, pointsByIds } from '../shelf/stock.store.js';
import type { Found } from './orders.store.js';
import { pickupCode } from './pickup-code.js';
import { actionsOf, isWaiting } from './redemptions.rules.js';
import { getRedemption, offersByIds, type OfferRow, type RedemptionRow } from './redemptions.store.js';

@Injectable()
export class RedemptionViews {
  constructor(@Inject(CONFIG) private readonly config: Config) {}
  async found(m: EntityManager, id: number): Promise<Found> {
    const row = await getRedemption(m, id);
    return { row, point: await getPoint(m, row.pickupPointId) };
  }
  /** As the reader sees them, with the code on his own that wait. */
  async all(m: EntityManager, me: Me, rows: readonly RedemptionRow[], now: number): Promise<Map<number, RedemptionView>> {
    const points = await pointsByIds(m, rows.map((r) => r.pickupPointId)), offers = await offersByIds(m, rows.flatMap((r) => r.offeredId ?? []));
    return new Map(rows.map((row) => {
      const view = this.plain(me, { row, point: points.get(row.pickupPointId)! }, now, offers);
      return [row.id, row.userId === me.id && isWaiting(row, now) ? this.withCode(view) : view];
    }));
  }
  async one(m: EntityManager, me: Me, row: RedemptionRow, now: number): Promise<RedemptionView> {
    return (await this.all(m, me, [row], now)).get(row.id)!;
  }
  /** As it stands inside a transaction, without the code: this is kept with the request's key, and a code is stored nowhere. */
  async kept(m: EntityManager, me: Me, { row: { id }, point }: Found, now: number): Promise<RedemptionView> {
    const row = await getRedemption(m, id);
    return this.plain(me, { row, point }, now, await offersByIds(m, row.offeredId === null ? [] : [row.offeredId]));
  }
  withCode(view: RedemptionView): RedemptionView {
    // The same object: a repeat is known by it (Tx.isReplay).
    return Object.assign(view, { code: pickupCode(this.config.secret, view.id) });
  }
  plain(me: Me, { row, point }: Found, now: number, offers: ReadonlyMap<number, OfferRow> = new Map()): RedemptionView {
    const { userId, pickupPointId: _, offeredId, offerNote, ...shown } = row, offer = isWaiting(row, now) && offeredId !== null ? offers.get(offeredId) : undefined;
    const reader = { isOwner: userId === me.id, mayCollect: me.may('reward.collect', point.path), mayManage: me.may('reward.manage', point.path) };
    return { ...shown, pickupPoint: pointView(point, false), code: null, substitute: offer ? { ...offer, points: offer.points * row.quantity, note: offerNote ?? '' } : null, actions: actionsOf(row, reader, now) };
  }
}
