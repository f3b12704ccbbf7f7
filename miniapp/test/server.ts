import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const DIST = process.env['SERVER_DIST'] ?? path.resolve(import.meta.dirname, '../../server/dist');

export interface Running { url: string; /** Where its data lies. */ folder: string; stop: () => Promise<void> }

/**
 * The built server on a free port of this machine, with the demo county in a folder of its own. Pictures and SMS need
 * nothing from outside. `webDir`: also serve the built H5 app; `more`: further settings (WECHAT_…).
 */
export async function startServer({ webDir, more = {} }: { webDir?: string; more?: Record<string, string> } = {}): Promise<Running> {
  if (!existsSync(path.join(DIST, 'main.js'))) throw new Error('the server is not built: npm test -- miniapp builds it');
  const folder = mkdtempSync(path.join(tmpdir(), 'xianfeng-'));
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, DATABASE_URL: '', REDIS_URL: '', DEMO: '1', WEB_DIR: webDir ?? '', NODE_OPTIONS: '', ...more };
  const seeded = spawnSync(process.execPath, [path.join(DIST, 'cli.js'), 'seed-demo'], { env, encoding: 'utf8' });
  if (seeded.status !== 0) throw new Error(`seed-demo: ${seeded.stderr || seeded.stdout}`);
  const child = spawn(process.execPath, [path.join(DIST, 'main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /READY (http:\S+)/.exec(said);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    url, folder,
    stop: () => new Promise((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => { rmSync(folder, { recursive: true, force: true }); resolve(); });
      child.kill('SIGTERM');
    }),
  };
}
