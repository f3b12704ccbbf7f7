import type { SessionView } from '@xianfeng/shared';
import { inspect, walker } from './support/axe.ts';
import { DESK, PHONE, press, see, settled, shot, startCity, until, type City } from './support/browser.ts';
import { home, key, whoHaveToLog } from './support/world.ts';

const MORE = '/packages/more/pages', WORK = '/packages/desk/pages';
let city: City, secretary: SessionView, officer: SessionView, organiser: SessionView, auditor: SessionView, areaId: number;
beforeAll(async () => {
  city = await startCity();
  ({ secretary, areaId } = await home(city));
  [officer, organiser, auditor] = await Promise.all(['街道干部', '市委组织部', '审计员'].map((title) => city.person(title))) as [SessionView, SessionView, SessionView];
});
afterAll(async () => { await city?.stop(); });
const looked = walker(() => city, '12');

test('a log that was not accepted is appealed to the street; another officer decides, and the record is there', async () => {
  // Not the member for whom another service is entered below: at some hours of the day the two would overlap.
  const member = await city.person('在职党员'), { who, claim } = (await whoHaveToLog(city, 2)).find((one) => one.who.me.id !== member.me.id)!;
  const api = city.api(who.token), log = await api.logs.submit({ claimId: claim.id, text: '和邻居一起清理了楼道' }, key());
  await city.api(secretary.token).logs.reject(log.id, { reason: '没有到场' }, key());
  const page = await city.open(who);
  await page.goto(`${MORE}/log-view/index?id=${log.id}`);
  await see(page, /可以申诉到街道/);
  await press(page, '申诉到街道');
  await press(page, '我当时在场，有人可以证明');
  await shot(page, '12-appeal');
  await page.getByRole('dialog').getByRole('button', { name: '提交申诉' }).click();
  await see(page, '等街道答复');
  expect(await inspect(page)).toEqual([]);
  await shot(page, '12-appealed');

  const desk = await city.open(officer, { screen: DESK });
  await desk.goto(`${WORK}/home/index`);
  await desk.getByRole('link', { name: /日志申诉待答复/ }).first().click();
  await desk.waitForURL(/appeals/);
  await press(desk, `改判${who.me.name}的申诉`);
  await desk.getByLabel(/^理由/).last().fill('现场照片和负责人都能证明');
  await shot(desk, '12-overturn');
  await desk.getByRole('dialog').getByRole('button', { name: '改判', exact: true }).click();
  await until('the log is recorded', async () => (await api.logs.get(log.id)).appeal?.status, (status) => status === 'OVERTURNED');
  await page.reload();
  await see(page, '已改判');
  await see(page, '现场照片和负责人都能证明');
  await shot(page, '12-overturned');
  expect((await api.records.mine({})).items[0]).toMatchObject({ title: log.title, evidence: log.evidence });
  expect(city.broken).toEqual([]);
});

test('a member says that a record is wrong, one of the community agrees, another signs, and a row is added', async () => {
  const member = await city.person('在职党员'), api = city.api(member.token), record = (await api.records.mine({})).items.find((one) => one.origin === 'LOG' && one.standing === 1 && one.asked === 0 && one.counted > 60)!;
  const page = await city.open(member);
  await page.goto(`${MORE}/records/index`);
  await press(page, `申请更正：${record.title}，${record.day}`);
  await page.getByLabel(/^应当是什么/).fill('应当少半小时');
  await page.getByLabel(/^为什么/).fill('接孩子先走了半小时');
  await shot(page, '12-ask');
  await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
  await see(page, /时长：应当少半小时/);
  expect(await inspect(page)).toEqual([]);
  await shot(page, '12-asked');

  const desk = await city.open(secretary, { screen: PHONE });
  await desk.goto(`${WORK}/entries/index`);
  await see(desk, '接孩子先走了半小时');
  await press(desk, `同意更正${member.me.name}的记录`);
  await desk.getByRole('group', { name: '更正为多少分钟' }).getByRole('textbox').fill(String(record.counted - 30));
  await desk.getByLabel(/^核对的情况/).fill('负责人说情况属实');
  await shot(desk, '12-grant');
  await desk.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click();
  await see(desk, '等另一位同事批准');
  expect((await api.records.mine({})).items.find((one) => one.id === record.id)?.counted).toBe(record.counted);

  const second = await city.open(officer, { screen: DESK });
  await second.goto(`${WORK}/entries/index`);
  await press(second, `批准更正${member.me.name}的记录`);
  await second.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
  await until('the row is added', async () => (await api.records.mine({})).items.find((one) => one.id === record.id)?.counted, (counted) => counted === record.counted - 30);
  await page.reload();
  await see(page, /^更正：/);
  await see(page, '已更正');
  await settled(page);
  await shot(page, '12-corrected');
  expect(city.broken).toEqual([]);
});

