import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellText } from '../../src/lib/sheet/cell.js';
import { openWorkbook } from '../../src/lib/sheet/read.js';

/** All rows of a workbook as words, sheet after sheet; a cell with a formula is '=formula'. */
export async function readSheets(file: Uint8Array): Promise<string[][]> {
  const dir = mkdtempSync(join(tmpdir(), 'sheet-'));
  try {
    const path = join(dir, 'book.xlsx'), rows: string[][] = [];
    writeFileSync(path, file);
    const book = await openWorkbook(path);
    for await (const row of book.rows) rows.push(row.cells.map((c) => (c.kind === 'formula' ? '=formula' : cellText(c))));
    book.close();
    return rows;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
