import { readFileSync } from 'node:fs';
import { DESK, idIn, pick, press, see, shot, startCity, words, type City } from './support/browser.ts';
import { ROSTER } from './support/roster.ts';
import { readRows } from './support/workbook.ts';
import { key } from './support/world.ts';

let city: City;
beforeAll(async () => { city = await startCity(); });
afterAll(async () => { await city?.stop(); });

test('the city organiser brings a roster: looks, corrects a column, confirms once, and takes back what was refused', async () => {
  const page = await city.open(undefined, { screen: DESK });
  await page.goto('/pages/sign-in/index');
  await shot(page, '1-sign-in-desk');
  await press(page, /市委组织部/);
  await page.waitForURL(/desk\/pages\/home/);
  await page.getByRole('link', { name: '表格导入' }).first().click();
  await pick(page, /党员花名册/);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, '选择表格上传')]);
  await chooser.setFiles([{ name: '税务局花名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: ROSTER }]);
  await page.waitForURL(/desk\/pages\/import\/index/);
  await see(page, /^将写入 \d+ 行/);
  const organiser = city.api((await city.person('市委组织部')).token);
  const id = idIn(page);
  const before = await organiser.imports.get(id);
  expect(before.counts.REFUSED).toBeGreaterThanOrEqual(3);
  expect(before.counts.MERGED).toBe(1);
  await shot(page, '1-preview');

  // "家里" says nothing to a machine: the organiser says that it is the address.
  await press(page, '列认错了？改一改');
  await page.getByRole('dialog').getByLabel('家里').selectOption({ label: '小区楼栋' });
  await shot(page, '1-columns');
  await press(page, '重新核对');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('columnheader', { name: '小区楼栋' }).waitFor();
  await pick(page, /^已修正/);
  await page.getByRole('cell', { name: '王全角' }).waitFor();
  await pick(page, /^不采用/);
  await page.getByRole('cell', { name: '赵外地' }).waitFor();
  await shot(page, '1-refused');

  // Nothing is written until it is confirmed, then once, however often the button is pressed.
  const early = await city.byPhone('15499980001');
  await city.api(early.token).me.consent({ purpose: 'TERMS', granted: true });
  await city.api(early.token).me.consent({ purpose: 'ROSTER', granted: true });
  expect((await city.api(early.token).me.rosterMatch()).found).toBe(false);
  const sent: string[] = [];
  page.on('request', (request) => { if (request.url().endsWith('/confirm')) sent.push(request.url()); });
  await press(page, '确认写入');
  await page.getByRole('dialog').getByRole('button', { name: '写入' }).dblclick();
  await see(page, '已写入');
  await see(page, /采用 \d+ 行，合并 1 行/);
  expect(sent).toHaveLength(1);
  expect(await city.api(early.token).me.rosterMatch()).toMatchObject({ found: true, name: '李报到', building: expect.stringContaining('3号楼') });
  expect(await organiser.imports.confirm(id, key())).toMatchObject({ status: 'DONE' });
  await shot(page, '1-written');

  const [download] = await Promise.all([page.waitForEvent('download'), words(page, /^下载不采用的 \d+ 行$/).click()]);
  expect(download.suggestedFilename()).toBe('税务局花名册-不采用的行.xlsx');
  const [header = [], ...rows] = readRows(readFileSync(await download.path()));
  const reason = header.indexOf('不采用的原因');
  expect(reason).toBeGreaterThan(0);
  expect(rows.map((row) => row.join('|')).join('\n')).toMatch(/赵外地.*月亮社区/);
  expect(rows.every((row) => /[一-龥]{3}/.test(row[reason] ?? ''))).toBe(true);
  expect(city.broken).toEqual([]);
});
