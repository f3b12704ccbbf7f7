import { Entity, Index } from 'typeorm';
import type { ImportKind, ImportStatus, RowVerdict } from '@xianfeng/shared';
import { At, Int, Key, Ref, Str, Text } from '../../db/columns.js';

/** A file somebody brought, from reading to written or given up. Nothing of it is in the books before it is DONE. */
@Entity('import_job')
@Index('ix_import_job_path', ['areaPath', 'id'])
@Index('ix_import_job_status', ['status', 'heartbeatAt'])
export class ImportJob {
  @Key() id: number;
  @Str(8) kind: ImportKind;
  /** The subtree it concerns: who holds the permission there may see it. */
  @Str(160) areaPath: string;
  /** GOODS: the pickup point. */
  @Ref({ nullable: true }) targetId: number | null;
  @Str(120) fileName: string;
  @Str(12) status: ImportStatus;
  @Int() rowsRead: number;
  @Int({ nullable: true }) rowsTotal: number | null;
  @Int() taken: number;
  @Int() mended: number;
  @Int() merged: number;
  @Int() refused: number;
  /** SheetColumns[] as JSON. */
  @Text() columns: string;
  @Str(200, { nullable: true }) error: string | null;
  @Ref() createdBy: number;
  @At() createdAt: number;
  /** Last sign of life of whoever reads it; also the last change. */
  @At() heartbeatAt: number;
  @Ref({ nullable: true }) confirmedBy: number | null;
  @At({ nullable: true }) confirmedAt: number | null;
}

/** One row of the file as it was read, and what became of it. Ids grow in the order of the file. */
@Entity('import_row')
@Index('ix_import_row_verdict', ['importId', 'verdict', 'id'])
@Index('ix_import_row_import', ['importId', 'id'])
export class ImportRow {
  @Key() id: number;
  @Ref() importId: number;
  @Str(40) sheet: string;
  @Int() rowNumber: number;
  /** FORM: a line of the form itself (a total, a signature); kept for re-mapping, never shown. */
  @Str(8) verdict: RowVerdict | 'FORM';
  /** Packed cells (cells.rules.ts), notes (string[]) and values (Record<string, string>), as JSON. */
  @Text() cells: string;
  @Text() notes: string;
  @Text() fieldValues: string;
}
