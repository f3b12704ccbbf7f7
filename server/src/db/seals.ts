import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MINUTE_MS } from '@xianfeng/shared';
import { Clock } from '../lib/clock.js';
import { ID_MS, newId } from '../lib/ids.js';
import { Jobs } from '../lib/jobs.js';
import { isDuplicate } from './errors.js';
import { Tx } from './tx.js';

/**
 * Rows that are finished, by id, chained in blocks: what was taken away, put in or exchanged with its hash afterwards no longer fits. Not
 * one chain through all rows, which would make every writer wait for the one before (docs/decisions/0012).
 */
export type Sealed = 'journal_tx' | 'audit';
const SEALED: readonly Sealed[] = ['journal_tx', 'audit'];
const BLOCK_ROWS = 5_000;
/** Rows that checking holds at once. More are hardly faster, and what is held with them outlives the garbage collector's quick rounds. */
const STEP_ROWS = 500;
/** Ids grow with time: after this no row comes in between any more, even from a process whose clock is ten minutes slow. */
const SETTLED_MS = 30 * MINUTE_MS;
const EVERY_MS = 10 * MINUTE_MS;
type Asking = Pick<EntityManager, 'query'>;
interface Block { fromId: number; toId: number; rowCount: number; prevHash: string; hash: string }
/** What stands before the first block. */
const NOTHING = { toId: 0, hash: '' };

@Injectable()
export class Seals {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('seals', EVERY_MS, () => this.seal());
  }
  /** Seals every row up to that id that is not yet sealed. Any number of processes may do it: of two equal blocks one is refused by its key. */
  async seal(upTo = newId() - SETTLED_MS * ID_MS): Promise<void> {
    for (const what of SEALED) while (await this.block(what, upTo));
  }
  /** @returns whether there may be more */
  private async block(what: Sealed, upTo: number): Promise<boolean> {
    const last = await lastBlock(this.tx.read, what), rows = await hashesBetween(this.tx.read, what, last.toId, upTo, BLOCK_ROWS), toId = rows.at(-1)?.id;
    if (toId === undefined) return false;
    const hash = chain(last.hash);
    for (const r of rows) hash.update(r.hash ?? '');
    try {
      await this.tx.run((m) => m.query('INSERT INTO seal (id, what, fromId, toId, rowCount, prevHash, hash, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [newId(), what, last.toId, toId, rows.length, last.hash, hash.digest('base64url'), this.clock.now()]));
    } catch (e) {
      if (!isDuplicate(e)) throw e;
    }
    return rows.length === BLOCK_ROWS;
  }
}
const chain = (prevHash: string) => createHash('sha256').update(prevHash);
async function lastBlock(m: Asking, what: Sealed): Promise<Pick<Block, 'toId' | 'hash'>> {
  const [last] = await m.query<Block[]>('SELECT toId, hash FROM seal WHERE what = ? ORDER BY fromId DESC LIMIT 1', [what]);
  return last ?? NOTHING;
}
const hashesBetween = (m: Asking, what: Sealed, fromId: number, toId: number, limit: number): Promise<{ id: number; hash: string | null }[]> =>
  m.query(`SELECT id, hash FROM ${what} WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`, [fromId, toId, limit]);

/** What does not fit, and where: one row (`fromId` is its id), or the rows of a block after `fromId` up to `toId`. */
export interface Misfit { what: Sealed; fromId: number; toId: number; why: 'ROW' | 'COUNT' | 'BLOCK' | 'CHAIN' }
const MOST_MISFITS = 1_000;
/**
 * Does every block still fit its rows and the block before? COUNT: rows are missing or too many; BLOCK: as many, but others; CHAIN: a block
 * itself was changed or taken away. Reads in steps; at most a thousand misfits.
 */
export async function verifySeals(m: Asking): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const what of SEALED) {
    let before: Pick<Block, 'toId' | 'hash'> = NOTHING;
    for (;;) {
      const blocks = await m.query<Block[]>('SELECT fromId, toId, rowCount, prevHash, hash FROM seal WHERE what = ? AND toId > ? ORDER BY toId LIMIT 200', [what, before.toId]);
      if (blocks.length === 0) break;
      for (const b of blocks) {
        const why = b.fromId !== before.toId || b.prevHash !== before.hash ? 'CHAIN' : await judge(m, what, b);
        if (why && misfits.length < MOST_MISFITS) misfits.push({ what, fromId: b.fromId, toId: b.toId, why });
        before = b;
      }
    }
  }
  return misfits;
}
async function judge(m: Asking, what: Sealed, block: Block): Promise<'COUNT' | 'BLOCK' | null> {
  const hash = chain(block.prevHash);
  let count = 0;
  for (let last = block.fromId, n = STEP_ROWS; n === STEP_ROWS; ) {
    const rows = await hashesBetween(m, what, last, block.toId, STEP_ROWS);
    for (const r of rows) hash.update(r.hash ?? '');
    [n, last] = [rows.length, rows.at(-1)?.id ?? last];
    count += n;
  }
  if (count !== block.rowCount) return 'COUNT';
  return hash.digest('base64url') === block.hash ? null : 'BLOCK';
}

/** Rows of a table with a hash, in the order of their ids: does each still fit its own? */
export interface HashedRows { what: Sealed; after: (m: Asking, id: number, limit: number) => Promise<{ id: number; fits: boolean }[]> }
/** Every row whose content is not what its hash says (at most a thousand), read in steps. */
export async function verifyHashes(m: Asking, { what, after }: HashedRows): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (let last = 0; ; ) {
    const rows = await after(m, last, STEP_ROWS);
    for (const { id, fits } of rows) if (!fits && misfits.length < MOST_MISFITS) misfits.push({ what, fromId: id, toId: id, why: 'ROW' });
    last = rows.at(-1)?.id ?? last;
    if (rows.length < STEP_ROWS) return misfits;
  }
}
