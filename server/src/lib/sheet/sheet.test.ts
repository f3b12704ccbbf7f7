import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeBook, type RawSheet } from '../../../test/people/workbook.js';
import { cellText, serialDay, type SheetRow } from './cell.js';
import { SHEET_LIMITS } from './parts.js';
import { openWorkbook } from './read.js';
import { isBuiltInDate, isDateFormat } from './styles.js';
import { harmless, writeSheets } from './write.js';

let dir: string;
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'sheet-')); });
afterAll(async () => { await rm(dir, { recursive: true }); });

let files = 0;
const book = (sheets: RawSheet[], extra?: Record<string, string>): Promise<string> => writeBook(join(dir, `${files++}.xlsx`), sheets, extra);
const file = async (bytes: Buffer | string): Promise<string> => {
  const path = join(dir, `${files++}.xlsx`);
  await writeFile(path, bytes);
  return path;
};
async function read(path: string, limits = SHEET_LIMITS): Promise<SheetRow[]> {
  const book = await openWorkbook(path, limits);
  const rows: SheetRow[] = [];
  try {
    for await (const row of book.rows) rows.push(row);
  } finally {
    book.close();
  }
  return rows;
}
const words = (rows: SheetRow[]): string[][] => rows.map((r) => r.cells.map(cellText));

describe('reading', () => {
  test('every way a cell can hold a value is told apart', async () => {
    const [row] = await read(await book([{ name: '一', rows: [[
      '文字', 15400000001, { xml: '<c r="@"><v>1.5400000002E10</v></c>' }, { serial: 46874 }, { formula: 'A1&"x"', result: '假名' },
      { inline: '内联 & <字>' }, { rich: ['粗', '细'] }, { xml: '<c r="@" t="b"><v>1</v></c>' }, { xml: '<c r="@" t="e"><v>#N/A</v></c>' }, { xml: '<c r="@" t="d"><v>2026-03-01T00:00:00</v></c>' }, null, '末',
    ]] }]));
    expect(row?.cells.map((c) => c.kind)).toEqual(['text', 'number', 'number', 'date', 'formula', 'text', 'text', 'boolean', 'error', 'date', 'empty', 'text']);
    expect(row?.cells.map(cellText)).toEqual(['文字', '15400000001', '15400000002', '2028-05-01', '', '内联 & <字>', '粗细', '是', '#N/A', '2026-03-01', '', '末']);
  });

  test('a shared formula without text is still a formula', async () => {
    const [row] = await read(await book([{ name: '一', rows: [[{ xml: '<c r="@"><f t="shared" si="0"/><v>3</v></c>' }]] }]));
    expect(row?.cells[0]?.kind).toBe('formula');
  });

  test('a merged title says nothing more than once, a unit merged down its people is read for each of them', async () => {
    const rows = await read(await book([{ name: '一', merges: ['A1:C1', 'A2:A3'], rows: [['名册', null, null], ['甲单位', '张三'], [null, '李四'], [null, '王五']] }]));
    expect(words(rows)).toEqual([['名册', '', ''], ['甲单位', '张三'], ['甲单位', '李四'], ['', '王五']]);
    expect(rows[0]?.cells[1]).toMatchObject({ kind: 'covered', below: false });
    expect(rows[2]?.cells[0]).toMatchObject({ kind: 'covered', below: true });
  });

  test('empty rows are left out, hidden sheets skipped, row numbers are those Excel shows', async () => {
    const rows = await read(await book([{ name: '藏', hidden: true, rows: [['秘密']] }, { name: '见', rows: [['一'], null, [null, null], ['四']] }]));
    expect(rows.map((r) => [r.sheet, r.rowNumber])).toEqual([['见', 1], ['见', 4]]);
  });

  test('rare characters and characters outside the first plane survive', async () => {
    expect(words(await read(await book([{ name: '𠮷', rows: [['𠮷田志', { inline: '阿卜杜拉·买买提' }, '😀']] }])))).toEqual([['𠮷田志', '阿卜杜拉·买买提', '😀']]);
  });

  test('a row styled to the last column costs nothing', async () => {
    const [row] = await read(await book([{ name: '一', rows: [['一', { xml: '<c r="XFD1" t="str"><v>远</v></c>' }]] }]));
    expect(row?.cells).toHaveLength(1);
  });

  const manyRows = (n: number): RawSheet[] => [{ name: '一', rows: Array.from({ length: n }, (_, i) => [i]) }];
  test.each([
    ['a text file', 'NOT_XLSX', () => file('姓名,电话\n张三,15400000001')],
    ['an empty file', 'NOT_XLSX', () => file('')],
    ['an old .xls', 'OLD_XLS', () => file(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))],
    ['a workbook with a password', 'ENCRYPTED', () => file(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]))],
    ['a zip cut in half', 'DAMAGED', async () => file((await readFile(await book(manyRows(50)))).subarray(0, 900))],
    ['a zip that is no workbook', 'NOT_XLSX', () => book([], { '_rels/.rels': '<Relationships/>' })],
    ['a document of another kind', 'NOT_XLSX', () => book([], { '_rels/.rels': '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>', 'word/document.xml': '<w/>' })],
    ['a sheet that is not XML', 'DAMAGED', () => book([{ name: '一', rows: [] }], { 'xl/worksheets/sheet0.xml': '<worksheet><sheetData><row>' })],
    ['a sheet with declared entities', 'DAMAGED', () => book([{ name: '一', rows: [] }], { 'xl/worksheets/sheet0.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>' })],
    ['a list of formats of 17 MB', 'TOO_BIG', () => book([{ name: '一', rows: [] }], { 'xl/styles.xml': `<styleSheet>${Array.from({ length: 750_000 }, () => `<a b="${Math.random()}"/>`).join('')}</styleSheet>` })],
    ['a thousand sheets', 'TOO_BIG', () => book(Array.from({ length: 1000 }, (_, i) => ({ name: String(i), rows: [] })))],
    ['a part that unpacks a thousandfold', 'TOO_BIG', () => book([{ name: '一', rows: [] }], { 'xl/media/a.xml': ' '.repeat(30_000_000) })],
  ])('%s is refused as %s', async (_, code, make) => {
    await expect(read(await make())).rejects.toMatchObject({ code });
  });

  test('how many rows are to come is known before they are read', async () => {
    const { rowsTotal, close } = await openWorkbook(await book([...manyRows(70), { name: '二', rows: [['一'], null, [null]] }]));
    close();
    expect(rowsTotal).toBe(72);
  });

  test('a sheet of nothing but text is passed over quickly', async () => {
    const long = Array.from({ length: 300_000 }, () => Math.random().toString(36).padEnd(20, 'x')).join('');
    const path = await book([{ name: '一', rows: [] }], { 'xl/worksheets/sheet0.xml': `<worksheet>${long}</worksheet>` });
    // Time of this process, not of the clock: others may share the machine.
    const begun = process.cpuUsage();
    expect(await read(path)).toEqual([]);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 1e6).toBeLessThan(5);
  });

  test('more rows than the limit are refused, as many are read', async () => {
    const path = await book(manyRows(20));
    await expect(read(path, { ...SHEET_LIMITS, rows: 19 })).rejects.toMatchObject({ code: 'TOO_MANY_ROWS' });
    expect(await read(path, { ...SHEET_LIMITS, rows: 20 })).toHaveLength(20);
  });

  test('parts that are too large together are refused before anything is unpacked', async () => {
    await expect(read(await book(manyRows(20)), { ...SHEET_LIMITS, unpackedBytes: 500 })).rejects.toMatchObject({ code: 'TOO_BIG' });
  });
});

