import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DAY_MS, LOT_WARN_DAYS, dayOf, type Page, type PointsEntryView, type PointsView, type PointsWhyView, type TariffFacts } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { accountOf } from '../journal/journal.store.js';
import { pointsFor, tariffText } from '../tariff/tariff.rules.js';
import { tariffByVersion, tariffOn } from '../tariff/tariff.store.js';
import { liveFreeze } from './freezes.store.js';
import { byLastDay, exchangeBlock, freezeView } from './points.rules.js';
import { fullEntry, lotsEnding, lotsTouched, statementOf } from './points.store.js';

/** The reader's own points. Nobody sees anybody else's balance, and there is no list of people by points. */
@Injectable()
export class PointsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  mine(me: Me): Promise<PointsView> {
    me.requireSelf(me.id);
    return this.view(this.tx.read, me.id);
  }
  /** Somebody's points as he himself sees them. */
  async view(m: EntityManager, userId: number): Promise<PointsView> {
    const now = this.clock.now(), account = await accountOf(m, userId), { available, held, earned, spent, expired } = account;
    const { rules } = await tariffOn(m, dayOf(now)), freeze = account.frozen === 1 ? await liveFreeze(m, userId) : null;
    // What is over already waits for the job; it may still be spent until that has run.
    const ending = await lotsEnding(m, userId, 0, now + LOT_WARN_DAYS[0] * DAY_MS);
    return { available, held, earned, spent, expired, blocked: exchangeBlock(account), freeze: freeze && freezeView(freeze, userId), expiring: byLastDay(ending), tariffText: tariffText(rules) };
  }
  /** Newest first. */
  async entries(me: Me, after?: string): Promise<Page<PointsEntryView>> {
    const rows = await statementOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS);
    return pageOf(rows, (row) => row, (row) => String(row.id));
  }
  /** 为什么是这么多分. For its owner, and for officers and auditors of where it comes from, whose look is written down. @throws NOT_FOUND, FORBIDDEN */
  async why(me: Me, id: number): Promise<PointsWhyView> {
    const m = this.tx.read, { userId, areaId, path, ruleVersion, inputs, reason, ...entry } = await fullEntry(m, id);
    if (userId === me.id || !me.may('points.correct', path)) me.requireSelfOr(userId, 'audit.read', path);
    if (userId !== me.id) await this.tx.run((w) => audit(w, { actorId: me.id, action: 'points.look', refType: 'person', refId: userId, areaId, detail: { entryId: id }, at: this.clock.now() }));
    const tariff = ruleVersion === 0 ? null : await tariffByVersion(m, ruleVersion), facts = inputs === null ? null : (JSON.parse(inputs) as TariffFacts);
    return {
      ...entry, why: reason === null ? entry.why : `${entry.why}。原因：${reason}`,
      rule: tariff && { version: tariff.version, name: tariff.name, effectiveFrom: tariff.effectiveFrom },
      steps: tariff && facts ? pointsFor(tariff.rules, facts).steps : [], facts,
      // The last instant at which they are good, so that its day is the last good day.
      lots: (await lotsTouched(m, id)).map((l) => ({ points: l.points, expiresAt: l.expiresAt - 1 })),
    };
  }
}
