import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { apiOf, PRIVACY_APIS } from '../../src/platform/privacy-table.ts';
import { succeed } from './calls.ts';
import { DIST, liveIn } from './city.ts';
import { Weapp } from './runtime.ts';
import { privacyCallsIn, unconsented, WECHAT_PRIVACY } from './privacy.ts';

const city = liveIn({ wechat: true });
const scripts = (readdirSync(DIST, { recursive: true }) as string[]).filter((file) => file.endsWith('.js'));
/** Taro's own runtime carries the name of everything. */
const OURS = (file: string): boolean => !/(^|[\\/])(taro|vendors|runtime)\.js$/.test(file);
const table = () => Object.entries(PRIVACY_APIS).map(([api, { data, why, without }]) => `| \`${api}\` | ${data} | ${why} | ${without} |`);
const ADD = '[aria-label^="添加照片"]';
const agree = async (phone: Weapp, consent: { given: boolean }): Promise<void> => {
  // The tap on WeChat's own button is the consent; the event comes after it.
  consent.given = true;
  await phone.page.happen('#privacy-agree', 'agreeprivacyauthorization', {});
};

describe('the table of what touches personal data', () => {
  test('names what the built scripts call, and nothing else is called', () => {
    const called = new Set(scripts.filter(OURS).flatMap((file) => privacyCallsIn(readFileSync(path.join(DIST, file), 'utf8'))));
    expect([...called].sort()).toEqual(Object.keys(PRIVACY_APIS).sort());
  });
  test('declares each by the name that WeChat has for it', () => {
    for (const [api, { data }] of Object.entries(PRIVACY_APIS)) expect(WECHAT_PRIVACY[data]).toContain(api);
  });
  test('is the one that docs/privacy.md shows', () => {
    const docs = readFileSync(path.resolve(import.meta.dirname, '../../../docs/privacy.md'), 'utf8');
    expect(docs.split('\n').filter((line) => line.startsWith('| `'))).toEqual(table());
  });
  test('is found from whatever WeChat calls the asker', () => {
    expect(['chooseMedia', 'button.getPhoneNumber', 'getLocation', ''].map(apiOf)).toEqual(['chooseMedia', 'getPhoneNumber', null, null]);
  });
  test('is enforced by WeChat: its own check is on', () => {
    expect((JSON.parse(readFileSync(path.join(DIST, 'app.json'), 'utf8')) as { __usePrivacyCheck__?: boolean }).__usePrivacyCheck__).toBe(true);
  });
});

describe('without consent', () => {
  test('every page is there and breaks nothing', async () => {
    const member = await city.person('在职党员');
    for (const route of new Weapp(DIST).routes) {
      const phone = city.phone(member, { wx: unconsented().wx });
      const page = await phone.open(`/${route}?id=1`);
      await page.until('some words', () => page.text);
      expect({ route, errors: phone.errors.map(String) }).toEqual({ route, errors: [] });
      phone.dispose();
    }
  }, 120_000);
  test('a photo is not chosen before the yes; after a no the way on is said, after a yes the album opens', async () => {
    const { wx, consent } = unconsented(), phone = city.phone(await city.person('居民'), { wx });
    const page = await phone.open('/packages/more/pages/need-new/index');
    await page.tap(ADD);
    await page.see('先问您一声');
    expect([page.text.includes('收集你选中的照片或视频信息'), phone.called('chooseMedia').length]).toEqual([true, 0]);
    await page.tap('不同意');
    await page.gone('先问您一声');
    expect([phone.toasts.at(-1), phone.called('chooseMedia').length]).toEqual(['没关系，不附照片也能提交', 0]);
    await page.tap(ADD);
    await page.see('先问您一声');
    await agree(phone, consent);
    await page.until('the album', () => phone.called('chooseMedia').length === 1);
    expect(page.text).not.toContain('先问您一声');
    await page.tap(ADD);
    await page.until('the album again', () => phone.called('chooseMedia').length === 2);
    // The operator declared a new kind of data: WeChat wants the consent anew.
    consent.given = false;
    await page.tap(ADD);
    await page.see('先问您一声');
  });
  test("WeChat's own question is answered only after the tap on its button", async () => {
    const { wx, consent, ask } = unconsented(), phone = city.phone(null, { wx });
    const page = await phone.open('/pages/tasks/index'), said = ask('button.getPhoneNumber');
    await page.see('收集你的手机号');
    expect(said).toEqual([{ event: 'exposureAuthorization' }]);
    await agree(phone, consent);
    expect(said.at(-1)).toEqual({ event: 'agree', buttonId: 'privacy-agree' });
    const again = ask('setClipboardData');
    await page.tap('不同意');
    await page.until('the answer', () => again.length > 1);
    expect(again.at(-1)).toEqual({ event: 'disagree' });
  });
  test('an older WeChat that knows no consent is not asked for any', async () => {
    const phone = city.phone(await city.person('居民'), { wx: { getPrivacySetting: () => { throw new TypeError('getPrivacySetting is not a function'); }, onNeedPrivacyAuthorization: () => { throw new TypeError('not a function'); } } });
    const page = await phone.open('/packages/more/pages/need-new/index');
    await page.tap(ADD);
    await page.until('the album', () => phone.called('chooseMedia').length === 1);
  });
});

