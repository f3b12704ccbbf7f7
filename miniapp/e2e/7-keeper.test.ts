import type { SessionView } from '@xianfeng/shared';
import { PHONE, idIn, press, see, settled, shot, startCity, until, words, type City } from './support/browser.ts';
import { photo } from './support/photo.ts';
import { key } from './support/world.ts';

const WORK = '/packages/desk/pages', MORE = '/packages/more/pages';
let city: City, member: SessionView, keeper: SessionView, pointId: number;
beforeAll(async () => {
  city = await startCity();
  [member, keeper] = [await city.person('在职党员'), await city.person('兑换点核销员')];
  const post = keeper.me.posts.find((one) => one.role === 'KEEPER');
  pointId = (await city.api(keeper.token).rewards.pickupPoints()).find((one) => one.areaId === post?.areaId)?.id ?? 0;
});
afterAll(async () => { await city?.stop(); });

/** Something of that name on the keeper's shelf. */
async function goods(name: string) {
  const found = (await city.api(keeper.token).rewards.shelf({ pickupPointId: pointId })).items.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not on the shelf`);
  return found;
}
/** An order of the member's, made with his own client. */
const order = async (name: string) => city.api(member.token).redemptions.order({ rewardId: (await goods(name)).id, quantity: 1 }, key());

test('who comes without a phone is served by name and four digits: something new, and what waits for him', async () => {
  const mine = city.api(member.token), before = await mine.points.mine();
  const page = await city.open(keeper);
  await page.goto(`${WORK}/counter/index`);
  await page.getByLabel(/^姓名/).fill(member.me.name);
  await page.getByLabel('手机号后四位').last().fill('9999');
  await see(page, `没有找到“${member.me.name}”`);
  await page.getByLabel('手机号后四位').last().fill(member.me.phone?.slice(-4) ?? '');
  await see(page, '现在换一样');
  await see(page, String(before.available));
  await shot(page, '7-counter-person');
  await page.getByRole('button', { name: /^牙膏/ }).click();
  await see(page, '念给他听');
  await shot(page, '7-counter-choose');
  await page.getByRole('dialog').getByRole('button', { name: '交给他' }).click();
  await see(page, '已交给');
  const { points } = await goods('牙膏');
  await see(page, `用了 ${points} 分，还剩 ${before.available - points} 分`);
  await shot(page, '7-counter-done');
  expect(await mine.points.mine()).toMatchObject({ available: before.available - points, spent: before.spent + points });
  const { items: [made] } = await mine.redemptions.mine({});
  expect(made).toMatchObject({ name: '牙膏', channel: 'COUNTER', status: 'COLLECTED' });

  const waiting = await order('食盐');
  await press(page, '下一位');
  await page.getByLabel(/^姓名/).fill(member.me.name);
  await page.getByLabel('手机号后四位').last().fill(member.me.phone?.slice(-4) ?? '');
  await see(page, '他下过的单');
  await page.getByRole('button', { name: /食盐交给他/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '交给他' }).click();
  await see(page, '已交给');
  expect((await mine.redemptions.get(waiting.id)).status).toBe('COLLECTED');
  expect(city.broken).toEqual([]);
});

test('what is not there is offered as something else; the owner reads what that means and says yes', async () => {
  const mine = city.api(member.token), old = await order('毛巾');
  const desk = await city.open(keeper);
  await desk.goto(`${WORK}/shop/index?tab=orders`);
  await desk.getByRole('button', { name: new RegExp(`^${member.me.name}：毛巾`) }).first().click();
  await press(desk, '换一样给他');
  await desk.getByRole('dialog').getByRole('button', { name: /^牙膏/ }).click();
  await see(desk, /^换成：牙膏/);
  await shot(desk, '7-offer');
  await press(desk, '问他同不同意');
  await see(desk, '已问他，等他答复');
  const page = await city.open(member);
  await page.goto(`${MORE}/orders/index`);
  await see(page, '兑换点想给您换一样，等您答复');
  await page.goto(`${MORE}/order/index?id=${old.id}`);
  await see(page, /^牙膏/);
  await shot(page, '7-offered');
  await press(page, '同意换');
  await see(page, /原来的毛巾.*取消/);
  await page.getByRole('dialog').getByRole('button', { name: '同意换' }).click();
  await page.getByRole('img', { name: '提货二维码' }).waitFor();
  const fresh = await mine.redemptions.get(idIn(page));
  expect(fresh).toMatchObject({ name: '牙膏', status: 'HELD' });
  expect(await mine.redemptions.get(old.id)).toMatchObject({ status: 'SUBSTITUTED', replacedBy: fresh.id });
  await page.goto(`${MORE}/order/index?id=${old.id}`);
  await see(page, '已换成别的');
  await press(page, '看新订单');
  await page.waitForURL((url) => url.searchParams.get('id') === String(fresh.id));
  expect(city.broken).toEqual([]);
});

test('one counts the shelf, another confirms it in words; the books follow', async () => {
  const desk = city.api(keeper.token), before = await goods('食盐');
  const page = await city.open(keeper);
  await page.goto(`${WORK}/stock-takes/index`);
  await press(page, '开始盘点');
  await page.waitForURL(/stock-take\/index/);
  const id = idIn(page);
  await see(page, /^数的是货架上/);
  await shot(page, '7-count');
  for (const line of (await desk.stockTakes.get(id)).lines) await page.getByRole('button', { name: new RegExp(`^数对了：${line.name}|^${line.name}.*数对了`) }).first().click();
  const salt = page.getByRole('group', { name: /^食盐/ }).first();
  await salt.getByRole('button', { name: /减一$/ }).click();
  await see(page, '少 1 袋');
  await page.getByLabel(/为什么不一样/).fill('破了一袋');
  await until('the counts are kept', async () => (await desk.stockTakes.get(id)).lines.find((line) => line.name === '食盐'), (line) => line?.counted === (line?.book ?? 0) - 1 && line.note === '破了一袋');
  await shot(page, '7-counted');
  await press(page, '数完了，交第二人复核');
  await page.getByRole('dialog').getByRole('button', { name: '交复核' }).click();
  await see(page, '请另一个人来复核');
  expect((await goods('食盐')).stock).toBe(before.stock);

  const second = await city.open(await city.person('社区书记'), { screen: PHONE });
  await second.goto(`${WORK}/stock-takes/index`);
  await press(second, '打开');
  await see(second, /数完了，请您复核$/);
  await see(second, /少 1 袋/);
  await settled(second);
  await shot(second, '7-confirm');
  await press(second, '确认入账');
  await second.getByRole('dialog').getByRole('button', { name: '确认入账' }).click();
  await see(second, '已入账');
  await words(second, /复核。$/).waitFor();
  expect((await goods('食盐')).stock).toBe(before.stock - 1);
  await second.goto(`${WORK}/stock-moves/index`);
  await see(second, '盘点：食盐');
  expect(city.broken).toEqual([]);
});

test('new goods with a photo come on the shelf, grow, lose what broke, and are taken off and put back', async () => {
  const page = await city.open(keeper);
  await page.goto(`${WORK}/shop/index`);
  await settled(page);
  await page.getByRole('button', { name: '上架' }).last().click();
  await page.getByLabel(/^名称/).fill('保温杯');
  await page.getByLabel(/^单位/).fill('个');
  await page.getByLabel(/^要多少分/).fill('80');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^添加照片/ }).click();
  await (await chooser).setFiles({ name: '杯子.jpg', mimeType: 'image/jpeg', buffer: await photo(page) });
  await page.getByRole('button', { name: /^去掉第 1 张/ }).waitFor();
  await page.waitForFunction(() => !document.body.textContent?.includes('正在上传'));
  await page.getByLabel(/^捐赠方/).fill('市图书馆');
  await page.getByLabel(/^每件值多少元/).fill('39.9');
  await shot(page, '7-stock');
  await page.getByRole('dialog').getByRole('button', { name: '上架', exact: true }).click();
  await see(page, '保温杯已上架');
  expect(await goods('保温杯')).toMatchObject({ points: 80, stock: 10, donor: '市图书馆', costFen: 3990, photos: [{}] });
  await page.getByRole('link', { name: /^保温杯/ }).click();
  await page.waitForURL(/goods\/index/);
  await press(page, '补货');
  await page.getByRole('dialog').getByRole('button', { name: '5', exact: true }).click();
  await press(page, '补 5 个');
  await see(page, '补了 5 个');
  await press(page, '记损耗');
  await page.getByRole('checkbox', { name: '破损' }).click();
  await press(page, '记损耗 1 个');
  await see(page, '已记损耗');
  await see(page, '捐赠入库');
  await shot(page, '7-goods');
  await press(page, '下架');
  await see(page, '已下架，大家看不到了');
  expect(await goods('保温杯')).toMatchObject({ stock: 14, listed: false });
  await press(page, '撤销');
  await until('it is back', () => goods('保温杯'), ({ listed }) => listed);
  expect(city.broken).toEqual([]);
});

test('staff end an order with a reason, and take back what was handed over: the points return', async () => {
  const mine = city.api(member.token), before = await mine.points.mine(), [first, second] = [await order('食盐'), await order('牙膏')];
  await city.api(keeper.token).redemptions.collect({ code: second.code ?? '' }, key());
  const page = await city.open(keeper);
  await page.goto(`${WORK}/shop/index?tab=orders`);
  await page.getByRole('button', { name: new RegExp(`^${member.me.name}：食盐`) }).first().click();
  await press(page, '取消单子');
  await page.getByRole('checkbox', { name: '实际没有货了' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '取消单子' }).click();
  await see(page, '已取消，积分已退回');
  await page.getByRole('radio', { name: '已领取' }).click();
  await page.getByRole('button', { name: new RegExp(`^${member.me.name}：牙膏`) }).first().click();
  await press(page, '退货');
  await page.getByRole('checkbox', { name: '拿错了' }).click();
  await shot(page, '7-give-back');
  await press(page, '货已收回，退分');
  await see(page, '已退货，积分已退回');
  expect((await mine.points.mine()).available).toBe(before.available);
  const reader = await city.open(member);
  await reader.goto(`${MORE}/order/index?id=${first.id}`);
  await see(reader, /原因：实际没有货了/);
  await reader.goto(`${MORE}/order/index?id=${second.id}`);
  await see(reader, /原因：拿错了/);
  expect(city.broken).toEqual([]);
});
