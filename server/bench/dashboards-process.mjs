import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../dist/app.js';
import { readConfig } from '../dist/config.js';
import { RollupsService } from '../dist/insight/rollups/rollups.service.js';

// The product's own rollups, called where its job calls them: all of them from nothing.
const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-bench-'));
const { app, close } = await createApp(readConfig({ DATA_DIR: dataDir, DATABASE_URL: process.env.DATABASE_URL, DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL, WORKER_ID: '7', SECRET: 'bench' }));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
process.on('SIGTERM', () => void close().then(() => process.exit(0)));
process.on('disconnect', () => process.exit());
process.on('message', async () => {
  try {
    const began = performance.now();
    await app.get(RollupsService).rebuild();
    process.send({ ms: performance.now() - began, mib: Math.round(process.resourceUsage().maxRSS / 1024) });
  } catch (e) {
    process.send({ error: String(e.stack) });
  }
});
process.send({ ready: true });
