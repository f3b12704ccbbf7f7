import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PushAnswer, PushQuery, PushService } from './push.service.js';

const MAX_BYTES = 64 * 1024;
/** GET and POST /wechat/push, the address given to WeChat. Beside the API: it answers in WeChat's words, and reads a body of any type by itself. */
export async function servePush(fastify: FastifyInstance, push: PushService): Promise<void> {
  const answer = (reply: FastifyReply, { status, text }: PushAnswer): FastifyReply => reply.status(status).type('text/plain; charset=utf-8').send(text);
  await fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BYTES }, (_request, body, parsed) => parsed(null, body));
    // Fastify's own errors have a `statusCode`, ours (we are closing) a `status`. WeChat sends again what was not answered with success.
    scope.setErrorHandler((e: { statusCode?: number; status?: number }, _request, reply) => answer(reply, { status: e.statusCode ?? e.status ?? 500, text: '' }));
    scope.get('/wechat/push', (request, reply) => answer(reply, push.greet(request.query as PushQuery)));
    scope.post('/wechat/push', async (request, reply) => answer(reply, await push.take(request.query as PushQuery, typeof request.body === 'string' ? request.body : '')));
    done();
  });
}
