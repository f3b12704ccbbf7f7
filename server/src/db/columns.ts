import { Check, Column, PrimaryColumn, type ColumnOptions, type QueryRunner, type TableColumnOptions, Table, TableCheck, TableIndex } from 'typeorm';

/**
 * Columns that mean the same on SQLite, MySQL and MariaDB. Entities use the decorators (`@Id() id`, `@Int() n`), migrations
 * the functions of `columns(q)`. Times are epoch milliseconds in a 64-bit integer (docs/decisions/0004), ids 53-bit integers.
 * There is no enum, decimal, json, generated column or database default for time.
 */
const asNumber = { to: (v: number | null | undefined) => v, from: (v: unknown) => (v === null || v === undefined ? v : Number(v)) };
/** SQLite keeps every integer in 64 bits; MySQL needs to be told. TypeORM normalises 'bigint' on both. */
const BIG = { type: 'bigint', transformer: asNumber } as const;
type Opt = Pick<ColumnOptions, 'nullable'>;
export const Key = () => PrimaryColumn({ ...BIG });
export const Big = (o: Opt = {}) => Column({ ...BIG, ...o });
/** A reference to another row's id. */
export const Ref = Big;
/** An instant in epoch milliseconds. */
export const At = Big;
export const Int = (o: Opt = {}) => Column({ type: 'int', ...o });
export const Str = (length: number, o: Opt = {}) => Column({ type: 'varchar', length, ...o });
export const KeyStr = (length: number) => PrimaryColumn({ type: 'varchar', length });
export const Text = (o: Opt = {}) => Column({ type: 'text', ...o });
/** 0 or 1. Raw rows give the number; compare with `= 1`. */
export const Flag = () => Column({ type: 'int' });

const col = (type: string, name: string, o: Partial<TableColumnOptions> = {}): TableColumnOptions => ({ name, type, ...o });
const NULL = { isNullable: true } as const;
export const c = {
  id: () => col('bigint', 'id', { isPrimary: true }),
  key: (name: string) => col('bigint', name, { isPrimary: true }),
  keyStr: (name: string, length: number) => col('varchar', name, { length: String(length), isPrimary: true }),
  big: (name: string) => col('bigint', name),
  bigNull: (name: string) => col('bigint', name, NULL),
  int: (name: string) => col('integer', name),
  intNull: (name: string) => col('integer', name, NULL),
  str: (name: string, length: number) => col('varchar', name, { length: String(length) }),
  strNull: (name: string, length: number) => col('varchar', name, { length: String(length), ...NULL }),
  text: (name: string) => col('text', name),
  textNull: (name: string) => col('text', name, NULL),
};
/**
 * What a row may never hold, whoever writes it: the last wall behind the conditional updates. TypeORM knows checks only on
 * SQLite; on MySQL and MariaDB they are added by hand. `Checks(table)` says the same on the entity.
 */
export const checks = {
  points_account: { ck_points_account_available: 'available >= -10000', ck_points_account_held: 'held >= 0' },
  points_lot: { ck_points_lot_left: 'leftPoints >= 0' },
  reward: { ck_reward_stock: 'stock >= 0', ck_reward_reserved: 'reserved >= 0' },
  tariff_addition: { ck_tariff_addition_used: 'used >= 0 AND used <= budget' },
} as const;
export const Checks = (table: keyof typeof checks): ClassDecorator => (target) => {
  for (const [name, expression] of Object.entries(checks[table])) Check(name, expression)(target);
};
const isSqlite = (q: QueryRunner): boolean => q.connection.options.type === 'better-sqlite3';

/** `indexes`: name → columns; a name that begins with `uq_` is unique. Names are explicit, since entities repeat them. */
export async function createTable(q: QueryRunner, name: string, columns: TableColumnOptions[], indexes: Record<string, string[]> = {}, rules: Readonly<Record<string, string>> = {}): Promise<void> {
  const entries = Object.entries(rules);
  await q.createTable(new Table({ name, columns, ...(isSqlite(q) ? { checks: entries.map(([rule, expression]) => new TableCheck({ name: rule, expression })) } : {}) }));
  if (!isSqlite(q)) for (const [rule, expression] of entries) await q.query(`ALTER TABLE ${name} ADD CONSTRAINT ${rule} CHECK (${expression})`);
  for (const [index, columnNames] of Object.entries(indexes)) await q.createIndex(name, new TableIndex({ name: index, columnNames, isUnique: index.startsWith('uq_') }));
}
/** Gives a table new columns, keeping its rows. `kept`: columns that stay as they are; `filled`: SQL for the others, with the old row as `o`. */
export async function rebuild(q: QueryRunner, name: string, kept: string[], columns: TableColumnOptions[], indexes: Record<string, string[]>, filled: Record<string, string>, rules: Readonly<Record<string, string>> = {}): Promise<void> {
  const old = `${name}_old`, from = kept.filter((k) => !(k in filled));
  // Index names are global on SQLite: the old ones must be gone before the new ones come.
  for (const index of (await q.getTable(name))!.indices) await q.dropIndex(name, index);
  await q.renameTable(name, old);
  await createTable(q, name, columns, {}, rules);
  await q.query(`INSERT INTO ${name} (${[...from, ...Object.keys(filled)].join(', ')}) SELECT ${[...from.map((k) => `o.${k}`), ...Object.values(filled)].join(', ')} FROM ${old} o`);
  await q.dropTable(old);
  for (const [index, columnNames] of Object.entries(indexes)) await q.createIndex(name, new TableIndex({ name: index, columnNames, isUnique: index.startsWith('uq_') }));
}
