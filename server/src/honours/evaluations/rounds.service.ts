import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ANSWER_DAYS, DAY_MS, dayOf, periodOf, periodsOn, ROUND_DAYS, type EvaluationRoundCard, type EvaluationRoundView, type EvaluationSubject, type OpenRoundInput, type Page, type SendEvaluationsInput, type ServiceFacts } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { findArea } from '../../people/areas/areas.store.js';
import { liaisonsOf } from '../../people/posts/posts.store.js';
import { findPeople } from '../../people/users/users.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { exceptionProblem, gathered, keyOf, outgoing, proposed } from './evaluations.rules.js';
import { findRound, holdRound, insertEvaluation, insertRound, registeredUnits, roundsWithin, sentIn, type RoundRow } from './evaluations.store.js';
import { factsBy } from './facts.store.js';
import { voicesIn } from './voices.store.js';

/** 双评价, the community's side: it opens a round, looks at what is proposed from the facts, and sends all of it with the exceptions it chose. */
@Injectable()
export class RoundsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  /** Newest first. */
  async list(me: Me, { areaId, after }: { areaId: number; after?: string }): Promise<Page<EvaluationRoundCard>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    return pageOf(await roundsWithin(this.tx.read, path, beforeId(after)), (r) => this.card(r), (r) => String(r.id));
  }
  async get(me: Me, id: number): Promise<EvaluationRoundView> {
    const round = await findRound(this.tx.read, id);
    if (!round) throw fail('NOT_FOUND');
    me.require('honour.manage', round.path);
    return this.show(this.tx.read, me, round);
  }
  /** @throws INVALID above a community and for days that are not offered now, ROUND_EXISTS */
  async open(me: Me, input: OpenRoundInput, key: string): Promise<EvaluationRoundView> {
    const area = await findArea(this.tx.read, input.areaId), now = this.clock.now();
    if (!area) throw fail('NOT_FOUND');
    me.require('honour.manage', area.path);
    if (area.kind !== 'COMMUNITY' && area.kind !== 'VILLAGE') throw failFields({ areaId: '请选择一个社区或村' });
    if (!periodsOn(dayOf(now)).some((p) => p.key === input.period)) throw failFields({ period: '现在不能评价这个时间段' });
    return this.tx.once(me.id, key, 'evaluations.open', input, now, async (m) => this.show(m, me, (await findRound(m, await this.openIn(m, area.id, input.period, me.id, now)))!));
  }
  /** For whoever opens: a person, or the clock (0). @throws ROUND_EXISTS */
  async openIn(m: EntityManager, communityId: number, period: string, byId: number, now: number): Promise<number> {
    const { title, from, to } = periodOf(period);
    const id = await insertRound(m, { communityId, title, fromDay: from, toDay: to, closesAt: now + ROUND_DAYS * DAY_MS, openedBy: byId, openedAt: now }).catch((e: unknown) => { throw isDuplicate(e) ? fail('ROUND_EXISTS') : e; });
    await audit(m, { actorId: byId, action: 'evaluation.open', refType: 'evaluationRound', refId: id, areaId: communityId, detail: { period }, at: now });
    return id;
  }
  /** Nobody's own evaluation goes out from his own hand: it stays for a colleague. @throws NOT_FOUND, STATE where it closed, INVALID */
  send(me: Me, id: number, input: SendEvaluationsInput, key: string): Promise<EvaluationRoundView> {
    const now = this.clock.now(), exceptions = input.exceptions ?? [], problem = exceptionProblem(exceptions);
    return this.tx.once(me.id, key, 'evaluations.send', { id, ...input }, now, async (m) => {
      const isHeld = await holdRound(m, id, now), round = await findRound(m, id);
      if (!round) throw fail('NOT_FOUND');
      me.require('honour.manage', round.path);
      if (!isHeld) throw fail('STATE');
      if (problem) throw failFields({ exceptions: problem });
      const waiting = (await this.subjects(m, me, round)).filter((s) => s.status === 'WAITING' && !s.isOwn), notices: NewNotice[] = [];
      for (const s of outgoing(waiting, exceptions)) {
        const evaluationId = await insertEvaluation(m, { roundId: id, userId: s.userId ?? 0, unitId: s.unitId ?? 0, level: s.level, sentence: s.sentence, facts: JSON.stringify(s.facts), sentBy: me.id, sentAt: now, deliverAt: now + ANSWER_DAYS * DAY_MS });
        await audit(m, { actorId: me.id, action: 'evaluation.send', refType: 'evaluation', refId: evaluationId, areaId: round.areaId, detail: { userId: s.userId, unitId: s.unitId, level: s.level }, at: now });
        if (s.userId !== null) notices.push({ userId: s.userId, kind: 'HONOUR', title: `${round.areaName}给您的评价`, body: `${round.title}的评价已写好，您先看。${ANSWER_DAYS} 天内可以回应；之后才会按您的同意送到单位。`, link: '/packages/more/pages/evaluations/index' });
        else for (const { userId } of await liaisonsOf(m, s.unitId!, dayOf(now))) notices.push({ userId, kind: 'HONOUR', title: `${round.areaName}给${s.name.slice(0, 30)}的评价`, body: `${round.title}的双评价已送达，您也可以代表单位评价社区。`, link: '/packages/more/pages/unit-mail/index' });
      }
      await notify(m, now, notices);
      return this.show(m, me, (await findRound(m, id))!);
    });
  }
  /** Members who served and registered units whose people did: those who wait, then those who were sent theirs. */
  private async subjects(m: EntityManager, me: Me, round: RoundRow): Promise<EvaluationSubject[]> {
    const of = { communityIds: [round.areaId], from: round.fromDay, to: round.toDay, gradeD: true }, sent = await sentIn(m, round.id);
    const done = new Set(sent.map((s) => keyOf({ userId: s.userId, unitId: s.unitId }))), units = await registeredUnits(m, round.areaId);
    const ofPeople = await factsBy(m, 'user', of), people = await findPeople(m, [...ofPeople.keys()]), ofUnits = await factsBy(m, 'unit', { ...of, unitIds: [...units.keys()] });
    const waiting = (who: { userId: number | null; unitId: number | null; name: string; unitName: string | null }, facts: ServiceFacts): EvaluationSubject => ({ ...who, facts, ...proposed(facts), status: 'WAITING', answer: null, isOwn: isOwn(me, who) });
    const all = [
      ...[...ofUnits].map(([unitId, facts]) => waiting({ userId: null, unitId, name: units.get(unitId)!, unitName: null }, facts)),
      ...[...ofPeople].flatMap(([userId, facts]) => {
        const p = people.get(userId);
        return p?.kind === 'MEMBER' ? [waiting({ userId, unitId: null, name: p.name, unitName: p.unitName }, facts)] : [];
      }).sort((a, b) => a.name.localeCompare(b.name, 'zh') || a.userId! - b.userId!),
    ].filter((s) => !done.has(keyOf(s)));
    return [...all, ...sent.map((s): EvaluationSubject => {
      const who = { userId: s.userId || null, unitId: s.unitId || null };
      return { ...who, name: s.name, unitName: s.userId ? s.unitName : null, facts: JSON.parse(s.facts) as ServiceFacts, level: s.level, sentence: s.sentence, status: s.status, answer: s.answer, isOwn: isOwn(me, who) };
    })];
  }
  private async show(m: EntityManager, me: Me, round: RoundRow): Promise<EvaluationRoundView> {
    const subjects = await this.subjects(m, me, round), voices = await voicesIn(m, round.id), card = this.card(round);
    return {
      ...card, subjects, said: gathered(voices.filter((v) => v.unitId === 0), card.isOpen),
      unitsSaid: voices.filter((v) => v.unitId !== 0).map((v) => ({ unitName: v.unitName ?? '', clarity: v.clarity, usefulness: v.usefulness, respect: v.respect, sentence: v.sentence })),
      actions: card.isOpen && subjects.some((s) => s.status === 'WAITING' && !s.isOwn) ? ['send'] : [],
    };
  }
  private card(r: RoundRow): EvaluationRoundCard {
    return { id: r.id, areaId: r.areaId, areaName: r.areaName, title: r.title, from: r.fromDay, to: r.toDay, closesAt: r.closesAt, isOpen: r.closesAt > this.clock.now(), sent: r.sent, voices: r.voices };
  }
}
/** What concerns the reader, or his own unit. */
const isOwn = (me: Me, who: { userId: number | null; unitId: number | null }): boolean =>
  who.userId === me.id || (who.unitId !== null && (who.unitId === me.session.unitId || me.session.posts.some((p) => p.unitId === who.unitId)));
