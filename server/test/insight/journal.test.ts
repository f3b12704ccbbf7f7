import { DAY_MS, dayOf } from '@xianfeng/shared';
import { makeShop, type Shop } from '../credit/shop.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { award, reverse } from '../../src/credit/journal/journal.store.js';
import { newId } from '../../src/lib/ids.js';

let board: Board, world: World, shop: Shop, auditor: Actor, streetAuditor: Actor, zhang: Actor, li: Actor;
const give = (who: Actor, areaId: number | null, points: number): Promise<void> => board.tx.run((m) => award(m, board.clock.now(), { userId: who.id, points, title: '清理楼道', why: '2小时 × 每小时 10 分，取整得 20 分', logId: newId(), areaId, actorId: auditor.id, ruleVersion: 1, facts: { minutes: 120, kind: 'CLEAN', evidence: 'B', difficulty: null, day: dayOf(board.clock.now()), dayPoints: 0, monthPoints: 0, addition: null } }));
const looks = async (action = 'journal.look') => (await board.tx.read.query<{ refId: number }[]>('SELECT refId FROM audit WHERE action = ? ORDER BY id', [action])).map((r) => r.refId);

beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  auditor = await world.staff('AUDITOR', world.city);
  streetAuditor = await world.staff('AUDITOR', world.street);
  zhang = await world.person({ name: '张小红' });
  li = await world.person({ name: '李建国', community: world.otherCommunity });
  await give(zhang, world.community.id, 60);
  await give(li, world.otherCommunity.id, 20);
  const reward = await shop.goods(await shop.point(world.community), { points: 50 });
  await zhang.api.redemptions.order({ rewardId: reward, quantity: 1 }, key());
});
afterAll(() => board.stop());