describe('dates', () => {
  test.each([[46874, '2028-05-01'], [1, '1900-01-01'], [59, '1900-02-28'], [61, '1900-03-01'], [46874.75, '2028-05-01'], [2_958_465, '9999-12-31'], [0, null], [-1, null], [3e6, null], [NaN, null]])('serial %p is %p', (serial, day) => {
    expect(serialDay(serial)).toBe(day);
  });
  test('a workbook counting from 1904 is four years and a day off', () => { expect(serialDay(45412, true)).toBe('2028-05-01'); });
  test.each([['yyyy\\-mm\\-dd', true], ['[$-804]yyyy"年"m"月"d"日"', true], ['m/d', true], ['General', false], ['0.00E+00', false], ['#,##0"d"', false], ['[Red]0', false], ['mm:ss', false]])('format %p is a date: %p', (code, is) => {
    expect(isDateFormat(code)).toBe(is);
  });
  test('built-in formats', () => { expect([0, 1, 14, 20, 22, 31, 46, 57, 49].filter(isBuiltInDate)).toEqual([14, 22, 31, 57]); });
});

describe('writing', () => {
  const write = async (sheets: Parameters<typeof writeSheets>[0]): Promise<string> => {
    const path = join(dir, `${files++}.xlsx`);
    await pipeline(writeSheets(sheets), createWriteStream(path));
    return path;
  };

  test('what is written is read back: title, header, text, numbers, gaps', async () => {
    const rows = await read(await write([{ name: '不采用的行', title: '花名册.xlsx 中不采用的行', columns: [{ title: '姓名', width: 12 }, { title: '原因', width: 40 }, { title: '数', width: 8 }], rows: [['𠮷田志', '电话 <少> & "一位"', 3], [null, '坏字\u0001\ud800', null]] }]));
    expect(words(rows)).toEqual([['花名册.xlsx 中不采用的行', '', ''], ['姓名', '原因', '数'], ['𠮷田志', '电话 <少> & "一位"', '3'], ['', '坏字\ufffd']]);
  });

  test('text that looks like a formula is text, and harmless in a CSV', async () => {
    const texts = ['=1+1', '@SUM(A1)', '+cmd|x', '-2+A1', '\t=1', '+86-15400000001', '-5', '张三'];
    const rows = await read(await write([{ name: '一', columns: [{ title: '甲', width: 9 }], rows: texts.map((t) => [t]) }]));
    expect(rows.every((r) => r.cells[0]?.kind === 'text')).toBe(true);
    expect(texts.map(harmless)).toEqual(["'=1+1", "'@SUM(A1)", "'+cmd|x", "'-2+A1", "'\t=1", '+86-15400000001', '-5', '张三']);
  });

  test('sheet names are made fit for Excel and different from each other', async () => {
    const name = '很长很长很长很长很长很长很长很长很长很长的[名]字/一:二';
    const rows = await read(await write([name, name].map((n) => ({ name: n, columns: [{ title: '甲', width: 9 }], rows: [] }))));
    expect(new Set(rows.map((r) => r.sheet)).size).toBe(2);
    expect(rows.every((r) => r.sheet.length <= 31 && !/[[\]:*?/\\]/.test(r.sheet))).toBe(true);
  });

  test('a source that fails breaks the stream instead of ending it', async () => {
    const rows = (async function* () { yield ['一']; throw new Error('source'); })();
    await expect(write([{ name: '一', columns: [{ title: '甲', width: 9 }], rows }])).rejects.toThrow('source');
  });
});
