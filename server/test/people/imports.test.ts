import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, type ImportKind, type ImportRowView, type ImportView, type LocalFile, type RowVerdict } from '@xianfeng/shared';
import { createApp } from '../../src/app.js';
import { CONFIG, type Config } from '../../src/config.js';
import { cellText } from '../../src/lib/sheet/cell.js';
import { openWorkbook } from '../../src/lib/sheet/read.js';
import { Appliers } from '../../src/people/imports/applier.js';
import { judgeGoods } from '../../src/people/imports/goods.rules.js';
import { insertJob } from '../../src/people/imports/imports.store.js';
import { ReadingService } from '../../src/people/imports/reading.service.js';
import { freshDatabase, key, startBoard, transport, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { writeBook, type RawCell, type RawSheet } from './workbook.js';

let board: Board, world: World, city: Actor, dir: string;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  dir = await mkdtemp(join(tmpdir(), 'imports-'));
});
afterAll(async () => {
  await board.stop();
  await rm(dir, { recursive: true });
});
afterEach(() => board.clock.reset());

let files = 0, phones = 0;
/** A phone no carrier assigns, new in each test. */
const phone = (): string => `1549${String(++phones).padStart(7, '0')}`;
const file = async (sheets: RawSheet[], name = '花名册.xlsx'): Promise<LocalFile> => ({ name, data: await readFile(await writeBook(join(dir, `${files++}.xlsx`), sheets)) });
const HEADER = ['序号', '姓名', '性别', '所在单位党组织', '联系电话', '居住社区', '小区楼栋', '特长'];
const roster = (rows: (RawCell[] | null)[], name = '甲局'): RawSheet => ({ name, merges: ['A1:H1', 'A2:H2'], rows: [['在职党员到社区报到花名册', null, null, null, null, null, null, null], ['填报单位：甲局', null, null, null, null, null, null, null], HEADER, ...rows] });
const person = (n: number, name: RawCell, tel: RawCell, community: RawCell = '柳树社区', more: RawCell[] = ['和平苑7号楼4单元', '理发']): RawCell[] => [n, name, '男', '甲局党支部', tel, community, ...more];
/** Brings a file and waits until it has been read. */
async function bring(sheets: RawSheet[], { as = city, kind = 'MEMBERS' as ImportKind, targetId = undefined as number | undefined } = {}): Promise<ImportView> {
  const { id } = await as.api.imports.create(kind, await file(sheets), targetId);
  await board.app.get(ReadingService).idle();
  return as.api.imports.get(id);
}
async function rowsOf(id: number, verdict?: RowVerdict, as = city): Promise<ImportRowView[]> {
  const all: ImportRowView[] = [];
  for (let after: string | undefined; ; ) {
    const page = await as.api.imports.rows(id, { verdict, after });
    all.push(...page.items);
    if (page.next === null) return all;
    after = page.next;
  }
}
const sql = <T>(text: string, params: unknown[] = []): Promise<T[]> => board.tx.read.query<T[]>(text, params);
const entries = (tels: string[]) => sql<{ name: string; phone: string; communityId: number | null; compoundId: number | null; compoundText: string; building: string; skills: string; unitName: string | null }>(
  `SELECT r.name, r.phone, r.communityId, r.compoundId, r.compoundText, r.building, r.skills, u.name AS unitName FROM roster_entry r LEFT JOIN unit u ON u.id = r.unitId WHERE r.phone IN (${tels.map(() => '?').join(',')}) ORDER BY r.phone`, tels);
const codeOf = (p: Promise<unknown>): Promise<string> => p.then(() => 'OK', (e: { code?: string }) => e.code ?? String(e));

