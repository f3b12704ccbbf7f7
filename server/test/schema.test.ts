import type { DataSource } from 'typeorm';
import { migrate, openDatabase } from '../src/db/open.js';
import { freshDatabase } from './start.js';

const { config, remove } = freshDatabase();
let open: { writer: DataSource; reader: DataSource };
beforeAll(async () => {
  open = await openDatabase({ ...config, databaseUrl: config.databaseOwnerUrl });
  await migrate(open.writer);
});
afterAll(async () => {
  for (const d of new Set(Object.values(open))) await d.destroy();
  await remove();
});

test('the migrations build exactly what the entities say', async () => {
  const diff = await open.writer.driver.createSchemaBuilder().log();
  expect(diff.upQueries.map((q) => q.query)).toEqual([]);
});
test('every migration can be taken back, down to an empty database', async () => {
  const { writer } = open;
  expect(writer.migrations.length).toBeGreaterThan(0);
  for (let i = writer.migrations.length; i > 0; i--) await writer.undoLastMigration();
  const left = await writer.query(writer.options.type === 'better-sqlite3'
    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
  expect((left as { name: string }[]).map((t) => t.name)).toEqual(['migration']);
});
