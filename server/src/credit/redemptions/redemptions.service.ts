import { Inject, Injectable } from '@nestjs/common';
import { CONSENTS, MINUTE_MS, type OrderInput, type Page, type PageQuery, type RedemptionView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { AppError, fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { Jobs } from '../../lib/jobs.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { putBack, reserve } from '../shelf/stock.store.js';
import { letGo, place, undo } from './orders.store.js';
import { RedemptionViews } from './redemptions.views.js';
import { assertOrderable, what } from './redemptions.rules.js';
import { dueRedemptions, getRedemption, orderable, redemptionsOf, type Orderable } from './redemptions.store.js';

const EXPIRE_EVERY_MS = 5 * MINUTE_MS;
const EXPIRE_BATCH = 100;

/** What a person does with his own orders, and what time does with them. */
@Injectable()
export class RedemptionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly views: RedemptionViews, jobs: Jobs) {
    jobs.add('redemptions-expire', EXPIRE_EVERY_MS, () => this.expireDue());
  }
  /**
   * Holds the points and reserves the goods, both or neither. What cannot be had is refused before the transaction: a goods rush
   * must not stand in line for a row that says "gone".
   * @throws CONSENT_NEEDED, NOT_FOUND, REWARD_OFF, INVALID (past its day), REWARD_LIMIT, POINTS_SHORT, POINTS_DEBT, POINTS_FROZEN, STOCK_OUT
   */
  async order(me: Me, input: OrderInput, key: string): Promise<RedemptionView> {
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    const now = this.clock.now();
    let goods!: Orderable;
    const view = await this.tx.once(me.id, key, 'redemptions.order', input, now, async (m) => {
      // Without a limit per person his orders need no line of their own: his account's row is one.
      if (goods.reward.perPerson > 0) await takeTurn(m, me.id);
      const found = await place(m, now, goods, { who: me, quantity: input.quantity, actorId: me.id, channel: 'APP', secret: this.config.secret });
      await reserve(m, now, found.row, me.id);
      return this.views.plain(me, found, now);
    }, async () => {
      goods = await orderable(this.tx.prepared, input.rewardId);
      assertOrderable(goods.reward, input.quantity, now);
    });
    return this.views.withCode(view);
  }
  /** Free until it is collected: points and goods return. @throws NOT_FOUND for another's, STATE */
  async cancel(me: Me, id: number, key: string): Promise<RedemptionView> {
    const found = await this.views.found(this.tx.read, id), now = this.clock.now();
    me.requireSelf(found.row.userId);
    return this.tx.once(me.id, key, 'redemptions.cancel', { id }, now, async (m) => {
      await undo(m, now, found, { action: 'cancel', actorId: me.id }, '兑换已取消，占用的积分退回');
      return this.views.kept(m, me, found, now);
    });
  }
  /**
   * The owner's yes to another thing: the old order ends and a new one takes its place, at its own price and limits, or nothing
   * happens. The answer is the new order.
   * @throws NOT_FOUND, STATE, and what `order` throws
   */
  async acceptSubstitute(me: Me, id: number, key: string): Promise<RedemptionView> {
    const old = await this.views.found(this.tx.read, id), now = this.clock.now();
    me.requireSelf(old.row.userId);
    if (old.row.offeredId === null) throw fail('STATE');
    const { quantity, offeredId } = old.row;
    let goods!: Orderable;
    const view = await this.tx.once(me.id, key, 'redemptions.acceptSubstitute', { id }, now, async (m) => {
      await takeTurn(m, me.id);
      const replacedBy = newId();
      await letGo(m, now, old, { action: 'replace', actorId: me.id, replacedBy }, '换成别的，占用的积分退回');
      const found = await place(m, now, goods, { id: replacedBy, who: me, quantity, actorId: me.id, channel: 'APP', secret: this.config.secret });
      // Two shelves: the older row first, whoever exchanges what for what.
      const moves = [{ rewardId: old.row.rewardId, run: () => putBack(m, now, old.row, me.id) }, { rewardId: offeredId, run: () => reserve(m, now, found.row, me.id) }];
      for (const move of moves.sort((a, b) => a.rewardId - b.rewardId)) await move.run();
      return this.views.plain(me, found, now);
    }, async () => {
      goods = await orderable(this.tx.prepared, offeredId);
      assertOrderable(goods.reward, quantity, now);
    });
    return this.views.withCode(view);
  }
  /** The owner's no: everything returns. @throws NOT_FOUND, STATE */
  async declineSubstitute(me: Me, id: number, key: string): Promise<RedemptionView> {
    const found = await this.views.found(this.tx.read, id), now = this.clock.now();
    me.requireSelf(found.row.userId);
    return this.tx.once(me.id, key, 'redemptions.declineSubstitute', { id }, now, async (m) => {
      await undo(m, now, found, { action: 'decline', actorId: me.id }, '没有换成别的，占用的积分退回');
      return this.views.kept(m, me, found, now);
    });
  }
  async get(me: Me, id: number): Promise<RedemptionView> {
    const { row, point } = await this.views.found(this.tx.read, id);
    me.requireSelfOr(row.userId, 'reward.collect', point.path);
    return this.views.one(this.tx.read, me, row, this.clock.now());
  }
  async mine(me: Me, { after }: PageQuery): Promise<Page<RedemptionView>> {
    const rows = await redemptionsOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS), views = await this.views.all(this.tx.read, me, rows, this.clock.now());
    return pageOf(rows, (row) => views.get(row.id)!, (row) => String(row.id));
  }
  /** Orders whose time is over: everything returns, and the person is told. Any number of processes may run it. One order's trouble does not stop the others. */
  async expireDue(): Promise<void> {
    const now = this.clock.now(), failed: unknown[] = [];
    let from = { expiresAt: 0, id: 0 };
    for (let due = await dueRedemptions(this.tx.read, now, from, EXPIRE_BATCH); due.length > 0; due = await dueRedemptions(this.tx.read, now, from, EXPIRE_BATCH)) {
      for (const { id } of due) await this.expire(id, now).catch((e: unknown) => failed.push(e));
      from = due.at(-1)!;
    }
    if (failed.length > 0) throw new AggregateError(failed, `${failed.length} orders could not be ended: ${String(failed[0])}`);
  }
  private async expire(id: number, now: number): Promise<void> {
    const found = await this.views.found(this.tx.read, id), { row, point } = found;
    try {
      await this.tx.run(async (m) => {
        await undo(m, now, found, { action: 'expire', actorId: 0 }, '超过领取期限，占用的积分退回');
        await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `${what(row)} 已过领取期限`, body: `没有扣分，${row.points} 分已退回。还需要的话可以重新兑换。`, link: `/packages/more/pages/reward/index?id=${row.rewardId}&point=${point.id}` }]);
      });
    } catch (e) {
      // Collected, cancelled or expired by another process a moment ago. What still waits cannot be ended: its books are wrong.
      if (!(e instanceof AppError && e.code === 'STATE') || (await getRedemption(this.tx.read, id)).status === 'HELD') throw e;
    }
  }
}
