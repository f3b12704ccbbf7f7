import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { Pool, PoolConnection } from 'mysql2';
import { fail } from '../lib/errors.js';
import { dbError, isDuplicate } from './errors.js';
import { packAnswer, unpackAnswer } from './answers.js';

/** One try and five more. */
const ATTEMPTS = 6;
/** What a store needs that only reads. */
export type Reader = Pick<EntityManager, 'query' | 'dataSource'>;
/**
 * The one door to a write.
 *
 * On SQLite TypeORM hands everybody the same connection, so two open transactions would mix and lose each other's rows:
 * writes take turns, and reads use a second, read-only connection. On MySQL and MariaDB the whole work starts again on a
 * deadlock or a snapshot conflict, so it may run more than once: it changes nothing but the database.
 * Inside it, await nothing but SQL.
 */
export class Tx {
  private readonly inside = new AsyncLocalStorage<true>();
  private readonly embedded: boolean;
  private readonly replays = new WeakSet<object>();
  /** Works of this process that had to start again: locks taken in one order keep it near zero. */
  static repeats = 0;
  private last: Promise<unknown> = Promise.resolve();
  constructor(private readonly writer: DataSource, private readonly reader: DataSource = writer) {
    this.embedded = writer.options.type === 'better-sqlite3';
    guardWrites(writer, () => this.inside.getStore() === true);
    this.prepared = this.embedded ? reader.manager : { dataSource: reader, query: <T>(sql: string, params: unknown[] = []) => prepared<T>(reader, sql, params) };
  }
  /** For reads outside a transaction; never sees another request's open one. */
  get read(): EntityManager {
    return this.reader.manager;
  }
  /**
   * Rows of the lists that are asked for all day. On MySQL and MariaDB a prepared statement on the driver's own pool, past
   * TypeORM's runner: a tenth of such a request's time. Numbers in `params` are ids and instants, never a LIMIT.
   */
  readonly prepared: Reader;
  get isEmbedded(): boolean {
    return this.embedded;
  }
  run<T>(work: (m: EntityManager) => Promise<T>): Promise<T> {
    if (this.inside.getStore()) throw new Error('tx.run inside tx.run: pass `m` down instead');
    if (!this.embedded) return this.attempt(work);
    const turn = this.last.then(() => this.attempt(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }
  /**
   * `run`, at most once for this user and key. The key's row commits with the effect; the same key with the same input
   * answers what it answered before, with another input it is refused. `before` may refuse cheaply by plain reads, without a
   * transaction; a repeat of what once succeeded is answered even so. `work` gives the whole answer, read with its own `m`: handed
   * on as it is, its repeat is the same to the byte and is marked as one (app.ts).
   * @throws KEY_REUSED
   */
  async once<T>(userId: number, key: string, route: string, input: unknown, now: number, work: (m: EntityManager) => Promise<T>, before?: () => Promise<void>): Promise<T> {
    const hash = createHash('sha256').update(`${route}\n${JSON.stringify(input ?? null)}`).digest('base64url');
    try {
      if (before) await before();
      return await this.run(async (m) => {
        const result = await work(m);
        await m.query('INSERT INTO idempotency (userId, idemKey, hash, body, createdAt) VALUES (?, ?, ?, ?, ?)', [userId, key, hash, packAnswer(JSON.stringify(result ?? null)), now]);
        return result;
      });
    } catch (e) {
      // Whatever refused the second try (this key, a unique claim, a spent balance): if the first one committed, its answer stands.
      const rows: { hash: string; body: string }[] = await this.read.query('SELECT hash, body FROM idempotency WHERE userId = ? AND idemKey = ?', [userId, key]);
      const kept = rows[0];
      if (!kept) throw isDuplicate(e) ? fail('BUSY') : e;
      if (kept.hash !== hash) throw fail('KEY_REUSED');
      const answer = JSON.parse(unpackAnswer(kept.body)) as T;
      if (typeof answer === 'object' && answer !== null) this.replays.add(answer);
      return answer;
    }
  }
  /** Is this object, the very one that `once` gave, an answer of before? */
  isReplay(answer: object): boolean {
    return this.replays.has(answer);
  }
  private async attempt<T>(work: (m: EntityManager) => Promise<T>): Promise<T> {
    for (let i = 1; ; i++) {
      try {
        return await this.inside.run(true, () => this.writer.transaction(work));
      } catch (e) {
        if (i >= ATTEMPTS || dbError(e).kind !== 'retry') throw e;
        Tx.repeats += 1;
        await sleep(Math.random() * 8 * 2 ** i); // full jitter: two that collided must not collide again
      }
    }
  }
}

/** Rows changed by a raw UPDATE or DELETE: the same number on every database (TypeORM's plain `query` differs). */
export async function change(m: EntityManager, sql: string, params: unknown[]): Promise<number> {
  const result = await m.queryRunner!.query(sql, params, true);
  return result.affected ?? 0;
}

function prepared<T>(dataSource: DataSource, sql: string, params: unknown[]): Promise<T> {
  const { pool } = dataSource.driver as unknown as { pool: Pool };
  return new Promise((resolve, reject) => pool.execute(sql, params as (string | number | null)[], (e, rows) => (e ? reject(e) : resolve(rows as T))));
}
/** Makes every write outside `tx.run` fail loudly, on both databases. Migrations run before this is set. */
function guardWrites(dataSource: DataSource, inside: () => boolean): void {
  const driver = dataSource.driver as unknown as { createQueryRunner: (mode: string) => GuardedRunner; queryRunner?: unknown };
  const make = driver.createQueryRunner.bind(driver), isServer = dataSource.options.type !== 'better-sqlite3';
  driver.createQueryRunner = (mode) => {
    const runner = make(mode);
    if (runner.isGuarded) return runner;
    runner.isGuarded = true;
    const query = runner.query.bind(runner);
    runner.query = (sql, params, structured) =>
      !inside() && /^\s*(insert|update|delete|replace|begin|start transaction)/i.test(sql)
        ? Promise.reject(new Error(`write outside tx.run: ${sql.slice(0, 60)}`))
        : isServer ? direct(runner, sql, params, structured) : query(sql, params, structured);
    return runner;
  };
  driver.queryRunner = undefined;
}
/**
 * A statement past TypeORM's runner, on the connection that the runner holds: the same answer and the same error without its events,
 * its timers, and a stack kept for every statement. A quarter of a write's time.
 */
async function direct(runner: GuardedRunner, sql: string, params: unknown[] | undefined, structured: boolean | undefined): Promise<unknown> {
  const connection = await runner.connect();
  return new Promise((resolve, reject) =>
    connection.query(sql, params, (e, raw) => {
      if (e) reject(new QueryFailedError(sql, params, e));
      else resolve(structured ? { raw, records: Array.isArray(raw) ? raw : [], affected: (raw as { affectedRows?: number }).affectedRows } : raw);
    }),
  );
}
interface GuardedRunner { isGuarded?: boolean; connect: () => Promise<PoolConnection>; query: (sql: string, params?: unknown[], structured?: boolean) => Promise<unknown> }
