import type { RedemptionView } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, world: World, shop: Shop, rice: number;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  rice = await shop.goods(await shop.point(world.community), { points: 50, stock: 10 });
});
afterAll(() => board.stop());
const ordering = async (): Promise<{ who: Actor; order: RedemptionView }> => {
  const who = await world.person();
  await shop.give(who, 120);
  return { who, order: await who.api.redemptions.order({ rewardId: rice, quantity: 1 }, key()) };
};
test('an order whose books are wrong is named, is tried once a run, and keeps nobody else waiting', async () => {
  const broken = await ordering(), sound = await ordering();
  await board.tx.run((m) => m.query('UPDATE points_account SET held = 0 WHERE userId = ?', [broken.who.id]));
  board.clock.set(Math.max(broken.order.expiresAt, sound.order.expiresAt));
  await expect(board.jobs.run('redemptions-expire')).rejects.toThrow('1 orders could not be ended');
  expect((await sound.who.api.redemptions.get(sound.order.id)).status).toBe('EXPIRED');
  expect((await broken.who.api.redemptions.get(broken.order.id)).status).toBe('HELD');
  await board.tx.run((m) => m.query('UPDATE points_account SET held = 50 WHERE userId = ?', [broken.who.id]));
  await board.jobs.run('redemptions-expire');
  expect((await broken.who.api.redemptions.get(broken.order.id)).status).toBe('EXPIRED');
}, 15_000);
