import { createHash } from 'node:crypto';
import { HOUR_MS, MINUTE_MS, TASK_KINDS, TASK_KIND_KEYS, dayOf, type CreateTaskInput, type PaperView, type TaskKind } from '@xianfeng/shared';
import { declaredRoutes } from '../../src/http/routes.js';
import { CALLS, request } from '../support/calls.js';
import { served } from '../honours/served.js';
import { makeEstate, PEOPLE, type Estate } from '../support/estate.js';
import { inputsOf } from '../support/inputs.js';
import { call, type RawCall } from '../support/raw.js';
import { readSheets } from '../support/sheet.js';
import { codeOf, key } from '../start.js';
import type { Actor } from '../world.js';
import { counted, findings, ordered } from './never.js';

/** What the product must never be (docs/burden.md), by walking all of its routes. The numbers are those of the seven tests; the screens are walked in miniapp/burden. */
let e: Estate;
beforeAll(async () => { e = await makeEstate(); });
afterAll(() => e.stop());
const GETS = Object.keys(CALLS).filter((n) => n.startsWith('GET ') && !n.includes('/downloads/') && !n.includes('/health'));
const json = (text: string): unknown => { try { return JSON.parse(text) as unknown; } catch { return null; } };
const guard = <T>(list: readonly T[], least: number): readonly T[] => { if (list.length < least) throw new Error(`only ${list.length} of at least ${least} were looked at`); return list; };

