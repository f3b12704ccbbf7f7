import { BURDEN_LIMITS, SECONDS_BUCKETS, type BurdenReportInput, type BurdenWho, type Intent, type UserKind } from '@xianfeng/shared';

/**
 * Counts what one finished thing cost: taps and fields since a first page was shown (or the last thing was finished). Lives in memory alone, knows
 * neither who it is nor what was typed, and gives a coarse span instead of a time.
 */
export interface Meter {
  tapped: (now: number) => void;
  /** `field` names one input of one page; filled twice it counts once. */
  filled: (field: string, now: number) => void;
  /** A first page: counting begins anew. */
  began: (now: number) => void;
  /** What it came to; counting begins anew. */
  finished: (intent: Intent, who: BurdenWho, items: number, now: number) => BurdenReportInput;
}
/** Whoever put the phone away in between comes back to something new. */
const AWAY_MS = 10 * 60_000;
const within = (n: number, { min, max }: { min: number; max: number }): number => Math.min(max, Math.max(min, n));

export function makeMeter(): Meter {
  let taps = 0, since: number | null = null, last = 0;
  const fields = new Set<string>();
  const clear = (): void => { taps = 0; since = null; fields.clear(); };
  const touch = (now: number): void => { if (since !== null && now - last > AWAY_MS) clear(); since ??= now; last = now; };
  return {
    tapped(now) { touch(now); taps += 1; },
    filled(field, now) { touch(now); fields.add(field); },
    began: clear,
    finished(intent, who, items, now) {
      const seconds = since === null ? 0 : (now - since) / 1000, at = SECONDS_BUCKETS.findIndex((end) => seconds <= end);
      const report: BurdenReportInput = { intent, who, taps: within(taps, BURDEN_LIMITS.taps), fields: within(fields.size, BURDEN_LIMITS.fields), bucket: at === -1 ? SECONDS_BUCKETS.length : at, items: within(items, BURDEN_LIMITS.items) };
      clear();
      return report;
    },
  };
}
/** The one of this app. */
export const meter = makeMeter();

const BY_STAFF: readonly Intent[] = ['PUBLISH', 'VERIFY', 'REVIEW', 'COLLECT'];
const ENDS: readonly [RegExp, Intent][] = [
  [/^\/tasks\/\d+\/publish$/, 'PUBLISH'], [/^\/claims$/, 'CLAIM'], [/^\/logs$/, 'LOG'], [/^\/logs\/verify$/, 'VERIFY'], [/^\/needs$/, 'NEED'], [/^\/needs\/\d+\/(answer|refuse|publish)$/, 'REVIEW'],
  [/^\/registrations$/, 'REGISTER'], [/^\/redemptions$/, 'ORDER'], [/^\/(redemptions|counter)\/collect$/, 'COLLECT'], [/^\/attendance\/(scan|day-code)$/, 'CHECK_IN'], [/^\/suggestions$/, 'SUGGEST'],
];
const isPublished = (body: unknown): boolean => typeof body === 'object' && body !== null && 'publish' in body && body.publish === true;
const verifiedIn = (answer: unknown): number => (typeof answer === 'object' && answer !== null && 'verified' in answer && Array.isArray(answer.verified) ? answer.verified.length : 1);

/** Which intent a request that went through has finished, by whom and for how many things; null: none. */
export function endOf(method: string, path: string, body: unknown, answer: unknown, kind: UserKind): { intent: Intent; who: BurdenWho; items: number } | null {
  if (method !== 'POST') return null;
  const intent = path === '/tasks' ? (isPublished(body) ? 'PUBLISH' : null) : ENDS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
  if (intent === null) return null;
  const items = intent === 'VERIFY' ? verifiedIn(answer) : 1;
  return items === 0 ? null : { intent, who: BY_STAFF.includes(intent) ? 'STAFF' : kind === 'MEMBER' ? 'MEMBER' : 'RESIDENT', items };
}
