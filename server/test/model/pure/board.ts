import { DAY_MS, GRACE_MINUTES, HOUR_MS, MINUTE_MS, TASK_KINDS, WITHDRAW_HOURS, dayOf, type TaskKind } from '@xianfeng/shared';
import { give } from './ledger.js';
import { barred, may, no, type Area, type Claim, type Task, type Verdict, type World } from './state.js';

/** Tasks, claims, presence, logs and what a verified one is worth. */
export interface NewTask { area: Area; kind: TaskKind; startsAt: number; endsAt: number; places: number }
export function publish(w: World, who: number, t: NewTask): Verdict {
  const refuse = barred(w, who, 'task.manage', t.area);
  if (refuse) return no(refuse);
  return { apply: (view: { id: number; shifts: { id: number }[] }) => void w.tasks.push({ ...t, id: view.id, shiftId: view.shifts[0]!.id, taken: 0, waiting: 0, open: true }) };
}
const HOLDS: readonly string[] = ['REQUESTED', 'CONFIRMED', 'ATTENDED'];
const clashes = (w: World, who: number, task: number): boolean => {
  const { startsAt, endsAt } = w.tasks[task]!;
  return w.claims.some((c) => c.who === who && c.live && c.task !== task && HOLDS.includes(c.status) && w.tasks[c.task]!.startsAt < endsAt && w.tasks[c.task]!.endsAt > startsAt);
};
const hasLive = (w: World, who: number, task: number): boolean => w.claims.some((c) => c.who === who && c.task === task && c.live);
export function claim(w: World, who: number, task: number, waitlist: boolean): Verdict {
  const t = w.tasks[task]!, full = t.taken >= t.places;
  if (!t.open) return no('TASK_CLOSED');
  if (t.startsAt <= w.now) return no('SHIFT_BEGUN');
  if (full && !waitlist) return no(hasLive(w, who, task) ? 'CLAIM_EXISTS' : 'SHIFT_FULL');
  if (clashes(w, who, task)) return no('CLAIM_CLASH');
  if (hasLive(w, who, task)) return no('CLAIM_EXISTS');
  return {
    apply: (view: { id: number }) => {
      t[full ? 'waiting' : 'taken'] += 1;
      w.claims.push({ id: view.id, task, who, status: full ? 'WAITLISTED' : 'CONFIRMED', live: true, createdAt: w.now, seen: null });
    },
  };
}
export function withdraw(w: World, who: number, claimAt: number): Verdict {
  const c = w.claims[claimAt]!, t = w.tasks[c.task]!;
  if (c.who !== who) return no('NOT_FOUND');
  if (c.status !== 'CONFIRMED' && c.status !== 'WAITLISTED') return no('STATE');
  if (w.now >= t.startsAt) return no('SHIFT_BEGUN');
  return {
    apply: () => {
      const waited = c.status === 'WAITLISTED';
      c.status = !waited && w.now >= t.startsAt - WITHDRAW_HOURS * HOUR_MS ? 'EXCUSED' : 'WITHDRAWN';
      c.live = false;
      if (waited) t.waiting -= 1;
      else {
        t.taken -= 1;
        moveUp(w, c.task);
      }
    },
  };
}
function moveUp(w: World, task: number): void {
  const t = w.tasks[task]!;
  for (const c of w.claims.filter((x) => x.task === task && x.status === 'WAITLISTED')) {
    if (clashes(w, c.who, task)) continue;
    if (t.taken >= t.places) return;
    t.taken += 1;
    t.waiting -= 1;
    c.status = 'CONFIRMED';
  }
}
export function mark(w: World, who: number, claimAt: number, present: boolean): Verdict {
  const c = w.claims[claimAt]!, t = w.tasks[c.task]!, refuse = barred(w, who, 'task.lead', t.area);
  if (refuse) return no(refuse);
  if (w.now < t.startsAt - GRACE_MINUTES * MINUTE_MS) return no('NOT_TODAY');
  if (w.now > t.endsAt + 7 * DAY_MS) return no('PRESENCE_OVER');
  if (present) {
    if (c.status !== 'CONFIRMED' && c.status !== 'WAITLISTED') return { apply: () => undefined, idle: true };
    return {
      apply: () => {
        if (c.status === 'WAITLISTED') {
          t.waiting -= 1;
          c.createdAt = w.now;
        }
        c.status = 'ATTENDED';
        c.seen = { inAt: Math.min(w.now, t.startsAt), by: who, outAt: null, at: w.now };
      },
    };
  }
  if (c.status !== 'ATTENDED') return { apply: () => undefined, idle: true };
  if (!c.seen || w.logs.some((l) => l.claim === claimAt)) return no('STATE');
  return {
    apply: () => {
      const cameWithout = c.createdAt === c.seen!.at;
      c.seen = null;
      c.status = cameWithout ? 'WITHDRAWN' : 'CONFIRMED';
      c.live = !cameWithout;
    },
  };
}
export function checkOut(w: World, who: number, claimAt: number): Verdict {
  const c = w.claims[claimAt]!;
  if (c.who !== who) return no('NOT_FOUND');
  if (!c.seen) return no('STATE');
  return { apply: () => void (c.seen!.outAt ??= w.now), idle: c.seen.outAt !== null };
}
export function submit(w: World, who: number, claimAt: number): Verdict {
  const c = w.claims[claimAt]!, t = w.tasks[c.task]!;
  if (c.who !== who) return no('NOT_FOUND');
  if (!TASK_KINDS[t.kind].recordable || (c.status !== 'ATTENDED' && c.status !== 'CONFIRMED')) return no('STATE');
  if (w.now < t.startsAt) return no('LOG_TOO_EARLY');
  if (w.logs.some((l) => l.claim === claimAt)) return no('LOG_EXISTS');
  return { apply: (view: { id: number }) => void w.logs.push({ id: view.id, claim: claimAt, who, status: 'SUBMITTED' }) };
}
export function resubmit(w: World, who: number, logAt: number): Verdict {
  const l = w.logs[logAt]!;
  if (l.who !== who) return no('NOT_FOUND');
  if (l.status !== 'RETURNED' && l.status !== 'SUBMITTED') return no('STATE');
  return { apply: () => void (l.status = 'SUBMITTED'), idle: l.status === 'SUBMITTED' };
}
const areaOf = (w: World, logAt: number): Area => w.tasks[w.claims[w.logs[logAt]!.claim]!.task]!.area;
export function sendBack(w: World, who: number, logAt: number, step: 'return' | 'reject'): Verdict {
  const l = w.logs[logAt]!, refuse = barred(w, who, 'log.verify', areaOf(w, logAt));
  if (refuse) return no(refuse);
  if (l.who === who) return no('SELF_REVIEW');
  if (l.status !== 'SUBMITTED' && !(step === 'reject' && l.status === 'RETURNED')) return no('STATE');
  return { apply: () => void (l.status = step === 'return' ? 'RETURNED' : 'REJECTED') };
}
/** Several at once: those that can be verified are, the others are named. */
export function verify(w: World, who: number, logs: readonly number[]): Verdict {
  const good = logs.filter((i) => may(w, who, 'log.verify', areaOf(w, i)) && w.logs[i]!.who !== who && w.logs[i]!.status === 'SUBMITTED');
  const inOrder = [...good].sort((a, b) => Number(areaOf(w, a) === 'B') - Number(areaOf(w, b) === 'B') || w.logs[a]!.who - w.logs[b]!.who || a - b);
  return {
    idle: good.length === 0,
    apply: (answer: { verified: number[]; refused: { id: number }[]; points: number; minutes: number }) => {
      const sums = { points: 0, minutes: 0 };
      for (const i of inOrder) {
        const worth = record(w, i);
        sums.points += worth.points;
        sums.minutes += worth.minutes;
      }
      const expected = { verified: inOrder.map((i) => w.logs[i]!.id), refused: logs.filter((i) => !good.includes(i)).map((i) => w.logs[i]!.id).sort(), ...sums };
      expect({ ...answer, refused: answer.refused.map((r) => r.id).sort() }).toEqual(expected);
    },
  };
}
function record(w: World, logAt: number): { points: number; minutes: number } {
  const l = w.logs[logAt]!, c = w.claims[l.claim]!, t = w.tasks[c.task]!, { who } = l, day = dayOf(t.startsAt);
  const from = c.seen ? Math.min(Math.max(c.seen.inAt, t.startsAt), t.endsAt) : t.startsAt;
  const to = c.seen?.outAt ? Math.min(c.seen.outAt, t.endsAt) : t.endsAt;
  const had = c.seen ? Math.max(1, Math.floor((to - from) / MINUTE_MS)) : (t.endsAt - t.startsAt) / MINUTE_MS;
  const others = w.records.filter((r) => r.who === who), today = others.filter((r) => r.day === day);
  const once = had - Math.round(shared(from, from + had * MINUTE_MS, others.map((r) => [r.from, r.from + r.minutes * MINUTE_MS])) / MINUTE_MS);
  const minutes = Math.min(once, Math.max(0, (t.kind === 'EMERGENCY' ? 960 : 480) - sum(today.map((r) => r.minutes))));
  const sure = c.seen !== null && c.seen.by !== who;
  const tenths: Partial<Record<TaskKind, number>> = { ELDER: 12, EMERGENCY: 15 };
  const base = Math.floor((minutes * 10 * (tenths[t.kind] ?? 10) * (sure ? 100 : 50)) / 60_000);
  const month = others.filter((r) => r.day.slice(0, 7) === day.slice(0, 7));
  const room = day < w.capsFrom ? Infinity : Math.max(0, Math.min(CAPS.day - sum(today.map((r) => r.points)), CAPS.month - sum(month.map((r) => r.points))));
  const points = Math.min(base, room);
  l.status = 'VERIFIED';
  if (c.status === 'CONFIRMED') c.status = 'ATTENDED';
  w.records.push({ who, from, minutes, day, points, cut: points < base });
  if (points > 0) give(w, who, points, t.area, 'AWARD');
  return { points, minutes };
}
/** The caps of the tariff that begins on `capsFrom`. */
export const CAPS = { task: 0, day: 25, month: 60 } as const;
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
/** How much of a span lies within any of the others. */
function shared(from: number, to: number, spans: readonly (readonly [number, number])[]): number {
  const cuts = [...new Set([from, to, ...spans.flat().filter((t) => t > from && t < to)])].sort((a, b) => a - b);
  return sum(cuts.slice(1).map((end, i) => (spans.some(([a, b]) => a <= cuts[i]! && b >= end) ? end - cuts[i]! : 0)));
}
/** What time does: who only waited for a task that is over is let go. */
export function endTasks(w: World): void {
  w.tasks.forEach((t: Task, i) => {
    if (!t.open || t.endsAt >= w.now) return;
    t.open = false;
    for (const c of w.claims as Claim[]) if (c.task === i && c.live && c.status === 'WAITLISTED') [c.status, c.live] = ['REFUSED', false];
  });
}