test('the whole city, newest first, page by page, and what belongs to no community', async () => {
  const { items } = await auditor.api.journal.list({ areaId: world.city.id });
  expect(items.map((r) => [r.kind, r.personName, r.areaName, r.amount, r.held])).toEqual([['HOLD', '张小红', '柳树社区', -50, 50], ['AWARD', '李建国', '槐树社区', 20, 0], ['AWARD', '张小红', '柳树社区', 60, 0]]);
  for (let i = 0; i < 25; i++) await give(await world.person(), null, 1);
  const seen: number[] = [];
  let after: string | undefined;
  do {
    const page = await auditor.api.journal.list({ areaId: world.city.id, ...(after ? { after } : {}) });
    seen.push(...page.items.map((r) => r.id));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toHaveLength(28);
  expect([...seen].sort((a, b) => b - a)).toEqual(seen);
});
test('a subtree shows its own; kind, days, a name, the end of a phone and an id narrow it', async () => {
  const list = async (query: object) => (await auditor.api.journal.list({ areaId: world.city.id, ...query })).items.map((r) => `${r.kind} ${r.personName}`);
  expect((await streetAuditor.api.journal.list({ areaId: world.street.id })).items.map((r) => r.personName)).toEqual(['张小红', '张小红']);
  await expect(streetAuditor.api.journal.list({ areaId: world.city.id })).rejects.toMatchObject({ status: 404 });
  await expect(streetAuditor.api.journal.list({ areaId: world.otherStreet.id })).rejects.toMatchObject({ status: 404 });
  expect(await list({ kind: 'HOLD' })).toEqual(['HOLD 张小红']);
  expect(await list({ q: '李建' })).toEqual(['AWARD 李建国']);
  expect(await list({ q: li.phone.slice(-7) })).toEqual(['AWARD 李建国']);
  expect(await list({ q: '没有这个人' })).toEqual([]);
  expect(await list({ q: '%' })).toEqual([]);
  const [hold] = (await auditor.api.journal.list({ areaId: world.city.id, kind: 'HOLD' })).items;
  expect(await list({ q: String(hold!.id) })).toEqual(['HOLD 张小红']);
  const today = dayOf(board.clock.now());
  expect((await list({ q: '张小红', from: today, to: today })).length).toBe(2);
  expect(await list({ q: '张小红', to: dayOf(board.clock.now() - DAY_MS) })).toEqual([]);
});
test('many of one name are all looked through; so many that some would be left out are said to be too many', async () => {
  const first = await world.person({ name: '王伟' }), [row] = await board.tx.read.query<Record<string, string | number | null>[]>('SELECT * FROM person WHERE id = ?', [first.id]);
  const namesakes = async (name: string, n: number): Promise<number> => {
    let id = 0;
    for (let i = 0; i < n; i++) await board.tx.run((m) => m.query(`INSERT INTO person (${Object.keys(row!).join(', ')}) VALUES (${Object.keys(row!).map(() => '?').join(', ')})`, Object.values({ ...row!, id: (id = newId()), name, phone: null })));
    return id;
  };
  const last = await namesakes('王伟', 30);
  await give({ ...first, id: last }, world.community.id, 5);
  expect((await streetAuditor.api.journal.list({ areaId: world.street.id, q: '王伟' })).items.map((r) => r.personName)).toEqual(['王伟']);
  await namesakes('王建', 500);
  await expect(auditor.api.journal.list({ areaId: world.city.id, q: '王' })).rejects.toMatchObject({ code: 'INVALID', fields: { q: '这样的人太多，请写全姓名或手机尾号' } });
}, 60_000);
test('one transaction with its sides, its rule and its reversal; a changed byte shows', async () => {
  const [row] = (await auditor.api.journal.list({ areaId: world.city.id, q: '李建国' })).items;
  await board.tx.run((m) => reverse(m, board.clock.now(), row!.id, { actorId: auditor.id, reason: '名单抄错一行' }));
  const tx = await auditor.api.journal.get(row!.id);
  expect(tx).toMatchObject({ kind: 'AWARD', amount: 20, ruleVersion: 1, refType: 'log', intact: true, reverses: null, entries: [{ account: 'ISSUANCE', amount: -20 }, { account: 'AVAILABLE', amount: 20 }] });
  expect(await auditor.api.journal.get(tx.reversedBy!)).toMatchObject({ kind: 'REVERSAL', reason: '名单抄错一行', reverses: row!.id, intact: true });
  await expect(streetAuditor.api.journal.get(row!.id)).rejects.toMatchObject({ status: 404 });
  await expect(auditor.api.journal.get(newId())).rejects.toMatchObject({ status: 404 });
  // No row of the journal can be changed, so a false one is put in: its hash is another's.
  const id = newId();
  await board.tx.run(async (m) => {
    await m.query("INSERT INTO journal_tx (id, kind, userId, areaId, actorId, refType, refId, reversesId, title, why, ruleVersion, inputs, reason, balance, createdAt, hash) SELECT ?, kind, userId, areaId, actorId, refType, ?, NULL, title, why, ruleVersion, inputs, reason, balance, createdAt, hash FROM journal_tx WHERE id = ?", [id, newId(), row!.id]);
  });
  expect(await auditor.api.journal.get(id)).toMatchObject({ intact: false, entries: [] });
});
test('whom an auditor looks at is written down; people and staff without the right see nothing', async () => {
  const before = (await looks()).length, searches = (await looks('journal.search')).length;
  await auditor.api.journal.list({ areaId: world.city.id, q: '张小红' });
  expect((await looks()).slice(before)).toEqual([zhang.id]);
  expect((await looks('journal.search')).length).toBe(searches + 1);
  const [row] = (await auditor.api.journal.list({ areaId: world.city.id, kind: 'HOLD' })).items;
  expect((await looks()).length).toBe(before + 1);
  await auditor.api.journal.get(row!.id);
  expect((await looks()).at(-1)).toBe(zhang.id);
  const secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  await expect(secretary.api.journal.list({ areaId: world.community.id })).rejects.toMatchObject({ status: 403 });
  await expect(zhang.api.journal.get(row!.id)).rejects.toMatchObject({ status: 404 });
});