describe('a roster as offices write it', () => {
  test('is previewed row by row: taken, mended and how, merged, refused and why; nothing is written', async () => {
    const [a, b, c, d, e, f, g] = Array.from({ length: 7 }, phone) as [string, string, string, string, string, string, string];
    const view = await bring([
      roster([
        person(1, '张三', a), person(2, '李  四', `${b.slice(0, 3)} ${b.slice(3, 7)} ${b.slice(7)}`), person(3, '阿卜杜拉·买买提', Number(c)), person(4, '𠮷田志', `+86-${d}`, '柳树'),
        person(5, null, e), person(6, '王五', f.slice(0, 10)), null, person(7, { formula: 'B4&""', result: '张三' }, f), person(8, '赵六', f, '不存在社区'), person(9, '张三', a), person(10, '孙七', a), person(11, '张三', g),
        ['合计', '11人'], ['填表人：', null, null, '审核人：', null, '（盖章）'],
      ]),
      { name: '乙局', rows: [['汇总表'], ['党员姓名', '性 别', '入党时间', '手机号码', '报到社区'], ['李四', '男', { serial: 36000 }, b.replace(/\d/g, (x) => String.fromCharCode(x.charCodeAt(0) + 0xfee0)), '柳树社区']] },
      { name: '藏着的', hidden: true, rows: [['姓名', '电话'], ['隐身', phone()]] },
    ]);
    expect(view).toMatchObject({ status: 'READY', kind: 'MEMBERS', fileName: '花名册.xlsx', counts: { TAKEN: 3, MENDED: 2, MERGED: 2, REFUSED: 5 }, actions: ['confirm', 'remap', 'discard'], error: null });
    expect(view.rowsRead).toBe(view.rowsTotal);
    expect(view.columns.map((s) => [s.sheet, s.headerRow, s.fields])).toEqual([['甲局', 3, [null, 'name', null, 'unit', 'phone', 'community', 'address', 'skills']], ['乙局', 2, ['name', null, null, 'phone', 'community']]]);
    const rows = await rowsOf(view.id);
    expect(rows.map((r) => [r.sheet, r.rowNumber, r.verdict, r.notes])).toEqual([
      ['甲局', 4, 'TAKEN', ['单位“甲局党支部”还没有登记，确认后新建']],
      ['甲局', 5, 'MENDED', ['姓名“李  四”去掉空格，记为“李四”', `联系电话“${b.slice(0, 3)} ${b.slice(3, 7)} ${b.slice(7)}”去掉多余符号，记为“${b}”`]],
      ['甲局', 6, 'TAKEN', []],
      ['甲局', 7, 'MENDED', [`联系电话“+86-${d}”去掉国家代码，记为“${d}”`, '社区“柳树”按“柳树社区”']],
      ['甲局', 8, 'REFUSED', ['没有姓名']],
      ['甲局', 9, 'REFUSED', [`联系电话“${f.slice(0, 10)}”少 1 位`]],
      ['甲局', 11, 'REFUSED', ['姓名是公式，请改成文字']],
      ['甲局', 12, 'REFUSED', ['没有“不存在社区”这个社区，请核对']],
      ['甲局', 13, 'MERGED', ['与“甲局”第 4 行是同一人']],
      ['甲局', 14, 'REFUSED', ['手机号与“甲局”第 4 行的“张三”相同而姓名不同，请核对']],
      ['甲局', 15, 'TAKEN', ['与“甲局”第 4 行同名不同号，按两个人记']],
      ['乙局', 3, 'MERGED', expect.arrayContaining(['与“甲局”第 5 行是同一人'])],
    ]);
    expect(rows[3]?.values).toEqual({ name: '𠮷田志', phone: d, unit: '甲局党支部', community: '柳树社区', address: '和平苑7号楼4单元', skills: '理发' });
    expect(rows[5]?.values).toMatchObject({ name: '王五', phone: f.slice(0, 10) }); // what could not be read is shown as it was written
    expect(await entries([a, b, c, d, e, f, g])).toEqual([]);
    expect(await rowsOf(view.id, 'MERGED')).toHaveLength(2);
  });

  test('is written as a whole when it is confirmed, with what was mended', async () => {
    const [a, b] = [phone(), phone()] as [string, string];
    const view = await bring([roster([person(1, '张  三', a), person(2, '李四', b, '槐树社区', ['和平苑7号楼4单元', null]), person(3, '李四', b, '槐树社区', ['和平苑7号楼4单元', '理发、调解']), person(4, null, phone())])]);
    const done = await city.api.imports.confirm(view.id, key());
    expect(done).toMatchObject({ status: 'DONE', counts: { TAKEN: 1, MENDED: 1, MERGED: 1, REFUSED: 1 }, actions: [] });
    expect(done.confirmedAt).not.toBeNull();
    expect(await entries([a, b])).toEqual([
      { name: '张三', phone: a, communityId: world.community.id, compoundId: world.compound.id, compoundText: '和平苑', building: '7号楼4单元', skills: '理发', unitName: '甲局党支部' },
      { name: '李四', phone: b, communityId: world.otherCommunity.id, compoundId: null, compoundText: '和平苑', building: '7号楼4单元', skills: '理发,调解', unitName: '甲局党支部' },
    ]);
    const trail = await sql<{ actorId: number; detail: string }>("SELECT actorId, detail FROM audit WHERE action = 'import.confirm' AND refId = ?", [view.id]);
    expect(trail.map((t) => [t.actorId, JSON.parse(t.detail)])).toEqual([[city.id, { kind: 'MEMBERS', fileName: '花名册.xlsx', taken: 1, mended: 1, merged: 1, refused: 1 }]]);
  });

  test('meets earlier files: the same person is merged and completed, a phone under another name is refused, at the preview and at the last moment', async () => {
    const [a, b, c] = [phone(), phone(), phone()] as [string, string, string];
    const first = await bring([roster([person(1, '张三', a, '柳树社区', [null, null])])]);
    const rival = await bring([roster([person(1, '张三', a), person(2, '李四', b), person(3, '王五', c)])]); // read before the first is on the books
    await city.api.imports.confirm(first.id, key());
    const later = await bring([roster([person(1, '张三', a), person(2, '冒名', a)])]);
    expect((await rowsOf(later.id)).map((r) => [r.verdict, r.notes[0]])).toEqual([['MERGED', '名册里已有此人，补充小区、楼栋、单元、特长'], ['REFUSED', expect.stringContaining('张三')]]);
    const other = await bring([roster([person(1, '别人', b)])]);
    await city.api.imports.confirm(other.id, key());
    const done = await city.api.imports.confirm(rival.id, key());
    expect(done.counts).toEqual({ TAKEN: 2, MENDED: 0, MERGED: 0, REFUSED: 1 });
    expect((await rowsOf(rival.id, 'REFUSED')).map((r) => r.notes)).toEqual([['手机号在名册里是“别人”，请核对']]);
    expect((await entries([a, b, c])).map((e) => [e.name, e.compoundText, e.skills])).toEqual([['张三', '和平苑', '理发'], ['别人', '和平苑', '理发'], ['王五', '和平苑', '理发']]);
  });
});

