import type { SessionView } from '@xianfeng/shared';
import type { Page } from 'playwright-core';
import { walker } from './support/axe.ts';
import { DESK, pick, press, see, shot, startCity, tick, until, words, type City } from './support/browser.ts';
import { home } from './support/world.ts';

const MORE = '/packages/more/pages', WORK = '/packages/desk/pages';
let city: City, member: SessionView, secretary: SessionView, areaId: number;
beforeAll(async () => {
  city = await startCity();
  member = await city.person('在职党员');
  ({ secretary, areaId } = await home(city));
});
afterAll(async () => { await city?.stop(); });
const looked = walker(() => city, '11');
async function signIn(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await press(page, '获取验证码');
  await press(page, '填入');
  await press(page, '登录');
}

test('who scans the poster finds the community chosen, also after signing in', async () => {
  await looked(secretary, `${WORK}/poster/index`, 'poster', '扫码报到，社区已经替您选好');
  const other = (await city.api().areas.children((await city.api().areas.get(areaId)).parentId!)).find((area) => area.id !== areaId)!;
  const page = await city.open();
  await page.goto(`/pages/welcome/index?community=${other.id}`);
  await see(page, `到${other.name}报到`);
  await shot(page, '11-scanned');
  await press(page, '去登录');
  await signIn(page, '15499960001');
  await page.waitForURL(/welcome/);
  const next = page.getByRole('button', { name: '下一步：报到' }).filter({ visible: true });
  for (const asked = page.getByText(/^第 \d 项，共 \d 项$/).filter({ visible: true }); ;) {
    await asked.or(next).first().waitFor();
    if (await next.isVisible()) break;
    const text = await asked.innerText({ timeout: 1_000 }).catch(() => null);
    if (text === null) continue;
    await press(page, '同意');
    await page.getByText(text, { exact: true }).filter({ visible: true }).waitFor({ state: 'hidden' });
  }
  await next.click();
  await see(page, '告诉我们您住在哪儿');
  const chosen = page.getByLabel(/社区（村）/).filter({ visible: true });
  await until('the community is chosen', () => chosen.inputValue(), (value) => value === String(other.id));
  await page.getByLabel(/怎么称呼您/).fill('扫码人');
  await shot(page, '11-scanned-register');
  await press(page, '报到');
  await see(page, /都办好了/);
  expect(await words(page, `您在${other.name}报到`).isVisible()).toBe(true);
});

test('a member confirms in one tap, claims a post, and says in private what he will not do', async () => {
  const page = await city.open(member), api = city.api(member.token);
  await page.goto(`${MORE}/profile/index`);
  await press(page, '信息没变');
  await see(page, /上次确认/);
  expect(await api.me.profile()).toMatchObject({ confirmDue: false });
  await tick(page, /环境卫生岗/);
  await until('the post is claimed', () => api.me.profile(), (view) => view.stations.some((one) => one.station === 'CLEAN'));
  await pick(page, '本社区');
  await until('the distance is kept', () => api.me.profile(), (view) => view.range === 'COMMUNITY');
  await page.getByRole('checkbox', { name: '文体活动', exact: true }).click();
  await page.getByLabel(/自己记一句/).fill('腰不好，不搬重物');
  await press(page, '保存');
  await until('what he will not do is kept', async () => { const { wontKinds, wontText } = await api.me.profile(); return { wontKinds, wontText }; }, ({ wontKinds, wontText }) => wontKinds.includes('CULTURE') && wontText === '腰不好，不搬重物');
  await looked(member, `${MORE}/profile/index`, 'profile', '认领岗位');
  await looked(member, `${MORE}/registration/index`, 'registration', '我的志愿档案');
  const desk = await city.open(secretary, { screen: DESK });
  await desk.goto(`${WORK}/skills/index`);
  await pick(desk, '认领的岗位').catch(() => press(desk, '认领的岗位'));
  await desk.getByText('环境卫生岗').filter({ visible: true }).first().click();
  await desk.getByRole('dialog').getByText(member.me.name).waitFor();
  expect(await desk.getByRole('dialog').innerText()).not.toMatch(/腰不好|不做/);
});

