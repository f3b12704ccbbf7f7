import { addDays, DAY_MS, dayOf, type AdditionInput, type TariffInput, type TariffRules } from '@xianfeng/shared';
import { DEFAULT_TARIFF } from '../../src/credit/tariff/tariff.rules.js';
import { newId } from '../../src/lib/ids.js';
import { codesOf, onMariaDb, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, beside: Board | null = null, world: World, city: Actor, colleague: Actor, street: Actor, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  if (onMariaDb) beside = await startBoard({ WORKER_ID: '1' }, board);
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  colleague = await world.staff('CITY_ORGANISER', world.city);
  street = await world.staff('STREET_OFFICER', world.street);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(async () => {
  await beside?.stop();
  await board.stop();
});
afterEach(() => board.clock.reset());

const today = () => dayOf(board.clock.now());
const input = (o: Partial<TariffRules> = {}): TariffInput => ({ name: '新办法', note: '试行一年', rules: { ...DEFAULT_TARIFF, ...o } });
const through = (who: Actor, i: number) => (i % 2 === 1 && beside ? beside.api(who.token) : who.api);
const codes = async (tries: Promise<unknown>[]): Promise<string[]> => codesOf(await Promise.allSettled(tries));
/** A day that no other test publishes for. */
let ahead = 1;
const freeDay = (): string => addDays(today(), (ahead += 3));

describe('the tariff', () => {
  test('everybody reads the one in force, in plain sentences', async () => {
    const member = await world.person(), view = await member.api.tariffs.current();
    expect(view).toMatchObject({ version: 1, status: 'PUBLISHED', effectiveFrom: '2000-01-01', current: true, actions: [], rules: DEFAULT_TARIFF });
    expect(view.text.length).toBeGreaterThan(5);
    await expect(board.api().tariffs.current()).rejects.toMatchObject({ code: 'SIGN_IN' });
  });
  test('a draft is written, changed, thrown away; it is in force for nobody', async () => {
    const draft = await city.api.tariffs.create(input({ caps: { task: 30, day: 60, month: 600 } }));
    expect(draft).toMatchObject({ name: '新办法', note: '试行一年', status: 'DRAFT', effectiveFrom: null, publishedAt: null, current: false, actions: ['edit', 'publish', 'discard'] });
    expect(draft.text).toContain('每次最多 30 分，每天最多 60 分，每月最多 600 分。');
    const changed = await colleague.api.tariffs.update(draft.id, { name: '再改', rules: { ...DEFAULT_TARIFF, pointValueFen: 5 } });
    expect(changed).toMatchObject({ id: draft.id, version: draft.version, name: '再改', note: '', rules: { pointValueFen: 5 } });
    expect((await street.api.tariffs.list()).find((t) => t.id === draft.id)).toMatchObject({ name: '再改', actions: [] });
    expect((await city.api.tariffs.list())[0]).toMatchObject({ id: draft.id, actions: ['edit', 'publish', 'discard'] });
    await city.api.tariffs.discard(draft.id);
    for (const act of [() => city.api.tariffs.discard(draft.id), () => city.api.tariffs.update(draft.id, input()), () => city.api.tariffs.publish(draft.id, { effectiveFrom: freeDay() })]) await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await street.api.tariffs.list()).map((t) => t.id)).not.toContain(draft.id);
  });
  test('only the city decides; streets look, communities do not', async () => {
    const draft = await city.api.tariffs.create(input());
    for (const act of [() => street.api.tariffs.create(input()), () => street.api.tariffs.update(draft.id, input()), () => street.api.tariffs.discard(draft.id), () => street.api.tariffs.publish(draft.id, { effectiveFrom: freeDay() })]) await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const act of [() => secretary.api.tariffs.list(), () => secretary.api.tariffs.create(input())]) await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await city.api.tariffs.list()).find((t) => t.id === draft.id)).toMatchObject({ name: '新办法' });
  });
  test('each figure at fault has its own sentence', async () => {
    const rules = structuredClone(DEFAULT_TARIFF) as unknown as Record<string, Record<string, unknown>>;
    rules.factors![1] = 5;
    rules.evidence!.D = 10;
    delete rules.lines!.HAIR;
    const send = (body: object) => city.send({ method: 'POST', path: '/tariffs', body });
    await expect(send({ name: '错的', rules })).rejects.toMatchObject({ code: 'INVALID', fields: { 'rules.factors.1': '难度系数（十分之一为单位）需为 10–30 的整数', 'rules.evidence.D': '工作人员补录的只记时长，须为 0', 'rules.lines.HAIR': '请填写义务理发的积分' } });
    for (const bad of [undefined, null, [], 'x', 1]) await expect(send({ name: '错的', rules: bad })).rejects.toMatchObject({ fields: { rules: '请填写积分规则' } });
    await expect(send({ name: '错的', rules: {} })).rejects.toMatchObject({ code: 'INVALID', fields: { 'rules.caps': '请填写封顶' } });
  });
  test('published, it begins on its day, is announced, and never changes again', async () => {
    const day = freeDay(), draft = await city.api.tariffs.create(input({ pointValueFen: 7 }));
    await expect(city.api.tariffs.publish(draft.id, { effectiveFrom: today() })).rejects.toMatchObject({ fields: { effectiveFrom: '最早从明天起执行' } });
    await expect(city.api.tariffs.publish(draft.id, { effectiveFrom: addDays(today(), 400) })).rejects.toMatchObject({ fields: { effectiveFrom: '最晚一年以内执行' } });
    const done = await city.api.tariffs.publish(draft.id, { effectiveFrom: day });
    expect(done).toMatchObject({ status: 'PUBLISHED', effectiveFrom: day, current: false, actions: [] });
    for (const who of [secretary, street]) expect((await who.api.notices.list({})).items[0]).toMatchObject({ title: '新的积分办法已公布', body: expect.stringContaining(`自 ${day} 起执行`) as string });
    expect((await city.api.notices.list({})).items.filter((n) => n.title === '新的积分办法已公布')).toEqual([]);
    for (const act of [() => city.api.tariffs.update(draft.id, input()), () => city.api.tariffs.discard(draft.id), () => city.api.tariffs.publish(draft.id, { effectiveFrom: freeDay() })]) await expect(act()).rejects.toMatchObject({ code: 'STATE' });
    const member = await world.person();
    expect((await member.api.tariffs.current()).version).toBeLessThan(done.version);
    board.clock.set(Date.parse(`${day}T00:00:00+08:00`) - 1_000);
    expect((await member.api.tariffs.current()).version).toBeLessThan(done.version);
    board.clock.set(Date.parse(`${day}T00:00:00+08:00`));
    expect(await member.api.tariffs.current()).toMatchObject({ version: done.version, current: true, rules: { pointValueFen: 7 } });
    const [trail] = await board.tx.read.query<{ actorId: number; detail: string }[]>("SELECT actorId, detail FROM audit WHERE action = 'tariff.publish' AND refId = ?", [draft.id]);
    expect([trail!.actorId, JSON.parse(trail!.detail)]).toEqual([city.id, { version: done.version, effectiveFrom: day }]);
  });
  test('drafts made at the same moment each get a version of their own', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, (_, i) => through(i % 3 === 0 ? colleague : city, i).tariffs.create(input())));
    expect(new Set(made.map((t) => t.version)).size).toBe(6);
  });
  test('two versions for one day, and one version for two days: one of them', async () => {
    for (let round = 0; round < 4; round++) {
      const [a, b] = [await city.api.tariffs.create(input()), await city.api.tariffs.create(input())], [day, other] = [freeDay(), freeDay()];
      expect(await codes([a, b].map((t, i) => through(city, i).tariffs.publish(t.id, { effectiveFrom: day })))).toEqual(['TARIFF_DAY', 'ok']);
      const c = await city.api.tariffs.create(input());
      expect(await codes([addDays(day, 1), addDays(other, 1)].map((effectiveFrom, i) => through(city, i).tariffs.publish(c.id, { effectiveFrom })))).toEqual(['STATE', 'ok']);
    }
  });
  test('an edit and a publication at once: what is published is what was read, or the edit came before', async () => {
    for (let round = 0; round < 4; round++) {
      const t = await city.api.tariffs.create(input());
      const [edit] = await Promise.allSettled([through(city, 1).tariffs.update(t.id, { ...input(), name: '改过' }), colleague.api.tariffs.publish(t.id, { effectiveFrom: freeDay() })]);
      const { name } = (await city.api.tariffs.list()).find((x) => x.id === t.id)!;
      expect(name).toBe(edit.status === 'fulfilled' ? '改过' : '新办法');
    }
  });
});

