import { HOUR_MS, REPORT_WHYS, REVIEW_LIMITS, type ReviewView } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { revokeThanks } from '../../src/board/needs/thanks.store.js';
import { makeShop } from '../credit/shop.js';
import { makeDeeds, type Deeds } from '../honours/deeds.js';
import { codesOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { morning, taskInput } from './board.world.js';

let board: Board, world: World, deeds: Deeds, secretary: Actor, colleague: Actor, officer: Actor, elsewhere: Actor, reader: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  deeds = makeDeeds(board, world);
  [secretary, colleague, officer, elsewhere] = await Promise.all([world.staff('COMMUNITY_SECRETARY', world.community), world.staff('COMMUNITY_WORKER', world.community), world.staff('STREET_OFFICER', world.street), world.staff('COMMUNITY_SECRETARY', world.otherCommunity)]);
});
afterAll(() => board.stop());
beforeEach(async () => { board.clock.reset(); reader = await world.person({ kind: 'RESIDENT' }); });

let days = 2;
const publish = (o: object = {}) => secretary.api.tasks.create(taskInput(world.community.id, { startsAt: morning(++days % 300), ...o }), key());
const desk = async (who: Actor, o: object = {}): Promise<ReviewView[]> => {
  const items: ReviewView[] = [];
  for (let after: string | undefined; ;) {
    const page = await who.api.reviews.list({ areaId: world.community.id, ...o, after });
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  }
};
/** The item of a task on somebody's desk. */
const itemOf = async (taskId: number, who = colleague, o: object = {}) => (await desk(who, { kind: 'task', ...o })).find((r) => r.link?.endsWith(`=${taskId}`));
/** In the lists. (The public one is kept for a fifth of a second: http/public-lists.) */
const listed = async (taskId: number) => (await reader.api.tasks.list({ areaId: world.community.id, order: 'NEWEST' })).items.some((t) => t.id === taskId);
const titles = async (who: Actor) => (await who.api.notices.list({})).items.map((x) => x.title);

