import { home, key, shiftOf, task, whoHaveToLog, type ToLog } from '../../e2e/support/world.ts';
import { answers } from './calls.ts';
import { liveIn } from './city.ts';
import { png } from './pictures.ts';
import { pause, type Weapp } from './runtime.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const idOf = (phone: Weapp): number => Number(/[?&]id=(\d+)/.exec(phone.url)?.[1]);
let writers: ToLog[];
beforeAll(async () => { writers = await whoHaveToLog(city, 4); });
const writer = (at: number): ToLog => {
  const found = writers[at];
  if (!found) throw new Error('nobody has to log');
  return found;
};
/** So many photos out of the album. */
const album = (count: number) => {
  const names = Array.from({ length: count }, (_, i) => `wxfile://tmp/IMG_${i}.jpg`);
  return { files: Object.fromEntries(names.map((name, i) => [name, png(40 + i)])), wx: { chooseMedia: answers('chooseMedia', { type: 'image', tempFiles: names.map((tempFilePath) => ({ tempFilePath, size: 500, fileType: 'image' })) }) } };
};

test('6 a log takes three taps and no typing', async () => {
  const { who } = writer(0), phone = city.phone(who);
  await (await phone.open('/pages/tasks/index')).tap('写日志');
  const page = await phone.arrived('packages/more/pages/log/index');
  await page.tap('居民很满意');
  await page.tap('提交', '.x-footer');
  await (await phone.arrived('packages/more/pages/log-view/index')).see('等社区核实');
  expect(await city.api(who.token).logs.get(idOf(phone))).toMatchObject({ status: 'SUBMITTED', text: '居民很满意' });
});

test('6 nine photos go up, one that is none is said to be none and holds up nothing; what was written is there after the app was closed', async () => {
  const { who, claim } = writer(1), { files, wx } = album(9);
  const phone = city.phone(who, { wx, files: { ...files, 'wxfile://tmp/IMG_4.jpg': new TextEncoder().encode('these are only words') } });
  const page = await phone.open(`${MORE}/log/index?claimId=${claim.id}`);
  await page.tap('已按要求完成');
  await page.tap('添加照片，已有 0/9 张');
  await page.see('点此重传', 20_000);
  await page.gone('正在上传', 20_000);
  // One says why it did not go up, and no other.
  expect(page.all('[aria-label]').map((one) => one.getAttribute('aria-label') ?? '').filter((label) => label.includes('没传成'))).toEqual([expect.stringMatching(/^第 5 张没传成，.*[一-龥]{4}.*，点此重传$/)]);
  await page.until('the draft to be kept', () => [...phone.storage].some(([name, kept]) => name.endsWith(`log:${claim.id}`) && (kept as { photos: unknown[] }).photos.length === 8));
  expect(phone.line.peak).toBeLessThanOrEqual(10);
  const later = city.phone(null, phone.kept);
  const again = await later.open(`${MORE}/log/index?claimId=${claim.id}`);
  await again.see('接着上次没写完的。');
  await again.until('the photos that went up', () => again.has('添加照片，已有 8/9 张'));
  await again.tap('提交', '.x-footer');
  await (await later.arrived('packages/more/pages/log-view/index')).see('等社区核实');
  const log = await city.api(who.token).logs.get(idOf(later));
  expect(log).toMatchObject({ status: 'SUBMITTED', text: '已按要求完成' });
  expect(log.photos).toHaveLength(8);
  await later.page.tap('看大图：第 1 张，共 8 张');
  expect(later.called('previewImage')).toHaveLength(1);
});

test('6 the secretary verifies a batch at once; each reads his record, his points and why', async () => {
  const { secretary, areaId } = await home(city), desk = city.api(secretary.token);
  const waiting = (await desk.logs.list({ areaId, status: 'SUBMITTED' })).items.filter((log) => log.actions.includes('verify'));
  expect(waiting.length).toBeGreaterThanOrEqual(10);
  const phone = city.phone(secretary);
  const page = await phone.open(`${DESK}/logs/index`);
  await page.see(/全选 \d+ 条/);
  await page.tap(/全选 \d+ 条/.exec(page.text)?.[0] ?? '');
  await page.see(/核实 \d+ 条/);
  await page.tap(/核实 \d+ 条/.exec(page.text)?.[0] ?? '');
  await page.until('the word', () => phone.toasts.some((text) => /已核实 \d+ 条/.test(text)));
  const done = (await desk.logs.list({ areaId, status: 'VERIFIED' })).items.map((log) => log.id);
  expect(waiting.filter((log) => done.includes(log.id)).length).toBeGreaterThanOrEqual(10);

  const { who, claim } = writer(0);
  const mine = (await city.api(who.token).logs.mine({})).items.find((log) => log.claimId === claim.id);
  expect(mine).toMatchObject({ status: 'VERIFIED' });
  const his = city.phone(who), view = await his.open(`${MORE}/log-view/index?id=${mine?.id}`);
  await view.see('已核实，谢谢您');
  await view.see(mine?.pointsWhy ?? 'no sentence');
  await (await his.open(`${MORE}/points/index`)).see(mine?.pointsWhy ?? 'no sentence');
  await (await his.open(`${MORE}/records/index`)).see(mine?.title ?? '');
});

