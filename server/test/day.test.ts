import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { DAY_MS, HOUR_MS, MINUTE_MS, PICKUP_DAYS, dayOf, instant, addDays, isEvening, type Api, type ClaimView, type CreateTaskInput, type ImportView, type LocalFile, type LogView, type NeedView, type RewardView, type TaskView } from '@xianfeng/shared';
import { ReadingService } from '../src/people/imports/reading.service.js';
import { makeShop, type Shop } from './credit/shop.js';
import { writeBook, type RawSheet } from './people/workbook.js';
import { key, startBoard, type Board } from './start.js';
import { makeWorld, type World } from './world.js';

/*
 * One day of a city, from the roster to the goods handed over, through the product's own client. The tests are steps: each goes on
 * where the last one ended, and the clock only moves forward.
 */
let board: Board, world: World, shop: Shop, dir: string;
/** Everybody as he signed in. */
const as: Record<string, Api> = {}, id: Record<string, number> = {};
const PHONES = { zhang: '15450000001', li: '15450000002', adil: '15450000003', tian: '15450000004', secretary: '15450000010', keeper: '15450000011', asker: '15450000012' };
const today = dayOf(Date.now()), tomorrow = addDays(today, 1);
const setClock = (day: string, clock: string): void => board.clock.set(instant(day, clock));

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'day-'));
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  const organiser = await world.staff('CITY_ORGANISER', world.city);
  as.city = organiser.api;
  id.city = organiser.id;
  setClock(today, '08:00');
});
afterAll(async () => {
  await board.stop();
  rmSync(dir, { recursive: true });
});

