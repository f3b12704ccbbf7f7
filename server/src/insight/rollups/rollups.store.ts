import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { COLUMNS, EVER, add, columnsOf, nothing, type ColumnName, type Sums } from './columns.rules.js';
import { groupsBetween, type PlacedGroup } from './events.store.js';

/** An area and all below it, or (own 1) what is filed with itself alone. */
export interface RollupKey { areaId: number; own: 0 | 1 }
export interface Mark { upTo: number; closedDay: string; version: number }
/** Communities are the lowest level: what is theirs is all their own. */
const LEVELS = 3;
const keyOf = (k: RollupKey): string => `${k.areaId}/${k.own}`;
export const keysOf = (chain: readonly number[]): RollupKey[] => [...chain.map((areaId): RollupKey => ({ areaId, own: 0 })), ...(chain.length < LEVELS ? [{ areaId: chain.at(-1)!, own: 1 } as const] : [])];

export async function markOf(m: EntityManager): Promise<Mark> {
  const [row] = await m.query<Mark[]>('SELECT upTo, closedDay, version FROM rollup_mark WHERE id = 1');
  return { upTo: Number(row!.upTo), closedDay: row!.closedDay, version: row!.version };
}
/** One at a time counts, for at most so long without a sign of life. False: somebody else does. */
export const takeMark = async (m: EntityManager, by: number, now: number, until: number): Promise<boolean> =>
  (await change(m, 'UPDATE rollup_mark SET busyBy = ?, busyUntil = ? WHERE id = 1 AND (busyUntil < ? OR busyBy = ?)', [by, until, now, by])) === 1;
export const leaveMark = (m: EntityManager, by: number): Promise<number> => change(m, 'UPDATE rollup_mark SET busyBy = 0, busyUntil = 0 WHERE id = 1 AND busyBy = ?', [by]);
/** Held until commit. False: it is somebody else's by now, and nothing may be written. */
export const moveMark = async (m: EntityManager, by: number, set: { upTo?: number; closedDay?: string; busyUntil: number }): Promise<boolean> =>
  (await change(m, `UPDATE rollup_mark SET version = version + 1, ${Object.keys(set).map((c) => `${c} = ?`).join(', ')} WHERE id = 1 AND busyBy = ?`, [...Object.values(set), by])) === 1;

