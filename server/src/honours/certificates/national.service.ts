import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { dayOf, type FileLink, type NationalDeskView, type NationalExportView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { writeSheets, type OutCell } from '../../lib/sheet/write.js';
import { NATIONAL_FIELDS } from './national.rules.js';
import { exportedRows, exportsWithin, findExport, insertExport, unmarked, type ExportRow } from './national.store.js';

const pathOf = (id: number): string => `national-exports/${id}/records.xlsx`;
const CHUNK = 500;
/** Records for 全国志愿服务信息系统 as a sheet in its words: nothing is typed twice, and each record is handed over once. */
@Injectable()
export class NationalService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly downloads: Downloads) {}
  async desk(me: Me, areaId: number): Promise<NationalDeskView> {
    const path = await this.path(me, areaId), m = this.tx.read;
    return { waiting: (await unmarked(m, path)).length, exports: (await exportsWithin(m, path)).map(view) };
  }
  /** Marks what is in no file yet; the file itself is made when it is fetched, and is the same every time. @throws NATIONAL_EMPTY, STATE where somebody else is making one of the same records */
  create(me: Me, areaId: number, key: string): Promise<NationalExportView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'national.create', { areaId }, now, async (m) => {
      const path = await this.path(me, areaId), records = await unmarked(m, path), id = newId();
      if (records.length === 0) throw fail('NATIONAL_EMPTY');
      const minutes = records.reduce((sum, r) => sum + r.minutes, 0);
      try {
        await insertExport(m, { id, areaId, rowCount: records.length, minutes, madeBy: me.id, madeAt: now }, records.map((r) => r.id));
      } catch (e) {
        throw isDuplicate(e) ? fail('STATE') : e;
      }
      await audit(m, { actorId: me.id, action: 'national.export', refType: 'nationalExport', refId: id, areaId, detail: { rows: records.length, minutes }, at: now });
      return view((await findExport(m, id))!);
    });
  }
  async file(me: Me, id: number): Promise<FileLink> {
    const row = await this.find(id);
    me.require('certificate.issue', row.path);
    return { url: this.downloads.link(pathOf(id), me.id), name: nameOf(row) };
  }
  /** @throws NOT_FOUND for a link that is wrong or too old */
  async download(id: number, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(pathOf(id), query), row = await this.find(id);
    await this.tx.run((m) => audit(m, { actorId: by, action: 'national.download', refType: 'nationalExport', refId: id, areaId: row.areaId, at: this.clock.now() }));
    return { name: nameOf(row), stream: writeSheets([{ name: '志愿服务记录', columns: NATIONAL_FIELDS.map(({ title, width }) => ({ title, width })), rows: this.rows(id) }]) };
  }
  private async *rows(id: number): AsyncGenerator<OutCell[]> {
    for (let after = 0; ; ) {
      const rows = await exportedRows(this.tx.read, id, after, CHUNK);
      for (const r of rows) yield NATIONAL_FIELDS.map((f) => f.value(r));
      if (rows.length < CHUNK) return;
      after = rows.at(-1)!.id;
    }
  }
  private async path(me: Me, areaId: number): Promise<string> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('certificate.issue', path);
    return path;
  }
  private async find(id: number): Promise<ExportRow> {
    const row = await findExport(this.tx.read, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
}
const view = ({ areaId: _, path: __, ...row }: ExportRow): NationalExportView => row;
const nameOf = (row: ExportRow): string => `志愿服务记录-${row.areaName}-${dayOf(row.at)}-${row.rows}条.xlsx`;
