import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ERRORS } from '@xianfeng/shared';
import { declaredRoutes, type Route } from '../src/http/routes.js';
import { writeBook } from './people/workbook.js';
import { key } from './start.js';
import { CALLS, request } from './support/calls.js';
import type { Made } from './support/calls/entry.js';
import { makeEstate, type Estate } from './support/estate.js';
import { inputsOf, type Field, type Input } from './support/inputs.js';
import { call, changed, contents, notOurRefusal, type RawAnswer, type RawCall } from './support/raw.js';
import type { Actor } from './world.js';

let estate: Estate, routes: Map<string, Route>, inputs: Map<string, Input>;
beforeAll(async () => {
  estate = await makeEstate();
  routes = new Map(declaredRoutes(estate.board.app).map((r) => [`${r.method} ${r.path}`, r]));
  inputs = inputsOf(estate.board.app);
});
afterAll(() => estate.stop());

const NAMES = Object.keys(CALLS);
const READS_BODY = /^(POST|PUT) /;
const mainOf = (name: string, made: Made): Actor | null => made.as ?? (routes.get(name)!.access.who === 'open' ? null : estate.people[CALLS[name]!.by ?? 'secretary']);
/** Is it the field by which the gate finds the area? Then anything wrong is an area that is not there. */
const isGate = (name: string, where: 'body' | 'query', field: string): boolean => {
  const { access } = routes.get(name)!;
  return access.who === 'post' && typeof access.area === 'object' && access.area.in === where && access.area.name === field;
};
/** Sends what a route must refuse, and says what went wrong. At the end nothing may have been written. */
async function refusals(cases: [label: string, send: RawCall, why: (answer: RawAnswer) => string | null][]): Promise<string[]> {
  const before = await contents(estate.board), wrong: string[] = [];
  for (const [label, send, why] of cases) {
    const answer = await call(estate.board, send), problem = notOurRefusal(answer) ?? why(answer);
    if (problem !== null) wrong.push(`${label}: ${problem}`);
  }
  return [...wrong, ...changed(before, await contents(estate.board)).map((t) => `written: ${t}`)];
}
const names = (field: string) => ({ body }: RawAnswer): string | null => (body.code === 'INVALID' && Object.keys(body.fields ?? {}).some((f) => f === field || f.startsWith(`${field}.`)) ? null : `does not name ${field}: ${JSON.stringify(body)}`);
const nothing = (): null => null;

/** Anything that somebody might send in place of a value; what a field's own rule takes is left out. */
const LONG = '字'.repeat(5_000);
const VALUES: unknown[] = [null, true, 1, 1.5, -1, 0, 2 ** 53, '', '   ', 'x', '1', "1 OR 1=1'--", 'a\u0000b', 'a\ud800b', LONG, [], [null], [1, 1], [-1], ['x', 'x'], {}, { a: 1 }, 1e300];
const QUERIES: string[] = ['', 'x', '-1', '0', '1.5', '9007199254740993', "1 OR 1=1'--", 'a\u0000b', '字'.repeat(600)];
const NESTED: unknown[] = [null, {}, [], 'x', 1, [1], [null], [{}], [[]], [{ startsAt: 'x', endsAt: null, places: 0 }], [{ startsAt: 1, endsAt: 2, places: 1, x: 1 }]];
const wrongFor = (field: Field): unknown[] => (field.rule === 'nested' ? NESTED : VALUES.filter((v) => !field.takes(typeof v === 'string' ? v.trim() : v)));
const wrongInQuery = (field: Field): string[] => QUERIES.filter((v) => !field.takes(field.rule === 'id' && /^\d{1,16}$/.test(v) ? Number(v) : v.trim()));
const short = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 30);

test('every field is known by its rule', () => {
  const unknown = [...inputs].flatMap(([name, { body, query }]) => [...(body ?? []), ...(query ?? [])].filter((f) => f.rule === '').map((f) => `${name} ${f.name}`));
  expect(unknown).toEqual([]);
  expect([...inputs.keys()].sort()).toEqual([...NAMES].sort());
});

