import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, refuse } from './errors.ts';
import type { FaultRule } from './faults.ts';
import { MINUTE } from './ground.ts';
import type { Endpoint, Platform } from './platform.ts';

const MAX_BODY = 2 * 1_024 * 1_024, JSON_TYPE = 'application/json; encoding=utf-8';
interface Said { status: number; type: string; body: Buffer }

/** A call of the mini-program's server: what it is answered, and what befalls the answer. */
export async function answer(platform: Platform, endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
  const body = await readBody(request), fault = platform.faults.next(endpoint.name), counter = platform.counters[endpoint.name]!;
  counter.calls += 1;
  const work = (): Said => {
    try {
      return say(endpoint, act(platform, endpoint, request, query, body, fault), counter);
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      counter.errors[e.errcode] = (counter.errors[e.errcode] ?? 0) + 1;
      return { status: 200, type: typeOf(endpoint), body: Buffer.from(JSON.stringify({ errcode: e.errcode, errmsg: `${e.message} rid: ${platform.chance.id()}` })) };
    }
  };
  const early = fault?.effect === true ? work() : null;
  switch (fault?.fault) {
    case 'timeout':
      await sleep(fault.ms ?? MINUTE);
      // Who has gone away meanwhile gets nothing done either.
      return response.destroyed ? undefined : send(response, early ?? work());
    case 'reset': return void request.socket.resetAndDestroy();
    case 'half-body': return half(response, early ?? work());
    case 'slow-drip': return drip(response, early ?? work(), fault.ms ?? 100);
    case 'http500': return send(response, page(500, '<html><h1>500 Internal Server Error</h1></html>'));
    case 'http502': return send(response, page(502, '<html><h1>502 Bad Gateway</h1></html>'));
    case 'html-body': return send(response, page(200, '<html><body>系统维护中</body></html>'));
    case 'empty-body': return send(response, { status: 200, type: typeOf(endpoint), body: Buffer.alloc(0) });
    default: return send(response, early ?? work());
  }
}

const typeOf = ({ name }: Endpoint): string => (name === 'code2Session' ? 'text/plain' : JSON_TYPE);
const page = (status: number, text: string): Said => ({ status, type: 'text/html', body: Buffer.from(text) });

function act(platform: Platform, endpoint: Endpoint, request: IncomingMessage, query: URLSearchParams, raw: string, fault?: FaultRule): object | Buffer {
  if (fault?.fault === 'busy') refuse(-1);
  if (fault?.fault === 'rate') refuse(45009, fault.errmsg);
  if (fault?.fault === 'errcode') refuse(fault.errcode, fault.errmsg);
  if (fault?.fault === 'token-expire-now') platform.tokens.expire();
  if (fault?.fault === 'token-rotate') platform.tokens.rotate();
  platform.judgeIp(endpoint, (request.socket.remoteAddress ?? '').replace('::ffff:', ''));
  if (request.method !== endpoint.method) refuse(43002);
  platform.quotas.count(endpoint.name);
  const body = endpoint.method === 'POST' ? () => object(raw) : () => ({});
  // The token belongs in the query; in the body it makes the body unreadable to WeChat.
  if (endpoint.token && !query.has('access_token') && raw.includes('"access_token"')) refuse(47001);
  if (endpoint.token) platform.tokens.check(query.get('access_token'));
  return endpoint.answer(query, body());
}
function object(raw: string): Record<string, unknown> {
  if (raw === '') return refuse(44002);
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return refuse(47001);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : refuse(47001);
}
function say(endpoint: Endpoint, value: object | Buffer, counter: { effects: number }): Said {
  counter.effects += 1;
  if (Buffer.isBuffer(value)) return { status: 200, type: 'image/png', body: value };
  // A bigint goes out as a bare number, longer than JavaScript's own.
  const text = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `\0${one}` : one)).replace(/"\\u0000(\d+)"/g, '$1');
  return { status: 200, type: typeOf(endpoint), body: Buffer.from(text) };
}

const head = ({ type, body }: Said): Record<string, string | number> => ({ 'content-type': type, 'content-length': body.length });
const send = (response: ServerResponse, said: Said): void => void response.writeHead(said.status, head(said)).end(said.body);
function half(response: ServerResponse, said: Said): void {
  response.writeHead(said.status, head(said)).write(said.body.subarray(0, Math.ceil(said.body.length / 2)), () => response.destroy());
}
async function drip(response: ServerResponse, said: Said, ms: number): Promise<void> {
  response.writeHead(said.status, head(said));
  for (const byte of said.body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(ms);
  }
  response.end();
}
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
