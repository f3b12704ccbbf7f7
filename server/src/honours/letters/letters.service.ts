import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, errorText, LETTER_WORDS, type ErrorCode, type LetterBatchInput, type LetterBatchResult, type LetterIdsInput, type LetterReasonInput, type LetterStatus, type LetterView, type Page, type ServiceFacts } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { findArea } from '../../people/areas/areas.store.js';
import { isGranted } from '../../people/consents/consents.store.js';
import { liaisonsOf } from '../../people/posts/posts.store.js';
import { findPeople, findPerson, takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { barredOf } from '../evaluations/barred.store.js';
import { correctedAfter, factsBy, factsOfOne } from '../evaluations/facts.store.js';
import { unitsOf } from '../evaluations/received.service.js';
import { deserves, letterActions, letterFlow, letterNoOf, recipientOf, type LetterReader } from './letters.rules.js';
import { draftsOf, findLetter, findLetters, insertLetter, lettersTo, lettersWithin, moveLetter, nextNumber, thankedIn, type LetterRow } from './letters.store.js';
import { wordsFor } from './words.store.js';

/** 表扬信: drafted in one tap from a year's records, numbered by the street, signed for by whom it went to. */
@Injectable()
export class LettersService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  async list(me: Me, { areaId, year, status, after }: { areaId: number; year: number; status?: LetterStatus; after?: string }): Promise<Page<LetterView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    return pageOf(await lettersWithin(this.tx.read, path, year, status, beforeId(after)), (l) => letterView(l, readerOf(me, l)), (l) => String(l.id));
  }
  async received(me: Me, after: string | undefined): Promise<Page<LetterView>> {
    return pageOf(await lettersTo(this.tx.read, me.id, unitsOf(me), beforeId(after)), (l) => letterView(l, readerOf(me, l)), (l) => String(l.id));
  }
  async get(me: Me, id: number): Promise<LetterView> {
    const l = await this.readable(this.tx.read, me, id);
    return letterView(l, readerOf(me, l));
  }
  /** A draft for everybody who served enough in the year and has no letter that stands. The drafter's own is left to a colleague. @throws INVALID */
  async draft(me: Me, input: LetterBatchInput, key: string): Promise<LetterBatchResult> {
    const area = await this.community(me, input.areaId), now = this.clock.now(), { year } = input;
    if (year > Number(dayOf(now).slice(0, 4))) throw failFields({ year: '这一年还没有到' });
    return this.tx.once(me.id, key, 'letters.draft', input, now, async (m) => {
      const days = { from: `${year}-01-01`, to: `${year}-12-31` }, result: LetterBatchResult = { done: 0, refused: [] };
      const facts = await factsBy(m, 'user', { communityIds: [area.id], ...days, gradeD: true }), thanked = await thankedIn(m, area.id, year), words = await wordsFor(m, area.id, days.from, days.to), people = await findPeople(m, [...facts.keys()]), barred = await barredOf(m, 'PERSON', [...facts.keys()], dayOf(now));
      for (const [userId, f] of facts) {
        if (thanked.has(userId) || barred.has(userId) || !deserves(f)) continue;
        if (userId === me.id) { result.refused.push({ id: userId, message: errorText('SELF_REVIEW') }); continue; }
        const unitId = people.get(userId)?.unitId ?? null;
        const id = await insertLetter(m, { communityId: area.id, streetId: area.parentId, year, userId, unitId, recipient: recipientOf(unitId, await isGranted(m, userId, 'UNIT_SHARE')), facts: JSON.stringify(f), words: JSON.stringify((words.get(userId) ?? []).slice(0, LETTER_WORDS)), draftedBy: me.id, createdAt: now });
        await audit(m, { actorId: me.id, action: 'letter.draft', refType: 'letter', refId: id, areaId: area.id, detail: { userId, year }, at: now });
        result.done += 1;
      }
      return result;
    });
  }
  /** All drafts of a community and year but the reader's own, to the street. */
  async submit(me: Me, input: LetterBatchInput, key: string): Promise<LetterBatchResult> {
    const area = await this.community(me, input.areaId), now = this.clock.now();
    return this.tx.once(me.id, key, 'letters.submit', input, now, async (m) => {
      const result: LetterBatchResult = { done: 0, refused: [] };
      for (const { id, userId } of await draftsOf(m, area.id, input.year)) {
        const code: ErrorCode | null = userId === me.id ? 'SELF_REVIEW' : (await moveLetter(m, id, letterFlow.from('submit'), 'SUBMITTED', { submittedBy: me.id, reason: null })) ? null : 'STATE';
        if (code) { result.refused.push({ id, message: errorText(code) }); continue; }
        await audit(m, { actorId: me.id, action: 'letter.submit', refType: 'letter', refId: id, areaId: area.id, at: now });
        result.done += 1;
      }
      return result;
    });
  }
  /** Each gets the street's next number. Not by whoever drafted or submitted it, nor by whom it praises; not while he is barred. Where a record was corrected since the draft its facts are counted anew; words that were taken off since are not quoted. */
  approve(me: Me, { letterIds }: LetterIdsInput, key: string): Promise<LetterBatchResult> {
    return this.each(me, letterIds, key, 'letters.approve', async (m, l, now) => {
      if (l.draftedBy === me.id || l.submittedBy === me.id) return 'SECOND_PERSON';
      const facts = (await correctedAfter(m, l.userId, l.communityId, l.createdAt)) ? await factsOfOne(m, 'user', l.userId, { communityIds: [l.communityId], from: `${l.year}-01-01`, to: `${l.year}-12-31`, gradeD: true }) : null;
      if ((facts && !deserves(facts)) || (await barredOf(m, 'PERSON', [l.userId], dayOf(now))).size > 0) return 'LETTER_LAPSED';
      if (!(await moveLetter(m, l.id, letterFlow.from('approve'), 'APPROVED', { approvedBy: me.id, approvedAt: now, words: l.words, ...(facts ? { facts: JSON.stringify(facts) } : {}) }))) return 'STATE';
      const number = await nextNumber(m, l.streetId, l.year);
      await moveLetter(m, l.id, ['APPROVED'], 'APPROVED', { number });
      await audit(m, { actorId: me.id, action: 'letter.approve', refType: 'letter', refId: l.id, areaId: l.communityId, detail: { number }, at: now });
      return null;
    });
  }
  /** To the unit's liaison where the person agrees at this moment, else to himself. */
  deliver(me: Me, { letterIds }: LetterIdsInput, key: string): Promise<LetterBatchResult> {
    return this.each(me, letterIds, key, 'letters.deliver', async (m, l, now) => {
      const unitId = (await findPerson(m, l.userId))?.unitId ?? null, recipient = recipientOf(unitId, await isGranted(m, l.userId, 'UNIT_SHARE'));
      if (!(await moveLetter(m, l.id, letterFlow.from('deliver'), 'DELIVERED', { deliveredAt: now, recipient, unitId }))) return 'STATE';
      await audit(m, { actorId: me.id, action: 'letter.deliver', refType: 'letter', refId: l.id, areaId: l.communityId, detail: { userId: l.userId, unitId: recipient === 'UNIT' ? unitId : null }, at: now });
      const liaisons = recipient === 'UNIT' ? await liaisonsOf(m, unitId!, dayOf(now)) : [];
      await notify(m, now, [
        { userId: l.userId, kind: 'HONOUR', title: '您收到一封表扬信', body: recipient === 'UNIT' ? `${l.streetName}感谢您 ${l.year} 年的服务，表扬信已送到您的单位。` : `${l.streetName}感谢您 ${l.year} 年的服务。信由您自己保存，没有告知单位。`, link: `/packages/more/pages/letter/index?id=${l.id}` },
        ...liaisons.filter((x) => x.userId !== l.userId).map(({ userId }) => ({ userId, kind: 'HONOUR' as const, title: `表扬信：${l.name}`, body: `${l.streetName}送来一封表扬信，请打开后签收。`, link: `/packages/more/pages/letter/index?id=${l.id}` })),
      ]);
      return null;
    });
  }
  /** Back to the community with a word why. @throws STATE, SELF_REVIEW */
  sendBack(me: Me, id: number, input: LetterReasonInput, key: string): Promise<LetterView> {
    return this.step(me, id, key, 'letters.return', input, async (m, l, now) => {
      me.require('honour.approve', l.path);
      return (await moveLetter(m, id, letterFlow.from('return'), 'DRAFT', { reason: input.reason, submittedBy: null })) && this.note(m, me, l, 'letter.return', now, input.reason);
    });
  }
  /** A draft by the community, later by the street. The number stays used. @throws STATE, SELF_REVIEW */
  void(me: Me, id: number, input: LetterReasonInput, key: string): Promise<LetterView> {
    return this.step(me, id, key, 'letters.void', input, async (m, l, now) => {
      me.require(l.status === 'DRAFT' ? 'honour.manage' : 'honour.approve', l.path);
      if (!(await moveLetter(m, id, [l.status], letterFlow.next(l.status, 'void'), { reason: input.reason, live: null }))) return false;
      if (l.status === 'DELIVERED' || l.status === 'RECEIVED') {
        const told = [l.userId, ...(l.recipient === 'UNIT' ? (await liaisonsOf(m, l.unitId!, dayOf(now))).map((x) => x.userId) : [])];
        await notify(m, now, [...new Set(told)].map((userId) => ({ userId, kind: 'HONOUR' as const, title: '一封表扬信已作废', body: `${letterNoOf(l.streetName, l.year, l.number ?? 0)}已作废：${input.reason}`.slice(0, 200) })));
      }
      return this.note(m, me, l, 'letter.void', now, input.reason);
    });
  }
  /** One tap by the unit's liaison, or by the person where it is his own. @throws NOT_FOUND, STATE */
  receive(me: Me, id: number, key: string): Promise<LetterView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'letters.receive', { id }, now, async (m) => {
      const l = await findLetter(m, id);
      me.requireSelf(l && (await this.reached(m, me, l)) && readerOf(me, l).isRecipient ? me.id : null);
      if (!(await moveLetter(m, id, letterFlow.from('receive'), 'RECEIVED', { receivedBy: me.id, receivedAt: now }))) throw fail('STATE');
      await this.note(m, me, l!, 'letter.receive', now);
      const after = (await findLetter(m, id))!;
      return letterView(after, readerOf(me, after));
    });
  }
  /** Who may read it: whom it praises and whom it went to once it is delivered, and the offices. @throws NOT_FOUND */
  async readable(m: EntityManager, me: Me, id: number): Promise<LetterRow> {
    const l = await findLetter(m, id);
    if (l && (await this.reached(m, me, l))) me.requireSelf(me.id);
    else me.require('honour.manage', l?.path ?? '');
    return l!;
  }
  /** Was it delivered to the reader, or to a unit he speaks for, which the person agrees to still? */
  private async reached(m: EntityManager, me: Me, l: LetterRow): Promise<boolean> {
    if (l.status !== 'DELIVERED' && l.status !== 'RECEIVED') return false;
    return l.userId === me.id || (l.recipient === 'UNIT' && unitsOf(me).includes(l.unitId!) && (await isGranted(m, l.userId, 'UNIT_SHARE')));
  }
  private async community(me: Me, areaId: number): Promise<{ id: number; parentId: number }> {
    const area = await findArea(this.tx.read, areaId);
    me.require('honour.manage', area!.path);
    if (area!.kind !== 'COMMUNITY' && area!.kind !== 'VILLAGE') throw failFields({ areaId: '请选择一个社区或村' });
    return area!;
  }
  private note(m: EntityManager, me: Me, l: LetterRow, action: string, now: number, reason: string | null = null): Promise<true> {
    return audit(m, { actorId: me.id, action, refType: 'letter', refId: l.id, areaId: l.communityId, reason, detail: { userId: l.userId, from: l.status }, at: now }).then(() => true as const);
  }
  private step(me: Me, id: number, key: string, route: string, input: LetterReasonInput, work: (m: EntityManager, l: LetterRow, now: number) => Promise<boolean>): Promise<LetterView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, route, { id, ...input }, now, async (m) => {
      const l = await findLetter(m, id);
      me.require('honour.manage', l?.path ?? '');
      const isDone = await work(m, l!, now);
      if (l!.userId === me.id) throw fail('SELF_REVIEW');
      if (!isDone) throw fail('STATE');
      const after = (await findLetter(m, id))!;
      return letterView(after, readerOf(me, after));
    });
  }
  /**
   * One by one in one transaction; what cannot be done is named. All turns first, in one order: consents change behind them, and whatever
   * was read before a turn would be as old as the waiting for it. Whom a letter is about never changes, so that may be asked outside.
   */
  private async each(me: Me, letterIds: readonly number[], key: string, route: string, work: (m: EntityManager, l: LetterRow, now: number) => Promise<ErrorCode | null>): Promise<LetterBatchResult> {
    const now = this.clock.now(), may = (l: LetterRow): ErrorCode | null => (!me.may('honour.approve', l.path) ? 'NOT_FOUND' : l.userId === me.id ? 'SELF_REVIEW' : null);
    me.roots('honour.approve');
    const about = (await findLetters(this.tx.read, letterIds)).filter((l) => may(l) === null).map((l) => l.userId);
    return this.tx.once(me.id, key, route, { letterIds }, now, async (m) => {
      for (const userId of [...new Set(about)].sort((a, b) => a - b)) await takeTurn(m, userId);
      const letters = await findLetters(m, letterIds), result: LetterBatchResult = { done: 0, refused: [] };
      for (const id of letterIds.filter((x) => !letters.some((l) => l.id === x))) result.refused.push({ id, message: errorText('NOT_FOUND') });
      for (const l of letters) {
        const code = may(l) ?? (await work(m, l, now));
        if (code) result.refused.push({ id: l.id, message: errorText(code) });
        else result.done += 1;
      }
      return result;
    });
  }
}
export const readerOf = (me: Me, l: LetterRow): LetterReader => ({
  mayManage: me.may('honour.manage', l.path), mayApprove: me.may('honour.approve', l.path), isSubject: l.userId === me.id, isAuthor: l.draftedBy === me.id || l.submittedBy === me.id,
  isRecipient: l.recipient === 'UNIT' ? unitsOf(me).includes(l.unitId ?? 0) : l.userId === me.id,
});
export const letterView = (l: LetterRow, reader: LetterReader): LetterView => ({
  id: l.id, communityName: l.communityName, streetName: l.streetName, year: l.year, name: l.name, unitName: l.unitName, recipient: l.recipient, status: l.status, no: l.number === null ? null : letterNoOf(l.streetName, l.year, l.number),
  facts: JSON.parse(l.facts) as ServiceFacts, words: JSON.parse(l.words) as string[], reason: l.reason, createdAt: l.createdAt, approvedAt: l.approvedAt, deliveredAt: l.deliveredAt, receivedAt: l.receivedAt, receivedBy: l.receivedName, actions: letterActions(l.status, reader),
});
