import { createApi, type Call } from '@xianfeng/shared';
import Taro from '@tarojs/taro';
import { noNetwork, refusal, unsure } from './lib/answers';
import { intents } from './lib/draft';
import { forget, isSettled, keyOf } from './lib/intents';
import { endOf, meter } from './lib/meter';
import { Joined, queue } from './lib/queue';
import { thenOf } from './lib/resend';
import { sendFile } from './platform/files';
import { life } from './platform/life';
import { session } from './session';

const BASE = `${process.env.TARO_APP_API}/api`;
const TIMEOUT_MS = 20_000, UPLOAD_MS = 60_000;
interface Answer { statusCode: number; data: unknown; header?: Record<string, unknown> }

const queryOf = (query: object | undefined): string => {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
};
const joined = new Joined();

/** What a finished thing cost, without a session: nothing says who it was, and nobody waits for it. */
function tellBurden(method: string, path: string, body: unknown, answer: unknown): void {
  const end = endOf(method, path, body, answer, session.get().me?.kind ?? 'RESIDENT');
  if (end) void queue.run('request', () => Promise.resolve(Taro.request({ url: `${BASE}/burden`, method: 'POST', data: meter.finished(end.intent, end.who, end.items, Date.now()), header: { 'content-type': 'application/json' }, timeout: TIMEOUT_MS }))).catch(() => undefined);
}

/** Tries until there is an answer, or until it is clear that there will be none (lib/resend). */
async function tryIt(method: string, hasKey: boolean, once: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const before = life.moves();
    try {
      return await once();
    } catch {
      await life.front();
      const then = thenOf({ method, hasKey, moved: life.moves() !== before && life.isOnline(), tries });
      if (then !== 'again') throw then === 'unsure' ? unsure() : noNetwork();
    }
  }
}

/** The only place that talks to the network. Anything but a 2xx becomes an ApiError whose message can be shown. */
async function send<T>({ method, path, query, body, file, key }: Call): Promise<T> {
  const token = await session.token();
  const header: Record<string, string> = {};
  if (token) header['authorization'] = `Bearer ${token}`;
  // A photo is no intent of its own: whoever sends it keeps its key (lib/pending).
  const intent = key && !file ? `${session.get().me?.id ?? 0} ${method} ${path} ${JSON.stringify(body ?? null)}` : null;
  const sentKey = intent && key ? keyOf(intents, intent, key, Date.now()) : key;
  if (sentKey) header['idempotency-key'] = sentKey;
  const url = BASE + path + queryOf(query);
  const once = (): Promise<Answer> => (file
    ? queue.run('upload', () => sendFile({ url, file, header, timeout: UPLOAD_MS }))
    : queue.run('request', () => Promise.resolve(Taro.request({ url, method: method as keyof Taro.request.Method, data: body as Record<string, unknown> | undefined, header: body === undefined ? header : { ...header, 'content-type': 'application/json' }, timeout: TIMEOUT_MS }))));
  if (method !== 'GET') joined.wrote();
  const answer = await (method === 'GET' ? joined.read(`${token ?? ''} ${url}`, () => tryIt(method, false, once)) : tryIt(method, sentKey !== undefined, once));
  // What is asked from here on must not be the answer of before this write was done.
  if (method !== 'GET') joined.wrote();
  if (intent && isSettled(answer.statusCode)) forget(intents, intent, Date.now());
  if (answer.statusCode < 200 || answer.statusCode >= 300) throw refusal(answer.statusCode, answer.data, answer.header, Date.now());
  tellBurden(method, path, body, answer.data);
  return answer.data as T;
}

export const api = createApi(send);
export { fileUrl } from './lib/file-url';
