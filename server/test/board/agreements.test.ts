import { addDays, dayOf, type CreateAgreementInput } from '@xianfeng/shared';
import { codesOf, key, startBoard, type Board } from '../start.js';
import { served } from '../honours/served.js';
import { bytesOf, readPdf } from '../support/pdf.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, secretary: Actor, worker: Actor, liaison: Actor, otherLiaison: Actor, otherSecretary: Actor, unit: { id: number; name: string };
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  unit = await world.unit('市图书馆');
  const other = await world.unit('市医院');
  [secretary, worker, otherSecretary] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('COMMUNITY_WORKER', world.community), await world.staff('COMMUNITY_SECRETARY', world.otherCommunity)];
  liaison = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
  otherLiaison = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: other.id }] });
});
afterAll(() => board.stop());
const today = (): string => dayOf(board.clock.now()), year = (): number => Number(today().slice(0, 4));
const sign = (o: Partial<CreateAgreementInput> = {}) => secretary.api.agreements.create({ communityId: world.community.id, title: '图书馆与柳树社区共建协议', unitIds: [unit.id], fromDay: `${year() - 1}-06-01`, toDay: addDays(today(), 200), text: '开放阅览室', ...o }, key());
const project = async (agreementId: number) => {
  const resource = await liaison.api.resources.offer({ communityId: world.community.id, unitId: unit.id, kind: 'VENUE', title: '阅览室', contactPhone: '15400001111' }, key());
  return secretary.api.projects.create({ communityId: world.community.id, title: '周末读书会', ownerId: worker.id, dueDay: addDays(today(), 10), resourceIds: [resource.id], needIds: [], agreementId }, key());
};

