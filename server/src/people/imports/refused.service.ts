import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { MINUTE_MS } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { cellText } from '../../lib/sheet/cell.js';
import { writeSheets, type OutCell, type OutSheet } from '../../lib/sheet/write.js';
import { isSigned, sign } from '../../lib/sign.js';
import { unpackCells } from './cells.rules.js';
import type { SheetColumns } from './fields.rules.js';
import type { RefusedDto } from './imports.dto.js';
import { areaIdOf, sheetsOf } from './imports.rules.js';
import { findJob, refusedOf } from './imports.store.js';

/** How long a link works: long enough for a slow phone, short enough to be useless in a chat group tomorrow. */
const LINK_MS = 10 * MINUTE_MS;
const PURPOSE = 'import-refused';
const CHUNK = 500;

/** Refused rows as an Excel, by a signed link: a download carries no session. */
@Injectable()
export class RefusedService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config) {}

  /** A link for one person, who answers for its use in the audit trail. */
  link(importId: number, userId: number): string {
    const until = this.clock.now() + LINK_MS;
    return `/api/imports/${importId}/refused.xlsx?by=${userId}&until=${until}&sig=${sign(this.config.secret, PURPOSE, `${importId}.${userId}.${until}`)}`;
  }

  /**
   * Sheet by sheet under their own headers, with the reason in the last column: to be corrected and brought again.
   * @throws NOT_FOUND also for a link that is wrong or too old
   */
  async download(id: number, { by, until, sig }: RefusedDto): Promise<{ name: string; stream: Readable }> {
    const now = this.clock.now();
    if (!isSigned(this.config.secret, PURPOSE, `${id}.${by}.${until}`, sig) || Number(until) < now) throw fail('NOT_FOUND');
    const job = await findJob(this.tx.read, id);
    if (!job) throw fail('NOT_FOUND');
    const sheets: OutSheet[] = [];
    for (const s of sheetsOf(job)) {
      if ((await refusedOf(this.tx.read, id, s.sheet, 0, 1)).length === 0) continue;
      const columns = [...s.headers.map((title) => ({ title, width: 18 })), { title: '原行号', width: 8 }, { title: '不采用的原因', width: 48 }];
      sheets.push({ name: s.sheet, columns, rows: this.rows(id, s) });
    }
    if (sheets.length === 0) throw fail('NOT_FOUND');
    await this.tx.run((m) => audit(m, { actorId: Number(by), action: 'import.refused', refType: 'import', refId: id, areaId: areaIdOf(job), at: now }));
    return { name: `${job.fileName.replace(/\.xlsx$/i, '')}-不采用的行.xlsx`, stream: writeSheets(sheets) };
  }

  private async *rows(id: number, sheet: SheetColumns): AsyncGenerator<OutCell[]> {
    for (let after = 0; ; ) {
      const rows = await refusedOf(this.tx.read, id, sheet.sheet, after, CHUNK);
      for (const r of rows) {
        const cells = unpackCells(r.cells);
        yield [...sheet.headers.map((_, i) => cellText(cells[i])), r.rowNumber, (JSON.parse(r.notes) as string[]).join('；')];
      }
      if (rows.length < CHUNK) return;
      after = rows.at(-1)?.id ?? 0;
    }
  }
}
