import { type Cell, EMPTY } from './cell.js';

interface Area { top: number; bottom: number; left: number; right: number }
const MAX_AREAS = 20_000;
const AREA = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;
/** Neither tag comes near it; whatever is longer is text, and must not be carried along and searched again and again. */
const LONGEST_TAG = 4_096;
const ROW = /<(?:\w+:)?row[\s>]/g;

/** What a first pass over a sheet's text tells: a search, not a parse (20,000 rows take some 20 ms). */
export interface Survey {
  /** Rows the file has an entry for, empty ones too: an upper bound, for a progress bar. */
  rows: number;
  merges: Merges;
}

export async function surveySheet(text: AsyncIterable<string>): Promise<Survey> {
  const areas: Area[] = [];
  let rows = 0, carry = '';
  for await (const piece of text) {
    // Whole tags only: what follows the last opening bracket waits for the next piece.
    const window = carry + piece;
    const cut = Math.max(window.lastIndexOf('<'), 0);
    carry = window.length - cut > LONGEST_TAG ? '' : window.slice(cut);
    const tags = window.slice(0, cut);
    rows += tags.match(ROW)?.length ?? 0;
    for (const m of tags.matchAll(AREA))
      if (areas.length < MAX_AREAS) areas.push({ left: column(m[1] ?? ''), top: Number(m[2]), right: column(m[3] ?? ''), bottom: Number(m[4]) });
  }
  return { rows, merges: new Merges(areas.sort((a, b) => b.top - a.top)) };
}

/** The merged areas of a sheet, which the file lists after the rows they concern, applied row by row. */
export class Merges {
  private open: { area: Area; by: Cell }[] = [];

  constructor(private readonly areas: Area[]) {}

  /** The row with covered cells filled in. Rows must come in order. */
  apply(rowNumber: number, cells: Cell[]): Cell[] {
    this.open = this.open.filter(({ area }) => area.bottom >= rowNumber);
    for (let next = this.areas.at(-1); next && next.top <= rowNumber; next = this.areas.at(-1)) {
      this.areas.pop();
      const by = next.top === rowNumber ? cells[next.left - 1] ?? EMPTY : EMPTY;
      // An area whose own cell is empty covers nothing worth knowing.
      if (by.kind !== 'empty' && next.bottom >= rowNumber) this.open.push({ area: next, by });
    }
    for (const { area, by } of this.open) {
      for (let c = area.left; c <= Math.min(area.right, 100); c++) {
        if (area.top === rowNumber && c === area.left) continue;
        while (cells.length < c) cells.push(EMPTY);
        cells[c - 1] = { kind: 'covered', by, below: area.top < rowNumber };
      }
    }
    return cells;
  }
}

const column = (letters: string): number => [...letters].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0);
