import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ImportView, RowVerdict } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { AppError, fail } from '../../lib/errors.js';
import { Appliers, type AcceptedRow } from './applier.js';
import { areaIdOf, importFlow, type JobRow } from './imports.rules.js';
import { findJob, markConfirmed, moveJob, refuseAtLast, rowsWith, updateRow } from './imports.store.js';

const CHUNK = 500;
/** How often to look again when another import took a phone or a name between our look and our insert. */
const LOOKS = 3;

/** Brings what the preview took into the books. */
@Injectable()
export class WritingService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly appliers: Appliers) {}

  /**
   * Everything at once, in one transaction, once: of several who press the button the first writes, the others find it written.
   * @throws IMPORT_BUSY while it is being read, STATE when it was given up, BUSY when others keep taking the same names
   */
  async confirm(actorId: number, key: string, job: JobRow, view: (job: JobRow) => ImportView): Promise<ImportView> {
    const now = this.clock.now();
    for (let look = 1; ; look++) {
      try {
        return await this.tx.once(actorId, key, 'imports.confirm', { id: job.id }, now, async (m) => {
          await this.write(m, actorId, job, now);
          return view((await findJob(m, job.id))!);
        });
      } catch (e) {
        // What another import took is on the books now, so a second look finds it and merges or refuses the row.
        if (!(e instanceof AppError) || e.code !== 'BUSY' || look === LOOKS) throw e;
      }
    }
  }

  private async write(m: EntityManager, actorId: number, job: JobRow, now: number): Promise<void> {
    if (!(await moveJob(m, job.id, importFlow.from('confirm'), 'DONE', now))) {
      const status = (await findJob(m, job.id))?.status;
      if (status === 'DONE') return;
      throw fail(status === 'READING' ? 'IMPORT_BUSY' : 'STATE');
    }
    await markConfirmed(m, job.id, actorId, now);
    const late: Late = new Map();
    await this.appliers.of(job.kind).apply(m, { importId: job.id, areaPath: job.areaPath, targetId: job.targetId, actorId, now }, accepted(m, job.id, late));
    for (const [id, { verdict, why, fieldValues }] of late) {
      await updateRow(m, { id, verdict: 'REFUSED', notes: JSON.stringify([why]), fieldValues });
      await refuseAtLast(m, job.id, verdict, 1);
    }
    const { taken, mended, merged, refused } = (await findJob(m, job.id)) ?? job;
    await audit(m, { actorId, action: 'import.confirm', refType: 'import', refId: job.id, areaId: areaIdOf(job), detail: { kind: job.kind, fileName: job.fileName, taken, mended, merged, refused }, at: now });
  }
}

/** Rows that had to be refused after all, by id. */
type Late = Map<number, { verdict: RowVerdict; why: string; fieldValues: string }>;

/** The accepted rows of an import in the order of the file. */
async function* accepted(m: EntityManager, importId: number, late: Late): AsyncGenerator<AcceptedRow[]> {
  for (let after = 0; ; ) {
    const rows = await rowsWith(m, importId, ['TAKEN', 'MENDED', 'MERGED'], after, CHUNK);
    if (rows.length > 0) {
      yield rows.map((r) => ({
        values: JSON.parse(r.fieldValues) as Record<string, string>,
        refuse: (why) => void late.set(r.id, { verdict: r.verdict as RowVerdict, why, fieldValues: r.fieldValues }),
      }));
    }
    if (rows.length < CHUNK) return;
    after = rows.at(-1)?.id ?? 0;
  }
}
