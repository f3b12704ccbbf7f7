import { createServer, type Server, type ServerResponse } from 'node:http';
import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { OutboxService } from '../../src/reach/outbox/outbox.service.js';
import { beginSending, claimDue, claimedBy, sendSms } from '../../src/reach/outbox/outbox.store.js';
import { onMariaDb, startBoard, type Board } from '../start.js';

interface Got { phone: string; text: string; key: string }
let board: Board, other: Board | null = null, gateway: Server, got: Got[], answer: (response: ServerResponse, n: number) => void;
beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ ...(JSON.parse(body) as { phone: string; text: string }), key: String(request.headers['idempotency-key']) });
      answer(response, got.length);
    });
  });
  await new Promise<void>((up) => gateway.listen(0, '127.0.0.1', up));
  const smsUrl = `http://127.0.0.1:${(gateway.address() as { port: number }).port}/sms`;
  board = await startBoard({ SMS_URL: smsUrl });
  // A second process on the same database; SQLite has only one.
  if (onMariaDb) other = await startBoard({ WORKER_ID: '1' }, board);
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await other?.stop();
  await board.stop();
});
beforeEach(async () => {
  got = [];
  answer = (response) => void response.writeHead(200).end();
  board.clock.reset();
  await board.tx.run((m) => m.query('DELETE FROM outbox'));
});
const queue = (n: number, text = '【先锋】验证码 123456') => board.tx.run(async (m) => { for (let i = 0; i < n; i++) await sendSms(m, board.clock.now(), `1540000${String(i).padStart(4, '0')}`, text); });
const statuses = async () => Object.fromEntries((await board.tx.read.query<{ status: string; n: number }[]>('SELECT status, COUNT(*) AS n FROM outbox GROUP BY status')).map((r) => [r.status, Number(r.n)]));
const deliver = () => board.jobs.run('outbox');
const later = (ms: number) => board.clock.set(board.clock.now() + ms);

test('a message leaves after its transaction, as it was written, once', async () => {
  await queue(1, '【先锋】阿卜杜拉·买买提和𠮷先生：任务改到 19:00 🎉');
  await deliver();
  await deliver();
  expect(got).toEqual([{ phone: '15400000000', text: '【先锋】阿卜杜拉·买买提和𠮷先生：任务改到 19:00 🎉', key: expect.stringMatching(/^\d+$/) as string }]);
  expect(await statuses()).toEqual({ SENT: 1 });
});
test('what was rolled back never leaves', async () => {
  await expect(board.tx.run(async (m) => { await sendSms(m, board.clock.now(), '15400000000', 'x'); throw new Error('no'); })).rejects.toThrow('no');
  await deliver();
  expect(got).toEqual([]);
});
test('several workers at once send each message once', async () => {
  await queue(90);
  // Two that are not kept apart by one job list; on MariaDB a second application besides.
  const worker = board.app.get(OutboxService);
  await Promise.all([worker.deliver(), worker.deliver(), deliver(), other?.jobs.run('outbox')]);
  expect(await statuses()).toEqual({ SENT: 90 });
  expect([got.length, new Set(got.map((g) => g.key)).size, new Set(got.map((g) => g.phone)).size]).toEqual([90, 90, 90]);
});
test('"not now" is tried again after a while; a plain no is not', async () => {
  await queue(1);
  answer = (response, n) => void response.writeHead(n < 3 ? 503 : 200).end();
  await deliver();
  await deliver();
  expect([got.length, await statuses()]).toEqual([1, { NEW: 1 }]);
  later(6_000);
  await deliver();
  expect(got.length).toBe(2);
  later(11_000);
  await deliver();
  expect([got.length, await statuses()]).toEqual([3, { SENT: 1 }]);
  await queue(1);
  answer = (response) => void response.writeHead(400).end();
  await deliver();
  later(MINUTE_MS);
  await deliver();
  expect([got.length, await statuses()]).toEqual([4, { SENT: 1, FAILED: 1 }]);
});
test('when nobody knows whether it went out, it is not sent again', async () => {
  await queue(2);
  const worker = board.app.get(OutboxService);
  worker.timeoutMs = 200;
  answer = (response, n) => (n === 1 ? void response.socket?.destroy() : undefined);
  await deliver();
  worker.timeoutMs = 8_000;
  answer = (response) => void response.writeHead(200).end();
  later(5 * MINUTE_MS);
  await deliver();
  expect([got.length, await statuses()]).toEqual([2, { UNCERTAIN: 2 }]);
});
test('a worker that died before sending loses nothing; one that died while sending leaves a doubt', async () => {
  await queue(2);
  await board.tx.run((m) => claimDue(m, board.clock.now(), 'dead', board.clock.now() + MINUTE_MS, 20));
  const [first] = await claimedBy(board.tx.read, 'dead');
  await board.tx.run((m) => beginSending(m, first!.id, 'dead', board.clock.now()));
  await deliver();
  expect(await statuses()).toEqual({ CLAIMED: 1, SENDING: 1 });
  later(2 * MINUTE_MS);
  await deliver();
  expect([got.length, await statuses()]).toEqual([1, { SENT: 1, UNCERTAIN: 1 }]);
  expect(await board.tx.run((m) => beginSending(m, first!.id, 'dead', board.clock.now()))).toBe(false);
});
test('a message that waited too long is given up, and old ones are forgotten', async () => {
  await queue(1);
  later(31 * MINUTE_MS);
  await deliver();
  expect([got.length, await statuses()]).toEqual([0, { FAILED: 1 }]);
  later(31 * DAY_MS);
  await board.jobs.run('outbox-forget');
  expect(await statuses()).toEqual({});
});
