import sharp from 'sharp';
import { addDays, DAY_MS, dayOf, type OfferResourceInput, type ResourceKind } from '@xianfeng/shared';
import { codeOf, codesOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { readSheets } from '../support/sheet.js';

let board: Board, world: World, secretary: Actor, worker: Actor, officer: Actor, liaison: Actor, otherSecretary: Actor, member: Actor, unit: { id: number; name: string };
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  unit = await world.unit('市图书馆');
  [secretary, worker, officer, otherSecretary, member] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('COMMUNITY_WORKER', world.community), await world.staff('STREET_OFFICER', world.street), await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), await world.person({ name: '王志愿' })];
  liaison = await world.person({ name: '周联络', posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
  const { id } = await liaison.api.unitRegistrations.create({ unitId: unit.id, communityId: world.community.id, liaisonName: '周联络', liaisonPhone: '15400001111' });
  await secretary.api.unitRegistrations.accept(id);
});
afterAll(() => board.stop());

const picture = (): Promise<Buffer> => sharp({ create: { width: 60, height: 40, channels: 3, background: '#c04020' } }).png().toBuffer();
/** The rows of each sheet under the words before the first dot of its title. */
async function readBook(url: string): Promise<Record<string, string[][]>> {
  const sheets: Record<string, string[][]> = {};
  let rows: string[][] = [];
  for (const row of await readSheets(Buffer.from(await (await fetch(url)).arrayBuffer()))) {
    if (/^..清单 · /.test(row[0] ?? '')) rows = sheets[row[0]!.slice(0, 4)] = [];
    rows.push(row);
  }
  return sheets;
}
const today = (): string => dayOf(board.clock.now());
const here = () => ({ areaId: world.community.id });
const offer = (o: Partial<OfferResourceInput> = {}, who = liaison) => who.api.resources.offer({ communityId: world.community.id, ...(who === liaison ? { unitId: unit.id } : {}), kind: 'VENUE', title: '二楼阅览室', times: '周末', contactPhone: '15400001111', ...o }, key());
/** A need on the list. */
const want = async (title = '借阅览室办读书会', wants: ResourceKind = 'VENUE') => {
  const asker = await world.person(), need = await asker.api.needs.create({ areaId: world.compound.id, kind: 'OTHER', title }, key());
  return { asker, id: (await secretary.api.listedNeeds.add({ needId: need.id, wants }, key())).needId };
};
const plan = async (o: { ownerId?: number; dueDay?: string } = {}) => {
  const resource = await offer(), need = await want();
  return { need, resource, input: { communityId: world.community.id, title: '社区读书会', ownerId: worker.id, dueDay: addDays(today(), 30), resourceIds: [resource.id], needIds: [need.id], ...o } };
};

