import type { SessionView } from '@xianfeng/shared';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { DESK, PHONE, idIn, see, settled, shot, startCity, type City, type Screen } from './support/browser.ts';
import { home, key, shiftOf, task, whoHaveToLog } from './support/world.ts';
import { workbook } from './support/workbook.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MORE = '/packages/more/pages', WORK = '/packages/desk/pages';
/** Eighty pages, each drawn and inspected on two screens. */
const WALK_MS = 400_000;
interface Visit { as: SessionView | undefined; to: string }

let city: City;
let visits: Visit[];
beforeAll(async () => {
  city = await startCity();
  const { secretary, areaId } = await home(city);
  const member = await city.person('在职党员'), organiser = await city.person('市委组织部'), liaison = await city.person('单位联络员'), keeper = await city.person('兑换点核销员'), auditor = await city.person('审计员');
  const api = city.api(member.token), desk = city.api(secretary.token), top = city.api(organiser.token);
  const [writer] = await whoHaveToLog(city, 1);
  const { items: [log] } = await api.logs.mine({}), { items: [claim] } = await api.claims.mine({ state: 'COMING' });
  const point = (await api.rewards.pickupPoints()).find((one) => one.nearest), { items: rewards } = await api.rewards.list({ pickupPointId: point?.id ?? 0 });
  const { items: entries } = await api.points.entries({}), award = entries.find((one) => one.kind === 'AWARD');
  const cheap = rewards.find((one) => one.actions.includes('order'));
  const order = await api.redemptions.order({ rewardId: cheap?.id ?? 0, quantity: 1 }, key());
  const take = await city.api(keeper.token).stockTakes.begin(point?.id ?? 0, key());
  const { items: [need] } = await desk.needs.list({ areaId, status: 'SUBMITTED' });
  const open = await task(city, { title: '给页面检查用的' });
  await desk.offers.send({ shiftId: shiftOf(open), userIds: [member.me.id] }, key());
  const mineNeed = await api.needs.create({ areaId, kind: 'REPAIR', title: '单元门关不上' }, key());
  const roster = await top.imports.create('UNITS', { name: '单位.xlsx', data: workbook([['驻区单位'], ['单位名称', '所在社区'], ['市图书馆', '条山社区'], ['市文化馆', '没有的社区']]) });
  const autumn = (await top.imports.list({ kind: 'MEMBERS' })).items.find((job) => job.status === 'DONE');
  const fresh = await city.byPhone('15499970099');
  const draft = await top.tariffs.create({ name: '给页面检查用的草稿', rules: { ...(await top.tariffs.current()).rules, caps: { task: 60, day: 80, month: 0 } } });
  await top.corrections.propose({ kind: 'ADJUST', userId: member.me.id, points: 5, reason: '给页面检查用的更正' }, key());
  await top.freezes.create({ userId: liaison.me.id, reason: '给页面检查用的冻结' }, key()).catch(() => undefined);
  await city.api(auditor.token).reconcile.run(key());
  const one = (as: SessionView | undefined, ...paths: string[]): Visit[] => paths.map((to) => ({ as, to }));
  visits = [
    ...one(undefined, '/pages/tasks/index', '/pages/ask/index', '/pages/shop/index', '/pages/me/index', '/pages/sign-in/index', `${MORE}/terms/index`, `${MORE}/sheet/index`, `${MORE}/verify/index?t=${'A'.repeat(22)}`, `${MORE}/open/index?scene=over`),
    ...one(fresh, '/pages/welcome/index'),
    ...one(member, '/pages/tasks/index', '/pages/ask/index', '/pages/shop/index', '/pages/me/index', ...['my-claims', 'scan', 'my-code', 'need-new', 'needs', 'inbox', 'points', 'records', 'my-papers', 'paper', 'orders', 'registration', 'profile', 'liaisons', 'offers', 'settings', 'closing'].map((name) => `${MORE}/${name}/index`),
      `${MORE}/task/index?id=${open.id}`, `${MORE}/need/index?id=${mineNeed.id}`, `${MORE}/order/index?id=${order.id}`, `${MORE}/reward/index?id=${cheap?.id}`, `${MORE}/points-why/index?id=${award?.id}`,
      ...(log ? [`${MORE}/log-view/index?id=${log.id}`] : []), ...(claim ? [`${MORE}/claim/index?id=${claim.id}`] : [])),
    ...one(writer?.who, `${MORE}/log/index?claimId=${writer?.claim.id}`),
    ...one(liaison, `${MORE}/units/index`),
    ...one(secretary, ...['home', 'registrations', 'liaisons', 'skills', 'poster', 'needs', 'tasks', 'logs', 'shop', 'posts', 'imports', 'certificates', 'papers', 'task-edit'].map((name) => `${WORK}/${name}/index`),
      `${WORK}/registrations/index?tab=units`, `${WORK}/shop/index?tab=orders`, `${WORK}/point/index?id=${point?.id}`, `${WORK}/point/index`, `${WORK}/need/index?id=${need?.id}`, `${WORK}/task/index?id=${open.id}`, `${WORK}/task-edit/index?id=${open.id}`, `${WORK}/shift/index?id=${shiftOf(open)}&taskId=${open.id}`),
    ...one(keeper, ...['collect', 'counter', 'stock-takes', 'stock-moves'].map((name) => `${WORK}/${name}/index`), `${WORK}/goods/index?id=${cheap?.id}&point=${point?.id}`, `${WORK}/stock-take/index?id=${take.id}`),
    ...one(organiser, `${WORK}/home/index`, `${WORK}/areas/index`, `${WORK}/dashboard/index`, `${WORK}/import/index?id=${roster.id}`, `${WORK}/differences/index?id=${autumn?.id}`,
      ...['tariff', 'additions', 'guard', 'corrections'].map((name) => `${WORK}/${name}/index`), `${WORK}/corrections/index?tab=freezes`, `${WORK}/corrections/index?entry=${award?.id}`, `${WORK}/tariff-edit/index?id=${draft.id}`, `${WORK}/simulation/index?id=${draft.id}`),
    ...one(auditor, ...['home', 'journal', 'reconcile'].map((name) => `${WORK}/${name}/index`), `${WORK}/entry/index?id=${award?.id}`),
  ];
});
afterAll(async () => { await city?.stop(); });