describe('a phone number', () => {
  const arrive = async (wechatOf: string, wx = {}) => {
    const phone = city.phone(null, { wechatOf, wx });
    await (await phone.open('/pages/sign-in/index')).tap('微信一键登录');
    const page = await phone.arrived('pages/welcome/index');
    await page.see('绑定手机号');
    return { phone, page };
  };
  const button = (page: Weapp['page'], detail: object) => page.happen('#wechat-phone', 'getphonenumber', detail);
  test("is bound by WeChat's code in one tap", async () => {
    const { page } = await arrive('新人甲'), { code } = await city.wechat.ctl.phoneCode('新人甲', '15499990001');
    await button(page, { errMsg: 'getPhoneNumber:ok', code });
    await page.see('第 1 项，共 5 项');
    expect(city.rows("SELECT phone FROM person WHERE phone = '15499990001'")).toHaveLength(1);
  });
  test.each([
    ['this month’s free numbers are used up', { errMsg: 'getPhoneNumber:fail', errno: 1400001 }, '微信取号这会儿用不了'],
    ['he refuses', { errMsg: 'getPhoneNumber:fail user deny' }, '没有用微信的手机号'],
    ['his WeChat is too old to give a code', { errMsg: 'getPhoneNumber:ok', encryptedData: 'x', iv: 'y' }, '没有用微信的手机号'],
  ])('by SMS where %s', async (who, detail, words) => {
    const { page } = await arrive(`新人${who}`);
    await button(page, detail);
    await page.see(words);
    await page.see('获取验证码');
  });
  test('that no message reaches is called by the community', async () => {
    const { page, phone } = await arrive('新人乙');
    await button(page, { errMsg: 'getPhoneNumber:fail user deny' });
    await page.tap('收不到短信？请社区打电话核实');
    await page.type('11 位手机号', '15499990002');
    await page.type('社区打电话时好称呼您', '王老伯');
    await page.choose('街道（镇）', /./);
    await page.choose('社区（村）', /./);
    await page.tap('提交，等社区打来');
    await page.see('待社区核实');
    const [typed] = city.rows("SELECT userId, communityId FROM typed_phone WHERE phone = '15499990002'");
    expect(typed).toBeDefined();
    await page.tap('先去看任务');
    await phone.arrived('pages/tasks/index');
  });
});

