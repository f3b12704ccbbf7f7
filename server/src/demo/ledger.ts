import type { EntityManager } from 'typeorm';
import type { EntryKind, LedgerRef, TariffFacts } from '@xianfeng/shared';
import { accountChange, expiryOf, hashOfTx, intoLots, negated, postings, restoredExpiry, takeOldest, type AccountChange, type Lot, type Posting, type RestoreCause, type Taken } from '../credit/journal/journal.rules.js';
import { bulk, type PastIds, type Row } from './bulk.js';

interface Draft { kind: EntryKind; userId: number; areaId: number | null; actorId: number; refType: LedgerRef; refId: number; title: string; why: string; reversesId?: number; ruleVersion?: number; inputs?: string; reason?: string }
interface DemoLot extends Lot { txId: number; createdAt: number }
interface Book extends AccountChange { lots: DemoLot[] }
export interface DemoOrder { userId: number; points: number; title: string; redemptionId: number; areaId: number; actorId: number }
const about = (o: DemoOrder) => ({ userId: o.userId, title: o.title, areaId: o.areaId, actorId: o.actorId, refType: 'redemption' as const, refId: o.redemptionId });

/** The journal of a year, made in memory with the rules of the real one (credit/journal). Called in order of time. */
export class DemoLedger {
  private readonly txs: Row[] = [];
  private readonly entries: Row[] = [];
  private readonly moves: Row[] = [];
  private readonly books = new Map<number, Book>();
  /** What each hold took, for its return. */
  private readonly held = new Map<number, Taken[]>();
  private readonly spent = new Map<number, number>();
  constructor(private readonly ids: PastIds) {}
  available(userId: number): number {
    return this.book(userId).available;
  }
  award(at: number, a: { userId: number; points: number; title: string; why: string; logId: number; areaId: number; actorId: number; facts: TariffFacts }): number {
    const { points, logId, facts, ...rest } = a;
    const tx = this.post(at, { ...rest, kind: 'AWARD', refType: 'log', refId: logId, ruleVersion: 1, inputs: JSON.stringify(facts) }, postings('AWARD', points));
    this.newLot(at, a.userId, tx, intoLots(this.available(a.userId), points), expiryOf(at));
    return tx;
  }
  hold(at: number, o: DemoOrder): void {
    const tx = this.post(at, { ...about(o), kind: 'HOLD', why: '下单时占用，领取后扣除' }, postings('HOLD', o.points));
    this.held.set(o.redemptionId, this.take(o.userId, tx, o.points));
  }
  release(at: number, o: DemoOrder, why: string, cause: RestoreCause): void {
    const tx = this.post(at, { ...about(o), kind: 'RELEASE', why }, postings('RELEASE', o.points));
    let points = intoLots(this.available(o.userId), o.points);
    const lots = new Map(this.book(o.userId).lots.map((l) => [l.id, l]));
    for (const t of [...this.held.get(o.redemptionId)!].sort((a, b) => lots.get(b.lotId)!.expiresAt - lots.get(a.lotId)!.expiresAt || b.lotId - a.lotId)) {
      const lot = lots.get(t.lotId)!, some = Math.min(points, t.points), until = restoredExpiry(lot, at, cause);
      if (some <= 0) return;
      points -= some;
      if (until > lot.expiresAt || lot.expiresAt <= at) this.newLot(at, o.userId, tx, some, until, lot.firstExpiresAt);
      else this.move(tx, lot, some);
    }
  }
  spend(at: number, o: DemoOrder): void {
    this.spent.set(o.redemptionId, this.post(at, { ...about(o), kind: 'SPEND', why: `已领取，扣除占用的 ${o.points} 分` }, postings('SPEND', o.points)));
  }
  unspend(at: number, o: DemoOrder, reason: string): void {
    this.post(at, { ...about(o), kind: 'REVERSAL', why: '退货，冲正兑换支出', reversesId: this.spent.get(o.redemptionId)!, reason }, negated(postings('SPEND', o.points)));
    this.release(at, o, '退货，积分退回', 'HOUSE');
  }
  /** Points that were good already before: they come in by a correction and keep their date. The lot's id. */
  carryOver(at: number, c: { userId: number; points: number; areaId: number; actorId: number; correctionId: number; reason: string }, expiresAt: number): number {
    const tx = this.post(at, { userId: c.userId, areaId: c.areaId, actorId: c.actorId, kind: 'ADJUST', refType: 'correction', refId: c.correctionId, title: '积分更正', why: '经两位工作人员核准的更正', reason: c.reason }, postings('ADJUST', c.points));
    return this.newLot(at, c.userId, tx, c.points, expiresAt);
  }
  expire(at: number, userId: number, lotId: number): void {
    const lot = this.book(userId).lots.find((l) => l.id === lotId)!;
    if (lot.leftPoints === 0) return;
    const points = lot.leftPoints;
    const tx = this.post(at, { userId, areaId: null, actorId: 0, kind: 'EXPIRE', refType: 'lot', refId: lotId, title: '积分到期', why: `满有效期未使用，${points} 分到期` }, postings('EXPIRE', points));
    this.move(tx, lot, -points);
  }
  /** An award is taken back; what is spent of it already stays a debt. */
  reverseAward(at: number, txId: number, a: { userId: number; points: number; title: string; why: string; logId: number; areaId: number }, c: { actorId: number; reason: string }): void {
    const tx = this.post(at, { userId: a.userId, areaId: a.areaId, actorId: c.actorId, kind: 'REVERSAL', refType: 'log', refId: a.logId, reversesId: txId, title: a.title, why: `冲正：${a.why}`.slice(0, 200), reason: c.reason }, negated(postings('AWARD', a.points)));
    this.take(a.userId, tx, a.points, txId);
  }
  async write(m: EntityManager): Promise<void> {
    const lots: Row[] = [], accounts: Row[] = [];
    for (const [userId, { lots: own, ...sums }] of this.books) {
      accounts.push({ userId, ...sums, frozen: 0 });
      for (const l of own) lots.push({ id: l.id, userId, txId: l.txId, leftPoints: l.leftPoints, live: l.leftPoints > 0 ? 1 : 0, warned: 0, firstExpiresAt: l.firstExpiresAt, expiresAt: l.expiresAt, createdAt: l.createdAt });
    }
    await bulk(m, 'journal_tx', this.txs);
    await bulk(m, 'journal_entry', this.entries);
    await bulk(m, 'points_lot', lots);
    await bulk(m, 'lot_move', this.moves);
    await bulk(m, 'points_account', accounts);
  }