describe('once', () => {
  test('two people and an impatient finger confirm at once: everything is written once, everybody is told the same', async () => {
    const second = await world.staff('CITY_ORGANISER', world.city);
    const tels = Array.from({ length: 1200 }, phone);
    const view = await bring([roster(tels.map((t, i) => person(i + 1, '同名', t)))]);
    const answers = await Promise.allSettled([city, second, city, second].map((p) => p.api.imports.confirm(view.id, key())));
    expect(answers.map((a) => (a.status === 'fulfilled' ? a.value.status : String(a.reason)))).toEqual(['DONE', 'DONE', 'DONE', 'DONE']);
    const [{ n } = { n: 0 }] = await sql<{ n: number }>('SELECT COUNT(*) AS n FROM roster_entry WHERE importId = ?', [view.id]);
    const [{ trail } = { trail: 0 }] = await sql<{ trail: number }>("SELECT COUNT(*) AS trail FROM audit WHERE action = 'import.confirm' AND refId = ?", [view.id]);
    expect([Number(n), Number(trail)]).toEqual([1200, 1]);
  });

  // In the same order one waits and then meets the other's phones; in opposite orders they block each other and one starts again.
  test.each(['same', 'opposite'])('two files with the same people in the %s order confirmed at once: each person is on the roster once, and both are answered', async (order) => {
    const tels = Array.from({ length: 300 }, phone), name = order === 'same' ? '同人甲' : '同人乙';
    const views = [await bring([roster(tels.map((t, i) => person(i + 1, name, t)))]), await bring([roster((order === 'same' ? tels : [...tels].reverse()).map((t, i) => person(i + 1, name, t)))])];
    const answers = await Promise.all(views.map((v) => city.api.imports.confirm(v.id, key())));
    expect(answers.map((a) => a.status)).toEqual(['DONE', 'DONE']);
    const [{ n } = { n: 0 }] = await sql<{ n: number }>('SELECT COUNT(*) AS n FROM roster_entry WHERE name = ?', [name]);
    expect(Number(n)).toBe(300);
  });

  test('what was given up is not written, what was written cannot be given up', async () => {
    const a = phone();
    const view = await bring([roster([person(1, '张三', a)])]);
    expect(await city.api.imports.discard(view.id)).toMatchObject({ status: 'DISCARDED', actions: [] });
    expect(await rowsOf(view.id)).toEqual([]);
    expect(await codeOf(city.api.imports.confirm(view.id, key()))).toBe('STATE');
    expect(await entries([a])).toEqual([]);
    const written = await bring([roster([person(1, '张三', a)])]);
    await city.api.imports.confirm(written.id, key());
    expect(await codeOf(city.api.imports.discard(written.id))).toBe('STATE');
    expect(await codeOf(city.api.imports.remap(written.id, { sheet: '甲局', fields: Array<null>(8).fill(null) }))).toBe('STATE');
  });

  test('a file that is still being read can be neither confirmed nor re-mapped nor given up', async () => {
    const { id } = await city.api.imports.create('MEMBERS', await file([roster([person(1, '张三', phone())])]));
    await board.app.get(ReadingService).idle();
    await board.tx.run((m) => m.query("UPDATE import_job SET status = 'READING' WHERE id = ?", [id]));
    expect(await Promise.all([city.api.imports.confirm(id, key()), city.api.imports.discard(id), city.api.imports.remap(id, { sheet: '甲局', fields: HEADER.map(() => null) })].map(codeOf))).toEqual(['IMPORT_BUSY', 'IMPORT_BUSY', 'IMPORT_BUSY']);
  });
});

