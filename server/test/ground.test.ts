import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { traceOf } from '../src/db/errors.js';
import { freshDatabase, startBoard, type Board } from './start.js';

let board: Board;
beforeAll(async () => { board = await startBoard(); });
afterAll(() => board.stop());

test('an unknown address is refused in Chinese', async () => {
  const answer = await fetch(`${board.url}/api/nowhere`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ code: 'NOT_FOUND', message: '没有找到，可能已撤下或不在您的范围' });
});
test('a write outside the door fails', async () => {
  await expect(board.tx.read.query("INSERT INTO audit (id, actorId, action, refType, refId, createdAt) VALUES (1, 1, 'x', 'x', 1, 1)")).rejects.toThrow();
});
test('the same key runs the work once and answers the same; with other input it is refused', async () => {
  let runs = 0;
  const work = () => Promise.resolve({ n: ++runs });
  expect(await board.tx.once(1, 'key-1', 'r', { a: 1 }, 1, work)).toEqual({ n: 1 });
  expect(await board.tx.once(1, 'key-1', 'r', { a: 1 }, 1, work)).toEqual({ n: 1 });
  await expect(board.tx.once(1, 'key-1', 'r', { a: 2 }, 1, work)).rejects.toMatchObject({ code: 'KEY_REUSED' });
});
test('an answer kept for repeats is forgotten after a week', async () => {
  const now = board.clock.now(), kept = () => board.tx.read.query("SELECT idemKey FROM idempotency WHERE idemKey IN ('old', 'young') ORDER BY idemKey");
  await board.tx.once(2, 'old', 'r', {}, now - 8 * 86_400_000, () => Promise.resolve({ phone: '15400000000' }));
  await board.tx.once(2, 'young', 'r', {}, now - 6 * 86_400_000, () => Promise.resolve({}));
  await board.jobs.run('keys.forget');
  expect(await kept()).toEqual([{ idemKey: 'young' }]);
});
test('values that would hang or lock everybody out are refused at the start', () => {
  const dataDir = board.config.dataDir;
  for (const env of [{ DB_POOL: '1' }, { RATE_LIMIT: '0' }, { PORT: '70000' }, { WORKER_ID: '16' }, { DATABASE_URL: 'postgres://x/y' }, { PUBLIC_URL: 'nowhere' }, { PUBLIC_URL: 'ftp://x' }])
    expect(() => readConfig({ DATA_DIR: dataDir, ...env })).toThrow(Object.keys(env)[0]);
});
test('a job under way when the close begins still has its database', async () => {
  const { config, remove } = freshDatabase(), started = await createApp(config);
  started.jobs.add('slow', 3_600_000, async () => {
    await sleep(400);
    await started.tx.run((m) => m.query("INSERT INTO idempotency (userId, idemKey, hash, body, createdAt) VALUES (3, 'slow', 'x', 'null', 1)"));
  });
  const run = started.jobs.run('slow');
  const [closed, ran] = await Promise.allSettled([started.close(), run]);
  expect([closed.status, ran.status]).toEqual(['fulfilled', 'fulfilled']);
  await remove();
});
test('what the database quotes does not reach the log', async () => {
  const insert = () => board.tx.run((m) => m.query("INSERT INTO demo_account (phone, userId, title, hint, sort) VALUES ('15400009999', 1, 'x', 'x', 1)"));
  await insert();
  const e: unknown = await insert().then(() => null, (error: unknown) => error);
  expect(traceOf(e)).toMatch(/QueryFailedError[\s\S]+ at /);
  expect(traceOf(e)).not.toContain('15400009999');
});
test('the public list is kept for a moment and no longer, and counts against the limit', async () => {
  const ask = () => fetch(`${board.url}/api/open-tasks?areaId=1`).then(async (r) => ({ status: r.status, type: r.headers.get('content-type'), sniff: r.headers.get('x-content-type-options'), body: (await r.json()) as { code?: string } }));
  const first = await ask();
  expect(first).toEqual({ status: 200, type: 'application/json; charset=utf-8', sniff: 'nosniff', body: { items: [], next: null } });
  expect(await ask()).toEqual(first);
  const answers = await Promise.all(Array.from({ length: 700 }, ask));
  expect(answers.some((a) => a.status === 429 && a.body.code === 'TOO_MANY')).toBe(true);
});
