import { dayOf } from '@xianfeng/shared';
import { inspect } from './support/axe.ts';
import { DESK, pick, press, see, settled, shot, startCity, tick, until, words, type City } from './support/browser.ts';
import { home } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });
const year = Number(dayOf(Date.now()).slice(0, 4));
const MORE = '/packages/more/pages', STAFF = '/packages/desk/pages';
/** What a signed link gives: kind of file and its first bytes. */
const fetched = async (url: string): Promise<{ type: string; head: string }> => {
  const answer = await fetch(city.url + url), bytes = Buffer.from(await answer.arrayBuffer());
  return { type: answer.headers.get('content-type') ?? '', head: bytes.subarray(0, 5).toString('latin1') };
};

test('a member prints his record and asks for the certificate; the community issues it; anybody can check it', async () => {
  const member = await city.person('在职党员'), { secretary, areaId } = await home(city), api = city.api(member.token);
  const page = await city.open(member);
  await page.goto('/pages/me/index');
  await settled(page);
  await page.getByRole('link', { name: /我的证明和材料/ }).click();
  await page.waitForURL(/my-papers/);
  await settled(page);
  expect(await inspect(page)).toEqual([]);
  await shot(page, '13-my-papers');
  const [popup] = await Promise.all([page.context().waitForEvent('page'), press(page, new RegExp(`打印${year}年的服务记录`))]);
  expect(popup.url()).toContain('/api/downloads/record-papers/');
  expect(await fetched((await api.certificates.recordPaper({ year })).url)).toEqual({ type: 'application/pdf', head: '%PDF-' });
  await popup.close();
  const source = (await api.certificates.sources()).find((one) => one.communityId === areaId)!;
  await page.getByRole('button', { name: new RegExp(`${source.communityName}.*申请证明`, 's') }).click();
  await tick(page, /留一行手写/);
  await shot(page, '13-ask');
  await press(page, '申请');
  await until('asked', () => api.certificates.requests(), (all) => all[0]?.status === 'WAITING');
  await see(page, '待出具');

  const desk = await city.open(secretary, { screen: DESK });
  await desk.goto(`${STAFF}/certificates/index`);
  await settled(desk);
  expect(await inspect(desk)).toEqual([]);
  await shot(desk, '13-certificates-desk');
  await press(desk, `给${member.me.name}出具证明`);
  await shot(desk, '13-issue-desk');
  await desk.getByRole('dialog').getByRole('button', { name: '出具', exact: true }).click();
  const [made] = await until('issued', () => api.certificates.mine(), (all) => all.length > 0 && all[0]!.issuedBy === secretary.me.name && Date.now() - all[0]!.issuedAt < 60_000);
  expect(made).toMatchObject({ status: 'VALID', communityId: areaId });
  expect(await fetched((await api.certificates.file(made!.id)).url)).toEqual({ type: 'application/pdf', head: '%PDF-' });
  await desk.reload();
  await settled(desk);
  await see(desk, made!.number);
  await press(desk, `重开${member.me.name}的证明`);
  await desk.getByRole('dialog').getByText('纸质遗失', { exact: true }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '重开', exact: true }).click();
  await until('replaced', () => api.certificates.get(made!.id), (c) => c.status === 'REPLACED');
  for (const [path, says, name] of [[(await api.certificates.mine())[0]!.verifyPath, '这份证明有效', 'valid'], [made!.verifyPath, '已由新的一份替换', 'replaced']] as const) {
    const stranger = await city.open();
    await stranger.goto(path);
    await see(stranger, new RegExp(says));
    expect(await inspect(stranger)).toEqual([]);
    expect(await stranger.locator('main').innerText()).not.toContain(member.me.name);
    await shot(stranger, `13-verify-${name}`);
    await stranger.context().close();
  }
  const staff = await city.open(secretary);
  await staff.goto(`${STAFF}/certificates/index`);
  await settled(staff);
  expect(await inspect(staff)).toEqual([]);
  await shot(staff, '13-certificates');
  await pick(staff, '录入全国系统');
  await settled(staff);
  await see(staff, /新记录还没导出/);
  await shot(staff, '13-national');
  expect(city.broken).toEqual([]);
});

test('who scans a code that is none is told to be careful; the page asks for no sign-in', async () => {
  const page = await city.open();
  await page.goto(`${MORE}/verify/index?t=${'A'.repeat(22)}`);
  await see(page, /当心伪造/);
  await shot(page, '13-verify-none');
  expect(city.broken).toEqual([]);
});

test('half-year, unit and community papers are there without a field to fill in, and their numbers open', async () => {
  const member = await city.person('在职党员'), page = await city.open(member);
  await page.goto(`${MORE}/paper/index?year=${year}&half=2`);
  await settled(page);
  expect(await inspect(page)).toEqual([]);
  await shot(page, '13-half-year');
  await page.getByRole('button', { name: /^服务时长/ }).first().click();
  await see(page, /^服务时长：/);
  await settled(page);
  await shot(page, '13-half-year-rows');
  expect(await page.getByRole('textbox').count()).toBe(0);

  const liaison = await city.person('单位联络员'), wide = await city.open(liaison, { screen: DESK });
  const unitId = liaison.me.posts.find((post) => post.role === 'UNIT_LIAISON')!.unitId;
  await wide.goto(`${MORE}/paper/index?unit=${unitId}&year=${year}`);
  await settled(wide);
  expect(await inspect(wide)).toEqual([]);
  await shot(wide, '13-unit-desk');
  await wide.getByRole('button', { name: /^服务次数/ }).first().click();
  await see(wide, /^服务次数：/);
  await shot(wide, '13-unit-rows-desk');

  const { secretary } = await home(city), desk = await city.open(secretary, { screen: DESK });
  await desk.goto(`${STAFF}/papers/index`);
  await settled(desk);
  expect(await inspect(desk)).toEqual([]);
  await shot(desk, '13-papers-desk');
  await desk.getByRole('button', { name: /收到点单/ }).first().click();
  await see(desk, /^收到点单：/);
  await settled(desk);
  await shot(desk, '13-papers-rows-desk');
  const phone = await city.open(secretary);
  await phone.goto(`${STAFF}/papers/index`);
  await settled(phone);
  expect(await inspect(phone)).toEqual([]);
  await shot(phone, '13-papers');
  const organiser = await city.person('市委组织部'), top = await city.open(organiser, { screen: DESK });
  await top.goto(`${STAFF}/papers/index`);
  await settled(top);
  await words(top, '所辖各处').waitFor();
  await shot(top, '13-papers-city-desk');
  expect(city.broken).toEqual([]);
});
