import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type DecidedDifferences, type DecideDifferencesInput, type DifferenceDecision } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { AppError, fail } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { retireMember } from '../registrations/retirement.store.js';
import { becomeMemberAgain, endTies, findRegistration, insertRegistration, leaveUnit, linkRoster, livingId, moveRegistration, setHome, setUnit } from '../registrations/registrations.store.js';
import { SLOT } from '../registrations/registrations.rules.js';
import { DirectoryService } from '../users/directory.service.js';
import { takeTurn } from '../users/users.store.js';
import { decisionsFor, differenceView, type DifferenceRow } from './differences.rules.js';
import { DifferencesService } from './differences.service.js';
import { deleteEntry, differencesById, markDecided, setEntryCommunity, setEntryUnit } from './differences.store.js';

const MY_PAGE = '/packages/more/pages/registration/index';
const TABLE = 'member_registration';

/** Carries out what somebody decided about one difference of a roster. The person is told whatever changes for him. */
@Injectable()
export class DeciderService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService, private readonly differences: DifferencesService) {}
  /** Each by itself: what is decided already, one's own, or does not fit is refused with its reason, and the others are decided. */
  async decide(me: Me, key: string, importId: number, { ids, decision }: DecideDifferencesInput): Promise<DecidedDifferences> {
    const job = await this.differences.roster(me, importId);
    if (job.status !== 'DONE') throw fail('STATE');
    const now = this.clock.now(), touched = new Set<number>();
    const answer = await this.tx.once(me.id, key, 'imports.decide', { importId, ids, decision }, now, async (m) => {
      const found = new Map((await differencesById(m, importId, ids)).map((d) => [d.id, d])), refused: DecidedDifferences['refused'] = [], done: number[] = [];
      // In the order of people, so that two offices deciding at once do not wait for each other in a ring.
      for (const id of [...ids].sort((a, b) => (found.get(a)?.userId ?? 0) - (found.get(b)?.userId ?? 0) || a - b)) {
        try {
          const row = found.get(id);
          if (!row) throw fail('NOT_FOUND');
          await this.one(m, me, row, decision, now);
          if (row.userId !== null) touched.add(row.userId);
          done.push(id);
        } catch (e) {
          if (!(e instanceof AppError) || e.code === 'BUSY') throw e;
          refused.push({ id, message: e.message });
        }
      }
      return { decided: done.length > 0 ? (await differencesById(m, importId, done)).map(differenceView) : [], refused };
    });
    for (const id of touched) this.directory.forget(id);
    return answer;
  }
  /** @throws SELF_REVIEW about oneself, STATE where it was decided already or cannot be decided so */
  private async one(m: EntityManager, me: Me, d: DifferenceRow, decision: DifferenceDecision, now: number): Promise<void> {
    if (d.userId === me.id) throw fail('SELF_REVIEW');
    if (!decisionsFor(d).includes(decision)) throw fail('STATE');
    if (d.userId !== null) await takeTurn(m, d.userId);
    if (!(await markDecided(m, d.id, decision, me.id, now))) throw fail('STATE');
    await audit(m, { actorId: me.id, action: 'roster.decide', refType: 'rosterDifference', refId: d.id, areaId: d.communityAfter ?? d.communityBefore, detail: { kind: d.kind, decision, importId: d.importId }, at: now });
    if (decision === 'RETIRE') await this.retire(m, me, d, now);
    if (decision === 'END') await this.end(m, me, d, now);
    if (decision === 'MOVE') await this.move(m, me, d, now);
  }
  private async retire(m: EntityManager, me: Me, d: DifferenceRow, now: number): Promise<void> {
    if (d.userId !== null) await retireMember(m, { actorId: me.id, userId: d.userId, areaId: d.communityBefore, unitName: d.unitBeforeName, reason: '新名册中已没有，按退休办理', isOwn: false }, now);
    await deleteEntry(m, d.entryId);
  }
  private async end(m: EntityManager, me: Me, d: DifferenceRow, now: number): Promise<void> {
    await deleteEntry(m, d.entryId);
    if (d.userId === null) return;
    const home = await this.leave(m, me, d.userId, 'ENDED', now);
    await leaveUnit(m, d.userId, 'RESIDENT');
    await setHome(m, d.userId, null);
    const body = `${d.unitBeforeName ?? '单位'}的新名册里没有您，${home?.communityName ?? '社区'}的报到已结束；服务记录、时长和积分都保留。如有误请联系单位党组织，也可以以居民身份重新报到。`;
    await notify(m, now, [{ userId: d.userId, kind: 'REGISTRATION', title: '报到已结束', body: body.slice(0, 200), link: MY_PAGE }]);
  }
  private async move(m: EntityManager, me: Me, d: DifferenceRow, now: number): Promise<void> {
    if (d.kind === 'JOINED' && d.userId !== null) {
      await becomeMemberAgain(m, d.userId, d.unitAfter);
      await linkRoster(m, d.entryId, d.userId);
      return this.tell(m, d.userId, now, '已登记为在职党员', `新名册里您在${d.unitAfterName ?? '单位'}，报到的社区不变。`);
    }
    if (d.kind === 'MOVED_UNIT' && d.unitAfter !== null) {
      await setEntryUnit(m, d.entryId, d.unitAfter);
      if (d.userId === null) return;
      await setUnit(m, d.userId, d.unitAfter);
      return this.tell(m, d.userId, now, '所在单位已更新', `按新名册，您的单位改为${d.unitAfterName ?? '新单位'}，报到的社区不变。`);
    }
    if (d.kind === 'MOVED_COMMUNITY' && d.communityAfter !== null) {
      await setEntryCommunity(m, d.entryId, d.communityAfter);
      if (d.userId === null) return;
      const home = await this.leave(m, me, d.userId, 'TRANSFERRED', now);
      if (!home || home.communityId === d.communityAfter) return;
      const place = { communityId: d.communityAfter, compoundId: null, building: '' };
      await insertRegistration(m, d.userId, SLOT.home, place, 'ACCEPTED', now);
      await setHome(m, d.userId, place);
      return this.tell(m, d.userId, now, '报到已转社区', `按新名册，您的报到从${home.communityName}转到${d.communityAfterName ?? '新社区'}。住址没变的话，可以在“我的报到”里转回来。`);
    }
  }
  /** The registration that stands goes, with what waits beside it and what hangs on it; null where he has none. */
  private async leave(m: EntityManager, me: Me, userId: number, to: 'ENDED' | 'TRANSFERRED', now: number): Promise<{ communityId: number; communityName: string } | null> {
    const id = await livingId(m, userId, SLOT.home), waiting = await livingId(m, userId, SLOT.transfer);
    const row = id === null ? null : await findRegistration(m, id);
    if (waiting !== null) await moveRegistration(m, TABLE, waiting, { from: 'SUBMITTED', to: 'WITHDRAWN', by: me.id, now });
    if (!row) return null;
    const step = row.status === 'ACCEPTED' ? to : 'WITHDRAWN';
    await moveRegistration(m, TABLE, row.id, { from: row.status, to: step, by: me.id, now, reason: '按新花名册办理' });
    await endTies(m, userId, row.communityId, now);
    await audit(m, { actorId: me.id, action: 'registration.roster', refType: 'registration', refId: row.id, areaId: row.communityId, detail: { status: step, day: dayOf(now) }, at: now });
    return row;
  }
  private tell(m: EntityManager, userId: number, now: number, title: string, body: string): Promise<void> {
    return notify(m, now, [{ userId, kind: 'REGISTRATION', title, body, link: MY_PAGE }]);
  }
}