const file = async (sheet: RawSheet, name: string): Promise<LocalFile> => ({ name, data: readFileSync(await writeBook(join(dir, name), [sheet])) });
/** As a phone does: a code, then the session. */
async function signIn(who: keyof typeof PHONES): Promise<void> {
  const phone = PHONES[who], { demoCode } = await board.api().session.phoneCode(phone);
  const { token, me } = await board.api().session.phone(phone, demoCode!);
  expect(me.todo).toEqual(['CONSENTS', 'REGISTRATION']);
  as[who] = board.api(token);
  id[who] = me.id;
}
async function registerAsResident(who: keyof typeof PHONES, name: string): Promise<void> {
  await signIn(who);
  await as[who]!.me.consent({ purpose: 'TERMS', granted: true });
  expect(await as[who]!.registrations.create({ communityId: world.community.id, compoundId: world.compound.id, name })).toMatchObject({ status: 'ACCEPTED', kind: 'RESIDENT', name });
}
const refusal = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'done', (e: { code?: string }) => e.code ?? e);
const count = async (table: string): Promise<number> => Number((await shop.one<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`)).n);
const titles = async (who: string): Promise<string[]> => (await as[who]!.notices.list({})).items.map((n) => n.title);

describe('1 the roster', () => {
  let view: ImportView;
  test('is previewed row by row, and nothing is written', async () => {
    const row = (n: number | string, name: string | null, phone: string | number | null, community = '柳树社区') => [n, name, '甲局党支部', phone, community, '和平苑3号楼', '理发'];
    const sheet: RawSheet = {
      name: '甲局', merges: ['A1:G1'],
      rows: [
        ['在职党员到社区报到花名册'], ['填报单位：甲局'], ['序号', '党员姓名', '所在单位党组织', '手机号码', '居住社区', '小区楼栋', '特长'],
        row(1, '张三', PHONES.zhang), row(2, '李 四', `${PHONES.li.slice(0, 3)} ${PHONES.li.slice(3)}`), row(3, '阿卜杜拉·买买提', Number(PHONES.adil)), row(4, '𠮷田志', `+86${PHONES.tian}`, '柳树'),
        row(5, '张三', PHONES.zhang), row(6, null, '15450000020'), row(7, '赵六', '15450000021', '没有的社区'), row(8, '孙七', '1545000'), [9, { formula: 'B4', result: '张三' }, '甲局党支部', '15450000022', '柳树社区'], ['合计', '9人'],
      ],
    };
    const { id: importId } = await as.city!.imports.create('MEMBERS', await file(sheet, '花名册.xlsx'));
    await board.app.get(ReadingService).idle();
    view = await as.city!.imports.get(importId);
    expect(view).toMatchObject({ status: 'READY', counts: { TAKEN: 2, MENDED: 2, MERGED: 1, REFUSED: 4 }, actions: ['confirm', 'remap', 'discard'] });
    const { items } = await as.city!.imports.rows(importId, { verdict: 'REFUSED' });
    expect(items.map((r) => r.notes[0])).toEqual(['没有姓名', '没有“没有的社区”这个社区，请核对', '联系电话“1545000”少 4 位', '姓名是公式，请改成文字']);
    expect(await count('roster_entry')).toBe(0);
  });
  test('is confirmed twice at once and written once; the refused rows come back as Excel', async () => {
    const both = await Promise.all([as.city!.imports.confirm(view.id, key()), as.city!.imports.confirm(view.id, key())]);
    expect(both.map((v) => v.status)).toEqual(['DONE', 'DONE']);
    expect(await count('roster_entry')).toBe(4);
    const refused = await fetch(`${board.url}${view.refusedUrl!}`);
    expect([refused.status, refused.headers.get('content-type'), Buffer.from(await refused.arrayBuffer()).subarray(0, 2).toString()]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK']);
  });
});

describe('2 arriving', () => {
  test('residents are in at once; the organiser appoints the secretary, she her keeper', async () => {
    await registerAsResident('secretary', '王书记');
    await registerAsResident('keeper', '何管理');
    await registerAsResident('asker', '李奶奶');
    await as.city!.posts.create({ userId: id.secretary!, role: 'COMMUNITY_SECRETARY', areaId: world.community.id, from: today });
    await as.secretary!.posts.create({ userId: id.keeper!, role: 'KEEPER', areaId: world.community.id, from: today });
    expect((await as.secretary!.me.get()).posts.map((p) => p.role)).toEqual(['COMMUNITY_SECRETARY']);
    expect(await refusal(as.keeper!.tasks.desk({ areaId: world.otherCommunity.id }))).toBe('NOT_FOUND');
  });
  test('a member finds himself on the roster by his phone, only after he agreed', async () => {
    for (const who of ['zhang', 'li', 'adil', 'tian'] as const) await signIn(who);
    expect(await refusal(as.zhang!.registrations.create({ communityId: world.community.id }))).toBe('CONSENT_NEEDED');
    await as.zhang!.me.consent({ purpose: 'TERMS', granted: true });
    expect(await refusal(as.zhang!.me.rosterMatch())).toBe('CONSENT_NEEDED');
    await as.zhang!.me.consent({ purpose: 'ROSTER', granted: true });
    expect(await as.zhang!.me.rosterMatch()).toEqual({ found: true, name: '张三', unitName: '甲局党支部', community: { id: world.community.id, name: '柳树社区' }, compound: { id: world.compound.id, name: '和平苑' }, compoundText: '和平苑', building: '3号楼', skills: ['理发'] });
  });
  test('members register and wait for the secretary, who accepts, or returns with a reason', async () => {
    for (const who of ['li', 'adil', 'tian']) for (const purpose of ['TERMS', 'ROSTER'] as const) await as[who]!.me.consent({ purpose, granted: true });
    for (const who of ['zhang', 'li', 'adil', 'tian']) expect(await as[who]!.registrations.create({ communityId: world.community.id, compoundId: world.compound.id })).toMatchObject({ status: 'SUBMITTED', kind: 'MEMBER' });
    expect((await as.secretary!.desk.get()).registrations).toMatchObject({ count: 4, overdue: 0 });
    const { items } = await as.secretary!.registrations.list({ areaId: world.community.id, status: 'SUBMITTED' });
    expect(items.map((r) => r.name)).toEqual(['张三', '李四', '阿卜杜拉·买买提', '𠮷田志']);
    await as.secretary!.registrations.return(items[1]!.id, { reason: '请补充楼栋' });
    for (const at of [0, 2, 3]) await as.secretary!.registrations.accept(items[at]!.id);
    expect(await as.li!.registrations.create({ communityId: world.community.id, compoundId: world.compound.id, building: '5号楼' })).toMatchObject({ id: items[1]!.id, status: 'SUBMITTED', building: '5号楼' });
    await as.secretary!.registrations.accept(items[1]!.id);
    expect(await titles('li')).toEqual(['报到已确认', '报到被退回']);
    expect(await as.zhang!.me.get()).toMatchObject({ name: '张三', kind: 'MEMBER', community: { name: '柳树社区' }, unit: { name: '甲局党支部' }, todo: [], unread: 1 });
    expect((await as.secretary!.desk.get()).registrations.count).toBe(0);
  });
  test('somebody moves to another community, and leaves it', async () => {
    const [home] = await as.tian!.registrations.mine();
    const move = await as.tian!.registrations.transfer(home!.id, { communityId: world.otherCommunity.id });
    expect(await refusal(as.secretary!.registrations.accept(move.id))).toBe('NOT_FOUND');
    await as.city!.registrations.accept(move.id);
    expect((await as.tian!.registrations.mine()).map((r) => r.status).sort()).toEqual(['ACCEPTED', 'TRANSFERRED']);
    expect((await as.tian!.me.get()).community).toMatchObject({ name: '槐树社区' });
    expect(await as.tian!.registrations.withdraw(move.id)).toMatchObject({ status: 'ENDED' });
    expect((await as.tian!.me.get()).community).toBeNull();
  });
  test('the unit registers to its community', async () => {
    const { items: [unit] } = await as.zhang!.units.search({ q: '甲局' });
    await as.city!.posts.create({ userId: id.zhang!, role: 'UNIT_LIAISON', unitId: unit!.id, from: today });
    const { id: waiting } = await as.zhang!.unitRegistrations.create({ unitId: unit!.id, communityId: world.community.id, liaisonName: '张三', liaisonPhone: PHONES.zhang, resources: '会议室一间' });
    expect((await as.secretary!.desk.get()).unitRegistrations.count).toBe(1);
    expect(await as.secretary!.unitRegistrations.accept(waiting)).toMatchObject({ status: 'ACCEPTED', unit: { name: '甲局党支部' } });
  });
});

let clean: TaskView, visit: TaskView, fair: TaskView, need: NeedView;
const shift = (task: TaskView): number => task.shifts[0]!.id;
describe('3 tasks', () => {
  const common = (): Pick<CreateTaskInput, 'areaId' | 'place' | 'claimMode' | 'contactName' | 'contactPhone'> => ({ areaId: world.community.id, place: '和平苑东门', claimMode: 'OPEN', contactName: '王书记', contactPhone: '0359-1234567' });
  const times = (day: string, from: string, to: string, places: number) => [{ startsAt: instant(day, from), endsAt: instant(day, to), places }];
  test('a draft from a template is kept, published, copied; a copy nobody claimed is withdrawn or thrown away', async () => {
    const { key: _, name: __, minutes, places, ...template } = (await as.secretary!.tasks.templates()).find((t) => t.key === 'clean-compound')!;
    expect([minutes, places]).toEqual([120, 15]);
    const draft = await as.secretary!.tasks.create({ ...common(), ...template, shifts: times(tomorrow, '19:00', '21:00', 1), publish: false }, key());
    expect([draft.status, await refusal(as.zhang!.tasks.get(draft.id))]).toEqual(['DRAFT', 'NOT_FOUND']);
    clean = await as.secretary!.tasks.publish(draft.id, key());
    const copy = await as.secretary!.tasks.copy(clean.id);
    expect(copy).toMatchObject({ status: 'DRAFT', title: clean.title, shifts: [{ places: 1 }] });
    await as.secretary!.tasks.publish(copy.id, key());
    expect(await as.secretary!.tasks.withdraw(copy.id, key())).toMatchObject({ status: 'WITHDRAWN' });
    await as.secretary!.tasks.discard((await as.secretary!.tasks.copy(clean.id)).id);
    fair = await as.secretary!.tasks.create({ ...common(), ...template, title: '便民集市帮手', shifts: times(addDays(today, 2), '09:00', '11:00', 3), audience: 'MEMBERS', publish: true }, key());
  });
  test('a resident asks, and the secretary makes a task of it', async () => {
    const photo = await as.asker!.uploads.photo({ name: '灯.jpg', data: await sharp({ create: { width: 80, height: 60, channels: 3, background: '#334455' } }).jpeg().toBuffer() });
    need = await as.asker!.needs.create({ areaId: world.compound.id, kind: 'CARE', title: '想有人陪着聊聊天', photoIds: [photo.id] }, key());
    expect((await as.secretary!.desk.get()).needs).toMatchObject({ count: 1, overdue: 0 });
    expect((await as.secretary!.needs.list({ areaId: world.community.id, status: 'SUBMITTED' })).items.map((n) => n.id)).toEqual([need.id]);
    visit = await as.secretary!.tasks.create({ ...common(), needId: need.id, kind: 'ELDER', title: '陪李奶奶聊聊天', shifts: times(tomorrow, '19:30', '20:30', 3), audience: 'EVERYONE', presence: 'LEADER', photoRule: 'NONE', riskNote: '两人同行', publish: true }, key());
    expect(await as.asker!.needs.get(need.id)).toMatchObject({ status: 'PUBLISHED', taskId: visit.id });
    expect((await as.secretary!.desk.get()).needs.count).toBe(0);
  });
});

let leaving: ClaimView, moved: ClaimView;
describe('4 claims', () => {
  test('a member finds what fits him: near, open to him, in the evening, by words', async () => {
    const found = await as.zhang!.tasks.list({ order: 'SOONEST', when: 'EVENING', q: '大扫除' });
    expect(found.items.map((t) => t.id)).toEqual([clean.id]);
    expect(isEvening(found.items[0]!.startsAt)).toBe(true);
    expect((await as.zhang!.tasks.list({ order: 'NEWEST' })).items.map((t) => t.id)).toEqual([visit.id, fair.id, clean.id]);
    expect((await as.asker!.tasks.list({ order: 'NEWEST' })).items.map((t) => t.id)).toEqual([visit.id, clean.id]); // not what is for members only
    expect((await board.api().tasks.open({})).items.map((t) => t.id)).toContain(clean.id);
    expect(await refusal(as.asker!.claims.create({ shiftId: shift(fair) }, key()))).toBe('CLAIM_AUDIENCE');
    expect(await refusal(as.tian!.claims.create({ shiftId: shift(clean) }, key()))).toBe('NOT_REGISTERED');
  });
  test('one claims; a clash is named, and the organiser may override it', async () => {
    leaving = await as.zhang!.claims.create({ shiftId: shift(clean) }, key());
    expect(leaving.status).toBe('CONFIRMED');
    expect((await as.zhang!.tasks.get(visit.id)).shifts[0]!.clash).toBe(clean.title);
    await expect(as.zhang!.claims.create({ shiftId: shift(visit) }, key())).rejects.toMatchObject({ code: 'CLAIM_CLASH', message: `与您的“${clean.title}”时间冲突` });
    expect(await refusal(as.secretary!.claims.add({ shiftId: shift(visit), userId: id.zhang! }, key()))).toBe('CLAIM_CLASH');
    const roster = await as.secretary!.claims.add({ shiftId: shift(visit), userId: id.zhang!, anyway: true }, key());
    expect(roster.map((r) => [r.name, r.status])).toEqual([['张三', 'CONFIRMED']]);
  });
  test('a full task has a line, which moves up by itself', async () => {
    expect(await refusal(as.li!.claims.create({ shiftId: shift(clean) }, key()))).toBe('SHIFT_FULL');
    moved = await as.li!.claims.create({ shiftId: shift(clean), waitlist: true }, key());
    expect(await as.adil!.claims.create({ shiftId: shift(clean), waitlist: true }, key())).toMatchObject({ status: 'WAITLISTED', queue: 2 });
    expect(await as.zhang!.claims.withdraw(leaving.id, key())).toMatchObject({ status: 'WITHDRAWN' });
    expect(await as.li!.claims.get(moved.id)).toMatchObject({ status: 'CONFIRMED', queue: null });
    expect((await titles('li'))[0]).toBe('候补成功');
    clean = await as.secretary!.tasks.update(clean.id, { shifts: [{ id: shift(clean), startsAt: clean.startsAt, endsAt: clean.endsAt, places: 5 }] }, key());
    expect(clean).toMatchObject({ places: 5, taken: 2 }); // who waited is in
    expect(await refusal(as.secretary!.tasks.withdraw(clean.id, key()))).toBe('TASK_CLAIMED');
  });
  test('an offer may be declined, and leaves no trace; a unit is asked, too', async () => {
    expect((await as.secretary!.offers.candidates(shift(fair))).map((c) => c.name)).toContain('李四');
    await as.secretary!.offers.send({ shiftId: shift(fair), userIds: [id.li!] }, key());
    const before = await count('audit'), [offer] = await as.li!.offers.mine();
    await as.li!.offers.decline(offer!.id);
    expect(await as.li!.offers.mine()).toEqual([]);
    expect(await count('audit')).toBe(before);
    const unitId = (await as.zhang!.me.get()).unit!.id;
    expect(await as.secretary!.offers.send({ shiftId: shift(fair), unitId }, key())).toEqual({ shiftId: shift(fair), sent: 3, accepted: 0 });
    const [asked] = await as.zhang!.offers.mine();
    expect(await as.zhang!.offers.accept(asked!.id, key())).toMatchObject({ status: 'CONFIRMED', taskId: fair.id });
    expect(await as.secretary!.offers.summary(shift(fair))).toEqual({ shiftId: shift(fair), sent: 3, accepted: 1 });
  });
  test('what somebody claimed can be called off, and he is told why', async () => {
    await as.secretary!.tasks.cancel(fair.id, { reason: '场地检修' }, key());
    const [told] = (await as.zhang!.notices.list({})).items;
    expect([told!.title, told!.body]).toEqual(['任务已取消', expect.stringContaining('场地检修')]);
    expect((await as.zhang!.claims.mine({ state: 'COMING' })).items.map((c) => c.taskId)).toEqual([visit.id]);
  });
  test('the secretary joins in, too', async () => {
    expect(await as.secretary!.claims.create({ shiftId: shift(visit) }, key())).toMatchObject({ status: 'CONFIRMED' });
  });
});

describe('5 on the day', () => {
  test('too early nobody can check in', async () => {
    setClock(tomorrow, '18:00');
    const { dayCode } = await as.secretary!.attendance.shiftCode(shift(clean));
    expect(await refusal(as.adil!.attendance.dayCode({ taskId: clean.id, code: dayCode }, key()))).toBe('NOT_TODAY');
  });
  test('by the rotating QR: a shown one is stale after half a minute', async () => {
    setClock(tomorrow, '18:50');
    const { payload, refreshInSeconds } = await as.secretary!.attendance.shiftCode(shift(clean));
    expect(refreshInSeconds).toBeLessThanOrEqual(30);
    expect(await as.li!.attendance.scan({ payload }, key())).toMatchObject({ claimId: moved.id, name: '李四' });
    board.clock.set(board.clock.now() + 31_000);
    expect(await refusal(as.adil!.attendance.scan({ payload }, key()))).toBe('QR_STALE');
  });
  test('by the six digits of the day', async () => {
    board.clock.set(instant(tomorrow, '19:09') + 30_000); // half a minute more than is counted
    const { dayCode } = await as.secretary!.attendance.shiftCode(shift(clean));
    expect(await refusal(as.adil!.attendance.dayCode({ taskId: clean.id, code: dayCode === '000000' ? '000001' : '000000' }, key()))).toBe('DAY_CODE_WRONG');
    expect(await as.adil!.attendance.dayCode({ taskId: clean.id, code: dayCode }, key())).toMatchObject({ name: '阿卜杜拉·买买提', leftAt: null });
  });
  test('by the leader: the member\'s own code, walk-ups, the roster', async () => {
    expect(await as.secretary!.attendance.memberCode(shift(clean), { payload: (await as.keeper!.me.code()).payload }, key())).toMatchObject({ name: '何管理', message: expect.stringContaining('签到成功') });
    const withGuest = await as.secretary!.attendance.walkUp(shift(clean), { name: '过路人', phoneTail: '4321' }, key());
    expect(withGuest.map((r) => [r.name, r.status]).sort()).toEqual([['何管理', 'ATTENDED'], ['李四', 'ATTENDED'], ['过路人', 'WALK_UP'], ['阿卜杜拉·买买提', 'ATTENDED']].sort());
    setClock(tomorrow, '19:35');
    const claimIds = (await as.secretary!.claims.roster(shift(visit))).map((r) => r.claimId!);
    expect(await as.secretary!.attendance.mark(shift(visit), { claimIds, present: true }, key())).toMatchObject([{ name: '张三', status: 'ATTENDED' }, { name: '王书记', status: 'ATTENDED' }]);
    const { today: shown } = await as.secretary!.desk.get();
    expect(shown.map((s) => [s.taskId, s.present])).toEqual([[clean.id, 4], [visit.id, 2]]);
  });
  test('checking out is optional', async () => {
    setClock(tomorrow, '20:30');
    const { leftAt } = await as.li!.attendance.checkOut(moved.id, key());
    expect(Math.floor(leftAt! / MINUTE_MS)).toBe(instant(tomorrow, '20:30') / MINUTE_MS);
  });
});

const logs: Record<string, LogView> = {};
describe('6 what was done', () => {
  const claimOf = async (who: string, task: TaskView): Promise<number> => (await as[who]!.claims.mine({ state: 'TO_LOG' })).items.find((c) => c.taskId === task.id)!.id;
  test('the asker says whether it helped', async () => {
    setClock(tomorrow, '21:10');
    await board.jobs.run('tasks.end');
    expect(await as.asker!.needs.get(need.id)).toMatchObject({ status: 'DONE', actions: ['feedback'] });
    expect(await as.asker!.needs.feedback(need.id, { helped: true, text: '聊得很开心' })).toMatchObject({ status: 'CONFIRMED', actions: [] });
  });
  test('a log is one line, with photos that lost their secrets or without; one of a service is enough', async () => {
    const photo = await as.li!.uploads.photo({ name: '现场.png', data: await sharp({ create: { width: 90, height: 60, channels: 3, background: '#778899' } }).png().toBuffer() });
    logs.li = await as.li!.logs.submit({ claimId: moved.id, text: '现场已清理干净', photoIds: [photo.id] }, key());
    expect(logs.li).toMatchObject({ status: 'SUBMITTED', minutes: 90, evidence: 'B', photos: [{ id: photo.id }] });
    expect((await fetch(`${board.url}${logs.li.photos[0]!.thumbUrl}`)).headers.get('content-type')).toBe('image/jpeg');
    for (const [who, task] of [['adil', clean], ['keeper', clean], ['zhang', visit], ['secretary', visit]] as const) logs[who] = await as[who]!.logs.submit({ claimId: await claimOf(who, task), text: '已按要求完成' }, key());
    expect(['adil', 'keeper', 'zhang', 'secretary'].map((who) => [logs[who]!.minutes, logs[who]!.evidence])).toEqual([[110, 'B'], [110, 'B'], [60, 'A'], [60, 'C']]);
    expect(await refusal(as.li!.logs.submit({ claimId: moved.id, text: '再写一次' }, key()))).toBe('LOG_EXISTS');
  });
  test('the secretary verifies in one go, returns with a reason, and decides nothing about herself', async () => {
    const { items } = await as.secretary!.logs.list({ areaId: world.community.id });
    expect([items.length, (await as.secretary!.desk.get()).logs.count]).toEqual([5, 5]);
    await as.secretary!.logs.return(logs.keeper!.id, { reason: '请写明做了什么' }, key());
    const batch = { logIds: ['li', 'adil', 'zhang', 'secretary'].map((who) => logs[who]!.id) };
    const result = await as.secretary!.logs.verify(batch, key());
    expect(result.verified.sort()).toEqual(batch.logIds.slice(0, 3).sort());
    expect(result).toMatchObject({ refused: [{ id: logs.secretary!.id, message: '与自己有关的，请由别人办理' }], minutes: 260, points: 15 + 18 + 12 });
    await as.keeper!.logs.resubmit(logs.keeper!.id, { claimId: logs.keeper!.claimId, text: '登记到场的人，收工具' }, key());
    expect(await as.city!.logs.verify({ logIds: [logs.keeper!.id, logs.secretary!.id] }, key())).toMatchObject({ refused: [], minutes: 170, points: 18 + 6 });
  });
  test('a record in whole minutes, and points with the sentence that explains them', async () => {
    expect((await as.zhang!.records.mine({})).items).toMatchObject([{ title: visit.title, day: tomorrow, minutes: 60, evidence: 'A', points: 12 }]);
    expect((await as.adil!.points.entries({})).items).toMatchObject([{ kind: 'AWARD', amount: 18, balance: 18, why: '1小时50分钟 × 每小时 10 分，取整得 18 分' }]);
    expect((await as.secretary!.records.mine({})).items[0]!.pointsWhy).toBe('1小时 × 每小时 10 分 × 敬老助老系数 1.2 × 本人填报、社区核准 50%，取整得 6 分');
    expect(await as.li!.points.mine()).toMatchObject({ available: 15, held: 0, earned: 15, spent: 0 });
  });
});

let point: number, goods: Record<string, RewardView>;
describe('7 goods', () => {
  test('the keeper brings a sheet of goods; odd cells are mended or refused', async () => {
    point = await shop.point(world.community, '柳树兑换点');
    await shop.point(world.otherCommunity, '槐树兑换点');
    const sheet: RawSheet = { name: '商品', rows: [['品名', '规格', '单位', '所需积分', '数量', '来源'], ['香皂', '100g', '块', 10, '5块', '市烟草公司捐赠'], ['牛奶', '250ml', '盒', '１２', 2, '采购'], ['毛巾', '', '条', '八分', 3, '采购']] };
    const { id: importId } = await as.keeper!.imports.create('GOODS', await file(sheet, '商品.xlsx'), point);
    await board.app.get(ReadingService).idle();
    const { counts } = await as.keeper!.imports.get(importId);
    expect([counts.TAKEN + counts.MENDED, counts.REFUSED]).toEqual([2, 1]);
    await as.keeper!.imports.confirm(importId, key());
    expect((await as.adil!.rewards.pickupPoints()).map((p) => [p.name, p.nearest])).toEqual([['柳树兑换点', true], ['槐树兑换点', false]]);
    goods = Object.fromEntries((await as.adil!.rewards.list({ pickupPointId: point })).items.map((r) => [r.name, r]));
    expect([goods['香皂'], goods['牛奶']]).toMatchObject([{ stock: 5, points: 10, donor: '市烟草公司', blocked: null, actions: ['order'] }, { stock: 2, points: 12 }]);
  });
  test('an order holds points and stock; it is cancelled freely, ordered again, and handed over once', async () => {
    const order = { rewardId: goods['香皂']!.id, quantity: 1 };
    const first = await as.adil!.redemptions.order(order, key());
    expect([first.status, await shop.onShelf(order.rewardId), await as.adil!.points.mine()]).toMatchObject(['HELD', { stock: 4, reserved: 1 }, { available: 8, held: 10 }]);
    await as.adil!.redemptions.cancel(first.id, key());
    expect([await shop.onShelf(order.rewardId), await as.adil!.points.mine()]).toMatchObject([{ stock: 5, reserved: 0 }, { available: 18, held: 0 }]);
    expect(await refusal(as.li!.redemptions.order({ ...order, quantity: 2 }, key()))).toBe('POINTS_SHORT');
    const { code, id: orderId } = await as.adil!.redemptions.order(order, key());
    expect((await as.secretary!.desk.get()).orders.count).toBe(1);
    const typed = { code: `${code!.slice(0, 4).toLowerCase()} ${code!.slice(4)}` };
    expect(await as.keeper!.redemptions.lookUp(typed)).toMatchObject({ id: orderId, personName: '阿卜杜拉·买买提', code: null, actions: ['collect', 'substitute', 'callOff'] });
    expect(await as.keeper!.redemptions.collect(typed, key())).toMatchObject({ status: 'COLLECTED' });
    expect(await refusal(as.keeper!.redemptions.collect(typed, key()))).toBe('STATE');
    expect([await shop.onShelf(order.rewardId), await as.adil!.points.mine()]).toMatchObject([{ stock: 4, reserved: 0 }, { available: 8, held: 0, spent: 10, earned: 18 }]);
  });
  test('what nobody collects expires, and everything returns', async () => {
    const { id: orderId } = await as.li!.redemptions.order({ rewardId: goods['牛奶']!.id, quantity: 1 }, key());
    board.clock.set(board.clock.now() + PICKUP_DAYS * DAY_MS + HOUR_MS);
    await board.jobs.run('redemptions-expire');
    expect(await as.li!.redemptions.get(orderId)).toMatchObject({ status: 'EXPIRED', code: null, actions: [] });
    expect([await shop.onShelf(goods['牛奶']!.id), await as.li!.points.mine()]).toMatchObject([{ stock: 2, reserved: 0 }, { available: 15, held: 0, spent: 0 }]);
    expect(await shop.wrongBooks()).toEqual({});
  });
});

/** Titles of everybody's notices at the end of the day, sorted. */
const INBOXES: Record<string, string[]> = {
  zhang: ['任务已取消', '单位报到已确认', '已登记到场', '您担任单位联络员', '报到已确认', '服务已核实', '社区为您登记了任务', '社区邀请您参加'],
  li: ['候补成功', '报到已确认', '报到被退回', '服务已核实', '牛奶 1盒 已过领取期限', '社区邀请您参加'],
  adil: ['候补成功', '已领取 香皂 1块', '报到已确认', '服务已核实', '社区邀请您参加'],
  tian: ['报到已确认', '报到已确认'],
  keeper: ['已登记到场', '您担任兑换点核销员', '日志请补充', '服务已核实'],
  asker: ['您的需求已发布为任务', '服务已结束，帮到您了吗'],
  secretary: ['您担任社区书记', '服务已核实'],
};
describe('8 who sees what', () => {
  test('each finds in the inbox what concerns him, and nothing else', async () => {
    const inboxes: Record<string, string[]> = {};
    for (const who of Object.keys(INBOXES)) inboxes[who] = (await titles(who)).sort();
    expect(inboxes).toEqual(INBOXES);
    await as.zhang!.notices.readAll();
    expect((await as.zhang!.me.get()).unread).toBe(0);
  });
  test('every notice leads to a page of the mini-program', async () => {
    const links = await board.tx.read.query<{ link: string }[]>('SELECT DISTINCT link FROM notice WHERE link IS NOT NULL');
    const pages = [...new Set(links.map(({ link }) => link.split('?')[0]!))];
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.filter((page) => !existsSync(join(import.meta.dirname, '../../miniapp/src', `${page}.tsx`)))).toEqual([]);
  });
  test('nothing waits on the secretary\'s desk any more', async () => {
    const { registrations, unitRegistrations, needs, claims, logs: waiting, orders, week } = await as.secretary!.desk.get();
    expect([registrations, unitRegistrations, needs, claims, waiting, orders].map((q) => q.count)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(week).toEqual({ tasksOpen: 0, placesOpen: 0, verified: 0, minutes: 0 }); // sixteen days later
  });
  test('the city sees the work of each community, and no person', async () => {
    const all = await as.city!.dashboards.get({ span: 'YEAR' }), below = await as.city!.dashboards.children({ areaId: all.area.id, span: 'YEAR' });
    expect(all).toMatchObject({ sums: { tasks: 2, confirmed: 1 }, minutes: 430, now: { openNow: 0, freeNow: 0 } });
    expect(below.items).toMatchObject([{ area: { name: '东街道' }, confirmed: 1, minutes: 430 }, { area: { name: '西街道' }, confirmed: 0, minutes: 0 }]);
    expect(JSON.stringify([all, below])).not.toContain('张');
    expect(await refusal(as.zhang!.dashboards.get({}))).toBe('FORBIDDEN');
  });
});
