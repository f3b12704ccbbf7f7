import { DAY_MS, NEED_KINDS, WAIT_DAYS, dayOf, startOfDay, type NeedKind } from '@xianfeng/shared';

/**
 * What a rollup counts, by the day on which it happened. `opened` and `closed` are the ways into and out of "not done yet": their difference
 * over all time is what is open now. Points follow the accounts of the journal, so that issued + adjusted − spent − expired is what people hold.
 */
const NEEDS = ['asked', 'resolved', 'confirmed', 'reopened', 'opened', 'closed'] as const;
const TASKS = ['tasks', 'places', 'taken', 'visitsPlanned', 'visitsDone'] as const;
const SERVICE = ['services', 'minutesA', 'minutesB', 'minutesC', 'minutesD'] as const;
const POINTS = ['issued', 'spent', 'expired', 'adjusted'] as const;
export const MAIN_COLUMNS = [...NEEDS, ...TASKS, ...SERVICE, ...POINTS] as const;
export const kindColumn = (kind: NeedKind): `asked${NeedKind}` => `asked${kind}`;
export const KIND_COLUMNS = (Object.keys(NEED_KINDS) as NeedKind[]).map(kindColumn);
/** Needs resolved by how many whole days they took; the last one holds all longer ones. */
export const WAIT_COLUMNS = Array.from({ length: WAIT_DAYS }, (_, n) => `wait${n}` as const);
export const COLUMNS = [...MAIN_COLUMNS, ...KIND_COLUMNS, ...WAIT_COLUMNS] as const;
export type ColumnName = (typeof COLUMNS)[number];
export type Sums = Record<ColumnName, number>;

export const nothing = (): Sums => Object.fromEntries(COLUMNS.map((c) => [c, 0])) as Sums;
/** Adds in place. Sums come as text from MySQL. */
export function add(to: Sums, more: Partial<Record<ColumnName, number | string | null>>): Sums {
  for (const [c, n] of Object.entries(more)) if (n) to[c as ColumnName] += Number(n);
  return to;
}
/** Events of one kind on one Shanghai day, as the sources group them (events.store). */
export type Group = { day: string } & (
  | { what: 'need'; step: string; kind: NeedKind; waited: number; n: number }
  | { what: 'task'; isVisit: boolean; isDone: boolean; n: number; places: number; taken: number; helped: number }
  | { what: 'record'; evidence: 'A' | 'B' | 'C' | 'D'; services: number; minutes: number }
  | { what: 'points'; account: string; points: number }
);
/** Steps of a need that leave it to be done, and those that end that. BACK (its task was called off, or nobody came) changes neither. */
const OPENS = new Set(['ASKED', 'REOPENED']), CLOSES = new Set(['ANSWERED', 'REFUSED', 'WITHDRAWN', 'DONE']), RESOLVES = new Set(['ANSWERED', 'DONE']);
/** What a group adds. A visit is planned when its time came or it was called off, done when somebody went: the need behind it is called done by the same rule. */
export function columnsOf(g: Group): Partial<Sums> {
  if (g.what === 'need') {
    const { step, n } = g;
    return {
      ...(step === 'ASKED' ? { asked: n, [kindColumn(g.kind)]: n } : {}), ...(step === 'CONFIRMED' ? { confirmed: n } : {}), ...(step === 'REOPENED' ? { reopened: n } : {}),
      ...(OPENS.has(step) ? { opened: n } : {}), ...(CLOSES.has(step) ? { closed: n } : {}), ...(RESOLVES.has(step) ? { resolved: n, [WAIT_COLUMNS[Math.min(g.waited, WAIT_DAYS - 1)]!]: n } : {}),
    };
  }
  if (g.what === 'task') return { ...(g.isDone ? { tasks: g.n, places: g.places, taken: g.taken } : {}), ...(g.isVisit ? { visitsPlanned: g.n, visitsDone: g.isDone ? g.helped : 0 } : {}) };
  if (g.what === 'record') return { services: g.services, [`minutes${g.evidence}`]: g.minutes };
  return g.account === 'ISSUANCE' ? { issued: -g.points } : g.account === 'SPENT' ? { spent: g.points } : g.account === 'EXPIRED' ? { expired: g.points } : g.account === 'ADJUSTMENT' ? { adjusted: -g.points } : {};
}
/** At most so many whole days for half of what was resolved (the lower median); null where nothing was. */
export function medianDays(waits: readonly number[]): number | null {
  const all = waits.reduce((sum, n) => sum + n, 0);
  let seen = 0;
  for (const [days, n] of waits.entries()) if (n > 0 && (seen += n) * 2 >= all) return days;
  return null;
}
export const waitsOf = (s: Sums): number[] => WAIT_COLUMNS.map((c) => s[c] ?? 0);
export const minutesOf = (s: Sums): number => s.minutesA + s.minutesB + s.minutesC + s.minutesD;
/** In percent, rounded down: nothing is called full before it is. */
export const rate = (part: number, whole: number): number | null => (whole > 0 ? Math.floor((part * 100) / whole) : null);
/** Of what askers judged, the share that they called not solved. */
export const reopenRate = (s: Sums): number | null => rate(s.reopened, s.confirmed + s.reopened);

/** Rows are kept by day, by month, and over all time. */
export const EVER = 'ever';
/** The days of [from, to], both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = startOfDay(from); at <= startOfDay(to); at += DAY_MS) days.push(dayOf(at));
  return days;
}
