import { addDays, dayOf, DAY_MS, HOUR_MS, MINUTE_MS, type Sign, type SignedRecord } from '@xianfeng/shared';
import { failFields } from '../../lib/errors.js';

/** Looked at where nothing else is said, and at most. Our own choice. */
const DAYS = 90, MOST_DAYS = 400;
/** Within a minute of being sent in nobody read it. Our own choice. */
export const FAST_MS = MINUTE_MS;
/** Night in Shanghai, as milliseconds of the day. Our own choice. */
export const NIGHT = { until: 6 * HOUR_MS, from: 22 * HOUR_MS, offset: 8 * HOUR_MS };
/** A single service that fills the day's limit (rule R7). */
export const CAP_MINUTES = 480;
/** @throws INVALID */
export function spanOf({ from, to }: { from?: string; to?: string }, now: number): [from: string, to: string] {
  const last = to ?? dayOf(now), first = from ?? addDays(last, -DAYS);
  if (first > last) throw failFields({ from: '开始日期晚于结束日期' });
  if (addDays(first, MOST_DAYS) < last) throw failFields({ from: `一次最多看 ${MOST_DAYS} 天` });
  return [first, last];
}
/** What a record shows by itself; SAME is about many of them. Facts, not a judgement. */
export function signsOf(r: Pick<SignedRecord, 'submittedAt' | 'verifiedAt' | 'minutes' | 'evidence'>): Sign[] {
  const clock = (r.verifiedAt + NIGHT.offset) % DAY_MS;
  return [
    ...(r.submittedAt !== null && r.verifiedAt - r.submittedAt < FAST_MS ? ['FAST' as const] : []), ...(clock < NIGHT.until || clock >= NIGHT.from ? ['NIGHT' as const] : []),
    ...(r.minutes >= CAP_MINUTES ? ['CAP' as const] : []), ...(r.evidence === 'C' ? ['GRADE_C' as const] : []), ...(r.evidence === 'D' ? ['GRADE_D' as const] : []),
  ];
}
