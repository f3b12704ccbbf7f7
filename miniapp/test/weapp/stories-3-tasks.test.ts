import { DAY_MS } from '@xianfeng/shared';
import { home, key, neighbour, shiftOf, task } from '../../e2e/support/world.ts';
import { liveIn } from './city.ts';
import type { Weapp } from './runtime.ts';

const city = liveIn();
const DESK = '/packages/desk/pages', MORE = '/packages/more/pages';
const idOf = (phone: Weapp): number => Number(/[?&]id=(\d+)/.exec(phone.url)?.[1]);

test('3 the secretary publishes from a template with at most eight fields', async () => {
  const { secretary, areaId } = await home(city);
  const phone = city.phone(secretary);
  await (await phone.open(`${DESK}/home/index`)).tap('发布任务');
  const page = await phone.arrived('packages/desk/pages/task-edit/index');
  await page.see('选一个模板');
  const template = (await city.api(secretary.token).tasks.templates()).find(({ kind }) => kind === 'PATROL');
  await page.tap(template?.name ?? '');
  await page.type('地点', '阳光花园大门');
  let filled = 1;
  if (!(await page.written('联系电话'))) { await page.type('联系电话', '15400000009'); filled += 1; }
  expect(filled).toBeLessThanOrEqual(8);
  await page.tap('发布', '.x-footer');
  const done = await phone.arrived('packages/desk/pages/task/index');
  await done.see('招募中');
  expect(await city.api(secretary.token).tasks.get(idOf(phone))).toMatchObject({ status: 'PUBLISHED', kind: 'PATROL', place: '阳光花园大门', areaId });
  const member = await city.person('在职党员');
  expect((await city.api(member.token).tasks.list({ areaId, order: 'NEWEST' })).items.map((one) => one.id)).toContain(idOf(phone));
});

test('3 what is refused is said at the field, in Chinese, and what was written stays', async () => {
  const phone = city.phone((await home(city)).secretary);
  const page = await phone.open(`${DESK}/task-edit/index`);
  await page.tap('空白任务');
  await page.type('标题', '扫');
  await page.tap('发布', '.x-footer');
  await page.until('a sentence', () => page.all('.x-field__note--bad').length > 0);
  for (const note of page.all('.x-field__note--bad')) expect(note.textContent).toMatch(/[一-龥]{3}/);
  expect(await page.written('标题')).toBe('扫');
});

test('3 a half-written task is there after the app was closed; the last one is copied with its dates moved on', async () => {
  const { secretary } = await home(city);
  const first = city.phone(secretary);
  const sheet = await first.open(`${DESK}/task-edit/index`);
  await sheet.tap('空白任务');
  await sheet.type('标题', '楼道小广告清除');
  await sheet.type('地点', '3号楼');
  const later = city.phone(null, first.kept);
  const again = await later.open(`${DESK}/task-edit/index`);
  await again.see('接着上次没填完的内容。');
  expect([await again.written('标题'), await again.written('地点')]).toEqual(['楼道小广告清除', '3号楼']);

  const last = await task(city, { title: '最后发的任务', in: 2 * DAY_MS });
  const page = await later.open(`${DESK}/task/index?id=${last.id}`);
  await page.tap('复制');
  const copy = await later.arrived('packages/desk/pages/task-edit/index');
  await copy.see('安全提示');
  expect(await copy.written('标题')).toBe('最后发的任务');
  await copy.tap('发布', '.x-footer');
  await (await later.arrived('packages/desk/pages/task/index')).see('招募中');
  const view = await city.api(secretary.token).tasks.get(idOf(later));
  expect(view.id).not.toBe(last.id);
  expect((view.startsAt - last.startsAt) % (7 * DAY_MS)).toBe(0);
});

