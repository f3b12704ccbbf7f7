import { MINUTE_MS } from '@xianfeng/shared';
import { home, key, neighbour, shiftOf, task } from '../../e2e/support/world.ts';
import { answers } from './calls.ts';
import { liveIn } from './city.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const scans = (result: string) => ({ scanCode: answers('scanCode', { result, scanType: 'QR_CODE' }) });

test('5 four ways to be present: the turning code, the day\'s six digits, the leader\'s roster, the member\'s own code; who only came is added', async () => {
  const soon = await task(city, { title: '马上开始的任务', in: 10 * MINUTE_MS });
  const [typing, named, scanning, showing] = [await neighbour(city, 51, '冯输码'), await neighbour(city, 52, '陈点名'), await neighbour(city, 53, '褚扫码'), await neighbour(city, 54, '蒋出示')];
  for (const who of [typing, named, scanning, showing]) await city.api(who.token).claims.create({ shiftId: shiftOf(soon) }, key());
  const { secretary } = await home(city), desk = city.api(secretary.token);
  const mine = await city.api(showing.token).me.code();
  const leader = city.phone(secretary, { wx: scans(mine.payload) });
  const book = await leader.open(`${DESK}/task/index?id=${soon.id}`);
  await book.tap('名单与签到');
  const page = await leader.arrived('packages/desk/pages/shift/index');
  await page.see('已到 0 / 4 人');
  expect(leader.called('setKeepScreenOn')).toContainEqual([expect.objectContaining({ keepScreenOn: true })]);
  const dayCode = /六位码\s*(\d{6})/.exec(page.text)?.[1] ?? '';
  expect(dayCode).toMatch(/^\d{6}$/);
  const qr = () => page.all('.x-qr image, .x-qr').map((one) => one.getAttribute('src')).find(Boolean) ?? '';
  await page.until('the code as a picture', () => qr().startsWith('data:image/svg'));

  // By the digits, once wrongly.
  const types = city.phone(typing);
  await (await types.open('/pages/tasks/index')).tap('签到');
  const digits = await types.arrived('packages/more/pages/scan/index');
  await digits.type('六位码', dayCode === '123456' ? '654321' : '123456');
  await digits.until('the refusal', () => types.toasts.some((text) => text.includes('六位码不对')));
  await digits.type('六位码', dayCode);
  await digits.see('签到成功');
  // By the turning code: what the leader's phone shows at this moment.
  const { payload, refreshInSeconds } = await desk.attendance.shiftCode(shiftOf(soon));
  expect(refreshInSeconds).toBeLessThanOrEqual(30);
  const scan = city.phone(scanning, { wx: scans(payload) });
  const his = await scan.open(`${MORE}/scan/index?taskId=${soon.id}`);
  await his.tap('扫一扫');
  await his.see('签到成功');
  // The leader's roster, and the leader scanning a member's own code.
  await page.tap('名单（4）');
  await page.tap('陈点名到了');
  await page.see('陈点名 已到场');
  const shows = city.phone(showing);
  await (await shows.open(`${MORE}/my-code/index`)).see('蒋出示');
  await page.tap('扫队员的码');
  await page.until('the word', () => leader.toasts.some((text) => text.includes('蒋出示')));
  // One who only came.
  await page.tap('现场登记');
  await page.type('姓名', '卫路过');
  await page.type('手机后四位', '4321');
  await page.tap('登记到场', '.x-dialog__foot');
  await page.see('卫路过');
  const rows = await desk.claims.roster(shiftOf(soon));
  expect(Object.fromEntries(rows.map((row) => [row.name, row.method]))).toMatchObject({ 冯输码: 'CODE', 褚扫码: 'QR', 陈点名: 'ROSTER', 卫路过: 'WALK_UP', 蒋出示: expect.any(String) });
  expect(rows.filter((row) => row.attendedAt !== null)).toHaveLength(5);
});

test('5 a mark is taken back; checking out is one tap, and forgetting it costs nothing', async () => {
  const soon = await task(city, { title: '另一个马上开始的', in: 15 * MINUTE_MS });
  const who = await neighbour(city, 55, '沈签退'), api = city.api(who.token);
  const claim = await api.claims.create({ shiftId: shiftOf(soon) }, key());
  const leader = city.phone((await home(city)).secretary);
  const page = await leader.open(`${DESK}/shift/index?id=${shiftOf(soon)}&taskId=${soon.id}`);
  await page.tap('名单（1）');
  await page.tap('沈签退到了');
  await page.tap('撤销沈签退的签到');
  await page.until('taking back', () => page.has('沈签退到了'));
  expect((await api.claims.get(claim.id)).attendedAt).toBeNull();
  await page.tap('沈签退到了');
  await page.see('沈签退 已到场');
  const phone = city.phone(who);
  const his = await phone.open(`${MORE}/claim/index?id=${claim.id}`);
  await his.see('忘了签退也没关系，按计划的结束时间算。');
  await his.tap('签退', '.x-footer');
  await his.until('the word', () => phone.toasts.includes('已签退，辛苦了'));
  expect((await api.claims.get(claim.id)).leftAt).not.toBeNull();
});

test('5 who refuses the camera, or scans something else, is told what else there is', async () => {
  const soon = await task(city, { title: '还有一个马上开始的', in: 20 * MINUTE_MS });
  const who = await neighbour(city, 56, '韩另法');
  await city.api(who.token).claims.create({ shiftId: shiftOf(soon) }, key());
  const phone = city.phone(who, { wx: scans('https://example.org/other') });
  const page = await phone.open(`${MORE}/scan/index?taskId=${soon.id}`);
  await page.tap('扫一扫');
  await page.until('a sentence', () => phone.toasts.some((text) => /[一-龥]{4}/.test(text)));
  await page.see('六位码');
  await page.see('出示我的码');
});