describe('columns', () => {
  test('a form with words of its own is mapped by hand, and every row is judged again', async () => {
    const a = phone();
    const view = await bring([{ name: '表', rows: [['同志', '号码', '住哪'], ['张三', a, '柳树社区'], ['李四', '无', '柳树']] }]);
    expect(view).toMatchObject({ counts: { TAKEN: 0, MENDED: 0, MERGED: 0, REFUSED: 3 }, actions: ['remap', 'discard'], columns: [{ sheet: '表', headerRow: 0, headers: ['同志', '号码', '住哪'], fields: [null, null, null] }] });
    expect((await rowsOf(view.id))[1]?.notes).toEqual(['没有指定“姓名”、“联系电话”是哪一列']);
    expect(view.fields.filter((f) => f.required).map((f) => f.key)).toEqual(['name', 'phone']);
    await city.api.imports.remap(view.id, { sheet: '表', fields: ['name', 'phone', 'community'] });
    await board.app.get(ReadingService).idle();
    const again = await city.api.imports.get(view.id);
    expect(again).toMatchObject({ status: 'READY', counts: { TAKEN: 1, REFUSED: 2 }, columns: [{ fields: ['name', 'phone', 'community'] }] });
    await city.api.imports.confirm(view.id, key());
    expect((await entries([a])).map((e) => [e.name, e.communityId])).toEqual([['张三', world.community.id]]);
  });

  test.each([
    ['a field twice', { sheet: '甲局', fields: ['name', 'name', null, null, null, null, null, null] }, 'fields'], ['an unknown field', { sheet: '甲局', fields: ['nope', null, null, null, null, null, null, null] }, 'fields'], ['too few columns', { sheet: '甲局', fields: ['name'] }, 'fields'],
    ['an unknown sheet', { sheet: '丙局', fields: HEADER.map(() => null) }, 'sheet'], ['fields that are no list', { sheet: '甲局', fields: 'name' }, 'fields'], ['fields that are numbers', { sheet: '甲局', fields: [1, 2, 3, 4, 5, 6, 7, 8] }, 'fields'],
  ])('%s is refused and changes nothing', async (_, body, field) => {
    const view = await bring([roster([person(1, '张三', phone())])]);
    await expect(city.api.imports.remap(view.id, body as never)).rejects.toMatchObject({ code: 'INVALID', fields: { [field]: expect.any(String) } });
    expect(await city.api.imports.get(view.id)).toMatchObject({ status: 'READY', counts: { TAKEN: 1 } });
  });
});

