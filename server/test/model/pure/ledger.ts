import { DAY_MS, LOT_YEARS, RESTORED_DAYS, dayOf, startOfDay, type EntryKind } from '@xianfeng/shared';
import type { Area, Tx, World } from './state.js';

/** Points as the model keeps them: accounts, lots, and what each transaction did to both. */
interface Posting { kind: EntryKind; who: number; area: Area | null; order?: number; available?: number; held?: number; earned?: number; spent?: number; expired?: number; adjusted?: number }
function post(w: World, p: Posting): Tx {
  const a = w.people[p.who]!;
  a.available += p.available ?? 0;
  a.held += p.held ?? 0;
  a.earned += p.earned ?? 0;
  a.spent += p.spent ?? 0;
  a.expired += p.expired ?? 0;
  a.adjusted += p.adjusted ?? 0;
  const tx: Tx = { id: 0, kind: p.kind, who: p.who, available: p.available ?? 0, balance: a.available, area: p.area, order: p.order ?? null, reversed: false, moves: [] };
  w.txs.push(tx);
  return tx;
}
/** Lots with something in them, the one that ends first leading; of two that end together the older one. */
const oldest = (w: World, who: number): number[] =>
  w.lots.map((l, i) => [l, i] as const).filter(([l]) => l.who === who && l.left > 0).sort(([a, i], [b, j]) => a.expiresAt - b.expiresAt || i - j).map(([, i]) => i);
function takeFrom(w: World, tx: Tx, lots: readonly number[], points: number): void {
  for (const lot of lots) {
    const some = Math.min(points, w.lots[lot]!.left);
    if (some === 0) continue;
    w.lots[lot]!.left -= some;
    tx.moves.push({ lot, points: -some });
    points -= some;
  }
}
function add(w: World, tx: Tx, points: number, expiresAt: number, first = expiresAt): void {
  if (points <= 0) return;
  w.lots.push({ who: tx.who, left: points, expiresAt, first });
  tx.moves.push({ lot: w.lots.length - 1, points });
}
/** The first moment of the day after the same day three years on; 29 February has 1 March. */
function threeYears(now: number): number {
  const [y, m, d] = dayOf(now).split('-').map(Number) as [number, number, number], year = y + LOT_YEARS, leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const last = m === 2 && d === 29 && !leap ? `${year}-03-01` : `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return startOfDay(last) + DAY_MS;
}
/** How much of what arrived can be spent: what fills a debt cannot. */
const spendable = (tx: Tx, points: number): number => (tx.balance <= 0 ? 0 : Math.min(tx.balance, points));

export function give(w: World, who: number, points: number, area: Area | null, kind: 'AWARD' | 'ADJUST'): void {
  const tx = post(w, { kind, who, area, available: points, [kind === 'AWARD' ? 'earned' : 'adjusted']: points });
  add(w, tx, spendable(tx, points), threeYears(w.now));
}
export function deduct(w: World, who: number, points: number, area: Area | null): void {
  takeFrom(w, post(w, { kind: 'ADJUST', who, area, available: -points, adjusted: -points }), oldest(w, who), points);
}
/** Why points cannot be taken for an order. */
export function cannotHold(w: World, who: number, points: number): string | null {
  const { available, frozen } = w.people[who]!;
  if (frozen) return 'POINTS_FROZEN';
  return available >= points ? null : available < 0 ? 'POINTS_DEBT' : 'POINTS_SHORT';
}
export function hold(w: World, order: number, who: number, points: number, area: Area): void {
  takeFrom(w, post(w, { kind: 'HOLD', who, area, order, available: -points, held: points }), oldest(w, who), points);
}
export function release(w: World, order: number, area: Area, cause: 'OWN' | 'HOUSE'): void {
  const { who, points } = w.orders[order]!, tx = post(w, { kind: 'RELEASE', who, area, order, available: points, held: -points });
  putBack(w, tx, w.txs.find((t) => t.kind === 'HOLD' && t.order === order)!, points, cause);
}
export function spend(w: World, order: number, area: Area): void {
  const { who, points } = w.orders[order]!;
  post(w, { kind: 'SPEND', who, area, order, held: -points, spent: points });
}
export function unspend(w: World, order: number, area: Area): void {
  const { who, points } = w.orders[order]!;
  w.txs.find((t) => t.kind === 'SPEND' && t.order === order)!.reversed = true;
  post(w, { kind: 'REVERSAL', who, area, order, held: points, spent: -points });
  release(w, order, area, 'HOUSE');
}
/** What came out of lots goes back, the longest-lived first; where its date is too near, or over, into a new lot with some time. */
function putBack(w: World, tx: Tx, from: Tx, points: number, cause: 'OWN' | 'HOUSE'): void {
  let left = spendable(tx, points);
  const taken = from.moves.filter((m) => m.points < 0).sort((a, b) => w.lots[b.lot]!.expiresAt - w.lots[a.lot]!.expiresAt || b.lot - a.lot);
  for (const m of taken) {
    const lot = w.lots[m.lot]!, some = Math.min(left, -m.points);
    if (some <= 0) return;
    left -= some;
    const month = RESTORED_DAYS * DAY_MS, least = cause === 'HOUSE' ? w.now + month : Math.min(w.now, lot.first) + month;
    const until = Math.max(lot.expiresAt, startOfDay(dayOf(least)));
    if (lot.expiresAt > w.now && until === lot.expiresAt) {
      lot.left += some;
      tx.moves.push({ lot: m.lot, points: some });
    } else add(w, tx, some, until, lot.first);
  }
}
export const REVERSIBLE: readonly EntryKind[] = ['AWARD', 'EXPIRE', 'ADJUST'];
export function reverse(w: World, old: Tx): void {
  const column = ({ AWARD: 'earned', EXPIRE: 'expired', ADJUST: 'adjusted' } as const)[old.kind as 'AWARD'];
  const tx = post(w, { kind: 'REVERSAL', who: old.who, area: old.area, available: -old.available, [column]: old.kind === 'EXPIRE' ? old.available : -old.available });
  old.reversed = true;
  if (old.available < 0) return putBack(w, tx, old, -old.available, 'HOUSE');
  const own = new Set(old.moves.map((m) => m.lot)), lots = oldest(w, old.who);
  takeFrom(w, tx, [...lots.filter((l) => own.has(l)), ...lots.filter((l) => !own.has(l))], old.available);
}
/** Every lot whose day has come, of whoever may exchange. */
export function expireLots(w: World): void {
  const due = w.lots.map((l, i) => [l, i] as const).filter(([l]) => l.left > 0 && l.expiresAt <= w.now && !w.people[l.who]!.frozen).sort(([a, i], [b, j]) => a.expiresAt - b.expiresAt || i - j);
  for (const [l, lot] of due) {
    const points = l.left;
    takeFrom(w, post(w, { kind: 'EXPIRE', who: l.who, area: null, available: -points, expired: points }), [lot], points);
  }
}
export function thaw(w: World, who: number): void {
  w.people[who]!.frozen = false;
  const until = startOfDay(dayOf(w.now + RESTORED_DAYS * DAY_MS));
  for (const l of w.lots) if (l.who === who && l.left > 0 && l.expiresAt < until) l.expiresAt = until;
}
