import { addDays, dayOf, type SessionView } from '@xianfeng/shared';
import { walker } from './support/axe.ts';
import { DESK, idIn, pick, press, see, shot, startCity, tick, until, type City } from './support/browser.ts';
import { home, key } from './support/world.ts';

const MORE = '/packages/more/pages', WORK = '/packages/desk/pages';
let city: City, liaison: SessionView, secretary: SessionView, officer: SessionView, areaId: number;
beforeAll(async () => {
  city = await startCity();
  liaison = await city.person('单位联络员');
  officer = await city.person('街道干部');
  ({ secretary, areaId } = await home(city));
});
afterAll(async () => { await city?.stop(); });
const looked = walker(() => city, '16');

test('a liaison offers a room; the office finds what fits, sets it up in one tap, and another one closes it', async () => {
  const page = await city.open(liaison), unit = city.api(liaison.token), desk = city.api(secretary.token);
  const { units } = await unit.resources.mine(), place = units.flatMap((u) => u.communities)[0]!;
  await page.goto(`${MORE}/resources/index`);
  await press(page, '提供资源');
  await page.getByLabel(/能提供什么/).filter({ visible: true }).fill('四楼书画室');
  await page.getByLabel(/什么时候可以/).filter({ visible: true }).fill('周六上午');
  if ((await page.getByLabel(/联系电话/).filter({ visible: true }).inputValue()) === '') await page.getByLabel(/联系电话/).filter({ visible: true }).fill('15400000001');
  await shot(page, '16-offer-390');
  await press(page, '列入清单');
  await see(page, '四楼书画室');
  expect((await unit.resources.mine()).resources[0]).toMatchObject({ title: '四楼书画室', kind: 'VENUE', status: 'OFFERED' });

  // Whoever looks after that community; in the demo county usually the secretary whom the sign-in page names.
  const office = place.id === areaId ? secretary : officer;
  const asker = city.api(secretary.token);
  const need = await asker.needs.create({ areaId: place.id, kind: 'OTHER', title: '想在书画室教孩子写春联', text: '腊月里办两次' }, key());
  const wall = await city.open(office, { screen: DESK });
  await wall.goto(`${WORK}/lists/index?tab=needs`);
  await press(wall, '列入需求');
  await pick(wall, /想在书画室教孩子写春联/);
  await press(wall, '列入');
  await see(wall, '想在书画室教孩子写春联');
  await wall.goto(`${WORK}/lists/index?tab=matches`);
  await see(wall, /因为需要场地，这里正好有场地，都提到“书画室”/);
  await press(wall, '用“四楼书画室”为“想在书画室教孩子写春联”立项');
  await wall.waitForURL(/pages\/project\/index/);
  const id = idIn(wall);
  await see(wall, '完成期限');
  await press(wall, '开始实施');
  await press(wall, '报请验收');
  await wall.getByLabel(/做成了什么/).filter({ visible: true }).fill('两个周六办完了，写了六十副春联');
  await wall.getByRole('dialog').getByRole('button', { name: '报请验收' }).click();
  await see(wall, /等另一位工作人员验收/);
  await wall.context().close();

  const other = await city.open(office === officer ? secretary : officer, { screen: DESK });
  await other.goto(`${WORK}/project/index?id=${id}`);
  await press(other, '验收通过，销号');
  await see(other, '验收通过，销号');
  await until('it is closed', () => unit.projects.get(id), (view) => view.status === 'CLOSED');
  expect(await asker.needs.get(need.id)).toMatchObject({ status: 'ANSWERED' });
  await page.goto(`${MORE}/resources/index`);
  await see(page, /用过 1 次/);
  expect((await desk.projects.list({ areaId, status: 'CLOSED' })).items.length).toBeGreaterThan(0);
});
test('an agreement is written down with its term; its sheet of the year comes as a PDF', async () => {
  const page = await city.open(secretary, { screen: DESK });
  await page.goto(`${WORK}/agreements/index`);
  await press(page, '登记协议');
  await page.getByLabel(/协议名称/).filter({ visible: true }).fill('书画进社区共建协议');
  await tick(page, /市/);
  await page.getByLabel(/到期日期/).filter({ visible: true }).fill(addDays(dayOf(Date.now()), 40));
  await press(page, '登记');
  await page.waitForURL(/pages\/agreement\/index/);
  await see(page, /还有 40 天到期/);
  const api = city.api(secretary.token), { url, name } = await api.agreements.sheet(idIn(page), { year: Number(dayOf(Date.now()).slice(0, 4)) });
  const answer = await fetch(city.url + url);
  expect([answer.headers.get('content-type'), name]).toEqual(['application/pdf', expect.stringContaining('年度履约情况.pdf')]);
  expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
});
test('the three lists leave as one workbook', async () => {
  const page = await city.open(secretary, { screen: DESK });
  await page.goto(`${WORK}/lists/index`);
  await press(page, '导出');
  const coming = page.waitForEvent('download');
  await press(page, '导出未办结');
  expect((await coming).suggestedFilename()).toMatch(/三张清单-未办结\.xlsx$/);
});
test('looked at on a phone and on a desk', async () => {
  await looked(liaison, `${MORE}/resources/index`, 'unit', '我们提供的资源');
  await looked(secretary, `${WORK}/lists/index`, 'resources', /用过|还没有项目用过/);
  await looked(secretary, `${WORK}/lists/index?tab=needs`, 'needs', /等对接/);
  await looked(secretary, `${WORK}/lists/index?tab=projects`, 'projects', /逾期的/);
  await looked(secretary, `${WORK}/lists/index?tab=matches`, 'matches', /因为|现在没有建议/);
  const api = city.api(secretary.token), project = (await api.projects.list({ areaId })).items[0]!, agreement = (await api.agreements.list({ areaId })).items.at(-1)!;
  await looked(secretary, `${WORK}/project/index?id=${project.id}`, 'project', '办到哪一步');
  await looked(secretary, `${WORK}/agreements/index`, 'agreements', /个项目|还没有项目/);
  await looked(secretary, `${WORK}/agreement/index?id=${agreement.id}`, 'agreement', '年度履约表');
  expect(city.broken).toEqual([]);
});