describe('resources', () => {
  test('a liaison offers for the unit in five fields, a person for himself, the office for whomever it names', async () => {
    const ours = await offer(), own = await offer({ title: '会修自行车', kind: 'SKILL', skill: '家电维修' }, member), named = await offer({ title: '早餐五折券', kind: 'GOODS', giver: '老李早餐店' }, secretary);
    expect(ours).toMatchObject({ giver: '市图书馆', unit: { id: unit.id }, status: 'OFFERED', contactName: '周联络', uses: 0, lastUsedDay: null, idle: false, actions: ['edit', 'withdraw'] });
    expect([own.giver, named.giver]).toEqual(['王志愿', '老李早餐店']);
    expect((await officer.api.resources.list({ areaId: world.street.id, kind: 'SKILL' })).items.map((r) => r.id)).toEqual([own.id]);
    expect((await liaison.api.resources.mine()).resources.map((r) => r.id)).toContain(ours.id);
    expect((await liaison.api.resources.mine()).units).toEqual([{ unit: { id: unit.id, name: '市图书馆' }, communities: [{ id: world.community.id, name: '柳树社区' }] }]);
    await expect(otherSecretary.api.resources.list(here())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('nobody offers in the name of others, nor where there is no such place', async () => {
    await expect(offer({ unitId: unit.id }, member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(offer({ giver: '别人的店' }, member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(offer({ giver: '店', unitId: unit.id }, secretary)).rejects.toMatchObject({ fields: { giver: expect.any(String) as string } });
    await expect(offer({ unitId: 12345 }, secretary)).rejects.toMatchObject({ fields: { unitId: expect.any(String) as string } });
    await expect(offer({ communityId: world.street.id })).rejects.toMatchObject({ fields: { communityId: expect.any(String) as string } });
    await expect(offer({}, await world.person({ terms: false }))).rejects.toMatchObject({ code: 'CONSENT_NEEDED' });
  });
  test('is changed and withdrawn by its giver or the office; the owner of a project that uses it is told', async () => {
    const { input, resource } = await plan(), changed = { kind: 'VENUE' as const, title: '三楼报告厅', contactPhone: '15400002222' };
    expect(await liaison.api.resources.update(resource.id, changed, key())).toMatchObject({ title: '三楼报告厅', times: '' });
    expect(await secretary.api.resources.update(resource.id, changed, key())).toMatchObject({ title: '三楼报告厅' });
    await secretary.api.projects.create(input, key());
    expect((await liaison.api.resources.mine()).resources.find((r) => r.id === resource.id)).toMatchObject({ status: 'USED', uses: 1, lastUsedDay: today() });
    await expect(member.api.resources.withdraw(resource.id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await liaison.api.resources.withdraw(resource.id, key())).toMatchObject({ status: 'WITHDRAWN', actions: [] });
    await expect(liaison.api.resources.withdraw(resource.id, key())).rejects.toMatchObject({ code: 'STATE' });
    await expect(liaison.api.resources.update(resource.id, changed, key())).rejects.toMatchObject({ code: 'STATE' });
    expect((await worker.api.notices.list({})).items[0]).toMatchObject({ title: '项目用到的资源已撤回' });
    await expect(secretary.api.projects.create({ ...input, needIds: [] }, key())).rejects.toMatchObject({ fields: { resourceIds: expect.any(String) as string } });
  });
  test('what nobody used for half a year is idle; a dropped project does not count as use', async () => {
    const idle = await offer({ title: '空着的仓库' }), used = await offer({ title: '常用的仓库' }), dropped = await offer({ title: '没用成的仓库' });
    await board.tx.run((m) => m.query('UPDATE resource SET createdAt = createdAt - ? WHERE id IN (?, ?, ?)', [181 * DAY_MS, idle.id, used.id, dropped.id]));
    const make = (id: number) => secretary.api.projects.create({ communityId: world.community.id, title: '堆放物资', ownerId: secretary.id, dueDay: today(), resourceIds: [id], needIds: [] }, key());
    await make(used.id);
    await secretary.api.projects.drop((await make(dropped.id)).id, { reason: '放不下了' }, key());
    const found = (await secretary.api.resources.list({ ...here(), only: 'IDLE' })).items;
    expect(found.map((r) => [r.title, r.idle, r.uses])).toEqual([['没用成的仓库', true, 0], ['空着的仓库', true, 0]]);
    expect((await secretary.api.resources.list({ ...here(), only: 'FREE' })).items.map((r) => r.id)).not.toContain(used.id);
  });
});
describe('needs on the list', () => {
  test('a waiting need goes on the list once and its asker reads it; off again while no project has it', async () => {
    const { asker, id } = await want('想要一台轮椅', 'GOODS');
    expect((await asker.api.needs.get(id)).timeline.at(-1)!.text).toContain('需求清单');
    expect(await secretary.api.listedNeeds.add({ needId: id, wants: 'SKILL' }, key())).toMatchObject({ wants: 'GOODS', state: 'OPEN' });
    expect((await asker.api.needs.get(id)).timeline).toHaveLength(2);
    expect((await worker.api.listedNeeds.list({ ...here(), state: 'OPEN' })).items[0]).toMatchObject({ needId: id, title: '想要一台轮椅', actions: ['remove'] });
    await expect(otherSecretary.api.listedNeeds.remove(id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await secretary.api.listedNeeds.remove(id, key());
    await expect(secretary.api.listedNeeds.remove(id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('an answered need does not; one answered otherwise is done', async () => {
    const { asker, id } = await want();
    await secretary.api.needs.answer(id, { reply: '已经安排' });
    expect((await secretary.api.listedNeeds.list({ ...here(), state: 'DONE' })).items[0]).toMatchObject({ needId: id, state: 'DONE', actions: [] });
    await secretary.api.listedNeeds.remove(id, key());
    await expect(secretary.api.listedNeeds.add({ needId: id, wants: 'VENUE' }, key())).rejects.toMatchObject({ code: 'STATE' });
    await expect(secretary.api.listedNeeds.add({ needId: 12345, wants: 'VENUE' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(asker.api.listedNeeds.add({ needId: id, wants: 'VENUE' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
describe('projects', () => {
  test('立项, 实施, 验收 by another, 销号: who and when, and the askers hear of it', async () => {
    const { input, need } = await plan({ ownerId: liaison.id });
    const made = await secretary.api.projects.create(input, key());
    expect(made).toMatchObject({ status: 'SET_UP', overdue: false, owner: { id: liaison.id }, needs: [{ id: need.id }], resources: [{ giver: '市图书馆' }], actions: ['edit', 'start', 'drop'] });
    expect(await need.asker.api.needs.get(need.id)).toMatchObject({ status: 'SUBMITTED', overdue: false });
    expect((await need.asker.api.needs.get(need.id)).timeline.at(-1)!.text).toContain(`${input.dueDay} 前办理`);
    expect((await liaison.api.notices.list({})).items[0]).toMatchObject({ title: '请您负责一个共建项目' });
    expect((await liaison.api.projects.get(made.id)).actions).toEqual(['start']);
    await liaison.api.projects.start(made.id, key());
    const photo = await liaison.api.uploads.photo({ name: 'a.png', data: await picture() });
    expect(await liaison.api.projects.finish(made.id, { note: '阅览室每周六开放', photoIds: [photo.id] }, key())).toMatchObject({ status: 'CHECKING', photos: [{ id: photo.id }], actions: [] });
    expect((await worker.api.notices.list({})).items[0]).toMatchObject({ title: '有项目等验收' });
    expect(await worker.api.projects.return(made.id, { reason: '还没挂牌' }, key())).toMatchObject({ status: 'RUNNING' });
    await liaison.api.projects.finish(made.id, { note: '牌挂好了' }, key());
    const closed = await worker.api.projects.pass(made.id, { note: '现场看过' }, key());
    expect(closed).toMatchObject({ status: 'CLOSED', actions: [] });
    expect(closed.steps.map((s) => [s.step, s.by, s.note])).toEqual([['CREATE', secretary.name, null], ['START', '周联络', null], ['FINISH', '周联络', '阅览室每周六开放'], ['RETURN', worker.name, '还没挂牌'], ['FINISH', '周联络', '牌挂好了'], ['PASS', worker.name, '现场看过']]);
    expect(await need.asker.api.needs.get(need.id)).toMatchObject({ status: 'ANSWERED', actions: ['feedback'] });
    expect((await secretary.api.listedNeeds.list({ ...here(), state: 'DONE' })).items.map((n) => n.needId)).toContain(need.id);
  });
  test('who gave a thing for it sees what its owner reports when the office has been there, and photos that were passed', async () => {
    const giver = await world.person(), own = await offer({}, giver), { input } = await plan({ ownerId: liaison.id }), { id } = await secretary.api.projects.create({ ...input, resourceIds: [own.id] }, key());
    const seen = async () => { const p = await giver.api.projects.get(id); return [p.steps.find((s) => s.step === 'FINISH')?.note, p.photos.length]; };
    await liaison.api.projects.start(id, key());
    const photo = await liaison.api.uploads.photo({ name: 'a.png', data: await picture() });
    await liaison.api.projects.finish(id, { note: '牌挂好了', photoIds: [photo.id] }, key());
    await board.jobs.run('photo-checks');
    expect([await seen(), (await secretary.api.projects.get(id)).photos, (await liaison.api.projects.get(id)).steps.at(-1)!.note]).toEqual([[null, 0], [expect.objectContaining({ id: photo.id, waiting: true })], '牌挂好了']);
    const { items } = await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' });
    await secretary.api.reviews.pass({ ids: items.map((r) => r.id) }, key());
    expect(await seen()).toEqual([null, 1]);
    await worker.api.projects.pass(id, { note: '现场看过' }, key());
    expect(await seen()).toEqual(['牌挂好了', 1]);
  });
  test('neither its owner nor whoever reported it done says that it is done', async () => {
    const { input } = await plan(), { id } = await secretary.api.projects.create(input, key());
    await secretary.api.projects.start(id, key());
    await secretary.api.projects.finish(id, { note: '替她报的' }, key());
    for (const who of [worker, secretary]) {
      await expect(who.api.projects.pass(id, {}, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
      await expect(who.api.projects.return(id, { reason: '不算完' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    }
    expect(await officer.api.projects.pass(id, {}, key())).toMatchObject({ status: 'CLOSED' });
  });
  test('steps come in their order, and only for those whom it concerns', async () => {
    const { input } = await plan(), { id } = await secretary.api.projects.create(input, key());
    expect(await codeOf(worker.api.projects.finish(id, { note: '还没开始' }, key()))).toBe('STATE');
    expect(await codeOf(officer.api.projects.pass(id, {}, key()))).toBe('STATE');
    expect(await codeOf(member.api.projects.get(id))).toBe('NOT_FOUND');
    expect(await codeOf(member.api.projects.start(id, key()))).toBe('NOT_FOUND');
    expect(await codeOf(otherSecretary.api.projects.drop(id, { reason: '不归我管' }, key()))).toBe('NOT_FOUND');
    expect(await liaison.api.projects.get(id)).toMatchObject({ id, actions: [] }); // his unit gave the room
    expect(await codeOf(liaison.api.projects.start(id, key()))).toBe('NOT_FOUND');
    await worker.api.projects.start(id, key());
    expect(await codeOf(worker.api.projects.start(id, key()))).toBe('STATE');
  });
  test('a form that does not fit is told where', async () => {
    const { input } = await plan(), fields = (o: object) => secretary.api.projects.create({ ...input, ...o }, key()).then(() => [], (e: { fields?: object }) => Object.keys(e.fields ?? {}));
    expect(await fields({ resourceIds: [], needIds: [] })).toEqual(['resourceIds']);
    expect(await fields({ dueDay: addDays(today(), -1) })).toEqual(['dueDay']);
    expect(await fields({ ownerId: member.id })).toEqual(['ownerId']);
    expect(await fields({ agreementId: 12345 })).toEqual(['agreementId']);
    expect(await fields({ resourceIds: [(await offer({ communityId: world.otherCommunity.id, title: '别处的', giver: '别处' , unitId: undefined }, otherSecretary)).id] })).toEqual(['resourceIds']);
    expect(await codeOf(secretary.api.projects.create({ ...input, communityId: world.otherCommunity.id }, key()))).toBe('NOT_FOUND');
    expect((await worker.api.projects.owners(here())).map((o) => [o.name, o.what])).toEqual(expect.arrayContaining([[worker.name, '柳树社区 社区工作者'], ['周联络', '市图书馆 单位联络员'], [officer.name, '东街道 街道干部']]));
  });
  test('is changed until it is reported done; needs that leave it wait on the desk again', async () => {
    const { input, need } = await plan(), { id } = await secretary.api.projects.create(input, key()), other = await want();
    const dueDay = addDays(today(), 60), { communityId: _, ...rest } = input;
    expect(await secretary.api.projects.update(id, { ...rest, dueDay, ownerId: secretary.id, needIds: [other.id] }, key())).toMatchObject({ dueDay, owner: { id: secretary.id }, needs: [{ id: other.id }] });
    expect((await secretary.api.listedNeeds.list({ ...here(), state: 'OPEN' })).items.map((n) => n.needId)).toContain(need.id);
    expect((await need.asker.api.needs.get(need.id)).timeline.at(-1)!.text).toContain('重新回到社区');
    const due = await board.tx.read.query<{ dueAt: number }[]>('SELECT dueAt FROM need WHERE id = ?', [other.id]);
    expect(dayOf(due[0]!.dueAt - 1)).toBe(dueDay);
    await secretary.api.projects.start(id, key());
    await secretary.api.projects.finish(id, { note: '办好了' }, key());
    expect(await codeOf(secretary.api.projects.update(id, { ...rest, needIds: [other.id] }, key()))).toBe('STATE');
  });
  test('given up, its needs are free for another', async () => {
    const { input } = await plan(), { id } = await secretary.api.projects.create(input, key());
    expect(await codeOf(secretary.api.projects.create({ ...input, resourceIds: [] }, key()))).toBe('STATE');
    expect(await secretary.api.projects.drop(id, { reason: '场地装修' }, key())).toMatchObject({ status: 'DROPPED', needs: [], actions: [] });
    expect((await worker.api.notices.list({})).items[0]).toMatchObject({ title: '项目已中止' });
    await secretary.api.projects.create({ ...input, resourceIds: [] }, key());
  });
  test('what is late is shown as late', async () => {
    const { input } = await plan({ dueDay: today() }), { id } = await secretary.api.projects.create(input, key());
    expect((await secretary.api.projects.list({ ...here(), only: 'OVERDUE' })).items.map((p) => p.id)).not.toContain(id);
    await board.tx.run((m) => m.query('UPDATE project SET dueDay = ? WHERE id = ?', [addDays(today(), -1), id]));
    expect((await officer.api.projects.list({ areaId: world.street.id, only: 'OVERDUE' })).items.find((p) => p.id === id)).toMatchObject({ overdue: true });
    expect((await liaison.api.resources.mine()).projects.map((p) => p.id)).toContain(id);
  });
  test('of several at once one sets a need up, and one decides', async () => {
    const { resource, need } = await plan(), pair = { resourceId: resource.id, needId: need.id };
    const tries = await Promise.allSettled([secretary, worker, officer, secretary, worker].map((who) => who.api.matches.accept(pair, key())));
    expect(codesOf(tries)).toEqual(['STATE', 'STATE', 'STATE', 'STATE', 'ok']);
    const { id } = (tries.find((t) => t.status === 'fulfilled') as PromiseFulfilledResult<{ id: number }>).value;
    expect(await board.tx.read.query('SELECT id FROM project WHERE id IN (SELECT projectId FROM project_resource WHERE resourceId = ?)', [resource.id])).toHaveLength(1);
    const owner = (await secretary.api.projects.get(id)).owner.id, runner = [secretary, worker, officer].find((w) => w.id === owner)!, others = [secretary, worker, officer].filter((w) => w.id !== owner);
    await runner.api.projects.start(id, key());
    await runner.api.projects.finish(id, { note: '办好了' }, key());
    const ends = await Promise.allSettled(others.flatMap((who) => [who.api.projects.pass(id, {}, key()), who.api.projects.return(id, { reason: '再看看' }, key())]));
    expect(codesOf(ends)).toEqual(['STATE', 'STATE', 'STATE', 'ok']);
  });
  test('the same key says the same again', async () => {
    const { resource, need } = await plan(), k = key(), pair = { resourceId: resource.id, needId: need.id };
    expect(await secretary.api.matches.accept(pair, k)).toEqual(await secretary.api.matches.accept(pair, k));
  });
});
test('what fits is proposed with its reason; one tap drafts a project, another makes it go away', async () => {
  const room = await offer({ title: '音乐排练厅' }), a = await want('找排练厅练合唱'), b = await want('排练厅里教二胡');
  const mine = async () => (await worker.api.matches.list(here())).filter((x) => x.resource.id === room.id);
  expect((await mine()).map((x) => [x.need.id, x.why])).toEqual([[a.id, '因为需要场地，这里正好有场地，都提到“排练厅”'], [b.id, '因为需要场地，这里正好有场地，都提到“排练厅”']]);
  await worker.api.matches.dismiss({ resourceId: room.id, needId: b.id }, key());
  await worker.api.matches.dismiss({ resourceId: room.id, needId: b.id }, key());
  const drafted = await worker.api.matches.accept({ resourceId: room.id, needId: a.id }, key());
  expect(drafted).toMatchObject({ title: '找排练厅练合唱', status: 'SET_UP', owner: { id: worker.id }, dueDay: addDays(today(), 30), resources: [{ id: room.id }], needs: [{ id: a.id }] });
  expect(await mine()).toEqual([]);
  await expect(worker.api.matches.accept({ resourceId: room.id, needId: 12345 }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(worker.api.matches.dismiss({ resourceId: 12345, needId: b.id }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(otherSecretary.api.matches.accept({ resourceId: room.id, needId: b.id }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
test('the three lists are one workbook that says what was asked for; open ones without what is over', async () => {
  const file = async (scope: 'ALL' | 'OPEN') => readBook(board.url + (await secretary.api.projects.file({ ...here(), scope })).url);
  const all = await file('ALL'), open = await file('OPEN');
  expect(Object.keys(all)).toEqual(['资源清单', '需求清单', '项目清单']);
  expect(all['资源清单']![0]![0]).toContain(`资源清单 · 柳树社区 · 全部 · ${today()}`);
  expect(open['项目清单']![0]![0]).toContain('未办结（不含已撤回、已办结、已中止）');
  const rows = async (sql: string) => (await board.tx.read.query<unknown[]>(sql, [world.community.id])).length;
  expect(all['资源清单']!.length - 2).toBe(await rows('SELECT id FROM resource WHERE communityId = ?'));
  expect(open['资源清单']!.length - 2).toBe(await rows('SELECT id FROM resource WHERE communityId = ? AND withdrawn = 0'));
  expect(all['项目清单']!.length - 2).toBe(await rows('SELECT id FROM project WHERE communityId = ?'));
  expect(open['项目清单']!.length - 2).toBe(await rows("SELECT id FROM project WHERE communityId = ? AND status IN ('SET_UP', 'RUNNING', 'CHECKING')"));
  expect(all['需求清单']!.length - 2).toBe(await rows('SELECT needId FROM need_listing WHERE communityId = ?'));
  expect(open['需求清单']!.some((r) => r.includes('已办结'))).toBe(false);
  const url = (await secretary.api.projects.file({ ...here(), scope: 'OPEN' })).url;
  expect((await fetch(board.url + url.replace('/OPEN/', '/ALL/'))).status).toBe(404);
  expect(await board.tx.read.query("SELECT id FROM audit WHERE action = 'lists.download' AND actorId = ?", [secretary.id])).not.toHaveLength(0);
});
