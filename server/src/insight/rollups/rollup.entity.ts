import { Entity, Index } from 'typeorm';
import { At, Big, Int, Key, KeyStr, Str } from '../../db/columns.js';
import { KIND_COLUMNS, MAIN_COLUMNS, WAIT_COLUMNS } from './columns.rules.js';

/**
 * What happened in an area and all below it, counted by the day on which it happened: rows like any other, which can be made again from the
 * events at any time (rollups.service). One for each day, one for each month, one over all time.
 */
@Entity('rollup')
@Index('ix_rollup_bucket', ['bucket'])
export class Rollup {
  @Key() areaId: number;
  /** 1: only what is filed with the area itself, for areas above communities. */
  @Key() own: number;
  /** '2026-11-22', '2026-11', or 'ever'. */
  @KeyStr(10) bucket: string;
}
// The columns are data (columns.rules).
for (const c of MAIN_COLUMNS) Big()(Rollup.prototype, c);
for (const c of [...KIND_COLUMNS, ...WAIT_COLUMNS]) Int()(Rollup.prototype, c);

/** How far the rollups go. One row. */
@Entity('rollup_mark')
export class RollupMark {
  @Key() id: number;
  /** Events before this instant are in the rollups, later ones are counted live. 0: there are none yet. */
  @At() upTo: number;
  /** Days up to this one were counted once more after they were over. */
  @Str(10) closedDay: string;
  /** Grows with every change of the rollups: who reads before and after and finds the same has read one state. */
  @Int() version: number;
  /** Whoever counts at the moment, until when. */
  @Big() busyBy: number;
  @At() busyUntil: number;
}
