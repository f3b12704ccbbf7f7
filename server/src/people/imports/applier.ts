import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ImportKind } from '@xianfeng/shared';
import type { Cell } from '../../lib/sheet/cell.js';
import type { Judged } from './judged.rules.js';

/** Values of a row, by field (settle.rules.ts, and the judge of the kind). */
export type Values = Record<string, string>;
export interface ImportContext {
  importId: number;
  /** The subtree the import concerns. */
  areaPath: string;
  targetId: number | null;
  actorId: number;
  now: number;
}
export interface AcceptedRow {
  values: Values;
  /** Writing came too late for this row: somebody changed the books since the preview. It is shown as refused, with this reason. */
  refuse(why: string): void;
}
/** Judges rows one at a time; made anew for each reading, so that it may hold what it needs of the books. */
export interface Judge {
  judge(cells: Record<string, Cell>): Judged;
  /** What the books hold under the keys of these rows, for `settle`; undefined where nothing. */
  booked(rows: Judged[]): Promise<(Values | undefined)[]>;
}
/** How one kind of file meets the books. A room above people registers its own kind (credit: GOODS). */
export interface Applier {
  kind: ImportKind;
  /** The path of the area whose managers may import to this target. @throws NOT_FOUND */
  pathOf?(targetId: number): Promise<string>;
  judge(context: Omit<ImportContext, 'importId'>): Promise<Judge>;
  /** Writes everything that was accepted (TAKEN, MENDED, MERGED, in the order of the file) inside the confirming transaction. May run again from the start. */
  apply(m: EntityManager, context: ImportContext, rows: AsyncIterable<AcceptedRow[]>): Promise<void>;
}

/** Who can take which kind of file. */
@Injectable()
export class Appliers {
  private readonly byKind = new Map<ImportKind, Applier>();
  register(applier: Applier): void {
    this.byKind.set(applier.kind, applier);
  }
  of(kind: ImportKind): Applier {
    const applier = this.byKind.get(kind);
    if (!applier) throw new Error(`nobody takes imports of ${kind}`);
    return applier;
  }
}
