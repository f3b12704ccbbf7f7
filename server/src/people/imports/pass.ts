import type { ImportKind, RowVerdict } from '@xianfeng/shared';
import type { Cell, SheetRow } from '../../lib/sheet/cell.js';
import type { Judge } from './applier.js';
import { FIELDS, findHeader, HEADER_SEARCH_ROWS, pick, type SheetColumns } from './fields.rules.js';
import type { Progress } from './imports.store.js';
import type { Judged } from './judged.rules.js';
import { isFormLine } from './lines.rules.js';
import { settle, type Earlier } from './settle.rules.js';

/** Each row with the columns of its sheet. The first rows of a sheet wait until its header is found among them. */
export async function* withHeaders(rows: AsyncIterable<SheetRow>, kind: ImportKind): AsyncGenerator<{ row: SheetRow; columns: SheetColumns }> {
  let waiting: SheetRow[] = [];
  let columns: SheetColumns | null = null;
  function* release(): Generator<{ row: SheetRow; columns: SheetColumns }> {
    columns = findHeader(waiting, FIELDS[kind]);
    for (const row of waiting) if (columns) yield { row, columns };
    waiting = [];
  }
  let sheet: string | null = null;
  for await (const row of rows) {
    if (row.sheet !== sheet) {
      yield* release();
      columns = null;
      sheet = row.sheet;
    }
    if (columns) {
      yield { row, columns };
      continue;
    }
    waiting.push(row);
    if (waiting.length >= HEADER_SEARCH_ROWS) yield* release();
  }
  yield* release();
}

export interface Outcome { sheet: string; rowNumber: number; verdict: RowVerdict | 'FORM'; notes: string; fieldValues: string }
/** One reading of a whole file: what was seen so far, by key and by name, so that doubles are found across its sheets. */
export class Pass {
  rowsRead = 0;
  sheets: SheetColumns[] = [];
  private readonly counts: Record<RowVerdict, number> = { TAKEN: 0, MENDED: 0, MERGED: 0, REFUSED: 0 };
  private readonly seen = new Map<string, Earlier>();
  private readonly namesakes = new Map<string, string>();
  constructor(private readonly kind: ImportKind, private readonly judgement: Judge, public rowsTotal: number) {}

  progress(): Progress {
    return { rowsRead: this.rowsRead, rowsTotal: Math.max(this.rowsTotal, this.rowsRead), counts: this.counts, columns: JSON.stringify(this.sheets) };
  }

  async judge(rows: { sheet: string; rowNumber: number; cells: Cell[]; columns: SheetColumns }[]): Promise<Outcome[]> {
    const judged = rows.map((r): Judged | null => (isFormLine(r.cells, r.columns, r.rowNumber) ? null : this.judgement.judge(pick(r.cells, r.columns.fields))));
    const content = judged.filter((j) => j !== null);
    const booked = await this.judgement.booked(content);
    const byRow = new Map(content.map((j, i) => [j, booked[i]]));
    return rows.map((row, i) => {
      const j = judged[i] ?? null;
      this.rowsRead += 1;
      if (j === null) return { sheet: row.sheet, rowNumber: row.rowNumber, verdict: 'FORM', notes: '[]', fieldValues: '{}' };
      return this.settle(row, this.explain(j, row.columns), byRow.get(j));
    });
  }

  /** Where a whole column is missing, that is the reason, not an empty cell in every row. */
  private explain(j: Judged, columns: SheetColumns): Judged {
    const missing = FIELDS[this.kind].filter((f) => f.required && !columns.fields.includes(f.key));
    return missing.length === 0 ? j : { ...j, verdict: 'REFUSED', key: '', notes: [`没有指定${missing.map((f) => `“${f.label}”`).join('、')}是哪一列`] };
  }

  private settle(row: { sheet: string; rowNumber: number }, j: Judged, booked: Record<string, string> | undefined): Outcome {
    const where = `“${row.sheet}”第 ${row.rowNumber} 行`;
    const name = this.kind === 'MEMBERS' ? j.values['name'] ?? '' : '';
    const s = settle(this.kind, j, { earlier: j.key === '' ? undefined : this.seen.get(j.key), booked, namesake: name === '' ? undefined : this.namesakes.get(name) });
    if (s.verdict !== 'REFUSED') {
      if (!this.seen.has(j.key)) this.seen.set(j.key, { where, values: j.values });
      if (name !== '' && !this.namesakes.has(name)) this.namesakes.set(name, where);
    }
    this.counts[s.verdict] += 1;
    return { sheet: row.sheet, rowNumber: row.rowNumber, verdict: s.verdict, notes: JSON.stringify(s.notes), fieldValues: JSON.stringify(s.values) };
  }
}
