import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AddressLimit } from '../src/http/address-limit.js';
import { readConfig } from '../src/config.js';
import { Clock } from '../src/lib/clock.js';
import { startBoard, type Board } from './start.js';

const limits: AddressLimit[] = [];
const limit = (redisUrl: string, clock = new Clock()) => {
  const made = new AddressLimit(readConfig({ DATA_DIR: process.env.TMPDIR ?? '/tmp', SECRET: 'x', REDIS_URL: redisUrl }), clock);
  limits.push(made);
  return made;
};
const codes = (answers: PromiseSettledResult<void>[]) => ({ ok: answers.filter((a) => a.status === 'fulfilled').length, refused: answers.filter((a) => a.status === 'rejected').length });
afterAll(() => limits.forEach((l) => l.onModuleDestroy()));

test('without Redis an address is counted in the process, and forgotten when its window is over', async () => {
  const clock = new Clock(), one = limit('', clock), rule = { name: randomUUID(), max: 3, windowMs: 1_000 };
  expect(codes(await Promise.allSettled(Array.from({ length: 5 }, () => one.hit(rule, '10.0.0.1'))))).toEqual({ ok: 3, refused: 2 });
  await one.hit(rule, '10.0.0.2');
  clock.set(clock.now() + 1_001);
  await one.hit(rule, '10.0.0.1');
});
test('a Redis that is not there never switches the limit off', async () => {
  const one = limit('redis://127.0.0.1:1'), rule = { name: randomUUID(), max: 3, windowMs: 60_000 };
  expect(codes(await Promise.allSettled(Array.from({ length: 5 }, () => one.hit(rule, '10.0.0.1'))))).toEqual({ ok: 3, refused: 2 });
});
const redis = process.env.TEST_REDIS_URL;
// `npm test` starts a Redis, or counts it as left out where there is none.
if (redis)
  describe('with Redis', () => {
  test('two processes count together', async () => {
    const two = [limit(redis), limit(redis)], rule = { name: randomUUID(), max: 10, windowMs: 60_000 };
    while (!two.every((l) => l.isShared)) await sleep(5);
    expect(codes(await Promise.allSettled(Array.from({ length: 30 }, (_, i) => two[i % 2]!.hit(rule, '10.0.0.1'))))).toEqual({ ok: 10, refused: 20 });
  });
});
describe('through HTTP', () => {
  let board: Board;
  beforeAll(async () => { board = await startBoard(); });
  afterAll(() => board.stop());
  test('one address cannot ask for codes without end', async () => {
    const api = board.api();
    const asked = await Promise.allSettled(Array.from({ length: 305 }, (_, i) => api.session.phoneCode(`1541${String(i).padStart(7, '0')}`)));
    expect(asked.filter((a) => a.status === 'fulfilled')).toHaveLength(300);
    expect(asked.filter((a) => a.status === 'rejected').every((a) => (a as PromiseRejectedResult).reason.code === 'TOO_MANY')).toBe(true);
  });
});
