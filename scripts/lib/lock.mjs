import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE } from './paths.mjs';

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e.code === 'EPERM';
  }
};

/**
 * Installs and builds one at a time: `npm start` and `npm test` may run at once and write the same folders.
 * A lock whose owner is gone is taken over.
 */
export async function exclusively(work) {
  const file = join(CACHE, 'build.lock');
  mkdirSync(CACHE, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
      const owner = Number(read(file));
      if (owner && !alive(owner)) rmSync(file, { force: true });
      await sleep(200);
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Its owner finished between our attempt and this look.
    return '';
  }
}
