import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, PICKUP_DAYS, dayOf, type RedemptionStatus } from '@xianfeng/shared';
const TARIFF_VERSION = 1;
import { pickupCode, pickupHash } from '../credit/redemptions/pickup-code.js';
import type { Earning } from './board.js';
import { bulk, type PastIds, type Row } from './bulk.js';
import type { County, Person, Place } from './people.js';
import type { Chance } from './random.js';
import { GOODS } from './words.js';

/** A tenth of the reference county's year. */
export const REDEMPTIONS = 4_000;
interface Shelf { id: number; name: string; spec: string; unit: string; points: number; left: number; out: number; reserved: number }
interface Account { available: number; held: number; earned: number; spent: number }

/**
 * A year of earning and exchanging, walked in order of time, so that every balance was enough at its moment and every shelf
 * adds up: what came in = what is there + what waits + what was handed over.
 */
export async function seedCredit(m: EntityManager, chance: Chance, ids: PastIds, county: County, earnings: Earning[], secret: string, now: number): Promise<void> {
  const rows = { pickup_point: [] as Row[], reward: [] as Row[], stock_move: [] as Row[], redemption: [] as Row[], points_entry: [] as Row[], points_account: [] as Row[] };
  const opened = now - 380 * DAY_MS, first = county.communities[0]!;
  const shelves = new Map<number, { point: number; keeper: Person; goods: Shelf[] }>();
  const moves: { reward: number; kind: string; quantity: number; reserved: number; redemption: number | null; actor: number; at: number }[] = [];

  for (const community of county.communities) {
    const point = ids.at(opened), keeper = county.keepers.get(community.id)!;
    rows.pickup_point.push({ id: point, areaId: community.id, name: `${community.name}积分超市`, address: `${community.name}党群服务站一楼`, openHours: '周二、周五 15:00–18:00', phone: keeper.phone, createdAt: opened });
    const goods = (community === first ? GOODS : chance.some(GOODS, 7)).map((g) => {
      const id = ids.at(opened);
      return { id, name: g.name, spec: g.spec, unit: g.unit, points: g.points, left: g.stock, out: 0, reserved: 0, g };
    });
    shelves.set(community.id, { point, keeper, goods });
  }

  const accounts = new Map<number, Account>();
  const account = (userId: number): Account => accounts.get(userId) ?? accounts.set(userId, { available: 0, held: 0, earned: 0, spent: 0 }).get(userId)!;
  const enter = (userId: number, at: number, e: { kind: string; amount: number; held: number; refType: string; refId: number; title: string; why: string; communityId: number }): void =>
    void rows.points_entry.push({ id: ids.at(at), userId, kind: e.kind, amount: e.amount, heldAmount: e.held, balance: account(userId).available, refType: e.refType, refId: e.refId, title: e.title, why: e.why, communityId: e.communityId, ruleVersion: TARIFF_VERSION, inputs: null, createdAt: at });
  const home = new Map<number, Place>([...county.members, ...county.residents].map((p) => [p.id, p.community]));

  const steps: { at: number; run: () => void }[] = [];
  for (const e of earnings)
    steps.push({ at: e.at, run: () => {
      if (e.points === 0) return;
      const a = account(e.userId);
      a.available += e.points;
      a.earned += e.points;
      enter(e.userId, e.at, { kind: 'EARN', amount: e.points, held: 0, refType: 'log', refId: e.logId, title: e.title, why: e.why, communityId: e.communityId });
    } });
  let orders = 0;
  const settle: { at: number; run: () => void }[] = [];
  const order = (userId: number, at: number, waits = false): void => {
    const community = home.get(userId)!, shelf = shelves.get(community.id)!, a = account(userId);
    const can = shelf.goods.filter((s) => s.points <= a.available);
    if (can.length === 0) return;
    const what = chance.pick(can), id = ids.at(at);
    orders += 1;
    a.available -= what.points;
    a.held += what.points;
    const about = { refType: 'redemption', refId: id, title: what.name, communityId: community.id };
    enter(userId, at, { ...about, kind: 'HOLD', amount: -what.points, held: what.points, why: '下单时占用，领取后扣除' });
    moves.push({ reward: what.id, kind: 'RESERVE', quantity: -1, reserved: 1, redemption: id, actor: userId, at });
    const recent = now - at < 9 * DAY_MS, r = chance.next();
    const status: RedemptionStatus = waits ? 'HELD' : r < 0.93 ? 'COLLECTED' : r < 0.97 || recent ? 'CANCELLED' : 'EXPIRED';
    const settledAt = status === 'HELD' ? null : Math.min(status === 'EXPIRED' ? at + PICKUP_DAYS * DAY_MS : at + chance.whole(2, 96) * HOUR_MS, now - HOUR_MS);
    const row: Row = { id, userId, rewardId: what.id, pickupPointId: shelf.point, name: what.name, spec: what.spec, unit: what.unit, quantity: 1, points: what.points, status, codeHash: pickupHash(secret, pickupCode(secret, id)), createdAt: at, expiresAt: at + PICKUP_DAYS * DAY_MS, settledAt, keeperId: status === 'COLLECTED' ? shelf.keeper.id : null };
    rows.redemption.push(row);
    if (settledAt === null) { what.reserved += 1; return; }
    if (status === 'COLLECTED') what.out += 1;
    settle.push({ at: settledAt, run: () => {
      a.held -= what.points;
      if (status === 'COLLECTED') {
        a.spent += what.points;
        enter(userId, settledAt, { ...about, kind: 'SPEND', amount: 0, held: -what.points, why: `已领取，扣除占用的 ${what.points} 分` });
        moves.push({ reward: what.id, kind: 'ISSUE', quantity: 0, reserved: -1, redemption: id, actor: shelf.keeper.id, at: settledAt });
      } else {
        a.available += what.points;
        enter(userId, settledAt, { ...about, kind: 'RELEASE', amount: what.points, held: -what.points, why: status === 'EXPIRED' ? '过期未领，积分退回' : '本人取消，积分退回' });
        moves.push({ reward: what.id, kind: 'RELEASE', quantity: 1, reserved: -1, redemption: id, actor: userId, at: settledAt });
      }
    } });
  };
  // A chance to order after each earning; what was ordered is settled when its time has come.
  const walk = [...steps].sort((x, y) => x.at - y.at);
  const due = (at: number): void => {
    settle.sort((x, y) => x.at - y.at);
    while (settle.length > 0 && settle[0]!.at <= at) settle.shift()!.run();
  };
  const earners = [...earnings].sort((x, y) => x.at - y.at);
  walk.forEach((step, i) => {
    due(step.at);
    step.run();
    const left = walk.length - i, wanted = (REDEMPTIONS - orders) / left;
    if (chance.next() < wanted * 1.15) order(earners[Math.max(0, i - chance.whole(0, 200))]!.userId, step.at + 60_000 > now ? step.at : step.at + 60_000);
  });
  due(now);
  // What waits on the shelves this morning.
  for (const community of county.communities) {
    const here = [...accounts.keys()].filter((id) => home.get(id) === community);
    for (const userId of chance.some(here, community === first ? 5 : 2)) order(userId, now - chance.whole(3, 100) * HOUR_MS, true);
  }

  for (const { point, keeper, goods } of shelves.values())
    for (const s of goods as (Shelf & { g: (typeof GOODS)[number] })[]) {
      rows.reward.push({ id: s.id, pickupPointId: point, kind: s.g.kind, name: s.name, spec: s.spec, unit: s.unit, points: s.points, stock: s.left, reserved: s.reserved, donor: s.g.donor, bestBefore: s.g.kind === 'GOODS' && s.points > 100 ? dayOf(now + 240 * DAY_MS) : null, perPerson: s.points >= 100 ? 1 : 0, createdAt: opened });
      moves.push({ reward: s.id, kind: s.g.donor ? 'DONATION' : 'PURCHASE', quantity: s.left + s.out + s.reserved, reserved: 0, redemption: null, actor: keeper.id, at: opened });
    }
  for (const v of moves.sort((x, y) => x.at - y.at)) rows.stock_move.push({ id: ids.at(v.at), rewardId: v.reward, kind: v.kind, quantity: v.quantity, reservedQuantity: v.reserved, redemptionId: v.redemption, actorId: v.actor, createdAt: v.at });
  for (const [userId, a] of accounts) rows.points_account.push({ userId, ...a });
  for (const [table, list] of Object.entries(rows)) await bulk(m, table, list);
}