  private book(userId: number): Book {
    return this.books.get(userId) ?? this.books.set(userId, { available: 0, held: 0, earned: 0, spent: 0, expired: 0, adjusted: 0, lots: [] }).get(userId)!;
  }
  private post(at: number, d: Draft, entries: Posting[]): number {
    const book = this.book(d.userId), id = this.ids.at(at);
    for (const [name, by] of Object.entries(accountChange(entries)) as [keyof AccountChange, number][]) book[name] += by;
    if (book.held < 0 || (book.available < 0 && (d.kind === 'HOLD' || d.kind === 'EXPIRE'))) throw new Error(`${d.kind} of ${d.userId} at ${at} is not covered`);
    const t = { id, kind: d.kind, userId: d.userId, areaId: d.areaId, actorId: d.actorId, refType: d.refType, refId: d.refId, reversesId: d.reversesId ?? null, title: d.title, why: d.why, ruleVersion: d.ruleVersion ?? 0, inputs: d.inputs ?? null, reason: d.reason ?? null, balance: book.available, createdAt: at };
    this.txs.push({ ...t, hash: hashOfTx(t, entries) });
    entries.forEach((e, seq) => this.entries.push({ txId: id, seq, account: e.account, userId: e.account === 'AVAILABLE' || e.account === 'HELD' ? d.userId : null, amount: e.amount }));
    return id;
  }
  private newLot(at: number, userId: number, txId: number, points: number, expiresAt: number, firstExpiresAt = expiresAt): number {
    if (points <= 0) return 0;
    const lot = { id: this.ids.at(at), txId, leftPoints: 0, expiresAt, firstExpiresAt, createdAt: at };
    this.book(userId).lots.push(lot);
    this.move(txId, lot, points);
    return lot.id;
  }
  /** Oldest first; of `firstOf`'s own lot before the others. */
  private take(userId: number, txId: number, points: number, firstOf = 0): Taken[] {
    const lots = this.book(userId).lots, own = (l: DemoLot): number => (l.txId === firstOf ? 0 : 1);
    const taken = takeOldest(lots.filter((l) => l.leftPoints > 0).sort((a, b) => own(a) - own(b) || a.expiresAt - b.expiresAt || a.id - b.id), points);
    for (const t of taken) this.move(txId, lots.find((l) => l.id === t.lotId)!, -t.points);
    return taken;
  }
  private move(txId: number, lot: DemoLot, points: number): void {
    lot.leftPoints += points;
    this.moves.push({ txId, lotId: lot.id, points });
  }
}
