import type { SessionView, StarRunCard } from '@xianfeng/shared';
import { inspect } from './support/axe.ts';
import { DESK, PHONE, press, see, settled, shot, startCity, until, words, type City } from './support/browser.ts';
import { home } from './support/world.ts';

const WORK = '/packages/desk/pages', MORE = '/packages/more/pages';
let city: City, secretary: SessionView, officer: SessionView, member: SessionView, organiser: SessionView, areaId: number, noticed: StarRunCard;
beforeAll(async () => {
  city = await startCity();
  ({ secretary, areaId } = await home(city));
  [officer, member, organiser] = await Promise.all(['街道干部', '在职党员', '市委组织部'].map((title) => city.person(title))) as [SessionView, SessionView, SessionView];
  noticed = (await city.api(secretary.token).starRuns.list({ areaId, status: 'NOTICED' })).items[0]!;
});
afterAll(async () => { await city?.stop(); });

test('a member sees what is missing to the next star, which records count, and opens his certificate', async () => {
  const page = await city.open(member), mine = await city.api(member.token).stars.mine();
  await page.goto('/pages/me/index');
  await page.getByRole('link', { name: /我的星级/ }).first().click();
  await page.waitForURL(/stars\/index/);
  await settled(page);
  for (const way of mine.schemes) await see(page, way.text);
  await see(page, '现场确认，计入');
  await shot(page, '14-mine-390');
  const [award] = mine.awards, [file] = await Promise.all([page.waitForEvent('popup').catch(() => null), page.getByRole('button', { name: /证书$/ }).first().click()]);
  await file?.close();
  await page.goto(`${MORE}/star-verify/index?number=${award!.number}`);
  await see(page, '证书有效');
  await see(page, `${[...award!.name][0]}**`);
  await shot(page, '14-verify-390');
  await page.getByLabel(/^证书编号/).fill('XJ20260000000000');
  await press(page, '核对');
  await see(page, '没有这个编号的证书，请核对后再输');
  expect(city.broken).toEqual([]);
});
test('anybody reads the list that hangs out; who is signed in objects without being shown', async () => {
  const guest = await city.open();
  await guest.goto(`${MORE}/star-notice/index`);
  await guest.getByRole('link', { name: new RegExp(noticed.schemeName) }).first().click();
  await see(guest, '登录后可以提异议，不会显示您是谁。');
  expect(await guest.getByText(/小时、/).count()).toBe(0);
  await shot(guest, '14-notice-guest-390');
  const page = await city.open(member);
  await page.goto(`${MORE}/star-notice/index?id=${noticed.id}`);
  await press(page, '对名单有异议');
  await page.getByLabel(/^什么情况/).fill('名单里少了三号楼的老周');
  await page.getByRole('dialog').getByRole('button', { name: '提出异议' }).click();
  await see(page, '我提的异议');
  await settled(page);
  await shot(page, '14-notice-390');
  expect((await city.api(secretary.token).starRuns.objections(noticed.id)).filter((o) => o.status === 'OPEN').length).toBe(2);
  expect(city.broken).toEqual([]);
});
test('the secretary answers objections at her desk, and works the list out once more', async () => {
  const page = await city.open(secretary, { screen: DESK }), api = city.api(secretary.token);
  await page.goto(`${WORK}/stars/index`);
  await see(page, noticed.schemeName);
  await settled(page);
  await shot(page, '14-runs-1440');
  await page.getByRole('button', { name: new RegExp(`打开.*${noticed.schemeName}`) }).first().click();
  await page.waitForURL(/star-run/);
  await see(page, /公示到.*结束/);
  await page.getByRole('button', { name: /异议不成立/ }).first().click();
  await page.getByRole('checkbox', { name: '已核对签到和记录，情况属实' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '答复' }).click();
  await until('one is answered', () => api.starRuns.objections(noticed.id), (all) => all.filter((o) => o.status === 'OPEN').length === 1);
  await press(page, '核对');
  await see(page, /都对得上/);
  await settled(page);
  await shot(page, '14-run-1440');
  expect(city.broken).toEqual([]);
});
test('on her phone she computes a list, leaves somebody out, and hangs it out', async () => {
  const page = await city.open(secretary), api = city.api(secretary.token);
  await page.goto(`${WORK}/stars/index`);
  await press(page, '开始评定');
  await page.getByRole('radio', { name: /邻里同行星/ }).first().click();
  await shot(page, '14-compute-390');
  await page.getByRole('dialog').getByRole('button', { name: '计算' }).click();
  await page.waitForURL(/star-run/);
  await settled(page);
  await page.getByRole('button', { name: /不列入./ }).first().click();
  await page.getByRole('checkbox', { name: '本人不愿参评' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不列入' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
  await shot(page, '14-review-390');
  await press(page, '公示');
  await page.getByRole('dialog').getByRole('button', { name: '公示' }).click();
  await see(page, /公示到.*结束/);
  await shot(page, '14-published-390');
  const named = async () => (await api.starRuns.list({ areaId, status: 'NOTICED' })).items.find((r) => r.schemeName === '邻里同行星');
  const run = await until('it hangs out', named, (r) => r !== undefined);
  expect(run).toMatchObject({ excluded: 1, computedBy: secretary.me.name });
  expect(city.broken).toEqual([]);
});
test('the street decides an appeal and sets a scheme of its own', async () => {
  const page = await city.open(officer, { screen: DESK }), api = city.api(officer.token), street = officer.me.posts[0]!.areaId!;
  await page.goto(`${WORK}/stars/index?tab=bars`);
  await page.getByRole('button', { name: /撤销对/ }).first().click();
  await page.getByRole('checkbox', { name: '已经查清，是误会' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
  await see(page, '已撤销');
  await settled(page);
  await shot(page, '14-bars-1440');
  await page.goto(`${WORK}/stars/index?tab=schemes`);
  await see(page, '志愿服务星级（全国标准）');
  await settled(page);
  await shot(page, '14-schemes-1440');
  await press(page, '定一个办法');
  await page.waitForURL(/star-scheme/);
  await page.getByLabel(/^名称/).fill('街道季季星');
  await page.getByRole('button', { name: '减一星' }).click();
  await settled(page);
  await shot(page, '14-scheme-1440');
  await press(page, '保存');
  await see(page, '街道季季星');
  expect((await api.starSchemes.list(street)).find((s) => s.name === '街道季季星')).toMatchObject({ criteria: { thresholds: [10, 20, 30, 40] }, actions: ['run', 'revise', 'retire'] });
  expect(city.broken).toEqual([]);
});
test('every page of it: nothing serious to axe, nothing wider than the screen', async () => {
  const visits: [SessionView | undefined, string][] = [
    [member, `${MORE}/stars/index`], [undefined, `${MORE}/star-notice/index`], [member, `${MORE}/star-notice/index?id=${noticed.id}`], [undefined, `${MORE}/star-verify/index`],
    [secretary, `${WORK}/stars/index`], [officer, `${WORK}/stars/index?tab=schemes`], [officer, `${WORK}/stars/index?tab=awards`], [officer, `${WORK}/stars/index?tab=bars`], [secretary, `${WORK}/star-run/index?id=${noticed.id}`], [organiser, `${WORK}/star-scheme/index?id=1`],
  ];
  const wrong: string[] = [];
  for (const screen of [PHONE, DESK])
    for (const [who, to] of visits) {
      const page = await city.open(who, { screen });
      await page.goto(to);
      await settled(page);
      for (const one of await inspect(page)) wrong.push(`${to} ${screen.width}: ${one}`);
      await shot(page, `14-axe-${to.replace(/\W+/g, '-')}-${screen.width}`);
      await page.context().close();
    }
  expect(wrong).toEqual([]);
  expect(city.broken).toEqual([]);
}, 400_000);
