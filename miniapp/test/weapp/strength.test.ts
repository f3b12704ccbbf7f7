import { MINUTE_MS } from '@xianfeng/shared';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { home, key, neighbour, shiftOf, task, whoHaveToLog } from '../../e2e/support/world.ts';
import { answers } from './calls.ts';
import { DIST, liveIn } from './city.ts';
import { png } from './pictures.ts';
import type { Weapp } from './runtime.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const sheetsOf = (phone: Weapp) => [...phone.vault].filter(([name]) => name.startsWith('sheets:')).map(([, kept]) => kept as Record<string, { marks: { claimId: number; present: boolean }[] }>);
const waiting = (phone: Weapp) => sheetsOf(phone).flatMap((all) => Object.values(all)).flatMap((one) => one.marks);
const unplug = async (phone: Weapp) => { phone.server = null; await phone.tell('NetworkStatusChange', { isConnected: false, networkType: 'none' }); };
const plugIn = async (phone: Weapp) => { phone.server = city.url; await phone.tell('NetworkStatusChange', { isConnected: true, networkType: 'wifi' }); };

describe('what the phone keeps', () => {
  test('the token lies in the encrypted storage alone; one that lay in the clear moves over, and the next start knows who it is', async () => {
    const member = await city.person('在职党员'), phone = city.phone(member);
    await (await phone.open('/pages/me/index')).see(member.me.name);
    expect(JSON.stringify([...phone.storage])).not.toContain(member.token);
    expect(phone.vault.get('token')).toBe(member.token);
    expect(phone.called('setStorage').every(([options]) => (options as { encrypt?: boolean }).encrypt === true)).toBe(true);
    const later = city.phone(null, phone.kept);
    await (await later.open('/pages/me/index')).see(member.me.name);
    expect(later.called('request').map(([options]) => (options as { header: Record<string, string> }).header['authorization'])).toContain(`Bearer ${member.token}`);
  });
  test('whose token is gone is a guest, without a white page and without an error', async () => {
    const member = await city.person('在职党员'), phone = city.phone(member);
    await phone.open('/pages/me/index');
    const later = city.phone(null, { storage: phone.kept.storage });
    await (await later.open('/pages/me/index')).see('登录');
    expect(later.storage.get('session')).toMatchObject({ me: null });
  });
});

describe('photos that broke off', () => {
  const album = (count: number) => { const names = Array.from({ length: count }, (_, i) => `wxfile://tmp/P_${i}.jpg`); return { files: Object.fromEntries(names.map((name, i) => [name, png(60 + i)])), wx: { chooseMedia: answers('chooseMedia', { type: 'image', tempFiles: names.map((tempFilePath) => ({ tempFilePath, size: 500, fileType: 'image' })) }) } }; };
  const keys = (phone: Weapp) => phone.called('uploadFile').map(([options]) => (options as { header: Record<string, string> }).header['idempotency-key']);
  test('go out again under their key when the network is back, and after the app was killed', async () => {
    const [{ who, claim } = (() => { throw new Error('nobody has to log'); })()] = await whoHaveToLog(city, 1), { files, wx } = album(4);
    const phone = city.phone(who, { wx, files });
    const page = await phone.open(`${MORE}/log/index?claimId=${claim.id}`);
    await page.see('点一句就行');
    await unplug(phone);
    await page.tap('添加照片，已有 0/9 张');
    await page.see('点此重传');
    const first = new Set(keys(phone));
    expect(first.size).toBe(4);
    // Closed, and opened again the next day, on another network.
    const later = city.phone(null, { ...phone.kept, files: Object.fromEntries(phone.files) });
    const again = await later.open(`${MORE}/log/index?claimId=${claim.id}`);
    await again.until('the photos to arrive', () => again.has('添加照片，已有 4/9 张') && !again.text.includes('正在上传'), 20_000);
    expect(new Set(keys(later))).toEqual(first);
    await again.until('nothing to be left', () => (later.storage.get('pending-uploads') as unknown[] | undefined)?.length === 0);
    expect([...later.files.keys()].filter((name) => name.startsWith('wxfile://store'))).toEqual([]);
    // The first phone comes back, too: the same keys, and still four photos.
    await plugIn(phone);
    await page.until('the photos to arrive', () => !page.text.includes('点此重传') && !page.text.includes('正在上传'), 20_000);
    await page.tap('提交', '.x-footer');
    await phone.arrived('packages/more/pages/log-view/index');
    expect((await city.api(who.token).logs.get(Number(/id=(\d+)/.exec(phone.url)![1]))).photos).toHaveLength(4);
    expect(phone.line.peak).toBeLessThanOrEqual(8);
  });
});

test('what was cut off in the background is asked again when the app is in front, and nobody is told', async () => {
  const member = await city.person('在职党员'), phone = city.phone(member);
  const opening = phone.open(`${MORE}/points/index`);
  while (phone.line.open.size === 0) await new Promise((resolve) => setImmediate(resolve));
  await phone.leaves();
  await phone.returns();
  const page = await opening;
  await page.see('积分');
  expect(page.text).not.toContain('网络不通');
});

