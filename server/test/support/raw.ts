import { createHash } from 'node:crypto';
import { getMetadataArgsStorage } from 'typeorm';
import { ERRORS, type ErrorBody, type ErrorCode, type LocalFile } from '@xianfeng/shared';
import { entities } from '../../src/db/schema.js';
import { onMariaDb, type Board } from '../start.js';

/** A request as it travels, so that a test can spell it wrongly. `text` is a body that is sent as it stands. */
export interface RawCall { method: string; path: string; query?: object; body?: unknown; text?: string | Uint8Array<ArrayBuffer>; type?: string; file?: LocalFile; key?: string; token?: string }
export interface RawAnswer { status: number; body: Partial<ErrorBody>; text: string }

export async function call(board: Board, { method, path, query, body, text, type = 'application/json', file, key, token }: RawCall): Promise<RawAnswer> {
  const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([k, v]) => [v].flat().filter((x) => x !== undefined).map((x): [string, string] => [k, String(x)])));
  const headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (key !== undefined) headers['idempotency-key'] = key;
  let payload: string | Uint8Array<ArrayBuffer> | FormData | undefined;
  if (file) {
    payload = new FormData();
    payload.set('file', new Blob([file.data as Uint8Array<ArrayBuffer>]), file.name);
  } else if (text !== undefined || body !== undefined) {
    headers['content-type'] = type;
    payload = text ?? JSON.stringify(body);
  }
  const answer = await fetch(`${board.url}/api${path}${search.size > 0 ? `?${search.toString()}` : ''}`, { method, headers, body: payload, signal: AbortSignal.timeout(20_000) });
  const answered = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, body: isJson && answered !== '' ? (JSON.parse(answered) as Partial<ErrorBody>) : {}, text: answered };
}

/** What is wrong with a refusal; null when it is one of ours: a 4xx of its code, with a Chinese sentence. */
export function notOurRefusal({ status, body, text }: RawAnswer): string | null {
  if (status < 400 || status >= 500) return `${status} ${text.slice(0, 120)}`;
  const known = ERRORS[body.code as ErrorCode] as { status: number } | undefined;
  if (known?.status !== status) return `${status} does not belong to the code ${String(body.code)}`;
  return [body.message, ...Object.values(body.fields ?? {})].every((m) => /[\u4e00-\u9fff]/.test(m ?? '')) ? null : `no Chinese sentence: ${text.slice(0, 120)}`;
}

const tables = getMetadataArgsStorage().tables.filter((t) => (entities as unknown[]).includes(t.target)).map((t) => t.name!).sort();
/** A digest of every table's content: two equal ones mean that nothing was written between. */
export async function contents(board: Board): Promise<Record<string, string>> {
  const m = board.tx.read;
  if (onMariaDb) {
    const rows = await m.query<{ Table: string; Checksum: unknown }[]>(`CHECKSUM TABLE ${tables.map((t) => `\`${t}\``).join(', ')}`);
    return Object.fromEntries(rows.map((r) => [r.Table.split('.').at(-1)!, String(r.Checksum)]));
  }
  const digests: Record<string, string> = {};
  for (const t of tables) digests[t] = createHash('sha1').update(JSON.stringify(await m.query(`SELECT * FROM "${t}"`))).digest('hex');
  return digests;
}
/** The tables that differ between two digests. */
export const changed = (before: Record<string, string>, after: Record<string, string>): string[] => Object.keys(after).filter((t) => before[t] !== after[t]);
