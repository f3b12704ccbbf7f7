import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { end, freePort, startService, until } from './ports.js';

/** A Redis of these tests' own that may be stopped, emptied and slowed down. The servers reach it through a proxy on `url`. */
export class SlowRedis {
  private child: ChildProcess | null = null;
  private readonly sockets = new Set<Socket>();
  /** Milliseconds that every answer waits on its way back. */
  delayMs = 0;
  private constructor(private readonly dir: string, private readonly port: number, private readonly proxy: Server, readonly url: string) {}
  /** The proxy listens at once; Redis itself is not there until `start`. */
  static async prepare(): Promise<SlowRedis> {
    const port = await freePort(), at = await freePort(), proxy = createServer();
    const redis = new SlowRedis(mkdtempSync(join(tmpdir(), 'xianfeng-redis-')), port, proxy, `redis://127.0.0.1:${at}/`);
    proxy.on('connection', (client) => redis.pipe(client));
    proxy.listen(at, '127.0.0.1');
    await once(proxy, 'listening');
    return redis;
  }
  async start(): Promise<void> {
    const log = join(this.dir, 'log');
    this.child = startService(process.env.REDIS_SERVER || 'redis-server', ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.dir], log);
    await until('Redis', () => this.ask((r) => r.ping()), 20_000, this.child, log);
  }
  stop = (): Promise<void> => end(this.child, 'SIGKILL');
  /** One question to Redis itself, past the proxy. */
  async ask<T>(question: (r: Redis) => Promise<T>): Promise<T> {
    const r = new Redis(this.port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    r.on('error', () => undefined);
    try {
      await r.connect();
      return await question(r);
    } finally {
      r.disconnect();
    }
  }
  async remove(): Promise<void> {
    await this.stop();
    for (const s of this.sockets) s.destroy();
    this.proxy.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
  private pipe(client: Socket): void {
    const server = connect(this.port, '127.0.0.1');
    for (const [from, to] of [[client, server], [server, client]] as const) {
      this.sockets.add(from);
      from.on('error', () => undefined).on('close', () => { this.sockets.delete(from); to.destroy(); });
    }
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => { setTimeout(() => { if (!client.destroyed) client.write(chunk); }, this.delayMs); });
  }
}
