import { appendFileSync } from 'node:fs';
import { SEED } from './chance.js';

/** The quick profile of `npm test`; the long one is `npm run faults`. */
export const QUICK = process.env.FAULTS_QUICK === '1';
export const rounds = (long: number, quick: number): number => (QUICK ? quick : long);

/**
 * One fault test: what it saw goes, with its seconds, into the table that ends the run. `books` is asked after each one, whatever
 * it did: a fault that nobody noticed is still in the books.
 */
export function fault(id: string, title: string, books: () => Promise<string>, work: () => Promise<string>): void {
  test(`${id} ${title} (seed ${SEED})`, async () => {
    const begun = performance.now();
    let seen = 'failed';
    try {
      seen = await work();
      seen += `; ${await books()}`;
    } catch (e) {
      seen = `failed: ${String(e instanceof Error ? e.message : e).replaceAll(/\u001b\[\d*m/g, '').split('\n').filter((l) => l.trim() !== '').slice(0, 8).join(' ').slice(0, 400)}`;
      throw e;
    } finally {
      process.stderr.write(`${seen.startsWith('failed') ? '✗' : '✓'} ${id} ${title}  ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
      if (process.env.FAULTS_REPORT) appendFileSync(process.env.FAULTS_REPORT, `${JSON.stringify({ id, title, seconds: (performance.now() - begun) / 1000, seen })}\n`);
    }
  });
}
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
/** The value below which that share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
/** Counts as people read them: 'ok 20, 409 SHIFT_FULL 180'. */
export const say = (counts: Record<string, number>): string => Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)).map(([k, n]) => `${k} ${n}`).join(', ');
