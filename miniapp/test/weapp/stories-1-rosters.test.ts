import { randomUUID } from 'node:crypto';
import { ROSTER } from '../../e2e/support/roster.ts';
import { readRows, workbook } from '../../e2e/support/workbook.ts';
import { answers } from './calls.ts';
import { liveIn } from './city.ts';

const city = liveIn();
const NAME = '税务局花名册.xlsx', AT = 'wxfile://tmp/sheet.xlsx';
const fileOf = (name: string) => answers('chooseMessageFile', { tempFiles: [{ name, path: AT, size: 1, type: 'file', time: 0 }] });

test('1 a roster from a chat: preview row by row, a column named anew, written once though confirmed twice, refused rows taken home', async () => {
  const organiser = await city.person('市委组织部'), api = city.api(organiser.token);
  const phone = city.phone(organiser, { files: { [AT]: ROSTER }, wx: { chooseMessageFile: fileOf(NAME) } });
  const imports = await phone.open('/packages/desk/pages/imports/index');
  await imports.tap('姓名、手机、单位、社区、小区');
  await imports.tap('选择表格上传');
  const page = await phone.arrived('packages/desk/pages/import/index');
  await page.see(/将写入 \d+ 行/, 15_000);
  const id = Number(/id=(\d+)/.exec(phone.url)?.[1]), before = await api.imports.get(id);
  expect(before.counts.REFUSED).toBeGreaterThanOrEqual(3);
  expect(before.counts.MERGED).toBe(1);
  expect(before.columns[0]?.fields[4]).toBeNull();
  await page.see('赵外地');

  // "家里" says nothing to a machine: the organiser says that it is the address.
  await page.tap('列认错了？改一改');
  await page.see('表头在第 3 行');
  await page.choose('家里', '小区楼栋');
  await page.tap('重新核对', '.x-dialog');
  await page.until('the dialog to close', () => page.all('.x-dialog').length === 0);
  expect((await api.imports.get(id)).columns[0]?.fields[4]).toBe('address');
  await page.tap(`已修正 ${(await api.imports.get(id)).counts.MENDED}`);
  await page.see('王全角');

  const early = await city.byPhone('15499980001'), his = city.api(early.token);
  for (const purpose of ['TERMS', 'ROSTER'] as const) await his.me.consent({ purpose, granted: true });
  expect((await his.me.rosterMatch()).found).toBe(false);
  await page.tapTwice('确认写入');
  await page.see('已写入', 15_000);
  const sent = phone.called('request').filter(([options]) => (options as { url: string }).url.endsWith('/confirm'));
  expect(sent).toHaveLength(1);
  expect(await his.me.rosterMatch()).toMatchObject({ found: true, name: '李报到', building: expect.stringContaining('3号楼') });
  expect(await api.imports.confirm(id, randomUUID())).toMatchObject({ status: 'DONE' });

  await page.tap(`下载不采用的 ${before.counts.REFUSED} 行`);
  await page.until('the file to be opened', () => phone.called('openDocument').length > 0);
  const { filePath } = phone.called('openDocument')[0]?.[0] as { filePath: string };
  const [header = [], ...rows] = readRows(Buffer.from(phone.files.get(filePath) ?? []));
  const reason = header.indexOf('不采用的原因');
  expect(rows.map((row) => row.join('|')).join('\n')).toMatch(/赵外地.*月亮社区/);
  expect(rows.every((row) => /[一-龥]{3}/.test(row[reason] ?? ''))).toBe(true);
});

test('1 areas, compounds and units come in the same way, and a file that lies about its type is refused in plain words', async () => {
  const organiser = await city.person('市委组织部'), api = city.api(organiser.token);
  const areas = workbook([['街道小区一览'], ['街道', '社区', '小区', '楼栋'], ['城东街道', '条山社区', '新月小区', '1号楼']]);
  const units = workbook([['单位一览'], ['单位名称', '上级单位', '所在社区'], ['市新月测绘院', null, '条山社区']]);
  for (const [kind, sheet, word] of [['街道、社区、小区、楼栋', areas, '新月小区'], ['单位名称、上级、所在社区', units, '市新月测绘院']] as const) {
    const phone = city.phone(organiser, { files: { [AT]: sheet }, wx: { chooseMessageFile: fileOf(`${word}.xlsx`) } });
    const imports = await phone.open('/packages/desk/pages/imports/index');
    await imports.tap(kind);
    await imports.tap('选择表格上传');
    const page = await phone.arrived('packages/desk/pages/import/index');
    await page.see(/将写入 \d+ 行/, 15_000);
    if (page.has('全部 1')) await page.tap('全部 1');
    await page.see(word);
    await page.tap('确认写入');
    await page.see('已写入', 15_000);
    expect(await api.imports.get(Number(/id=(\d+)/.exec(phone.url)?.[1]))).toMatchObject({ status: 'DONE', counts: { REFUSED: 0 } });
  }
  const phone = city.phone(organiser, { files: { [AT]: new TextEncoder().encode('these are only words') }, wx: { chooseMessageFile: fileOf('假表格.xlsx') } });
  const imports = await phone.open('/packages/desk/pages/imports/index');
  await imports.tap('姓名、手机、单位、社区、小区');
  await imports.tap('选择表格上传');
  await imports.until('a sentence', () => phone.toasts.length > 0 || phone.route.endsWith('import/index'));
  if (phone.toasts.length > 0 && !phone.route.endsWith('import/index')) expect(phone.toasts.at(-1)).toMatch(/[一-龥]{4}/);
  else await (await phone.arrived('packages/desk/pages/import/index')).see('没能读取', 15_000);
});
