import { WALL_LEAST, type Veiled } from '@xianfeng/shared';

const isFew = (n: number): boolean => n > 0 && n < WALL_LEAST;
/** One number that no shown ones add up to. */
export const veil = (n: number): Veiled => (isFew(n) ? 'FEW' : n);
/**
 * Numbers shown with their sum. Where exactly one is too small, the sum would give it away: the smallest other one is hidden with it, and where there is
 * none, the sum is.
 */
export function veilParts(parts: readonly number[]): { parts: Veiled[]; whole: Veiled } {
  const sum = parts.reduce((all, n) => all + n, 0), hidden = new Set(parts.flatMap((n, i) => (isFew(n) ? [i] : [])));
  let alone = hidden.size === 1;
  if (alone) {
    const [other] = parts.map((n, i) => ({ n, i })).filter(({ n, i }) => n > 0 && !hidden.has(i)).sort((a, b) => a.n - b.n || a.i - b.i);
    if (other) {
      hidden.add(other.i);
      alone = false;
    }
  }
  return { parts: parts.map((n, i) => (isFew(n) ? 'FEW' : hidden.has(i) ? 'HIDDEN' : n)), whole: alone ? 'HIDDEN' : veil(sum) };
}
/** A sum over matters (their minutes) is shown where their number is. */
export const where = (shown: Veiled, n: number): Veiled => (typeof shown === 'number' ? n : shown);
/** A part of another number: not where the rest would be too small. */
export const besides = (part: number, whole: number): Veiled => (isFew(whole - part) ? 'HIDDEN' : veil(part));
/** Days to a point: the fewest with which at most one point in six is too small to be shown. */
export function stepDays(series: readonly (readonly number[])[]): number {
  return STEPS.find((days) => { const sums = series.flatMap((s) => inSteps(s, days)); return sums.filter(isFew).length * 6 <= sums.length; }) ?? STEPS.at(-1)!;
}
const STEPS = [1, 3, 5, 10] as const;
/** Sums of so many days each; the number of days is a multiple of them. */
export const inSteps = (days: readonly number[], step: number): number[] => Array.from({ length: days.length / step }, (_, i) => days.slice(i * step, (i + 1) * step).reduce((sum, n) => sum + n, 0));

/** Days to being resolved, in steps that are read from afar. */
export const WAIT_STEPS: readonly { label: string; from: number; to: number }[] = [
  { label: '当天', from: 0, to: 0 }, { label: '1 天', from: 1, to: 1 }, { label: '2 天', from: 2, to: 2 }, { label: '3 天', from: 3, to: 3 }, { label: '4–7 天', from: 4, to: 7 }, { label: '8–14 天', from: 8, to: 14 }, { label: '15 天以上', from: 15, to: Infinity },
];
export const inWaits = (waits: readonly number[]): number[] => WAIT_STEPS.map(({ from, to }) => waits.reduce((sum, n, days) => (days >= from && days <= to ? sum + n : sum), 0));
