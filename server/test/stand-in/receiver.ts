import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unseal } from '../../src/reach/wechat/push/push-crypto.rules.js';
import type { Json } from './caller.js';

export interface Got { method: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string }
/** A server of a mini-program that takes everything down. `answer` says how it answers the n-th (from 0); null: not at all. */
export interface Receiver { url: string; got: Got[]; answer: (n: number, got: Got) => string | number | null; serve: (path: string, bytes: Buffer) => string; stop: () => void }

export async function startReceiver(): Promise<Receiver> {
  const files = new Map<string, Buffer>(), receiver: Omit<Receiver, 'url' | 'serve' | 'stop'> = { got: [], answer: () => 'success' };
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://x'), chunks: Buffer[] = [], file = files.get(url.pathname);
      if (file) return void response.end(file);
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const got = { method: request.method ?? '', query: url.searchParams, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      const said = receiver.answer(receiver.got.push(got) - 1, got);
      if (typeof said === 'number') response.statusCode = said;
      if (said !== null) response.end(typeof said === 'number' ? 'no' : said);
    })();
  });
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(receiver, {
    url: `${base}/push`,
    serve: (path: string, bytes: Buffer) => {
      files.set(path, bytes);
      return `${base}${path}`;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  });
}
/** The event in a safe-mode JSON body, opened with the product's own key handling. */
export const opened = ({ body }: Got, aesKey: string, appId: string): Json => JSON.parse(unseal(aesKey, appId, (JSON.parse(body) as { Encrypt: string }).Encrypt)!) as Json;