describe('additions', () => {
  /** A community of its own for each test: additions of one community meet. */
  const home = async () => {
    const area = await world.area(world.street, 'COMMUNITY', `加分社区${newId()}`);
    return { area, boss: await world.staff('COMMUNITY_SECRETARY', area) };
  };
  const addition = (areaId: number, o: Partial<AdditionInput> = {}): AdditionInput => ({ areaId, title: '冬季扫雪加分', kinds: ['CLEAN'], percent: 20, budget: 100, from: today(), to: addDays(today(), 30), ...o });

  test('where nobody in the street but the proposer could approve, the city is told', async () => {
    const town = await world.area(world.city, 'STREET', `独员街道${newId()}`), area = await world.area(town, 'COMMUNITY', `社区${newId()}`);
    const only = await world.staff('STREET_OFFICER', town), organiser = await world.staff('CITY_ORGANISER', world.city);
    const one = await only.api.additions.propose(addition(area.id));
    expect((await organiser.api.notices.list({})).items[0]).toMatchObject({ title: '社区加分待批准' });
    expect(await organiser.api.additions.approve(one.id)).toMatchObject({ status: 'ACTIVE' });
  });
  test('proposed by the community, approved by the street, ended by the community', async () => {
    const { area, boss } = await home(), mine = await boss.api.additions.propose(addition(area.id));
    expect(mine).toMatchObject({ areaId: area.id, areaName: area.name, title: '冬季扫雪加分', kinds: ['CLEAN'], percent: 20, budget: 100, used: 0, status: 'PROPOSED', proposedBy: boss.name, actions: [] });
    expect((await street.api.notices.list({})).items[0]).toMatchObject({ title: '社区加分待批准' });
    expect((await street.api.additions.list(world.street.id)).find((x) => x.id === mine.id)).toMatchObject({ actions: ['approve', 'refuse'] });
    expect(await street.api.additions.approve(mine.id)).toMatchObject({ status: 'ACTIVE', actions: ['end'] });
    expect((await boss.api.notices.list({})).items[0]).toMatchObject({ title: '社区加分已批准' });
    for (const act of [() => street.api.additions.approve(mine.id), () => street.api.additions.refuse(mine.id)]) await expect(act()).rejects.toMatchObject({ code: 'STATE' });
    expect(await boss.api.additions.list(area.id)).toMatchObject([{ id: mine.id, status: 'ACTIVE', actions: ['end'] }]);
    expect(await boss.api.additions.end(mine.id)).toMatchObject({ status: 'ENDED', to: today(), actions: [] });
    await expect(boss.api.additions.end(mine.id)).rejects.toMatchObject({ code: 'STATE' });
    const trail = await board.tx.read.query<{ action: string }[]>("SELECT action FROM audit WHERE refType = 'addition' AND refId = ? ORDER BY id", [mine.id]);
    expect(trail.map((r) => r.action)).toEqual(['addition.propose', 'addition.approve', 'addition.end']);
  });
  test('nobody approves his own, nobody elsewhere sees it', async () => {
    const { area, boss } = await home(), own = await street.api.additions.propose(addition(area.id));
    expect(own.actions).toEqual([]);
    for (const act of [() => street.api.additions.approve(own.id), () => street.api.additions.refuse(own.id)]) await expect(act()).rejects.toMatchObject({ code: 'SECOND_PERSON' });
    await expect(boss.api.additions.approve(own.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const far = await world.staff('STREET_OFFICER', world.otherStreet);
    for (const act of [() => far.api.additions.approve(own.id), () => far.api.additions.end(own.id), () => far.api.additions.list(area.id), () => far.api.additions.propose(addition(area.id))]) await expect(act()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const helper = await world.staff('COMMUNITY_WORKER', area);
    for (const act of [() => helper.api.additions.propose(addition(area.id)), () => helper.api.additions.list(area.id)]) await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await city.api.additions.refuse(own.id)).toMatchObject({ status: 'REFUSED', actions: [] });
    expect((await street.api.notices.list({})).items[0]).toMatchObject({ title: '社区加分未批准' });
    for (const act of [() => city.api.additions.approve(own.id), () => boss.api.additions.end(own.id)]) await expect(act()).rejects.toMatchObject({ code: 'STATE' });
    await expect(city.api.additions.approve(1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test.each<[string, (day: string) => Partial<AdditionInput>, Record<string, string>]>([
    ['yesterday', (day) => ({ from: addDays(day, -1) }), { from: '不能从过去的日子开始' }],
    ['an end before the beginning', (day) => ({ from: addDays(day, 5), to: addDays(day, 4) }), { to: '结束的日子要在开始之后' }],
    ['two years', (day) => ({ to: addDays(day, 730) }), { to: '最长一年' }],
    ['in two years', (day) => ({ from: addDays(day, 730), to: addDays(day, 731) }), { from: '最晚一年以内开始' }],
    ['meetings', () => ({ kinds: ['NOTICE'] }), { kinds: '类别最多选 14 项' }],
    ['no percent', () => ({ percent: 0 }), { percent: '加分比例需为 1–100 的整数' }],
    ['no budget', () => ({ budget: 0 }), { budget: '积分预算需为 1–1000000 的整数' }],
  ])('%s is refused', async (_name, change, fields) => {
    const { area, boss } = await home();
    await expect(boss.api.additions.propose(addition(area.id, change(today())))).rejects.toMatchObject({ code: 'INVALID', fields });
  });
  test('a street or a compound has none of its own', async () => {
    await expect(street.api.additions.propose(addition(world.street.id))).rejects.toMatchObject({ fields: { areaId: '加分办法由社区或村提出' } });
    await expect(secretary.api.additions.propose(addition(world.compound.id))).rejects.toMatchObject({ fields: { areaId: '加分办法由社区或村提出' } });
  });
  test('two for the same community, kind and day do not stand together', async () => {
    const { area, boss } = await home(), day = today();
    const early = await boss.api.additions.propose(addition(area.id, { from: addDays(day, 2), to: addDays(day, 9) })), rival = await boss.api.additions.propose(addition(area.id, { kinds: [], from: addDays(day, 9), to: addDays(day, 20) }));
    await street.api.additions.approve(early.id);
    await expect(street.api.additions.approve(rival.id)).rejects.toMatchObject({ code: 'ADDITION_EXISTS' });
    await expect(boss.api.additions.propose(addition(area.id, { kinds: ['CLEAN', 'HAIR'], from: day, to: addDays(day, 2) }))).rejects.toMatchObject({ code: 'ADDITION_EXISTS' });
    for (const o of [{ kinds: ['HAIR' as const] }, { from: addDays(day, 10) }, { to: addDays(day, 1) }]) await street.api.additions.approve((await boss.api.additions.propose(addition(area.id, o))).id);
    const { area: beyond, boss: other } = await home();
    await street.api.additions.approve((await other.api.additions.propose(addition(beyond.id))).id);
  });
  test('two that meet approved at once: one of them', async () => {
    for (let round = 0; round < 6; round++) {
      const { area, boss } = await home(), [a, b] = [await boss.api.additions.propose(addition(area.id)), await boss.api.additions.propose(addition(area.id, { kinds: [] }))];
      expect(await codes([through(street, 0).additions.approve(a.id), through(city, 1).additions.approve(b.id)])).toEqual(['ADDITION_EXISTS', 'ok']);
    }
  });
  test('approved and refused at once: one of them', async () => {
    for (let round = 0; round < 4; round++) {
      const { area, boss } = await home(), { id } = await boss.api.additions.propose(addition(area.id));
      expect(await codes([through(street, 0).additions.approve(id), through(city, 1).additions.refuse(id)])).toEqual(['STATE', 'ok']);
    }
  });
  test('time ends it by itself; one that waited too long can only be refused; a late yes counts from its day', async () => {
    const { area, boss } = await home(), short = addition(area.id, { to: addDays(today(), 3) }), now = board.clock.now();
    const [active, waits, late] = [await boss.api.additions.propose(short), await boss.api.additions.propose({ ...short, kinds: ['HAIR'] }), await boss.api.additions.propose(addition(area.id, { kinds: ['REPAIR'] }))];
    await street.api.additions.approve(active.id);
    board.clock.set(now + 4 * DAY_MS);
    const listed = new Map((await street.api.additions.list(area.id)).map((x) => [x.id, x]));
    expect([listed.get(active.id), listed.get(waits.id)]).toMatchObject([{ status: 'ENDED', actions: [] }, { status: 'PROPOSED', actions: ['refuse'] }]);
    await expect(boss.api.additions.end(active.id)).rejects.toMatchObject({ code: 'STATE' });
    await expect(street.api.additions.approve(waits.id)).rejects.toMatchObject({ code: 'STATE' });
    expect(await street.api.additions.approve(late.id)).toMatchObject({ status: 'ACTIVE', from: today() });
  });
  test('one that has not begun ends without a day of its own', async () => {
    const { area, boss } = await home(), { id } = await boss.api.additions.propose(addition(area.id, { from: addDays(today(), 5) }));
    await street.api.additions.approve(id);
    expect(await street.api.additions.end(id)).toMatchObject({ status: 'ENDED', actions: [] });
    expect((await boss.api.notices.list({})).items[0]).toMatchObject({ title: '社区加分已结束' });
    await street.api.additions.approve((await boss.api.additions.propose(addition(area.id))).id);
  });
});
