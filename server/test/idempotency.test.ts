import { deflateRawSync } from 'node:zlib';
import { addDays, dayOf, periodsOn } from '@xianfeng/shared';
import { packAnswer, unpackAnswer } from '../src/db/answers.js';
import { declaredRoutes } from '../src/http/routes.js';
import { CALLS, request } from './support/calls.js';
import { makeEstate, type Estate } from './support/estate.js';
import { changed, contents, type RawCall } from './support/raw.js';
import { key } from './start.js';

let estate: Estate;
beforeAll(async () => { estate = await makeEstate(); });
afterAll(() => estate.stop());

interface Answer { status: number; replayed: string | null; text: string }
async function send({ method, path, query, body, token, key: k }: RawCall): Promise<Answer> {
  const search = new URLSearchParams(Object.entries(query ?? {}).map(([n, v]): [string, string] => [n, String(v)])), headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (k !== undefined) headers['idempotency-key'] = k;
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await fetch(`${estate.board.url}/api${path}${search.size > 0 ? `?${search.toString()}` : ''}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return { status: answer.status, replayed: answer.headers.get('idempotent-replayed'), text: await answer.text() };
}
const KEYED = Object.keys(CALLS).filter((name) => CALLS[name]!.key);
/** A guess that counts, or a look at a person, is written down whenever it is made; nothing else is. */
const NOTED = new Set(['pickup_try', 'day_code_try', 'person']);
const effects = (name: string, before: Record<string, string>, after: Record<string, string>): string[] => changed(before, after).filter((t) => !NOTED.has(t) && !(t === 'audit' && name.includes('/counter/')));
/** The same request with other words or another time in it, where the table always makes the same; null where it only names a place: it can be no other. */
const varied = (body: Record<string, unknown>): object | null => {
  const field = ['title', 'text', 'note', 'source', 'reason', 'sentence', 'answer'].find((f) => typeof body[f] === 'string');
  if (field !== undefined) return { ...body, [field]: `${String(body[field])}，另` };
  if (typeof body.year === 'number') return { ...body, year: body.year - 1 };
  if (typeof body.period === 'string') {
    const other = periodsOn(dayOf(estate.board.clock.now())).find((p) => p.key !== body.period);
    return other ? { ...body, period: other.key } : null;
  }
  if (typeof body.from === 'string' && typeof body.to === 'string') return { ...body, from: addDays(body.from, -1) };
  if (Array.isArray(body.answers)) return { ...body, answers: (body.answers as object[]).map((a) => ({ ...a, answer: 'reject' })) };
  if (Object.keys(body).some((k) => k !== 'areaId')) throw new Error(`nothing here can be told apart: ${JSON.stringify(body)}`);
  return null;
};
/** Whatever these routes move must not move twice; everything else with an effect that anybody would notice. */
const MOVES = /^(POST|PUT) \/(claims|offers|attendance|shifts\/:id\/(mark|member-code|walk-ups)|logs|redemptions|counter\/(orders|collect)|stock-takes\/:id\/|corrections|freezes|funds|points\/appeal|rewards\/:id\/(restock|damage)|pickup-points\/:id\/|tasks$|tasks\/:id$|tasks\/:id\/(publish|withdraw|cancel)|imports\/:id\/confirm|needs$)/;
/** They look only, leave nothing behind on purpose (docs/decisions/0007), or make what is there once however often it is asked for. */
const NO_KEY = new Set(['POST /redemptions/look-up', 'POST /offers/:id/decline', 'POST /redemptions/:id/wechat-code']);
test('every route that moves points, stock, places, attendance or verification carries a key', () => {
  const missing = declaredRoutes(estate.board.app).map((r) => `${r.method} ${r.path}`).filter((name) => MOVES.test(name) && !NO_KEY.has(name) && !CALLS[name]?.key);
  expect(missing).toEqual([]);
});

describe('under one key', () => {
  test.each(KEYED)('%s', async (name) => {
    const entry = CALLS[name]!, made = await entry.make(estate), who = made.as ?? estate.people[entry.by ?? 'secretary'];
    const call = { ...request(name, made, who), key: key() };
    const untouched = await contents(estate.board);
    expect([(await send({ ...call, key: undefined })).status, (await send({ ...call, key: 'short' })).status, changed(untouched, await contents(estate.board))]).toEqual([400, 400, []]);

    const first = await send(call);
    expect([first.status < 300, first.replayed, first.text.slice(0, first.status < 300 ? 0 : 200)]).toEqual([true, null, '']);
    const before = await contents(estate.board);
    // Time goes on, and the answer stays.
    for (let i = 0; i < 2; i++) expect(await send(call)).toEqual({ ...first, replayed: 'true' });
    expect(effects(name, before, await contents(estate.board))).toEqual([]);

    // The same person, the same key, something else.
    const other = await entry.make(estate), written = await contents(estate.board);
    const second = { ...request(name, { ...other, as: who }, who), key: call.key }, isSame = JSON.stringify(second) === JSON.stringify(call);
    // A request without a body can be no other.
    if (isSame && second.body === undefined) return;
    const varies = isSame ? varied(second.body as Record<string, unknown>) : second.body;
    if (varies === null) return;
    const refused = await send({ ...second, body: varies }), { code } = JSON.parse(refused.text) as { code: string };
    // What another person's row has to do with the key is not said to him: it is not there.
    const isHidden = made.as !== undefined && made.ids !== undefined && code === 'NOT_FOUND';
    expect([isHidden ? 422 : refused.status, isHidden ? 'KEY_REUSED' : code, refused.replayed]).toEqual([422, 'KEY_REUSED', null]);
    expect(effects(name, written, await contents(estate.board))).toEqual([]);
    await estate.readingDone();
  });
});
test('the key of somebody else is another key, and one of another route is refused', async () => {
  const k = key(), { world } = estate, [a, b] = [await world.person(), await world.person()], shiftId = (await estate.task()).shifts[0]!.id;
  const [first, second] = await Promise.all([a, b].map((who) => who.api.claims.create({ shiftId }, k)));
  expect(first!.id).not.toBe(second!.id);
  await expect(a.api.claims.withdraw(first!.id, k)).rejects.toMatchObject({ status: 422, code: 'KEY_REUSED' });
});
test('the same request fifty times at once is one effect and one answer', async () => {
  const who = await estate.world.person();
  await estate.shop.give(who, 200);
  const call: RawCall = { method: 'POST', path: '/redemptions', body: { rewardId: await estate.reward(), quantity: 1 }, token: who.token, key: key() };
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(call)));
  expect([new Set(answers.map((a) => a.status)).size, new Set(answers.map((a) => a.text)).size, answers.filter((a) => a.replayed === null).length]).toEqual([1, 1, 1]);
  expect((await who.api.redemptions.mine({})).items.length).toBe(1);
});
test('a refusal is not kept: the same key may succeed later', async () => {
  const who = await estate.world.person(), rewardId = await estate.reward(), k = key();
  await expect(who.api.redemptions.order({ rewardId, quantity: 1 }, k)).rejects.toMatchObject({ code: 'POINTS_SHORT' });
  await estate.shop.give(who, 200);
  expect(await who.api.redemptions.order({ rewardId, quantity: 1 }, k)).toMatchObject({ status: 'HELD' });
});
test('a long answer is kept in little room', () => {
  const roster = JSON.stringify(Array.from({ length: 1_500 }, (_, i) => ({ claimId: 240_000_000_000_000 + i * 4096, userId: i, name: `阿卜杜拉·买买提${i}`, phone: `154${String(i).padStart(8, '0')}`, status: 'CONFIRMED', actions: ['mark', 'excuse'] })));
  expect(packAnswer('{"a":"~"}')).toBe('{"a":"~"}');
  expect(Buffer.byteLength(packAnswer(roster))).toBeLessThan(65_535);
  expect(unpackAnswer(packAnswer(roster))).toBe(roster);
  expect(unpackAnswer(`~${deflateRawSync('{}').toString('base64')}`)).toBe('{}');
});
