import { cellText, EMPTY, type Cell } from '../../lib/sheet/cell.js';

/** Kept of one cell: more than any field of ours takes, little enough for a hundred of them in one TEXT column. */
const KEPT = 150;

/** Cells as they are kept between reading and confirming, one short string each: a letter for the kind and the text. */
export const packCells = (cells: Cell[]): string => JSON.stringify(cells.map(pack));
export const unpackCells = (packed: string): Cell[] => (JSON.parse(packed) as string[]).map(unpack);

function pack(cell: Cell): string {
  switch (cell.kind) {
    case 'empty': return '';
    case 'formula': return 'f';
    case 'covered': return `${cell.below ? 'C' : 'c'}${pack(cell.by)}`;
    case 'number': return `n${cell.text}`;
    default: return `${cell.kind[0] ?? ''}${[...cellText(cell)].slice(0, KEPT).join('')}`;
  }
}

function unpack(text: string): Cell {
  const rest = text.slice(1);
  switch (text[0]) {
    case 't': return { kind: 'text', text: rest };
    case 'n': return { kind: 'number', value: Number(rest), text: rest };
    case 'd': return { kind: 'date', day: rest };
    case 'f': return { kind: 'formula' };
    case 'b': return { kind: 'boolean', value: rest === '是' };
    case 'e': return { kind: 'error', text: rest };
    case 'c': return { kind: 'covered', by: unpack(rest), below: false };
    case 'C': return { kind: 'covered', by: unpack(rest), below: true };
    default: return EMPTY;
  }
}
