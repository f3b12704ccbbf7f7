import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, dayOf, monthOf, startOfDay, type StockMoveKind } from '@xianfeng/shared';
import { bulk, type PastIds, type Row } from './bulk.js';
import type { Place, Person } from './people.js';
import { GOODS } from './words.js';

type Goods = (typeof GOODS)[number];
export interface Shelf { id: number; pointId: number; goods: Goods; keeper: Person; /** Nothing of it is left this morning. */ empty: boolean }
interface Move { shelf: Shelf; kind: StockMoveKind; quantity: number; reserved: number; redemption: number | null; take: number | null; reason: string | null; actor: number; at: number }

/** Pickup points and what lies there: what is taken is written down first, then what must have come in each month so that nothing was ever below zero. */
export class DemoShelves {
  readonly points = new Map<number, { id: number; keeper: Person; shelves: Shelf[] }>();
  private readonly moves: Move[] = [];
  private readonly rows = { pickup_point: [] as Row[], reward: [] as Row[], stock_move: [] as Row[], stock_take: [] as Row[], stock_take_line: [] as Row[], reward_wait: [] as Row[] };
  constructor(private readonly ids: PastIds, private readonly opened: number, private readonly now: number) {}
  open(community: Place, keeper: Person, goods: readonly Goods[], emptied: readonly string[]): void {
    const id = this.ids.at(this.opened);
    this.rows.pickup_point.push({ id, areaId: community.id, name: `${community.name}积分超市`, address: `${community.name}党群服务站一楼`, openHours: '周二、周五 15:00–18:00', phone: keeper.phone, createdAt: this.opened });
    this.points.set(community.id, { id, keeper, shelves: goods.map((g) => ({ id: this.ids.at(this.opened), pointId: id, goods: g, keeper, empty: emptied.includes(g.name) })) });
  }
  reserve(at: number, shelf: Shelf, redemption: number, actor: number): void {
    this.push({ shelf, kind: 'RESERVE', quantity: -1, reserved: 1, redemption, actor, at });
  }
  putBack(at: number, shelf: Shelf, redemption: number, actor: number): void {
    this.push({ shelf, kind: 'RELEASE', quantity: 1, reserved: -1, redemption, actor, at });
  }
  issue(at: number, shelf: Shelf, redemption: number, actor: number): void {
    this.push({ shelf, kind: 'ISSUE', quantity: 0, reserved: -1, redemption, actor, at });
  }
  back(at: number, shelf: Shelf, redemption: number, actor: number): void {
    this.push({ shelf, kind: 'BACK', quantity: 1, reserved: 0, redemption, actor, at });
  }
  /** Counted by one, confirmed by another an hour later: of one thing a piece was missing. */
  count(communityId: number, at: number, confirmer: Person): void {
    const { id: pointId, keeper, shelves } = this.points.get(communityId)!, takeId = this.ids.at(at), missing = shelves[4]!;
    this.rows.stock_take.push({ id: takeId, pickupPointId: pointId, live: null, status: 'CONFIRMED', startedBy: keeper.id, startedAt: at, confirmedBy: confirmer.id, confirmedAt: at + HOUR_MS });
    this.push({ shelf: missing, kind: 'COUNT', quantity: -1, reserved: 0, redemption: null, take: takeId, actor: confirmer.id, at: at + HOUR_MS });
    for (const shelf of shelves) this.rows.stock_take_line.push({ takeId, rewardId: shelf.id, book: 0, counted: shelf === missing ? -1 : 0, countedBy: keeper.id, note: shelf === missing ? '少一件，货架后面也没有' : '' });
  }
  spoil(shelf: Shelf, at: number, quantity: number, reason: string): void {
    this.push({ shelf, kind: 'DAMAGE', quantity: -quantity, reserved: 0, redemption: null, actor: shelf.keeper.id, at, reason });
  }
  wait(shelf: Shelf, person: Person, at: number): void {
    this.rows.reward_wait.push({ id: this.ids.at(at), rewardId: shelf.id, userId: person.id, live: 1, createdAt: at, toldAt: null });
  }
  async write(m: EntityManager): Promise<void> {
    for (const { shelves } of this.points.values()) for (const shelf of shelves) this.fill(shelf);
    for (const v of this.moves.sort((a, b) => a.at - b.at))
      this.rows.stock_move.push({ id: this.ids.at(v.at), pickupPointId: v.shelf.pointId, rewardId: v.shelf.id, kind: v.kind, quantity: v.quantity, reservedQuantity: v.reserved, redemptionId: v.redemption, takeId: v.take, reason: v.reason, actorId: v.actor, createdAt: v.at });
    for (const [table, list] of Object.entries(this.rows)) await bulk(m, table, list);
  }

  private push(v: Omit<Move, 'take' | 'reason'> & Partial<Move>): void {
    this.moves.push({ take: null, reason: null, ...v });
  }
  /** What came in at the beginning of each month, so that each day's demand was met and this morning's stock is what the list says. */
  private fill(shelf: Shelf): void {
    const { goods, keeper } = shelf, source = goods.donor ? 'DONATION' : 'PURCHASE';
    const mine = this.moves.filter((v) => v.shelf === shelf).sort((a, b) => a.at - b.at);
    const comeIn = (at: number, quantity: number): void => this.push({ shelf, kind: source, quantity, reserved: 0, redemption: null, actor: keeper.id, at });
    let stock = shelf.empty ? 0 : goods.stock, i = 0;
    if (stock > 0) comeIn(this.opened, stock);
    while (i < mine.length) {
      const month = monthOf(mine[i]!.at), from = i;
      let left = stock, least = stock;
      for (; i < mine.length && monthOf(mine[i]!.at) === month; i++) least = Math.min(least, (left += mine[i]!.quantity));
      const need = Math.max(0, (shelf.empty ? 0 : goods.stock) - least);
      if (need > 0) comeIn(Math.max(this.opened, Math.min(startOfDay(`${month}-01`) + 9 * HOUR_MS, mine[from]!.at - HOUR_MS)), need);
      stock = left + need;
    }
    if (shelf.empty && stock > 0) {
      this.spoil(shelf, this.now - HOUR_MS / 2, stock, '包装破损，不再兑换');
      stock = 0;
    }
    const reserved = mine.reduce((n, v) => n + v.reserved, 0);
    for (const line of this.rows.stock_take_line.filter((l) => l.rewardId === shelf.id)) {
      const at = this.rows.stock_take.find((t) => t.id === line.takeId)!.startedAt as number;
      line.book = this.moves.reduce((n, v) => (v.shelf === shelf && v.at <= at ? n + v.quantity + v.reserved : n), 0);
      line.counted = line.book + (line.counted as number);
    }
    const dear = goods.points >= 100;
    this.rows.reward.push({
      id: shelf.id, pickupPointId: shelf.pointId, kind: goods.kind, name: goods.name, spec: goods.spec, unit: goods.unit, points: goods.points, stock, reserved, donor: goods.donor, bestBefore: goods.goodDays ? dayOf(this.now + goods.goodDays * DAY_MS) : null,
      perPerson: dear ? 1 : 0, limitPeriod: dear ? 'QUARTER' : 'MONTH', costFen: goods.points * 10, intro: goods.intro, listed: 1, createdAt: this.opened,
    });
  }
}
