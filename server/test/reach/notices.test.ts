import { PAGE_SIZE } from '@xianfeng/shared';
import { notify } from '../../src/reach/notices/notices.store.js';
import { startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, me: Actor, other: Actor;
beforeAll(async () => { board = await startBoard(); world = await makeWorld(board); });
afterAll(() => board.stop());
beforeEach(async () => { me = await world.person(); other = await world.person(); });
const tell = (userId: number, n: number, link: string | null = '/packages/more/pages/claim/index?id=1') =>
  board.tx.run((m) => notify(m, board.clock.now(), Array.from({ length: n }, (_, i) => ({ userId, kind: 'TASK' as const, title: `第 ${i} 条`, body: '阿卜杜拉·买买提和𠮷先生 🎉', link }))));

test('the inbox comes newest first, page by page, each notice once and nobody else’s', async () => {
  await tell(me.id, PAGE_SIZE * 2 + 3);
  await tell(other.id, 2);
  const titles: string[] = [];
  let after: string | undefined;
  do {
    const page = await me.api.notices.list({ after });
    expect(page.items.length).toBeLessThanOrEqual(PAGE_SIZE);
    titles.push(...page.items.map((n) => n.title));
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(titles).toEqual(Array.from({ length: PAGE_SIZE * 2 + 3 }, (_, i) => `第 ${PAGE_SIZE * 2 + 2 - i} 条`));
  expect((await me.api.notices.list({})).items[0]).toMatchObject({ kind: 'TASK', body: '阿卜杜拉·买买提和𠮷先生 🎉', link: '/packages/more/pages/claim/index?id=1', read: false });
});
test('a full last page is the last one', async () => {
  await tell(me.id, PAGE_SIZE, null);
  const page = await me.api.notices.list({});
  expect([page.items.length, page.next, page.items[0]?.link]).toEqual([PAGE_SIZE, null, null]);
});
test('reading marks one, reading all marks mine, and both may be repeated', async () => {
  await tell(me.id, 3);
  await tell(other.id, 1);
  const [first] = (await me.api.notices.list({})).items;
  await me.api.notices.read(first!.id);
  await me.api.notices.read(first!.id);
  expect((await me.api.notices.list({})).items.map((n) => n.read)).toEqual([true, false, false]);
  await me.api.notices.readAll();
  await me.api.notices.readAll();
  expect((await me.api.notices.list({})).items.map((n) => n.read)).toEqual([true, true, true]);
  expect((await other.api.notices.list({})).items.map((n) => n.read)).toEqual([false]);
});
test('another person’s notice, none, and nonsense are refused alike', async () => {
  await tell(other.id, 1);
  const [theirs] = (await other.api.notices.list({})).items;
  await expect(me.api.notices.read(theirs!.id)).rejects.toMatchObject({ status: 404, code: 'NOT_FOUND' });
  await expect(me.api.notices.read(999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(me.send({ method: 'POST', path: '/notices/abc/read' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await other.api.notices.list({})).items[0]?.read).toBe(false);
});
test('bad input and no session', async () => {
  for (const query of [{ after: 'x' }, { after: '1_2' }, { after: '99999999999999999' }, { after: '1'.repeat(80) }, { page: '2' }]) await expect(me.send({ method: 'GET', path: '/notices', query })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  await expect(board.api().notices.list({})).rejects.toMatchObject({ code: 'SIGN_IN' });
  await expect(board.api().notices.readAll()).rejects.toMatchObject({ code: 'SIGN_IN' });
});
