import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import multipart from '@fastify/multipart';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { ERRORS, UPLOAD_LIMITS } from '@xianfeng/shared';
import { AppModule } from './app.module.js';
import type { Config } from './config.js';
import { unfitness } from './db/fitness.js';
import { openReady } from './db/open.js';
import { Tx } from './db/tx.js';
import { assertScoped, type Request } from './http/access.js';
import { ErrorFilter } from './http/error.filter.js';
import { servePublicLists } from './http/public-lists.js';
import { RateLimit } from './http/rate-limit.js';
import { declaredRoutes } from './http/routes.js';
import { ValidationPipe } from './http/validation.pipe.js';
import { serveWeb } from './http/web.js';
import { Clock } from './lib/clock.js';
import { fail } from './lib/errors.js';
import { setWorkerId } from './lib/ids.js';
import { Jobs } from './lib/jobs.js';
import { ScrubbedLogger } from './lib/scrubbed-logger.js';
import { servePush } from './reach/wechat/push/push.route.js';
import { PushService } from './reach/wechat/push/push.service.js';

export interface Started { app: NestFastifyApplication; tx: Tx; clock: Clock; jobs: Jobs; close: () => Promise<void> }

/** An address that cannot even be read is no address of ours; Fastify itself would say so in English. */
const noSuchAddress = (_error: Error, _request: FastifyRequest, reply: FastifyReply): void => {
  const { status, text } = ERRORS.NOT_FOUND;
  void reply.status(status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ code: 'NOT_FOUND', message: text }));
};

/** People's points are kept only where nobody who serves can rewrite them and no answered write is lost. @throws Error in production */
async function judge(writer: DataSource, config: Config): Promise<void> {
  const { rights, durability } = await unfitness(writer);
  if (config.production && (rights ?? durability)) throw new Error((rights ?? durability)!);
  if (rights) new Logger('database').warn(rights);
}
/** Opens the database, brings it up to date and builds the application; what the server, the tools and the tests share. */
export async function createApp(config: Config, clock = new Clock()): Promise<Started> {
  setWorkerId(config.workerId);
  const { writer, reader } = await openReady(config);
  const destroy = async (): Promise<void> => {
    for (const d of new Set([writer, reader])) if (d.isInitialized) await d.destroy();
  };
  try {
    if (config.databaseUrl) await judge(writer, config);
  } catch (e) {
    await destroy();
    throw e;
  }
  const tx = new Tx(writer, reader);
  const adapter = new FastifyAdapter({ trustProxy: config.trustProxy ? 'loopback' : false, bodyLimit: 1024 * 1024, genReqId: () => randomUUID(), forceCloseConnections: 'idle', routerOptions: { maxParamLength: 200 }, frameworkErrors: noSuchAddress, return503OnClosing: false });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, writer, tx, clock), adapter, { logger: new ScrubbedLogger(), abortOnError: false });
  const filter = new ErrorFilter();
  app.setGlobalPrefix('api');
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(filter);
  await app.register(multipart, { limits: { files: 1, fields: 4, fileSize: UPLOAD_LIMITS.sheetMb * 1024 * 1024 }, throwFileSizeLimit: true });
  const fastify = adapter.getInstance();
  servePublicLists(fastify, (address) => app.get(RateLimit).hit(`ip${address}`));
  let leaving = false;
  // Whoever still comes on an open connection is sent to another process by a refusal of ours; Fastify's own would be English.
  fastify.addHook('onRequest', (_request, _reply, done) => done(leaving ? fail('BUSY') : undefined));
  fastify.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    try {
      assertScoped(request as Request, reply.statusCode);
      done(null, payload);
    } catch (e) {
      done(e as Error);
    }
  });
  // Whoever repeats a request under its key is told that this is the answer of before.
  fastify.addHook('preSerialization', (request, reply, payload, done) => {
    if (request.headers['idempotency-key'] !== undefined && typeof payload === 'object' && payload !== null && tx.isReplay(payload)) reply.header('idempotent-replayed', 'true');
    done(null, payload);
  });
  const jobs = app.get(Jobs);
  // After the last answer and before the database goes: jobs under way end as well.
  fastify.addHook('onClose', () => jobs.stop());
  const close = async (): Promise<void> => {
    // A connection that was answering when the close began stays open afterwards (keep-alive, 72 s): let each go as soon as it is idle.
    const sweep = setInterval(() => (app.getHttpServer() as Server).closeIdleConnections(), 50);
    leaving = true;
    void jobs.stop();
    await app.close().finally(() => clearInterval(sweep));
    await destroy();
  };
  try {
    await servePush(fastify, app.get(PushService));
    if (config.webDir) await serveWeb(fastify, config.webDir);
    await app.init();
    declaredRoutes(app); // refuses to start where a route does not declare its access
    await fastify.ready();
  } catch (e) {
    await close();
    throw e;
  }
  return { app, tx, clock, jobs, close };
}
