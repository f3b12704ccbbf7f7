import { createApi, DAY_MS, saySpan, type Api, type ClaimView, type SessionView, type Transport } from '@xianfeng/shared';
import { createServer } from 'node:http';
import path from 'node:path';
import { startServer, type Running } from '../server.ts';
import { png } from './pictures.ts';
import { Weapp, type Options } from './runtime.ts';
import { refuses } from './wx.ts';

const dist = process.env['WEAPP_DIST'] ?? path.resolve(import.meta.dirname, '../../dist/weapp');
let server: Running;
let app: Weapp | undefined;
beforeAll(async () => { server = await startServer(); });
afterAll(async () => { await server?.stop(); });
afterEach(() => app?.dispose());

/** The product's own client, for looking behind the screen. */
const asking = (token?: string): Api => createApi((async ({ method, path: to, query, body, key }) => {
  const search = new URLSearchParams(Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await fetch(`${server.url}/api${to}?${search}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${to}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}) as Transport);

/** One of the demo people by what he is. */
async function person(title: string): Promise<SessionView> {
  const accounts = await asking().session.demoAccounts();
  const account = accounts.find((one) => one.title === title);
  if (!account) throw new Error(`no demo account is a ${title}`);
  return asking().session.demo(account.phone);
}
/** Somebody who was there and has not said yet how it was, with that claim. The rosters of ended tasks name them. */
async function whoHasToLog(): Promise<{ who: SessionView; claim: ClaimView }> {
  const secretary = await person('社区书记');
  const desk = asking(secretary.token);
  const areaId = secretary.me.posts.find((post) => post.role === 'COMMUNITY_SECRETARY')?.areaId ?? 0;
  for (const task of (await desk.tasks.desk({ areaId, status: 'ENDED' })).items) {
    for (const shift of (await desk.tasks.get(task.id)).shifts) {
      for (const row of (await desk.claims.roster(shift.id)).filter(({ status }) => status === 'ATTENDED')) {
        const { demoCode } = await asking().session.phoneCode(row.phone);
        const who = await asking().session.phone(row.phone, demoCode ?? '');
        const { items: [claim] } = await asking(who.token).claims.mine({ state: 'TO_LOG' });
        if (claim) return { who, claim };
      }
    }
  }
  throw new Error('nobody in the demo county has a log to write');
}
const phone = (options: Options = {}, who?: SessionView): Weapp => (app = new Weapp(dist, { server: server.url, ...(who ? { storage: { session: { token: who.token, me: who.me, elder: who.me.elder } } } : {}), ...options }));

test('a stranger sees what is open, and more of it at the bottom', async () => {
  const weapp = phone();
  const page = await weapp.open('/pages/tasks/index');
  const rows = () => page.all('.x-card--press').length;
  await page.until('a first page', () => rows() >= 20);
  const first = rows();
  await weapp.reachBottom();
  await page.until('a second page', () => rows() > first);
  expect(weapp.errors).toEqual([]);
});

test('without a network the page says so, and works when it is back', async () => {
  const weapp = phone({ server: '' });
  const page = await weapp.open('/pages/tasks/index');
  await page.see('网络不通，请检查后再试');
  weapp.server = server.url;
  await page.tap('再试一次');
  await page.until('tasks', () => page.all('.x-card--press').length > 0);
});

test('a member signs in with one tap and stays signed in', async () => {
  const { me } = await person('在职党员');
  const weapp = phone();
  const door = await weapp.open('/pages/sign-in/index');
  await door.tap('在职党员');
  await (await weapp.arrived('pages/tasks/index')).see(`${me.name}，您好`);
  const again = phone({ ...weapp.kept });
  await (await again.open('/pages/tasks/index')).see(`${me.name}，您好`);
  expect(again.errors).toEqual([]);
});

test('a member claims a task with two taps from the list, and steps back from it', async () => {
  const member = await person('在职党员');
  const weapp = phone({}, member);
  const list = await weapp.open('/pages/tasks/index');
  // Far enough away to be left again without a word.
  const free = (await asking(member.token).tasks.list({})).items.find((task) => task.shiftCount === 1 && task.taken < task.places && task.startsAt > Date.now() + DAY_MS);
  if (!free) throw new Error('nothing is open in the demo county');
  const when = saySpan(free.startsAt, free.endsAt, Date.now());
  await list.see(when);
  await list.tap(when);
  const task = await weapp.arrived('packages/more/pages/task/index');
  await task.see(/认领$|报名$/);
  await task.tap('.x-footer .x-button--primary');
  const claim = await weapp.arrived('packages/more/pages/claim/index');
  await claim.see(/已认领|待社区确认/);
  const id = Number(/id=(\d+)/.exec(weapp.url)?.[1]);
  expect((await asking(member.token).claims.get(id)).status).toMatch(/^(CONFIRMED|REQUESTED)$/);
  await claim.tap('去不了，退出');
  await claim.see('已退出');
  expect((await asking(member.token).claims.get(id)).status).toBe('WITHDRAWN');
  expect(weapp.errors).toEqual([]);
});

test('a claim that got no answer is tried again under the same key, also when the app was closed in between', async () => {
  const member = await person('在职党员');
  const keys: unknown[] = [];
  let line: 'cut' | 'whole' = 'cut';
  // Between the phone and the server; the claim gets lost.
  const between = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void (async () => {
      if (request.method === 'POST' && request.url?.startsWith('/api/claims')) {
        keys.push(request.headers['idempotency-key']);
        if (line === 'cut') { response.destroy(); return; }
      }
      const headers = Object.fromEntries(['authorization', 'content-type', 'idempotency-key'].flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])));
      const answer = await fetch(server.url + (request.url ?? ''), { method: request.method ?? 'GET', headers, ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}) });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    })());
  });
  await new Promise<void>((up) => { between.listen(0, '127.0.0.1', up); });
  try {
    const origin = `http://127.0.0.1:${(between.address() as { port: number }).port}`;
    const free = (await asking(member.token).tasks.list({})).items.find((task) => task.shiftCount === 1 && task.taken < task.places && task.startsAt > Date.now() + DAY_MS);
    if (!free) throw new Error('nothing is open in the demo county');
    const claim = async (weapp: Weapp): Promise<void> => {
      const page = await weapp.open(`/packages/more/pages/task/index?id=${free.id}`);
      await page.see(/认领$|报名$/);
      await page.tap('.x-footer .x-button--primary');
    };
    const first = phone({ server: origin }, member);
    await claim(first);
    expect(Object.values(first.storage.get('intents') as Record<string, { key: string }>).map((one) => one.key)).toEqual(keys);
    const { kept } = first;
    first.dispose();
    line = 'whole';
    const second = phone({ server: origin, ...kept });
    await claim(second);
    await (await second.arrived('packages/more/pages/claim/index')).see(/已认领|待社区确认/);
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(second.storage.get('intents')).toEqual({});
  } finally {
    between.close();
  }
});

test('a log needs no typing; a photo that fails is tried again by itself and holds up nothing', async () => {
  const { who, claim: open } = await whoHasToLog();
  const weapp = phone({ files: { 'wxfile://tmp/photo.jpg': png(64) } }, who);
  const page = await weapp.open(`/packages/more/pages/log/index?claimId=${open.id}`);
  await page.see('点一句就行');
  weapp.server = null;
  await page.tap('添加照片，已有 0/9 张');
  await page.see('点此重传');
  weapp.server = server.url;
  await page.tap('点此重传');
  await page.gone('点此重传');
  await page.gone('正在上传');
  await page.tap('居民很满意');
  await page.tap('提交');
  await weapp.arrived('packages/more/pages/log-view/index');
  const { items: [log] } = await asking(who.token).logs.mine({});
  expect(log).toMatchObject({ claimId: open.id, status: 'SUBMITTED' });
  expect(log?.photos).toHaveLength(1);
  expect(weapp.errors).toEqual([]);
});

test('who refuses the camera can still go on', async () => {
  const weapp = phone({ wx: { scanCode: refuses('scanCode'), chooseMedia: refuses('chooseMedia', 'auth deny') } }, await person('在职党员'));
  const scan = await weapp.open('/packages/more/pages/scan/index');
  await scan.tap('扫一扫');
  await scan.see('出示我的码');
  const need = await weapp.open('/packages/more/pages/need-new/index');
  await need.tap('添加照片，已有 0/9 张');
  await need.see('0/9');
  expect({ route: weapp.route, errors: weapp.errors }).toEqual({ route: 'packages/more/pages/need-new/index', errors: [] });
});

test('big letters reach every page, from before signing in', async () => {
  const weapp = phone();
  const door = await weapp.open('/pages/sign-in/index');
  await door.see('大字版');
  await door.tap('大字版');
  await door.until('big letters', () => door.all('.elder').length > 0);
  const home = await weapp.open('/pages/tasks/index');
  await home.see('我要求助');
  expect(home.all('.elder')).toHaveLength(1);
});

test('at the counter a name and four digits are enough; the points are said before anything is handed over', async () => {
  const member = await person('在职党员'), keeper = await person('兑换点核销员');
  const before = await asking(member.token).points.mine();
  const weapp = phone({}, keeper);
  const page = await weapp.open('/packages/desk/pages/counter/index');
  await page.see('手机号后四位');
  await page.type('全名', member.me.name);
  await page.type('手机号后四位', member.me.phone?.slice(-4) ?? '');
  await page.see('现在换一样');
  await page.tap('食盐 400 g');
  await page.see(/念给他听：“用 5 分换食盐（400 g）1 袋，还剩 \d+ 分，换吗？”/);
  await page.tap('.x-dialog__foot .x-button--primary');
  await page.see('已交给');
  await page.see(`用了 5 分，还剩 ${before.available - 5} 分`);
  expect((await asking(member.token).points.mine()).available).toBe(before.available - 5);
  expect(weapp.errors).toEqual([]);
});

test('a session that ended elsewhere leads to the door', async () => {
  const member = await person('在职党员');
  const weapp = phone({}, member);
  await (await weapp.open('/packages/more/pages/records/index')).see('累计时长');
  await asking(member.token).session.end();
  await weapp.pullDown();
  await weapp.arrived('pages/sign-in/index');
  expect(weapp.storage.get('session')).toMatchObject({ me: null });
  expect(weapp.vault.has('token')).toBe(false);
});

test('the desk of points on a phone: a tariff is drafted and tried, an entry is looked up, the means are seen', async () => {
  const organiser = await person('市委组织部'), api = asking(organiser.token);
  const weapp = phone({}, organiser), desk = '/packages/desk/pages';
  const tariffs = await weapp.open(`${desk}/tariff/index`);
  await tariffs.see('执行中');
  await tariffs.tap('新拟一版');
  const editor = await weapp.arrived('packages/desk/pages/tariff-edit/index');
  await editor.tap('平安巡逻');
  await editor.tap('平安巡逻每小时几分加1');
  await editor.tap('好了');
  await editor.see('改了 1 处');
  await editor.tap('试算');
  const tried = await weapp.arrived('packages/desk/pages/simulation/index');
  await tried.see('对大家的影响');
  expect((await api.tariffs.list()).find((one) => one.status === 'DRAFT')?.rules.lines.PATROL.points).toBe((await api.tariffs.current()).rules.lines.PATROL.points + 1);
  await (await weapp.open(`${desk}/guard/index`)).see('备的钱');
  await (await weapp.open(`${desk}/additions/index`)).see('已用');
  await (await weapp.open(`${desk}/corrections/index`)).see('已入账');
  const { items: [entry] } = await api.journal.list({ areaId: organiser.me.posts[0]?.areaId ?? 0, kind: 'AWARD' });
  await (await weapp.open(`${desk}/journal/index`)).see(entry?.title ?? '');
  await (await weapp.open(`${desk}/entry/index?id=${entry?.id}`)).see('没有改过，指纹相符');
  const books = await weapp.open(`${desk}/reconcile/index`);
  await books.see('还没有对过账');
  const home = phone({}, await person('审计员'));
  await (await home.open(`${desk}/home/index`)).see('还没有对过账');
  expect([...weapp.errors, ...home.errors]).toEqual([]);
});
