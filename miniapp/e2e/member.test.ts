import { createApi, type Api, type SessionView, type Transport } from '@xianfeng/shared';
import { chromium, type Browser, type Page } from 'playwright-core';
import path from 'node:path';
import { startServer, type Running } from '../test/server.ts';

const MORE = '/packages/more/pages';
let server: Running;
let browser: Browser;
beforeAll(async () => {
  server = await startServer({ webDir: path.resolve(import.meta.dirname, '../dist/h5') });
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--headless'] });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The product's own client, for what happens at the secretary's end. */
const asking = (token?: string): Api => createApi((async ({ method, path: to, query, body, key }) => {
  const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(`${server.url}/api${to}?${search}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${to}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}) as Transport);
async function person(title: string): Promise<SessionView> {
  const account = (await asking().session.demoAccounts()).find((one) => one.title === title);
  if (!account) throw new Error(`no demo account is a ${title}`);
  return asking().session.demo(account.phone);
}
async function byPhone(phone: string): Promise<SessionView> {
  const { demoCode } = await asking().session.phoneCode(phone);
  return asking().session.phone(phone, demoCode ?? '');
}
const broken: string[] = [];
beforeEach(() => { broken.length = 0; });
/** A browser of somebody's own. Whatever breaks in a page ends up in `broken`. */
async function browse(who?: SessionView, { width = 390, elder = false } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: server.url });
  const page = await context.newPage();
  page.on('pageerror', (error) => broken.push(error.message));
  if (who) await page.addInitScript((kept) => { if (!localStorage.getItem('session')) localStorage.setItem('session', kept); }, JSON.stringify({ data: { token: who.token, me: who.me, elder } }));
  return page;
}
const idIn = (page: Page): number => Number(new URL(page.url()).searchParams.get('id'));

/** Waits until what the page says is as wanted. */
async function changed(page: Page, fits: (text: string) => boolean): Promise<void> {
  for (const end = Date.now() + 5000; Date.now() < end; await page.waitForTimeout(50)) if (fits(await page.locator('body').innerText())) return;
  throw new Error('the page did not change');
}

test('a newcomer finds himself on the roster and registers', async () => {
  const page = await browse();
  await page.goto('/pages/sign-in/index');
  await page.getByRole('button', { name: /新党员/ }).click();
  await page.waitForURL(/welcome/);
  const next = page.getByRole('button', { name: '下一步：报到' });
  const yes = page.getByRole('button', { name: '同意', exact: true });
  const found = page.getByRole('button', { name: '都对，我要报到' });
  for (;;) {
    await yes.or(next).or(found).first().waitFor();
    if (await found.isVisible()) break;
    if (await next.isVisible()) { await next.click(); continue; }
    const step = await page.getByText(/第 \d 项/).innerText();
    await yes.click();
    await changed(page, (text) => !text.includes(step));
  }
  await found.click();
  await page.getByText('已提交，等社区确认').first().waitFor();
  expect(broken).toEqual([]);
});

test('a resident without a roster chooses where he lives, with a name of rare characters', async () => {
  const page = await browse(await byPhone('15499990077'));
  await page.goto('/pages/welcome/index');
  for (let n = 1; n <= 5; n++) {
    await page.getByText(`第 ${n} 项`).waitFor();
    await page.getByRole('button', { name: n === 2 ? /^不同意/ : /^同意$/ }).click();
  }
  await page.getByRole('button', { name: '下一步：报到' }).click();
  await page.getByLabel('怎么称呼您').fill('阿卜杜拉·买买提𠮷');
  await page.getByLabel('街道（镇）').selectOption({ index: 1 });
  await page.locator('select').nth(1).locator('option').nth(1).waitFor({ state: 'attached' });
  await page.getByLabel('社区（村）').selectOption({ index: 1 });
  await page.getByRole('button', { name: '报到', exact: true }).click();
  await page.getByText('阿卜杜拉·买买提𠮷，都办好了').waitFor();
  expect(broken).toEqual([]);
});

test('a member claims with two taps and is marked present by the day code', async () => {
  const member = await person('在职党员');
  const soon = (await asking(member.token).tasks.list({})).items.find((task) => task.taken < task.places && task.startsAt < Date.now() + 30 * 60_000);
  if (!soon) throw new Error('no task of the demo county begins within half an hour');
  const page = await browse(member);
  await page.goto('/pages/tasks/index');
  await page.locator(`a[href$="task/index?id=${soon.id}"]`).click();
  await page.getByRole('button', { name: /^(认领|报名)$/ }).click();
  await page.waitForURL(/claim\/index/);
  const claim = await asking(member.token).claims.get(idIn(page));
  expect(claim.status).toBe('CONFIRMED');
  const { dayCode } = await asking((await person('社区书记')).token).attendance.shiftCode(claim.shiftId);
  await page.getByRole('link', { name: '签到' }).or(page.getByRole('button', { name: '签到' })).first().click();
  await page.waitForURL(/scan/);
  await page.getByLabel('六位码').fill(dayCode === '000000' ? '111111' : '000000');
  await page.getByText('六位码不对').waitFor();
  await page.getByLabel('六位码').fill(dayCode);
  await page.getByText(/签到成功/).waitFor();
  expect((await asking(member.token).claims.get(claim.id)).status).toBe('ATTENDED');
  expect(broken).toEqual([]);
});

/** Somebody of the demo county who was there and has not said yet how it was. */
async function whoHasToLog(): Promise<SessionView> {
  const secretary = await person('社区书记');
  const desk = asking(secretary.token);
  const areaId = secretary.me.posts.find((post) => post.role === 'COMMUNITY_SECRETARY')?.areaId ?? 0;
  for (const task of (await desk.tasks.desk({ areaId, status: 'ENDED' })).items) {
    for (const shift of (await desk.tasks.get(task.id)).shifts) {
      for (const row of (await desk.claims.roster(shift.id)).filter(({ status }) => status === 'ATTENDED')) {
        const who = await byPhone(row.phone);
        if ((await asking(who.token).claims.mine({ state: 'TO_LOG' })).items.length > 0) return who;
      }
    }
  }
  throw new Error('nobody in the demo county has a log to write');
}
test('a log is three taps from the first page, its draft survives a reload, and a file that is no photo holds up nothing', async () => {
  const who = await whoHasToLog();
  const page = await browse(who);
  await page.goto('/pages/tasks/index');
  await page.getByRole('link', { name: '写日志' }).or(page.getByRole('button', { name: '写日志' })).first().click();
  await page.waitForURL(/log\/index/);
  await page.getByRole('checkbox', { name: '居民很满意' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /^添加照片/ }).click()]);
  await chooser.setFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture at all') }]);
  await page.getByText('点此重传').waitFor();
  await page.reload();
  await page.getByText('接着上次没写完的。').waitFor();
  await page.getByRole('button', { name: '提交' }).click();
  await page.waitForURL(/log-view/);
  await page.getByText('等社区核实').waitFor();
  expect(await asking(who.token).logs.get(idIn(page))).toMatchObject({ status: 'SUBMITTED', text: '居民很满意' });
  expect(broken).toEqual([]);
});

test('somebody asks for help in the name of his mother and takes it back', async () => {
  const page = await browse(await person('居民'));
  await page.goto(`${MORE}/need-new/index?kind=CARE&for=other`);
  await page.getByLabel('什么事').fill('想请人陪老人去医院');
  await page.getByLabel('他的称呼').fill('我母亲');
  await page.getByRole('button', { name: '告诉社区' }).click();
  await page.waitForURL(/need\/index/);
  await page.getByText('我母亲').waitFor();
  await page.getByRole('button', { name: /撤回/ }).click();
  await page.getByRole('button', { name: '撤回', exact: true }).click();
  await page.getByText('已撤回').first().waitFor();
  expect(broken).toEqual([]);
});

test('points are held by an order and come back when it is cancelled', async () => {
  const member = await person('在职党员');
  const before = await asking(member.token).points.mine();
  const page = await browse(member);
  await page.goto('/pages/shop/index');
  await page.locator('a[href*="reward/index"]').first().click();
  await page.getByRole('button', { name: /分兑换$/ }).click();
  await page.waitForURL(/order\/index/);
  await page.getByRole('img', { name: '提货二维码' }).waitFor();
  expect((await asking(member.token).points.mine()).held).toBeGreaterThan(before.held);
  await page.getByRole('button', { name: '不要了，取消兑换' }).click();
  await page.getByRole('button', { name: '取消兑换', exact: true }).click();
  await page.getByText('已取消').first().waitFor();
  expect(await asking(member.token).points.mine()).toMatchObject({ available: before.available, held: before.held });
  expect(broken).toEqual([]);
});

test('no page is wider than its screen, on a phone, in big letters and on a desk', async () => {
  const member = await person('在职党员');
  const pages = ['/pages/tasks/index', '/pages/ask/index', '/pages/shop/index', '/pages/me/index', ...['my-claims', 'scan', 'my-code', 'need-new', 'needs', 'inbox', 'points', 'records', 'orders', 'registration', 'offers', 'units', 'settings', 'terms'].map((name) => `${MORE}/${name}/index`)];
  for (const how of [{ width: 390 }, { width: 390, elder: true }, { width: 1440 }]) {
    const page = await browse(member, how);
    for (const to of pages) {
      await page.goto(to);
      await page.waitForFunction(() => document.querySelector('.x-main') !== null && document.querySelector('.x-skeleton') === null);
      const wider = await page.evaluate(() => [...document.querySelectorAll('.x-main')].filter((main) => main.scrollWidth > main.clientWidth + 1).length);
      expect({ to, ...how, wider }).toEqual({ to, ...how, wider: 0 });
    }
    await page.context().close();
  }
  expect(broken).toEqual([]);
});
