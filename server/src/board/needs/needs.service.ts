import { Injectable } from '@nestjs/common';
import { NEED_ANSWER_WORKDAYS, PAGE_SIZE, type CreateNeedInput, type FeedbackInput, type NeedCard, type NeedStatus, type NeedView, type Page, type ReplyInput } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { afterId, beforeId } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { addWorkdays } from '../../lib/workdays.js';
import { findPerson } from '../../people/users/users.store.js';
import { ContentCheck } from '../../reach/moderation/content-check.js';
import { queuePhotos } from '../../reach/moderation/photos.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { attachPhotos, photosOf } from '../../reach/uploads/uploads.store.js';
import { EVENT_TEXT, isOverdue, needActions, needFlow } from './needs.rules.js';
import { addEvent, communityOf, eventsOf, filedUnder, findNeed, insertNeed, moveNeed, needsAt, needsOf, type NeedCardRow, type NeedRow } from './needs.store.js';
import { keepThanks, mayBeQuoted, revokeThanks } from './thanks.store.js';

/** A need from its asking to the asker's word. What its task does to it is in need-steps.store. */
@Injectable()
export class NeedsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly links: PhotoLinks, private readonly content: ContentCheck) {}

  /** For oneself, or for an elder or a neighbour named in words: whoever enters it answers for it. @throws CONSENT_NEEDED, PHONE_NEEDED */
  async create(me: Me, key: string, input: CreateNeedInput): Promise<NeedView> {
    const now = this.clock.now(), phone = input.phone ?? me.session.phone;
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: '服务协议与隐私政策' });
    if (!phone) throw fail('PHONE_NEEDED');
    const path = await this.directory.pathOf(input.areaId), home = path && (await communityOf(this.tx.read, path));
    if (!home || !home.isCommunity) throw failFields({ areaId: '请选择所在的社区或村' });
    return this.tx.once(me.id, key, 'needs.create', input, now, async (m) => {
      const id = newId();
      await insertNeed(m, {
        id, areaId: input.areaId, communityId: home.id, kind: input.kind, title: input.title, text: input.text ?? '', place: input.place ?? '', askerId: me.id, onBehalfOf: input.onBehalfOf ?? null,
        phone, status: 'SUBMITTED', createdAt: now, dueAt: addWorkdays(now, NEED_ANSWER_WORKDAYS),
      });
      await addEvent(m, id, EVENT_TEXT.SUBMITTED, me.name, now);
      await attachPhotos(m, me.id, input.photoIds ?? [], 'need', id);
      await queuePhotos(m, now, input.photoIds ?? [], { areaId: home.id, ownerId: me.id });
      await audit(m, { actorId: me.id, action: 'need.create', refType: 'need', refId: id, areaId: input.areaId, at: now });
      return this.show(m, me, id);
    }, async () => void (await this.content.check(me.id, 'need', { title: input.title, text: input.text, place: input.place, onBehalfOf: input.onBehalfOf })));
  }
  async mine(me: Me, after?: string): Promise<Page<NeedCard>> {
    me.everyone();
    return this.paged(await needsOf(this.tx.read, me.id, beforeId(after), PAGE_SIZE + 1));
  }
  /** In one status the longest waiting first, otherwise the newest first. */
  async list(me: Me, query: { areaId: number; status?: NeedStatus; after?: string }): Promise<Page<NeedCard>> {
    const path = (await this.directory.pathOf(query.areaId))!;
    me.require('need.review', path);
    const after = query.status ? afterId(query.after) : beforeId(query.after);
    return this.paged(await needsAt(this.tx.read, await filedUnder(this.tx.read, path), query.status, after, PAGE_SIZE + 1));
  }
  get(me: Me, id: number): Promise<NeedView> {
    return this.show(this.tx.read, me, id);
  }
  answer(me: Me, id: number, { reply }: ReplyInput): Promise<NeedView> {
    return this.reply(me, id, 'answer', reply, '社区答复了您的需求');
  }
  refuse(me: Me, id: number, { reply }: ReplyInput): Promise<NeedView> {
    return this.reply(me, id, 'refuse', reply, '您的需求这次没有采纳');
  }
  withdraw(me: Me, id: number): Promise<NeedView> {
    return this.step(me, id, async (m, need, now) => {
      me.requireSelf(need.askerId);
      if (!(await moveNeed(m, now, id, needFlow.from('withdraw'), 'WITHDRAWN', { closedAt: now }))) throw fail('STATE');
      await addEvent(m, id, EVENT_TEXT.WITHDRAWN, me.name, now);
      return 'need.withdraw';
    });
  }
  /** Only the asker says whether it helped. "No" puts it back on the desk with a new due date. */
  async feedback(me: Me, id: number, { helped, text, mayQuote }: FeedbackInput): Promise<NeedView> {
    if (mayQuote) await this.content.check(me.id, 'thanks', { text });
    return this.step(me, id, async (m, need, now) => {
      me.requireSelf(need.askerId);
      const moved = helped
        ? await moveNeed(m, now, id, needFlow.from('confirm'), 'CONFIRMED', { closedAt: now })
        : await moveNeed(m, now, id, needFlow.from('reopen'), 'REOPENED', { dueAt: addWorkdays(now, NEED_ANSWER_WORKDAYS), closedAt: null });
      if (!moved) throw fail('STATE');
      await addEvent(m, id, `${helped ? EVENT_TEXT.CONFIRMED : '您反馈问题还没解决，社区会继续处理'}${text ? `：${text}` : ''}`, me.name, now);
      if (helped && text && mayQuote) await keepThanks(m, now, { needId: id, taskId: need.taskId, communityId: need.communityId, speakerId: me.id, text });
      return helped ? 'need.confirm' : 'need.reopen';
    });
  }
  /**
   * The asker takes back his yes to being quoted (PIPL art. 15: as easily as it was given). Desks, helpers' pages and letters without a number
   * lose his words at once; a letter that has its number is a paper that was issued and keeps what it says. @throws STATE where nothing is quoted
   */
  unquote(me: Me, id: number): Promise<NeedView> {
    return this.step(me, id, async (m, need) => {
      me.requireSelf(need.askerId);
      if (!(await revokeThanks(m, id, me.id))) throw fail('STATE');
      return 'need.unquote';
    });
  }
  private reply(me: Me, id: number, step: 'answer' | 'refuse', reply: string, title: string): Promise<NeedView> {
    return this.step(me, id, async (m, need, now) => {
      me.require('need.review', need.path);
      if (!(await moveNeed(m, now, id, needFlow.from(step), step === 'answer' ? 'ANSWERED' : 'REFUSED', { reply, closedAt: now }))) throw fail('STATE');
      await addEvent(m, id, `${step === 'answer' ? '社区答复' : '未采纳'}：${reply}`.slice(0, 300), null, now);
      await notify(m, now, [{ userId: need.askerId, kind: 'NEED', title, body: `“${need.title.slice(0, 30)}”：${reply}`.slice(0, 200), link: `/packages/more/pages/need/index?id=${id}` }]);
      return `need.${step}`;
    });
  }
  private step(me: Me, id: number, work: (m: EntityManager, need: NeedRow, now: number) => Promise<string>): Promise<NeedView> {
    return this.tx.run(async (m) => {
      const need = await findNeed(m, id), now = this.clock.now();
      if (!need) throw fail('NOT_FOUND');
      const action = await work(m, need, now);
      await audit(m, { actorId: me.id, action, refType: 'need', refId: id, areaId: need.areaId, at: now });
      return this.show(m, me, id);
    });
  }
  private async show(m: EntityManager, me: Me, id: number): Promise<NeedView> {
    const need = await findNeed(m, id), now = this.clock.now();
    if (!need) throw fail('NOT_FOUND');
    me.requireSelfOr(need.askerId, 'need.review', need.path);
    const asks = need.askerId === me.id, asker = await findPerson(m, need.askerId), home = await communityOf(m, need.path);
    return {
      ...this.card(need, now), text: need.text, place: need.place, askerName: asker?.name ?? '', askerPhone: need.phone, onBehalfOf: need.onBehalfOf, reply: need.reply, community: { id: home.id, name: home.name },
      photos: this.links.refs((await photosOf(m, 'need', [id])).get(id) ?? []), timeline: await eventsOf(m, id),
      actions: needActions(need.status, { asks, reviews: me.may('need.review', need.path), quoted: asks && (await mayBeQuoted(m, id)) }),
    };
  }
  private card(n: NeedCardRow, now: number): NeedCard {
    return { id: n.id, kind: n.kind, title: n.title, status: n.status, areaId: n.areaId, areaName: n.areaName, createdAt: n.createdAt, dueAt: n.dueAt, overdue: isOverdue(n, now), taskId: n.taskId };
  }
  private paged(rows: NeedCardRow[]): Page<NeedCard> {
    const now = this.clock.now(), items = rows.slice(0, PAGE_SIZE).map((n) => this.card(n, now));
    return { items, next: rows.length > PAGE_SIZE ? String(items.at(-1)!.id) : null };
  }
}
