import { Injectable } from '@nestjs/common';
import { addDays, startOfDay, type JournalRow, type JournalTxView, type Page } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import type { JournalQueryDto } from './journal.dto.js';
import { journalRows, journalTx, peopleCalled, proofOf } from './journal.store.js';

/** The journal of all, for auditors alone. Whom they look at is itself written down. */
@Injectable()
export class JournalService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  /** @throws INVALID where more people are called so than can be looked through */
  async list(me: Me, { areaId, kind, q, from, to, after }: JournalQueryDto): Promise<Page<JournalRow>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('audit.read', path);
    const m = this.tx.read, id = q !== undefined && /^\d{1,16}$/.test(q) && Number.isSafeInteger(Number(q)) ? Number(q) : null;
    const people = q === undefined ? [] : await peopleCalled(m, q);
    if (people === null) throw failFields({ q: '这样的人太多，请写全姓名或手机尾号' });
    const rows = await journalRows(m, {
      path: path === `/${areaId}/` ? null : path, kind, people: q === undefined ? null : people, id, before: beforeId(after), limit: PAGE_ROWS,
      from: from === undefined ? null : startOfDay(from), to: to === undefined ? null : startOfDay(addDays(to, 1)),
    });
    const at = this.clock.now(), whom = q === undefined ? [] : [...new Set(rows.map((r) => r.userId))];
    await this.tx.run(async (w) => {
      await audit(w, { actorId: me.id, action: 'journal.search', refType: 'area', refId: areaId, areaId, detail: { kind, q, from, to }, at });
      for (const userId of whom) await audit(w, { actorId: me.id, action: 'journal.look', refType: 'person', refId: userId, areaId, at });
    });
    return pageOf(rows, ({ userId: _, ...row }) => row, (r) => String(r.id));
  }
  /** @throws NOT_FOUND */
  async get(me: Me, id: number): Promise<JournalTxView> {
    const row = await journalTx(this.tx.read, id);
    if (!row) throw fail('NOT_FOUND');
    me.require('audit.read', row.path);
    const { path: _, userId, areaId, ruleVersion, ...shown } = row;
    await this.tx.run((m) => audit(m, { actorId: me.id, action: 'journal.look', refType: 'person', refId: userId, areaId, detail: { entryId: id }, at: this.clock.now() }));
    return { ...shown, ruleVersion: ruleVersion === 0 ? null : ruleVersion, ...(await proofOf(this.tx.read, id)) };
  }
}
