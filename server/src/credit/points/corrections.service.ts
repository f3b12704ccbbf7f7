import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CorrectionInput, CorrectionView, Page, PointsReasonInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { isReversible } from '../journal/journal.rules.js';
import { accountOf, adjust, reverse } from '../journal/journal.store.js';
import { concernedBy } from './concerned.store.js';
import { correctionsWithin, decideCorrection, getCorrection, insertCorrection, type NewCorrection } from './corrections.store.js';
import type { CorrectionListQueryDto } from './points.dto.js';
import { correctionFlow, correctionRefusal, correctionView, withReason, type CorrectionRow } from './points.rules.js';
import { fullEntry } from './points.store.js';

/** Corrections of the journal: one proposes, another approves, and a transaction like any other is posted. Nothing is ever rewritten. */
@Injectable()
export class CorrectionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  /** Newest first. */
  async list(me: Me, { areaId, status, after }: CorrectionListQueryDto): Promise<Page<CorrectionView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('points.correct', path);
    return pageOf(await correctionsWithin(this.tx.read, path, status, beforeId(after)), (c) => correctionView(c, me.id), (c) => String(c.id));
  }
  /** Moves nothing yet. @throws NOT_FOUND, INVALID, SELF_REVIEW, NOT_REVERSIBLE, REVERSED */
  propose(me: Me, input: CorrectionInput, key: string): Promise<CorrectionView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'corrections.propose', input, now, async (m) => {
      const what = input.kind === 'REVERSE' ? await this.reversal(m, me, input) : await this.adjustment(m, me, input);
      if (what.userId === me.id) throw fail('SELF_REVIEW');
      const id = await insertCorrection(m, { ...what, kind: input.kind, reason: input.reason, proposedBy: me.id, proposedAt: now });
      await audit(m, { actorId: me.id, action: 'correction.propose', refType: 'correction', refId: id, areaId: what.areaId, reason: input.reason, detail: { userId: what.userId, points: what.points, entryId: what.txId }, at: now });
      return correctionView(await getCorrection(m, id), me.id);
    });
  }
  /** The second signature: the transaction is posted with it. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE, REVERSED, POINTS_FLOOR, POINTS_SHORT */
  approve(me: Me, id: number, key: string): Promise<CorrectionView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'corrections.approve', { id }, now, async (m) => {
      const c = await this.decide(m, me, id, 'approve', null, now);
      if (c.kind === 'REVERSE') await reverse(m, now, c.entryId!, { actorId: me.id, reason: c.reason });
      else await adjust(m, now, { correctionId: id, userId: c.userId, areaId: c.areaId, actorId: me.id, reason: c.reason, points: c.points });
      await this.tell(m, c, now);
      return correctionView(await getCorrection(m, id), me.id);
    });
  }
  /** @throws NOT_FOUND, SELF_REVIEW, STATE */
  refuse(me: Me, id: number, { reason }: PointsReasonInput, key: string): Promise<CorrectionView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'corrections.refuse', { id, reason }, now, async (m) => {
      await this.decide(m, me, id, 'refuse', reason, now);
      return correctionView(await getCorrection(m, id), me.id);
    });
  }
  private async reversal(m: EntityManager, me: Me, { entryId, userId, points }: CorrectionInput): Promise<Pick<NewCorrection, 'userId' | 'areaId' | 'txId' | 'points'>> {
    if (entryId === undefined) throw failFields({ entryId: '请选择要冲正的一笔' });
    if (userId !== undefined || points !== undefined) throw failFields({ points: '冲正按原来那笔的分数，不用另填' });
    const entry = await fullEntry(m, entryId);
    me.require('points.correct', entry.path);
    if (!isReversible(entry.kind)) throw fail('NOT_REVERSIBLE');
    if (entry.reversedBy !== null) throw fail('REVERSED');
    return { userId: entry.userId, areaId: entry.areaId, txId: entryId, points: -entry.amount };
  }
  private async adjustment(m: EntityManager, me: Me, { entryId, userId, points = 0 }: CorrectionInput): Promise<Pick<NewCorrection, 'userId' | 'areaId' | 'txId' | 'points'>> {
    if (userId === undefined) throw failFields({ userId: '请选择要调整的人' });
    if (points === 0) throw failFields({ points: '请填写要加或要减的分数' });
    if (entryId !== undefined) throw failFields({ entryId: '调整不针对某一笔，请改用冲正' });
    const { areaId, path } = await concernedBy(m, userId);
    me.require('points.correct', path);
    return { userId, areaId, txId: null, points };
  }
  private async decide(m: EntityManager, me: Me, id: number, action: 'approve' | 'refuse', decision: string | null, now: number): Promise<CorrectionRow> {
    const c = await getCorrection(m, id);
    me.require('points.correct', c.path);
    const refusal = correctionRefusal(c, me.id, action), to = correctionFlow.next(c.status, action);
    if (refusal) throw fail(refusal);
    if (!(await decideCorrection(m, c, to, me.id, decision, now))) throw fail('STATE');
    await audit(m, { actorId: me.id, action: `correction.${action}`, refType: 'correction', refId: id, areaId: c.areaId, reason: decision ?? c.reason, detail: { userId: c.userId, points: c.points, entryId: c.entryId, from: c.status, to }, at: now });
    return c;
  }
  private async tell(m: EntityManager, c: CorrectionRow, now: number): Promise<void> {
    const { available } = await accountOf(m, c.userId), moved = c.points < 0 ? `减少 ${-c.points} 分` : `增加 ${c.points} 分`;
    const before = c.kind === 'REVERSE' ? `“${c.entryTitle}”已冲正，积分${moved}。原因：` : `积分${moved}。原因：`;
    const after = available < 0 ? '。积分为负，以后得的先补足；服务和时长不受影响。有疑问请联系社区。' : '。服务时长不受影响。有疑问请联系社区。';
    await notify(m, now, [{ userId: c.userId, kind: 'POINTS', title: c.kind === 'REVERSE' ? '一笔积分已冲正' : '积分有更正', body: withReason(before, c.reason, after), link: '/packages/more/pages/points/index' }]);
  }
}
