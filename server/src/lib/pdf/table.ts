import { setImmediate } from 'node:timers/promises';
import { bottomOf, glyphsOf, INK, MARGIN, room, widthOf, type Doc, type PdfTable } from './paper.js';

const SIZE = 9.5, PAD = 5, GAP = 2;
/** A thousand rows take a second to draw: others are served in between. */
const AT_ONCE = 20;
/** Lines between rows, a head that comes again on every page. A row is never divided; one higher than a page is cut with an ellipsis. */
export async function drawTable(doc: Doc, { columns, rows }: PdfTable): Promise<void> {
  const whole = columns.reduce((sum, c) => sum + c.width, 0), widths = columns.map((c) => (c.width / whole) * widthOf(doc));
  const options = (i: number) => ({ width: (widths[i] ?? 0) - 2 * PAD, lineGap: GAP, align: columns[i]?.align ?? 'left' });
  const fits = (text: string, width: number): boolean => {
    const { unitsPerEm, glyphsForString } = glyphsOf(doc), units = (width * unitsPerEm) / SIZE;
    return !text.includes('\n') && glyphsForString.call(glyphsOf(doc), text).reduce((sum, g) => sum + g.advanceWidth, 0) < units;
  };
  const height = (cells: readonly string[], font: 'regular' | 'bold'): number => {
    doc.font(font).fontSize(SIZE);
    const line = doc.currentLineHeight(true) + GAP;
    const tallest = Math.max(...cells.map((cell, i) => (fits(cell, options(i).width) ? line : doc.heightOfString(cell || ' ', options(i)))));
    return Math.min(tallest + 2 * PAD, bottomOf(doc) - MARGIN.top - 60);
  };
  const line = (y: number, color: string) => doc.save().lineWidth(0.5).strokeColor(color).moveTo(MARGIN.left, y).lineTo(MARGIN.left + widthOf(doc), y).stroke().restore();
  const put = (cells: readonly string[], font: 'regular' | 'bold', tall: number): void => {
    const top = doc.y;
    let x = MARGIN.left;
    if (font === 'bold') doc.save().rect(MARGIN.left, top, widthOf(doc), tall).fill(INK.head).restore();
    doc.font(font).fontSize(SIZE).fillColor(INK.text);
    cells.forEach((cell, i) => {
      doc.text(cell || ' ', x + PAD, top + PAD, { ...options(i), height: tall - 2 * PAD + GAP, ellipsis: '…' });
      x += widths[i] ?? 0;
    });
    doc.x = MARGIN.left;
    doc.y = top + tall;
    line(doc.y, INK.line);
  };
  const titles = columns.map((c) => c.title), headTall = height(titles, 'bold');
  const head = () => put(titles, 'bold', headTall);
  room(doc, headTall + 30);
  head();
  for (const [i, row] of rows.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const tall = height(row, 'regular');
    if (doc.y + tall > bottomOf(doc)) {
      doc.addPage();
      head();
    }
    put(row, 'regular', tall);
  }
  doc.moveDown(0.8);
}
