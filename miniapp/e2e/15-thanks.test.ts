import { dayOf, periodsOn, type SessionView } from '@xianfeng/shared';
import type { Page } from 'playwright-core';
import { inspect } from './support/axe.ts';
import { DESK, PHONE, pick, press, see, settled, shot, startCity, tick, until, type City } from './support/browser.ts';
import { home, neighbour } from './support/world.ts';

const WORK = '/packages/desk/pages', MORE = '/packages/more/pages';
const YEAR = Number(dayOf(Date.now()).slice(0, 4));
let city: City, secretary: SessionView, officer: SessionView, member: SessionView, liaison: SessionView, areaId: number;
beforeAll(async () => {
  city = await startCity();
  ({ secretary, areaId } = await home(city));
  [officer, member, liaison] = await Promise.all(['街道干部', '在职党员', '单位联络员'].map((title) => city.person(title))) as [SessionView, SessionView, SessionView];
});
afterAll(async () => { await city?.stop(); });
const inDialog = (page: Page, name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name }).first().click();
/** Presses a button and says yes to what is asked. */
const sure = async (page: Page, name: RegExp, yes: string): Promise<void> => {
  await press(page, name);
  await inDialog(page, yes);
};

test('a resident thanks in his own words and lets them be quoted; the secretary passes them; he takes his yes back', async () => {
  const desk = city.api(secretary.token), done = (await desk.needs.list({ areaId, status: 'DONE' })).items.filter((one) => one.taskId !== null)[0]!, need = await desk.needs.get(done.id);
  const asker = await city.byPhone(need.askerPhone), phone = await city.open(asker);
  await phone.goto(`${MORE}/need/index?id=${need.id}`);
  await phone.getByLabel('想说一句').fill('来的师傅真细心');
  await tick(phone, /可以转给帮忙的人/);
  await shot(phone, '15-feedback');
  await press(phone, '解决了');
  await see(phone, /已确认解决/);
  const page = await city.open(secretary, { screen: DESK });
  await page.goto(`${WORK}/letters/index?tab=WORDS`);
  await see(page, '“来的师傅真细心”');
  await shot(page, '15-words');
  await press(page, /来的师傅真细心.*可用/);
  await until('the words are passed', () => desk.thanks.list({ areaId, status: 'USABLE' }), ({ items }) => items.some((w) => w.text === '来的师傅真细心'));
  const hidden = (await desk.thanks.list({ areaId, status: 'USABLE' })).items.find((w) => w.text === '来的师傅真细心')!;
  expect(JSON.stringify(hidden)).not.toContain(asker.me.name);
  await phone.reload();
  await settled(phone);
  await shot(phone, '15-unquote');
  await sure(phone, /^不再引用我的话/, '不再引用');
  await until('nobody is quoted', () => desk.thanks.list({ areaId }), ({ items }) => items.every((w) => w.id !== hidden.id));
  await until('the button is gone', () => phone.getByRole('button', { name: '不再引用我的话' }).count(), (n) => n === 0);
  expect(await inspect(phone)).toEqual([]);
  expect(city.broken).toEqual([]);
});

test('the secretary evaluates everybody in five taps and no typing; the member answers; his unit reads both', async () => {
  const page = await city.open(secretary, { screen: DESK }), [period] = periodsOn(dayOf(Date.now()));
  await page.goto(`${WORK}/evaluations/index`);
  await press(page, '开始一期评价');
  await shot(page, '15-open');
  await inDialog(page, period!.title);
  await page.waitForURL(/evaluation\/index\?id=/);
  await settled(page);
  await shot(page, '15-batch');
  await page.getByRole('radiogroup', { name: `${member.me.name}的评价` }).getByRole('radio', { name: '较好' }).click();
  await page.getByRole('radiogroup', { name: `${member.me.name}的评价` }).getByRole('radio', { name: '很好' }).click();
  await sure(page, /^全部发出/, '全部发出');
  await see(page, '已送本人');
  await settled(page);
  await shot(page, '15-sent');
  const phone = await city.open(member);
  await phone.goto(`${MORE}/evaluations/index`);
  await see(phone, /请您评价社区/);
  await shot(phone, '15-mine');
  await press(phone, '回应一句');
  await tick(phone, '谢谢，明年继续');
  await inDialog(phone, '回应');
  await see(phone, '您的回应');
  await pick(phone, '较好');
  await tick(phone, '希望多些晚上和周末的任务');
  await press(phone, '提交评价');
  await see(phone, /“希望多些晚上和周末的任务”/);
  await shot(phone, '15-answered');
  const shared = (await city.api(member.token).me.consents()).find((one) => one.purpose === 'UNIT_SHARE')?.granted;
  const mine = (await city.api(member.token).evaluations.mine({})).items[0]!;
  expect([mine.answer, mine.status]).toEqual(['谢谢，明年继续', shared ? 'DELIVERED' : 'KEPT']);
  expect(city.broken).toEqual([]);
});

