import { Injectable } from '@nestjs/common';
import { dayOf, type StarRunView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { barredOn, heldOn, insertAwards } from './awards.store.js';
import { validUntil } from './criteria.rules.js';
import { isRipe, runFlow } from './runs.rules.js';
import { candidatesOf, getRun, moveRun, setExcluded, type RunRow } from './runs.store.js';
import { RunsService } from './runs.service.js';
import { TellStars } from './tell.js';

const PART = 500;
/** The second signature: what was noticed becomes awards. */
@Injectable()
export class ConfirmService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly runs: RunsService, private readonly tell: TellStars) {}
  /**
   * By the office that issues, by another than who computed it, when the notice is over and every objection answered. Whoever was barred
   * meanwhile or holds the star by now is left out. @throws NOT_FOUND, FORBIDDEN, SECOND_PERSON, SELF_REVIEW, STATE, NOTICE_RUNNING
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
      if (run.subject === 'PERSON' && ids.includes(me.id)) throw fail('SELF_REVIEW');
      const barred = await barredOn(m, run.subject, ids, day), held = await heldOn(m, run.seriesId, run.periodKey, ids, day);
      const why = (k: { subjectId: number; stars: number }): string | null => (barred.has(k.subjectId) ? '因虚假时长暂停参评' : (held.get(k.subjectId) ?? 0) >= k.stars ? '已由另一次评定得到这一星' : null);
      for (const k of part) { const reason = why(k); if (reason !== null) await setExcluded(m, k.id, reason, me.id); }
      await insertAwards(m, part.filter((k) => why(k) === null).map((k) => ({
        runId: run.id, schemeId: run.schemeId, seriesId: run.seriesId, subject: run.subject, subjectId: k.subjectId, areaId: run.areaId, issuerId: run.issuerId, name: k.name, stars: k.stars, minutes: k.minutes, services: k.services, periodKey: run.periodKey, day, validUntil: until,
      })));
      if (part.length < PART) return;
      after = part.at(-1)!.id;
    }
  }
}
