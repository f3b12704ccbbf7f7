import { dayOf, MINUTE_MS } from '@xianfeng/shared';
import { readSheets } from '../support/sheet.js';
import { outcomes } from '../board/board.world.js';
import { key, startBoard, type Board } from '../start.js';
import { readPdf } from '../support/pdf.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { served } from './served.js';

let board: Board, world: World, secretary: Actor, year: number;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  year = Number(dayOf(board.clock.now()).slice(0, 4));
});
afterAll(() => board.stop());
const day = (n: number): string => `${year}-03-${String(n).padStart(2, '0')}`;
const fetchFile = async (url: string) => {
  const answer = await fetch(board.url + url);
  return { status: answer.status, type: answer.headers.get('content-type'), name: decodeURIComponent(/filename\*=UTF-8''(.+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? ''), bytes: Buffer.from(await answer.arrayBuffer()) };
};
const read = async (url: string): Promise<string> => readPdf((await fetchFile(url)).bytes).pages.join('\n').replace(/\n/g, '');
const ask = (who: Actor, o = {}) => who.api.certificates.ask({ communityId: world.community.id, year, idLine: false, ...o }, key());
const issue = async (who: Actor) => secretary.api.certificates.issue({ userId: who.id, communityId: world.community.id, year, idLine: false, phone: '0359-1234567' }, key());
const tokenOf = async (id: number): Promise<string> => (await board.tx.read.query<{ token: string }[]>('SELECT token FROM certificate WHERE id = ?', [id]))[0]!.token;
const active = async (name?: string): Promise<Actor> => {
  const who = await world.person({ name });
  await served(board, who, world.community, day(1), 90);
  await served(board, who, world.community, day(2), 45, { kind: 'ELDER', title: '陪李奶奶看病' });
  return who;
};

test('asked for without typing, issued by the community, printed with what the law asks for and nothing about an identity card', async () => {
  const who = await active('张三丰');
  await served(board, who, world.otherCommunity, day(3), 600); // not this community's to attest
  await served(board, who, world.community, `${year - 1}-12-31`, 30); // another year
  expect(await who.api.certificates.sources()).toEqual([
    { communityId: world.community.id, communityName: '柳树社区', waiting: false, periods: [{ year, minutes: 135, services: 2 }, { year: year - 1, minutes: 30, services: 1 }] },
    { communityId: world.otherCommunity.id, communityName: '槐树社区', waiting: false, periods: [{ year, minutes: 600, services: 1 }] },
  ]);
  const request = await ask(who);
  expect(request).toMatchObject({ minutes: 135, services: 2, status: 'WAITING', actions: ['withdraw'] });
  await expect(ask(who)).rejects.toMatchObject({ code: 'CERTIFICATE_ASKED' });
  expect((await secretary.api.notices.list({})).items[0]).toMatchObject({ title: '有人申请服务记录证明', body: expect.stringContaining('张三丰') });
  expect((await secretary.api.certificates.desk(world.street.id).catch((e: { code: string }) => e.code))).toBe('NOT_FOUND');
  const { waiting } = await secretary.api.certificates.desk(world.community.id);
  expect(waiting.find((r) => r.id === request.id)).toMatchObject({ name: '张三丰', minutes: 135, actions: ['issue', 'refuse'] });
  const made = await secretary.api.certificates.issueAsked(request.id, { phone: '0359-1234567' }, key());
  expect(made).toMatchObject({ number: expect.stringMatching(new RegExp(`^\\d{3}-${dayOf(board.clock.now()).slice(0, 4)}-\\d{5}$`)), status: 'VALID', minutes: 135, services: 2, from: day(1), to: day(2), office: '柳树社区居民委员会', outdated: false, actions: ['file', 'void', 'reissue'] });
  expect((await who.api.certificates.requests())[0]).toMatchObject({ status: 'ISSUED', certificateId: made.id, actions: [] });
  expect((await who.api.certificates.mine())[0]).toMatchObject({ id: made.id, actions: ['file'] });
  expect((await who.api.notices.list({})).items[0]).toMatchObject({ kind: 'HONOUR', body: expect.stringContaining(made.number) });
  const { url, name } = await who.api.certificates.file(made.id), file = await fetchFile(url), text = await read(url);
  expect(file).toMatchObject({ status: 200, type: 'application/pdf', name });
  for (const words of ['志愿服务记录证明', '张三丰', '共 2 次，2.2 小时', '柳树社区居民委员会', '敬老助老', '陪李奶奶看病', made.number, '负责人', '经办人', '0359-1234567', '（盖章处）']) expect(text).toContain(words);
  for (const words of ['身份证', '槐树', who.phone]) expect(text).not.toContain(words);
  expect((await secretary.api.certificates.desk(world.community.id)).phone).toBe('0359-1234567');
});
test('the line for an identity card is there only for who wants it, empty, and is never a field of ours', async () => {
  const who = await active(), request = await ask(who, { idLine: true, year: 0 });
  const made = await secretary.api.certificates.issueAsked(request.id, { phone: '0359-1' + '234567' }, key());
  expect(await read((await who.api.certificates.file(made.id)).url)).toContain('由本人填写，平台不保存');
  await expect(who.send({ method: 'POST', path: '/certificate-requests', body: { communityId: world.community.id, year, idLine: true, idNumber: '1' }, key: key() })).rejects.toMatchObject({ code: 'INVALID' });
});
test('anybody with the paper can check it and learns no more; void and replaced are said', async () => {
  const who = await active('欧阳修'), first = await issue(who), anyone = board.api(), token = await tokenOf(first.id);
  expect(first.verifyPath).toMatch(new RegExp(`verify/index\\?t=${token}$`));
  expect(await anyone.certificates.verify(token)).toEqual({ status: 'VALID', outdated: false, name: '欧**', minutes: 135, office: '柳树社区居民委员会', issuedDay: dayOf(board.clock.now()) });
  const second = await secretary.api.certificates.reissue(first.id, { reason: '名称写错' }, key());
  expect(second).toMatchObject({ replaces: first.number, status: 'VALID' });
  expect(second.number).not.toBe(first.number);
  expect(await anyone.certificates.verify(token)).toMatchObject({ status: 'REPLACED' });
  expect(await who.api.certificates.get(first.id)).toMatchObject({ status: 'REPLACED', replacedBy: second.number, reason: '名称写错', actions: [] });
  await expect(who.api.certificates.file(first.id)).rejects.toMatchObject({ code: 'STATE' });
  await expect(secretary.api.certificates.reissue(first.id, { reason: '再来一次' }, key())).rejects.toMatchObject({ code: 'STATE' });
  await secretary.api.certificates.void(second.id, { reason: '本人要求' }, key());
  expect(await anyone.certificates.verify(await tokenOf(second.id))).toMatchObject({ status: 'VOID' });
  await expect(secretary.api.certificates.void(second.id, { reason: '再作废' }, key())).rejects.toMatchObject({ code: 'STATE' });
  for (const wrong of ['x', 'A'.repeat(22), `${token}x`, '%00', '..%2Fme']) await expect(anyone.certificates.verify(wrong)).rejects.toMatchObject({ status: 404 });
});
test('nobody attests himself, what he has not recorded, or outside his subtree', async () => {
  const who = await active(), elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), idle = await world.person();
  await served(board, secretary, world.community, day(1), 60);
  await expect(issue(secretary)).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  const own = await ask(secretary);
  await expect(secretary.api.certificates.issueAsked(own.id, { phone: '0359-1234567' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  await expect(secretary.api.certificates.refuse(own.id, { reason: '不行' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  await expect(issue(idle)).rejects.toMatchObject({ code: 'CERTIFICATE_EMPTY' });
  await expect(ask(idle)).rejects.toMatchObject({ code: 'CERTIFICATE_EMPTY' });
  await expect(elsewhere.api.certificates.issue({ userId: who.id, communityId: world.community.id, year, idLine: false, phone: '0359-1234567' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(elsewhere.api.certificates.issue({ userId: who.id, communityId: world.otherCommunity.id, year, idLine: false, phone: '0359-1234567' }, key())).rejects.toMatchObject({ code: 'CERTIFICATE_EMPTY' });
  const officer = await world.staff('STREET_OFFICER', world.street);
  await expect(officer.api.certificates.issue({ userId: who.id, communityId: world.street.id, year, idLine: false, phone: '0359-1234567' }, key())).rejects.toMatchObject({ code: 'INVALID' });
  const made = await issue(who);
  await expect(elsewhere.api.certificates.get(made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect((await world.person()).api.certificates.file(made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await officer.api.certificates.list({ areaId: world.street.id })).items.map((c) => c.id)).toContain(made.id);
});
test('nobody voids or renews his own either; a colleague does', async () => {
  const colleague = await world.staff('COMMUNITY_WORKER', world.community), body = { userId: secretary.id, communityId: world.community.id, year, idLine: false, phone: '0359-1234567' };
  const made = await colleague.api.certificates.issue(body, key());
  await expect(secretary.api.certificates.void(made.id, { reason: '自己作废' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  await expect(secretary.api.certificates.reissue(made.id, { reason: '自己重开' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  expect(await secretary.api.certificates.get(made.id)).toMatchObject({ status: 'VALID', actions: ['file'] });
  expect(await colleague.api.certificates.void(made.id, { reason: '开错了' }, key())).toMatchObject({ status: 'VOID' });
});
test('codes cannot be tried without end from one address', async () => {
  const tries = await Promise.all(Array.from({ length: 125 }, (_, i) => fetch(`${board.url}/api/verify/${String(i).padStart(22, 'B')}`).then((a) => a.status)));
  expect(tries.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(new Set(tries)).toEqual(new Set([404, 429]));
  board.clock.set(board.clock.now() + 11 * MINUTE_MS);
  expect((await fetch(`${board.url}/api/verify/${'B'.repeat(22)}`)).status).toBe(404);
  board.clock.reset();
});
test('what was taken back is no service; a correction after the issue asks the issuer for a new one', async () => {
  const who = await active(), gone = await served(board, who, world.community, day(5), 120), made = await issue(who);
  expect(made).toMatchObject({ minutes: 255, services: 3, outdated: false });
  board.clock.set(board.clock.now() + MINUTE_MS);
  await served(board, who, world.community, day(5), -120, { origin: 'CORRECTION', services: -1, correctsId: gone });
  expect(await secretary.api.certificates.get(made.id)).toMatchObject({ outdated: true, minutes: 255, status: 'VALID', actions: ['void', 'reissue'] });
  for (const reader of [who, secretary]) await expect(reader.api.certificates.file(made.id)).rejects.toMatchObject({ code: 'CERTIFICATE_OLD' });
  expect(await board.api().certificates.verify(await tokenOf(made.id))).toMatchObject({ status: 'VALID', outdated: true });
  const anew = await secretary.api.certificates.reissue(made.id, { reason: '记录已更正' }, key());
  expect(anew).toMatchObject({ minutes: 135, services: 2, outdated: false });
  expect(await read((await who.api.certificates.file(anew.id)).url)).not.toContain(day(5));
  board.clock.reset();
});
test('who asked can take it back, and the community can say no with a reason', async () => {
  const who = await active(), first = await ask(who);
  await expect((await active()).api.certificates.withdraw(first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await who.api.certificates.withdraw(first.id)).toMatchObject({ status: 'WITHDRAWN' });
  await expect(secretary.api.certificates.issueAsked(first.id, { phone: '0359-1234567' }, key())).rejects.toMatchObject({ code: 'STATE' });
  const second = await ask(who);
  expect(await secretary.api.certificates.refuse(second.id, { reason: '请先核对姓名' }, key())).toMatchObject({ status: 'REFUSED', reason: '请先核对姓名' });
  expect((await who.api.notices.list({})).items[0]).toMatchObject({ body: expect.stringContaining('请先核对姓名') });
});
test('numbers of a community run on without a double, also when many are issued at once', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => active()));
  const before = (await issue(people[0]!)).number, made = await Promise.all(people.map((p) => issue(p)));
  const n = (number: string): number => Number(number.split('-')[2]);
  expect(made.map((c) => n(c.number)).sort((a, b) => a - b)).toEqual(made.map((_, i) => n(before) + 1 + i));
});
test('of two who issue the same request, or void the same paper, one does', async () => {
  const other = await world.staff('COMMUNITY_WORKER', world.community), who = await active(), request = await ask(who);
  expect(await outcomes([secretary, other].map((s) => s.api.certificates.issueAsked(request.id, { phone: '0359-1234567' }, key())))).toEqual({ ok: 1, STATE: 1 });
  const [made] = await who.api.certificates.mine();
  expect(await who.api.certificates.mine()).toHaveLength(1);
  expect(await outcomes([secretary, other].map((s) => s.api.certificates.reissue(made!.id, { reason: '换一份' }, key())))).toEqual({ ok: 1, STATE: 1 });
  expect((await who.api.certificates.mine()).filter((c) => c.status === 'VALID')).toHaveLength(1);
  const fresh = await active();
  expect(await outcomes([ask(fresh), ask(fresh)])).toEqual({ ok: 1, CERTIFICATE_ASKED: 1 });
});
test('a repeat answers the same bytes and issues nothing more', async () => {
  const who = await active(), k = key(), body = { userId: who.id, communityId: world.community.id, year, idLine: false, phone: '0359-1234567' };
  const first = await secretary.api.certificates.issue(body, k);
  expect(await secretary.api.certificates.issue(body, k)).toEqual(first);
  expect(await who.api.certificates.mine()).toHaveLength(1);
});
test('a row changed behind the product is not given out', async () => {
  const who = await active(), made = await issue(who), { url } = await who.api.certificates.file(made.id);
  await board.tx.run((m) => m.query("UPDATE certificate SET facts = REPLACE(facts, '135', '935') WHERE id = ?", [made.id]));
  expect((await fetchFile(url)).status).toBe(500);
  await expect(board.api().certificates.verify(await tokenOf(made.id))).rejects.toMatchObject({ status: 500 });
});
test('links are for one paper and ten minutes, and each download is written down', async () => {
  const who = await active(), made = await issue(who), other = await issue(await active()), { url } = await who.api.certificates.file(made.id);
  expect((await fetchFile(url.replace(String(made.id), String(other.id)))).status).toBe(404);
  expect((await fetchFile(url.split('?')[0]!)).status).toBe(400);
  expect((await fetchFile(url)).status).toBe(200);
  const [row] = await board.tx.read.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM audit WHERE action = 'certificate.download' AND refId = ? AND actorId = ?", [made.id, who.id]);
  expect(Number(row!.n)).toBe(1);
  board.clock.set(board.clock.now() + 11 * MINUTE_MS);
  expect((await fetchFile(url)).status).toBe(404);
  board.clock.reset();
});
test('one prints the record of a year or of all oneself; it says that it is no 证明', async () => {
  const who = await active('王一'), { url, name } = await who.api.certificates.recordPaper({ year });
  await served(board, who, world.otherCommunity, `${year - 1}-05-01`, 60, { title: '去年的服务' });
  expect(name).toBe(`志愿服务记录-王一-${year}.pdf`);
  const text = await read(url), all = await read((await who.api.certificates.recordPaper({ year: 0 })).url);
  for (const words of ['志愿服务记录（平台记录）', '王一', '2 次', '2.2 小时', '不是志愿服务记录证明']) expect(text).toContain(words);
  expect(text).not.toContain('去年的服务');
  for (const words of ['3 次', '去年的服务', '槐树社区']) expect(all).toContain(words);
  const nobody = await world.person();
  expect(await read((await nobody.api.certificates.recordPaper({ year })).url)).toContain('没有已核实的服务');
});

describe('the file for the national system', () => {
  test('holds each record once, in the words of that system; a correction comes in the next one', async () => {
    const at = await world.area(world.street, 'VILLAGE', '李家村'), clerk = await world.staff('COMMUNITY_WORKER', at), who = await world.person({ name: '=李四' });
    const first = await served(board, who, at, day(1), 90), { nationalExports } = clerk.api;
    expect(await nationalExports.desk(at.id)).toEqual({ waiting: 1, exports: [] });
    const made = await nationalExports.create(at.id, key());
    expect(made).toMatchObject({ rows: 1, minutes: 90, areaName: '李家村', byName: clerk.name });
    await expect(nationalExports.create(at.id, key())).rejects.toMatchObject({ code: 'NATIONAL_EMPTY' });
    await served(board, who, at, day(1), -30, { origin: 'CORRECTION', services: 0, correctsId: first });
    const next = await nationalExports.create(at.id, key());
    const rows = async (id: number) => readSheets((await fetchFile((await nationalExports.file(id)).url)).bytes);
    const [header, line] = await rows(made.id), [, correction] = await rows(next.id);
    expect(header).toEqual(expect.arrayContaining(['志愿者姓名', '证件号码', '服务时间（小时）', '记录单位']));
    expect(line).toEqual(expect.arrayContaining(["'=李四", who.phone, '楼道清扫', day(1), '1.5', '李家村民委员会']));
    expect(correction).toEqual(expect.arrayContaining(['-0.5', `更正编号 ${first} 的记录`]));
    expect((await nationalExports.desk(at.id)).exports.map((e) => e.id)).toEqual([next.id, made.id]);
  });
  test('two at once do not hand a record over twice', async () => {
    const at = await world.area(world.street, 'COMMUNITY', '杨树社区'), [a, b] = [await world.staff('COMMUNITY_WORKER', at), await world.staff('COMMUNITY_SECRETARY', at)], who = await world.person();
    for (let i = 1; i < 9; i++) await served(board, who, at, day(i), 60);
    const how = await outcomes([a, b].map((s) => s.api.nationalExports.create(at.id, key())));
    expect(how.ok).toBe(1);
    const [row] = await board.tx.read.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM national_mark k JOIN service_record r ON r.id = k.recordId WHERE r.communityId = ?', [at.id]);
    expect(Number(row!.n)).toBe(8);
    await expect((await world.person()).api.nationalExports.desk(at.id)).rejects.toMatchObject({ status: 404 });
  });
});
