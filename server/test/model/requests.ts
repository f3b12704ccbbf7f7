import { HOUR_MS, MINUTE_MS, addDays, dayOf, type TaskKind } from '@xianfeng/shared';
import type { Me } from '../../src/http/me.js';
import type { House } from './house.js';
import * as board from './pure/board.js';
import * as office from './pure/office.js';
import * as shop from './pure/shop.js';
import { indices, recent, type Area, type Verdict, type World } from './pure/state.js';

/** One thing that somebody may ask of the service: by whom and about what (`at`, `n`: what is chosen besides). */
export interface Choice { who: number; at: number; n: number }
export interface Spec {
  name: string; weight: number; choices: (w: World, n: number) => Choice[]; verdict: (w: World, c: Choice) => Verdict;
  call: (h: House, w: World, c: Choice, me: Me, key: string) => Promise<unknown>;
  /** Carries no key: a repeat is another request. */ unkeyed?: true;
  /** What even a refusal leaves behind. */ refused?: (w: World, c: Choice, code: string) => void;
}
const about = (list: (w: World) => readonly unknown[]) => (w: World, n: number): Choice[] => recent(list(w)).flatMap((at) => indices(w.people).map((who) => ({ who, at, n })));
const anybody = (w: World, n: number): Choice[] => indices(w.people).map((who) => ({ who, at: 0, n }));
const REASON = { reason: '核对后的说明' };
export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const KINDS: readonly TaskKind[] = ['CLEAN', 'ELDER', 'EMERGENCY', 'CLEAN', 'NOTICE'];
/** What a random number says of a new task. */
function task(w: World, { at, n }: Choice): board.NewTask {
  const startsAt = w.now + pick([20, 40, 90, 300, 24 * 60, 1], n) * MINUTE_MS, hours = pick([2, 1, 3.5, 5, 12], Math.floor(n / 6));
  return { area: pick<Area>(['A', 'B'], at), kind: pick(KINDS, Math.floor(n / 30)), startsAt, endsAt: startsAt + hours * HOUR_MS, places: pick([1, 2, 1, 3], Math.floor(n / 150)) };
}
const ADJUST = [30, -10, 200, -60, 9_000] as const;
const DELTAS = [0, 1, -1, -3] as const;
/** One log, or several of them with some that cannot be verified among them. */
const chosen = (w: World, { at, n }: Choice): number[] => (n % 3 === 0 ? recent(w.logs, 6) : [at]);
const bestBefore = (w: World, n: number): string | undefined => pick([undefined, undefined, addDays(dayOf(w.now), 30), addDays(dayOf(w.now), -1)], n);
const idsOf = (w: World, at: readonly number[]): number[] => at.map((i) => w.logs[i]!.id);

