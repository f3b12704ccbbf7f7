import { DAY_MS, HOUR_MS, MINUTE_MS, PICKUP_DAYS, RETURN_DAYS, dayOf, startOfDay, weekdayOf, type LimitPeriod } from '@xianfeng/shared';
import { cannotHold, hold, release, spend, unspend } from './ledger.js';
import { barred, may, no, type Area, type Order, type Take, type Verdict, type World } from './state.js';

/** Shelves, orders and stock-takes. */
interface Answer { id: number; code: string | null }
const areaOf = (w: World, reward: number): Area => w.points[w.rewards[reward]!.point]!.area;
function cannotOrder(w: World, reward: number, quantity: number): string | null {
  const r = w.rewards[reward]!;
  if (!r.listed) return 'REWARD_OFF';
  if (r.bestBefore !== null && r.bestBefore < dayOf(w.now)) return 'INVALID';
  return r.stock < quantity ? 'STOCK_OUT' : null;
}
function since(period: LimitPeriod, now: number): number {
  const day = dayOf(now);
  if (period === 'MONTH') return startOfDay(`${day.slice(0, 7)}-01`);
  if (period === 'YEAR') return startOfDay(`${day.slice(0, 4)}-01-01`);
  if (period === 'WEEK') return startOfDay(day) - ((weekdayOf(now) + 6) % 7) * 24 * HOUR_MS;
  throw new Error(`no reward of the model is limited per ${period}`);
}
function overLimit(w: World, who: number, reward: number, quantity: number, without?: Order): boolean {
  const r = w.rewards[reward]!;
  if (r.perPerson === 0) return false;
  const from = since(r.period, w.now);
  const had = w.orders.filter((o) => o !== without && o.who === who && o.reward === reward && o.createdAt >= from && (o.status === 'HELD' || o.status === 'COLLECTED')).reduce((n, o) => n + o.quantity, 0);
  return had + quantity > r.perPerson;
}
function place(w: World, who: number, reward: number, quantity: number, { id, code }: Answer): void {
  const r = w.rewards[reward]!, points = r.price * quantity;
  w.orders.push({ id, code: code!, who, reward, quantity, points, status: 'HELD', createdAt: w.now, expiresAt: w.now + PICKUP_DAYS * DAY_MS, collectedAt: 0, offered: null });
  hold(w, w.orders.length - 1, who, points, areaOf(w, reward));
  r.stock -= quantity;
  r.reserved += quantity;
}
export function order(w: World, who: number, reward: number, quantity: number): Verdict {
  const refuse = cannotOrder(w, reward, quantity) ?? (overLimit(w, who, reward, quantity) ? 'REWARD_LIMIT' : null) ?? cannotHold(w, who, w.rewards[reward]!.price * quantity);
  return refuse ? no(refuse) : { apply: (a: Answer) => place(w, who, reward, quantity, a) };
}
function letGo(w: World, at: number, status: 'CANCELLED' | 'EXPIRED' | 'SUBSTITUTED', cause: 'OWN' | 'HOUSE'): void {
  const o = w.orders[at]!, r = w.rewards[o.reward]!;
  o.status = status;
  release(w, at, areaOf(w, o.reward), cause);
  r.stock += o.quantity;
  r.reserved -= o.quantity;
}
const waits = (w: World, o: Order): boolean => o.status === 'HELD' && o.expiresAt > w.now;
export function cancel(w: World, who: number, at: number): Verdict {
  const o = w.orders[at]!;
  if (o.who !== who) return no('NOT_FOUND');
  return o.status === 'HELD' ? { apply: () => letGo(w, at, 'CANCELLED', 'OWN') } : no('STATE');
}
/** Wrong tries of a keeper: ten in ten minutes stop him for ten. */
const TRIES = 10, PAUSE = 10 * MINUTE_MS;
export function collect(w: World, who: number, at: number): Verdict {
  const o = w.orders[at]!, mine = w.people[who]!.wrong;
  if (mine.lockedUntil > w.now) return no('PICKUP_LOCKED');
  if (!may(w, who, 'reward.collect', areaOf(w, o.reward))) return no('PICKUP_CODE');
  if (o.who === who) return no('OWN_GOODS');
  if (!waits(w, o)) return no('STATE');
  return {
    apply: () => {
      o.status = 'COLLECTED';
      o.collectedAt = w.now;
      spend(w, at, areaOf(w, o.reward));
      w.rewards[o.reward]!.reserved -= o.quantity;
    },
  };
}
/** A refused code counts although nothing else happens. */
export function countWrong(w: World, who: number): void {
  const t = w.people[who]!.wrong, fresh = t.since <= w.now - PAUSE;
  t.n = fresh ? 1 : t.n + 1;
  if (fresh) t.since = w.now;
  if (t.n >= TRIES) Object.assign(t, { n: 0, since: w.now, lockedUntil: w.now + PAUSE });
  else t.lockedUntil = 0;
}
function othersOrder(w: World, who: number, at: number, permission: 'reward.collect' | 'reward.manage'): string | null {
  const o = w.orders[at]!;
  return barred(w, who, permission, areaOf(w, o.reward)) ?? (o.who === who ? 'OWN_GOODS' : null);
}
export function callOff(w: World, who: number, at: number): Verdict {
  const refuse = othersOrder(w, who, at, 'reward.collect') ?? (w.orders[at]!.status === 'HELD' ? null : 'STATE');
  return refuse ? no(refuse) : { apply: () => letGo(w, at, 'CANCELLED', 'HOUSE') };
}
export function giveBack(w: World, who: number, at: number): Verdict {
  const o = w.orders[at]!, refuse = othersOrder(w, who, at, 'reward.manage');
  if (refuse) return no(refuse);
  if (o.status !== 'COLLECTED') return no('STATE');
  if (w.now >= o.collectedAt + RETURN_DAYS * DAY_MS) return no('RETURN_LATE');
  return {
    apply: () => {
      o.status = 'RETURNED';
      unspend(w, at, areaOf(w, o.reward));
      w.rewards[o.reward]!.stock += o.quantity;
    },
  };
}
export function substitute(w: World, who: number, at: number, reward: number): Verdict {
  const o = w.orders[at]!, refuse = othersOrder(w, who, at, 'reward.collect');
  if (refuse) return no(refuse);
  if (w.rewards[reward]!.point !== w.rewards[o.reward]!.point || reward === o.reward) return no('NOT_FOUND');
  const off = cannotOrder(w, reward, o.quantity) ?? (waits(w, o) && o.offered === null ? null : 'STATE');
  return off ? no(off) : { apply: () => void (o.offered = reward) };
}
export function accept(w: World, who: number, at: number): Verdict {
  const o = w.orders[at]!;
  if (o.who !== who) return no('NOT_FOUND');
  if (o.offered === null) return no('STATE');
  const other = o.offered, price = w.rewards[other]!.price * o.quantity, p = w.people[who]!;
  const refuse = cannotOrder(w, other, o.quantity) ?? (waits(w, o) ? null : 'STATE') ?? (overLimit(w, who, other, o.quantity, o) ? 'REWARD_LIMIT' : null);
  if (refuse) return no(refuse);
  // What the old order held comes back first.
  const after = p.available + o.points;
  if (p.frozen) return no('POINTS_FROZEN');
  if (after < price) return no(after < 0 ? 'POINTS_DEBT' : 'POINTS_SHORT');
  return {
    apply: (a: Answer) => {
      letGo(w, at, 'SUBSTITUTED', 'HOUSE');
      place(w, who, other, o.quantity, a);
    },
  };
}
export function decline(w: World, who: number, at: number): Verdict {
  const o = w.orders[at]!;
  if (o.who !== who) return no('NOT_FOUND');
  return waits(w, o) && o.offered !== null ? { apply: () => letGo(w, at, 'CANCELLED', 'HOUSE') } : no('STATE');
}
export function expireOrders(w: World): void {
  w.orders.map((o, i) => [o, i] as const).filter(([o]) => o.status === 'HELD' && o.expiresAt <= w.now).sort(([a, i], [b, j]) => a.expiresAt - b.expiresAt || i - j).forEach(([, i]) => letGo(w, i, 'EXPIRED', 'OWN'));
}
export function restock(w: World, who: number, reward: number, quantity: number, bestBefore: string | undefined): Verdict {
  const r = w.rewards[reward]!, refuse = barred(w, who, 'reward.manage', areaOf(w, reward));
  if (refuse) return no(refuse);
  if (bestBefore !== undefined && bestBefore < dayOf(w.now)) return no('INVALID');
  return {
    apply: () => {
      if (r.stock + r.reserved === 0) r.bestBefore = bestBefore ?? null;
      else if (bestBefore !== undefined && (r.bestBefore === null || bestBefore < r.bestBefore)) r.bestBefore = bestBefore;
      r.stock += quantity;
    },
  };
}
export function damage(w: World, who: number, reward: number, quantity: number): Verdict {
  const r = w.rewards[reward]!, refuse = barred(w, who, 'reward.manage', areaOf(w, reward)) ?? (r.stock < quantity ? 'STOCK_OUT' : null);
  return refuse ? no(refuse) : { apply: () => void (r.stock -= quantity) };
}
export function list(w: World, who: number, reward: number, listed: boolean): Verdict {
  const refuse = barred(w, who, 'reward.manage', areaOf(w, reward));
  return refuse ? no(refuse) : { apply: () => void (w.rewards[reward]!.listed = listed), idle: w.rewards[reward]!.listed === listed };
}
const lies = (w: World, reward: number): number => w.rewards[reward]!.stock + w.rewards[reward]!.reserved;
export function beginTake(w: World, who: number, point: number): Verdict {
  const refuse = barred(w, who, 'reward.manage', w.points[point]!.area) ?? (w.takes.some((t) => t.point === point && (t.status === 'OPEN' || t.status === 'COUNTED')) ? 'TAKE_OPEN' : null);
  if (refuse) return no(refuse);
  return {
    apply: (a: { id: number }) => {
      const lines = w.rewards.flatMap((r, reward) => (r.point === point && (r.listed || lies(w, reward) > 0) ? [{ reward, book: lies(w, reward), counted: null, by: null }] : []));
      w.takes.push({ id: a.id, point, status: 'OPEN', startedBy: who, lines });
    },
  };
}
/** What is written down of each line: the books and so many more (or fewer). */
export const countsOf = (w: World, take: Take, more: number): { reward: number; counted: number }[] => take.lines.map(({ reward }) => ({ reward, counted: Math.max(0, lies(w, reward) + more) }));
export function stepTake(w: World, who: number, at: number, step: 'count' | 'submit' | 'confirm' | 'drop', more: number): Verdict {
  const t = w.takes[at]!, refuse = barred(w, who, 'reward.manage', w.points[t.point]!.area);
  if (refuse) return no(refuse);
  const from = { count: ['OPEN'], submit: ['OPEN'], confirm: ['COUNTED'], drop: ['OPEN', 'COUNTED'] }[step];
  if (!from.includes(t.status)) return no('STATE');
  if (step === 'drop') return { apply: () => void (t.status = 'DROPPED') };
  if (step === 'count') {
    const counts = countsOf(w, t, more);
    return { apply: () => t.lines.forEach((l, i) => Object.assign(l, { book: lies(w, l.reward), counted: counts[i]!.counted, by: who })) };
  }
  if (step === 'submit') return t.lines.some((l) => l.counted === null) ? no('INVALID') : { apply: () => void (t.status = 'COUNTED') };
  if (t.startedBy === who || t.lines.some((l) => l.by === who)) return no('SECOND_PERSON');
  if (t.lines.some((l) => w.rewards[l.reward]!.stock + l.counted! - l.book < 0)) return no('INVALID');
  return {
    apply: () => {
      t.status = 'CONFIRMED';
      for (const l of t.lines) w.rewards[l.reward]!.stock += l.counted! - l.book;
    },
  };
}