describe('wrong values: a sentence for each field, nothing written', () => {
  test.each(NAMES)('%s', async (name) => {
    const { body, query } = inputs.get(name)!;
    if (!body && !query) return expect(routes.has(name)).toBe(true);
    const made = await CALLS[name]!.make(estate), good = request(name, made, mainOf(name, made));
    const cases: Parameters<typeof refusals>[0] = [];
    if (body) {
      cases.push(['unknown field', { ...good, body: { ...made.body, zzz: 1 } }, names('zzz')]);
      for (const f of body) {
        const check = isGate(name, 'body', f.name) ? nothing : names(f.name);
        if (!f.isOptional) cases.push([`${f.name} missing`, { ...good, body: { ...made.body, [f.name]: undefined } }, check]);
        for (const v of wrongFor(f)) cases.push([`${f.name} = ${short(v)}`, { ...good, body: { ...made.body, [f.name]: v } }, check]);
      }
    }
    if (query) {
      cases.push(['unknown query', { ...good, query: { ...made.query, zzz: 1 } }, names('zzz')]);
      for (const f of query) {
        const check = isGate(name, 'query', f.name) ? nothing : names(f.name);
        if (!f.isOptional) cases.push([`${f.name} missing`, { ...good, query: { ...made.query, [f.name]: undefined } }, check]);
        for (const v of wrongInQuery(f)) cases.push([`?${f.name}=${short(v)}`, { ...good, query: { ...made.query, [f.name]: v } }, check]);
        cases.push([`?${f.name} twice`, { ...good, query: { ...made.query, [f.name]: ['1', '2'] } }, check]);
      }
    }
    expect(await refusals(cases)).toEqual([]);
  });
});

describe('ids in the path', () => {
  test.each(NAMES.filter((n) => n.includes(':id')))('%s', async (name) => {
    const made = await CALLS[name]!.make(estate), who = mainOf(name, made), [, ...rest] = made.ids!;
    const ids = ['0', '-1', '01', '1.5', 'abc', '９', '1 OR 1=1', '\u0000', '9007199254740991', '9007199254740992', '99999999999999999999', 'null', '1e3'];
    expect(await refusals(ids.map((id) => [id, request(name, { ...made, ids: [encodeURIComponent(id), ...rest] }, who), ({ status }) => (status === 404 ? null : `${status}`)]))).toEqual([]);
  });
});

describe('bodies that are none', () => {
  test.each(NAMES.filter((n) => READS_BODY.test(n)))('%s', async (name) => {
    const made = await CALLS[name]!.make(estate), good = { ...request(name, made, mainOf(name, made)), body: undefined, file: undefined };
    if (!inputs.get(name)!.body) return expect(await refusals([['too large', { ...good, text: `{"a":"${'x'.repeat(1_100_000)}"}` }, nothing], ['not JSON', { ...good, text: '{' }, nothing]])).toEqual([]);
    const texts: Record<string, string> = { brace: '{', cut: '{"a":1', comma: '{"a":1,}', word: 'null', list: '[]', text: '"x"', number: '1', empty: '', prototype: '{"__proto__":{"a":1}}', constructor: '{"constructor":{"prototype":{"a":1}}}', deep: `${'['.repeat(50_000)}${']'.repeat(50_000)}`, bytes: '\u0000\u0001' };
    const as = (status: number) => (a: RawAnswer) => (a.status === status ? null : `${a.status}`);
    expect(await refusals([
      ...Object.entries(texts).map(([label, text]): Parameters<typeof refusals>[0][number] => [label, { ...good, text }, nothing]),
      ['nothing at all', good, nothing],
      ['broken UTF-8', { ...good, text: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }, nothing],
      ['plain text', { ...good, text: JSON.stringify(made.body), type: 'text/plain' }, nothing],
      ['a form', { ...good, text: 'a=1', type: 'application/x-www-form-urlencoded' }, nothing],
      ['XML', { ...good, text: '<a/>', type: 'application/xml' }, as(415)],
      ['too large', { ...good, text: `{"a":"${'x'.repeat(1_100_000)}"}` }, as(413)],
    ])).toEqual([]);
  });
});

describe('the key of a submission', () => {
  test.each(NAMES.filter((n) => CALLS[n]!.key))('%s', async (name) => {
    const made = await CALLS[name]!.make(estate), good = request(name, made, mainOf(name, made));
    const isKey = ({ body }: RawAnswer): string | null => (body.code === 'KEY_MISSING' ? null : String(body.code));
    expect(await refusals([undefined, '', 'short', 'x'.repeat(15), 'x'.repeat(65), 'has blanks in the middle', `${'x'.repeat(20)}'--`].map((k) => [`key ${k}`, { ...good, key: k }, isKey]))).toEqual([]);
  });
});

