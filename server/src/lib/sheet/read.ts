import { EMPTY, serialDay, type Cell, type SheetRow } from './cell.js';
import { surveySheet, type Survey } from './merges.js';
import { openParts, SHEET_LIMITS, type Parts, type SheetLimits } from './parts.js';
import { SheetProblem } from './problem.js';
import { dateFormats } from './styles.js';
import { attribute, elements, xmlFeed } from './xml.js';

/** Columns beyond this are decoration: no form of ours comes near it, and a row styled to XFD must not cost 16,384 cells. */
const MAX_COLUMNS = 100;
/** The last row Excel knows. */
const MAX_ROW = 1_048_576;
/** Longer text in a cell is cut: it is refused by its field's limit anyway, and must not fill memory. */
const MAX_TEXT = 2_000;
const MAX_SHARED_CHARS = 64 * 1024 * 1024;
/** Distinct texts: as many as the rows and columns we would read have cells. */
const MAX_SHARED = 2_000_000;
/** A county has some hundred units, each with a sheet of its own at most. */
const MAX_SHEETS = 300;

export interface Workbook {
  /** Rows to come, empty ones included: an upper bound. */
  rowsTotal: number;
  rows: AsyncGenerator<SheetRow>;
  /** Always call it in the end. */
  close(): void;
}

/**
 * A workbook's visible sheets, row by row, rows without any content left out. One piece of one sheet is in memory at a time, plus the
 * workbook's table of shared texts. Formulas are recognised, never evaluated; macros, links and drawings are not opened.
 * @throws SheetProblem here when the file is no workbook, from `rows` when it breaks a limit or its own promises.
 */
export async function openWorkbook(path: string, limits: SheetLimits = SHEET_LIMITS): Promise<Workbook> {
  const parts = await openParts(path, limits);
  try {
    const book = await readBook(parts);
    return { rowsTotal: book.sheets.reduce((n, s) => n + s.survey.rows, 0), rows: readRows(parts, book, limits), close: () => parts.close() };
  } catch (e) {
    parts.close();
    throw e;
  }
}

async function* readRows(parts: Parts, book: Book, limits: SheetLimits): AsyncGenerator<SheetRow> {
  let rows = 0;
  for (const sheet of book.sheets) {
    for await (const row of readSheet(parts, sheet, book)) {
      if (++rows > limits.rows) throw new SheetProblem('TOO_MANY_ROWS');
      yield row;
    }
  }
}

interface Sheet { name: string; part: string; survey: Survey }
interface Book { sheets: Sheet[]; texts: string[]; dates: Set<number>; from1904: boolean }

async function readBook(parts: Parts): Promise<Book> {
  const part = await mainPart(parts);
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const links = await relations(parts, `${folder}_rels/${part.slice(folder.length)}.rels`, folder);
  const listed: { name: string; part: string }[] = [];
  let from1904 = false;
  await elements(parts.smallText(part), {
    open(el) {
      if (el.name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(el, 'date1904'));
      if (el.name !== 'sheet' || /hidden/i.test(attribute(el, 'state'))) return;
      const id = Object.entries(el.attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? '';
      const target = links.get(id);
      if (target && target.type.endsWith('/worksheet')) listed.push({ name: attribute(el, 'name').slice(0, 31), part: target.part });
    },
  });
  if (listed.length > MAX_SHEETS) throw new SheetProblem('TOO_BIG');
  const sheets: Sheet[] = [];
  for (const s of listed) sheets.push({ ...s, survey: await surveySheet(parts.text(s.part)) });
  const linked = (type: string): string | undefined => [...links.values()].find((l) => l.type.endsWith(type) && parts.has(l.part))?.part;
  const strings = linked('/sharedStrings'), styles = linked('/styles');
  return {
    sheets, from1904,
    texts: strings ? await sharedTexts(parts.text(strings)) : [],
    dates: styles ? await dateFormats(parts.smallText(styles)) : new Set(),
  };
}

async function mainPart(parts: Parts): Promise<string> {
  if (!parts.has('_rels/.rels')) throw new SheetProblem('NOT_XLSX');
  const links = await relations(parts, '_rels/.rels', '');
  const main = [...links.values()].find((l) => l.type.endsWith('/officeDocument'))?.part;
  // A Word document or a slide show is a zip with the same envelope.
  if (!main || !parts.has(main) || !/workbook/i.test(main)) throw new SheetProblem('NOT_XLSX');
  return main;
}

async function relations(parts: Parts, part: string, folder: string): Promise<Map<string, { type: string; part: string }>> {
  const links = new Map<string, { type: string; part: string }>();
  if (!parts.has(part)) throw new SheetProblem('DAMAGED');
  await elements(parts.smallText(part), {
    open(el) {
      if (el.name !== 'Relationship' || attribute(el, 'TargetMode') === 'External') return;
      const target = attribute(el, 'Target');
      links.set(attribute(el, 'Id'), { type: attribute(el, 'Type'), part: target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '') });
    },
  });
  return links;
}

