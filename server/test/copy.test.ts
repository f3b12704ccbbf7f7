import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.js';
import { copyDatabase } from '../src/db/copy.js';
import { migrate, openDatabase } from '../src/db/open.js';
import { Tx } from '../src/db/tx.js';
import { seedDemo } from '../src/demo/seed.js';
import { freshDatabase } from './start.js';

test('the demo county moves from the embedded database to another one, row by row, and only into an empty one', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'xianfeng-copy-'));
  const source = await openDatabase(readConfig({ DATA_DIR: dataDir }));
  const { config, remove } = freshDatabase();
  const target = await openDatabase({ ...config, databaseUrl: config.databaseOwnerUrl });
  await migrate(source.writer);
  await migrate(target.writer);
  await seedDemo(readConfig({ DATA_DIR: dataDir }), new Tx(source.writer, source.reader), Date.now(), () => undefined);
  await copyDatabase(source.reader, target.writer, () => undefined);
  for (const { tableName } of source.reader.entityMetadatas) {
    const count = `SELECT COUNT(*) AS n FROM ${tableName}`;
    expect([tableName, await target.reader.query(count)]).toEqual([tableName, await source.reader.query(count)]);
  }
  const sample = 'SELECT * FROM service_record ORDER BY id LIMIT 3';
  expect(await target.reader.query(sample)).toEqual(await source.reader.query(sample));
  await expect(copyDatabase(source.reader, target.writer, () => undefined)).rejects.toThrow('already has data');
  for (const d of new Set([source.writer, source.reader, target.writer, target.reader])) await d.destroy();
  await remove();
  rmSync(dataDir, { recursive: true, force: true });
});
