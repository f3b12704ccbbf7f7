import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** Of every part: the same rows give the same bytes. */
const STAMP = new Date('2020-01-01T00:00:00Z');

export interface SheetColumn {
  title: string;
  /** In characters of Latin text; a Chinese character takes two. */
  width: number;
}
export type OutCell = string | number | null;
export interface OutSheet {
  name: string;
  /** A line above the header, over the whole width: what list this is and with which filter it was made. */
  title?: string;
  columns: SheetColumn[];
  rows: AsyncIterable<OutCell[]> | Iterable<OutCell[]>;
}

/**
 * An .xlsx as a stream: rows are asked for as the reader takes bytes, so that memory does not grow with their number.
 * Text is always written as text, never as a formula, and made harmless for those who save it as CSV (see `harmless`).
 * An error thrown by `rows` destroys the stream with that error.
 */
export function writeSheets(sheets: OutSheet[]): Readable {
  const zip = new ZipFile();
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(HEAD + text), name, { mtime: STAMP });
  const names = sheetNames(sheets.map((s) => s.name));
  const each = (f: (n: number) => string): string => sheets.map((_, i) => f(i + 1)).join('');
  add('[Content_Types].xml', `<Types xmlns="${PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
    + `<Override PartName="/xl/workbook.xml" ContentType="${ML}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${ML}.styles+xml"/>`
    + `${each((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${ML}.worksheet+xml"/>`)}</Types>`);
  add('_rels/.rels', `<Relationships xmlns="${PKG}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  add('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${each((n) => `<sheet name="${escape(names[n - 1] ?? '')}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`);
  add('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PKG}/relationships">${each((n) => `<Relationship Id="rId${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}`
    + `<Relationship Id="rId${sheets.length + 1}" Type="${REL}/styles" Target="styles.xml"/></Relationships>`);
  add('xl/styles.xml', STYLES);
  const out = zip.outputStream as Readable;
  const parts = sheets.map((sheet, i) => {
    const part = Readable.from(sheetXml(sheet), { objectMode: false, highWaterMark: 64 * 1024 });
    part.once('error', (e) => out.destroy(e));
    zip.addReadStream(part, `xl/worksheets/sheet${i + 1}.xml`, { mtime: STAMP });
    return part;
  });
  // A reader who goes away ends the rows, too, wherever they come from.
  out.once('close', () => parts.forEach((part) => part.destroy()));
  zip.once('error', (e: Error) => out.destroy(e));
  zip.end();
  return out;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PKG = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

// Cell formats by position: 0 plain, 1 title, 2 header, 3 wrapped text. Text format (49) keeps Excel from turning phones into numbers when edited.
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="14"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts>`
  + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3EDE4"/></patternFill></fill></fills>'
  + '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>'
  + '<xf fontId="2" fillId="2" applyFont="1" applyFill="1"/><xf numFmtId="49" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>';

async function* sheetXml(sheet: OutSheet): AsyncGenerator<string> {
  const top = sheet.title === undefined ? 1 : 2;
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols>${sheet.columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  let row = 1;
  if (sheet.title !== undefined) yield rowXml(row++, [sheet.title], 1);
  yield rowXml(row++, sheet.columns.map((c) => c.title), 2);
  for await (const cells of sheet.rows) yield rowXml(row++, cells, 3);
  const last = columnName(sheet.columns.length);
  yield `</sheetData>${sheet.title === undefined || sheet.columns.length < 2 ? '' : `<mergeCells count="1"><mergeCell ref="A1:${last}1"/></mergeCells>`}</worksheet>`;
}

function rowXml(row: number, cells: OutCell[], style: number): string {
  const xml = cells.map((cell, i) => {
    const at = `r="${columnName(i + 1)}${row}"`;
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return Number.isFinite(cell) ? `<c ${at}><v>${cell}</v></c>` : '';
    return `<c ${at} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(harmless(cell).slice(0, 32_000))}</t></is></c>`;
  });
  return `<row r="${row}">${xml.join('')}</row>`;
}

/**
 * An apostrophe before text that a spreadsheet would compute if it came back through a CSV file. Signs before mere digits stay
 * as they are: '+86-…' and '-5' compute to nothing dangerous, and people must be able to correct and upload them again.
 */
export function harmless(text: string): string {
  if (/^[=@\t\r]/.test(text)) return `'${text}`;
  return /^[+-]/.test(text) && !/^[+\-\d\s.()]*$/.test(text) ? `'${text}` : text;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c);

function columnName(n: number): string {
  return (n > 26 ? columnName(Math.floor((n - 1) / 26)) : '') + String.fromCharCode(65 + ((n - 1) % 26));
}

/** Excel refuses names over 31 characters, seven signs in them, and two alike. */
function sheetNames(wanted: string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const base = name.replace(/[[\]:*?/\\]/g, ' ').trim().slice(0, 28) || '表';
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base}(${n})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
