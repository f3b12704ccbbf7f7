import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 60_000;

/** Waits until a started server says that it is ready; when it ends or stays silent, throws with its log. */
export async function until(isReady, child, log) {
  const startedAt = Date.now();
  while (!isReady()) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() - startedAt > LIMIT_MS) {
      child.kill('SIGKILL');
      throw Object.assign(new Error(`${child.spawnfile} did not start`), { tail: readFileSync(log, 'utf8').split('\n').slice(-20).join('\n') });
    }
    await sleep(50);
  }
}