describe('refused rows', () => {
  test('come back as an Excel under their own headers, with the reason; corrected and brought again they are taken', async () => {
    const a = phone();
    const view = await bring([roster([person(1, '张三', phone()), person(2, '李四', a.slice(0, 10)), person(3, '=cmd|1', a)])]);
    expect(view.refusedUrl).toMatch(/^\/api\/imports\/\d+\/refused\.xlsx\?/);
    const answer = await fetch(board.url + view.refusedUrl);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('花名册-不采用的行.xlsx');
    const path = join(dir, 'refused.xlsx');
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));
    const book = await openWorkbook(path);
    const rows: string[][] = [];
    for await (const row of book.rows) rows.push(row.cells.map(cellText));
    book.close();
    expect(rows).toEqual([[...HEADER, '原行号', '不采用的原因'], ['2', '李四', '男', '甲局党支部', a.slice(0, 10), '柳树社区', '和平苑7号楼4单元', '理发', '5', `联系电话“${a.slice(0, 10)}”少 1 位`], ['3', "'=cmd|1", '男', '甲局党支部', a, '柳树社区', '和平苑7号楼4单元', '理发', '6', '姓名是公式，请改成文字']]);
    const corrected = await bring([{ name: '甲局', rows: [rows[0] ?? [], ...rows.slice(1, 2).map((r) => r.map((c, i) => (i === 4 ? a : c)))] }]);
    expect(corrected.counts).toEqual({ TAKEN: 1, MENDED: 0, MERGED: 0, REFUSED: 0 });
    expect(corrected.refusedUrl).toBeNull();
  });

  test('the link is signed and short-lived, and each download leaves a trace', async () => {
    const view = await bring([roster([person(1, null, phone())])]);
    const url = board.url + (view.refusedUrl ?? '');
    const status = async (u: string): Promise<number> => (await fetch(u)).status;
    expect(await status(url)).toBe(200);
    expect(await status(url.replace(/by=\d+/, 'by=1'))).toBe(404);
    expect(await status(url.replace(/until=\d/, 'until=9'))).toBe(404);
    expect(await status(url.replace(String(view.id), String(view.id + 1)))).toBe(404);
    expect(await status(url.replace(/sig=[^&]*/, 'sig='))).toBe(400);
    board.clock.set(Date.now() + 11 * 60_000);
    expect(await status(url)).toBe(404);
    expect(await sql("SELECT actorId FROM audit WHERE action = 'import.refused' AND refId = ?", [view.id])).toEqual([{ actorId: city.id }]);
  });
});