test('a task that an office published stands, and another person looks at it; its author cannot', async () => {
  const task = await publish({ title: '清理三号楼楼道' }), item = (await itemOf(task.id))!;
  expect(item).toMatchObject({ kind: 'task', state: 'LOOK', why: 'OFFICE', authorName: secretary.name, area: { id: world.community.id }, late: false, reports: [], photo: null, actions: ['pass', 'takeDown'] });
  expect(item.words.slice(0, 2)).toEqual([{ label: '标题', text: '清理三号楼楼道' }, { label: '地点', text: '和平苑三号楼' }]);
  expect((await itemOf(task.id, secretary))!.actions).toEqual([]);
  expect(await secretary.api.reviews.pass({ ids: [item.id] }, key())).toEqual({ done: 0, refused: [{ id: item.id, message: '与自己有关的，请由别人办理' }] });
  await expect(secretary.api.reviews.takeDown(item.id, { reason: '不想要了' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  expect(await colleague.api.reviews.pass({ ids: [item.id] }, key())).toEqual({ done: 1, refused: [] });
  expect(await itemOf(task.id)).toBeUndefined();
  expect(await itemOf(task.id, colleague, { show: 'DONE' })).toMatchObject({ state: 'PASSED', decidedBy: colleague.name, actions: ['takeDown', 'reopen'] });
});
test('a draft is nobody’s business until it is published', async () => {
  const draft = await publish({ publish: false });
  expect(await itemOf(draft.id)).toBeUndefined();
  await secretary.api.tasks.publish(draft.id, key());
  expect(await itemOf(draft.id)).toMatchObject({ state: 'LOOK' });
});
test('taken down, its words are nowhere; who claimed keeps his place; its author reads why; put back, all is as it was', async () => {
  const words = { title: '说人闲话的任务', summary: '一些不该说的话', contactName: '某某' }, task = await publish(words), claimer = await world.person();
  await claimer.api.claims.create({ shiftId: task.shifts[0]!.id }, key());
  const item = (await itemOf(task.id))!;
  await reader.api.reviews.report({ kind: 'task', id: task.id, why: 'RUDE' }, key());
  expect(await listed(task.id)).toBe(true);
  const down = await officer.api.reviews.takeDown(item.id, { reason: '议论邻居' }, key());
  expect(down).toMatchObject({ state: 'DOWN', reason: '议论邻居', decidedBy: officer.name, actions: ['reopen'], reports: [{ why: 'RUDE', count: 1 }] });
  expect(down.words.map((w) => w.text)).toContain('说人闲话的任务');
  // Every table but the desk's own is free of it.
  expect(await board.tx.read.query("SELECT id FROM task WHERE title LIKE '%闲话%' OR summary LIKE '%不该%' OR contactName = '某某'")).toEqual([]);
  expect([await listed(task.id), (await reader.api.tasks.get(task.id)).title, (await claimer.api.claims.get((await reader.api.tasks.get(task.id)).shifts[0]!.claimId ?? (await claimer.api.claims.mine({})).items[0]!.id)).title]).toEqual([false, '内容已撤下', '内容已撤下']);
  expect((await claimer.api.claims.mine({})).items).toHaveLength(1);
  expect([await titles(secretary), await titles(reader)]).toEqual([expect.arrayContaining(['任务已撤下']), ['您举报的内容处理好了']]);
  await expect(secretary.api.tasks.update(task.id, { title: '换个说法' }, key())).rejects.toMatchObject({ code: 'CONTENT_DOWN' });
  const late = await world.person();
  await expect(late.api.claims.create({ shiftId: task.shifts[0]!.id }, key())).rejects.toMatchObject({ code: 'TASK_PAUSED' });
  expect(await late.api.tasks.get(task.id)).toMatchObject({ blocked: '任务内容已撤下，暂停报名，请问社区', actions: [] });
  expect((await officer.api.reviews.reopen(item.id, key())).state).toBe('LOOK');
  expect([await listed(task.id), await reader.api.tasks.get(task.id)]).toEqual([true, expect.objectContaining(words)]);
  await late.api.claims.create({ shiftId: task.shifts[0]!.id }, key());
  const trail = await board.tx.read.query<{ action: string; reason: string | null }[]>("SELECT action, reason FROM audit WHERE refType = 'task' AND refId = ? AND action LIKE 'content.%' ORDER BY id", [task.id]);
  expect(trail).toEqual([{ action: 'content.report', reason: null }, { action: 'content.takeDown', reason: '议论邻居' }, { action: 'content.reopen', reason: null }]);
});
test('a task that was taken down comes back to no list by another edit of it', async () => {
  const task = await publish(), { id, startsAt, endsAt } = task.shifts[0]!;
  await officer.api.reviews.takeDown((await itemOf(task.id))!.id, { reason: '议论邻居' }, key());
  await secretary.api.tasks.update(task.id, { contactPhone: '15411112222', shifts: [{ id, startsAt: startsAt + HOUR_MS, endsAt: endsAt + HOUR_MS, places: 3 }] }, key());
  expect(await listed(task.id)).toBe(false);
  await officer.api.reviews.reopen((await itemOf(task.id, officer, { show: 'DONE' }))!.id, key());
  expect(await listed(task.id)).toBe(true);
});
test('why a task was called off is read by all, so it is looked at, and goes with the rest; one that is down is called off all the same', async () => {
  const task = await publish(), item = (await itemOf(task.id))!, reason = async () => (await reader.api.tasks.get(task.id)).cancelReason;
  await colleague.api.reviews.pass({ ids: [item.id] }, key());
  await secretary.api.tasks.cancel(task.id, { reason: '某人不肯来' }, key());
  expect((await itemOf(task.id))!.words).toContainEqual({ label: '取消原因', text: '某人不肯来' });
  await officer.api.reviews.takeDown(item.id, { reason: '议论邻居' }, key());
  expect(await reason()).toBe('请问社区');
  await officer.api.reviews.reopen(item.id, key());
  expect(await reason()).toBe('某人不肯来');
  const down = await publish();
  await officer.api.reviews.takeDown((await itemOf(down.id))!.id, { reason: '议论邻居' }, key());
  expect(await secretary.api.tasks.cancel(down.id, { reason: '下雨' }, key())).toMatchObject({ status: 'CANCELLED' });
});
test('new words of a published task are looked at anew', async () => {
  const task = await publish(), item = (await itemOf(task.id))!;
  await colleague.api.reviews.pass({ ids: [item.id] }, key());
  await secretary.api.tasks.update(task.id, { title: task.title, summary: task.summary }, key());
  expect(await itemOf(task.id)).toBeUndefined();
  await secretary.api.tasks.update(task.id, { summary: '带好手套' }, key());
  expect((await itemOf(task.id))!.words).toContainEqual({ label: '说明', text: '带好手套' });
});
test('the desk is a subtree: the street sees it, another community and residents do not', async () => {
  const task = await publish(), item = (await itemOf(task.id, officer))!;
  expect(item).toBeDefined();
  await expect(elsewhere.api.reviews.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(reader.api.reviews.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(elsewhere.api.reviews.takeDown(item.id, { reason: '越权' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(elsewhere.api.reviews.reopen(item.id, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await elsewhere.api.reviews.pass({ ids: [item.id] }, key())).refused).toEqual([{ id: item.id, message: '没有找到，可能已撤下或不在您的范围' }]);
  expect((await officer.api.reviews.list({ areaId: world.street.id, kind: 'task' })).items.map((r) => r.id)).toContain(item.id);
});
test('the longest waiting stands on top, red after a day; the desk’s first page counts it', async () => {
  const before = await colleague.api.desk.get(world.community.id), first = await publish();
  board.clock.set(board.clock.now() + HOUR_MS);
  const second = await publish(), items = await desk(colleague);
  expect(items.map((r) => r.since)).toEqual([...items.map((r) => r.since)].sort((a, b) => a - b));
  expect(items.findIndex((r) => r.link?.endsWith(`=${first.id}`))).toBeLessThan(items.findIndex((r) => r.link?.endsWith(`=${second.id}`)));
  board.clock.set(board.clock.now() + (REVIEW_LIMITS.lateHours - 1) * HOUR_MS + 1);
  expect([(await itemOf(first.id))!.late, (await itemOf(second.id))!.late]).toEqual([true, false]);
  const after = await colleague.api.desk.get(world.community.id);
  expect(after.reviews.count).toBe(before.reviews.count + 2);
  expect(after.reviews.overdue).toBeGreaterThan(0);
  // One's own are nobody's work but others'.
  expect((await secretary.api.desk.get(world.community.id)).reviews.count).toBeLessThan(after.reviews.count);
});
test('a thing on a shelf: reported, taken down with what it offers, put back', async () => {
  const shop = makeShop(board), pointId = await shop.point(world.community), keeper = await world.staff('KEEPER', world.community);
  const { id } = await keeper.api.rewards.stock(pointId, { kind: 'GOODS', name: '洗衣液', spec: '2L', unit: '瓶', points: 30, stock: 5, intro: '好东西' }, key());
  const item = (await desk(colleague, { kind: 'reward' })).find((r) => r.link?.endsWith(`=${id}`))!;
  expect(item).toMatchObject({ why: 'OFFICE', words: [{ label: '品名', text: '洗衣液' }, { label: '规格', text: '2L' }, { label: '单位', text: '瓶' }, { label: '介绍', text: '好东西' }] });
  await reader.api.reviews.report({ kind: 'reward', id, why: 'AD' }, key());
  await colleague.api.reviews.takeDown(item.id, { reason: '是广告' }, key());
  expect((await reader.api.rewards.list({ pickupPointId: pointId })).items).toEqual([]);
  await expect(reader.api.reviews.report({ kind: 'reward', id, why: 'AD' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await colleague.api.reviews.reopen(item.id, key());
  expect((await reader.api.rewards.list({ pickupPointId: pointId })).items).toMatchObject([{ name: '洗衣液', spec: '2L', unit: '瓶', intro: '好东西' }]);
});
test('what was taken down is not offered again, and says nothing else, by an edit or with new stock; two of one price are both taken down', async () => {
  const shop = makeShop(board), pointId = await shop.point(world.community), keeper = await world.staff('KEEPER', world.community);
  for (const name of ['甲', '乙']) {
    const { id } = await keeper.api.rewards.stock(pointId, { kind: 'GOODS', name, unit: '瓶', points: 30, stock: 5 }, key());
    await colleague.api.reviews.takeDown((await desk(colleague, { kind: 'reward' })).find((r) => r.link?.endsWith(`=${id}`))!.id, { reason: '是广告' }, key());
    await expect(keeper.api.rewards.update(id, { listed: true })).rejects.toMatchObject({ code: 'CONTENT_DOWN' });
    await expect(keeper.api.rewards.restock(id, { quantity: 1, source: 'DONATION', donor: '某店' }, key())).rejects.toMatchObject({ code: 'CONTENT_DOWN' });
    await keeper.api.rewards.restock(id, { quantity: 1, source: 'PURCHASE' }, key());
  }
  expect((await reader.api.rewards.list({ pickupPointId: pointId })).items).toEqual([]);
});
test('who gave more of a thing is looked at like all that stands on it', async () => {
  const shop = makeShop(board), pointId = await shop.point(world.community), keeper = await world.staff('KEEPER', world.community);
  const { id } = await keeper.api.rewards.stock(pointId, { kind: 'GOODS', name: '香皂', unit: '块', points: 30, stock: 5 }, key()), item = async () => (await desk(colleague, { kind: 'reward' })).find((r) => r.link?.endsWith(`=${id}`));
  await colleague.api.reviews.pass({ ids: [(await item())!.id] }, key());
  await keeper.api.rewards.restock(id, { quantity: 1, source: 'DONATION', donor: '某店' }, key());
  expect((await item())?.words).toEqual([{ label: '品名', text: '香皂' }, { label: '单位', text: '块' }, { label: '捐赠单位', text: '某店' }]);
});
test('passed and taken down at the same moment: what is down is not seen', async () => {
  const found: string[] = [];
  for (let i = 0; i < 15; i++) {
    const photoId = newId(), id = newId();
    await board.tx.run(async (m) => {
      await m.query("INSERT INTO upload (id, ownerId, width, height, bytes, sha256, refType, refId, createdAt, shown) VALUES (?, ?, 1, 1, 1, 'x', NULL, NULL, 1, 0)", [photoId, reader.id]);
      await m.query("INSERT INTO content_item (id, kind, refId, areaId, authorId, words, state, why, tries, since, createdAt) VALUES (?, 'photo', ?, ?, ?, '[]', 'WAIT', 'BY_HAND', 0, 1, 1)", [id, photoId, world.community.id, reader.id]);
    });
    await Promise.all([secretary.api.reviews.pass({ ids: [id] }, key()), colleague.api.reviews.takeDown(id, { reason: '不合适' }, key())]);
    const [is] = await board.tx.read.query<{ state: string; shown: number }[]>('SELECT i.state, u.shown FROM content_item i JOIN upload u ON u.id = i.refId WHERE i.id = ?', [id]);
    found.push(`${is!.state} ${is!.shown}`);
  }
  expect([...new Set(found)]).toEqual(['DOWN 0']);
});
test('words of thanks are reported by those who helped, and by nobody else', async () => {
  const helper = await world.person(), { wordId } = await deeds.served([helper], { words: '多亏了他' });
  const report = (who: Actor) => who.api.reviews.report({ kind: 'thanks', id: wordId, why: 'FALSE' }, key());
  await expect(report(helper)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await secretary.api.thanks.pass({ wordIds: [wordId], usable: true }, key());
  await expect(report(reader)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await report(helper);
  const item = (await desk(colleague, { kind: 'thanks' }))[0]!;
  expect(item).toMatchObject({ why: 'REPORT', words: [{ label: '感谢的话', text: '多亏了他' }], reports: [{ why: 'FALSE', count: 1 }] });
  await colleague.api.reviews.takeDown(item.id, { reason: '不是他做的' }, key());
  expect((await helper.api.thanks.mine({})).items).toEqual([]);
  // No other desk puts back what this one took down.
  expect((await secretary.api.thanks.pass({ wordIds: [wordId], usable: true }, key())).done).toBe(0);
  expect((await helper.api.thanks.mine({})).items).toEqual([]);
  await colleague.api.reviews.reopen(item.id, key());
  expect((await helper.api.thanks.mine({})).items).toMatchObject([{ text: '多亏了他' }]);
  // Their speaker takes his yes back: the desk keeps that it was asked, not the words.
  const [word] = await board.tx.read.query<{ needId: number; speakerId: number }[]>('SELECT needId, speakerId FROM thanks_word WHERE id = ?', [wordId]);
  expect(await board.tx.run((m) => revokeThanks(m, word!.needId, word!.speakerId))).toBe(true);
  expect((await desk(colleague, { kind: 'thanks' })).map((r) => r.words)).toEqual([[]]);
});
test('a report hides nothing, counts once for each person, opens what was passed, and is answered', async () => {
  const task = await publish(), item = (await itemOf(task.id))!, others = [reader, await world.person(), await world.person()];
  await colleague.api.reviews.pass({ ids: [item.id] }, key());
  const all = await Promise.allSettled([...others, reader].map((who) => who.api.reviews.report({ kind: 'task', id: task.id, why: 'FALSE' }, key())));
  expect(codesOf(all)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(await itemOf(task.id)).toMatchObject({ state: 'LOOK', why: 'REPORT', reports: [{ why: 'FALSE', count: 3 }] });
  expect(await listed(task.id)).toBe(true);
  await colleague.api.reviews.pass({ ids: [item.id] }, key());
  for (const who of others) expect((await who.api.notices.list({})).items.map((x) => x.body)).toEqual(['您举报的内容看过了，没有发现问题，谢谢您留心。']);
});
test('nobody drowns the desk: so many reports a day; what one cannot read one cannot report', async () => {
  const busy = await world.person(), draft = await publish({ publish: false });
  for (let i = 0; i < REVIEW_LIMITS.reportsPerDay; i++) await busy.api.reviews.report({ kind: 'task', id: (await publish()).id, why: 'OTHER' }, key());
  await expect(busy.api.reviews.report({ kind: 'task', id: (await publish()).id, why: 'OTHER' }, key())).rejects.toMatchObject({ code: 'TOO_MANY' });
  await expect(reader.api.reviews.report({ kind: 'task', id: draft.id, why: 'OTHER' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  for (const kind of ['photo', 'task', 'reward', 'thanks', 'answer'] as const) await expect(reader.api.reviews.report({ kind, id: 1, why: 'OTHER' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(board.api().reviews.report({ kind: 'task', id: draft.id, why: 'OTHER' }, key())).rejects.toMatchObject({ code: 'SIGN_IN' });
  expect(Object.keys(REPORT_WHYS)).toHaveLength(6);
});
test('passed and taken down at the same moment, it is down; decided twice, once', async () => {
  for (let round = 0; round < 4; round++) {
    const task = await publish(), item = (await itemOf(task.id))!;
    const [pass, down] = await Promise.allSettled([colleague.api.reviews.pass({ ids: [item.id] }, key()), officer.api.reviews.takeDown(item.id, { reason: '不合适' }, key())]);
    expect([pass.status, down.status]).toEqual(['fulfilled', 'fulfilled']);
    expect([await listed(task.id), (await itemOf(task.id, officer, { show: 'DONE' }))!.state]).toEqual([false, 'DOWN']);
  }
  const task = await publish(), item = (await itemOf(task.id))!;
  const twice = await Promise.allSettled([officer, colleague].map((who) => who.api.reviews.takeDown(item.id, { reason: '不合适' }, key())));
  expect(codesOf(twice)).toEqual(['STATE', 'ok']);
  const back = await Promise.allSettled([officer, colleague].map((who) => who.api.reviews.reopen(item.id, key())));
  expect(codesOf(back)).toEqual(['STATE', 'ok']);
  expect((await reader.api.tasks.get(task.id)).title).toBe(task.title);
});
test('an edit and a takedown at the same moment leave no words behind', async () => {
  for (let round = 0; round < 4; round++) {
    const task = await publish(), item = (await itemOf(task.id))!;
    const [edit, down] = await Promise.allSettled([secretary.api.tasks.update(task.id, { summary: '还是那些话' }, key()), officer.api.reviews.takeDown(item.id, { reason: '不合适' }, key())]);
    expect(down.status).toBe('fulfilled');
    expect(['ok', 'CONTENT_DOWN']).toContain(codesOf([edit])[0]);
    expect(await board.tx.read.query('SELECT title, summary FROM task WHERE id = ?', [task.id])).toEqual([{ title: '内容已撤下', summary: '' }]);
  }
});
test('a repeat answers what it answered, and does nothing again', async () => {
  const task = await publish(), item = (await itemOf(task.id))!, k = key(), first = await officer.api.reviews.takeDown(item.id, { reason: '不合适' }, k);
  expect(await officer.api.reviews.takeDown(item.id, { reason: '不合适' }, k)).toEqual(first);
  expect((await titles(secretary)).filter((t) => t === '任务已撤下').length).toBe((await board.tx.read.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM audit WHERE action = 'content.takeDown' AND refType = 'task' AND refId IN (SELECT id FROM task WHERE createdBy = ?)", [secretary.id]))[0]!.n);
});
