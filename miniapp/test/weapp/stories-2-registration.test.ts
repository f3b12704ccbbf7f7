import { liveIn } from './city.ts';
import type { View } from './view.ts';

const city = liveIn({ wechat: true });
const WELCOME = 'pages/welcome/index';

/** Answers what is asked, one purpose at a time, until something else stands there. Counts the questions. */
async function consent(page: View, answer: (n: number) => '同意' | '不同意，下一项'): Promise<number> {
  for (let asked = 0; ;) {
    await page.see(/第 \d 项，共 \d 项|下一步：报到|在花名册里找到了您/);
    if (page.has('下一步：报到')) { await page.tap('下一步：报到'); return asked; }
    const step = /第 \d 项，共 \d 项/.exec(page.text)?.[0];
    if (!step) return asked;
    await page.tap(answer(asked));
    asked += 1;
    await page.gone(step);
  }
}

test('2 a newcomer signs in by WeChat, binds his phone, consents one by one, finds himself on the roster and is accepted', async () => {
  const { phone: number } = (await city.api().session.demoAccounts()).find((account) => account.title === '新党员') ?? { phone: '' };
  const phone = city.phone(null, { wechatOf: '新党员' });
  const door = await phone.open('/pages/sign-in/index');
  await door.tap('微信一键登录');
  const page = await phone.arrived(WELCOME);
  await page.tap('用别的手机号');
  await page.type('手机号', number);
  await page.tap('获取验证码');
  await page.tap('填入');
  await page.tap('绑定');
  expect(await consent(page, () => '同意')).toBe(5);
  await page.see('在花名册里找到了您');
  await page.tap('都对，我要报到');
  await page.see('已提交，等社区确认');
  // He stays signed in, and his WeChat leads to the same person again.
  const kept = city.phone(null, { ...phone.kept, wechatOf: '新党员' });
  await (await kept.open('/pages/me/index')).gone('登录后可以');
  const again = city.phone(null, { wechatOf: '新党员' });
  await (await again.open('/pages/sign-in/index')).tap('微信一键登录');
  await again.arrived('pages/tasks/index');

  const desk = city.phone(await city.person('社区书记'));
  const papers = await desk.open('/packages/desk/pages/registrations/index');
  await papers.tap('接受报到', number);
  await papers.until('the word', () => desk.toasts.includes('已接受报到'));
  const newcomer = await city.person('新党员');
  expect((await city.api(newcomer.token).me.get()).community?.name).toBe('条山社区');
  await (await again.open('/pages/me/index')).see('条山社区');
});

test('2 the secretary returns a registration with a reason, which the member reads', async () => {
  const secretary = city.phone(await city.person('社区书记'));
  const papers = await secretary.open('/packages/desk/pages/registrations/index');
  const card = await papers.until('a registration', () => papers.all('.x-card').find((one) => one.textContent?.includes('退回')));
  const number = /1\d{10}/.exec(card.textContent ?? '')?.[0] ?? '';
  await papers.tap('退回', number);
  await papers.tap('请补充小区和楼栋', '.x-dialog');
  await papers.tap('退回', '.x-dialog__foot');
  await papers.until('the word', () => secretary.toasts.includes('已退回并说明原因'));
  const his = city.phone(await city.byPhone(number));
  await (await his.open('/packages/more/pages/inbox/index')).see('请补充小区和楼栋');
  await (await his.open('/packages/more/pages/registration/index')).see('请补充小区和楼栋');
});

test('2 a resident needs no roster: he says who he is and where he lives, and says no to all but the terms', async () => {
  const phone = city.phone(await city.byPhone('15499990077'));
  const page = await phone.open(`/${WELCOME}`);
  expect(await consent(page, (n) => (n === 0 ? '同意' : '不同意，下一项'))).toBe(5);
  await page.type('怎么称呼您', '阿卜杜拉·买买提𠮷');
  await page.choose('街道（镇）', '城东街道');
  await page.choose('社区（村）', '条山社区');
  await page.tap('报到', '.x-card');
  await page.see('阿卜杜拉·买买提𠮷，都办好了');
});

test('2 a unit is registered to a community by its liaison and accepted there', async () => {
  const phone = city.phone(await city.person('单位联络员'));
  const page = await phone.open('/packages/more/pages/units/index');
  await page.choose('街道（镇）', '城东街道');
  const name = await page.choose('社区（村）', '富强社区');
  if (!/^\d+$/.test(await page.written('联络电话'))) await page.type('联络电话', '15400000009');
  await page.type('能提供什么', '会议室周末可借');
  await page.tap('提交报到');
  await page.see(`→ ${name}`);
  await page.see('会议室周末可借');

  const desk = city.phone(await city.person('社区书记'));
  const papers = await desk.open('/packages/desk/pages/registrations/index?tab=units');
  await papers.tap('接受报到');
  await papers.until('the word', () => desk.toasts.includes('已接受报到'));
});

test('2 who moves asks for another community, takes it back, and may leave altogether', async () => {
  const member = await city.person('在职党员'), api = city.api(member.token);
  const home = (await api.registrations.mine()).find((one) => one.status === 'ACCEPTED');
  const phone = city.phone(member);
  const page = await phone.open('/packages/more/pages/registration/index');
  await page.tap('搬家了，转社区');
  await page.choose('街道（镇）', '城东街道');
  await page.choose('社区（村）', '富强社区');
  await page.tap('提交', '.x-dialog__foot');
  await page.see('等富强社区确认');
  expect((await api.registrations.mine()).filter((one) => one.status === 'SUBMITTED')).toHaveLength(1);
  expect((await api.me.get()).community?.id).toBe(home?.community.id);
  await page.tap('撤回', '等富强社区确认');
  await page.gone('等富强社区确认');
  await page.tap('撤回', home?.community.name);
  await page.see('您现在没有在任何社区报到。');
  expect((await api.me.get()).community).toBeNull();
});
