import { ApiError, type Call, type ErrorBody, type Transport } from '@xianfeng/shared';
import { setTimeout as sleep } from 'node:timers/promises';

/** A refusal as it came: its status, headers and body. */
export class Refused extends ApiError {
  constructor(status: number, body: ErrorBody, readonly retryAfter: string | null, readonly text: string, readonly path: string) {
    super(status, body);
  }
}
/** Nobody answered: refused connection, or cut off before the end of the answer. The effect may stand or not. */
export class NoAnswer extends Error {}

export interface Answer { status: number; retryAfter: string | null; text: string; path: string; startedAt: number; ms: number; replayed: boolean }
export interface LineOptions { /** The address that the proxy in front names. */ from?: string; /** Sees every answer, good or bad. */ onAnswer?: (a: Answer) => void; /** Is told of every request that nobody answered, and when it had begun. */ onSilence?: (startedAt: number) => void; /** What counts as no answer, in ms. */ patience?: number }

/** The product's calls over fetch, like `transport` in test/start.ts, but it tells refusal from silence and keeps what was answered. */
export function line(base: string, token?: string, { from, onAnswer, onSilence, patience = 60_000 }: LineOptions = {}): Transport {
  return async <T>({ method, path, query, body, file, key }: Call): Promise<T> => {
    const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, v]) => v !== undefined).map(([k, v]): [string, string] => [k, String(v)]));
    const headers: Record<string, string> = {};
    if (token) headers.authorization = `Bearer ${token}`;
    if (key) headers['idempotency-key'] = key;
    if (from) headers['x-forwarded-for'] = from;
    let payload: string | FormData | undefined;
    if (file) {
      payload = new FormData();
      payload.set('file', new Blob([file.data as Uint8Array<ArrayBuffer>]), file.name);
    } else if (body !== undefined) {
      headers['content-type'] = 'application/json';
      payload = JSON.stringify(body);
    }
    const startedAt = performance.now();
    let status: number, text: string, retryAfter: string | null, replayed: boolean;
    try {
      const answer = await fetch(`${base}/api${path}${search.size ? `?${search.toString()}` : ''}`, { method, headers, body: payload, signal: AbortSignal.timeout(patience) });
      [status, retryAfter, replayed, text] = [answer.status, answer.headers.get('retry-after'), answer.headers.has('idempotent-replayed'), await answer.text()];
    } catch (e) {
      onSilence?.(startedAt);
      throw new NoAnswer(`${method} ${path}: ${String((e as { cause?: { code?: string } }).cause?.code ?? e)}`);
    }
    onAnswer?.({ status, retryAfter, text, path: `${method} ${path}`, startedAt, ms: performance.now() - startedAt, replayed });
    if (status < 200 || status > 299) throw new Refused(status, bodyOf(text), retryAfter, text, `${method} ${path}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
}
function bodyOf(text: string): ErrorBody {
  try {
    return JSON.parse(text) as ErrorBody;
  } catch {
    return { code: 'INTERNAL', message: text.slice(0, 200) };
  }
}
/** How a request ended, in a word: 'ok', the code of its refusal with its status, or why nobody answered. */
export function how(r: PromiseSettledResult<unknown>): string {
  if (r.status === 'fulfilled') return 'ok';
  const e = r.reason as unknown;
  const { status, code } = e as { status?: number; code?: string };
  return status !== undefined && code !== undefined ? `${status} ${code}` : String(e);
}
/** How each of several requests ended, with counts. */
export async function tally(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const r of await Promise.allSettled(calls)) counts[how(r)] = (counts[how(r)] ?? 0) + 1;
  return counts;
}
/**
 * Does what a phone does: the same request with the same key again and again, at one server and the other, until somebody
 * answers yes or no. 503 and 429 are no answer yet. @throws the refusal; an Error after `patience` ms without either
 */
export async function insist<T>(apis: number, call: (n: number) => Promise<T>, patience = 60_000): Promise<T> {
  const startedAt = performance.now();
  for (let i = 0; ; i++) {
    try {
      return await call(i % apis);
    } catch (e) {
      const isNone = e instanceof NoAnswer || (e instanceof Refused && (e.status === 503 || e.status === 429));
      if (!isNone) throw e;
      if (performance.now() - startedAt > patience) throw new Error(`no answer in ${patience / 1000} s, the last: ${e.message}`, { cause: e });
      await sleep(40 + 20 * Math.min(i, 8));
    }
  }
}