test('3 a draft is kept on the server, changed and published; a published task is changed', async () => {
  const { secretary, areaId } = await home(city), api = city.api(secretary.token);
  const phone = city.phone(secretary);
  const page = await phone.open(`${DESK}/task-edit/index`);
  const [template] = await api.tasks.templates();
  await page.tap(template?.name ?? '');
  await page.type('标题', '先存着的任务');
  await page.type('地点', '社区大院');
  if (!(await page.written('联系电话'))) await page.type('联系电话', '15400000009');
  await page.tap('存草稿');
  const draft = await phone.arrived('packages/desk/pages/task/index');
  await draft.see('草稿');
  const id = idOf(phone);
  await draft.tap('修改');
  const edit = await phone.arrived('packages/desk/pages/task-edit/index');
  await edit.type('地点', '社区小院');
  await edit.pick('日期', new Date(Date.now() + 12 * DAY_MS).toISOString().slice(0, 10));
  await edit.pick('开始', '09:00');
  await edit.tap('发布', '.x-footer');
  await (await phone.arrived('packages/desk/pages/task/index')).see('招募中');
  expect(await api.tasks.get(id)).toMatchObject({ status: 'PUBLISHED', place: '社区小院', areaId });
  await phone.page.tap('修改');
  const change = await phone.arrived('packages/desk/pages/task-edit/index');
  await change.type('标题', '改过标题的任务');
  await change.tap('保存修改');
  await (await phone.arrived('packages/desk/pages/task/index')).see('改过标题的任务');
});

test('3 a resident asks, the secretary makes a task of it, the asker follows it; another is asked for his mother and taken back', async () => {
  const { secretary } = await home(city), resident = await city.person('居民');
  const phone = city.phone(resident);
  const ask = await phone.open(`${MORE}/need-new/index?kind=CARE`);
  await ask.type('什么事', '想请人陪老人下楼晒太阳');
  await ask.tap('告诉社区');
  const need = await phone.arrived('packages/more/pages/need/index');
  const needId = idOf(phone);
  const desk = city.phone(secretary);
  const list = await desk.open(`${DESK}/needs/index`);
  await list.tap('想请人陪老人下楼晒太阳');
  const detail = await desk.arrived('packages/desk/pages/need/index');
  await detail.tap('发成任务');
  const edit = await desk.arrived('packages/desk/pages/task-edit/index');
  await edit.see('来自居民点单');
  expect(await edit.written('标题')).toBe('想请人陪老人下楼晒太阳');
  if (!(await edit.written('联系电话'))) await edit.type('联系电话', '15400000009');
  await edit.tap('发布', '.x-footer');
  await (await desk.arrived('packages/desk/pages/task/index')).see('来自居民点单');
  await phone.pullDown();
  await need.see('已发布任务');
  expect((await city.api(resident.token).needs.get(needId)).status).toBe('PUBLISHED');

  const other = await phone.open(`${MORE}/need-new/index?kind=CARE&for=other`);
  await other.type('什么事', '想请人陪老人去医院');
  await other.type('他的称呼', '我母亲');
  await other.tap('告诉社区');
  const his = await phone.arrived('packages/more/pages/need/index');
  await his.see('我母亲');
  await his.tap('不需要了，撤回');
  await his.see('已撤回');
});

test('3 what nobody claimed is taken back quietly; what somebody claimed is cancelled, and he is told why', async () => {
  const { secretary } = await home(city);
  const quiet = await task(city, { title: '没有人认领的' });
  const phone = city.phone(secretary);
  const first = await phone.open(`${DESK}/task/index?id=${quiet.id}`);
  await first.tap('撤回');
  await first.see('已撤回');
  const claimed = await task(city, { title: '有人认领的', in: 4 * DAY_MS }), helper = await neighbour(city, 1, '孙志远');
  await city.api(helper.token).claims.create({ shiftId: shiftOf(claimed) }, key());
  const page = await phone.open(`${DESK}/task/index?id=${claimed.id}`);
  await page.tap('取消任务');
  await page.tap('天气原因', '.x-dialog');
  await page.tap('取消并通知 1 人');
  await page.see('已取消');
  expect(phone.toasts.at(-1)).toBe('已取消，已通知 1 人');
  await (await city.phone(helper).open(`${MORE}/inbox/index`)).see('天气原因');
});
