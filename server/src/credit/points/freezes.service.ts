import { Injectable } from '@nestjs/common';
import type { AppealInput, FreezeInput, FreezeView, Page, PointsReasonInput, PointsView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { concernedBy } from './concerned.store.js';
import { appealFreeze, decideFreeze, freezeAccount, freezesWithin, getFreeze, liveFreeze, thawAccount } from './freezes.store.js';
import type { FreezeListQueryDto } from './points.dto.js';
import { freezeFlow, freezeRefusal, freezeView, withReason } from './points.rules.js';
import { PointsService } from './points.service.js';

const MY_POINTS = '/packages/more/pages/points/index';
/** Exchange stopped for one person, his appeal, and what becomes of it. */
@Injectable()
export class FreezesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly points: PointsService) {}
  /** Newest first. */
  async list(me: Me, { areaId, status, after }: FreezeListQueryDto): Promise<Page<FreezeView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('points.correct', path);
    return pageOf(await freezesWithin(this.tx.read, path, status, beforeId(after)), (f) => freezeView(f, me.id), (f) => String(f.id));
  }
  /** @throws NOT_FOUND, SELF_REVIEW, STATE where exchange is stopped already */
  create(me: Me, input: FreezeInput, key: string): Promise<FreezeView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'freezes.create', input, now, async (m) => {
      const { areaId, path } = await concernedBy(m, input.userId);
      me.require('points.correct', path);
      if (input.userId === me.id) throw fail('SELF_REVIEW');
      const id = await freezeAccount(m, now, { userId: input.userId, areaId, reason: input.reason, byId: me.id });
      if (id === null) throw fail('STATE');
      return freezeView(await getFreeze(m, id), me.id);
    });
  }
  /** The owner's word against it. @throws STATE where nothing is frozen, or an appeal waits */
  appeal(me: Me, { text }: AppealInput, key: string): Promise<PointsView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'freezes.appeal', { text }, now, async (m) => {
      const freeze = await liveFreeze(m, me.id);
      if (!freeze || !(await appealFreeze(m, freeze.id, text, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'freeze.appeal', refType: 'freeze', refId: freeze.id, areaId: freeze.areaId, reason: text, detail: { from: freeze.status, to: 'APPEALED', before: freeze.decision }, at: now });
      return this.points.view(m, me.id);
    });
  }
  /** Exchange is open again. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE */
  lift(me: Me, id: number, input: PointsReasonInput, key: string): Promise<FreezeView> {
    return this.decide(me, id, 'lift', input, key);
  }
  /** The appeal was looked at, by another than who froze, and the freeze stays. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE */
  keep(me: Me, id: number, input: PointsReasonInput, key: string): Promise<FreezeView> {
    return this.decide(me, id, 'keep', input, key);
  }
  private decide(me: Me, id: number, action: 'lift' | 'keep', { reason }: PointsReasonInput, key: string): Promise<FreezeView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `freezes.${action}`, { id, reason }, now, async (m) => {
      const freeze = await getFreeze(m, id);
      me.require('points.correct', freeze.path);
      const refusal = freezeRefusal(freeze, me.id);
      if (refusal) throw fail(refusal);
      const to = freezeFlow.next(freeze.status, action);
      if (action === 'lift') await thawAccount(m, now, freeze.userId);
      if (!(await decideFreeze(m, freeze, to, reason, me.id, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `freeze.${action}`, refType: 'freeze', refId: id, areaId: freeze.areaId, reason, detail: { from: freeze.status, to }, at: now });
      const [title, body] = action === 'lift' ? ['积分兑换已恢复', withReason('现在可以兑换了。说明：', reason, '。暂停期间没有积分到期，30 天内到期的已顺延。')] : ['申诉有了答复', withReason('兑换暂不恢复。答复：', reason, '。服务和时长照常；有新的情况，可以再次申诉。')];
      await notify(m, now, [{ userId: freeze.userId, kind: 'POINTS', title: title!, body: body!, link: MY_POINTS }]);
      return freezeView(await getFreeze(m, id), me.id);
    });
  }
}