test('letters: drafted in one tap, numbered by the street, signed for by the liaison', async () => {
  const page = await city.open(secretary);
  await page.goto(`${WORK}/letters/index?tab=DRAFT`);
  await press(page, '生成草稿');
  await see(page, /“.+”|次 ·/);
  await settled(page);
  await shot(page, '15-drafts');
  await sure(page, /^全部交街道/, '交街道');
  await until('all went to the street', () => city.api(secretary.token).letters.list({ areaId, year: YEAR, status: 'DRAFT' }), ({ items }) => items.length === 0);
  const street = await city.open(officer, { screen: DESK }), api = city.api(officer.token), top = officer.me.posts[0]!.areaId!;
  await street.goto(`${WORK}/letters/index`);
  await see(street, /^批准这/);
  await settled(street);
  await shot(street, '15-approve');
  await sure(street, /^批准这/, '批准编号');
  await until('numbered', () => api.letters.list({ areaId: top, year: YEAR, status: 'APPROVED' }), ({ items }) => items.length > 0 && items.every((l) => l.no !== null));
  await pick(street, /^待送/);
  await see(street, /^送达这/);
  await settled(street);
  await shot(street, '15-approved');
  await sure(street, /^送达这/, '送达');
  await until('delivered', () => api.letters.list({ areaId: top, year: YEAR, status: 'DELIVERED' }), ({ items }) => items.length > 1);
  const mail = await city.open(liaison, { screen: DESK });
  await mail.goto(`${MORE}/unit-mail/index`);
  await see(mail, /表扬〔/);
  await settled(mail);
  await shot(mail, '15-mail');
  const before = (await city.api(liaison.token).letters.received({})).items.filter((l) => l.actions.includes('receive')).length;
  expect(before).toBeGreaterThan(0);
  await press(mail, /^签收给/);
  await until('signed', () => city.api(liaison.token).letters.received({}), ({ items }) => items.filter((l) => l.actions.includes('receive')).length === before - 1);
  const [letter] = (await city.api(liaison.token).letters.received({})).items, { url } = await city.api(liaison.token).letters.file(letter!.id);
  expect((await fetch(`${city.url}${url}`)).headers.get('content-type')).toBe('application/pdf');
  expect(city.broken).toEqual([]);
});

test('a campaign: found by its conditions, put up for objections, read by everybody', async () => {
  const page = await city.open(secretary, { screen: DESK });
  await page.goto(`${WORK}/campaigns/index`);
  await see(page, /模范在职党员/);
  await shot(page, '15-campaigns');
  await press(page, '发起评选');
  await pick(page, '10 小时');
  await shot(page, '15-conditions');
  await inDialog(page, '开始推荐');
  await page.waitForURL(/campaign\/index\?id=/);
  await pick(page, '够条件的');
  await see(page, /小时/);
  await settled(page);
  await shot(page, '15-eligible');
  await page.getByRole('button', { name: /^推荐/ }).filter({ visible: true }).first().click();
  await see(page, /已推荐/);
  await pick(page, /^推荐/);
  await press(page, /^把.*列入名单$/);
  await see(page, '拟表扬');
  await sure(page, /^公示名单/, '开始公示');
  await see(page, /公示期未满/);
  await settled(page);
  await shot(page, '15-campaign');
  const id = Number(new URL(page.url()).searchParams.get('id')), notice = await city.api().campaigns.notice(id);
  const guest = await city.open();
  await guest.goto(`${MORE}/campaign-notice/index?id=${id}`);
  await see(guest, notice.entries[0]!.name);
  await settled(guest);
  await shot(guest, '15-notice');
  const other = await neighbour(city, 71, '邻居甲'), near = await city.open(other);
  await near.goto(`${MORE}/campaign-notice/index?id=${id}`);
  await press(near, /提异议$/);
  await tick(near, '那几次服务他没有到场');
  await inDialog(near, '提交');
  await until('the objection waits', () => city.api(secretary.token).campaigns.get(id), (c) => c.openObjections === 1);
  await page.reload();
  await pick(page, /^异议/);
  await press(page, '不成立');
  await tick(page, '已核对签到和记录，情况属实');
  await inDialog(page, '答复');
  await until('it is answered', () => city.api(secretary.token).campaigns.get(id), (c) => c.openObjections === 0);
  expect(city.broken).toEqual([]);
});

test('every page of it: nothing serious to axe, nothing wider than the screen', async () => {
  const desk = city.api(secretary.token), round = (await desk.evaluations.rounds({ areaId })).items, campaign = (await desk.campaigns.list({ areaId })).items[0]!, [letter] = (await city.api(liaison.token).letters.received({})).items, open = (await city.api().campaigns.notices())[0]!;
  const pages: [SessionView | undefined, string][] = [
    [secretary, `${WORK}/evaluations/index`], ...round.slice(0, 2).map((r): [SessionView, string] => [secretary, `${WORK}/evaluation/index?id=${r.id}`]), [secretary, `${WORK}/campaigns/index`], [secretary, `${WORK}/campaign/index?id=${campaign.id}`], [officer, `${WORK}/letters/index?tab=RECEIVED`], [officer, `${WORK}/letters/index?tab=WORDS`],
    [member, `${MORE}/evaluations/index`], [member, `${MORE}/honours/index`], [liaison, `${MORE}/unit-mail/index`], [liaison, `${MORE}/letter/index?id=${letter!.id}`], [undefined, `${MORE}/campaign-notice/index`], [undefined, `${MORE}/campaign-notice/index?id=${open.id}`],
  ];
  const wrong: string[] = [];
  for (const screen of [PHONE, DESK]) {
    for (const [who, url] of pages) {
      const page = await city.open(who, { screen });
      await page.goto(url);
      await settled(page);
      await shot(page, `15-${screen.width}-${url.replace(/\/packages\/|\/pages|\/index|\d{6,}/g, '').replace(/[/?=&]+/g, '-')}-${pages.findIndex(([, u]) => u === url)}`);
      for (const one of await inspect(page)) wrong.push(`${url} ${screen.width}: ${one}`);
      await page.context().close();
    }
  }
  expect(wrong).toEqual([]);
  expect(city.broken).toEqual([]);
});
