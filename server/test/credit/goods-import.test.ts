import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportView } from '@xianfeng/shared';
import { ReadingService } from '../../src/people/imports/reading.service.js';
import { writeBook, type RawCell } from '../people/workbook.js';
import { codeOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeShop, type Shop } from './shop.js';

let board: Board, world: World, shop: Shop, point: number, keeper: Actor, dir: string;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  shop = makeShop(board);
  dir = await mkdtemp(join(tmpdir(), 'goods-'));
});
afterAll(async () => {
  await board.stop();
  await rm(dir, { recursive: true });
});
beforeEach(async () => {
  point = await shop.point(world.community);
  keeper = await world.staff('KEEPER', world.community);
});
afterEach(async () => { expect(await shop.wrongBooks()).toEqual({}); });

let files = 0;
const HEADER = ['品名', '规格', '单位', '数量', '所需积分', '捐赠/采购', '保质期至'];
async function bring(rows: RawCell[][], as = keeper, targetId: number | undefined = point): Promise<ImportView> {
  const data = await readFile(await writeBook(join(dir, `${files++}.xlsx`), [{ name: '积分超市', rows: [['积分超市进货单', null, null, null, null, null, null], HEADER, ...rows] }]));
  const { id } = await as.api.imports.create('GOODS', { name: '货单.xlsx', data }, targetId);
  await board.app.get(ReadingService).idle();
  return as.api.imports.get(id);
}
const onShelf = async () => (await keeper.api.rewards.list({ pickupPointId: point })).items.map((r) => [r.name, r.spec, r.unit, r.points, r.stock, r.kind, r.donor, r.bestBefore]);

test('a list is previewed, and written once however often it is confirmed', async () => {
  const view = await bring([['香皂', '100g', '块', '３０块', '12分', '甲公司捐赠', '2030.6'], ['香皂', '100g', '块', 5, 12, '采购', ''], ['理发券', '', '张', 20, 30, '志愿服务', '长期'], ['毛巾', '', '条', -5, 10, '采购', ''], ['毛巾', '', '条', 5, 0, '采购', '']]);
  expect(view.counts).toMatchObject({ MERGED: 1, REFUSED: 2 });
  expect(await onShelf()).toEqual([]);
  const confirmed = await Promise.allSettled(Array.from({ length: 3 }, () => keeper.api.imports.confirm(view.id, key())));
  expect(confirmed.some((c) => c.status === 'fulfilled')).toBe(true);
  expect(await onShelf()).toEqual([['香皂', '100g', '块', 12, 35, 'GOODS', '甲公司', '2030-06-30'], ['理发券', '', '张', 30, 20, 'SERVICE', '', null]]);
});
test('what lies there grows; at another price it is refused', async () => {
  await shop.goods(point, { name: '香皂', spec: '100g', unit: '块', points: 12, stock: 4 });
  const view = await bring([['香皂', '100g', '块', 6, 12, '采购', ''], ['香皂', '200g', '块', 6, 20, '采购', '']]);
  expect(view.counts).toEqual({ TAKEN: 1, MENDED: 0, MERGED: 1, REFUSED: 0 });
  await keeper.api.imports.confirm(view.id, key());
  expect((await onShelf()).map((r) => r[4])).toEqual([10, 6]);
  const dearer = await bring([['香皂', '100g', '块', 6, 15, '采购', '']]);
  expect(dearer.counts.REFUSED).toBe(1);
  expect((await keeper.api.imports.rows(dearer.id, {})).items[0]?.notes).toEqual(['货架上同样的商品是 12 分，请核对']);
});
test('only for a point within reach', async () => {
  const rows = [['香皂', '', '块', 6, 12, '采购', '']], elsewhere = await world.staff('KEEPER', world.otherCommunity);
  expect(await codeOf(bring(rows, elsewhere))).toBe('NOT_FOUND');
  expect(await codeOf(bring(rows, keeper, 999))).toBe('NOT_FOUND');
  expect(await codeOf(bring(rows, await world.person()))).toMatch(/^(NOT_FOUND|FORBIDDEN)$/);
  expect(await onShelf()).toEqual([]);
});
test('an import writes the stock journal, offers again what was taken off, and tells those who wait', async () => {
  const soap = await shop.goods(point, { name: '香皂', spec: '100g', unit: '块', points: 12, stock: 0 }), towel = await shop.goods(point, { name: '毛巾', spec: '', unit: '条', points: 10, stock: 1 }), who = await world.person();
  await who.api.rewards.wait(soap);
  await keeper.api.rewards.update(towel, { listed: false });
  const view = await bring([['香皂', '100g', '块', 6, 12, '甲公司捐赠', '2030.6'], ['毛巾', '', '条', 5, 10, '采购', '']]);
  await keeper.api.imports.confirm(view.id, key());
  expect((await keeper.api.rewards.moves({ pickupPointId: point })).items.map((m) => [m.rewardName, m.kind, m.quantity, m.actorName]).slice(0, 2).sort()).toEqual([['毛巾', 'PURCHASE', 5, keeper.name], ['香皂', 'DONATION', 6, keeper.name]]);
  expect((await keeper.api.rewards.shelf({ pickupPointId: point })).items.map((r) => [r.name, r.stock, r.listed])).toEqual([['毛巾', 6, true], ['香皂', 6, true]]);
  expect((await who.api.notices.list({})).items[0]?.title).toBe('香皂又有货了');
});