describe('areas, units and goods come in the same way', () => {
  test('areas: a chain is created from the street down, what is there is merged', async () => {
    const rows: RawCell[][] = [['东街道', '柳树社区', '和平苑', '', ''], ['东街道', '柳树社区', '新花园', '1-3号楼', '1、2'], ['北镇', '白杨村', null, null, null], [null, '柳树社区', '新花园', '4', ''], [null, '无主社区', null, null, null]];
    const view = await bring([{ name: '区划', rows: [['街道', '社区', '小区', '楼栋', '单元'], ...rows] }], { kind: 'AREAS' });
    expect(view.counts).toEqual({ TAKEN: 1, MENDED: 2, MERGED: 1, REFUSED: 1 });
    await Promise.all([city.api.imports.confirm(view.id, key()), city.api.imports.confirm(view.id, key())]);
    const below = await sql<{ name: string; kind: string }>("SELECT a.name, a.kind FROM area a JOIN area p ON a.path LIKE CONCAT(p.path, '%') WHERE p.name = '新花园' ORDER BY a.depth, a.name".replace(/CONCAT\(p.path, '%'\)/, board.tx.isEmbedded ? "p.path || '%'" : "CONCAT(p.path, '%')"));
    expect(below.map((a) => a.name)).toEqual(['新花园', '1号楼', '2号楼', '3号楼', '4号楼', '1单元', '1单元', '1单元', '2单元', '2单元', '2单元']);
    expect(await sql("SELECT kind FROM area WHERE name IN ('北镇', '白杨村') ORDER BY depth")).toEqual([{ kind: 'TOWN' }, { kind: 'VILLAGE' }]);
    expect((await city.api.areas.children(world.street.id).catch(() => [])).length).toBeLessThanOrEqual(1);
  });

  test('units: parents may stand below their children or nowhere in the file; a circle is refused', async () => {
    const view = await bring([{ name: '单位', rows: [['单位名称', '上级党组织', '所在社区'], ['子站党支部', '丙局党委', '柳树'], ['丙局党委', '丙直工委', null], ['子站党支部', '丙局党委', null], ['甲圈党委', '乙圈党委', null], ['乙圈党委', '甲圈党委', null]] }], { kind: 'UNITS' });
    expect(view.counts).toEqual({ TAKEN: 3, MENDED: 1, MERGED: 1, REFUSED: 0 });
    const done = await city.api.imports.confirm(view.id, key());
    expect(done.counts.REFUSED).toBe(2);
    const units = await sql<{ name: string; path: string; areaId: number | null }>("SELECT name, path, areaId FROM unit WHERE name LIKE '丙%' OR name IN ('子站党支部', '甲圈党委') ORDER BY path");
    expect(units.map((u) => [u.name, u.path.split('/').length - 2, u.areaId])).toEqual([['丙直工委', 1, null], ['丙局党委', 2, null], ['子站党支部', 3, world.community.id]]);
  });

  test('a room above registers its own kind: goods for a pickup point', async () => {
    const written: Record<string, string>[] = [];
    board.app.get(Appliers).register({
      kind: 'GOODS', pathOf: async () => world.community.path,
      judge: async ({ now }) => ({ judge: (cells) => judgeGoods(cells, new Date(now).toISOString().slice(0, 10)), booked: async (rows) => rows.map(() => undefined) }),
      apply: async (_, { targetId }, rows) => { for await (const chunk of rows) written.push(...chunk.map((r) => ({ ...r.values, at: String(targetId) }))); },
    });
    const keeper = await world.staff('KEEPER', world.community);
    const goods: RawSheet[] = [{ name: '积分超市', rows: [['品名', '规格', '单位', '数量', '所需积分', '捐赠/采购', '保质期至'], ['香皂', null, '块', '30块', '12分', '甲公司捐赠', { serial: 46874 }], ['毛巾', '', '条', -5, 10, '采购', '长期']] }];
    const view = await bring(goods, { as: keeper, kind: 'GOODS', targetId: 77 });
    expect(view.counts).toEqual({ TAKEN: 0, MENDED: 1, MERGED: 0, REFUSED: 1 });
    await keeper.api.imports.confirm(view.id, key());
    expect(written).toEqual([{ name: '香皂', unit: '块', stock: '30', points: '12', kind: 'GOODS', donor: '甲公司', source: 'DONATION', bestBefore: '2028-05-01', at: '77' }]);
    expect(await codeOf(bring(goods, { as: keeper, kind: 'GOODS' }))).toBe('INVALID');
  });
});

