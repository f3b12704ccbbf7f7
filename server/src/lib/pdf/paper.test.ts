import { writeFileSync } from 'node:fs';
import { bytesOf, readPdf } from '../../../test/support/pdf.js';
import { showable } from './fonts.js';
import { paper, type PdfPiece } from './paper.js';

const make = async (pieces: PdfPiece[]) => bytesOf(paper(pieces, { title: '志愿服务记录', footer: '永济市 · 平台记录', at: 1_790_000_000_000 }));
const flat = (text: string) => text.replace(/\n/g, '');

test('a paper is A4, its words can be read back, its fonts are embedded', async () => {
  const file = await make([
    { title: '志愿服务记录（平台记录）' }, { heading: '基本情况' }, { facts: [['姓名', '李堃喆'], ['服务时长', '12.5 小时']] }, { text: '本记录由平台依据已核实的服务生成。' },
    { table: { columns: [{ title: '日期', width: 2 }, { title: '内容', width: 5 }, { title: '小时', width: 1, align: 'right' }], rows: [['2026-11-21', '清理楼道杂物', '2'], ['2026-11-22', '陪老人去医院复查，取药后送回家中，并把注意事项讲给家里人听', '3.5']] } },
    { gap: 12 }, { qr: 'https://example.test/verify/abc', caption: '扫码核验' }, { seal: { office: '柳树社区居民委员会', day: '2026年11月22日', number: 'YJ2026-0001', lines: ['负责人：王书记', '经办人：李干事'] } },
  ]);
  if (process.env.KEEP_PDF) writeFileSync(process.env.KEEP_PDF, file);
  const pdf = readPdf(file);
  expect(pdf.size).toEqual([595.28, 841.89]);
  expect(pdf.pages).toHaveLength(1);
  for (const words of ['志愿服务记录（平台记录）', '李堃喆', '12.5 小时', '清理楼道杂物', '扫码核验', '柳树社区居民委员会', '编号：YJ2026-0001', '（盖章处）', '第 1 页 / 共 1 页', '永济市 · 平台记录']) expect(flat(pdf.pages[0]!)).toContain(words);
  expect(pdf.fonts.length).toBeGreaterThan(0);
  for (const font of pdf.fonts) expect(font).toMatchObject({ embedded: true, hasText: true });
  expect(file.length).toBeLessThan(200_000); // a subset, not the ten megabytes
});
test('the same paper made twice is the same file', async () => {
  const one = await make([{ title: '证明' }, { text: '一' }]), two = await make([{ title: '证明' }, { text: '一' }]);
  // The document's id at the very end is the one thing that a PDF draws by lot.
  expect(one.length).toBe(two.length);
});
test('a long table goes on with its head, every page is numbered, no row is lost', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => [`第${i + 1}行`, '内容']);
  const { pages } = readPdf(await make([{ table: { columns: [{ title: '序号', width: 1 }, { title: '事项', width: 3 }], rows } }]));
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, i) => expect(flat(page)).toContain(`第 ${i + 1} 页 / 共 ${pages.length} 页`));
  pages.forEach((page) => expect(page).toContain('事项'));
  for (const [words] of rows) expect(pages.join('')).toContain(words);
});
test('rare signs of names are shown, or their number is; nothing vanishes', async () => {
  const { pages } = readPdf(await make([{ facts: [['姓名', '堃 喆 𬭼 𠮷 \u{2ebf0}']] }]));
  const shown = flat(pages[0]!);
  expect(shown).toContain('堃 喆');
  for (const sign of ['𬭼', '𠮷', '\u{2ebf0}']) expect(shown.includes(sign) || shown.includes(`〓U+${sign.codePointAt(0)!.toString(16).toUpperCase()}`)).toBe(true);
  expect(shown).toContain('〓U+'); // the font knows not all three, so the way out was walked
});
test('signs without width and half characters do no harm', () => {
  expect(showable('张\u200b三\u{e0101}\u0007\ud800', (code) => code !== 0xfffd)).toBe('张三〓U+FFFD');
  expect(showable('一\n二', () => true)).toBe('一\n二');
});
test('a cell longer than a page is cut, and the pages end', async () => {
  const { pages } = readPdf(await make([{ table: { columns: [{ title: '甲', width: 1 }, { title: '乙', width: 1 }], rows: [['很长'.repeat(3000), '短']] } }]));
  expect(pages.length).toBeLessThanOrEqual(2);
  expect(pages.join('')).toContain('…');
});
