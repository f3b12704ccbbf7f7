import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createApi, type Api } from '@xianfeng/shared';
import type { Config } from '../../../src/config.js';
import type { Actor } from '../../world.js';
import { line, type LineOptions } from './line.js';
import { end, freePort, isRunning, remember } from './ports.js';

/** The server as it is shipped. */
export const DIST = process.env.FAULTS_DIST || join(import.meta.dirname, '../../../dist');
export interface ServerOptions { dist?: string; timeZone?: string; redisUrl?: string; /** Its clock obeys `setClock` (a preload); otherwise it runs exactly as shipped. */ steered?: { offset: number } | { at: number }; env?: Record<string, string> }
/** How a server ended: its exit code or the signal. */
export interface Ending { code: number | null; signal: string | null }

/** One server process on a port of its own, which it keeps over restarts. */
export class ServerProcess {
  private child: ChildProcess | null = null;
  private supervisor: Promise<void> = Promise.resolve();
  /** Everything it wrote to standard error, over all its lives. */
  errors = '';
  starts = 0;
  /** Start again whenever it ends, as systemd does. */
  supervised = false;
  private constructor(private readonly config: Config, readonly workerId: number, readonly port: number, private options: ServerOptions) {}
  static async start(config: Config, workerId: number, options: ServerOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(config, workerId, await freePort(), options);
    await server.start();
    return server;
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get pid(): number {
    return this.child?.pid ?? 0;
  }
  get isUp(): boolean {
    return isRunning(this.child);
  }
  as = (who: Actor | null, o?: LineOptions): Api => createApi(line(this.url, who?.token, o));
  /** Until it says READY; how long that took, in ms. */
  async start(options: ServerOptions = {}): Promise<number> {
    this.options = { ...this.options, ...options };
    const { dist = DIST, timeZone, redisUrl, steered, env: more } = this.options, begun = performance.now();
    const env = {
      PATH: process.env.PATH, DATABASE_URL: this.config.databaseUrl?.href ?? '', DATA_DIR: this.config.dataDir, SECRET: this.config.secret, DEMO: '1', PORT: String(this.port), WORKER_ID: String(this.workerId), NODE_ENV: 'production',
      RATE_LIMIT: '1000000', TRUST_PROXY: '1', ...(timeZone ? { TZ: timeZone } : {}), ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      ...(steered ? ('at' in steered ? { FAULTS_AT: String(steered.at) } : { FAULTS_OFFSET: String(steered.offset) }) : {}), ...more,
    };
    const preload = steered ? ['--import', join(import.meta.dirname, 'steered-clock.mjs')] : [];
    const child = (this.child = remember(spawn(process.execPath, [...preload, join(dist, 'main.js')], { env, stdio: ['ignore', 'pipe', 'pipe', ...(steered ? ['ipc' as const] : [])] })));
    this.starts += 1;
    child.stderr!.on('data', (chunk: Buffer) => { this.errors += chunk.toString(); });
    await new Promise<void>((ready, fail) => {
      createInterface({ input: child.stdout! }).on('line', (text) => { if (text.startsWith('READY ')) ready(); });
      child.once('exit', (code, signal) => fail(new Error(`server ${this.workerId} ended with ${code ?? signal}: ${this.errors.slice(-2_000)}`)));
    });
    child.once('exit', () => { if (this.supervised && this.child === child) this.supervisor = this.start().then(() => undefined, () => undefined); });
    return performance.now() - begun;
  }
  /** kill -9. Whoever supervises it starts it again; `back` waits for that. */
  kill = (): Promise<void> => end(this.child, 'SIGKILL');
  back = async (): Promise<void> => {
    // The supervisor begins in the exit event, which has fired when `kill` returns.
    await this.supervisor;
  };
  /** SIGTERM, as a new release is rolled out. */
  async leave(): Promise<Ending> {
    this.supervised = false;
    const child = this.child!, gone = once(child, 'exit') as Promise<[number | null, string | null]>;
    child.kill('SIGTERM');
    const [code, signal] = await gone;
    return { code, signal };
  }
  async setClock(said: { offset: number } | { at: number }): Promise<void> {
    this.options = { ...this.options, steered: said };
    const child = this.child!, heard = once(child, 'message');
    child.send(said);
    await heard;
  }
  /** The most memory that it ever had, in MiB. */
  peakMiB(): number {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))![1]) / 1024;
  }
  async remove(): Promise<void> {
    this.supervised = false;
    await this.supervisor;
    await end(this.child, 'SIGKILL');
  }
}
