import { PAGE_SIZE, type Page } from '@xianfeng/shared';
import { failFields } from '../lib/errors.js';

/** Rows to ask for: one more than a page shows says whether there is another. */
export const PAGE_ROWS = PAGE_SIZE + 1;
/** The id in a cursor of lists that are newest first; without one, above every id. @throws INVALID */
export function beforeId(after: string | undefined): number {
  if (after === undefined) return Number.MAX_SAFE_INTEGER;
  const id = /^\d{1,16}$/.test(after) ? Number(after) : NaN;
  if (!Number.isSafeInteger(id)) throw failFields({ after: '翻页位置不对，请从头再看' });
  return id;
}
/** The two numbers of a cursor 'a_b' of lists that are ordered by a time and then by id; without one, `first`. @throws INVALID */
export function pairIn(after: string | undefined, first: readonly [number, number]): readonly [number, number] {
  if (after === undefined) return first;
  const [, a, b] = /^(\d{1,16})_(\d{1,16})$/.exec(after) ?? [];
  const pair = [Number(a), Number(b)] as const;
  if (!pair.every(Number.isSafeInteger)) throw failFields({ after: '翻页位置不对，请从头再看' });
  return pair;
}
/** Makes a page of up to `PAGE_ROWS` rows. `cursor` gives the place of the last one shown. */
export function pageOf<R, T>(rows: readonly R[], show: (row: R) => T, cursor: (row: R) => string): Page<T> {
  const shown = rows.slice(0, PAGE_SIZE);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > PAGE_SIZE && last !== undefined ? cursor(last) : null };
}
/** The same for lists that are oldest first; without one, below every id. @throws INVALID */
export const afterId = (after: string | undefined): number => (after === undefined ? 0 : beforeId(after));
