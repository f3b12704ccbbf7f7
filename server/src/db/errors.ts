export type DbErrorKind = 'unique' | 'check' | 'retry' | 'timeout' | 'offline' | 'too-long' | 'other';
interface DriverError { code?: string; errno?: number; fatal?: boolean; message?: string; driverError?: DriverError }

/** 1213 deadlock, 1020 changed since read (MariaDB snapshots); 9007, 8002, 8022, 8028: write conflicts of TiDB. */
const RETRY = new Set([1213, 1020, 9007, 8002, 8022, 8028]);
/** A lock was not let go for as long as a statement waits: nobody wants to wait that long again, and again. */
const LOCK_WAIT = 1205;
/** CHECK: MariaDB, MySQL. Told by number, since the driver calls MariaDB's something else. */
const CHECK = new Set([4025, 3819]);
const OFFLINE = new Set(['ECONNREFUSED', 'ECONNRESET', 'PROTOCOL_CONNECTION_LOST', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ER_SERVER_SHUTDOWN', 'ER_CONNECTION_KILLED', 'ER_CON_COUNT_ERROR', 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR', 'PROTOCOL_ENQUEUE_AFTER_QUIT']);

/** What went wrong, by driver code; the texts differ too much to be read. */
export function dbError(e: unknown): { kind: DbErrorKind; key: string } {
  const d = ((e as DriverError | null)?.driverError ?? e ?? {}) as DriverError;
  const code = String(d.code ?? ''), message = String(d.message ?? '');
  if (d.errno === 1062) return { kind: 'unique', key: /for key '(?:[^'.]*\.)?([^']+)'/.exec(message)?.[1] ?? '' };
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return { kind: 'unique', key: /failed: (.+)$/.exec(message)?.[1] ?? '' };
  if (CHECK.has(d.errno ?? 0) || code === 'SQLITE_CONSTRAINT_CHECK') return { kind: 'check', key: /CONSTRAINT `([^`]+)`|constraint '([^']+)'|failed: (\S+)/i.exec(message)?.slice(1).find(Boolean) ?? '' };
  if (RETRY.has(d.errno ?? 0) || code === 'SQLITE_BUSY_SNAPSHOT' || code === 'SQLITE_LOCKED') return { kind: 'retry', key: '' };
  if (d.errno === LOCK_WAIT || code.startsWith('SQLITE_BUSY')) return { kind: 'timeout', key: '' };
  // `fatal` without a code: a command on a connection that the driver has already closed.
  if (OFFLINE.has(code) || (d.fatal === true && code === '')) return { kind: 'offline', key: '' };
  if (d.errno === 1406) return { kind: 'too-long', key: '' };
  return { kind: 'other', key: '' };
}
/** An error as a log may hold it: what the database quotes in its message are people's names and phones. */
export function traceOf(e: unknown): string {
  if (!(e instanceof Error)) return String(e);
  const trace = e.stack ?? e.message;
  return (e as DriverError).driverError === undefined ? trace : trace.replaceAll(e.message, e.message.replace(/(entry|value:?) '.*?' for/gi, "$1 '…' for"));
}
/** A unique key said no. */
export const isDuplicate = (e: unknown): boolean => dbError(e).kind === 'unique';