test('an agreement shows its parties, its term and how far its projects got, to both sides', async () => {
  const made = await sign();
  expect(made).toMatchObject({ units: [unit], status: 'ACTIVE', daysLeft: 200, expiring: false, donePercent: null, years: [year(), year() - 1], actions: ['edit', 'end'] });
  expect((await liaison.api.notices.list({})).items[0]).toMatchObject({ title: '共建协议已登记' });
  const [first] = [await project(made.id), await project(made.id)];
  await worker.api.projects.start(first.id, key());
  await worker.api.projects.finish(first.id, { note: '办了四次' }, key());
  await secretary.api.projects.pass(first.id, {}, key());
  expect((await liaison.api.agreements.mine()).find((a) => a.id === made.id)).toMatchObject({ projects: { SET_UP: 1, RUNNING: 0, CHECKING: 0, CLOSED: 1, DROPPED: 0 }, donePercent: 50 });
  expect(await liaison.api.agreements.get(made.id)).toMatchObject({ items: [{ title: '周末读书会' }, { status: 'CLOSED' }], actions: [] });
  expect(await otherLiaison.api.agreements.mine()).toEqual([]);
  await expect(otherLiaison.api.agreements.get(made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(otherSecretary.api.agreements.get(made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(liaison.api.agreements.end(made.id, { reason: '不办了' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
test('a form that does not fit is told where', async () => {
  const fields = (o: object) => sign(o).then(() => [], (e: { fields?: object }) => Object.keys(e.fields ?? {}));
  expect(await fields({ unitIds: [] })).toEqual(['unitIds']);
  expect(await fields({ unitIds: [12345] })).toEqual(['unitIds']);
  expect(await fields({ toDay: '2020-01-01' })).toEqual(['toDay']);
  await expect(sign({ communityId: world.otherCommunity.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
test('both sides are reminded 60 and 30 days before the end, once each; a renewed one anew', async () => {
  const made = await sign({ title: '快到期的协议', toDay: addDays(today(), 61) });
  const told = async (who: Actor) => (await who.api.notices.list({})).items.filter((n) => n.body.includes('快到期的协议') && n.title === '共建协议快到期了').length;
  const pass = async (toDay: string): Promise<number[]> => {
    await board.tx.run((m) => m.query('UPDATE agreement SET toDay = ? WHERE id = ?', [toDay, made.id]));
    await Promise.all([board.jobs.run('agreements.remind'), board.jobs.run('agreements.remind')]);
    await board.jobs.run('agreements.remind');
    return [await told(liaison), await told(secretary), await told(otherLiaison)];
  };
  expect(await pass(addDays(today(), 61))).toEqual([0, 0, 0]);
  expect(await pass(addDays(today(), 60))).toEqual([1, 1, 0]);
  expect(await pass(addDays(today(), 31))).toEqual([1, 1, 0]);
  expect(await pass(addDays(today(), 30))).toEqual([2, 2, 0]);
  expect(await pass(addDays(today(), 3))).toEqual([2, 2, 0]);
  expect((await secretary.api.agreements.list({ areaId: world.community.id, only: 'EXPIRING' })).items.map((a) => [a.id, a.daysLeft, a.expiring])).toEqual([[made.id, 3, true]]);
  const { title, text, fromDay } = made;
  await secretary.api.agreements.update(made.id, { title, text, fromDay, unitIds: [unit.id], toDay: addDays(today(), 400) }, key());
  expect(await pass(addDays(today(), 60))).toEqual([3, 3, 0]);
  await secretary.api.agreements.end(made.id, { reason: '双方同意' }, key());
  expect(await pass(addDays(today(), 30))).toEqual([3, 3, 0]);
});
test('one of several ends it; afterwards nothing changes any more', async () => {
  const { id, title, fromDay, toDay } = await sign({ title: '要终止的协议' });
  const ends = await Promise.allSettled([secretary, worker, secretary, worker].map((who) => who.api.agreements.end(id, { reason: '单位搬走了' }, key())));
  expect(codesOf(ends)).toEqual(['STATE', 'STATE', 'STATE', 'ok']);
  expect(await secretary.api.agreements.get(id)).toMatchObject({ status: 'ENDED', endReason: '单位搬走了', daysLeft: null, actions: [] });
  await expect(secretary.api.agreements.update(id, { title, fromDay, toDay, unitIds: [unit.id] }, key())).rejects.toMatchObject({ code: 'STATE' });
  await expect(project(id)).rejects.toMatchObject({ fields: { agreementId: expect.any(String) as string } });
});
test('the sheet of a year holds numbers that are counted, on one page', async () => {
  const library = await world.unit('市科技馆'), guide = await world.person({ unitId: library.id, posts: [{ role: 'UNIT_LIAISON', unitId: library.id }] });
  const made = await sign({ title: '科技馆共建协议', unitIds: [library.id], fromDay: `${year() - 1}-01-01` });
  const resources = [];
  for (const title of ['展厅', '报告厅']) resources.push(await guide.api.resources.offer({ communityId: world.community.id, unitId: library.id, kind: 'VENUE', title, contactPhone: '15400001111' }, key()));
  const p = await secretary.api.projects.create({ communityId: world.community.id, title: '科普进社区', ownerId: worker.id, dueDay: today(), resourceIds: [resources[0]!.id], needIds: [], agreementId: made.id }, key());
  await worker.api.projects.start(p.id, key());
  await worker.api.projects.finish(p.id, { note: '办好了' }, key());
  await secretary.api.projects.pass(p.id, {}, key());
  await guide.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  await served(board, guide, world.community, today(), 90);
  const quiet = () => world.person({ unitId: library.id });
  await served(board, await quiet(), world.community, today(), 45);
  await served(board, guide, world.otherCommunity, today(), 60);
  const gone = await world.person({ unitId: library.id }), taken = await served(board, gone, world.community, today(), 30);
  await served(board, gone, world.community, today(), -30, { origin: 'CORRECTION', services: -1, correctsId: taken });
  const get = async (y: number) => readPdf(await bytesOf((await fetch(board.url + (await guide.api.agreements.sheet(made.id, { year: y })).url)).body!));
  const left = (await get(year())).pages[0]!.replace(/\s/g, '');
  expect(left).toContain('1人、1次、1小时30分钟（单位人员在本社区的核实记录；有人没有同意向单位公开，人数少于3，没有计入）');
  for (let i = 0; i < 2; i++) await served(board, await quiet(), world.community, today(), 45);
  const pdf = await get(year());
  expect(pdf.pages).toHaveLength(1);
  for (const words of ['科技馆共建协议', '市科技馆', '共 1 个', '本年新立项 1 个', '销号 1 个', '2 项，其中本年用到 1 项', '4 人、4 次', '核实记录）', '科普进社区']) expect(pdf.pages[0]!.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
  expect((await get(year() - 1)).pages[0]!.replace(/\s/g, '')).toContain('本年没有项目');
  await expect(guide.api.agreements.sheet(made.id, { year: year() + 1 })).rejects.toMatchObject({ fields: { year: expect.any(String) as string } });
  await expect(liaison.api.agreements.sheet(made.id, { year: year() })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { url } = await secretary.api.agreements.sheet(made.id, { year: year() });
  expect((await fetch(board.url + url.replace(`/${year()}/`, `/${year() - 1}/`))).status).toBe(404);
});