describe('who may', () => {
  test('rosters, areas and units are for the city; others are told so, and do not find its files', async () => {
    const [secretary, member] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.person()];
    const view = await bring([roster([person(1, '张三', phone())])]);
    for (const kind of ['MEMBERS', 'AREAS', 'UNITS'] as ImportKind[]) expect(await codeOf(bring([roster([])], { as: secretary, kind }))).toBe('FORBIDDEN');
    expect(await codeOf(bring([roster([])], { as: member }))).toBe('FORBIDDEN');
    for (const other of [secretary, member]) {
      expect(await Promise.all([other.api.imports.get(view.id), other.api.imports.rows(view.id, {}), other.api.imports.confirm(view.id, key()), other.api.imports.discard(view.id), other.api.imports.remap(view.id, { sheet: '甲局', fields: HEADER.map(() => null) })].map(codeOf))).toEqual(Array(5).fill('NOT_FOUND'));
    }
    expect(await codeOf(board.api().imports.get(view.id))).toBe('SIGN_IN');
    expect((await secretary.api.imports.list({})).items.filter((i) => i.kind !== 'GOODS')).toEqual([]); // the shelf of her own community she may see
    expect((await (await world.staff('COMMUNITY_SECRETARY', world.otherCommunity)).api.imports.list({})).items).toEqual([]);
    expect(await codeOf(member.api.imports.list({}))).toBe('FORBIDDEN');
    expect((await city.api.imports.get(view.id)).status).toBe('READY');
  });

  test('the list shows the newest first, by kind, page by page', async () => {
    const page = await city.api.imports.list({});
    expect(page.items).toHaveLength(20);
    expect(page.items.map((i) => i.id)).toEqual(page.items.map((i) => i.id).sort((a, b) => b - a));
    const next = await city.api.imports.list({ after: page.next ?? '' });
    expect(next.items[0]?.id).toBeLessThan(page.items.at(-1)?.id ?? 0);
    expect(new Set((await city.api.imports.list({ kind: 'UNITS' })).items.map((i) => i.kind))).toEqual(new Set(['UNITS']));
  });
});

describe('bad input', () => {
  const jobs = async (): Promise<number> => Number((await sql<{ n: number }>('SELECT COUNT(*) AS n FROM import_job'))[0]?.n);
  test.each<[string, LocalFile, string]>([
    ['a text file called .xlsx', { name: 'a.xlsx', data: Buffer.from('姓名,电话') }, 'FILE_TYPE'], ['an empty file', { name: 'a.xlsx', data: Buffer.alloc(0) }, 'FILE_TYPE'], ['an old .xls', { name: 'a.xls', data: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]) }, 'FILE_TYPE'],
    ['a broken zip', { name: 'a.xlsx', data: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100, 7)]) }, 'FILE_BROKEN'], ['a file of 21 MB', { name: 'a.xlsx', data: Buffer.alloc(21 * 1024 * 1024, 1) }, 'FILE_TOO_LARGE'],
  ])('%s is refused, and nothing is left behind', async (_, bad, code) => {
    const before = await jobs();
    expect(await codeOf(city.api.imports.create('MEMBERS', bad))).toBe(code);
    expect(await jobs()).toBe(before);
    expect(await readdir(join(board.app.get<Config>(CONFIG).dataDir, 'imports'))).toEqual([]);
  });
  test('no file, an unknown kind, a target nobody asked for, unknown fields', async () => {
    const before = await jobs();
    expect(await codeOf(city.send({ method: 'POST', path: '/imports', query: { kind: 'MEMBERS' } }))).toBe('FILE_MISSING');
    expect(await codeOf(city.send({ method: 'POST', path: '/imports', query: { kind: 'MEMBERS' }, body: {} }))).toBe('FILE_MISSING');
    expect(await codeOf(city.api.imports.create('NOPE' as ImportKind, await file([roster([])])))).toBe('INVALID');
    expect(await codeOf(city.api.imports.create('MEMBERS', await file([roster([])]), 5))).toBe('INVALID');
    expect(await codeOf(city.send({ method: 'POST', path: '/imports', query: { kind: 'MEMBERS', force: 1 }, file: await file([roster([])]) }))).toBe('INVALID');
    expect(await codeOf(city.send({ method: 'GET', path: '/imports/abc' }))).toBe('NOT_FOUND');
    expect(await codeOf(city.api.imports.get(123456))).toBe('NOT_FOUND');
    expect(await codeOf(city.send({ method: 'GET', path: '/imports/1/rows', query: { verdict: 'FORM' } }))).toBe('INVALID');
    expect(await jobs()).toBe(before);
  });
  test('one person has three files read at once, not more', async () => {
    const eager = await world.staff('CITY_ORGANISER', world.city);
    const ids: number[] = [];
    for (let i = 0; i < 3; i++) ids.push((await bring([roster([])], { as: eager })).id);
    await board.tx.run((m) => m.query(`UPDATE import_job SET status = 'READING' WHERE id IN (${ids.join(',')})`));
    expect(await codeOf(bring([roster([])], { as: eager }))).toBe('TOO_MANY');
    await board.tx.run((m) => m.query(`UPDATE import_job SET status = 'READY' WHERE id = ${ids[0]}`));
    expect(await codeOf(bring([roster([])], { as: eager }))).toBe('OK');
  });
  test('an empty workbook says so', async () => {
    expect(await bring([{ name: '空', rows: [] }])).toMatchObject({ status: 'FAILED', error: '表格里没有内容', actions: ['discard'] });
  });
  test('a strange name of the file is shown harmlessly', async () => {
    const { id } = await city.api.imports.create('MEMBERS', await file([roster([])], '../../etc/名\u202e册😀.xlsx'));
    expect((await city.api.imports.get(id)).fileName).toBe('名册😀.xlsx');
  });
});

