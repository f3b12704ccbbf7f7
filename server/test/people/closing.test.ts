import { sendSms } from '../../src/reach/outbox/outbox.store.js';
import { codeOf, key, onMariaDb, startBoard, type Board } from '../start.js';
import { publish } from '../board/board.world.js';
import { makeShop, type Shop } from '../credit/shop.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, shop: Shop, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(() => board.stop());
const row = async (id: number) => (await board.tx.read.query<Record<string, unknown>[]>('SELECT * FROM person WHERE id = ?', [id]))[0]!;

test('closing forgets who he is at once, and keeps what he did', async () => {
  const person = await world.person({ kind: 'RESIDENT', community: null });
  await person.api.registrations.create({ communityId: world.community.id, name: '张三' });
  await person.api.me.consent({ purpose: 'PUBLISH_NAME', granted: true });
  await shop.give(person, 30);
  expect(await person.api.me.closing()).toEqual({ blockers: [], points: 30 });
  await person.api.me.close();
  expect(await codeOf(person.api.me.get())).toBe('SIGN_IN');
  expect(await row(person.id)).toMatchObject({ name: '已注销用户', phone: null, openId: null, communityId: null, compoundId: null, unitId: null, skills: '' });
  expect(await board.tx.read.query('SELECT purpose FROM consent WHERE userId = ? AND granted = 1', [person.id])).toEqual([]);
  for (const table of ['session', 'notice', 'person_profile', 'typed_phone', 'idempotency']) expect(await board.tx.read.query(`SELECT userId FROM ${table} WHERE userId = ?`, [person.id])).toEqual([]);
  expect(await board.tx.read.query("SELECT status, live FROM member_registration WHERE userId = ?", [person.id])).toEqual([{ status: 'WITHDRAWN', live: null }]);
  expect((await shop.account(person.id))?.available).toBe(30);
  expect(await shop.wrongBooks()).toEqual({});
  expect((await secretary.api.people.search({ areaId: world.community.id, q: '张三' })).items).toEqual([]);
  expect(await board.tx.read.query("SELECT actorId FROM audit WHERE action = 'person.close' AND refId = ?", [person.id])).toEqual([{ actorId: person.id }]);
});
test('the same phone begins anew, as another person', async () => {
  const person = await world.person({ kind: 'RESIDENT' });
  await person.api.me.close();
  const { demoCode } = await board.api().session.phoneCode(person.phone), { me } = await board.api().session.phone(person.phone, demoCode!);
  expect(me.id).not.toBe(person.id);
  expect(me).toMatchObject({ phone: person.phone, community: null });
});
test('what others wait for is finished first, and each thing says where', async () => {
  const task = await publish(secretary.api, world.community.id), person = await world.person(), rewardId = await shop.goods(await shop.point(world.community));
  await shop.give(person, 100);
  const claim = await person.api.claims.create({ shiftId: task.shifts[0]!.id }, key()), order = await person.api.redemptions.order({ rewardId, quantity: 1 }, key());
  const need = await person.api.needs.create({ kind: 'REPAIR', title: '灯坏了', text: '', place: '三号楼', areaId: world.community.id }, key());
  const { blockers, points } = await person.api.me.closing();
  expect(points).toBe(50);
  expect(blockers.map((b) => b.path).sort()).toEqual([`/packages/more/pages/claim/index?id=${claim.id}`, `/packages/more/pages/need/index?id=${need.id}`, `/packages/more/pages/order/index?id=${order.id}`]);
  expect(await codeOf(person.api.me.close())).toBe('CLOSING_BLOCKED');
  expect(await row(person.id)).toMatchObject({ phone: person.phone });
  await person.api.claims.withdraw(claim.id, key());
  await person.api.redemptions.cancel(order.id, key());
  await person.api.needs.withdraw(need.id);
  expect((await person.api.me.closing()).blockers).toEqual([]);
  await person.api.me.close();
  expect(await shop.wrongBooks()).toEqual({});
  expect(await board.tx.read.query('SELECT phone FROM need WHERE askerId = ?', [person.id])).toEqual([{ phone: '' }]);
});
test('his number stands nowhere any more', async () => {
  const person = await world.person({ kind: 'RESIDENT', community: null });
  await person.api.registrations.create({ communityId: world.community.id, name: '王五', building: '5号楼' });
  const need = await person.api.needs.create({ kind: 'REPAIR', title: '门坏了', text: '', place: '五号楼', areaId: world.community.id }, key());
  await person.api.needs.withdraw(need.id);
  await board.api().session.phoneCode(person.phone);
  await board.tx.run((m) => sendSms(m, board.clock.now(), person.phone, '【先锋】您好'));
  await person.api.me.close();
  const tables = (await board.tx.read.query<{ name: string }[]>(onMariaDb ? 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()' : "SELECT name FROM sqlite_master WHERE type = 'table'")).map((t) => t.name);
  const found: string[] = [];
  for (const table of tables) if (JSON.stringify(await board.tx.read.query(`SELECT * FROM ${table}`)).includes(person.phone)) found.push(table);
  expect(found).toEqual([]);
});
test('whoever holds a post hands it over first', async () => {
  const keeper = await world.staff('KEEPER', world.community);
  expect((await keeper.api.me.closing()).blockers).toMatchObject([{ text: expect.stringContaining('请先交接') as string }]);
  expect(await codeOf(keeper.api.me.close())).toBe('CLOSING_BLOCKED');
});
test('closed and claimed at once: one of the two, and no place is kept for somebody who is gone', async () => {
  const { shifts } = await publish(secretary.api, world.community.id, { places: 50 });
  for (let i = 0; i < 8; i++) {
    const person = await world.person();
    const results = await Promise.allSettled([person.api.me.close(), person.api.claims.create({ shiftId: shifts[0]!.id }, key())]);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  }
  expect(await board.tx.read.query('SELECT c.id FROM claim c JOIN person p ON p.id = c.userId WHERE c.live = 1 AND p.phone IS NULL')).toEqual([]);
});
test('closed and ordered at once: the books agree, and what was held goes back by itself', async () => {
  for (let i = 0; i < 5; i++) {
    const person = await world.person(), rewardId = await shop.goods(await shop.point(world.community));
    await shop.give(person, 100);
    await Promise.allSettled([person.api.me.close(), person.api.redemptions.order({ rewardId, quantity: 1 }, key())]);
  }
  expect(await shop.wrongBooks()).toEqual({});
});
test('a signed-out one has nothing to close', async () => {
  expect(await codeOf(board.api().me.close())).toBe('SIGN_IN');
});