test('the secretary sees idle skills and needs that nobody met, down to people and needs', async () => {
  await looked(secretary, `${WORK}/skills/index`, 'skills', '在这里报到');
  const page = await city.open(secretary), api = city.api(secretary.token), view = await api.skills.get(areaId), skill = view.skills.find((row) => row.people > 0)!;
  await page.goto(`${WORK}/skills/index`);
  await page.getByRole('button', { name: new RegExp(`^${skill.skill}`) }).filter({ visible: true }).first().click();
  await page.getByRole('dialog', { name: `会${skill.skill}的人` }).waitFor();
  await page.getByRole('dialog').getByRole('checkbox').click();
  await page.getByRole('dialog').locator('.x-cell').first().waitFor();
  await shot(page, '11-skilled-people');
  await press(page, '关上');
  expect(view.unmet.length).toBeGreaterThan(0);
  await pick(page, '没人办成的').catch(() => press(page, '没人办成的'));
  await page.locator('.x-cell').filter({ hasText: /件$/ }).filter({ visible: true }).first().click();
  await page.getByRole('dialog').locator('.x-cell').first().waitFor();
  await shot(page, '11-unmet');
});

test('a unit offers to look after a compound, the community says yes, and the neighbours see it', async () => {
  const liaison = await city.person('单位联络员'), unitId = liaison.me.posts.find((post) => post.unitId !== null)!.unitId!, api = city.api(liaison.token);
  const { community } = (await api.unitRegistrations.mine()).find((one) => one.status === 'ACCEPTED')!;
  const compound = await city.api((await city.person('市委组织部')).token).areas.create({ parentId: community.id, kind: 'COMPOUND', name: '梧桐里' });
  const page = await city.open(liaison);
  await page.goto(`${MORE}/liaisons/index`);
  await press(page, '单位包联');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/社区/).selectOption(String(community.id));
  await dialog.getByLabel(/小区/).selectOption(String(compound.id));
  await shot(page, '11-liaison-offer');
  await press(page, '提交');
  await see(page, '已提交，等社区确认');
  const row = await until('it waits', () => api.liaisons.mine(), (rows) => rows.some((one) => one.place.id === compound.id && one.status === 'PROPOSED'));
  expect(row[0]!.unit?.id).toBe(unitId);
  await looked(liaison, `${MORE}/liaisons/index`, 'liaisons', '我和我单位包联的');
  await looked(liaison, `${MORE}/units/index`, 'units', '包联小区');

  await looked(secretary, `${WORK}/liaisons/index`, 'liaisons-desk', '安排包联');
  const officer = await city.open(await city.person('市委组织部'), { screen: DESK });
  await officer.goto(`${WORK}/liaisons/index`);
  await officer.getByRole('row').filter({ hasText: '梧桐里' }).getByRole('button', { name: '确认' }).click();
  await see(officer, '已确认');
  expect(await city.api(member.token).liaisons.around(compound.id)).toMatchObject([{ kind: 'UNIT', place: { name: '梧桐里' } }]);
});

test('a new roster drops nobody: the organiser decides who left, and a member retires by himself', async () => {
  const organiser = await city.person('市委组织部'), api = city.api(organiser.token);
  const job = (await api.imports.list({ kind: 'MEMBERS' })).items.find((one) => one.fileName.includes('秋季'))!, before = await api.imports.differences(job.id, { kind: 'LEFT' });
  expect(before.counts.LEFT.open).toBeGreaterThan(1);
  await looked(organiser, `${WORK}/import/index?id=${job.id}`, 'import', '与上一份名册有不同');
  await looked(organiser, `${WORK}/differences/index?id=${job.id}`, 'differences', /逐个定/);
  const page = await city.open(organiser, { screen: DESK });
  await page.goto(`${WORK}/differences/index?id=${job.id}`);
  await press(page, /^全选这/);
  await press(page, '已退休，转为居民党员');
  await page.getByRole('dialog').getByRole('button', { name: '确定' }).click();
  await see(page, /人已办好/);
  await until('nobody of them waits', () => api.imports.differences(job.id, { kind: 'LEFT' }), (all) => all.counts.LEFT.open === 0);

  const retiring = await city.open(member);
  await retiring.goto(`${MORE}/registration/index`);
  await press(retiring, '我退休了');
  await retiring.getByRole('dialog').getByRole('button', { name: '我退休了' }).click();
  await see(retiring, '居民党员');
  expect(await city.api(member.token).me.get()).toMatchObject({ kind: 'RETIRED', unit: null, community: { id: areaId } });
  expect(city.broken).toEqual([]);
});
