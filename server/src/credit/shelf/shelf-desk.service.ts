import { Injectable } from '@nestjs/common';
import type { DamageInput, Page, RestockInput, ShelfFilter, ShelfRowView, StockInput, StockMoveView, UpdateRewardInput } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { PAGE_ROWS, pageOf, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { ContentCheck, type Checked } from '../../reach/moderation/content-check.js';
import { queuePhotos } from '../../reach/moderation/photos.store.js';
import { isPastDay } from './shelf.rules.js';
import { addStock, movesAt, movesOf, restock, setPhotos, staffShelf, updateReward } from './shelf.store.js';
import { ShelfViews } from './shelf.views.js';
import { getPoint, getReward, writeOff, type PointRow } from './stock.store.js';

const NEWEST = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;
/** The shelf as its staff keep it: what came in, what is said of it, what broke. */
@Injectable()
export class ShelfDeskService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly views: ShelfViews, private readonly content: ContentCheck) {}
  /** Everything at a point, or what the keeper should look at, cheapest first. @throws NOT_FOUND */
  async shelf(me: Me, { pickupPointId, show = 'ALL', after }: { pickupPointId: number; show?: ShelfFilter; after?: string }): Promise<Page<ShelfRowView>> {
    const m = this.tx.read, point = await getPoint(m, pickupPointId);
    me.require('reward.manage', point.path);
    const rows = await staffShelf(m, pickupPointId, show, this.clock.now(), pairIn(after, [0, 0]), PAGE_ROWS);
    const views = new Map((await this.views.shelfRows(m, me, point, rows)).map((v) => [v.id, v]));
    return pageOf(rows, (row) => views.get(row.id)!, (row) => `${row.points}_${row.id}`);
  }
  /** The stock journal of a point or of one of its things, newest first. */
  async moves(me: Me, { pickupPointId, rewardId, after }: { pickupPointId: number; rewardId?: number; after?: string }): Promise<Page<StockMoveView>> {
    const m = this.tx.read;
    me.require('reward.manage', (await getPoint(m, pickupPointId)).path);
    const place = pairIn(after, NEWEST), rows = rewardId === undefined ? await movesAt(m, pickupPointId, place, PAGE_ROWS) : await movesOf(m, pickupPointId, rewardId, place, PAGE_ROWS);
    return pageOf(rows, (row) => row, (row) => `${row.at}_${row.id}`);
  }
  /** Puts goods on the shelf: the same thing at the same price grows, anything else is new. @throws NOT_FOUND, INVALID (past its day, photos) */
  async stock(me: Me, pickupPointId: number, input: StockInput, key: string): Promise<ShelfRowView> {
    const point = await getPoint(this.tx.read, pickupPointId), now = this.clock.now();
    me.require('reward.manage', point.path);
    this.assertGood(input.bestBefore, now);
    let checked: Checked = null;
    return this.tx.once(me.id, key, 'rewards.stock', { pickupPointId, ...input }, now, async (m) => {
      const id = await addStock(m, now, me.id, pickupPointId, { ...input, spec: input.spec ?? '', source: input.donor ? 'DONATION' : 'PURCHASE' });
      if (input.photoIds?.length) await setPhotos(m, me.id, id, input.photoIds);
      await queuePhotos(m, now, input.photoIds ?? [], { areaId: point.areaId, ownerId: me.id });
      await this.content.keep(m, 'reward', id, checked, now);
      await this.note(m, me, point, 'reward.stock', id, now, { stock: input.stock, points: input.points });
      return this.row(m, me, point, id);
    }, async () => { checked = await this.content.check(me.id, 'reward', { name: input.name, spec: input.spec, unit: input.unit, donor: input.donor, intro: input.intro }); });
  }
  /** Says something else of a thing, takes it off the shelf or puts it back. @throws NOT_FOUND, INVALID (photos) */
  async update(me: Me, id: number, { photoIds, ...said }: UpdateRewardInput): Promise<ShelfRowView> {
    const point = await this.at(me, id), now = this.clock.now(), isShown = said.intro !== undefined || said.donor !== undefined || said.listed === true, checked = await this.content.check(me.id, 'reward', { donor: said.donor, intro: said.intro });
    return this.tx.run(async (m) => {
      await updateReward(m, now, id, said);
      if (photoIds) await setPhotos(m, me.id, id, photoIds);
      await queuePhotos(m, now, photoIds ?? [], { areaId: point.areaId, ownerId: me.id });
      if (isShown) await this.content.keep(m, 'reward', id, checked, now);
      await this.note(m, me, point, 'reward.update', id, now, { ...said, photoIds });
      return this.row(m, me, point, id);
    });
  }
  /** More of what lies there. @throws NOT_FOUND, INVALID (past its day) */
  async restock(me: Me, id: number, input: RestockInput, key: string): Promise<ShelfRowView> {
    const point = await this.at(me, id), now = this.clock.now();
    this.assertGood(input.bestBefore, now);
    let checked: Checked = null;
    return this.tx.once(me.id, key, 'rewards.restock', { id, ...input }, now, async (m) => {
      await restock(m, now, id, input, me.id);
      if (input.donor) await this.content.keep(m, 'reward', id, checked, now);
      await this.note(m, me, point, 'reward.restock', id, now, input);
      return this.row(m, me, point, id);
    }, async () => { checked = await this.content.check(me.id, 'reward', { donor: input.donor }); });
  }
  /** Broken, spoilt or lost. @throws NOT_FOUND, STOCK_OUT when less than that is free */
  async damage(me: Me, id: number, input: DamageInput, key: string): Promise<ShelfRowView> {
    const point = await this.at(me, id), now = this.clock.now();
    return this.tx.once(me.id, key, 'rewards.damage', { id, ...input }, now, async (m) => {
      await writeOff(m, now, id, input.quantity, input.reason, me.id);
      await this.note(m, me, point, 'reward.damage', id, now, input);
      return this.row(m, me, point, id);
    });
  }
  private async at(me: Me, id: number): Promise<PointRow> {
    const point = await getPoint(this.tx.read, (await getReward(this.tx.read, id)).pickupPointId);
    me.require('reward.manage', point.path);
    return point;
  }
  private assertGood(bestBefore: string | undefined, now: number): void {
    if (isPastDay(bestBefore ?? null, now)) throw failFields({ bestBefore: '保质期已过，不能上架' });
  }
  private note(m: EntityManager, me: Me, point: PointRow, action: string, refId: number, at: number, detail: object): Promise<void> {
    return audit(m, { actorId: me.id, action, refType: 'reward', refId, areaId: point.areaId, detail, at });
  }
  private async row(m: EntityManager, me: Me, point: PointRow, id: number): Promise<ShelfRowView> {
    return (await this.views.shelfRows(m, me, point, [await getReward(m, id)]))[0]!;
  }
}
