import { Entity } from 'typeorm';
import { At, Big, Int, Key, Str, Text } from '../../db/columns.js';

/** What one reconciliation found. Written after it; the run itself only reads. */
@Entity('reconcile_run')
export class ReconcileRun {
  @Key() id: number;
  @At() createdAt: number;
  @Int() ms: number;
  /** Journal transactions looked at. */
  @Big() transactions: number;
  @Int() findings: number;
  @Str(8) startedBy: 'NIGHT' | 'HAND';
  /** JSON of checks and totals. */
  @Text() report: string;
}
