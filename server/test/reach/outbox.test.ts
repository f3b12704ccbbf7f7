import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { OutboxService } from '../../src/reach/outbox/outbox.service.js';
import { MAX_ATTEMPTS } from '../../src/reach/outbox/outbox.rules.js';
import { beginSending, claimDue, claimedBy, sendSms, settle } from '../../src/reach/outbox/outbox.store.js';
import { onMariaDb, startBoard, type Board } from '../start.js';

interface Got { phone: string; text: string; key: string }
let smsUrl: string, board: Board, other: Board | null = null, gateway: Server, got: Got[], answer: (response: ServerResponse, n: number) => void;
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
  smsUrl = `http://127.0.0.1:${(gateway.address() as { port: number }).port}/sms`;
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
  other?.clock.reset();
  await board.tx.run((m) => m.query('DELETE FROM outbox'));
});
const queue = (n: number, text = '【先锋】验证码 123456', about: Parameters<typeof sendSms>[4] = null) => board.tx.run(async (m) => { for (let i = 0; i < n; i++) await sendSms(m, board.clock.now(), `1540000${String(i).padStart(4, '0')}`, text, about); });
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
test('when nobody knows whether it went out, it is sent again under the same key, a few times', async () => {
  await queue(2);
  const worker = board.app.get(OutboxService);
  worker.timeoutMs = 200;
  answer = (response, n) => (n === 1 ? void response.socket?.destroy() : undefined);
  await deliver();
  expect([got.length, await statuses()]).toEqual([2, { NEW: 2 }]);
  worker.timeoutMs = 8_000;
  answer = (response) => void response.writeHead(200).end();
  later(6_000);
  await deliver();
  expect([got.length, new Set(got.map((g) => g.key)).size, await statuses()]).toEqual([4, 2, { SENT: 2 }]);
  got = [];
  await queue(1, 'x', { refType: 'redemption', refId: 1 });
  answer = (response) => void response.writeHead(500).end();
  for (let i = 0; i < MAX_ATTEMPTS + 2; i++) {
    await deliver();
    later(11 * MINUTE_MS);
  }
  expect([got.length, new Set(got.map((g) => g.key)).size, await statuses()]).toEqual([MAX_ATTEMPTS, 1, { SENT: 2, UNCERTAIN: 1 }]);
});
test('a gateway that is down for hours takes nothing away from word of an event', async () => {
  await queue(3, 'x', { refType: 'redemption', refId: 1 });
  answer = (response) => void response.writeHead(503).end();
  for (let i = 0; i < 20; i++) {
    await deliver();
    later(15 * MINUTE_MS);
  }
  expect(await statuses()).toEqual({ NEW: 3 });
  answer = (response) => void response.writeHead(200).end();
  await deliver();
  expect(await statuses()).toEqual({ SENT: 3 });
});
test('a worker that died before sending repeats nothing; of one that died while sending, one message may come twice', async () => {
  await queue(2);
  const now = board.clock.now();
  await board.tx.run((m) => claimDue(m, 'SMS', now, 'dead', now + MINUTE_MS, 20));
  const [first] = await claimedBy(board.tx.read, 'dead');
  await board.tx.run((m) => beginSending(m, first!.id, 'dead', now, now + MINUTE_MS));
  await deliver();
  expect(await statuses()).toEqual({ CLAIMED: 1, SENDING: 1 });
  later(2 * MINUTE_MS);
  await deliver();
  expect([got.length, new Set(got.map((g) => g.key)).size, await statuses()]).toEqual([2, 2, { SENT: 2 }]);
  expect(await board.tx.run((m) => beginSending(m, first!.id, 'dead', board.clock.now(), board.clock.now() + 1))).toBe(false);
  expect(await board.tx.run((m) => settle(m, first!.id, 'dead', { status: 'NEW', attempts: 0, availableAt: 0 }))).toBe(0);
});
test('workers of two processes die again and again between fence and settling: everything arrives, duplicates are at most as many as deaths', async () => {
  const MESSAGES = 120, about = { refType: 'redemption' as const, refId: 1 };
  await queue(MESSAGES, 'x', about);
  let deaths = 0;
  const processes = [board, ...(other ? [other] : [])];
  // A worker that dies: it claims like the others, sends one message, and is never heard of again.
  const dying = async (of: Board): Promise<void> => {
    const token = randomUUID(), now = board.clock.now();
    await of.tx.run((m) => claimDue(m, 'SMS', now, token, now + MINUTE_MS, 5));
    const [message] = await claimedBy(of.tx.read, token);
    if (!message || !(await of.tx.run((m) => beginSending(m, message.id, token, now, now + MINUTE_MS)))) return;
    deaths++;
    if (deaths % 3 > 0) await fetch(smsUrl, { method: 'POST', headers: { 'idempotency-key': String(message.id) }, body: JSON.stringify({ phone: message.target, text: 'x' }) });
  };
  for (let round = 0; round < 8; round++) {
    await Promise.all(processes.flatMap((p) => [dying(p), dying(p), ...(round > 4 ? [p.app.get(OutboxService).deliver(), p.app.get(OutboxService).deliver()] : [])]));
    for (const p of processes) p.clock.set(board.clock.now() + 2 * MINUTE_MS);
  }
  for (const p of processes) await p.app.get(OutboxService).deliver();
  expect(deaths).toBeGreaterThan(4);
  expect(await statuses()).toEqual({ SENT: MESSAGES });
  expect(new Set(got.map((g) => g.key)).size).toBe(MESSAGES);
  expect(got.length - MESSAGES).toBeLessThanOrEqual(deaths);
});
test('a worker sends one message at a time', async () => {
  await queue(5);
  let open = 0, most = 0;
  answer = (response) => {
    most = Math.max(most, ++open);
    setTimeout(() => { open--; response.writeHead(200).end(); }, 30);
  };
  await deliver();
  expect([most, await statuses()]).toEqual([1, { SENT: 5 }]);
});
test('a message that waited too long is given up, and old ones are forgotten', async () => {
  await queue(1);
  await queue(1, 'x', { refType: 'redemption', refId: 1 });
  answer = (response) => void response.writeHead(503).end();
  later(6 * MINUTE_MS);
  await deliver();
  expect([got.length, await statuses()]).toEqual([1, { FAILED: 1, NEW: 1 }]);
  later(DAY_MS);
  await deliver();
  expect([got.length, await statuses()]).toEqual([1, { FAILED: 2 }]);
  later(31 * DAY_MS);
  await board.jobs.run('outbox-forget');
  expect(await statuses()).toEqual({});
});
