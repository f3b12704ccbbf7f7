import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../dist/app.js';
import { readConfig } from '../dist/config.js';
import { TotalsService } from '../dist/honours/stars/totals.service.js';

// The product's own totals, called where its nightly job calls them.
const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-bench-'));
const { app, close } = await createApp(readConfig({ DATA_DIR: dataDir, DATABASE_URL: process.env.DATABASE_URL, DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL, WORKER_ID: '8', SECRET: 'bench' }));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
process.on('SIGTERM', () => void close().then(() => process.exit(0)));
process.on('disconnect', () => process.exit());
const totals = app.get(TotalsService);
process.on('message', async ({ recompute, close: day }) => {
  try {
    let most = process.memoryUsage.rss();
    const before = most, timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50), began = performance.now();
    await (recompute ? totals.recompute(recompute) : totals.closeDay(day));
    const ms = performance.now() - began;
    clearInterval(timer);
    process.send({ ms, grewMib: Math.round((Math.max(most, process.memoryUsage.rss()) - before) / 1024 ** 2) });
  } catch (e) {
    process.send({ error: String(e.stack) });
  }
});
process.send({ ready: true });
