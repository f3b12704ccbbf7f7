import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PickupPointView, RewardView, ShelfRowView } from '@xianfeng/shared';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { photosOf, type StoredPhoto } from '../../reach/uploads/uploads.store.js';
import { accountOf } from '../journal/journal.store.js';
import { alertsOf, rewardActions, whyBlocked } from './shelf.rules.js';
import { takenInPeriod, type PointRow, type RewardRow } from './stock.store.js';
import { waiterCounts, waitsOf } from './waits.store.js';

export const pointView = ({ path: _, ...point }: PointRow, nearest: boolean): PickupPointView => ({ ...point, nearest });
/** What readers see of a shelf. Inside a transaction `m` is its own, so that the answer says what was just written. */
@Injectable()
export class ShelfViews {
  constructor(private readonly clock: Clock, private readonly links: PhotoLinks) {}
  /** For the person who reads: why he cannot have a thing, and whether he waits for it. All rows lie at that point. */
  async rewards(m: EntityManager, me: Me, point: PointRow, rows: readonly RewardRow[]): Promise<RewardView[]> {
    return this.show(m, me, point, rows, await photosOf(m, 'reward', rows.map((r) => r.id)));
  }
  /** The same for its staff, with what is reserved and who waits. */
  async shelfRows(m: EntityManager, me: Me, point: PointRow, rows: readonly RewardRow[]): Promise<ShelfRowView[]> {
    const ids = rows.map((r) => r.id), now = this.clock.now();
    const photos = await photosOf(m, 'reward', ids), views = await this.show(m, me, point, rows, photos), waiters = await waiterCounts(m, ids);
    return rows.map((row, i) => {
      const pictures = photos.get(row.id) ?? [], refs = this.links.refs(pictures);
      return {
        ...views[i]!, reserved: row.reserved, costFen: row.costFen, listed: row.listed === 1, waiters: waiters.get(row.id) ?? 0, alerts: alertsOf(row, now),
        photos: refs.map((ref, n) => ({ ...ref, width: pictures[n]!.width, height: pictures[n]!.height })),
      };
    });
  }
  private async show(m: EntityManager, me: Me, point: PointRow, rows: readonly RewardRow[], photos: Map<number, StoredPhoto[]>): Promise<RewardView[]> {
    const now = this.clock.now(), consented = me.session.consentedTerms, mayEdit = me.may('reward.manage', point.path);
    const { available, frozen } = await accountOf(m, me.id), taken = await takenInPeriod(m, me.id, rows, now), waits = await waitsOf(m, me.id, rows.map((r) => r.id));
    return rows.map(({ reserved: _, costFen: __, listed, ...row }) => {
      const blocked = whyBlocked({ ...row, listed }, { available, frozen, taken: taken.get(row.id) ?? 0, consented }, now), waiting = waits.has(row.id);
      const [photo] = this.links[mayEdit ? 'refs' : 'publicRefs'](photos.get(row.id) ?? []);
      return { ...row, photoUrl: photo?.url ?? null, blocked, waiting, actions: rewardActions({ stock: row.stock, listed }, { blocked, waiting, consented, mayEdit }) };
    });
  }
}
