import { rm } from 'node:fs/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { traceOf } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import type { SheetRow } from '../../lib/sheet/cell.js';
import { SheetProblem } from '../../lib/sheet/problem.js';
import type { Workbook } from '../../lib/sheet/read.js';
import { Appliers } from './applier.js';
import { packCells, unpackCells } from './cells.rules.js';
import type { SheetColumns } from './fields.rules.js';
import { sheetsOf, type JobRow } from './imports.rules.js';
import { failJob, insertRows, moveJob, rowsAfter, saveProgress, updateRow, type NewRow, type Progress } from './imports.store.js';
import { Pass, withHeaders } from './pass.js';

/** Rows judged and stored at a time: one look into the books, one transaction, one step of the progress bar. */
const BATCH = 200;
/** What a TEXT column of MySQL holds, with a margin. */
const COLUMNS_BYTES = 60_000;

/** Reads files and judges their rows in the background. The process that took a file reads it; what it learns is in the database at once. */
@Injectable()
export class ReadingService implements OnModuleDestroy {
  private readonly log = new Logger('imports');
  private readonly running = new Set<Promise<void>>();
  private stopping = false;
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly appliers: Appliers) {}

  /** From an opened file, which is closed and deleted in the end. */
  readFile(job: JobRow, book: Workbook, path: string): void {
    this.start(job, async () => {
      try {
        await this.fromFile(job, book);
      } finally {
        book.close();
        await rm(path, { force: true });
      }
    });
  }
  /** Again from the stored rows, after the columns were mapped anew. */
  readAgain(job: JobRow): void {
    this.start(job, () => this.fromRows(job));
  }
  /** Until nothing is being read in this process. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
  }
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.idle();
  }

  private start(job: JobRow, work: () => Promise<void>): void {
    const run = work().catch((e: unknown) => this.fail(job.id, e)).finally(() => this.running.delete(run));
    this.running.add(run);
  }
  private async fail(id: number, e: unknown): Promise<void> {
    if (e instanceof Given) return;
    if (!(e instanceof SheetProblem || e instanceof Refusal)) this.log.error(traceOf(e));
    const why = e instanceof SheetProblem || e instanceof Refusal ? e.message : '读取时出了问题，请重新上传';
    await this.tx.run((m) => failJob(m, id, why, this.clock.now())).catch((again: unknown) => this.log.error(String(again)));
  }

  private async fromFile(job: JobRow, book: Workbook): Promise<void> {
    const pass = await this.pass(job, book.rowsTotal);
    let batch: { row: SheetRow; columns: SheetColumns }[] = [];
    for await (const located of withHeaders(book.rows, job.kind)) {
      if (!pass.sheets.includes(located.columns)) pass.sheets.push(located.columns);
      if (located.row.rowNumber <= located.columns.headerRow) continue;
      if (batch.push(located) >= BATCH) {
        await this.store(job.id, pass, batch);
        batch = [];
      }
    }
    await this.store(job.id, pass, batch);
    if (pass.sheets.length === 0) throw new Refusal('表格里没有内容');
    await this.ready(job.id, pass);
  }
  private async pass(job: JobRow, rowsTotal: number): Promise<Pass> {
    const judge = await this.appliers.of(job.kind).judge({ areaPath: job.areaPath, targetId: job.targetId, actorId: job.createdBy, now: this.clock.now() });
    return new Pass(job.kind, judge, rowsTotal);
  }
  private async store(id: number, pass: Pass, batch: { row: SheetRow; columns: SheetColumns }[]): Promise<void> {
    const rows: NewRow[] = (await pass.judge(batch.map(({ row, columns }) => ({ sheet: row.sheet, rowNumber: row.rowNumber, cells: row.cells, columns }))))
      .map((o, i) => ({ sheet: o.sheet, rowNumber: o.rowNumber, verdict: o.verdict, cells: packCells(batch[i]?.row.cells ?? []), notes: o.notes, fieldValues: o.fieldValues }));
    await this.save(id, pass.progress(), async (m) => insertRows(m, id, rows));
  }

  private async fromRows(job: JobRow): Promise<void> {
    const sheets = new Map(sheetsOf(job).map((s) => [s.sheet, s]));
    const pass = await this.pass(job, job.rowsTotal ?? 0);
    pass.sheets = [...sheets.values()];
    let after = 0;
    for (;;) {
      const rows = await rowsAfter(this.tx.read, job.id, after, BATCH);
      if (rows.length === 0) break;
      after = rows.at(-1)?.id ?? after;
      const outcomes = await pass.judge(rows.flatMap((r) => {
        const columns = sheets.get(r.sheet);
        return columns ? [{ sheet: r.sheet, rowNumber: r.rowNumber, cells: unpackCells(r.cells), columns }] : [];
      }));
      await this.save(job.id, pass.progress(), async (m) => {
        for (const [i, o] of outcomes.entries()) {
          const row = rows[i];
          if (row && (row.verdict !== o.verdict || row.notes !== o.notes || row.fieldValues !== o.fieldValues)) await updateRow(m, { id: row.id, verdict: o.verdict, notes: o.notes, fieldValues: o.fieldValues });
        }
      });
    }
    await this.ready(job.id, pass);
  }

  private async save(id: number, progress: Progress, work: (m: EntityManager) => Promise<void>): Promise<void> {
    if (this.stopping) throw new Refusal('读取被中断，请重新上传');
    if (Buffer.byteLength(progress.columns) > COLUMNS_BYTES) throw new Refusal('工作表太多，请拆成几个文件上传');
    await this.tx.run(async (m) => {
      if (!(await saveProgress(m, id, progress, this.clock.now()))) throw new Given();
      await work(m);
    });
  }
  private async ready(id: number, pass: Pass): Promise<void> {
    pass.rowsTotal = pass.rowsRead;
    await this.tx.run(async (m) => {
      if (!(await saveProgress(m, id, pass.progress(), this.clock.now()))) throw new Given();
      await moveJob(m, id, ['READING'], 'READY', this.clock.now());
    });
  }
}

/** The import was given up while it was being read. */
class Given extends Error {}
/** A reason for the person who brought the file. */
class Refusal extends Error {}