/** Fields that are typed or scanned codes, names of sheets: text, but not free. */
const CODES = new Set(['code', 'payload', 'sheet', 'announcement']);
/** As long as a field allows: a name of a minority, a character outside the basic plane, an emoji of several parts. */
const RARE = ['阿卜杜拉·买买提𠮷👨‍👩‍👧', '𠮷·👍🏽', '𠮷👍'];
/** A member keeps the roster's name, what an asker says of the help is not the need's own text, and why somebody decided is not why somebody asked. */
const KEPT_ELSEWHERE = ['POST /registrations/:id/transfer', 'POST /needs/:id/feedback', 'POST /freezes/:id/lift', 'POST /freezes/:id/keep', 'POST /corrections/:id/refuse', 'POST /appeals/:id/uphold', 'POST /appeals/:id/overturn', 'POST /record-requests/:id/grant', 'POST /record-requests/by-office'];
/** The name says whom one looks for, and nobody bears these. */
const NAMES_SOMEBODY = /^POST \/counter\//;
let serial = 0;
/** Names of areas and units are each there once. */
const rareFor = (field: Field): string => [`${++serial}${RARE[0]}`, ...RARE].find((r) => field.takes(r))!;
describe('rare characters are kept as they are', () => {
  const free = (name: string): Field[] => (inputs.get(name)!.body ?? []).filter((f) => f.rule === 'text' && !CODES.has(f.name));
  test.each(NAMES.filter((n) => READS_BODY.test(n) && !NAMES_SOMEBODY.test(n)))('%s', async (name) => {
    const fields = free(name);
    const made = await CALLS[name]!.make(estate), rare = Object.fromEntries(fields.map((f) => [f.name, rareFor(f)]));
    const answer = await call(estate.board, request(name, { ...made, body: made.body && { ...made.body, ...rare } }, mainOf(name, made)));
    await estate.readingDone();
    expect([answer.status < 300, answer.text]).toEqual([true, expect.anything()]);
    if (KEPT_ELSEWHERE.includes(name)) return;
    const shown = answer.body as Record<string, unknown>;
    for (const [field, value] of Object.entries(rare)) if (typeof shown[field] === 'string') expect([field, shown[field]]).toEqual([field, value]);
  });
});

