import type { SessionView } from '@xianfeng/shared';
import { workbook } from '../../e2e/support/workbook.ts';
import { answers } from './calls.ts';
import { liveIn } from './city.ts';
import type { Weapp } from './runtime.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const idOf = (phone: Weapp): number => Number(/[?&]id=(\d+)/.exec(phone.url)?.[1]);
let member: SessionView, keeper: SessionView;
beforeAll(async () => { [member, keeper] = [await city.person('在职党员'), await city.person('兑换点核销员')]; });
/** Orders a bag of salt, from the shop to the pickup code. */
async function order(phone: Weapp): Promise<number> {
  const shop = await phone.open('/pages/shop/index');
  await shop.see('食盐');
  await shop.tap('食盐');
  const page = await phone.arrived('packages/more/pages/reward/index');
  await page.see('我的积分');
  await page.tap(/用 \d+ 分兑换/.exec(page.text)?.[0] ?? '');
  const placed = await phone.arrived('packages/more/pages/order/index');
  await placed.see('提货码');
  return idOf(phone);
}

test('7 an order holds points; cancelled, they come back; the keeper hands over by the code he types', async () => {
  const api = city.api(member.token), before = await api.points.mine();
  const phone = city.phone(member), first = await order(phone);
  const held = await api.points.mine();
  expect(held.available).toBeLessThan(before.available);
  expect(held.available + held.held).toBe(before.available + before.held);
  await phone.page.tap('不要了，取消兑换');
  await phone.page.see('已取消');
  expect(await api.points.mine()).toMatchObject({ available: before.available, held: before.held });
  expect((await api.redemptions.get(first)).status).toBe('CANCELLED');

  const second = await order(phone), { code, points } = await api.redemptions.get(second);
  const counter = city.phone(keeper), page = await counter.open(`${DESK}/collect/index`);
  // Somebody reads it aloud: small letters and blanks do no harm.
  await page.type('········', 'zzzzzzzz');
  await page.see('提货码不对，请核对后再输');
  await page.type('········', `${code?.slice(0, 4).toLowerCase()} ${code?.slice(4).toLowerCase()}`);
  await page.see(member.me.name);
  await page.tap('已交给本人');
  await page.see('下一位');
  expect((await api.redemptions.get(second)).status).toBe('COLLECTED');
  expect(await api.points.mine()).toMatchObject({ available: before.available - points, held: before.held, spent: before.spent + points });
  await phone.page.see('已领取', 15_000);
});

test('7 the keeper scans what the buyer\'s phone shows', async () => {
  const phone = city.phone(member), id = await order(phone), api = city.api(member.token);
  const { code } = await api.redemptions.get(id);
  const counter = city.phone(keeper, { wx: { scanCode: answers('scanCode', { result: `XFP.${code}`, scanType: 'QR_CODE' }) } });
  const page = await counter.open(`${DESK}/collect/index`);
  await page.tap('扫提货码');
  await page.see(member.me.name);
  await page.tap('已交给本人');
  await page.see('下一位');
  expect((await api.redemptions.get(id)).status).toBe('COLLECTED');
});

test('7 goods come in as a table: odd cells are refused with a reason, the rest is on the shelf', async () => {
  const AT = 'wxfile://tmp/goods.xlsx', sheet = workbook([
    ['爱心超市进货单'],
    ['名称', '规格', '单位', '积分', '数量', '捐赠方'],
    ['新洗手液', '500 ml', '瓶', 12, 30, '惠民超市'],
    ['怪肥皂', null, '块', '免费', 10, null],
    ['空抹布', null, '包', 8, '很多', null],
  ]);
  const phone = city.phone(keeper, { files: { [AT]: sheet }, wx: { chooseMessageFile: answers('chooseMessageFile', { tempFiles: [{ name: '进货单.xlsx', path: AT, size: 1, type: 'file', time: 0 }] }) } });
  const imports = await phone.open(`${DESK}/imports/index`);
  await imports.tap('名称、规格、积分、数量');
  await imports.until('the counter', () => !imports.text.includes('正在加载…'));
  await imports.tap('选择表格上传');
  const page = await phone.arrived('packages/desk/pages/import/index');
  await page.see(/将写入 1 行/, 15_000);
  await page.see('怪肥皂');
  await page.tap('确认写入');
  await page.see('已写入', 15_000);
  await (await phone.open(`${DESK}/shop/index`)).see('新洗手液');
  await (await city.phone(member).open('/pages/shop/index')).see('新洗手液');
});

test('7 what nobody fetched goes back, and its owner and the keeper read so', async () => {
  const [row] = city.rows("SELECT r.id AS id, r.points AS points, u.phone AS phone FROM redemption r JOIN person u ON u.id = r.userId WHERE r.status = 'EXPIRED' ORDER BY r.settledAt DESC LIMIT 1");
  const owner = await city.byPhone(String(row?.['phone'])), phone = city.phone(owner);
  const page = await phone.open(`${MORE}/orders/index`);
  await page.tap('已过期退回');
  const order = await phone.arrived('packages/more/pages/order/index');
  await order.see('已过期退回');
  expect(order.has('不要了，取消兑换')).toBe(false);
  const { items } = await city.api(owner.token).points.entries({});
  expect(items.some((entry) => entry.title.includes('超过领取期限') || JSON.stringify(entry).includes('超过领取期限'))).toBe(true);
});

test('7 who waits for what has run out stands in line until he leaves it', async () => {
  const api = city.api(member.token), point = (await api.rewards.pickupPoints()).find((one) => one.nearest);
  const gone = (await api.rewards.list({ pickupPointId: point?.id ?? 0 })).items.find((one) => one.actions.includes('wait'));
  const phone = city.phone(member), page = await phone.open(`${MORE}/reward/index?id=${gone?.id}`);
  await page.tap('排队等补货');
  await page.see('您已在排队');
  expect((await api.rewards.get(gone?.id ?? 0)).waiting).toBe(true);
  await page.tap('不等了，退出排队');
  await page.tap('撤销');
  await page.see('您已在排队');
});
