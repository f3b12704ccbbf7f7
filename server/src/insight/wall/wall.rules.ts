import { WALL_LEAST, type Veiled } from '@xianfeng/shared';

const isFew = (n: number): boolean => n > 0 && n < WALL_LEAST;
/** One number that no shown ones add up to. */
export const veil = (n: number): Veiled => (isFew(n) ? null : n);
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
  return { parts: parts.map((n, i) => (hidden.has(i) ? null : n)), whole: alone ? null : veil(sum) };
}
/** A sum over matters (their minutes) is shown where their number is. */
export const where = (shown: Veiled, n: number): Veiled => (shown === null ? null : n);

/** Days to being resolved, in steps that are read from afar. */
export const WAIT_STEPS: readonly { label: string; from: number; to: number }[] = [
  { label: '当天', from: 0, to: 0 }, { label: '1 天', from: 1, to: 1 }, { label: '2 天', from: 2, to: 2 }, { label: '3 天', from: 3, to: 3 }, { label: '4–7 天', from: 4, to: 7 }, { label: '8–14 天', from: 8, to: 14 }, { label: '15 天以上', from: 15, to: Infinity },
];
export const inSteps = (waits: readonly number[]): number[] => WAIT_STEPS.map(({ from, to }) => waits.reduce((sum, n, days) => (days >= from && days <= to ? sum + n : sum), 0));
