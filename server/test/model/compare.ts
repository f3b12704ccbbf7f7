import type { Database, Statement } from 'better-sqlite3';
import { CHECKS } from '../../src/insight/reconcile/run.js';
import type { Row, Snapshot } from '../../src/insight/reconcile/snapshot.js';
import type { World } from './pure/state.js';

/** What the database holds, as the model would say it. */
export class Eyes {
  private readonly statements = new Map<string, Statement>();
  private readonly snapshot: Snapshot;
  constructor(private readonly db: Database, private readonly dataDir: string) {
    this.snapshot = {
      isSqlite: true, query: <T>(sql: string, params: unknown[] = []) => Promise.resolve(this.rows(sql, params) as T), allows: () => Promise.resolve(true), close: () => Promise.resolve(),
      each: (sql, params, on) => Promise.resolve(this.rows(sql, params).forEach((r) => on(r))),
    };
  }
  private rows(sql: string, params: unknown[] = []): Row[] {
    let s = this.statements.get(sql);
    if (!s) this.statements.set(sql, (s = this.db.prepare(sql)));
    return s.all(...params) as Row[];
  }
  /** @throws where the two differ in anything */
  compare(w: World): void {
    const place = new Map(w.people.map((p, i) => [p.id, i])), who = (r: Row): number => place.get(Number(r.userId))!;
    const perPerson = <T>(rows: Row[], say: (r: Row) => T): T[][] => {
      const all: T[][] = w.people.map(() => []);
      for (const r of rows) all[who(r)]!.push(say(r));
      return all;
    };
    const accounts = w.people.map(() => [0, 0, 0, 0, 0, 0, 0]);
    for (const r of this.rows('SELECT * FROM points_account')) accounts[who(r)] = [r.available, r.held, r.earned, r.spent, r.expired, r.adjusted, r.frozen] as number[];
    const txs = perPerson(this.rows('SELECT id, userId, kind, balance FROM journal_tx ORDER BY id'), (r) => r);
    const said = w.people.map((_, i) => w.txs.filter((t) => t.who === i));
    said.forEach((mine, i) => mine.forEach((t, n) => (t.id = Number(txs[i]![n]?.id ?? 0))));
    const byId = (sql: string, known: readonly { id: number }[]): unknown[][] => {
      const rows = new Map(this.rows(sql).map(({ id, ...r }) => [id, Object.values(r)]));
      const inOrder = known.map((k) => rows.get(k.id) ?? ['missing']);
      return rows.size === known.length ? inOrder : [...inOrder, [`${rows.size - known.length} more`]];
    };
    const real = {
      accounts, transactions: txs.map((l) => l.map((r) => [r.kind, r.balance])), lots: perPerson(this.rows('SELECT userId, leftPoints, expiresAt, firstExpiresAt FROM points_lot ORDER BY id'), (r) => [r.leftPoints, r.expiresAt, r.firstExpiresAt]),
      tasks: byId("SELECT t.id, s.taken, s.waiting, CASE t.status WHEN 'PUBLISHED' THEN 1 ELSE 0 END AS isOpen FROM task t JOIN shift s ON s.taskId = t.id", w.tasks),
      claims: byId('SELECT c.id, c.status, COALESCE(c.live, 0) AS live, a.inAt, a.outAt FROM claim c LEFT JOIN attendance a ON a.claimId = c.id', w.claims), logs: byId('SELECT id, status FROM service_log', w.logs),
      records: perPerson(this.rows('SELECT userId, startsAt, minutes, day, points FROM service_record ORDER BY id'), (r) => [r.startsAt, r.minutes, r.day, r.points]),
      rewards: byId('SELECT id, stock, reserved, bestBefore, listed FROM reward', w.rewards), orders: byId('SELECT id, status, points, offeredId FROM redemption', w.orders), takes: byId('SELECT id, status FROM stock_take', w.takes),
      corrections: byId('SELECT id, status, points FROM points_correction', w.corrections), freezes: byId('SELECT id, status FROM points_freeze', w.freezes), posts: byId('SELECT id, CASE ended WHEN 0 THEN 0 ELSE 1 END AS ended FROM post', w.posts),
      homes: byId('SELECT id, communityId FROM person', w.people),
    };
    const model: typeof real = {
      accounts: w.people.map((p) => [p.available, p.held, p.earned, p.spent, p.expired, p.adjusted, p.frozen ? 1 : 0]), transactions: said.map((l) => l.map((t) => [t.kind, t.balance])),
      lots: w.people.map((_, i) => w.lots.filter((l) => l.who === i).map((l) => [l.left, l.expiresAt, l.first])),
      tasks: w.tasks.map((t) => [t.taken, t.waiting, t.open ? 1 : 0]), claims: w.claims.map((c) => [c.status, c.live ? 1 : 0, c.seen?.inAt ?? null, c.seen?.outAt ?? null]), logs: w.logs.map((l) => [l.status]),
      records: w.people.map((_, i) => w.records.filter((r) => r.who === i).map((r) => [r.from, r.minutes, r.day, r.points])),
      rewards: w.rewards.map((r) => [r.stock, r.reserved, r.bestBefore, r.listed ? 1 : 0]), orders: w.orders.map((o) => [o.status, o.points, o.offered === null ? null : w.rewards[o.offered]!.id]), takes: w.takes.map((t) => [t.status]),
      corrections: w.corrections.map((c) => [c.status, c.points]), freezes: w.freezes.map((f) => [f.status]), posts: w.posts.map((p) => [p.ended ? 1 : 0]), homes: w.people.map((p) => [w.areas[p.home]]),
    };
    if (JSON.stringify(real) !== JSON.stringify(model)) expect({ service: real }).toEqual({ service: model });
  }
  /** INV-1 to INV-16; with `all` also what is too dear after every step. INV-22 is about files. @throws naming the offenders */
  async invariants(now: number, all = false): Promise<void> {
    const found: string[] = [], ctx = { at: this.snapshot, now, upTo: Number.MAX_SAFE_INTEGER, dataDir: this.dataDir };
    for (const check of CHECKS) {
      const n = Number(check.id.slice('INV-'.length));
      if (n <= 16 || (all && n !== 22)) await check.find(ctx, (text) => found.push(`${check.id} ${text}`));
    }
    expect(found).toEqual([]);
  }
}
