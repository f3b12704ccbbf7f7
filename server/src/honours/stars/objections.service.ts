import { Injectable } from '@nestjs/common';
import type { StarAnswerInput, StarObjectionInput, StarObjectionView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { answerObjection, getObjection, holdNoticed, insertObjection, objectionsTo, type ObjectionRow } from './objections.store.js';
import { isOwn } from './awards.service.js';
import { objectionFlow } from './runs.rules.js';
import { getCandidate, getRun, setExcluded } from './runs.store.js';
import { noticePage, TellStars } from './tell.js';

export const objectionView = (o: ObjectionRow, mayAnswer: boolean): StarObjectionView => ({ id: o.id, runId: o.runId, about: o.about, text: o.text, at: o.createdAt, status: o.status, answer: o.answer, answeredAt: o.answeredAt, actions: mayAnswer && o.status === 'OPEN' ? ['answer'] : [] });

/** What people have against a list while it hangs out, and what is answered. Who it was is told to nobody. */
@Injectable()
export class ObjectionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly tell: TellStars) {}
  async list(me: Me, runId: number): Promise<StarObjectionView[]> {
    const run = await getRun(this.tx.read, runId);
    me.require('honour.manage', run.path);
    return (await objectionsTo(this.tx.read, runId)).map((o) => objectionView(o, o.userId !== me.id && !(o.subjectId !== null && isOwn(me, { subject: run.subject, subjectId: o.subjectId }))));
  }
  /** By anybody who is signed in, once about each. @throws NOT_FOUND, NOTICE_OVER, OBJECTED */
  async object(me: Me, { runId, candidateId, text }: StarObjectionInput, key: string): Promise<StarObjectionView> {
    const now = this.clock.now();
    try {
      return await this.tx.once(me.id, key, 'star-objections.create', { runId, candidateId, text }, now, async (m) => {
        me.everyone();
        const run = await getRun(m, runId);
        if (run.status === 'COMPUTED' || run.status === 'DROPPED') throw fail('NOT_FOUND');
        if (!(await holdNoticed(m, runId, now))) throw fail('NOTICE_OVER');
        if (candidateId !== undefined) {
          const k = await getCandidate(m, candidateId);
          if (k.runId !== runId || k.excluded !== null) throw fail('NOT_FOUND');
        }
        const id = await insertObjection(m, runId, candidateId ?? 0, me.id, text, now);
        await audit(m, { actorId: me.id, action: 'star-objection.create', refType: 'star_objection', refId: id, areaId: run.areaId, reason: text, detail: { runId, candidateId: candidateId ?? null }, at: now });
        return objectionView(await getObjection(m, id), false);
      });
    } catch (e) {
      throw isDuplicate(e) || (e as { code?: string }).code === 'BUSY' ? fail('OBJECTED') : e;
    }
  }
  /** Upheld about somebody: he leaves the list. The one who objected is told the answer. @throws NOT_FOUND, SELF_REVIEW, STATE */
  answer(me: Me, id: number, { upheld, answer }: StarAnswerInput, key: string): Promise<StarObjectionView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'star-objections.answer', { id, upheld, answer }, now, async (m) => {
      const o = await getObjection(m, id), run = await getRun(m, o.runId);
      me.require('honour.manage', run.path);
      if (o.userId === me.id || (o.subjectId !== null && isOwn(me, { subject: run.subject, subjectId: o.subjectId }))) throw fail('SELF_REVIEW');
      const to = objectionFlow.next(o.status, upheld ? 'uphold' : 'dismiss');
      if (run.status !== 'NOTICED' || !(await answerObjection(m, id, to, answer, me.id, now))) throw fail('STATE');
      if (upheld && o.candidateId !== 0) {
        const reason = `异议成立：${answer}`.slice(0, 200);
        if (await setExcluded(m, o.candidateId, reason, me.id)) await this.tell.leftOut(m, run, [{ subjectId: o.subjectId!, excluded: reason }], now);
      }
      await audit(m, { actorId: me.id, action: upheld ? 'star-objection.uphold' : 'star-objection.dismiss', refType: 'star_objection', refId: id, areaId: run.areaId, reason: answer, detail: { runId: run.id, candidateId: o.candidateId || null }, at: now });
      await notify(m, now, [{ userId: o.userId, kind: 'HONOUR', title: upheld ? '您提的异议成立' : '您提的异议有了答复', body: [...`“${run.schemeName}”：${answer}`].slice(0, 190).join(''), link: noticePage(run.id) }]);
      return objectionView(await getObjection(m, id), true);
    });
  }
}
