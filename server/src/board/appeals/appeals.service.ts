import { Injectable } from '@nestjs/common';
import { APPEAL_WORKDAYS, dayOf, MINUTE_MS, PAGE_SIZE, sayMinutes, type AppealQuery, type AppealView, type LogAppealInput, type OverturnInput, type Page, type RecordReasonInput } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { withReason } from '../../credit/points/points.rules.js';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { photosOf } from '../../reach/uploads/uploads.store.js';
import { besideOthers } from '../attendance/attendance.rules.js';
import { appealBy } from '../logs/logs.rules.js';
import { findLog } from '../logs/logs.store.js';
import { VerificationService } from '../logs/verification.service.js';
import { correctMinutes, serviceOfLog } from '../records/corrections.store.js';
import { recordsNear } from '../records/records.store.js';
import { appealFlow, appealRefusal, appealView, askOf, requireAppealable, type AppealRow } from './appeals.rules.js';
import { answerAppeal, appealsAt, appealsOf, findAppeal, insertAppeal, noteMinutes } from './appeals.store.js';

/** Once for each log a member may ask the street to look again; somebody else than who decided answers. */
@Injectable()
export class AppealsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly links: PhotoLinks, private readonly verification: VerificationService) {}

  /** @throws NOT_FOUND, STATE, APPEALED, APPEAL_OVER, INVALID */
  create(me: Me, { logId, text, minutes }: LogAppealInput, key: string): Promise<AppealView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'appeals.create', { logId, text, minutes }, now, async (m) => {
      const log = await findLog(m, logId);
      me.requireSelf(log?.userId ?? null);
      requireAppealable(log!, appealBy(log!), now, { wanted: minutes, recorded: Number(log!.recordedMinutes ?? 0), planned: Math.floor((log!.endsAt - log!.startsAt) / MINUTE_MS) });
      const id = newId();
      try {
        await insertAppeal(m, { id, logId, userId: me.id, communityId: log!.communityId, ask: askOf(log!.status), text, wanted: minutes ?? null, rejectedBy: log!.decidedBy!, status: 'APPEALED', submittedAt: now, dueAt: addWorkdays(now, APPEAL_WORKDAYS), answeredBy: null, answeredAt: null, reply: null, minutes: null });
      } catch (e) {
        throw isDuplicate(e) ? fail('APPEALED') : e;
      }
      await audit(m, { actorId: me.id, action: 'appeal.create', refType: 'appeal', refId: id, areaId: log!.communityId, reason: text, detail: { logId, wanted: minutes ?? null }, at: now });
      return this.one(m, me, id);
    });
  }
  /** Without a status, what waits, by when it is due. */
  async list(me: Me, { areaId, status = 'APPEALED', after }: AppealQuery): Promise<Page<AppealView>> {
    const path = (await this.directory.pathOf(areaId))!, m = this.tx.read;
    me.require('record.appeal', path);
    const order = status === 'APPEALED' ? 'ASC' : 'DESC', first = order === 'ASC' ? 0 : Number.MAX_SAFE_INTEGER;
    const rows = await appealsAt(m, path, status, order, pairIn(after, [first, first]), PAGE_SIZE + 1), shown = rows.slice(0, PAGE_SIZE), last = shown.at(-1);
    return { items: await this.views(m, me, await appealsOf(m, shown.map((r) => r.logId))), next: rows.length > PAGE_SIZE && last ? `${last.dueAt}_${last.id}` : null };
  }
  /** It stays as it was decided. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE */
  uphold(me: Me, id: number, { reason }: RecordReasonInput, key: string): Promise<AppealView> {
    return this.answer(me, id, 'uphold', reason, undefined, key, async (m, row, now) => {
      await this.tell(m, row, now, '申诉有了答复', withReason(`“${row.title}”维持原来的结果。街道答复：`, reason));
    });
  }
  /** The log is recorded after all, by the same path as every verification; or the record gets what it lacked. @throws NOT_FOUND, SELF_REVIEW, SECOND_PERSON, STATE, INVALID, RECORD_OVERLAP */
  overturn(me: Me, id: number, { reason, minutes }: OverturnInput, key: string): Promise<AppealView> {
    return this.answer(me, id, 'overturn', reason, minutes, key, async (m, row, now) => {
      const said = minutes ?? row.appealWanted ?? undefined;
      if (said !== undefined && said * MINUTE_MS > row.endsAt - row.startsAt) throw failFields({ minutes: '不能超过班次的时长' });
      const notices: NewNotice[] = [];
      let counted: number;
      if (row.appealAsk === 'REJECTED') {
        const worth = await this.verification.record(m, me, row, now, notices, 'overturn', said);
        if (!worth) throw fail('STATE');
        counted = worth.minutes;
        await notify(m, now, notices);
        await this.verification.settle(m, me, [row], now);
      } else counted = await this.lengthen(m, me, row, said!, now);
      await noteMinutes(m, id, counted);
      await this.tell(m, row, now, '申诉成立，已改判', withReason(`“${row.title}”现在计 ${sayMinutes(counted)}。街道答复：`, reason));
    });
  }

  /** More minutes for a record that stands: a further row. They begin where they fit into the shift, and what overlaps counts once. */
  private async lengthen(m: EntityManager, me: Me, row: AppealRow, said: number, now: number): Promise<number> {
    const service = await serviceOfLog(m, row.id);
    if (!service || service.services !== 1) throw fail('STATE');
    const from = Math.max(row.startsAt, Math.min(service.startsAt, row.endsAt - said * MINUTE_MS));
    const { minutes } = besideOthers({ minutes: said, why: '', from }, row.kind, await recordsNear(m, row.userId, service.day, service.id));
    if (minutes <= service.minutes) throw fail('RECORD_OVERLAP');
    await correctMinutes(m, service, minutes, me.id, now, from);
    return minutes;
  }
  private answer(me: Me, id: number, step: 'uphold' | 'overturn', reason: string, minutes: number | undefined, key: string, work: (m: EntityManager, row: AppealRow, now: number) => Promise<void>): Promise<AppealView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `appeals.${step}`, { id, reason, minutes }, now, async (m) => {
      const row = await findAppeal(m, id);
      if (!row) throw fail('NOT_FOUND');
      me.require('record.appeal', row.path);
      const refusal = appealRefusal(row, me.id), to = appealFlow.next(row.appealStatus!, step);
      if (refusal) throw fail(refusal);
      await takeTurn(m, row.userId);
      if (!(await answerAppeal(m, id, { to, by: me.id, at: now, reply: reason }))) throw fail('STATE');
      await work(m, row, now);
      await audit(m, { actorId: me.id, action: `appeal.${step}`, refType: 'appeal', refId: id, areaId: row.communityId, reason, detail: { logId: row.id, day: dayOf(row.startsAt) }, at: now });
      return this.one(m, me, id);
    });
  }
  private tell(m: EntityManager, row: AppealRow, now: number, title: string, body: string): Promise<void> {
    return notify(m, now, [{ userId: row.userId, kind: 'LOG', title, body, link: `/packages/more/pages/log-view/index?id=${row.id}` }]);
  }
  private async one(m: EntityManager, me: Me, id: number): Promise<AppealView> {
    return (await this.views(m, me, [(await findAppeal(m, id))!]))[0]!;
  }
  private async views(m: EntityManager, me: Me, rows: readonly AppealRow[]): Promise<AppealView[]> {
    const photos = await photosOf(m, 'log', rows.map((r) => r.id)), now = this.clock.now();
    return rows.map((r) => appealView(r, this.links.refs(photos.get(r.id) ?? []), { id: me.id, decides: me.may('record.appeal', r.path) }, now));
  }
}