describe('things of others, and things that are not there', () => {
  /** Who asks for what with which body, and how it is refused. */
  const tries: [what: string, code: keyof typeof ERRORS, send: (e: Estate) => Promise<unknown>][] = [
    ['a place in a draft', 'NOT_FOUND', async (e) => e.people.member.api.claims.create({ shiftId: (await e.task({ publish: false })).shifts[0]!.id }, key())],
    ['a place in no shift', 'NOT_FOUND', (e) => e.people.member.api.claims.create({ shiftId: 2 ** 53 - 1 }, key())],
    ['a log for another\'s claim', 'NOT_FOUND', async (e) => e.people.member.api.logs.submit({ claimId: (await e.attended()).claim.id, text: '我做的' }, key())],
    ['a log with another\'s photo', 'INVALID', async (e) => {
      const { owner, claim } = await e.attended(), { id } = await e.people.member.api.uploads.photo(await e.photo());
      return owner.api.logs.submit({ claimId: claim.id, text: '', photoIds: [id] }, key());
    }],
    ['a need with another\'s photo', 'INVALID', async (e) => {
      const { id } = await (await e.world.person()).api.uploads.photo(await e.photo());
      return e.people.member.api.needs.create({ areaId: e.world.community.id, kind: 'OTHER', title: '灯坏了', photoIds: [id] }, key());
    }],
    ['a need in the whole city', 'INVALID', (e) => e.people.member.api.needs.create({ areaId: e.world.city.id, kind: 'OTHER', title: '灯坏了' }, key())],
    ['a task from another street\'s need', 'NOT_FOUND', async (e) => {
      const { need } = await e.need();
      return e.people.secretaryElsewhere.api.tasks.create({ ...(await CALLS['POST /tasks']!.make(e)).body, areaId: e.world.otherCommunity.id, needId: need.id } as never, key());
    }],
    ['a task for a unit that is none', 'INVALID', async (e) => e.people.secretary.api.tasks.create({ ...(await CALLS['POST /tasks']!.make(e)).body, audience: 'UNIT', unitId: 1 } as never, key())],
    ['an offer to somebody of another community', 'NOT_FOUND', async (e) => e.people.secretary.api.offers.send({ shiftId: (await e.task()).shifts[0]!.id, userIds: [e.people.memberElsewhere.id] }, key())],
    ['somebody of another community on the roster', 'NOT_FOUND', async (e) => e.people.secretary.api.claims.add({ shiftId: (await e.task()).shifts[0]!.id, userId: e.people.memberElsewhere.id }, key())],
    ['marks on another shift\'s claim', 'NOT_FOUND', async (e) => e.people.secretary.api.attendance.mark((await e.begun()).claim.shiftId, { claimIds: [(await e.begun()).claim.id], present: true }, key())],
    ['a QR that nobody signed', 'QR_STALE', (e) => e.people.member.api.attendance.scan({ payload: 'XFS.1.1.AAAAAAAAAAAAAAAA' }, key())],
    ['a member\'s code that nobody signed', 'QR_STALE', async (e) => e.people.secretary.api.attendance.memberCode((await e.begun()).claim.shiftId, { payload: `XFM.${e.people.member.id}.1.AAAAAAAAAAAAAAAA` }, key())],
    ['a compound of another community', 'INVALID', async (e) => (await e.world.person({ community: null })).api.registrations.create({ communityId: e.world.otherCommunity.id, compoundId: e.world.compound.id })],
    ['a registration to a street', 'INVALID', async (e) => (await e.world.person({ community: null })).api.registrations.create({ communityId: e.world.street.id })],
    ['the registration of another\'s unit', 'FORBIDDEN', async (e) => e.people.liaison.api.unitRegistrations.create({ unitId: (await e.world.unit()).id, communityId: e.world.community.id, liaisonName: '李', liaisonPhone: '15400000001' })],
    ['a post for oneself', 'FORBIDDEN', (e) => e.people.secretary.api.posts.create({ userId: e.people.secretary.id, role: 'KEEPER', areaId: e.world.community.id, from: '2026-01-01' })],
    ['a post above one\'s own', 'FORBIDDEN', (e) => e.people.secretary.api.posts.create({ userId: e.people.member.id, role: 'COMMUNITY_SECRETARY', areaId: e.world.community.id, from: '2026-01-01' })],
    ['a post for somebody of another community', 'INVALID', (e) => e.people.secretary.api.posts.create({ userId: e.people.memberElsewhere.id, role: 'KEEPER', areaId: e.world.community.id, from: '2026-01-01' })],
    ['goods that are not there', 'NOT_FOUND', (e) => e.people.member.api.redemptions.order({ rewardId: 2 ** 53 - 1, quantity: 1 }, key())],
    ['the shelf of no point', 'NOT_FOUND', (e) => e.people.member.api.rewards.list({ pickupPointId: 1 })],
    ['goods for no point', 'NOT_FOUND', async (e) => e.people.secretary.api.imports.create('GOODS', await e.book('GOODS'), 1)],
    ['a pickup code that is none', 'PICKUP_CODE', (e) => e.people.keeper.api.redemptions.collect({ code: 'ABCDEFGH' }, key())],
    ['a unit below one that is not there', 'INVALID', (e) => e.people.organiser.api.units.create({ name: '某局某科', parentId: 1 })],
    ['an area below one that is not there', 'NOT_FOUND', (e) => e.people.organiser.api.areas.create({ parentId: 1, kind: 'COMPOUND', name: '某苑' })],
    ['the list of an area that is not there', 'NOT_FOUND', (e) => e.people.secretary.api.needs.list({ areaId: 1 })],
  ];
  test.each(tries)('%s', async (_what, code, send) => {
    await expect(send(estate)).rejects.toMatchObject({ code, status: ERRORS[code].status, message: expect.stringMatching(/[\u4e00-\u9fff]/) });
  });
  test('logs that are not there are named one by one', async () => {
    const answer = await estate.people.secretary.api.logs.verify({ logIds: [1, 2 ** 53 - 1] }, key());
    expect(answer).toEqual({ verified: [], refused: [1, 2 ** 53 - 1].map((id) => ({ id, message: ERRORS.NOT_FOUND.text })), points: 0, minutes: 0 });
  });
});

