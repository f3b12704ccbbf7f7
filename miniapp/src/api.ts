import { ApiError, createApi, type Call, type ErrorBody } from '@xianfeng/shared';
import Taro from '@tarojs/taro';
import { intents } from './lib/draft';
import { forget, isSettled, keyOf } from './lib/intents';
import { endOf, meter } from './lib/meter';
import { sendFile } from './platform/files';
import { session } from './session';

const BASE = `${process.env.TARO_APP_API}/api`;
const TIMEOUT_MS = 20_000;

const queryOf = (query: object | undefined): string => {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
};
const isRefusal = (body: unknown): body is ErrorBody => typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
const noNetwork = () => new ApiError(0, { code: 'NETWORK', message: '网络不通，请检查后再试' });

function read<T>(status: number, body: unknown): T {
  if (status >= 200 && status < 300) return body as T;
  throw new ApiError(status, isRefusal(body) ? body : { code: 'INTERNAL', message: '服务器开小差了，请稍后再试' });
}

/** What a finished thing cost, without a session: nothing says who it was, and nobody waits for it. */
function tellBurden(method: string, path: string, body: unknown, answer: unknown): void {
  const end = endOf(method, path, body, answer, session.get().me?.kind ?? 'RESIDENT');
  if (end) void Promise.resolve(Taro.request({ url: `${BASE}/burden`, method: 'POST', data: meter.finished(end.intent, end.who, end.items, Date.now()), header: { 'content-type': 'application/json' }, timeout: TIMEOUT_MS })).catch(() => undefined);
}

/** The only place that talks to the network. Anything but a 2xx becomes an ApiError whose message can be shown. */
async function send<T>({ method, path, query, body, file, key }: Call): Promise<T> {
  const { token } = session.get();
  const header: Record<string, string> = {};
  if (token) header['authorization'] = `Bearer ${token}`;
  // A photo is no intent of its own, and its file is gone after a restart.
  const intent = key && !file ? `${session.get().me?.id ?? 0} ${method} ${path} ${JSON.stringify(body ?? null)}` : null;
  const sentKey = intent && key ? keyOf(intents, intent, key, Date.now()) : key;
  if (sentKey) header['idempotency-key'] = sentKey;
  const url = BASE + path + queryOf(query);
  let answer: { statusCode: number; data: unknown };
  try {
    answer = file
      ? await sendFile({ url, file, header, timeout: 60_000 })
      : await Taro.request({ url, method: method as keyof Taro.request.Method, data: body as Record<string, unknown> | undefined, header: body === undefined ? header : { ...header, 'content-type': 'application/json' }, timeout: TIMEOUT_MS });
  } catch {
    throw noNetwork();
  }
  if (intent && isSettled(answer.statusCode)) forget(intents, intent, Date.now());
  if (answer.statusCode < 300) tellBurden(method, path, body, answer.data);
  return read<T>(answer.statusCode, answer.data);
}

export const api = createApi(send);
export { fileUrl } from './lib/file-url';
