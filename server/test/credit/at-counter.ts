import { startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

export let board: Board, world: World, shop: Shop;
/** The community's pickup point, empty; a member with 120 points; the keeper there, and the one of another community. */
export let point: number, me: Actor, keeper: Actor, elsewhere: Actor;

/** What a file of tests about orders begins with: one board, before each test all of the above anew, after each the books looked at. */
export function standAtCounter(): void {
  beforeAll(async () => {
    board = await startBoard();
    world = await makeWorld(board);
    shop = makeShop(board);
  });
  afterAll(() => board.stop());
  beforeEach(async () => {
    board.clock.reset();
    point = await shop.point(world.community);
    me = await world.person();
    keeper = await world.staff('KEEPER', world.community);
    elsewhere = await world.staff('KEEPER', world.otherCommunity);
    await shop.give(me, 120);
  });
  afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });
}