/** Sums by area and bucket. */
export class Tally {
  readonly rows = new Map<string, { key: RollupKey; bucket: string; sums: Sums }>();
  /** `buckets`: those of a day that are wanted. */
  take(groups: readonly PlacedGroup[], buckets: (day: string) => readonly string[], only?: ReadonlySet<string>): this {
    for (const g of groups) {
      const columns = columnsOf(g);
      for (const key of keysOf(g.chain)) if (!only || only.has(keyOf(key))) for (const bucket of buckets(g.day)) add(this.of(key, bucket), columns);
    }
    return this;
  }
  of(key: RollupKey, bucket: string): Sums {
    const at = `${keyOf(key)}/${bucket}`, known = this.rows.get(at);
    if (known) return known.sums;
    const sums = nothing();
    this.rows.set(at, { key, bucket, sums });
    return sums;
  }
}
/** Adds what happened to rows that are there, or makes them. Whoever calls holds the mark, so nobody else writes. */
export async function addRows(m: EntityManager, tally: Tally): Promise<void> {
  const fresh = new Tally();
  for (const [at, row] of tally.rows) {
    const changed = (Object.entries(row.sums) as [ColumnName, number][]).filter(([, n]) => n !== 0);
    if (changed.length === 0) continue;
    const known = await change(m, `UPDATE rollup SET ${changed.map(([c]) => `${c} = ${c} + ?`).join(', ')} WHERE areaId = ? AND own = ? AND bucket = ?`, [...changed.map(([, n]) => n), row.key.areaId, row.key.own, row.bucket]);
    if (known === 0) fresh.rows.set(at, row);
  }
  await insertRows(m, fresh);
}
/** SQLite takes 32,766 values in one statement. */
const ROWS_PER_STATEMENT = 200;
const NAMES = `areaId, own, bucket, ${COLUMNS.join(', ')}`;
export async function insertRows(m: EntityManager, { rows }: Tally): Promise<void> {
  const all = [...rows.values()].filter((r) => COLUMNS.some((c) => r.sums[c] !== 0)), marks = `(?, ?, ?, ${COLUMNS.map(() => '?').join(', ')})`;
  for (let i = 0; i < all.length; i += ROWS_PER_STATEMENT) {
    const part = all.slice(i, i + ROWS_PER_STATEMENT);
    await m.query(`INSERT INTO rollup (${NAMES}) VALUES ${part.map(() => marks).join(', ')}`, part.flatMap((r) => [r.key.areaId, r.key.own, r.bucket, ...COLUMNS.map((c) => r.sums[c])]));
  }
}
export const dropBuckets = (m: EntityManager, from: string, to = from): Promise<number> => change(m, 'DELETE FROM rollup WHERE bucket >= ? AND bucket <= ?', [from, to]);
export const dropAll = (m: EntityManager): Promise<number> => change(m, 'DELETE FROM rollup', []);
const SUMMED = COLUMNS.map((c) => `SUM(${c})`).join(', ');
/** A month is the sum of its days, all time the sum of the months. */
export async function sumMonth(m: EntityManager, month: string): Promise<void> {
  await dropBuckets(m, month);
  await m.query(`INSERT INTO rollup (${NAMES}) SELECT areaId, own, ?, ${SUMMED} FROM rollup WHERE bucket >= ? AND bucket <= ? GROUP BY areaId, own`, [month, `${month}-01`, `${month}-31`]);
}
export async function sumEver(m: EntityManager): Promise<void> {
  await dropBuckets(m, EVER);
  await m.query(`INSERT INTO rollup (${NAMES}) SELECT areaId, own, ?, ${SUMMED} FROM rollup WHERE bucket < ? AND LENGTH(bucket) = 7 GROUP BY areaId, own`, [EVER, 'a']);
}

/** How often a roll may come in between before it is an error. */
const TRIES = 5;
/**
 * Sums of areas inside `path` by bucket, exact to the moment: rolled up as far as the rollups go, counted live from there. Both are of one state, for the mark's
 * version is the same before and after.
 */
export async function sumsOf(m: EntityManager, path: string, keys: readonly RollupKey[], buckets: readonly string[]): Promise<{ of: (key: RollupKey, bucket: string) => Sums }> {
  const wanted = new Set([...buckets, EVER]), only = new Set(keys.map(keyOf)), root = Number(path.split('/')[1]);
  for (let i = 0; ; i++) {
    const mark = await markOf(m), tally = new Tally();
    if (mark.upTo > 0)
      for (const own of [0, 1] as const) {
        const ids = keys.filter((k) => k.own === own).map((k) => k.areaId);
        if (ids.length === 0) continue;
        const rows = await m.query<(RollupKey & { bucket: string } & Record<ColumnName, number | string>)[]>(`SELECT ${NAMES} FROM rollup WHERE areaId IN (${ids.map(() => '?').join(', ')}) AND own = ? AND bucket IN (${[...wanted].map(() => '?').join(', ')})`, [...ids, own, ...wanted]);
        for (const { areaId, own: o, bucket, ...sums } of rows) add(tally.of({ areaId, own: o }, bucket), sums);
      }
    // The whole city with what belongs to no area; `null` there would also be the quickest.
    tally.take(await groupsBetween(m, mark.upTo, null, path === `/${root}/` ? null : path, root), (day) => [day, day.slice(0, 7), EVER].filter((b) => wanted.has(b)), only);
    if ((await markOf(m)).version === mark.version) return { of: (key, bucket) => tally.of(key, bucket) };
    if (i >= TRIES) throw new Error('rollups change faster than they can be read');
  }
}
