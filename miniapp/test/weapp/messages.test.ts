import type { ClaimView, SessionView } from '@xianfeng/shared';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { home, key, shiftOf, task } from '../../e2e/support/world.ts';
import { failWith, succeed, type Fakes } from './calls.ts';
import { liveIn } from './city.ts';
import type { Weapp } from './runtime.ts';

const KNOWN = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../server/tools/wechat-stand-in/templates.json'), 'utf8')) as { name: string; id: string }[];
const IDS = Object.fromEntries(KNOWN.map(({ name, id }) => [name, id]));
const city = liveIn({ wechat: true, more: { WECHAT_TEMPLATES: JSON.stringify(IDS) } });
const SETTINGS = '/packages/more/pages/settings/index', ASK = '要微信告诉您吗', YES = '好，告诉我';
const panel = (answer: (id: string) => string): Fakes => ({ requestSubscribeMessage: (options) => succeed(options, 'requestSubscribeMessage', Object.fromEntries((options.tmplIds ?? []).map((id: string) => [id, answer(id)]))) });
const trouble = (errCode: number): Fakes => ({ requestSubscribeMessage: (options) => failWith(options, 'requestSubscribeMessage:fail', { errCode }) });
const asked = (phone: Weapp): string[][] => phone.called('requestSubscribeMessage').map(([options]) => (options as { tmplIds: string[] }).tmplIds);

let people = 0;
/** A resident of the demo's community who signed in from WeChat, with a claim of his. */
async function claimant(): Promise<{ person: SessionView; claim: ClaimView }> {
  const n = ++people, { areaId } = await home(city), number = `1549996${String(n).padStart(4, '0')}`;
  const { code } = await city.wechat.ctl.code(`林晓云${n}`), first = await city.api().session.wechat(code);
  const { demoCode } = await city.api().session.phoneCode(number), { token } = await city.api(first.token).session.bindPhone(number, demoCode ?? '');
  const api = city.api(token);
  await api.me.consent({ purpose: 'TERMS', granted: true });
  await api.registrations.create({ communityId: areaId, name: '林晓云' });
  const one = await task(city, { title: '河边清扫', in: 30 * 3_600_000 });
  return { person: { token, me: await api.me.get() }, claim: await api.claims.create({ shiftId: shiftOf(one) }, key()) };
}
const left = async (who: SessionView) => Object.fromEntries((await city.api(who.token).messages.get()).kinds.filter((kind) => kind.left > 0).map((kind) => [kind.template, kind.left]));
const pageOf = (claim: ClaimView) => `/packages/more/pages/claim/index?id=${claim.id}`;

test('after claiming, one tap asks WeChat for three kinds, and what was allowed is there', async () => {
  const { person, claim } = await claimant(), phone = city.phone(person, { wx: panel((id) => (id === IDS['TASK'] ? 'reject' : 'accept')) });
  const page = await phone.open(pageOf(claim));
  await page.see(ASK);
  expect(asked(phone)).toEqual([]);
  await page.tap(YES);
  await page.see('到时微信告诉您');
  expect(asked(phone)).toEqual([[IDS['LOG'], IDS['REMINDER'], IDS['TASK']]]);
  expect(await left(person)).toEqual({ LOG: 1, REMINDER: 1 });
  // He said no to one of them today: it is not asked for again, also after a restart; the others he has.
  const again = city.phone(person, { ...phone.kept, wx: panel(() => 'accept') }), later = await again.open(pageOf(claim));
  await later.see('已认领，请按时到');
  expect(later.has(ASK)).toBe(false);
});
test('whoever sent a need is asked about news of it, as long as it is open', async () => {
  const { person } = await claimant(), { areaId } = await home(city), phone = city.phone(person, { wx: panel(() => 'accept') }), api = city.api(person.token);
  const need = await api.needs.create({ areaId, kind: 'REPAIR', title: '楼道灯不亮' }, key());
  const page = await phone.open(`/packages/more/pages/need/index?id=${need.id}`);
  await page.see('社区有了答复、办好了');
  await page.tap(YES);
  await page.see('到时微信告诉您');
  expect([asked(phone), await left(person)]).toEqual([[[IDS['NEED']]], { NEED: 1 }]);
  await api.needs.withdraw(need.id);
  const closed = await city.phone(person, { wx: panel(() => 'accept') }).open(`/packages/more/pages/need/index?id=${need.id}`);
  await closed.see('楼道灯不亮');
  expect(closed.has(ASK)).toBe(false);
});
test('after a no nothing is counted, and he is not asked again that day', async () => {
  const { person, claim } = await claimant(), phone = city.phone(person, { wx: panel(() => 'reject') });
  const page = await phone.open(pageOf(claim));
  await page.tap(YES);
  await page.gone(ASK);
  expect([await left(person), asked(phone).length]).toEqual([{}, 1]);
});
test.each([[20004, '微信里把通知总开关关了', '去打开'], [20005, '微信暂时不让发通知', ''], [10002, '网络不太好', ''], [10005, '刚才没弹出来', ''], [10001, '微信通知没开成', '']])('trouble %i is said in words, and nothing is counted', async (errCode, words, way) => {
  const { person, claim } = await claimant(), phone = city.phone(person, { wx: trouble(errCode) });
  const page = await phone.open(pageOf(claim));
  await page.tap(YES);
  await page.see(words);
  expect([page.has(way), await left(person)]).toEqual([true, {}]);
});
test('what was said without network is reported when the line is back, once', async () => {
  const { person, claim } = await claimant(), phone = city.phone(person, { wx: panel(() => 'accept') });
  const page = await phone.open(pageOf(claim));
  await page.see(ASK);
  phone.server = null;
  await page.tap(YES);
  await page.see('到时微信告诉您');
  expect(await left(person)).toEqual({});
  phone.server = city.url;
  const back = await phone.open(pageOf(claim));
  await back.see('已认领，请按时到');
  for (let i = 0; i < 100 && (await left(person))['LOG'] !== 1; i++) await new Promise((on) => setTimeout(on, 50));
  await (await phone.open(SETTINGS)).see('还能收 1 次');
  expect(await left(person)).toEqual({ LOG: 1, REMINDER: 1, TASK: 1 });
});
test('settings say what is left of each kind; one more by a tap, off and on by a switch', async () => {
  const { person } = await claimant(), phone = city.phone(person, { wx: panel(() => 'accept') });
  const page = await phone.open(SETTINGS);
  await page.see('微信通知');
  await page.see('认领的任务改了时间、取消，或者候补轮到您还没同意收');
  await page.tap('[aria-label="任务变动：收一次"]');
  await page.see('还能收 1 次');
  expect([asked(phone), await left(person)]).toEqual([[[IDS['TASK']]], { TASK: 1 }]);
  await page.tap('有不想收的');
  await page.tap('认领的任务改了时间');
  await page.tap('选好了');
  await page.see('候补轮到您不收');
  expect((await city.api(person.token).messages.get()).kinds.find((kind) => kind.template === 'TASK')?.muted).toBe(true);
});
test('who signed in by phone alone is told how to get them', async () => {
  const resident = await city.byPhone('15499950001'), phone = city.phone(resident), page = await phone.open(SETTINGS);
  await page.see('您是用手机号登录的');
  expect(asked(phone)).toEqual([]);
});
