import { Injectable } from '@nestjs/common';
import type { Page, PickupPointView, RewardView, StockInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { photosOf } from '../../reach/uploads/uploads.store.js';
import { accountOf } from '../journal/journal.store.js';
import { byNearness, isPastDay, periodBegins, whyBlocked } from './shelf.rules.js';
import { addStock, allPoints, getPoint, getReward, shelf, takenSince, type PointRow, type RewardRow } from './stock.store.js';

/** What lies where: pickup points and their shelves. */
@Injectable()
export class ShelfService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly photos: PhotoLinks) {}
  /** All of the city, the nearest to the reader's community first. */
  async points(me: Me): Promise<PickupPointView[]> {
    const home = me.session.communityPath;
    return byNearness(await allPoints(this.tx.read), home).map((p, i) => pointView(p, i === 0 && home !== ''));
  }
  /** A point's shelf, cheapest first. @throws NOT_FOUND */
  async list(me: Me, { pickupPointId, after }: { pickupPointId: number; after?: string }): Promise<Page<RewardView>> {
    const point = await getPoint(this.tx.read, pickupPointId);
    const rows = await shelf(this.tx.read, pickupPointId, placeOf(after), PAGE_ROWS);
    const views = await this.views(me, point, rows);
    return pageOf(rows, (row) => views.get(row.id)!, (row) => `${row.points}_${row.id}`);
  }
  /** Puts goods on the shelf: the same thing at the same price grows, anything else is new. With a key, once. */
  async stock(me: Me, pickupPointId: number, input: StockInput, key: string): Promise<RewardView> {
    const point = await getPoint(this.tx.read, pickupPointId), now = this.clock.now();
    me.require('reward.manage', point.path);
    if (isPastDay(input.bestBefore ?? null, now)) throw failFields({ bestBefore: '保质期已过，不能上架' });
    const work = async (m: Parameters<typeof addStock>[0]): Promise<number> => {
      const id = await addStock(m, now, me.id, pickupPointId, { ...input, spec: input.spec ?? '', source: input.donor ? 'DONATION' : 'PURCHASE' });
      await audit(m, { actorId: me.id, action: 'reward.stock', refType: 'reward', refId: id, areaId: point.areaId, detail: { stock: input.stock, points: input.points }, at: now });
      return id;
    };
    const id = await this.tx.once(me.id, key, 'rewards.stock', { pickupPointId, ...input }, now, work);
    return (await this.views(me, point, [await getReward(this.tx.read, id)])).get(id)!;
  }
  private async views(me: Me, point: PointRow, rows: readonly RewardRow[]): Promise<Map<number, RewardView>> {
    const m = this.tx.read, now = this.clock.now(), ids = rows.map((r) => r.id);
    const limited = rows.filter((r) => r.perPerson > 0).map((r) => r.id);
    const [{ available, frozen }, taken, photos] = await Promise.all([accountOf(m, me.id), takenSince(m, me.id, limited, periodBegins('MONTH', now)), photosOf(m, 'reward', ids)]);
    const mayEdit = me.may('reward.manage', point.path);
    const view = ({ reserved: _, ...row }: RewardRow): RewardView => {
      const blocked = whyBlocked(row, { available, frozen, taken: taken.get(row.id) ?? 0, consented: me.session.consentedTerms }, now);
      const [photo] = this.photos.refs((photos.get(row.id) ?? []).slice(0, 1));
      return { ...row, waiting: false, photoUrl: photo?.url ?? null, blocked, actions: [...(blocked === null ? (['order'] as const) : []), ...(mayEdit ? (['edit'] as const) : [])] };
    };
    return new Map(rows.map((row) => [row.id, view(row)]));
  }
}
export const pointView = ({ path: _, ...point }: PointRow, nearest: boolean): PickupPointView => ({ ...point, nearest });
/** The cursor of a shelf: 'points_id'. @throws INVALID */
function placeOf(after: string | undefined): { points: number; id: number } {
  if (after === undefined) return { points: 0, id: 0 };
  const [, points, id] = /^(\d{1,7})_(\d{1,16})$/.exec(after) ?? [];
  if (points === undefined || !Number.isSafeInteger(Number(id))) throw failFields({ after: '翻页位置不对，请从头再看' });
  return { points: Number(points), id: Number(id) };
}
