import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { start, stop } from '../exec.mjs';
import { freePort } from '../port.mjs';
import { findProgram } from './find.mjs';
import { until } from './until.mjs';

export const redis = {
  name: 'Redis',
  variable: 'TEST_REDIS_URL',
  howToGet: 'apt-get install -y redis-server',

  installed: () => Boolean(findProgram('redis-server')),

  /** A private Redis on a free loopback port that writes nothing to disk. */
  async start(dir) {
    const port = await freePort();
    const log = join(dir, 'redis.log');
    const child = start(findProgram('redis-server'), ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir], {
      stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')],
    });
    await until(() => readFileSync(log, 'utf8').includes('Ready to accept connections'), child, log);
    return { url: `redis://127.0.0.1:${port}/`, stop: () => stop(child, 5_000) };
  },
};
