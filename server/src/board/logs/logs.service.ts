import { Injectable } from '@nestjs/common';
import { LOG_LIMITS, PAGE_SIZE, VERIFY_WORKDAYS, type LogView, type Page } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { ContentCheck } from '../../reach/moderation/content-check.js';
import { queuePhotos } from '../../reach/moderation/photos.store.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { attachPhotos, photosOf } from '../../reach/uploads/uploads.store.js';
import { filedUnder } from '../needs/needs.store.js';
import type { LogListQueryDto, SubmitLogDto } from './logs.dto.js';
import { logFlow, logView, requireLoggable, requirePhoto, type LogRow } from './logs.rules.js';
import { claimToLog, findLog, insertLog, logsAt, logsOf, rewriteLog } from './logs.store.js';

/** What members say of their service. */
@Injectable()
export class LogsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly links: PhotoLinks, private readonly content: ContentCheck) {}

  /** One per claim, from the start of the shift on. @throws LOG_TOO_EARLY, LOG_PHOTO, LOG_EXISTS, STATE */
  submit(me: Me, input: SubmitLogDto, key: string): Promise<LogView> {
    const now = this.clock.now(), photoIds = input.photoIds ?? [];
    return this.tx.once(me.id, key, 'logs.submit', input, now, async (m) => {
      const claim = await claimToLog(m, input.claimId);
      me.requireSelf(claim?.userId ?? null);
      const { taskId, shiftId, communityId, ...rules } = claim!;
      requireLoggable(rules, now);
      requirePhoto(rules, photoIds.length);
      const id = newId();
      try {
        await insertLog(m, { id, taskId, shiftId, claimId: input.claimId, userId: me.id, communityId, text: input.text, status: 'SUBMITTED', reason: null, minutes: 0, minutesWhy: '', evidence: 'C', submittedAt: now, dueAt: addWorkdays(now, VERIFY_WORKDAYS), decidedBy: null, decidedAt: null });
      } catch (e) {
        throw isDuplicate(e) ? fail('LOG_EXISTS') : e;
      }
      await attachPhotos(m, me.id, photoIds, 'log', id);
      await queuePhotos(m, now, photoIds, { areaId: communityId, ownerId: me.id });
      await audit(m, { actorId: me.id, action: 'log.submit', refType: 'log', refId: id, areaId: communityId, at: now });
      return this.one(m, me, id);
    }, () => this.judge(me, input));
  }
  /** A returned log sent in again, or words and photos that came late while it waits. Photos are added, never taken away. @throws STATE, LOG_PHOTO */
  resubmit(me: Me, id: number, input: SubmitLogDto, key: string): Promise<LogView> {
    const now = this.clock.now(), photoIds = input.photoIds ?? [];
    return this.tx.once(me.id, key, 'logs.resubmit', { id, ...input }, now, async (m) => {
      const log = await findLog(m, id);
      me.requireSelf(log?.userId ?? null);
      if (log!.claimId !== input.claimId) throw failFields({ claimId: '这条日志属于另一次服务' });
      const isReturned = log!.status === 'RETURNED';
      const to = logFlow.next(log!.status, isReturned ? 'resubmit' : 'addPhotos');
      const kept = (await photosOf(m, 'log', [id])).get(id)?.map((p) => p.id) ?? [];
      const all = new Set([...kept, ...photoIds]);
      requirePhoto(log!, all.size);
      if (all.size > LOG_LIMITS.photos) throw failFields({ photoIds: `照片最多 ${LOG_LIMITS.photos} 张` });
      // Sent in again, the desk has its full time again; added photos change nothing about when it is due.
      const [at, due] = isReturned ? [now, addWorkdays(now, VERIFY_WORKDAYS)] : [log!.submittedAt, log!.dueAt];
      if (!(await rewriteLog(m, log!, to, input.text, at, due))) throw fail('STATE');
      await attachPhotos(m, me.id, photoIds, 'log', id);
      await queuePhotos(m, now, photoIds, { areaId: log!.communityId, ownerId: me.id });
      await audit(m, { actorId: me.id, action: isReturned ? 'log.resubmit' : 'log.amend', refType: 'log', refId: id, areaId: log!.communityId, at: now });
      return this.one(m, me, id);
    }, () => this.judge(me, input));
  }
  /** Own logs, newest first. */
  async mine(me: Me, after: string | undefined): Promise<Page<LogView>> {
    me.everyone();
    return this.page(me, await logsOf(this.tx.read, me.id, beforeId(after), PAGE_SIZE + 1), (l) => String(l.id));
  }
  /** The desk's list: without a status, what waits. What waits is ordered by when it is due, what is decided the latest first. */
  async list(me: Me, { areaId, status = 'SUBMITTED', after }: LogListQueryDto): Promise<Page<LogView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('log.verify', path);
    const order = status === 'SUBMITTED' || status === 'RETURNED' ? 'ASC' : 'DESC', first = order === 'ASC' ? 0 : Number.MAX_SAFE_INTEGER;
    const [dueAt, id] = pairIn(after, [first, first]);
    const rows = await logsAt(this.tx.read, await filedUnder(this.tx.read, path), { status, order, dueAt, id, limit: PAGE_SIZE + 1 });
    return this.page(me, rows, (l) => `${l.dueAt}_${l.id}`);
  }
  get(me: Me, id: number): Promise<LogView> {
    return this.one(this.tx.read, me, id);
  }
  /** One log as this reader sees it: his own, or one he may verify. @throws NOT_FOUND */
  async one(m: EntityManager, me: Me, id: number): Promise<LogView> {
    const log = await findLog(m, id);
    if (!log) throw fail('NOT_FOUND');
    me.requireSelfOr(log.userId, 'log.verify', log.path);
    return (await this.views(m, me, [log]))[0]!;
  }

  private async judge(me: Me, { text }: SubmitLogDto): Promise<void> {
    await this.content.check(me.id, 'log', { text });
  }
  private async page(me: Me, rows: LogRow[], cursor: (log: LogRow) => string): Promise<Page<LogView>> {
    const items = rows.slice(0, PAGE_SIZE), last = items.at(-1);
    return { items: await this.views(this.tx.read, me, items), next: rows.length > PAGE_SIZE && last ? cursor(last) : null };
  }
  private async views(m: EntityManager, me: Me, logs: readonly LogRow[]): Promise<LogView[]> {
    const photos = await photosOf(m, 'log', logs.map((l) => l.id)), now = this.clock.now();
    return logs.map((l) => logView(l, this.links.refs(photos.get(l.id) ?? []), { isOwner: l.userId === me.id, mayVerify: me.may('log.verify', l.path) }, now));
  }
}