describe('2. no login counts, online time, installs, streaks, or people ordered by points', () => {
  test('2. what counts as one is noticed', () => {
    expect(findings({ items: [{ userId: 1, loginCount: 3 }] })).toEqual(['loginCount']);
    for (const k of ['onlineMinutes', 'streakDays', 'installs', 'lastSeenAt', 'rankNo', 'checkInDays']) expect(findings({ [k]: 1 })).toEqual([k]);
    expect(findings({ note: '连续打卡 7 天' })).toEqual(['连续打卡 7 天']);
    expect(findings({ note: '不排名，不看登录次数' })).toEqual([]);
    const people = [9, 7, 4, 2].map((points, i) => ({ userId: [3, 1, 4, 2][i], name: `人${i}`, points }));
    expect(ordered({ items: people })).toEqual(['points']);
    expect(ordered({ items: [...people].sort((a, b) => a.userId! - b.userId!) })).toEqual([]);
  });
  test('2. no route answers so, to anybody', async () => {
    // Eight people with points, hours and names in no order of each other.
    for (const points of [30, 80, 10, 60, 20, 70, 40, 50]) {
      const who = await e.world.person();
      await e.shop.give(who, points);
      await served(e.board, who, e.world.community, dayOf(e.board.clock.now()), points * 6);
    }
    const wrong: string[] = [];
    let answered = 0;
    for (const name of GETS) {
      const made = await CALLS[name]!.make(e);
      for (const who of [null, ...(made.as ? [made.as] : []), ...PEOPLE.map((p) => e.people[p])]) {
        const { status, text } = await call(e.board, request(name, made, who));
        if (status !== 200) continue;
        answered += 1;
        for (const found of [...findings(json(text)), ...ordered(json(text)).map((k) => `people ordered by ${k}`)]) wrong.push(`${name}: ${found}`);
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
    guard(Array.from({ length: answered }), GETS.length);
  });
  test('2. no column keeps it', () => {
    const columns = e.board.tx.read.dataSource.entityMetadatas.flatMap((t) => t.columns.map((c) => `${t.tableName}.${c.propertyName}`));
    guard(columns, 300);
    expect(columns.filter((c) => findings({ [c.split('.')[1]!]: 1 }).length > 0)).toEqual([]);
  });
});

describe('3. a photo only with a written reason', () => {
  const input = (o: Partial<CreateTaskInput>): CreateTaskInput => ({
    areaId: e.world.community.id, kind: 'CLEAN', title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt: e.board.clock.now() + HOUR_MS, endsAt: e.board.clock.now() + 2 * HOUR_MS, places: 5 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'LEADER', photoRule: 'REQUIRED', riskNote: '注意', contactName: '王', contactPhone: '15400000000', publish: true, ...o,
  });
  test('3. no way of publishing gets round it', async () => {
    const { api } = e.people.secretary;
    for (const photoReason of [undefined, '', ' ', '好']) expect([photoReason, await codeOf(api.tasks.create(input({ photoReason }), key()))]).toEqual([photoReason, 'PHOTO_REASON']);
    expect(await codeOf(api.tasks.create(input({ publish: false }), key()))).toBe('PHOTO_REASON');
    const free = await api.tasks.create(input({ photoRule: 'OPTIONAL' }), key());
    expect(await codeOf(api.tasks.update(free.id, { photoRule: 'REQUIRED' }, key()))).toBe('PHOTO_REASON');
    expect(await codeOf(api.tasks.create(input({ photoReason: '消防通道留存前后对照' }), key()))).toBe('ok');
    expect(await e.board.tx.read.query("SELECT id FROM task WHERE photoRule = 'REQUIRED' AND LENGTH(photoReason) < 2")).toEqual([]);
  });
  test('3. templates ask for one only with a reason', async () => {
    const templates = guard(await e.people.secretary.api.tasks.templates(), 10);
    expect(templates.filter((t) => (t.photoRule === 'REQUIRED') !== t.photoReason.length >= 2)).toEqual([]);
  });
});

describe('4. every number opens its records', () => {
  test('4. of the papers of city, street, community, unit and member', async () => {
    const member = e.people.member, year = Number(dayOf(e.board.clock.now()).slice(0, 4));
    for (const minutes of [60, 95, 30]) await served(e.board, member, e.world.community, dayOf(e.board.clock.now()), minutes);
    await e.need();
    await e.redemption();
    const { organiser } = e.people, wrong: string[] = [], ask = organiser.api.papers;
    const papers: [string, PaperView, (k: string, after?: string) => Promise<{ items: { value: number }[]; next: string | null }>][] = [];
    for (const a of [e.world.city, e.world.street, e.world.community]) papers.push([a.name, await ask.ofArea({ areaId: a.id, year }), (k, after) => ask.areaRows({ areaId: a.id, year, key: k, after })]);
    const half = dayOf(e.board.clock.now()) < `${year}-07` ? 1 : 2;
    papers.push(['member', await member.api.papers.mine({ year, half }), (k, after) => member.api.papers.myRows({ year, half, key: k, after })]);
    let numbers = 0;
    for (const [name, paper, rows] of papers)
      for (const n of paper.sections.flatMap((s) => [...s.lines, ...(s.table?.rows.flatMap((r) => r.cells) ?? [])])) {
        let sum = 0, after: string | undefined;
        for (;;) { const page = await rows(n.key, after); sum += page.items.reduce((t, r) => t + r.value, 0); if (page.next === null) break; after = page.next; }
        numbers += 1;
        if (sum !== n.value) wrong.push(`${name} ${n.key}: ${n.value}, its records ${sum}`);
      }
    expect(wrong).toEqual([]);
    guard(Array.from({ length: numbers }), 100);
  });
  test('4. nothing of a paper is typed: what is sent to make one names a place, a year and a form', () => {
    const inputs = inputsOf(e.board.app), made = [...inputs].filter(([name]) => name.startsWith('POST /papers'));
    guard(made, 3);
    for (const [name, { body }] of made) expect([name, body!.map((f) => f.name).filter((f) => !['areaId', 'year', 'half', 'format'].includes(f))]).toEqual([name, []]);
  });
});

describe('5. declining leaves no trace', () => {
  test('5. all that community, street, city, unit and auditor can read is the same to the letter', async () => {
    const unit = await e.world.unit(), asked = await e.world.person({ unitId: unit.id }), liaison = await e.world.person({ unitId: unit.id, posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
    const task = await e.task(), shiftId = task.shifts[0]!.id, { secretary } = e.people;
    await secretary.api.offers.send({ shiftId, userIds: [asked.id] }, key());
    const readers: Actor[] = [secretary, e.people.streetOfficer, e.people.organiser, e.people.auditor, e.people.gridWorker, e.people.member, liaison];
    // What each route answers about these rows, asked again and again with the same words.
    const asks: [string, RawCall][] = [];
    // Codes that turn every thirty seconds are made of time alone.
    for (const name of GETS.filter((n) => !n.includes('/journal') && n !== 'GET /shifts/:id/code' && n !== 'GET /me/code')) {
      const made = await CALLS[name]!.make(e);
      for (const who of readers) asks.push([name, request(name, made, who)]);
    }
    for (const path of [`/tasks/${task.id}`, `/shifts/${shiftId}/roster`, `/shifts/${shiftId}/candidates`, `/shifts/${shiftId}/offers`]) for (const who of readers) asks.push([path, { method: 'GET', path, token: who.token }]);
    const files: [string, Actor][] = (['ROSTERS', 'TASKS', 'REGISTRATIONS'] as const).map((kind) => [kind, secretary]);
    const look = async (): Promise<Map<string, string>> => {
      const seen = new Map<string, string>();
      for (const [i, [name, ask]] of asks.entries()) seen.set(`${i} ${name}`, createHash('sha256').update((await call(e.board, ask)).text.replace(/"(madeAt|at|updatedAt|now|checkedAt)":\d+/g, '')).digest('hex'));
      for (const [kind, who] of files) {
        const { url } = await who.api.exports.list({ areaId: e.world.community.id, kind: kind as 'TASKS' });
        seen.set(`file ${kind}`, JSON.stringify((await readSheets(new Uint8Array(await (await fetch(e.board.url + url)).arrayBuffer()))).slice(1)));
      }
      return seen;
    };
    // What is counted anew every so often, or says the hour, stands still meanwhile.
    const { clock } = e.board, at = clock.now();
    clock.now = () => at;
    const first = await look(), second = await look();
    const steady = [...first].filter(([k, v]) => second.get(k) === v).map(([k]) => k);
    guard(steady, Math.floor(asks.length * 0.9));
    const [offer] = await asked.api.offers.mine();
    await asked.api.offers.decline(offer!.id);
    expect(await asked.api.offers.mine()).toEqual([]);
    const after = await look(), changed = steady.filter((k) => after.get(k) !== second.get(k));
    Reflect.deleteProperty(clock, 'now');
    expect(changed).toEqual([]);
    expect(await e.board.tx.read.query("SELECT id FROM audit WHERE action LIKE '%declin%'")).toEqual([]);
    expect((await e.board.tx.read.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM notice WHERE userId = ? AND kind = ? AND body LIKE ?', [secretary.id, 'OFFER', '%不%']))[0]!.n).toBe(0);
  });
  test('5. nobody can be assigned: no route makes a claim for somebody who is not standing there or has not asked', async () => {
    const far = await e.world.person({ community: e.world.otherCommunity });
    expect(await codeOf(e.people.secretary.api.claims.add({ shiftId: (await e.task()).shifts[0]!.id, userId: far.id }, key()))).toBe('NOT_FOUND');
  });
});

describe('6. every kind of task without location, messages and smartphone', () => {
  /** A person who never opened the app: the community took him in, the leader ticks him off, two of the staff write down what he did. */
  const done = async (kind: TaskKind): Promise<string> => {
    const who = await e.world.person({ kind: 'RESIDENT' }), { secretary, organiser } = e.people;
    // Duty is for those who hold a post.
    const helper = kind === 'DUTY' ? await e.world.staff('GRID_WORKER', e.world.community) : who;
    const task = await e.task({ kind, title: `不用手机的${TASK_KINDS[kind].label}`, presence: 'LEADER', photoRule: 'NONE' }), shiftId = task.shifts[0]!.id;
    const [row] = await secretary.api.claims.add({ shiftId, userId: helper.id }, key());
    const from = e.board.clock.now() - 30 * MINUTE_MS;
    await e.board.tx.run(async (m) => {
      await m.query('UPDATE shift SET startsAt = ?, endsAt = ? WHERE id = ?', [from, from + HOUR_MS, shiftId]);
      await m.query('UPDATE claim SET startsAt = ?, endsAt = ? WHERE shiftId = ?', [from, from + HOUR_MS, shiftId]);
    });
    const [marked] = await secretary.api.attendance.mark(shiftId, { claimIds: [row!.claimId!], present: true }, key());
    if (marked!.status !== 'ATTENDED') return `not marked: ${marked!.status}`;
    if (!TASK_KINDS[kind].recordable) return 'done';
    const entry = await secretary.api.entries.propose({ areaId: e.world.community.id, userId: helper.id, taskId: task.id, kind, title: task.title, startsAt: from, minutes: 20, evidence: '负责人点名，本人没有智能手机' }, key());
    await organiser.api.entries.approve(entry.id, key());
    const [record] = await e.board.tx.read.query<{ minutes: number }[]>('SELECT minutes FROM service_record WHERE userId = ?', [helper.id]);
    return record?.minutes === 20 ? 'done' : 'no record';
  };
  test.each(TASK_KIND_KEYS)('6. %s', async (kind) => { expect(await done(kind)).toBe('done'); });
  test('6. no route takes a place in coordinates, none needs a message to have been allowed', () => {
    const fields = [...inputsOf(e.board.app)].flatMap(([name, { body, query }]) => [...(body ?? []), ...(query ?? [])].map((f) => `${name} ${f.name}`));
    guard(fields, 300);
    expect(fields.filter((f) => /lat|lng|lon(gitude)?$|coord|geo|location|gps|wifi|deviceId|subscri/i.test(f.split(' ')[2]!))).toEqual([]);
  });
});

describe('7. no report to fill in', () => {
  test('7. no route, and no form behind one, asks for the figures of a span of time', () => {
    const routes = guard(declaredRoutes(e.board.app), 150), inputs = inputsOf(e.board.app);
    expect(routes.map((r) => `${r.method} ${r.path}`).filter((r) => /report|summary-form|monthly|weekly|statistic/i.test(r))).toEqual([]);
    const forms = [...inputs].filter(([name, { body }]) => /^(POST|PUT)/.test(name) && body?.some((f) => counted.span.test(f.name)));
    // A span of time may be named to have something made; whoever names it types no figure and no account of it.
    const typed = forms.flatMap(([name, { body }]) => body!.filter((f) => !counted.span.test(f.name) && counted.figures(f)).map((f) => `${name}: ${f.name}`));
    expect(typed.filter((t) => !counted.meant.some((m) => t.startsWith(m)))).toEqual([]);
    expect(forms.length).toBeGreaterThan(3);
  });
});
