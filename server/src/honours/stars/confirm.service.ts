import { Injectable } from '@nestjs/common';
import { dayOf, type StarCriteria, type StarFacts, type StarRunView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { isOwn } from './awards.service.js';
import { barredOn, heldOn, insertAwards } from './awards.store.js';
import { starsOf, validUntil } from './criteria.rules.js';
import { correctedSince, peopleFacts } from './facts.store.js';
import { isRipe, runFlow } from './runs.rules.js';
import { candidatesOf, getRun, moveRun, setExcluded, type CandidateRow, type RunRow } from './runs.store.js';
import { RunsService } from './runs.service.js';
import { TellStars } from './tell.js';

const PART = 500;
/** The second signature: what was noticed becomes awards. */
@Injectable()
export class ConfirmService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly runs: RunsService, private readonly tell: TellStars) {}
  /**
   * By the office that issues, by another than who computed it, when the notice is over and every objection answered. Whoever was barred
   * meanwhile, holds the star by now, or lost it to a correction of what was counted is left out. @throws NOT_FOUND, FORBIDDEN, SECOND_PERSON, SELF_REVIEW, STATE, NOTICE_RUNNING
   */
  confirm(me: Me, id: number, key: string): Promise<StarRunView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'star-runs.confirm', { id }, now, async (m) => {
      const run = await getRun(m, id);
      me.require('honour.approve', run.path);
      if (!me.may('honour.approve', run.issuerPath)) throw fail('FORBIDDEN');
      if (run.computedBy === me.id) throw fail('SECOND_PERSON');
      const to = runFlow.next(run.status, 'confirm');
      if (!isRipe(run, now)) throw fail('NOTICE_RUNNING');
      if (!(await moveRun(m, id, run.status, to, { confirmedBy: me.id, confirmedAt: now }))) throw fail('STATE');
      // The run's row is ours now: an objection that came in at the last moment has committed, or will find the notice over.
      if ((await getRun(m, id)).openObjections > 0) throw fail('NOTICE_RUNNING');
      await this.award(m, me, run, now);
      await this.tell.awarded(m, run, now);
      const view = await this.runs.view(m, me, id);
      await audit(m, { actorId: me.id, action: 'star-run.confirm', refType: 'star_run', refId: id, areaId: run.areaId, detail: { awards: view.proposed }, at: now });
      return view;
    });
  }
  private async award(m: EntityManager, me: Me, run: RunRow, now: number): Promise<void> {
    const day = dayOf(now), until = validUntil(day, run.validMonths);
    for (let after = 0; ; ) {
      const part = await candidatesOf(m, run.id, 'IN', after, PART), ids = part.map((k) => k.subjectId);
      if (part.some((k) => isOwn(me, { subject: run.subject, subjectId: k.subjectId }))) throw fail('SELF_REVIEW');
      const barred = await barredOn(m, run.subject, ids, day), held = await heldOn(m, run.seriesId, run.periodKey, ids, day);
      const facts = run.subject === 'PERSON' ? await this.corrected(m, run, part, day) : new Map<number, StarFacts>(), criteria = JSON.parse(run.criteria) as StarCriteria;
      const isLess = (k: CandidateRow): boolean => facts.has(k.subjectId) && starsOf(criteria, facts.get(k.subjectId)!, run.asOfDay) < k.stars;
      const why = (k: CandidateRow): string | null => (barred.has(k.subjectId) ? '因虚假时长暂停参评' : (held.get(k.subjectId) ?? 0) >= k.stars ? '已由另一次评定得到这一星' : isLess(k) ? '记录更正后没有达到这一星' : null);
      for (const k of part) { const reason = why(k); if (reason !== null) await setExcluded(m, k.id, reason, me.id); }
      await this.tell.leftOut(m, run, part.filter((k) => why(k) === '记录更正后没有达到这一星').map((k) => ({ subjectId: k.subjectId, excluded: why(k)! })), now);
      await insertAwards(m, part.filter((k) => why(k) === null).map((k) => ({
        runId: run.id, schemeId: run.schemeId, seriesId: run.seriesId, subject: run.subject, subjectId: k.subjectId, areaId: run.areaId, issuerId: run.issuerId, name: k.name, stars: k.stars, minutes: facts.get(k.subjectId)?.minutes ?? k.minutes, services: facts.get(k.subjectId)?.services ?? k.services, periodKey: run.periodKey, day, validUntil: until,
      })));
      if (part.length < PART) return;
      after = part.at(-1)!.id;
    }
  }
  /** Facts of the few whose counted services were corrected since: what was noticed, with the difference. Nothing else that happened since is held against anybody. */
  private async corrected(m: EntityManager, run: RunRow, part: readonly CandidateRow[], today: string): Promise<Map<number, StarFacts>> {
    const changed = await correctedSince(m, part.map((k) => k.subjectId), { ...run, asOf: run.asOfDay }), now = await peopleFacts(m, [...changed.keys()], { ...run, asOf: today });
    return new Map(part.filter((k) => changed.has(k.subjectId)).map((k) => {
      const by = changed.get(k.subjectId)!, { days = 0, resolved = 0 } = now.get(k.subjectId) ?? {};
      return [k.subjectId, { minutes: k.minutes + by.minutes, services: k.services + by.services, days: Math.min(k.days, days), resolved: Math.min(k.resolved, resolved), confirmedPercent: k.confirmedPercent, rejected: k.rejected, people: k.people, registeredDay: k.registeredDay }];
    }));
  }
}
