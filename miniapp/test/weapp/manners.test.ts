import { MINUTE_MS, type SessionView } from '@xianfeng/shared';
import { workbook } from '../../e2e/support/workbook.ts';
import { home, key, neighbour, shiftOf, task, whoHaveToLog } from '../../e2e/support/world.ts';
import { failWith, hangs, refuses, succeed, type WxFunction } from './calls.ts';
import { liveIn } from './city.ts';
import { png } from './pictures.ts';
import type { Weapp } from './runtime.ts';
import type { View } from './view.ts';

/**
 * Each function of wx that a reader's tap leads to, in each manner in which it does not come about: the page says something in plain Chinese
 * where the reader could wonder, does nothing twice, and can be used on. That nothing is left unhandled and nothing is written into the console
 * is asked after every test (city.ts); a rejection that nobody handles fails the test that it belongs to.
 */
const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const PLAIN = /[一-龥]{4}/;
let member: SessionView, secretary: SessionView, organiser: SessionView, helper: SessionView, soonId: number, soonShift: number, logClaim: { who: SessionView; id: number };
beforeAll(async () => {
  [member, organiser] = [await city.person('在职党员'), await city.person('市委组织部')];
  ({ secretary } = await home(city));
  helper = await neighbour(city, 71, '礼数周');
  const soon = await task(city, { title: '马上开始的', in: 10 * MINUTE_MS });
  [soonId, soonShift] = [soon.id, shiftOf(soon)];
  await city.api(helper.token).claims.create({ shiftId: soonShift }, key());
  const [writer] = await whoHaveToLog(city, 1);
  if (!writer) throw new Error('nobody has to log');
  logClaim = { who: writer.who, id: writer.claim.id };
});

/** WeChat's time limits, a thousand times faster: what a caller allows is kept in proportion. */
const late = (name: string): WxFunction => (options) => { setTimeout(() => failWith(options, `${name}:fail timeout`, { errno: 5 }), (options?.timeout ?? 20_000) / 200); };

interface Case {
  api: string; manner: string; how: WxFunction;
  who: () => SessionView | null; url: () => string;
  /** What the reader does; the fake is in place from the start. */ tap: (page: View, phone: Weapp) => Promise<void>;
  /** What he reads then, in a toast or on the page; null: he turned away himself, and nothing needs to be said. */ says: RegExp | null;
  /** What he can do next. */ then: (page: View, phone: Weapp) => Promise<unknown>;
}
const scanning = { who: () => helper, url: () => `${MORE}/scan/index?taskId=${soonId}`, tap: async (page: View) => page.tap('扫一扫'), then: async (page: View) => page.type('六位码', '12') };
const photographing = { who: () => member, url: () => `${MORE}/need-new/index?kind=CARE`, tap: async (page: View) => page.tap('添加照片，已有 0/9 张'), then: async (page: View) => { await page.type('什么事', '照片加不上也要能写'); await page.until('the button', () => page.has('告诉社区')); } };
const importing = { who: () => organiser, url: () => `${DESK}/imports/index`, tap: async (page: View) => { await page.tap('姓名、手机、单位、社区、小区'); await page.tap('选择表格上传'); }, then: async (page: View) => page.until('another try', () => !page.all('.x-button--busy').length && page.has('选择表格上传')) };
const signingIn = { who: () => null, url: () => '/pages/sign-in/index', tap: async (page: View) => page.tap('微信一键登录'), then: async (page: View) => page.type('手机号', '15400000000') };
const ringing = { who: () => member, url: () => `${MORE}/task/index?id=${soonId}`, tap: async (page: View) => page.tap('打电话'), then: async (page: View) => page.see('负责人') };
const looking = { who: () => logClaim.who, url: () => `${MORE}/log-view/index?id=${withPhoto}`, tap: async (page: View) => page.tap('看大图：第 1 张，共 1 张'), then: async (page: View) => page.see('核实后会记多少') };
let withPhoto = 0;

