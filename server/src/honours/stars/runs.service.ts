import { Injectable } from '@nestjs/common';
import { addDays, dayOf, type Page, type StarCandidateQuery, type StarCandidateView, type StarCheckView, type StarCriteria, type StarReasonInput, type StarRunCard, type StarRunInput, type StarRunQuery, type StarRunView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { findArea, findAreas, pathIds } from '../../people/areas/areas.store.js';
import { isOwn } from './awards.service.js';
import { propose, type Plan } from './compute.js';
import { windowOf } from './criteria.rules.js';
import { runFlow } from './runs.rules.js';
import { candidatesOf, countByStars, getCandidate, getRun, holdRun, insertCandidates, insertRun, moveRun, runsWithin, setExcluded, type RunRow } from './runs.store.js';
import { candidateView, runCard, runView } from './runs.views.js';
import { issuerOf, requireRunArea } from './schemes.rules.js';
import { getScheme } from './schemes.store.js';
import { TellStars } from './tell.js';

/** A run: computed as of a day, looked through by people, hung out. (Confirming is confirm.service.) */
@Injectable()
export class RunsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly tell: TellStars) {}
  /** Newest first. */
  async list(me: Me, { areaId, status, after }: StarRunQuery): Promise<Page<StarRunCard>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    return pageOf(await runsWithin(this.tx.read, path, status, beforeId(after)), (r) => runCard(r, this.reader(me, r), this.clock.now()), (r) => String(r.id));
  }
  async get(me: Me, id: number): Promise<StarRunView> {
    me.require('honour.manage', (await getRun(this.tx.read, id)).path);
    return this.view(this.tx.read, me, id);
  }
  async candidates(me: Me, id: number, { show, after }: StarCandidateQuery): Promise<Page<StarCandidateView>> {
    const run = await getRun(this.tx.read, id);
    me.require('honour.manage', run.path);
    const rows = await candidatesOf(this.tx.read, id, show, afterId(after)), reader = this.reader(me, run);
    return pageOf(rows, (k) => candidateView(k, run, reader), (k) => String(k.id));
  }
  /** Counts what was verified up to the end of `asOf` and keeps who reaches a new star, with the figures. @throws INVALID, NOT_FOUND, STATE, STAR_RUN_OPEN */
  async compute(me: Me, input: StarRunInput, key: string): Promise<StarRunView> {
    const now = this.clock.now(), yesterday = addDays(dayOf(now), -1), asOf = input.asOf ?? yesterday, id = newId();
    if (asOf > yesterday) throw failFields({ asOf: '最晚算到昨天' });
    const area = await findArea(this.tx.read, input.areaId);
    if (!area) throw fail('NOT_FOUND');
    me.require('honour.manage', area.path);
    const scheme = await getScheme(this.tx.read, input.schemeId);
    if (!area.path.startsWith(scheme.path)) throw fail('NOT_FOUND');
    requireRunArea(scheme.issuer, area.kind);
    const window = windowOf(scheme.period, asOf, input.year), above = await findAreas(this.tx.read, pathIds(area.path)), issuer = issuerOf(scheme.issuer, pathIds(area.path).flatMap((a) => above.get(a) ?? []));
    if (window.fromDay > asOf) throw failFields({ year: '这一年还没到' });
    try {
      return await this.tx.once(me.id, key, 'star-runs.compute', input, now, async (m) => {
        if ((await getScheme(m, scheme.id)).live !== 1) throw fail('STATE');
        await insertRun(m, { id, schemeId: scheme.id, seriesId: scheme.seriesId, areaId: area.id, issuerId: issuer?.id ?? area.id, asOfDay: asOf, ...window, status: 'COMPUTED', live: 1, computedBy: me.id, computedAt: now, noticeFrom: null, noticeUntil: null, confirmedBy: null, confirmedAt: null, dropReason: null });
        for await (const part of propose(m, this.plan(await getRun(m, id)))) await insertCandidates(m, id, part);
        const view = await this.view(m, me, id);
        await audit(m, { actorId: me.id, action: 'star-run.compute', refType: 'star_run', refId: id, areaId: area.id, detail: { schemeId: scheme.id, asOf, proposed: view.proposed, excluded: view.excluded }, at: now });
        return view;
      });
    } catch (e) {
      throw isDuplicate(e) || (e as { code?: string }).code === 'BUSY' ? fail('STAR_RUN_OPEN') : e;
    }
  }
  /** The same once more from the records as they are now: an answer of its own day. Writes nothing. */
  async check(me: Me, id: number): Promise<StarCheckView> {
    const m = this.tx.read, run = await getRun(m, id), was = new Map<number, { name: string; stars: number; minutes: number }>(), differences: StarCheckView['differences'] = [];
    me.require('honour.manage', run.path);
    for (let after = 0, part = await candidatesOf(m, id, undefined, after, CHECKED); part.length > 0; part = await candidatesOf(m, id, undefined, (after = part.at(-1)!.id), CHECKED)) for (const k of part) was.set(k.subjectId, k);
    const candidates = was.size;
    for await (const part of propose(m, this.plan(run)))
      for (const k of part) {
        const before = was.get(k.subjectId);
        if (before?.stars !== k.stars || before.minutes !== k.facts.minutes) differences.push({ name: k.name, was: before?.stars ?? 0, is: k.stars });
        was.delete(k.subjectId);
      }
    differences.push(...[...was.values()].map(({ name, stars }) => ({ name, was: stars, is: 0 })));
    return { same: differences.length === 0, candidates, differences: differences.slice(0, DIFFERENCES) };
  }
  /** @throws STATE once it is confirmed or dropped; SELF_REVIEW */
  exclude(me: Me, candidateId: number, { reason }: StarReasonInput): Promise<StarCandidateView> {
    return this.move(me, candidateId, reason);
  }
  /** Back in, while the list does not hang out yet. @throws STATE, SELF_REVIEW */
  restore(me: Me, candidateId: number): Promise<StarCandidateView> {
    return this.move(me, candidateId, null);
  }
  private move(me: Me, candidateId: number, reason: string | null): Promise<StarCandidateView> {
    const now = this.clock.now();
    return this.tx.run(async (m) => {
      const k = await getCandidate(m, candidateId), run = await getRun(m, k.runId);
      me.require('honour.manage', run.path);
      if (isOwn(me, { subject: run.subject, subjectId: k.subjectId })) throw fail('SELF_REVIEW');
      if (run.status !== 'COMPUTED' && !(run.status === 'NOTICED' && reason !== null)) throw fail('STATE');
      if (!(await holdRun(m, run.id, run.status)) || !(await setExcluded(m, candidateId, reason, me.id))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: reason === null ? 'star-candidate.restore' : 'star-candidate.exclude', refType: 'star_candidate', refId: candidateId, areaId: run.areaId, reason, detail: { runId: run.id, subjectId: k.subjectId }, at: now });
      if (run.status === 'NOTICED') await this.tell.leftOut(m, run, [{ subjectId: k.subjectId, excluded: reason! }], now);
      return candidateView(await getCandidate(m, candidateId), run, this.reader(me, run));
    });
  }
  /** Hangs the list out for the scheme's working days; everybody in it, and left out of it, is told. @throws STATE */
  publish(me: Me, id: number, key: string): Promise<StarRunView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'star-runs.publish', { id }, now, async (m) => {
      const run = await getRun(m, id);
      me.require('honour.manage', run.path);
      const to = runFlow.next(run.status, 'publish'), noticeUntil = addWorkdays(now, run.noticeWorkdays);
      if (run.proposed === 0 || !(await moveRun(m, id, run.status, to, { noticeFrom: now, noticeUntil }))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'star-run.publish', refType: 'star_run', refId: id, areaId: run.areaId, detail: { proposed: run.proposed, excluded: run.excluded, noticeUntil }, at: now });
      await this.tell.published(m, await getRun(m, id), now);
      return this.view(m, me, id);
    });
  }
  /** Nothing comes of it. Where it hung out already, those in it are told why. @throws STATE */
  drop(me: Me, id: number, { reason }: StarReasonInput, key: string): Promise<StarRunView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'star-runs.drop', { id, reason }, now, async (m) => {
      const run = await getRun(m, id);
      me.require('honour.manage', run.path);
      if (!(await moveRun(m, id, run.status, runFlow.next(run.status, 'drop'), { dropReason: reason }))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'star-run.drop', refType: 'star_run', refId: id, areaId: run.areaId, reason, detail: { from: run.status }, at: now });
      if (run.status === 'NOTICED') await this.tell.dropped(m, run, reason, now);
      return this.view(m, me, id);
    });
  }
  private plan(r: RunRow): Plan {
    return { subject: r.subject, period: r.period, criteria: JSON.parse(r.criteria) as StarCriteria, seriesId: r.seriesId, periodKey: r.periodKey, path: r.path, fromDay: r.fromDay, toDay: r.toDay, asOf: r.asOfDay };
  }
  reader(me: Me, run: RunRow) {
    return { id: me.id, mayManage: me.may('honour.manage', run.path), mayApprove: me.may('honour.approve', run.issuerPath) };
  }
  async view(m: EntityManager, me: Me, id: number): Promise<StarRunView> {
    const run = await getRun(m, id);
    return runView(run, await countByStars(m, id), this.reader(me, run), this.clock.now());
  }
}
const CHECKED = 1_000, DIFFERENCES = 50;
