import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../dist/app.js';
import { readConfig } from '../dist/config.js';
import { RedemptionsService } from '../dist/credit/redemptions/redemptions.service.js';
import { Directory } from '../dist/http/access.js';
import { Me } from '../dist/http/me.js';
import { token } from './data.mjs';

// The product's own use case of an order, called where HTTP would call it.
const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-bench-'));
const started = await createApp(readConfig({ DATA_DIR: dataDir, DATABASE_URL: process.env.DATABASE_URL, DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL, WORKER_ID: '9', SECRET: 'bench' }));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
process.on('SIGTERM', () => void started.close().then(() => process.exit(0)));
const service = started.app.get(RedemptionsService), directory = started.app.get(Directory);
const people = new Map();
const meOf = async (user) => new Me(people.get(user) ?? people.set(user, await directory.session(token(user))).get(user));
process.on('disconnect', () => process.exit());
process.on('message', async ({ pairs = [] }) => {
  try {
    const mes = new Map(await Promise.all([...new Set(pairs.map((p) => p.user))].map(async (user) => [user, await meOf(user)])));
    const before = process.cpuUsage();
    let i = 0;
    await Promise.all(Array.from({ length: 16 }, async () => {
      while (i < pairs.length) { const { user, reward } = pairs[i++]; await service.order(mes.get(user), { rewardId: reward, quantity: 1 }, randomUUID()); }
    }));
    const used = process.cpuUsage(before);
    process.send({ micros: used.user + used.system });
  } catch (e) {
    process.send({ error: String(e.stack) });
  }
});