export const SPECS: readonly Spec[] = [
  {
    name: 'publish', weight: 8, choices: (w, n) => [0, 1].flatMap((at) => indices(w.people).map((who) => ({ who, at, n }))), verdict: (w, c) => board.publish(w, c.who, task(w, c)),
    call: (h, w, c, me, k) => {
      const { area, kind, startsAt, endsAt, places } = task(w, c);
      return h.tasks.create(me, k, { areaId: w.areas[area], kind, title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt, endsAt, places }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'LEADER', photoRule: 'NONE', riskNote: '注意脚下', contactName: '李书记', contactPhone: '15400000000', publish: true });
    },
  },
  { name: 'claim', weight: 50, choices: about((w) => w.tasks), verdict: (w, c) => board.claim(w, c.who, c.at, c.n % 2 === 0), call: (h, w, c, me, k) => h.claims.create(me, k, { shiftId: w.tasks[c.at]!.shiftId, waitlist: c.n % 2 === 0 }) },
  { name: 'withdraw', weight: 3, choices: about((w) => w.claims), verdict: (w, c) => board.withdraw(w, c.who, c.at), call: (h, w, c, me, k) => h.claims.withdraw(me, k, w.claims[c.at]!.id) },
  { name: 'mark', weight: 16, choices: about((w) => w.claims), verdict: (w, c) => board.mark(w, c.who, c.at, true), call: (h, w, c, me, k) => h.marks.mark(me, w.tasks[w.claims[c.at]!.task]!.shiftId, { claimIds: [w.claims[c.at]!.id], present: true }, k) },
  { name: 'unmark', weight: 7, choices: about((w) => w.claims), verdict: (w, c) => board.mark(w, c.who, c.at, false), call: (h, w, c, me, k) => h.marks.mark(me, w.tasks[w.claims[c.at]!.task]!.shiftId, { claimIds: [w.claims[c.at]!.id], present: false }, k) },
  { name: 'checkOut', weight: 5, choices: about((w) => w.claims), verdict: (w, c) => board.checkOut(w, c.who, c.at), call: (h, w, c, me, k) => h.attendance.checkOut(me, w.claims[c.at]!.id, k) },
  { name: 'submitLog', weight: 40, choices: about((w) => w.claims), verdict: (w, c) => board.submit(w, c.who, c.at), call: (h, w, c, me, k) => h.logs.submit(me, { claimId: w.claims[c.at]!.id, text: '扫完了三个单元', photoIds: [] }, k) },
  { name: 'resubmitLog', weight: 60, choices: about((w) => w.logs), verdict: (w, c) => board.resubmit(w, c.who, c.at), call: (h, w, c, me, k) => h.logs.resubmit(me, w.logs[c.at]!.id, { claimId: w.claims[w.logs[c.at]!.claim]!.id, text: '补充：扫完了四个单元', photoIds: [] }, k) },
  { name: 'verifyLogs', weight: 40, choices: about((w) => w.logs), verdict: (w, c) => board.verify(w, c.who, chosen(w, c)), call: (h, w, c, me, k) => h.verification.verify(me, { logIds: idsOf(w, chosen(w, c)) }, k) },
  { name: 'returnLog', weight: 20, choices: about((w) => w.logs), verdict: (w, c) => board.sendBack(w, c.who, c.at, 'return'), call: (h, w, c, me, k) => h.verification.sendBack(me, w.logs[c.at]!.id, REASON, 'return', k) },
  { name: 'rejectLog', weight: 10, choices: about((w) => w.logs), verdict: (w, c) => board.sendBack(w, c.who, c.at, 'reject'), call: (h, w, c, me, k) => h.verification.sendBack(me, w.logs[c.at]!.id, REASON, 'reject', k) },
  { name: 'proposeReversal', weight: 4, choices: about((w) => w.txs), verdict: (w, c) => office.proposeReversal(w, c.who, c.at), call: (h, w, c, me, k) => h.corrections.propose(me, { kind: 'REVERSE', entryId: w.txs[c.at]!.id, ...REASON }, k) },
  { name: 'proposeAdjustment', weight: 5, choices: about((w) => w.people), verdict: (w, c) => office.proposeAdjustment(w, c.who, c.at, pick(ADJUST, c.n)), call: (h, w, c, me, k) => h.corrections.propose(me, { kind: 'ADJUST', userId: w.people[c.at]!.id, points: pick(ADJUST, c.n), ...REASON }, k) },
  { name: 'approveCorrection', weight: 12, choices: about((w) => w.corrections), verdict: (w, c) => office.decide(w, c.who, c.at, 'approve'), call: (h, w, c, me, k) => h.corrections.approve(me, w.corrections[c.at]!.id, k) },
  { name: 'refuseCorrection', weight: 2, choices: about((w) => w.corrections), verdict: (w, c) => office.decide(w, c.who, c.at, 'refuse'), call: (h, w, c, me, k) => h.corrections.refuse(me, w.corrections[c.at]!.id, REASON, k) },
  { name: 'freeze', weight: 2, choices: about((w) => w.people), verdict: (w, c) => office.freeze(w, c.who, c.at), call: (h, w, c, me, k) => h.freezes.create(me, { userId: w.people[c.at]!.id, ...REASON }, k) },
  { name: 'appeal', weight: 10, choices: anybody, verdict: (w, c) => office.appeal(w, c.who), call: (h, _w, _c, me, k) => h.freezes.appeal(me, { text: '我没有做错什么' }, k) },
  { name: 'keepFreeze', weight: 14, choices: about((w) => w.freezes), verdict: (w, c) => office.answer(w, c.who, c.at, 'keep'), call: (h, w, c, me, k) => h.freezes.keep(me, w.freezes[c.at]!.id, REASON, k) },
  { name: 'liftFreeze', weight: 4, choices: about((w) => w.freezes), verdict: (w, c) => office.answer(w, c.who, c.at, 'lift'), call: (h, w, c, me, k) => h.freezes.lift(me, w.freezes[c.at]!.id, REASON, k) },
  { name: 'order', weight: 14, choices: about((w) => w.rewards), verdict: (w, c) => shop.order(w, c.who, c.at, 1 + (c.n % 2)), call: (h, w, c, me, k) => h.orders.order(me, { rewardId: w.rewards[c.at]!.id, quantity: 1 + (c.n % 2) }, k) },
  {
    name: 'collect', weight: 8, choices: about((w) => w.orders), verdict: (w, c) => shop.collect(w, c.who, c.at), call: (h, w, c, me, k) => h.pickup.collect(me, { code: w.orders[c.at]!.code }, k),
    refused: (w, c, code) => { if (code === 'PICKUP_CODE') shop.countWrong(w, c.who); },
  },
  { name: 'cancelOrder', weight: 5, choices: about((w) => w.orders), verdict: (w, c) => shop.cancel(w, c.who, c.at), call: (h, w, c, me, k) => h.orders.cancel(me, w.orders[c.at]!.id, k) },
  { name: 'callOff', weight: 4, choices: about((w) => w.orders), verdict: (w, c) => shop.callOff(w, c.who, c.at), call: (h, w, c, me, k) => h.pickup.callOff(me, w.orders[c.at]!.id, REASON, k) },
  { name: 'giveBack', weight: 8, choices: about((w) => w.orders), verdict: (w, c) => shop.giveBack(w, c.who, c.at), call: (h, w, c, me, k) => h.pickup.giveBack(me, w.orders[c.at]!.id, REASON, k) },
  {
    name: 'substitute', weight: 8, choices: (w) => indices(w.rewards).flatMap((n) => about((x) => x.orders)(w, n)), verdict: (w, c) => shop.substitute(w, c.who, c.at, c.n),
    call: (h, w, c, me, k) => h.pickup.substitute(me, w.orders[c.at]!.id, { rewardId: w.rewards[c.n]!.id, note: '换一样' }, k),
  },
  { name: 'acceptSubstitute', weight: 20, choices: about((w) => w.orders), verdict: (w, c) => shop.accept(w, c.who, c.at), call: (h, w, c, me, k) => h.orders.acceptSubstitute(me, w.orders[c.at]!.id, k) },
  { name: 'declineSubstitute', weight: 6, choices: about((w) => w.orders), verdict: (w, c) => shop.decline(w, c.who, c.at), call: (h, w, c, me, k) => h.orders.declineSubstitute(me, w.orders[c.at]!.id, k) },
  {
    name: 'restock', weight: 3, choices: about((w) => w.rewards), verdict: (w, c) => shop.restock(w, c.who, c.at, 1 + (c.n % 3), bestBefore(w, c.n)),
    call: (h, w, c, me, k) => h.shelf.restock(me, w.rewards[c.at]!.id, { quantity: 1 + (c.n % 3), source: c.n % 2 ? 'PURCHASE' : 'DONATION', ...(bestBefore(w, c.n) ? { bestBefore: bestBefore(w, c.n)! } : {}) }, k),
  },
  { name: 'damage', weight: 2, choices: about((w) => w.rewards), verdict: (w, c) => shop.damage(w, c.who, c.at, 1 + (c.n % 3)), call: (h, w, c, me, k) => h.shelf.damage(me, w.rewards[c.at]!.id, { quantity: 1 + (c.n % 3), ...REASON }, k) },
  { name: 'takeOff', weight: 1, unkeyed: true, choices: about((w) => w.rewards), verdict: (w, c) => shop.list(w, c.who, c.at, false), call: (h, w, c, me) => h.shelf.update(me, w.rewards[c.at]!.id, { listed: false }) },
  { name: 'putUp', weight: 5, unkeyed: true, choices: about((w) => w.rewards), verdict: (w, c) => shop.list(w, c.who, c.at, true), call: (h, w, c, me) => h.shelf.update(me, w.rewards[c.at]!.id, { listed: true }) },
  { name: 'beginTake', weight: 5, choices: about((w) => w.points), verdict: (w, c) => shop.beginTake(w, c.who, c.at), call: (h, w, c, me, k) => h.takes.begin(me, w.points[c.at]!.id, k) },
  {
    name: 'countTake', weight: 16, unkeyed: true, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'count', pick(DELTAS, c.n)),
    call: (h, w, c, me) => h.takes.count(me, w.takes[c.at]!.id, { lines: shop.countsOf(w, w.takes[c.at]!, pick(DELTAS, c.n)).map((l) => ({ rewardId: w.rewards[l.reward]!.id, counted: l.counted })) }),
  },
  { name: 'submitTake', weight: 50, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'submit', 0), call: (h, w, c, me, k) => h.takes.submit(me, w.takes[c.at]!.id, k) },
  { name: 'confirmTake', weight: 60, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'confirm', 0), call: (h, w, c, me, k) => h.takes.confirm(me, w.takes[c.at]!.id, k) },
  { name: 'dropTake', weight: 2, choices: about((w) => w.takes), verdict: (w, c) => shop.stepTake(w, c.who, c.at, 'drop', 0), call: (h, w, c, me, k) => h.takes.drop(me, w.takes[c.at]!.id, k) },
  {
    name: 'appoint', weight: 2, unkeyed: true, choices: about((w) => w.people), verdict: (w, c) => office.appoint(w, c.who, c.at, pick<Area>(['A', 'B'], c.n)),
    call: (h, w, c, me) => h.posts.create(me, { userId: w.people[c.at]!.id, role: 'KEEPER', areaId: w.areas[pick<Area>(['A', 'B'], c.n)], from: dayOf(w.now) }),
  },
  {
    name: 'dismiss', weight: 2, unkeyed: true, choices: (w, n) => recent(w.posts).filter((at) => w.posts[at]!.role === 'KEEPER').flatMap((at) => indices(w.people).map((who) => ({ who, at, n }))), verdict: (w, c) => office.dismiss(w, c.who, c.at),
    call: (h, w, c, me) => h.posts.end(me, w.posts[c.at]!.id),
  },
  { name: 'moveHouse', weight: 2, unkeyed: true, choices: anybody, verdict: (w, c) => office.move(w, c.who, pick<Area>(['A', 'B'], c.n)), call: (h, w, c, me) => h.registrations.transfer(me, w.people[c.who]!.registration, { communityId: w.areas[pick<Area>(['A', 'B'], c.n)] }) },
];
