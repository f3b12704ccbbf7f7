import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type EvaluationAnswerInput, type EvaluationView, type Page, type ServiceFacts, type UnitEvaluationView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { isGranted } from '../../people/consents/consents.store.js';
import { liaisonsOf } from '../../people/posts/posts.store.js';
import { takeTurn } from '../../people/users/users.store.js';
import { ContentCheck, type Checked } from '../../reach/moderation/content-check.js';
import { heldWords } from '../../reach/moderation/moderation.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { deliveredTo, findSent, passOn, sentTo, type SentRow } from './evaluations.store.js';

/** Units that the reader speaks for. */
export const unitsOf = (me: Me): number[] => me.session.posts.flatMap((p) => (p.role === 'UNIT_LIAISON' && p.unitId !== null ? [p.unitId] : []));
/** Evaluations as those read them whom they concern: the member first, then, if he agreed, his unit. */
@Injectable()
export class ReceivedService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly content: ContentCheck) {}
  async mine(me: Me, after: string | undefined): Promise<Page<EvaluationView>> {
    const rows = await sentTo(this.tx.read, me.id, beforeId(after)), views = new Map((await this.own(this.tx.read, rows)).map((v) => [v.id, v]));
    return pageOf(rows, (r) => views.get(r.id)!, (r) => String(r.id));
  }
  async ofUnits(me: Me, after: string | undefined): Promise<Page<UnitEvaluationView>> {
    return pageOf(await deliveredTo(this.tx.read, unitsOf(me), beforeId(after)), (r) => ({
      id: r.id, title: r.title, communityName: r.communityName, unitName: r.unitName ?? '', name: r.userId ? r.name : null, level: r.level, sentence: r.sentence, facts: JSON.parse(r.facts) as ServiceFacts, answer: r.answer, deliveredAt: r.deliveredAt!,
    }), (r) => String(r.id));
  }
  /** The member's word, once, before his unit reads anything; with it the evaluation goes on. @throws NOT_FOUND, STATE where it went on already */
  answer(me: Me, id: number, { text }: EvaluationAnswerInput, key: string): Promise<EvaluationView> {
    const now = this.clock.now();
    let checked: Checked = null;
    return this.tx.once(me.id, key, 'evaluations.answer', { id, text }, now, async (m) => {
      await takeTurn(m, me.id);
      const row = await findSent(m, id);
      me.requireSelf(row?.userId ?? null);
      if (!(await this.goOn(m, row!, text, me.id, now))) throw fail('STATE');
      // Where it stays with the community, only the office reads it.
      if ((await findSent(m, id))!.status === 'DELIVERED') await this.content.keep(m, 'answer', id, checked, now);
      return (await this.own(m, [(await findSent(m, id))!]))[0]!;
    }, async () => { checked = await this.content.check(me.id, 'answer', { answer: text }); });
  }
  /** The days to answer are over. False where the member was quicker. */
  lapse(id: number, userId: number): Promise<boolean> {
    const now = this.clock.now();
    return this.tx.run(async (m) => {
      await takeTurn(m, userId);
      const row = await findSent(m, id);
      return row !== null && this.goOn(m, row, null, 0, now);
    });
  }
  /** With his own words, also where others do not see them yet, or not any more. */
  private async own(m: EntityManager, rows: readonly SentRow[]): Promise<EvaluationView[]> {
    const held = await heldWords(m, 'answer', rows.map((r) => r.id));
    return rows.map((r) => {
      const mine = held.get(r.id), answer = mine?.words.find((w) => w.key === 'answer')?.text;
      return answer === undefined ? toMember(r) : { ...toMember({ ...r, answer }), answerHeld: mine!.state === 'DOWN' ? 'DOWN' as const : 'WAIT' as const };
    });
  }
  /** To his unit where he agreed, else it stays with him. The caller holds his turn, behind which consents change. */
  private async goOn(m: EntityManager, row: SentRow, answer: string | null, byId: number, now: number): Promise<boolean> {
    const unitId = row.homeUnitId !== null && (await isGranted(m, row.userId, 'UNIT_SHARE')) ? row.homeUnitId : null;
    if (!(await passOn(m, row.id, { unitId, answer }, now))) return false;
    await audit(m, { actorId: byId, action: unitId === null ? 'evaluation.keep' : 'evaluation.deliver', refType: 'evaluation', refId: row.id, areaId: row.communityId, detail: { userId: row.userId, unitId, answered: answer !== null }, at: now });
    if (unitId !== null) await notify(m, now, (await liaisonsOf(m, unitId, dayOf(now))).map(({ userId }) => ({ userId, kind: 'HONOUR' as const, title: '收到一份党员评价', body: `${row.communityName}对${row.name}${row.title}服务的评价，本人已看过并同意告知单位。`, link: '/packages/more/pages/unit-mail/index' })));
    return true;
  }
}
const toMember = (r: SentRow): EvaluationView => ({
  id: r.id, title: r.title, communityName: r.communityName, level: r.level, sentence: r.sentence, facts: JSON.parse(r.facts) as ServiceFacts, status: r.status, sentAt: r.sentAt, deliverAt: r.deliverAt, answer: r.answer, unitName: r.unitName, isShared: r.shared === 1,
  actions: r.status === 'SENT' ? ['answer'] : [],
});
