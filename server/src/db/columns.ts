import { Column, PrimaryColumn, type ColumnOptions, type QueryRunner, type TableColumnOptions, Table, TableIndex } from 'typeorm';

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
/** `indexes`: name → columns; a name that begins with `uq_` is unique. Names are explicit, since entities repeat them. */
export async function createTable(q: QueryRunner, name: string, columns: TableColumnOptions[], indexes: Record<string, string[]> = {}): Promise<void> {
  await q.createTable(new Table({ name, columns }));
  for (const [index, columnNames] of Object.entries(indexes)) await q.createIndex(name, new TableIndex({ name: index, columnNames, isUnique: index.startsWith('uq_') }));
}