describe('files that lie about their type', () => {
  let dir: string;
  beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'lies-')); });
  afterAll(() => rmSync(dir, { recursive: true }));
  const picture = () => sharp({ create: { width: 400, height: 300, channels: 3, background: '#336699' } });
  const lies = async (): Promise<Record<string, [name: string, data: Uint8Array]>> => {
    const jpeg = await picture().jpeg().toBuffer(), png = await picture().png().toBuffer();
    const book = readFileSync(await writeBook(join(dir, 'a.xlsx'), [{ name: '一', rows: [['姓名', '联系电话'], ['张三', '15490000001']] }]));
    const bomb = readFileSync(await writeBook(join(dir, 'b.xlsx'), [{ name: '一', rows: [['姓名', '联系电话']] }], { 'xl/media/a.xml': ' '.repeat(30_000_000) }));
    return {
      'nothing': ['a.jpg', Buffer.alloc(0)], 'words as .jpg': ['a.jpg', Buffer.from('不是照片')], 'words as .xlsx': ['a.xlsx', Buffer.from('姓名,电话')],
      'SVG': ['a.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')], 'HTML': ['a.png', Buffer.from('<!doctype html><script>alert(1)</script>')], 'GIF': ['a.png', await picture().gif().toBuffer()],
      'half a JPEG': ['a.jpg', jpeg.subarray(0, jpeg.length / 2)], 'half a PNG': ['a.png', png.subarray(0, png.length / 3)], 'half a workbook': ['a.xlsx', book.subarray(0, book.length / 2)],
      'an empty zip': ['a.xlsx', Buffer.from('PK\u0005\u0006' + '\0'.repeat(18), 'latin1')], 'a zip bomb': ['a.xlsx', bomb], 'a program': ['a.xlsx', Buffer.from('MZ\u0090\0\u0003', 'latin1')], 'old Excel': ['a.xlsx', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex')],
    };
  };
  test.each([['POST /uploads', {}], ['POST /imports', { kind: 'MEMBERS' }]])('%s', async (name, query) => {
    const who = name === 'POST /uploads' ? await estate.world.person() : estate.people.organiser, [, path] = name.split(' ') as [string, string];
    const good = { method: 'POST', path, query, token: who.token };
    expect(await refusals([
      ...Object.entries(await lies()).map(([label, [file, data]]): Parameters<typeof refusals>[0][number] => [label, { ...good, file: { name: file, data } }, nothing]),
      ['no form', { ...good, body: { file: 'x' } }, nothing],
      ['a form without a file', { ...good, text: '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n', type: 'multipart/form-data; boundary=b' }, nothing],
      ['a form that stops', { ...good, text: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf', type: 'multipart/form-data; boundary=b' }, nothing],
      ['a form without a boundary', { ...good, text: 'x', type: 'multipart/form-data' }, nothing],
      ['too large', { ...good, file: { name: 'a.jpg', data: new Uint8Array(21 * 1024 * 1024) } }, ({ status }) => (status === 413 ? null : `${status}`)],
    ])).toEqual([]);
  });
  test('a picture is no workbook, a workbook no picture', async () => {
    const photo = await estate.photo(), book = await estate.book('MEMBERS');
    await expect(estate.people.member.api.uploads.photo(book)).rejects.toMatchObject({ code: 'FILE_TYPE' });
    await expect(estate.people.organiser.api.imports.create('MEMBERS', { ...photo, name: '名册.xlsx' })).rejects.toMatchObject({ code: 'FILE_TYPE' });
  });
});

test.each([['GET', '/nowhere'], ['POST', '/me'], ['DELETE', '/tasks'], ['PATCH', '/me'], ['GET', '/me/%E0%A4%A'], ['GET', `/tasks/${'1'.repeat(300)}`], ['GET', '//me']])('%s %s is refused in Chinese', async (method, path) => {
  expect(notOurRefusal(await call(estate.board, { method, path, token: estate.people.member.token }))).toBeNull();
});