/** The table of texts that cells point into. Phonetic hints (rPh) beside the text are not part of it. */
async function sharedTexts(text: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  let item = '', inText = false, inHint = false, chars = 0;
  await elements(text, {
    open(el) {
      if (el.name === 'si') item = '';
      else if (el.name === 'rPh') inHint = true;
      else if (el.name === 't') inText = true;
    },
    text(piece) {
      if (inText && !inHint && item.length < MAX_TEXT) item += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inHint = false;
      else if (name === 'si') {
        chars += item.length;
        if (chars > MAX_SHARED_CHARS || all.length >= MAX_SHARED) throw new SheetProblem('TOO_BIG');
        all.push(tidy(item));
      }
    },
  });
  return all;
}

async function* readSheet(parts: Parts, sheet: Sheet, book: Book): AsyncGenerator<SheetRow> {
  const { merges } = sheet.survey;
  let ready: SheetRow[] = [];
  let rowNumber = 0, cells: Cell[] = [], column = 0;
  let type = '', style = 0, value = '', inline = '', hasFormula = false, inValue = false, inInline = false, inHint = false;
  const xml = xmlFeed({
    open(el) {
      switch (el.name) {
        case 'row':
          rowNumber = Number(attribute(el, 'r')) || rowNumber + 1;
          if (!(rowNumber <= MAX_ROW)) throw new SheetProblem('DAMAGED');
          cells = [];
          column = 0;
          break;
        case 'c':
          column = columnOf(attribute(el, 'r')) ?? column + 1;
          type = attribute(el, 't');
          style = Number(attribute(el, 's')) || 0;
          value = inline = '';
          hasFormula = false;
          break;
        case 'f': hasFormula = true; break;
        case 'v': inValue = true; break;
        case 'rPh': inHint = true; break;
        case 't': inInline = true; break;
      }
    },
    text(piece) {
      if (inValue && value.length < MAX_TEXT) value += piece;
      else if (inInline && !inHint && inline.length < MAX_TEXT) inline += piece;
    },
    close(name) {
      switch (name) {
        case 'v': inValue = false; break;
        case 't': inInline = false; break;
        case 'rPh': inHint = false; break;
        case 'c': {
          if (column > MAX_COLUMNS) break;
          const cell = hasFormula ? { kind: 'formula' as const } : cellOf(type, type === 'inlineStr' ? inline : value, style, book);
          if (cell.kind === 'empty') break;
          while (cells.length < column - 1) cells.push(EMPTY);
          cells[column - 1] = cell;
          break;
        }
        case 'row':
          // A row whose only content comes from a cell merged down over it is empty: nobody wrote anything there.
          if (cells.length > 0) ready.push({ sheet: sheet.name, rowNumber, cells: merges.apply(rowNumber, cells) });
      }
    },
  });
  for await (const piece of parts.text(sheet.part)) {
    xml.feed(piece);
    yield* ready;
    ready = [];
  }
  xml.end();
}

function cellOf(type: string, raw: string, style: number, book: Book): Cell {
  if (raw === '') return EMPTY;
  switch (type) {
    case 's': return textCell(book.texts[Number(raw)] ?? '');
    case 'inlineStr':
    case 'str': return textCell(tidy(raw));
    case 'b': return { kind: 'boolean', value: raw === '1' };
    case 'e': return { kind: 'error', text: raw };
    case 'd': return { kind: 'date', day: raw.slice(0, 10) };
  }
  const number = Number(raw);
  if (!Number.isFinite(number)) return textCell(tidy(raw));
  const day = book.dates.has(style) ? serialDay(number, book.from1904) : null;
  return day ? { kind: 'date', day } : { kind: 'number', value: number, text: raw };
}

const textCell = (text: string): Cell => (text === '' ? EMPTY : { kind: 'text', text });

// Excel writes control characters as _x000D_; databases and screens want none of them. Blanks inside stay: they may matter to a rule.
const tidy = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff\ufffe\uffff]/g, ' ').slice(0, MAX_TEXT).trim();

/** 'AB12' → 28; null where the file leaves the reference out. */
function columnOf(ref: string): number | null {
  let column = 0;
  for (const letter of ref) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column || null;
}
