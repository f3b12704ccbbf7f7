import { type Cell, EMPTY } from './cell.js';

interface Area { top: number; bottom: number; left: number; right: number }
const MAX_AREAS = 20_000;
const AREA = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;
const TAIL = 200;

/**
 * The merged areas of a sheet. The file lists them after the rows they concern, so they are looked up in a first pass over the
 * sheet's text (a search, not a parse: 20,000 rows take some 20 ms) and then applied row by row.
 */
export class Merges {
  private open: { area: Area; by: Cell }[] = [];

  private constructor(private readonly areas: Area[]) {}

  static async find(text: AsyncIterable<string>): Promise<Merges> {
    const areas: Area[] = [];
    let carry = '';
    for await (const piece of text) {
      const window = carry + piece;
      let seen = 0;
      for (const m of window.matchAll(AREA)) {
        if (areas.length < MAX_AREAS) areas.push({ left: column(m[1] ?? ''), top: Number(m[2]), right: column(m[3] ?? ''), bottom: Number(m[4]) });
        seen = m.index + m[0].length;
      }
      carry = window.slice(Math.max(seen, window.length - TAIL));
    }
    return new Merges(areas.sort((a, b) => b.top - a.top));
  }

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