test('a reader that died is noticed, unconfirmed files are given up after a week, rows are deleted after a month', async () => {
  const [dead, waiting, done] = [await bring([roster([person(1, '张三', phone())])]), await bring([roster([person(1, '张三', phone())])]), await bring([roster([person(1, '张三', phone())])])];
  await city.api.imports.confirm(done.id, key());
  await board.tx.run((m) => m.query("UPDATE import_job SET status = 'READING' WHERE id = ?", [dead.id]));
  board.clock.set(Date.now() + 4 * 60_000);
  await board.jobs.run('imports');
  expect(await city.api.imports.get(dead.id)).toMatchObject({ status: 'FAILED', error: '读取被中断，请重新上传' });
  expect((await city.api.imports.get(waiting.id)).status).toBe('READY');
  board.clock.set(Date.now() + 31 * 86_400_000);
  await board.jobs.run('imports');
  expect((await city.api.imports.get(waiting.id)).status).toBe('DISCARDED');
  expect(await sql('SELECT id FROM import_row WHERE importId IN (?, ?)', [waiting.id, done.id])).toEqual([]);
  expect((await city.api.imports.get(done.id)).counts.TAKEN).toBe(1);
});

test('rows of every old import go, not only of the twenty oldest, and those of a file that broke off too', async () => {
  const broken = await bring([roster([person(1, '张三', phone())])]), last = await bring([roster([person(1, '李四', phone())])]);
  await city.api.imports.confirm(last.id, key());
  const old = Date.now() - 400 * 86_400_000;
  await board.tx.run(async (m) => {
    await m.query("UPDATE import_job SET status = 'FAILED' WHERE id = ?", [broken.id]);
    // Thirty that were emptied long ago stand before it.
    for (let i = 0; i < 30; i++) {
      const id = await insertJob(m, { kind: 'MEMBERS', areaPath: world.city.path, targetId: null, fileName: '旧.xlsx', createdBy: city.id, now: old });
      await m.query("UPDATE import_job SET status = 'DONE' WHERE id = ?", [id]);
    }
  });
  board.clock.set(Date.now() + 31 * 86_400_000);
  await board.jobs.run('imports');
  expect(await sql('SELECT importId FROM import_row WHERE importId IN (?, ?)', [broken.id, last.id])).toEqual([]);
});
test('a server that is told to stop in the middle of a file says so afterwards', async () => {
  const { config, remove } = freshDatabase();
  const first = await createApp(config);
  await first.app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(first.app.getHttpServer().address() as { port: number }).port}`;
  const running: Board = { ...first, config, url, api: (token) => createApi(transport(url, token)), send: (token) => transport(url, token), stop: first.close };
  const chief = await (async () => { const w = await makeWorld(running); return w.staff('CITY_ORGANISER', w.city); })();
  const { id } = await chief.api.imports.create('MEMBERS', await file([roster(Array.from({ length: 5000 }, (_, i) => person(i, '张三', phone())))]));
  await first.close();
  const second = await createApp(config);
  const [job] = await second.tx.read.query<{ status: string; error: string; rowsRead: number }[]>('SELECT status, error, rowsRead FROM import_job WHERE id = ?', [id]);
  expect(job).toMatchObject({ status: 'FAILED', error: '读取被中断，请重新上传' });
  expect(job?.rowsRead).toBeLessThan(5000);
  expect(await readdir(join(config.dataDir, 'imports'))).toEqual([]);
  await second.close();
  await remove();
});