/** Opens every page as whom it is for, on each of the screens, and lets `look` say what is wrong with it. */
async function walk(screens: readonly Screen[], elder: boolean, look: (page: Page) => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = [], pages = new Map<SessionView | undefined, Page>();
  for (const { as, to } of visits) {
    const page = pages.get(as) ?? await city.open(as, { elder });
    pages.set(as, page);
    await page.setViewportSize(screens[0] ?? PHONE);
    await page.goto(to);
    for (const screen of screens) {
      await page.setViewportSize(screen);
      await settled(page);
      await shot(page, `9-${screen.width}${elder ? '-elder' : ''}${as ? '' : '-stranger'}${to.replace(/\/(packages|pages|index)|\d{6,}/g, '').replace(/[/?=&]+/g, '-')}`);
      for (const one of await look(page)) wrong.push(`${to} at ${screen.width}: ${one}`);
    }
  }
  for (const page of pages.values()) await page.context().close();
  return wrong;
}
/** What axe finds serious or critical, and whether something sticks out to the right. */
async function inspect(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const found = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.slice(0, 2).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary.replace(/\s+/g, ' ').slice(0, 160)})`));
    const wide = [document.documentElement, ...document.querySelectorAll('.x-main, .x-col, .x-footer')].filter((one) => one.scrollWidth > one.clientWidth + 1 && (one as HTMLElement).offsetParent !== null).map((one) => `wider than the screen: ${one.className}`);
    return [...found, ...wide];
  });
}

test('every page on a phone and on a desk: nothing serious for screen readers, nothing wider than the screen', async () => {
  expect(await walk([PHONE, DESK], false, inspect)).toEqual([]);
  expect(city.broken).toEqual([]);
}, WALK_MS);
test('elder mode on every page: letters of 24 px, targets of 60, nothing wider than the screen', async () => {
  const wrong = await walk([PHONE], true, async (page) => {
    const small = await page.evaluate(() => {
      const seen = (one: Element): boolean => { const box = one.getBoundingClientRect(); return box.width > 1 && box.height > 1 && (one as HTMLElement).offsetParent !== null; };
      const body = parseFloat(getComputedStyle(document.querySelector('.x-main') ?? document.body).fontSize);
      const targets = [...document.querySelectorAll('.x-page button, .x-page a[href], .x-page input, .x-page select, .x-page textarea')].filter(seen).filter((one) => !one.matches('.x-skip, .m-link'));
      const tiny = targets.filter((one) => one.getBoundingClientRect().height < 59.5).map((one) => `target of ${Math.round(one.getBoundingClientRect().height)} px: ${one.className} ${one.textContent?.slice(0, 20) ?? ''}`);
      return [...(body < 24 ? [`letters of ${body} px`] : []), ...new Set(tiny)];
    });
    return [...small, ...(await inspect(page))];
  });
  expect(wrong).toEqual([]);
}, WALK_MS);

test('with the keyboard alone one signs in and claims', async () => {
  const wanted = await task(city, { title: '键盘也能认领' });
  const page = await city.open();
  await page.goto('/pages/sign-in/index');
  await settled(page);
  /** Tab until the wanted thing has the focus. */
  const reach = async (name: RegExp): Promise<void> => {
    for (let n = 0; n < 120; n++) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate(() => { const one = document.activeElement; return one ? `${one.getAttribute('aria-label') ?? ''} ${(one as HTMLInputElement).labels?.[0]?.textContent ?? ''} ${one.textContent ?? ''}`.trim() : ''; });
      if (name.test(text)) return;
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  const { phone } = (await city.api().session.demoAccounts()).find((account) => account.title === '在职党员') ?? { phone: '' };
  await reach(/^手机号/);
  await page.keyboard.type(phone);
  await reach(/获取验证码/);
  await page.keyboard.press('Enter');
  await see(page, /^验证码 \d{6}$/);
  await reach(/填入/);
  await page.keyboard.press('Enter');
  await reach(/^登录$/);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  await settled(page);
  await page.goto(`${MORE}/task/index?id=${wanted.id}`);
  await settled(page);
  await reach(/^认领$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/claim\/index/);
  expect((await city.api((await city.person('在职党员')).token).claims.get(idIn(page))).taskId).toBe(wanted.id);
  expect(city.broken).toEqual([]);
});