describe('leaving', () => {
  const path3 = ['我的', '设置', '注销账号'];
  test(`closing the account is three taps away (${path3.join(' → ')}), and so is what we promise`, async () => {
    const phone = city.phone(await city.person('居民'));
    const me = await phone.open('/pages/me/index');
    await me.tap('设置');
    const settings = await phone.arrived('packages/more/pages/settings/index');
    await settings.see('服务协议与隐私政策');
    await settings.tap('微信用户隐私保护指引');
    expect(phone.called('openPrivacyContract')).toHaveLength(1);
    await settings.tap('注销账号');
    await (await phone.arrived('packages/more/pages/closing/index')).see('马上删除');
  });
  test('a new person leaves in two taps more, and is a guest', async () => {
    const who = await city.byPhone('15499990003'), phone = city.phone(who, { wx: { showModal: (options: any) => succeed(options, 'showModal', { confirm: true, cancel: false }) } });
    const page = await phone.open('/packages/more/pages/closing/index');
    await page.tap('#close-account');
    await phone.arrived('pages/tasks/index');
    expect(city.rows(`SELECT name, phone FROM person WHERE id = ${who.me.id}`)).toEqual([{ name: '已注销用户', phone: null }]);
    await (await phone.open('/pages/me/index')).see('您还没有登录');
  });
});

describe('a scanned code', () => {
  test('opens the page it stands for: the poster of a community, encoded as WeChat hands it over', async () => {
    const secretary = await city.person('社区书记'), areaId = secretary.me.posts[0]!.areaId!;
    const { scene } = await city.api(secretary.token).registrations.posterCode(areaId);
    const phone = city.phone();
    await phone.open(`/packages/more/pages/open/index?scene=${encodeURIComponent(encodeURIComponent(scene))}`);
    const page = await phone.arrived('pages/welcome/index');
    await page.see(/到.+报到/);
  });
  test.each(['R'.padEnd(23, 'a'), 'nonsense', '%25E0%25A4%25A', ''])('%p is over, and says what to do', async (scene) => {
    const page = await city.phone().open(`/packages/more/pages/open/index?scene=${scene}`);
    await page.see('这个码打不开了');
    await page.see('请向工作人员要新的');
  });
  test('of an order brings the keeper to the hand-over with the code filled in', async () => {
    const owner = await city.person('居民'), [order] = (await city.api(owner.token).redemptions.mine({})).items.filter((one) => one.status === 'HELD');
    if (!order) return;
    const { scene } = await city.api(owner.token).redemptions.sceneCode(order.id), phone = city.phone(await city.person('兑换点核销员'));
    await phone.open(`/packages/more/pages/open/index?scene=${scene}`);
    await (await phone.arrived('packages/desk/pages/collect/index')).see(order.name);
  });
});

describe('a shared card', () => {
  const card = (phone: Weapp, hook: 'onShareAppMessage' | 'onShareTimeline') => phone.page.until('a card to share', () => phone.shared(hook) as { title: string; path?: string; query?: string; imageUrl: string } | undefined);
  test('of a task names it, opens it for a guest, and leads to the door only at the act', async () => {
    const member = await city.person('在职党员'), phone = city.phone(member), [task] = (await city.api(member.token).tasks.list({ areaId: member.me.community!.id })).items;
    await (await phone.open(`/packages/more/pages/task/index?id=${task!.id}`)).see(task!.title);
    const { title, path: to, imageUrl } = await card(phone, 'onShareAppMessage');
    expect([title.includes(task!.title), imageUrl]).toEqual([true, '/assets/share.png']);
    expect(readdirSync(path.join(DIST, 'assets'))).toContain('share.png');
    const guest = city.phone(), page = await guest.open(to!);
    await page.see(task!.title);
    await page.tap('登录后认领');
    await guest.arrived('pages/sign-in/index');
    expect(await card(phone, 'onShareTimeline')).toMatchObject({ query: `id=${task!.id}`, imageUrl: '/assets/share.png' });
  });
  test.each(['/pages/tasks/index', '/pages/ask/index', '/packages/more/pages/about/index', '/packages/more/pages/star-notice/index', '/packages/more/pages/campaign-notice/index', '/pages/welcome/index?community=1'])('%s has a Chinese title and a page that exists', async (url) => {
    const phone = city.phone();
    await phone.open(url);
    const { title, path: to } = await card(phone, 'onShareAppMessage');
    expect(title).toMatch(/^[\u4e00-\u9fff：，、！？“”]+$/);
    expect(phone.routes).toContain(to!.slice(1).split('?')[0]);
  });
});
