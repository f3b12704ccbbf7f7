import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** Every child that has not ended, with whether it leads a group of its own. */
const children = new Map();

/** How much of a silent command's output is shown when it fails. */
const TAIL_LINES = 40;

const STDIO = { none: ['ignore', 'pipe', 'pipe'], stderr: ['ignore', 'ignore', process.stdout.fd], all: ['ignore', 'inherit', 'inherit'] };

export class CommandFailed extends Error {
  constructor(what, code, tail) {
    super(`${what} ended with ${code}`);
    this.tail = tail;
  }
}

/**
 * Starts a child and remembers it, so that `stopAll` leaves nothing behind.
 * `group` gives it a process group of its own, for commands that start servers themselves.
 */
export function start(file, args, { group = false, ...options } = {}) {
  const child = spawn(file, args, { cwd: ROOT, ...options, detached: group });
  children.set(child, group);
  child.once('close', () => children.delete(child));
  child.once('error', () => children.delete(child));
  return child;
}

/**
 * Runs a command and waits. Silent by default: its output is kept, and the tail travels with the error.
 * `onLine` gets each line as it comes. `show` lets the command write to the terminal itself: 'all', or only its 'stderr' (on our standard output).
 * @returns the whole output (empty when shown); throws CommandFailed on any other code than 0.
 */
export function run(file, args, { onLine, show, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(file, args, { ...options, stdio: STDIO[show ?? 'none'] });
    let output = '';
    for (const stream of show ? [] : [child.stdout, child.stderr]) {
      const feed = onLine && lines(onLine);
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        feed?.(text);
      });
    }
    child.once('error', (cause) => reject(new CommandFailed(file, cause.message, '')));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new CommandFailed([file, ...args].join(' '), signal ?? code, output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n')));
    });
  });
}

/** Turns chunks of text into whole lines; an unfinished one waits for its end. */
export function lines(onLine) {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? '';
    parts.forEach((line) => onLine(line));
  };
}

/** Ends a child that we started: SIGTERM, and SIGKILL when it is still there after `graceMs`. */
export async function stop(child, graceMs) {
  if (!children.has(child)) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}

/** Ends everything that is still running. */
export const stopAll = (graceMs = 10_000) => Promise.all([...children.keys()].map((child) => stop(child, graceMs)));

function signal(child, name) {
  if (!children.get(child)) return child.kill(name);
  try {
    return process.kill(-child.pid, name);
  } catch (e) {
    if (e.code !== 'ESRCH') throw e;
    return false;
  }
}
