import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** Far above any answer of WeChat's; a code's picture has some hundred KB. */
export const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
export interface Reply { status: number; body: Buffer }
/** No connection was made: nothing has left. */
export class NotReached extends Error {
  constructor(cause: unknown) {
    super('not reached', { cause });
  }
}
/** 'ECONNREFUSED', 'CERT_HAS_EXPIRED' …: what a log may hold of an error, whose message may carry the address. '' where it has none. */
export function codeOf(e: unknown): string {
  const code = (e as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : '';
}
/**
 * One request, one answer. Node's own client rather than fetch: it tells for certain whether a connection was made, and connecting has a limit of its own.
 * A redirect is an answer like any other, and not followed; nothing is asked twice.
 */
export class Exchange {
  // A server closes idle connections after some seconds; ours goes first, so that no request runs into one that is closing.
  private readonly agents = { 'http:': new HttpAgent({ keepAlive: true, maxSockets: 100, timeout: 4_000 }), 'https:': new HttpsAgent({ keepAlive: true, maxSockets: 100, timeout: 4_000 }) };
  close(): void {
    Object.values(this.agents).forEach((agent) => agent.destroy());
  }
  /** @throws NotReached; Error where nobody knows whether it arrived. Messages of errors may carry the address: they are not for logs. */
  send(url: URL, method: 'GET' | 'POST', body: string | null, connectMs: number, signal: AbortSignal): Promise<Reply> {
    const protocol = url.protocol as keyof typeof this.agents;
    return new Promise((resolve, reject) => {
      let isConnected = false;
      const headers = body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const request = (protocol === 'https:' ? httpsRequest : httpRequest)(url, { method, headers, agent: this.agents[protocol], signal });
      const slow = setTimeout(() => request.destroy(new Error('connecting')), connectMs);
      const fail = (e: Error): void => {
        clearTimeout(slow);
        reject(isConnected ? e : new NotReached(e));
      };
      request.on('socket', (socket) => {
        const connected = (): void => {
          isConnected = true;
          clearTimeout(slow);
        };
        // Before this event nothing of a request is written, over TLS before its own.
        if (socket.connecting) socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', connected);
        else connected();
      });
      request.on('error', fail);
      request.on('response', (response) => void readBody(response).then((bytes) => resolve({ status: response.statusCode ?? 0, body: bytes }), (e: Error) => {
        request.destroy();
        fail(e);
      }));
      request.end(body ?? undefined);
    });
  }
}
async function readBody(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('answer too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
