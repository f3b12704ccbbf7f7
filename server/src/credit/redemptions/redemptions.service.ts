import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, LIMIT_PERIODS, MINUTE_MS, type CollectInput, type OrderInput, type Page, type PageQuery, type RedemptionAction, type RedemptionQuery, type RedemptionView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { AppError, fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { Jobs } from '../../lib/jobs.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { hold, release, spend } from '../journal/journal.store.js';
import { isPastDay, periodBegins } from '../shelf/shelf.rules.js';
import { pointView } from '../shelf/shelf.service.js';
import { getPoint, getReward, issue, pointsByIds, putBack, reserve, takenSince, type PointRow, type RewardRow } from '../shelf/stock.store.js';
import { pickupCode, pickupHash, readPickupCode } from './pickup-code.js';
import { dueRedemptions, findByCode, getRedemption, insertRedemption, redemptionsAt, redemptionsOf, step, type RedemptionRow } from './redemptions.store.js';
import { expiresAt, redemptionFlow } from './redemptions.rules.js';
import { countWrong, lockedUntil } from './tries.store.js';

const EXPIRE_EVERY_MS = 5 * MINUTE_MS;
const EXPIRE_BATCH = 100;
/** An order and where it waits. */
interface Found { row: RedemptionRow; point: PointRow }

@Injectable()
export class RedemptionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, jobs: Jobs) {
    jobs.add('redemptions-expire', EXPIRE_EVERY_MS, () => this.expireDue());
  }
  /**
   * Holds the points and reserves the goods, both or neither.
   * @throws CONSENT_NEEDED, NOT_FOUND, INVALID (past its day), REWARD_LIMIT, POINTS_SHORT, STOCK_OUT
   */
  async order(me: Me, input: OrderInput, key: string): Promise<RedemptionView> {
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    const now = this.clock.now();
    const id = await this.tx.once(me.id, key, 'redemptions.order', input, now, async (m) => {
      await takeTurn(m, me.id);
      const reward = await getReward(m, input.rewardId);
      await this.assertMayOrder(m, me.id, reward, input.quantity, now);
      return this.place(m, me.id, reward, input.quantity, now);
    });
    return this.view(me, await this.find(id));
  }
  /** Free until it is collected: points and goods return. @throws NOT_FOUND for another's, STATE */
  async cancel(me: Me, id: number, key: string): Promise<RedemptionView> {
    const { row, point } = await this.find(id), now = this.clock.now();
    me.requireSelf(row.userId);
    await this.tx.once(me.id, key, 'redemptions.cancel', { id }, now, async (m) => {
      await step(m, now, id, 'cancel');
      await this.giveBack(m, { row, point }, me.id, '兑换已取消，占用的积分退回', 'redemption.cancel', now);
      return id;
    });
    return this.view(me, await this.find(id));
  }
  async get(me: Me, id: number): Promise<RedemptionView> {
    const found = await this.find(id);
    me.requireSelfOr(found.row.userId, 'reward.collect', found.point.path);
    return this.view(me, found);
  }
  async mine(me: Me, { after }: PageQuery): Promise<Page<RedemptionView>> {
    return this.page(me, await redemptionsOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS));
  }
  /** Orders that wait (or waited) at a point. */
  async orders(me: Me, { pickupPointId, status, after }: RedemptionQuery): Promise<Page<RedemptionView>> {
    me.require('reward.collect', (await getPoint(this.tx.read, pickupPointId)).path);
    return this.page(me, await redemptionsAt(this.tx.read, pickupPointId, status, beforeId(after), PAGE_ROWS));
  }
  /** What belongs to a code, before anything is handed over. @throws PICKUP_CODE, PICKUP_LOCKED */
  async lookUp(me: Me, { code }: CollectInput): Promise<RedemptionView> {
    return this.view(me, await this.byCode(me, code));
  }
  /** Handed over: once, by one keeper. @throws PICKUP_CODE, PICKUP_LOCKED, STATE */
  async collect(me: Me, { code }: CollectInput, key: string): Promise<RedemptionView> {
    const { row, point } = await this.byCode(me, code), now = this.clock.now();
    await this.tx.once(me.id, key, 'redemptions.collect', { id: row.id }, now, async (m) => {
      await step(m, now, row.id, 'collect', me.id);
      await spend(m, now, reserved(row, point, me.id));
      await issue(m, now, row, me.id);
      await audit(m, { actorId: me.id, action: 'redemption.collect', refType: 'redemption', refId: row.id, areaId: point.areaId, at: now });
      await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `已领取 ${what(row)}`, body: `在${point.name}领取，使用 ${row.points} 分。如有不符，请联系兑换点。`, link: linkTo(row.id) }]);
      return row.id;
    });
    return this.view(me, await this.find(row.id));
  }
  /** Orders whose time is over: everything returns, and the person is told. Any number of processes may run it. */
  async expireDue(): Promise<void> {
    const now = this.clock.now();
    for (let ids = await dueRedemptions(this.tx.read, now, EXPIRE_BATCH); ids.length > 0; ids = await dueRedemptions(this.tx.read, now, EXPIRE_BATCH)) {
      for (const id of ids) await this.expire(id, now);
    }
  }
  private async expire(id: number, now: number): Promise<void> {
    const found = await this.find(id), { row, point } = found;
    try {
      await this.tx.run(async (m) => {
        await step(m, now, id, 'expire');
        await this.giveBack(m, found, 0, '超过领取期限，占用的积分退回', 'redemption.expire', now);
        await notify(m, now, [{ userId: row.userId, kind: 'REDEMPTION', title: `${what(row)} 已过领取期限`, body: `没有扣分，${row.points} 分已退回。还需要的话可以重新兑换。`, link: `/packages/more/pages/reward/index?id=${row.rewardId}&point=${point.id}` }]);
      });
    } catch (e) {
      // Collected, cancelled or expired by another process a moment ago.
      if (!(e instanceof AppError && e.code === 'STATE')) throw e;
    }
  }
  private async assertMayOrder(m: EntityManager, userId: number, reward: RewardRow, quantity: number, now: number): Promise<void> {
    if (isPastDay(reward.bestBefore, now)) throw failFields({ rewardId: '已过保质期，暂停兑换' });
    if (reward.perPerson === 0) return;
    const taken = (await takenSince(m, userId, [reward.id], periodBegins(reward.limitPeriod, now))).get(reward.id) ?? 0;
    if (taken + quantity > reward.perPerson) throw fail('REWARD_LIMIT', { period: LIMIT_PERIODS[reward.limitPeriod], limit: reward.perPerson });
  }
  /** Own points first, the shelf that everybody shares last: its row is locked for the shortest time. */
  private async place(m: EntityManager, userId: number, reward: RewardRow, quantity: number, now: number): Promise<number> {
    const point = await getPoint(m, reward.pickupPointId), id = newId();
    const row = { id, userId, rewardId: reward.id, pickupPointId: point.id, name: reward.name, spec: reward.spec, unit: reward.unit, quantity, points: reward.points * quantity };
    await hold(m, now, reserved(row, point, userId));
    await insertRedemption(m, { ...row, codeHash: pickupHash(this.config.secret, pickupCode(this.config.secret, id)), createdAt: now, expiresAt: expiresAt(now) });
    await audit(m, { actorId: userId, action: 'redemption.order', refType: 'redemption', refId: id, areaId: point.areaId, detail: { rewardId: reward.id, quantity, points: row.points }, at: now });
    await reserve(m, now, row, userId);
    return id;
  }
  private async giveBack(m: EntityManager, { row, point }: Found, actorId: number, why: string, action: string, now: number): Promise<void> {
    await release(m, now, reserved(row, point, actorId), why, 'OWN');
    await putBack(m, now, row, actorId);
    await audit(m, { actorId, action, refType: 'redemption', refId: row.id, areaId: point.areaId, at: now });
  }
  private async find(id: number): Promise<Found> {
    const row = await getRedemption(this.tx.read, id);
    return { row, point: await getPoint(this.tx.read, row.pickupPointId) };
  }
  /** Counting and looking up are one transaction in the keeper's turn: a hundred guesses at once are still counted one by one. */
  private async byCode(me: Me, text: string): Promise<Found> {
    const code = readPickupCode(text), now = this.clock.now();
    const answer = await this.tx.run(async (m): Promise<Found | { until: number } | null> => {
      await takeTurn(m, me.id);
      const until = await lockedUntil(m, me.id, now);
      if (until > 0) return { until };
      const row = code === null ? null : await findByCode(m, pickupHash(this.config.secret, code));
      const point = row && (await getPoint(m, row.pickupPointId));
      if (row && point && me.may('reward.collect', point.path)) return { row, point };
      await countWrong(m, me.id, now);
      return null;
    });
    if (answer === null) throw fail('PICKUP_CODE');
    if ('until' in answer) throw fail('PICKUP_LOCKED', { minutes: Math.ceil((answer.until - now) / MINUTE_MS) });
    return answer;
  }
  private async page(me: Me, rows: readonly RedemptionRow[]): Promise<Page<RedemptionView>> {
    const points = await pointsByIds(this.tx.read, rows.map((r) => r.pickupPointId));
    return pageOf(rows, (row) => this.view(me, { row, point: points.get(row.pickupPointId)! }), (row) => String(row.id));
  }
  private view(me: Me, { row, point }: Found): RedemptionView {
    const { userId, pickupPointId: _, settledAt, ...shown } = row;
    const isOwner = userId === me.id, waits = row.status === 'HELD' && this.clock.now() < row.expiresAt;
    const may: Partial<Record<string, boolean>> = { cancel: isOwner, collect: waits && me.may('reward.collect', point.path) };
    return {
      ...shown, channel: 'APP', settledAt, reason: null, substitute: null, replacedBy: null, pickupPoint: pointView(point, false), code: isOwner && waits ? pickupCode(this.config.secret, row.id) : null,
      collectedAt: row.status === 'COLLECTED' ? settledAt : null, actions: redemptionFlow.actions(row.status).filter((a): a is RedemptionAction & typeof a => may[a] === true),
    };
  }
}
type Named = Pick<RedemptionRow, 'name' | 'quantity' | 'unit'>;
const what = ({ name, quantity, unit }: Named): string => `${name} ${quantity}${unit}`;
const linkTo = (id: number): string => `/packages/more/pages/order/index?id=${id}`;
const reserved = (row: Named & Pick<RedemptionRow, 'id' | 'userId' | 'points'>, point: PointRow, actorId: number) => ({ userId: row.userId, points: row.points, title: `兑换 ${what(row)}`, redemptionId: row.id, areaId: point.areaId, actorId });
