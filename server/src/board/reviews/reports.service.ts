import { Injectable } from '@nestjs/common';
import { DAY_MS, REVIEW_LIMITS, type ReportInput, type ReportReceipt } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { takeTurn } from '../../people/users/users.store.js';
import { ContentKinds } from '../../reach/moderation/content-kinds.js';
import { hasReported, insertItem, insertReport, itemOf, reportItem, reportsSince } from '../../reach/moderation/moderation.store.js';

/** 举报: what a reader finds wrong goes to the review desk. It stays to be read until somebody looked: one report must not silence anybody. */
@Injectable()
export class ReportsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly kinds: ContentKinds) {}
  /** Of what he can read. Twice about one thing counts once. @throws NOT_FOUND, TOO_MANY */
  report(me: Me, { kind, id, why }: ReportInput, key: string): Promise<ReportReceipt> {
    const now = this.clock.now(), of = this.kinds.of(kind);
    me.everyone();
    return this.tx.once(me.id, key, 'reports.add', { kind, id, why }, now, async (m) => {
      await takeTurn(m, me.id);
      const found = (await of.mayRead(m, me, id)) ? await of.find(m, id) : null;
      if (!found) throw fail('NOT_FOUND');
      const known = await itemOf(m, kind, id);
      if (known && (await hasReported(m, known.id, me.id))) return { kind, id };
      if ((await reportsSince(m, me.id, now - DAY_MS)) >= REVIEW_LIMITS.reportsPerDay) throw fail('TOO_MANY');
      const itemId = known?.id ?? (await insertItem(m, { kind, refId: id, areaId: found.areaId, authorId: found.authorId, words: found.words }, { state: 'LOOK', why: 'REPORT', label: null, traceId: null }, now));
      if (known) await reportItem(m, known.id, now);
      await insertReport(m, itemId, me.id, why, now);
      await audit(m, { actorId: me.id, action: 'content.report', refType: kind, refId: id, areaId: found.areaId, detail: { why }, at: now });
      return { kind, id };
    });
  }
}