test('a claim that was cut off in the background is sent again under its key, and is one claim', async () => {
  const free = await task(city, { title: '清理自行车棚', in: 2 * 24 * 60 * MINUTE_MS }), who = await neighbour(city, 94, '卫骑车'), phone = city.phone(who);
  const page = await phone.open(`${MORE}/task/index?id=${free.id}`);
  await page.see('清理自行车棚');
  const tapping = page.tap('认领', '.x-footer');
  while (!phone.called('request').some(([options]) => (options as { method?: string }).method === 'POST' && /\/claims$/.test((options as { url: string }).url)) || phone.line.open.size === 0) await new Promise((resolve) => setImmediate(resolve));
  await phone.leaves();
  await phone.returns();
  await tapping;
  await (await phone.arrived('packages/more/pages/claim/index')).see('清理自行车棚');
  const sent = phone.called('request').map(([options]) => options as { method?: string; url: string; header: Record<string, string> }).filter((one) => one.method === 'POST' && /\/claims$/.test(one.url)).map((one) => one.header['idempotency-key']);
  expect(sent.length).toBeGreaterThan(1);
  expect(new Set(sent).size).toBe(1);
  expect((await city.api(who.token).claims.mine({ state: 'COMING' })).items.filter((claim) => claim.taskId === free.id)).toHaveLength(1);
});

test('a leader marks presence without network; it uploads by itself, and what somebody else noted otherwise is asked', async () => {
  const { secretary } = await home(city), desk = city.api(secretary.token);
  const now = await task(city, { title: '地下车库巡查', in: 10 * MINUTE_MS });
  const people = [await neighbour(city, 91, '周离线'), await neighbour(city, 92, '吴在场'), await neighbour(city, 93, '郑未到')];
  for (const one of people) await city.api(one.token).claims.create({ shiftId: shiftOf(now) }, key());
  const phone = city.phone(secretary), url = `${DESK}/shift/index?id=${shiftOf(now)}&taskId=${now.id}`;
  await (await phone.open(url)).see('地下车库巡查');
  await phone.page.until('the list to be on the phone', () => sheetsOf(phone).length > 0);
  // Names lie encrypted, and only the ends of numbers.
  expect(JSON.stringify([...phone.storage])).not.toContain('吴在场');
  expect(JSON.stringify(sheetsOf(phone))).not.toMatch(/1549997\d{4}/);
  await unplug(phone);
  await phone.page.see('现在没有网络');
  await phone.page.tap('离线点名');
  const offline = await phone.arrived('packages/desk/pages/offline/index');
  await offline.see('照常点名，先记在这部手机里');
  for (const name of ['周离线', '吴在场', '郑未到']) await offline.tap(`${name}到了`);
  await offline.see('待上传');
  await offline.tap('撤销郑未到的签到');
  await offline.see('已到 2 / 3 人');
  expect(waiting(phone)).toHaveLength(2);
  // The phone is closed and opened underground; the list and the taps are there, and every page that does not open shows the way.
  const later = city.phone(null, { ...phone.kept, server: '' });
  await (await later.open(url)).tap('离线点名');
  const still = await later.arrived('packages/desk/pages/offline/index');
  await still.see('上传 2 条点名');
  // Meanwhile somebody at the desk notes one of them otherwise.
  const roster = await desk.claims.roster(shiftOf(now)), claimOf = (name: string) => roster.find((row) => row.name === name)!.claimId!;
  await city.api((await city.person('社区书记')).token).claims.excuse(claimOf('周离线'), key()).catch(() => undefined);
  await plugIn(later);
  await still.gone('上传 2 条点名');
  const after = await desk.claims.roster(shiftOf(now));
  expect(after.find((row) => row.name === '吴在场')).toMatchObject({ status: 'ATTENDED', method: 'OFFLINE' });
  expect(after.find((row) => row.name === '郑未到')).toMatchObject({ status: 'CONFIRMED' });
  expect(after.find((row) => row.name === '周离线')).toMatchObject({ status: 'EXCUSED' });
  await still.see('周离线：没能记上');
  await still.tap('知道了');
  await still.gone('周离线：没能记上');
  expect(waiting(later)).toEqual([]);
  // What may have arrived before goes out again under the same number and changes nothing.
  await plugIn(phone);
  await offline.until('the first phone to be done', () => waiting(phone).every((mark) => mark.claimId === claimOf('周离线')));
  expect((await desk.claims.roster(shiftOf(now))).filter((row) => row.attendedAt !== null)).toHaveLength(1);
  // The whole of it is small.
  expect(JSON.stringify([...phone.storage, ...phone.vault]).length).toBeLessThan(200_000);
});

test('the window follows day and night, and everything that theme.json names is there', () => {
  const app = JSON.parse(readFileSync(path.join(DIST, 'app.json'), 'utf8')) as { darkmode: boolean; themeLocation: string; window: object; tabBar: object };
  const theme = JSON.parse(readFileSync(path.join(DIST, app.themeLocation), 'utf8')) as Record<'light' | 'dark', Record<string, string>>;
  expect(app.darkmode).toBe(true);
  expect(Object.keys(theme.dark).sort()).toEqual(Object.keys(theme.light).sort());
  const named = [...JSON.stringify([app.window, app.tabBar]).matchAll(/"@(\w+)"/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(12);
  for (const name of named) expect([name, theme.light[name] !== undefined]).toEqual([name, true]);
  for (const picture of [...Object.values(theme.light), ...Object.values(theme.dark)].filter((value) => value.endsWith('.png'))) expect(readFileSync(path.join(DIST, picture)).length).toBeLessThan(40 * 1024);
});
test('letters follow WeChat\'s setting, at most by 1.4, in elder mode by a little', async () => {
  const set = (fontSizeSetting: number) => ({ wx: { getAppBaseInfo: () => ({ fontSizeSetting, theme: 'dark' }) as never } });
  const plain = await city.phone(null, set(26)).open('/pages/tasks/index');
  await plain.until('letters to grow', () => /x-scaled[^>]*--unit: ?1\.4px/.test(plain.html));
  expect((await city.phone(null).open('/pages/tasks/index')).html).not.toContain('x-scaled');
  const elder = await city.phone(null, { ...set(26), storage: { session: { me: null, elder: true } } }).open('/pages/tasks/index');
  await elder.until('big letters to grow a little', () => /--unit: ?1\.15px/.test(elder.html));
});