test('what nobody logged is entered by one and approved by another: hours, no points', async () => {
  const member = await city.person('在职党员'), api = city.api(member.token), before = await api.records.summary(), points = (await api.points.mine()).available;
  const page = await city.open(secretary);
  await page.goto(`${WORK}/entries/index?tab=entries`);
  await press(page, '补录一次服务');
  await page.getByLabel('姓名或手机后四位').last().fill(member.me.name);
  await page.getByRole('radio', { name: new RegExp(`^${member.me.name}`) }).first().click();
  await page.getByLabel(/^做了什么/).fill('雨后清理排水沟');
  await page.getByLabel(/^依据/).fill('值班本第三页，两位邻居当面证明');
  await shot(page, '12-enter');
  await page.getByRole('dialog').getByRole('button', { name: '提出', exact: true }).click();
  // The demo's own entry waits behind the dialog with the same words.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await see(page, '等另一位同事批准');
  const second = await city.open(officer, { screen: DESK });
  await second.goto(`${WORK}/entries/index?tab=entries`);
  await press(second, `批准补录${member.me.name}的服务`);
  await second.getByRole('dialog').getByRole('button', { name: '批准补录' }).click();
  await until('the service is recorded', async () => (await api.records.summary()).count, (count) => count === before.count + 1);
  expect((await api.points.mine()).available).toBe(points);
  expect((await api.records.mine({})).items.find((one) => one.title === '雨后清理排水沟')).toMatchObject({ origin: 'MANUAL', evidence: 'D', points: 0, minutes: 60 });
  expect(city.broken).toEqual([]);
});

test('a drawn record of another community is looked at; a doubt goes to its street; the rates name nobody', async () => {
  const desk = city.api(secretary.token), { items: [first] } = await desk.samples.list({ areaId });
  const page = await city.open(secretary);
  await page.goto(`${WORK}/samples/index`);
  await see(page, new RegExp(`${first!.person} · ${first!.day}`));
  await press(page, `核查：${first!.title}，${first!.day}`);
  await page.getByRole('dialog').getByRole('radio', { name: /^有疑问/ }).click();
  await page.getByLabel(/^说明/).fill('联系人说当天活动改期了');
  await shot(page, '12-check');
  await page.getByRole('dialog').getByRole('button', { name: '记下' }).click();
  await until('the doubt is kept', async () => (await desk.samples.list({ areaId, status: 'DOUBT' })).items.map(({ id }) => id), (ids) => ids.includes(first!.id));
  const street = await city.open(officer, { screen: DESK });
  await street.goto(`${WORK}/samples/index?tab=doubts`);
  await see(street, '联系人说当天活动改期了');
  await shot(street, '12-doubts');
  await press(street, `查清了：${first!.title}，${first!.day}`);
  await street.getByRole('checkbox', { name: '查过签到记录，服务属实' }).click();
  await street.getByRole('dialog').getByRole('button', { name: '了结' }).click();
  await see(street, /街道：查过签到记录，服务属实/);
  expect(city.broken).toEqual([]);
});

test('an auditor opens the records behind a figure; the city pastes next year’s holidays', async () => {
  const page = await city.open(auditor, { screen: DESK });
  await page.goto(`${WORK}/home/index`);
  await page.locator('main').filter({ visible: true }).getByRole('link', { name: /核实情况/ }).first().click();
  await page.waitForURL(/verifiers/);
  const [row] = await city.api(auditor.token).anomalies.list({ areaId: auditor.me.posts[0]!.areaId! });
  await page.getByRole('button', { name: `看${row!.name}核实的记录` }).click();
  await see(page, new RegExp(`^${row!.name}核实的`));
  await settled(page);
  await shot(page, '12-verifier');
  expect(await inspect(page)).toEqual([]);

  const rule = await city.open(organiser, { screen: DESK });
  await rule.goto(`${WORK}/workdays/index`);
  const year = new Date().getFullYear() + 1;
  await rule.getByRole('radio', { name: `${year} 年` }).click();
  await rule.getByLabel(/^放假安排/).fill(`一、元旦：1月1日至3日放假，共3天。\n二、春节：2月5日至11日放假调休，共7天。`);
  await press(rule, '读出并生效');
  await see(rule, '2月5日至11日');
  await shot(rule, '12-calendar');
  expect((await city.api(organiser.token).workdays.get()).years[0]).toMatchObject({ year, on: [] });
  expect(city.broken).toEqual([]);
});

test('every page of records on a phone and on a desk', async () => {
  const member = await city.person('在职党员');
  await looked(member, `${MORE}/records/index`, 'records', '累计时长');
  await looked(officer, `${WORK}/appeals/index`, 'appeals', /前答复/);
  await looked(secretary, `${WORK}/entries/index`, 'requests', '更正申请');
  await looked(secretary, `${WORK}/entries/index?tab=entries`, 'entries', /依据/);
  await looked(secretary, `${WORK}/samples/index`, 'samples', /谁记的/);
  await looked(organiser, `${WORK}/samples/index?tab=rates`, 'rates', /有疑问/);
  await looked(auditor, `${WORK}/verifiers/index`, 'verifiers', /只列事实/);
  await looked(organiser, `${WORK}/workdays/index`, 'workdays', '现在的安排');
  expect(city.broken).toEqual([]);
});
