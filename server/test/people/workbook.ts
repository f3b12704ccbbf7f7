import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A cell as the test wants the file to spell it; a string is a shared text, a number a plain number. */
export type RawCell = string | number | null | { inline: string } | { rich: string[] } | { formula: string; result: string } | { serial: number } | { xml: string };
export interface RawSheet { name: string; rows: (RawCell[] | null)[]; merges?: string[]; hidden?: boolean }

/**
 * Writes an .xlsx part by part, so that a test can hold what real offices produce: shared texts, rich text, formulas, dates as numbers, merged
 * areas, hidden sheets. A null row is left out of the file. Style 1 is a date format.
 */
export async function writeBook(path: string, sheets: RawSheet[], extra: Record<string, string> = {}): Promise<string> {
  const texts: string[] = [];
  const bodies = sheets.map((s) => s.rows.map((cells, i) => (cells ? `<row r="${i + 1}">${cells.map((c, j) => cellXml(c, `${String.fromCharCode(65 + j)}${i + 1}`, texts)).join('')}</row>` : '')).join(''));
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets>${sheets.map((s, i) => `<sheet name="${esc(s.name)}" sheetId="${i + 1}" ${s.hidden ? 'state="hidden" ' : ''}r:id="s${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, i) => `<Relationship Id="s${i}" Type="${rel}/worksheet" Target="worksheets/sheet${i}.xml"/>`).join('')}<Relationship Id="t" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${texts.map((t) => `<si>${t}</si>`).join('')}</sst>`,
    ...Object.fromEntries(bodies.map((b, i) => [`xl/worksheets/sheet${i}.xml`, `<worksheet xmlns="${main}"><sheetData>${b}</sheetData>${sheets[i]?.merges ? `<mergeCells>${sheets[i].merges.map((m) => `<mergeCell ref="${m}"/>`).join('')}</mergeCells>` : ''}</worksheet>`])),
    ...extra,
  };
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  await pipeline(zip.outputStream as Readable, createWriteStream(path));
  return path;
}

function cellXml(cell: RawCell, at: string, texts: string[]): string {
  if (cell === null) return `<c r="${at}"/>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${texts.push(`<t xml:space="preserve">${esc(cell)}</t>`) - 1}</v></c>`;
  if ('rich' in cell) return `<c r="${at}" t="s"><v>${texts.push(cell.rich.map((r) => `<r><rPr><b/></rPr><t xml:space="preserve">${esc(r)}</t></r>`).join('') + '<rPh sb="0" eb="1"><t>hint</t></rPh>') - 1}</v></c>`;
  if ('inline' in cell) return `<c r="${at}" t="inlineStr"><is><t>${esc(cell.inline)}</t></is></c>`;
  if ('formula' in cell) return `<c r="${at}" t="str"><f>${esc(cell.formula)}</f><v>${esc(cell.result)}</v></c>`;
  if ('serial' in cell) return `<c r="${at}" s="1"><v>${cell.serial}</v></c>`;
  return cell.xml.replace('@', at);
}

const esc = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
