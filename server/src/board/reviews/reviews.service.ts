import { Injectable } from '@nestjs/common';
import { errorText, type ErrorCode, type Page, type ReviewKind, type ReviewQuery, type ReviewResult, type ReviewState, type ReviewView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { PAGE_ROWS, pageOf, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { ContentKinds } from '../../reach/moderation/content-kinds.js';
import { isLate, type Word } from '../../reach/moderation/moderation.rules.js';
import { decideItem, holdItems, reopenItem, rewordItem } from '../../reach/moderation/moderation.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { filedUnder } from '../needs/needs.store.js';
import { passedText, PHOTO_OF, reporterText, reviewActions, takenDownText } from './reviews.rules.js';
import { findReviews, reportsOf, reviewsAt, takeReporters, type ReviewRow } from './reviews.store.js';

const MAX = Number.MAX_SAFE_INTEGER;
/** The review desk: words and photos in doubt, what readers reported, what offices published. Of each somebody else than its author says yes or no. */
@Injectable()
export class ReviewsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly kinds: ContentKinds, private readonly links: PhotoLinks) {}
  async list(me: Me, { areaId, show = 'OPEN', kind, after }: ReviewQuery): Promise<Page<ReviewView>> {
    const m = this.tx.read, path = (await this.directory.pathOf(areaId))!;
    me.require('content.review', path);
    const rows = await reviewsAt(m, await filedUnder(m, path), show, kind, pairIn(after, show === 'OPEN' ? [0, 0] : [MAX, MAX]));
    const views = new Map((await this.views(m, me, rows.slice(0, PAGE_ROWS))).map((v) => [v.id, v]));
    return pageOf(rows, (r) => views.get(r.id)!, (r) => `${show === 'OPEN' ? r.since : r.decidedAt!}_${r.id}`);
  }
  /** Many at once; each that cannot be passed is named and does not hold up the others. */
  pass(me: Me, ids: readonly number[], key: string): Promise<ReviewResult> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'reviews.pass', { ids }, now, async (m) => {
      await holdItems(m, ids);
      const rows = new Map((await findReviews(m, ids)).map((r) => [r.id, r])), result: ReviewResult = { done: 0, refused: [] }, notices: NewNotice[] = [], told = new Map<string, { userId: number; kind: ReviewKind; count: number }>(), shown: ReviewRow[] = [];
      me.roots('content.review');
      for (const id of ids) {
        const row = rows.get(id), code: ErrorCode | null = !row || !me.may('content.review', row.path) ? 'NOT_FOUND' : row.authorId === me.id ? 'SELF_REVIEW' : null;
        if (code || !(await decideItem(m, id, ['WAIT', 'LOOK'], { to: 'PASSED', before: row!.state === 'WAIT' ? 'WAIT' : 'LOOK', reason: null, by: me.id }, now))) {
          result.refused.push({ id, message: errorText(code ?? 'STATE') });
          continue;
        }
        result.done += 1;
        await audit(m, { actorId: me.id, action: 'content.pass', refType: row!.kind, refId: row!.refId, areaId: row!.areaId, at: now });
        if (row!.state === 'WAIT') {
          shown.push(row!);
          const k = `${row!.authorId} ${row!.kind}`, t = told.get(k) ?? { userId: row!.authorId, kind: row!.kind, count: 0 };
          told.set(k, { ...t, count: t.count + 1 });
        }
        notices.push(...(await this.reporters(m, row!, false)));
      }
      notices.push(...[...told.values()].map(({ userId, kind, count }) => ({ userId, kind: 'SYSTEM' as const, ...passedText(kind, count) })));
      await notify(m, now, notices);
      for (const row of shown) await this.kinds.of(row.kind).show(m, row.refId, wordsOf(row), now);
      return result;
    });
  }
  /** Everywhere and at once, with a reason that its author reads; the record of it stays. @throws SELF_REVIEW, STATE */
  takeDown(me: Me, id: number, reason: string, key: string): Promise<ReviewView> {
    return this.step(me, id, { reason }, 'takeDown', key, async (m, row, now) => {
      const isOut = row.state !== 'WAIT', of = this.kinds.of(row.kind);
      if (!(await decideItem(m, id, ['WAIT', 'LOOK', 'PASSED'], { to: 'DOWN', before: isOut ? 'LOOK' : 'WAIT', reason, by: me.id }, now))) throw fail('STATE');
      // As they stand now, for the record and for putting them back.
      const found = isOut ? await of.find(m, row.refId) : null;
      if (found && row.kind !== 'photo') await rewordItem(m, id, found.words);
      await notify(m, now, [{ userId: row.authorId, kind: 'SYSTEM' as const, ...takenDownText(row.kind, reason) }, ...(await this.reporters(m, row, true))]);
      if (isOut) await of.hide(m, row.refId, now);
    });
  }
  /** A decision taken back: it waits as it did before. @throws SELF_REVIEW, STATE */
  reopen(me: Me, id: number, key: string): Promise<ReviewView> {
    return this.step(me, id, {}, 'reopen', key, async (m, row, now) => {
      if ((row.state !== 'PASSED' && row.state !== 'DOWN') || !(await reopenItem(m, id, row.state, now))) throw fail('STATE');
      const of = this.kinds.of(row.kind), isOut = row.stateBefore === 'LOOK';
      if (row.state === 'PASSED' && !isOut) await of.hide(m, row.refId, now);
      if (row.state === 'DOWN' && isOut) await of.show(m, row.refId, wordsOf(row), now);
    });
  }
  private step(me: Me, id: number, input: { reason?: string }, step: 'takeDown' | 'reopen', key: string, work: (m: EntityManager, row: ReviewRow, now: number) => Promise<void>): Promise<ReviewView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `reviews.${step}`, { id, ...input }, now, async (m) => {
      // What it says decides whether there is something to hide or to show: a colleague's or the machine's word must not come between.
      await holdItems(m, [id]);
      const [row] = await findReviews(m, [id]);
      if (!row) me.hidden();
      me.require('content.review', row!.path);
      if (row!.authorId === me.id) throw fail('SELF_REVIEW');
      await work(m, row!, now);
      await audit(m, { actorId: me.id, action: `content.${step}`, refType: row!.kind, refId: row!.refId, areaId: row!.areaId, reason: input.reason ?? null, at: now });
      return (await this.views(m, me, await findReviews(m, [id])))[0]!;
    });
  }
  private async reporters(m: EntityManager, row: ReviewRow, isDown: boolean): Promise<NewNotice[]> {
    return (await takeReporters(m, row.id)).map((userId) => ({ userId, kind: 'SYSTEM' as const, ...reporterText(isDown) }));
  }
  private async views(m: EntityManager, me: Me, rows: readonly ReviewRow[]): Promise<ReviewView[]> {
    const reports = await reportsOf(m, rows.map((r) => r.id)), now = this.clock.now();
    const links = await Promise.all(rows.map(async (r) => (r.kind === 'photo' ? (r.photoOf && PHOTO_OF[r.photoOf].page ? `${PHOTO_OF[r.photoOf].page}${r.photoRef}` : null) : ((await this.kinds.of(r.kind).find(m, r.refId))?.link ?? null))));
    return rows.map((r, n) => ({
      id: r.id, kind: r.kind, state: r.state as ReviewState, why: r.why,
      words: r.kind === 'photo' ? (r.photoOf ? [{ label: PHOTO_OF[r.photoOf].label, text: r.photoTitle ?? '' }] : []) : wordsOf(r).filter((w) => w.label !== '').map(({ label, text }) => ({ label, text })),
      photo: r.width === null ? null : this.links.refs([{ id: r.refId, width: r.width, height: r.height!, refId: r.photoRef, shown: r.shown! }])[0]!,
      area: { id: r.areaId, name: r.areaName }, authorName: r.authorName ?? '', since: r.since, late: isLate(r.state as ReviewState, r.since, now),
      reports: reports.filter((x) => x.itemId === r.id).map(({ why, count }) => ({ why, count })), reason: r.reason, decidedBy: r.deciderName, decidedAt: r.decidedAt, link: links[n]!,
      actions: reviewActions(r.state as ReviewState, r.authorId === me.id),
    }));
  }
}
const wordsOf = (row: Pick<ReviewRow, 'words'>): Word[] => JSON.parse(row.words) as Word[];