test('6 a log is returned with a reason and sent again, another is refused; nobody verifies his own', async () => {
  const { secretary } = await home(city);
  const [back, never] = [writer(2), writer(3)];
  for (const { who, claim } of [back, never]) await city.api(who.token).logs.submit({ claimId: claim.id, text: '' }, key());
  const phone = city.phone(secretary);
  const page = await phone.open(`${DESK}/logs/index`);
  await page.tap(`退回${back.who.me.name}的日志`);
  await page.tap('请写一句做了什么', '.x-dialog');
  await page.tap('退回', '.x-dialog__foot');
  await page.until('the word', () => phone.toasts.includes('已退回，请他补充'));
  await page.tap(`不通过${never.who.me.name}的日志`);
  await page.tap('与别的日志重复', '.x-dialog');
  await page.tap('不通过', '.x-dialog__foot');
  await page.until('the word', () => phone.toasts.includes('已记为未通过'));

  const [log] = (await city.api(back.who.token).logs.mine({})).items.filter((one) => one.claimId === back.claim.id);
  const his = city.phone(back.who), view = await his.open(`${MORE}/log-view/index?id=${log?.id}`);
  await view.see('请写一句做了什么');
  await view.tap('补充后再提交');
  const form = await his.arrived('packages/more/pages/log/index');
  await form.type('想多说一句', '扫了三个单元');
  await form.tap('提交', '.x-footer');
  await (await his.arrived('packages/more/pages/log-view/index')).see('等社区核实');
  await expect(city.api(back.who.token).logs.verify({ logIds: [log?.id ?? 0] }, key())).rejects.toThrow(/403|404|SELF/);
  const [refused] = (await city.api(never.who.token).logs.mine({})).items.filter((one) => one.claimId === never.claim.id);
  await (await city.phone(never.who).open(`${MORE}/log-view/index?id=${refused?.id}`)).see('与别的日志重复');
});

test('6 the secretary helps too, but nobody verifies himself: no box to tick on her own log, and a refusal where she asks all the same', async () => {
  const { secretary, areaId } = await home(city), desk = city.api(secretary.token);
  if (!(await desk.me.get()).community) { await desk.me.consent({ purpose: 'TERMS', granted: true }); await desk.registrations.create({ communityId: areaId, name: secretary.me.name }); }
  const soon = await task(city, { title: '书记自己去的', in: 4_000 });
  const { id: claimId } = await desk.claims.create({ shiftId: shiftOf(soon) }, key());
  await pause(4_100);
  const phone = city.phone(secretary);
  const form = await phone.open(`${MORE}/log/index?claimId=${claimId}`);
  await form.tap('已按要求完成');
  await form.tap('提交', '.x-footer');
  await (await phone.arrived('packages/more/pages/log-view/index')).see('等社区核实');
  const id = idOf(phone), page = await phone.open(`${DESK}/logs/index`);
  await page.see('书记自己去的');
  expect(page.has(`选中${secretary.me.name}的日志：书记自己去的`)).toBe(false);
  expect(page.has(`退回${secretary.me.name}的日志`)).toBe(false);
  expect(await desk.logs.verify({ logIds: [id] }, key())).toMatchObject({ verified: [], refused: [{ id }] });
  expect((await desk.logs.get(id)).status).toBe('SUBMITTED');
});

test('6 the asker says whether it helped', async () => {
  const { secretary, areaId } = await home(city), desk = city.api(secretary.token);
  for (const { id } of (await desk.needs.list({ areaId, status: 'DONE' })).items) {
    const who = await city.byPhone((await desk.needs.get(id)).askerPhone), api = city.api(who.token);
    if (!(await api.needs.mine({})).items.some((one) => one.id === id)) continue;
    const phone = city.phone(who), page = await phone.open(`${MORE}/need/index?id=${id}`);
    await page.see('这件事解决了吗？');
    await page.type('想说一句', '谢谢来帮忙的人');
    await page.tap('解决了');
    await page.until('the word', () => phone.toasts.includes('谢谢您的反馈'));
    expect((await api.needs.get(id)).status).toBe('CONFIRMED');
    return;
  }
  throw new Error('nobody of the demo has something to say about');
});
