import type { Page } from 'playwright-core';
import { DESK, press, see, shot, startCity, words, type City } from './support/browser.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

/** Answers what is asked, one purpose at a time, until the roster is shown. Counts the questions. */
async function consent(page: Page): Promise<number> {
  const step = page.getByText(/^第 \d 项，共 \d 项$/), next = page.getByRole('button', { name: '下一步：报到' }), found = page.getByText('在花名册里找到了您');
  for (let asked = 0; ;) {
    await step.or(next).or(found).first().waitFor();
    if (await found.isVisible()) return asked;
    if (await next.isVisible()) { await next.click(); continue; }
    // Between two questions there may be neither: look again.
    const text = await step.innerText({ timeout: 1_000 }).catch(() => null);
    if (text === null) continue;
    await press(page, '同意');
    await page.getByText(text, { exact: true }).waitFor({ state: 'hidden' });
    asked += 1;
  }
}

test('a newcomer signs in by phone, consents one by one, finds himself on the roster and is accepted', async () => {
  const { phone } = (await city.api().session.demoAccounts()).find((account) => account.title === '新党员') ?? { phone: '' };
  const page = await city.open();
  await page.goto('/pages/sign-in/index');
  await page.getByLabel('手机号').fill(phone);
  await press(page, '获取验证码');
  await press(page, '填入');
  await press(page, '登录');
  await page.waitForURL(/welcome/);
  await shot(page, '2-consent');
  expect(await consent(page)).toBe(5);
  await see(page, '在花名册里找到了您');
  await shot(page, '2-roster');
  await press(page, '都对，我要报到');
  await see(page, '已提交，等社区确认');
  await shot(page, '2-waiting');

  const secretary = await city.person('社区书记');
  const desk = await city.open(secretary, { screen: DESK });
  await desk.goto('/packages/desk/pages/registrations/index');
  const newcomer = await city.person('新党员');
  expect(newcomer.me.name).not.toBe('');
  const card = desk.locator('.x-card').filter({ hasText: phone });
  await card.getByRole('button', { name: '接受报到' }).click();
  await see(desk, '已接受报到');
  await shot(desk, '2-registrations-desk');
  const api = city.api(newcomer.token);
  expect((await api.me.get()).community?.name).toBe('条山社区');

  await page.goto('/pages/me/index');
  await see(page, /条山社区/);
  await shot(page, '2-me');
  expect(city.broken).toEqual([]);
});

test('the secretary returns a registration with a reason that the member reads', async () => {
  const desk = await city.open(await city.person('社区书记'), { screen: DESK });
  await desk.goto('/packages/desk/pages/registrations/index');
  const first = desk.locator('.x-card').filter({ has: desk.getByRole('button', { name: '退回' }) }).first();
  const phone = /1\d{10}/.exec(await first.innerText())?.[0] ?? '';
  await first.getByRole('button', { name: '退回' }).click();
  await desk.getByRole('dialog').getByText('请补充小区和楼栋').first().click();
  await shot(desk, '2-return');
  await desk.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click();
  await see(desk, '已退回并说明原因');
  const member = await city.byPhone(phone);
  const page = await city.open(member);
  await page.goto('/packages/more/pages/inbox/index');
  await see(page, /请补充小区和楼栋/);
  expect(city.broken).toEqual([]);
});

test('a unit is registered to a community by its liaison and accepted there', async () => {
  const liaison = await city.person('单位联络员');
  const page = await city.open(liaison, { screen: DESK });
  await page.goto('/packages/more/pages/units/index');
  await page.getByLabel('街道（镇）').selectOption({ label: '城东街道' });
  await page.getByLabel('社区（村）').locator('option', { hasText: '条山社区' }).waitFor({ state: 'attached' });
  await page.getByLabel('社区（村）').selectOption({ label: '富强社区' });
  await page.getByLabel('联络电话').fill(liaison.me.phone.includes('*') ? '15400000009' : liaison.me.phone);
  await page.getByLabel('能提供什么').fill('会议室周末可借');
  await press(page, '提交报到');
  await see(page, '已提交，等社区确认');
  await words(page, /→ 富强社区/).waitFor();
  await shot(page, '2-unit');

  const desk = await city.open(await city.person('社区书记'), { screen: DESK });
  await desk.goto('/packages/desk/pages/registrations/index?tab=units');
  await desk.getByRole('button', { name: '接受报到' }).first().click();
  await see(desk, '已接受报到');
  expect(city.broken).toEqual([]);
});

test('a resident needs no roster: he says who he is and where he lives, and may say no to all but the terms', async () => {
  const page = await city.open(await city.byPhone('15499990077'));
  await page.goto('/pages/welcome/index');
  for (let n = 1; n <= 5; n++) {
    await page.getByText(`第 ${n} 项`).waitFor();
    await page.getByRole('button', { name: n === 1 ? /^同意$/ : /^不同意/ }).click();
  }
  await press(page, '下一步：报到');
  await page.getByLabel('怎么称呼您').fill('阿卜杜拉·买买提𠮷');
  await page.getByLabel('街道（镇）').selectOption({ label: '城东街道' });
  await page.getByLabel('社区（村）').locator('option', { hasText: '条山社区' }).waitFor({ state: 'attached' });
  await page.getByLabel('社区（村）').selectOption({ label: '条山社区' });
  await shot(page, '2-resident');
  await press(page, '报到');
  await see(page, '阿卜杜拉·买买提𠮷，都办好了');
  expect(city.broken).toEqual([]);
});
