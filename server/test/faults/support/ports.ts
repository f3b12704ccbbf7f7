import { createServer, type AddressInfo } from 'node:net';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A loopback port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Every process that the fault tests started and that still runs; the process' end takes them along. */
const running = new Set<ChildProcess>();
process.once('exit', () => { for (const child of running) child.kill('SIGKILL'); });
export const isRunning = (child: ChildProcess | null): child is ChildProcess => child !== null && running.has(child);
export function remember(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
/** Starts a database or a cache whose words go to a file. */
export const startService = (program: string, args: string[], log: string): ChildProcess =>
  remember(spawn(program, args, { stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')] }));
/** Ends a process that we started and waits until it is gone. */
export async function end(child: ChildProcess | null, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (!isRunning(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
/** Tries every 25 ms. @throws the last refusal, with the end of the log, when nothing came of it in `ms` or the process ended */
export async function until<T>(what: string, attempt: () => Promise<T>, ms = 60_000, child?: ChildProcess, log?: string): Promise<T> {
  const startedAt = performance.now();
  for (;;) {
    try {
      return await attempt();
    } catch (e) {
      const isGone = child !== undefined && !isRunning(child);
      if (isGone || performance.now() - startedAt > ms) throw new Error(`${what}: ${isGone ? 'the process ended' : `not in ${ms / 1000} s`} (${String(e)})${log ? `\n${readFileSync(log, 'utf8').split('\n').slice(-15).join('\n')}` : ''}`, { cause: e });
    }
    await sleep(25);
  }
}
