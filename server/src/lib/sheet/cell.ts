/** What a spreadsheet cell holds. Nothing is evaluated or guessed here: whoever reads a row decides what it means. */
export type Cell =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** `text` is the number as the file spells it ('15400000001', '1.54E10'). */
  | { kind: 'number'; value: number; text: string }
  /** A number or ISO text that the file formats as a date; `day` is 'YYYY-MM-DD'. */
  | { kind: 'date'; day: string }
  /** A formula is never evaluated, and the result the file remembers is not trusted. */
  | { kind: 'formula' }
  | { kind: 'boolean'; value: boolean }
  /** '#N/A', '#REF!' and their kin. */
  | { kind: 'error'; text: string }
  /** Covered by a merged area. `below`: the area began in a row above, as when a unit's name is merged down its people. */
  | { kind: 'covered'; by: Cell; below: boolean };

export interface SheetRow {
  sheet: string;
  /** As Excel shows it, from 1. */
  rowNumber: number;
  /** Index 0 is column A. Trailing empty cells are left out. */
  cells: Cell[];
}

export const EMPTY: Cell = { kind: 'empty' };

/** The words of a cell as a reader of the sheet sees them; '' for an empty cell, a formula and the inside of a merged title. */
export function cellText(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case 'text': return cell.text;
    case 'number': return numberText(cell.value, cell.text);
    case 'date': return cell.day;
    case 'boolean': return cell.value ? '是' : '否';
    case 'error': return cell.text;
    case 'covered': return cell.below ? cellText(cell.by) : '';
    default: return '';
  }
}

// Files spell an eleven-digit phone as 1.5400000001E10; whole numbers are shown in full, others as the file has them.
const numberText = (value: number, text: string): string => (Number.isSafeInteger(value) ? String(value) : text);

const DAY_MS = 86_400_000;
/** Last serial Excel knows: 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/**
 * The day of an Excel date serial, or null outside 1900–9999. `from1904`: the workbook counts from 1904 (old Macs).
 * Serials below 60 are one day off in Excel, which believes in a 29 February 1900 (serial 60).
 */
export function serialDay(serial: number, from1904 = false): string | null {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (!(days >= 1 && days <= LAST_SERIAL)) return null;
  return new Date(Date.UTC(1899, 11, 30) + (days < 60 ? days + 1 : days) * DAY_MS).toISOString().slice(0, 10);
}
