import { Injectable } from '@nestjs/common';
import { dayOf, PAGE_SIZE, type Page, type PageQuery, type RecordSummary, type ServiceRecordView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { recordsOf, recordSums } from './records.store.js';

@Injectable()
export class RecordsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  /** Own records, newest day first. */
  async mine(me: Me, query: PageQuery): Promise<Page<ServiceRecordView>> {
    const [, day, id] = /^(\d{4}-\d\d-\d\d)_(\d{1,16})$/.exec(query.after ?? '9999-99-99_0') ?? [];
    if (!day || !id) throw failFields({ after: '翻页位置不对，请从头再看' });
    const rows = await recordsOf(this.tx.read, me.id, day, Number(id), PAGE_SIZE + 1);
    const items = rows.slice(0, PAGE_SIZE), last = items.at(-1);
    return { items, next: rows.length > PAGE_SIZE && last ? `${last.day}_${last.id}` : null };
  }
  /** Minutes and number of records: all, and of this calendar year. */
  async summary(me: Me): Promise<RecordSummary> {
    const [all, year] = [await recordSums(this.tx.read, me.id, ''), await recordSums(this.tx.read, me.id, `${dayOf(this.clock.now()).slice(0, 4)}-01-01`)];
    return { minutes: all.minutes, count: all.count, yearMinutes: year.minutes, yearCount: year.count };
  }
}
