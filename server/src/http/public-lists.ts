import type { FastifyInstance, FastifyReply } from 'fastify';

/** How old the public list may be. Half of it one database read is shared, half of it one answer. */
export const PUBLIC_LIST_MS = 200;
const PUBLIC = '/api/open-tasks';
const KEPT = 1_000;
interface Kept { until: number; bytes: Buffer }

/**
 * Answers of the public list by address, for a moment: whoever asks the same without a session meanwhile gets the same
 * bytes before the request reaches a controller. `limit` counts him like anybody else and may refuse.
 */
export function servePublicLists(fastify: FastifyInstance, limit: (address: string) => void): void {
  const answers = new Map<string, Kept>();
  // What was kept must not be kept anew when it is sent: it would never grow old.
  const repeats = new WeakSet<FastifyReply>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const kept = request.headers.authorization === undefined ? answers.get(request.url) : undefined;
    if (!kept || kept.until <= performance.now()) return done();
    try {
      limit(request.ip);
    } catch (e) {
      return done(e as Error);
    }
    repeats.add(reply);
    reply.header('content-type', 'application/json; charset=utf-8').send(kept.bytes);
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith(PUBLIC) && reply.statusCode === 200 && Buffer.isBuffer(payload) && request.headers.authorization === undefined && !repeats.has(reply)) {
      if (answers.size >= KEPT) answers.clear();
      answers.set(request.url, { until: performance.now() + PUBLIC_LIST_MS / 2, bytes: payload });
    }
    done(null, payload);
  });
}
