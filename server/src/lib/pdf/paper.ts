import type { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import { paperFonts, showable } from './fonts.js';
import { drawQr } from './qr.js';
import { drawTable } from './table.js';

/** `width` is a share of the page, not a length: columns of 1 and 3 divide it in that way. */
export interface PdfColumn { title: string; width: number; align?: 'left' | 'right' | 'center' }
export interface PdfTable { columns: PdfColumn[]; rows: string[][] }
/** What a paper is made of, from top to bottom. */
export type PdfPiece =
  | { title: string }
  | { heading: string }
  | { text: string }
  /** Smaller and lighter: explanations under what counts. */
  | { note: string }
  | { facts: [label: string, value: string][] }
  | { table: PdfTable }
  /** A code that a phone reads, with the words beside it. */
  | { qr: string; caption: string }
  /** Where the office signs and stamps: its name, the day in words, an empty square. */
  | { seal: { office: string; day: string; number?: string; lines?: string[] } }
  | { gap: number };
export interface PdfOptions {
  /** In the document's properties and the window's title. */
  title: string;
  /** At the foot of every page, left of the page number. */
  footer?: string;
  /** Epoch milliseconds for the document's properties: the same paper made again is the same file. */
  at?: number;
}
export type Doc = InstanceType<typeof PDFDocument>;
interface Glyphs { unitsPerEm: number; hasGlyphForCodePoint: (code: number) => boolean; glyphsForString: (text: string) => { advanceWidth: number }[] }
/** The font that is set right now, as pdfkit keeps it. */
export const glyphsOf = (doc: Doc): Glyphs => (doc as unknown as { _font: { font: Glyphs } })._font.font;

/** In points: A4 with 2 cm at the sides. */
export const MARGIN = { top: 60, bottom: 68, left: 57, right: 57 } as const;
export const INK = { text: '#1b2524', soft: '#4b5a59', line: '#b9c2c0', head: '#eef3f1', accent: '#12564f' } as const;
const BODY = 10.5;
export const widthOf = (doc: Doc): number => doc.page.width - MARGIN.left - MARGIN.right;
export const bottomOf = (doc: Doc): number => doc.page.height - MARGIN.bottom;
/** A new page where `height` points do not fit any more. */
export function room(doc: Doc, height: number): void {
  if (doc.y + height > bottomOf(doc)) doc.addPage();
}

/** An A4 paper as a stream of PDF: Noto Sans SC embedded as the subset of signs used, text that can be searched and read out, page numbers. */
export function paper(pieces: readonly PdfPiece[], { title, footer = '', at }: PdfOptions): Readable {
  const { regular, bold } = paperFonts();
  const when = new Date(at ?? 0);
  const doc = new PDFDocument({ size: 'A4', margins: MARGIN, bufferPages: true, pdfVersion: '1.7', lang: 'zh-CN', displayTitle: true, font: regular as unknown as string, info: { Title: title, Producer: 'Xianfeng', Creator: 'Xianfeng', CreationDate: when, ModDate: when } });
  doc.registerFont('bold', bold).registerFont('regular', regular).font('regular');
  const font = glyphsOf(doc);
  const show = (text: string): string => showable(text, (code) => font.hasGlyphForCodePoint(code));
  const make = async (): Promise<void> => {
    for (const piece of pieces) await draw(doc, piece, show);
    number(doc, show(footer));
    doc.end();
  };
  make().catch((e: unknown) => doc.destroy(e as Error));
  return doc;
}

type Show = (text: string) => string;
async function draw(doc: Doc, piece: PdfPiece, show: Show): Promise<void> {
  const x = MARGIN.left, width = widthOf(doc);
  const plain = (size: number, color: string = INK.text) => doc.font('regular').fontSize(size).fillColor(color);
  if ('title' in piece) doc.font('bold').fontSize(20).fillColor(INK.text).text(show(piece.title), x, doc.y, { width, align: 'center' }).moveDown(0.8);
  else if ('heading' in piece) {
    room(doc, 84); // a heading alone at the foot of a page belongs to nothing
    doc.moveDown(0.5).font('bold').fontSize(13).fillColor(INK.accent).text(show(piece.heading), x, doc.y, { width }).moveDown(0.4);
  } else if ('text' in piece) plain(BODY).text(show(piece.text), x, doc.y, { width, lineGap: 4 }).moveDown(0.5);
  else if ('note' in piece) plain(9, INK.soft).text(show(piece.note), x, doc.y, { width, lineGap: 3 }).moveDown(0.5);
  else if ('facts' in piece) facts(doc, piece.facts.map(([label, value]): [string, string] => [show(label), show(value)]));
  else if ('table' in piece) await drawTable(doc, { columns: piece.table.columns.map((c) => ({ ...c, title: show(c.title) })), rows: piece.table.rows.map((row) => row.map(show)) });
  else if ('qr' in piece) {
    room(doc, 100);
    const top = doc.y;
    drawQr(doc, piece.qr, x, top, 90);
    plain(9, INK.soft).text(show(piece.caption), x + 104, top + 6, { width: width - 104, lineGap: 3 });
    doc.y = Math.max(doc.y, top + 96);
  } else if ('seal' in piece) seal(doc, piece.seal, show);
  else doc.y = Math.min(doc.y + piece.gap, bottomOf(doc));
  doc.x = x;
}

function facts(doc: Doc, lines: [string, string][]): void {
  const label = 118, x = MARGIN.left, width = widthOf(doc) - label;
  for (const [name, value] of lines) {
    doc.font('regular').fontSize(BODY);
    room(doc, Math.max(doc.heightOfString(value || ' ', { width, lineGap: 3 }), doc.heightOfString(name, { width: label - 10, lineGap: 3 })) + 5);
    const top = doc.y;
    doc.fillColor(INK.soft).text(name, x, top, { width: label - 10, lineGap: 3 });
    const left = doc.y;
    doc.fillColor(INK.text).text(value || ' ', x + label, top, { width, lineGap: 3 });
    doc.y = Math.max(doc.y, left) + 5;
  }
  doc.moveDown(0.3);
}

/** 42 mm square: the seal of an office here measures 38 to 42 mm (our own choice of room). */
const SEAL = 119;
function seal(doc: Doc, { office, day, number: paperNumber, lines = [] }: { office: string; day: string; number?: string; lines?: string[] }, show: Show): void {
  room(doc, SEAL + 16);
  const top = doc.y + 8, x = MARGIN.left, right = doc.page.width - MARGIN.right, words = widthOf(doc) - SEAL - 20;
  doc.save().lineWidth(0.6).dash(3, { space: 3 }).strokeColor(INK.line).rect(right - SEAL, top, SEAL, SEAL).stroke().undash().restore();
  doc.font('regular').fontSize(9).fillColor(INK.soft).text('（盖章处）', right - SEAL, top + SEAL - 18, { width: SEAL, align: 'center' });
  doc.fontSize(BODY).fillColor(INK.text).text('', x, top + 4);
  for (const line of [...lines, ...(paperNumber ? [`编号：${paperNumber}`] : [])]) doc.text(show(line), x, doc.y, { width: words, lineGap: 5 });
  doc.moveDown(0.6).font('bold').text(show(office), x, doc.y, { width: words, lineGap: 5 }).font('regular').text(show(day), x, doc.y, { width: words });
  doc.y = Math.max(doc.y, top + SEAL + 8);
}

/** Written last, when the number of pages is known. */
function number(doc: Doc, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let i = start; i < start + count; i++) {
    doc.switchToPage(i);
    doc.page.margins = { ...MARGIN, bottom: 0 }; // else text so low would begin a page of its own
    const y = doc.page.height - 44, width = widthOf(doc);
    doc.save().lineWidth(0.5).strokeColor(INK.line).moveTo(MARGIN.left, y - 6).lineTo(MARGIN.left + width, y - 6).stroke().restore();
    doc.font('regular').fontSize(8.5).fillColor(INK.soft).text(footer, MARGIN.left, y, { width: width - 100, height: 24, ellipsis: true });
    doc.text(`第 ${i - start + 1} 页 / 共 ${count} 页`, MARGIN.left + width - 100, y, { width: 100, align: 'right', lineBreak: false });
  }
}