const CASES: Case[] = [
  ...([['the reader turns away', 'cancel', null], ['the camera is not allowed', 'system permission denied', /相机/], ['it fails', '', /相机/]] as const).map(([manner, why, says]): Case => ({ api: 'scanCode', manner, how: refuses('scanCode', why), ...scanning, says: says ?? /没有扫到/ })),
  { api: 'scanCode', manner: 'never answers', how: hangs(), ...scanning, says: null },
  ...([['the reader turns away', 'cancel', {}, null], ['the album is not allowed', 'auth deny', {}, /相册/], ['no consent at WeChat', 'privacy permission is not authorized', { errno: 104 }, /相册|没关系/], ['not declared at WeChat', 'api scope is not declared in the privacy agreement', { errno: 112 }, /相册/], ['it fails', '', {}, /相册/]] as const).map(([manner, why, more, says]): Case => ({ api: 'chooseMedia', manner, how: refuses('chooseMedia', why, more), ...photographing, says })),
  { api: 'chooseMedia', manner: 'never answers', how: hangs(), ...photographing, says: null },
  ...([['it fails', refuses('getPrivacySetting', '')], ['never answers', hangs()]] as const).map(([manner, how]): Case => ({ api: 'getPrivacySetting', manner, how, ...photographing, says: /1\/9/ })),
  ...([['the reader turns away', 'cancel', null], ['no consent at WeChat', 'privacy permission is not authorized', /文件/], ['it fails', '', /文件/]] as const).map(([manner, why, says]): Case => ({ api: 'chooseMessageFile', manner, how: refuses('chooseMessageFile', why), ...importing, says })),
  ...([['it fails', '', /微信登录暂时不可用/], ['no network', 'timeout', /微信登录暂时不可用/]] as const).map(([manner, why, says]): Case => ({ api: 'login', manner, how: refuses('login', why), ...signingIn, says })),
  { api: 'login', manner: 'gives no code', how: (options) => succeed(options, 'login', {}), ...signingIn, says: /微信登录暂时不可用/ },
  { api: 'login', manner: 'never answers', how: hangs(), ...signingIn, says: /微信登录暂时不可用/ },
  { api: 'makePhoneCall', manner: 'the reader turns away', how: refuses('makePhoneCall', 'cancel'), ...ringing, says: null },
  { api: 'makePhoneCall', manner: 'it fails', how: refuses('makePhoneCall', ''), ...ringing, says: /没能拨出，请拨 \d+/ },
  { api: 'makePhoneCall', manner: 'never answers', how: hangs(), ...ringing, says: null },
  { api: 'showModal', manner: 'it fails', how: refuses('showModal', ''), ...ringing, says: null },
  { api: 'showModal', manner: 'never answers', how: hangs(), ...ringing, says: null },
  { api: 'showToast', manner: 'it fails', how: refuses('showToast', ''), ...scanning, says: null },
  { api: 'setNavigationBarTitle', manner: 'it fails', how: refuses('setNavigationBarTitle', ''), ...scanning, says: null },
  { api: 'setKeepScreenOn', manner: 'it fails', how: refuses('setKeepScreenOn', ''), who: () => secretary, url: () => `${DESK}/shift/index?id=${soonShift}&taskId=${soonId}`, tap: async (page) => { await page.see('扫不了就输今天的六位码'); }, says: null, then: async (page) => page.tap('名单（1）') },
  { api: 'showActionSheet', manner: 'the reader turns away', how: refuses('showActionSheet', 'cancel'), who: () => secretary, url: () => `${DESK}/shift/index?id=${soonShift}&taskId=${soonId}`, tap: async (page) => { await page.tap('名单（1）'); await page.tap('礼数周的更多操作'); }, says: null, then: async (page) => page.until('the roster', () => page.has('礼数周到了')) },
  { api: 'previewImage', manner: 'it fails', how: refuses('previewImage', ''), ...looking, says: /图片暂时打不开/ },
  { api: 'previewImage', manner: 'never answers', how: hangs(), ...looking, says: null },
  ...([['it fails', ''], ['no consent at WeChat', 'privacy permission is not authorized']] as const).map(([manner, why]): Case => ({ api: 'setClipboardData', manner, how: refuses('setClipboardData', why), who: () => secretary, url: () => `${DESK}/poster/index`, tap: async (page) => page.tap('复制链接'), says: /没能复制/, then: async (page) => page.see('扫') })),
  ...(['navigateTo', 'switchTab'] as const).map((api): Case => ({ api, manner: 'it fails', how: refuses(api, 'webview count limit exceed'), who: () => (api === 'navigateTo' ? member : null), url: () => (api === 'navigateTo' ? '/pages/me/index' : '/packages/more/pages/about/index'), tap: async (page, phone) => { if (api === 'navigateTo') await page.tap('我的订单'); else { await phone.open('/pages/sign-in/index'); } }, says: api === 'navigateTo' ? /没能打开/ : null, then: async (page) => page.until('the page', () => page.text.length > 0) })),
  { api: 'getNetworkType', manner: 'it fails', how: refuses('getNetworkType', ''), who: () => member, url: () => '/pages/tasks/index', tap: async (page) => { await page.see('可以认领的'); }, says: null, then: async (page) => page.tap('晚上') },
  { api: 'setStorageSync', manner: 'the storage is full', how: (() => { throw new Error('setStorageSync:fail exceed storage max size 10Mb'); }) as WxFunction, ...photographing, tap: async (page) => page.type('什么事', '存不下也要能写'), says: null, then: async (page) => { await page.tap('告诉社区'); } },
  { api: 'setStorage', manner: 'it fails', how: refuses('setStorage', ''), who: () => null, url: () => '/pages/sign-in/index', tap: async (page) => page.tap('在职党员'), says: null, then: async (_page, phone) => (await phone.arrived('pages/tasks/index')).see('您好') },
  { api: 'getStorage', manner: 'it fails', how: refuses('getStorage', 'data not found'), who: () => null, url: () => '/pages/tasks/index', tap: async (page) => { await page.see('登录'); }, says: null, then: async (page) => page.tap('登录') },
  { api: 'request', manner: 'no network', how: refuses('request', ''), who: () => member, url: () => '/pages/shop/index', tap: async (page) => { await page.until('a sentence', () => PLAIN.test(page.text)); }, says: /网络不通/, then: async (page) => page.tap('再试一次') },
  { api: 'request', manner: 'the time is up', how: late('request'), who: () => member, url: () => '/pages/shop/index', tap: async (page) => { await page.until('a sentence', () => page.has('再试一次')); }, says: /网络不通/, then: async (page) => page.tap('再试一次') },
  { api: 'uploadFile', manner: 'no network', how: refuses('uploadFile', ''), ...photographing, tap: async (page) => { await page.tap('添加照片，已有 0/9 张'); await page.see('点此重传', 20_000); }, says: /点此重传/ },
  { api: 'uploadFile', manner: 'the time is up', how: late('uploadFile'), ...photographing, tap: async (page) => { await page.tap('添加照片，已有 0/9 张'); await page.see('点此重传', 20_000); }, says: /点此重传/ },
  ...([['downloadFile', 'no network', refuses('downloadFile', '')], ['downloadFile', 'the time is up', late('downloadFile')], ['openDocument', 'no viewer for it', refuses('openDocument', 'filetype not supported')]] as const).map(([api, manner, how]): Case => ({
    api, manner, how, who: () => secretary, url: () => `${DESK}/poster/index`, tap: async (page) => page.tap('打印'), says: /没能打开/, then: async (page) => page.until('another try', () => page.has('打印')),
  })),
];

test.each(CASES.map((one) => [`${one.api}: ${one.manner}`, one] as const))('%s', async (_name, { api, how, who, url, tap, says, then }) => {
  if (api === 'previewImage' && withPhoto === 0) {
    const { who: writer, id } = logClaim, mine = city.api(writer.token);
    const photo = await mine.uploads.photo({ name: 'a.png', data: png(50) }, key());
    withPhoto = (await mine.logs.submit({ claimId: id, text: '有照片', photoIds: [photo.id] }, key())).id;
  }
  const phone = city.phone(who(), { wx: { [api]: how }, files: { 'wxfile://tmp/photo.jpg': png(30), 'wxfile://tmp/s.xlsx': workbook([['表'], ['姓名'], ['甲']]) } });
  const page = await phone.open(url());
  const before = phone.toasts.length;
  await tap(page, phone);
  if (says) await page.until(`words like ${says}`, () => phone.toasts.slice(before).some((text) => says.test(text)) || says.test(page.text), 12_000);
  for (const text of phone.toasts.slice(before)) expect(text).toMatch(/[一-龥]{3}/);
  await then(page, phone);
});
