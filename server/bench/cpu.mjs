import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';

/** CPU time of a process and its threads so far, in µs. Linux keeps it exactly; wall-clock on a shared machine says little. */
export function cpuMicros(pid) {
  let nanos = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanos += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch { /* the thread ended in between */ }
  }
  return nanos / 1_000;
}
export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Cores of the measured process, and of all that it talks to: what is measured must not be moved about. */
export const MEASURED = 0, OTHERS = 1;
/** Keeps a process and its threads on one core, where the machine has two and the tool is there. */
export function pin(pid, core) {
  if (cpus().length > 1) spawnSync('taskset', ['-a', '-cp', String(core), String(pid)], { stdio: 'ignore' });
}
