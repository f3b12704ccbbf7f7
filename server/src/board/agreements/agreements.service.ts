import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, AGREEMENT_REMINDERS, dayOf, HOUR_MS, type AgreementCard, type AgreementInput, type AgreementQuery, type AgreementView, type CreateAgreementInput, type Page } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { Jobs } from '../../lib/jobs.js';
import { holdersIn } from '../../people/posts/holders.store.js';
import { liaisonsOf } from '../../people/posts/posts.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { queuePhotos } from '../../reach/moderation/photos.store.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { attachPhotos, photosOf } from '../../reach/uploads/uploads.store.js';
import { ProjectViewService } from '../lists/project-view.service.js';
import { projectsOfAgreement } from '../lists/projects.store.js';
import { unitsOf } from '../lists/reader.js';
import { communityOf } from '../needs/needs.store.js';
import { countByStatus, daysLeft, donePercent, isExpiring, remindersDue, statusOn, yearsOf } from './agreements.rules.js';
import { agreementsOf, agreementsWithin, endAgreement, endingBy, findAgreement, insertAgreement, knownUnits, markReminded, projectCounts, unitsIn, updateAgreement, type AgreementRow } from './agreements.store.js';

export const AGREEMENT_PAGE = '/packages/desk/pages/agreement/index?id=';
/** 共建协议: with whom, until when, and how far its projects got. */
@Injectable()
export class AgreementsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly links: PhotoLinks, private readonly projects: ProjectViewService, jobs: Jobs) {
    jobs.add('agreements.remind', 6 * HOUR_MS, () => this.remind());
  }
  async list(me: Me, { areaId, only, after }: AgreementQuery): Promise<Page<AgreementCard>> {
    const path = (await this.directory.pathOf(areaId))!, today = dayOf(this.clock.now());
    me.require('list.manage', path);
    const rows = await agreementsWithin(this.tx.read, path, only ? { today, until: addDays(today, AGREEMENT_REMINDERS[0]) } : null, beforeId(after), PAGE_ROWS);
    const cards = new Map((await this.cards(this.tx.read, rows)).map((c) => [c.id, c]));
    return pageOf(rows, (r) => cards.get(r.id)!, (r) => String(r.id));
  }
  /** Those of the units one speaks for. */
  async mine(me: Me): Promise<AgreementCard[]> {
    me.everyone();
    return this.cards(this.tx.read, await agreementsOf(this.tx.read, unitsOf(me)));
  }
  get(me: Me, id: number): Promise<AgreementView> {
    return this.show(this.tx.read, me, id);
  }
  /** As it was signed on paper. @throws INVALID */
  async create(me: Me, key: string, { communityId, unitIds, photoIds = [], ...input }: CreateAgreementInput): Promise<AgreementView> {
    const path = (await this.directory.pathOf(communityId))!, now = this.clock.now();
    me.require('list.manage', path);
    const home = await communityOf(this.tx.read, path);
    if (!home.isCommunity || home.id !== communityId) throw failFields({ communityId: '请选择一个社区或村' });
    return this.tx.once(me.id, key, 'agreements.create', { communityId, unitIds, photoIds, ...input }, now, async (m) => {
      await this.judge(m, { unitIds, ...input });
      const id = newId();
      await insertAgreement(m, { id, communityId, title: input.title, text: input.text ?? '', fromDay: input.fromDay, toDay: input.toDay, createdBy: me.id, createdAt: now }, unitIds);
      await attachPhotos(m, me.id, photoIds, 'pact', id);
      await queuePhotos(m, now, photoIds, { areaId: communityId, ownerId: me.id });
      await audit(m, { actorId: me.id, action: 'agreement.create', refType: 'agreement', refId: id, areaId: communityId, detail: { unitIds, fromDay: input.fromDay, toDay: input.toDay }, at: now });
      await this.tellUnits(m, id, unitIds, now, '共建协议已登记', `${home.name}登记了与贵单位的共建协议“${input.title}”，至 ${input.toDay}。`);
      return this.show(m, me, id);
    });
  }
  /** Renewing it is a new last day. @throws STATE where it was ended, INVALID */
  update(me: Me, id: number, key: string, { unitIds, photoIds = [], ...input }: AgreementInput): Promise<AgreementView> {
    return this.change(me, id, 'update', { unitIds, photoIds, ...input }, undefined, key, async (m, a, now) => {
      await this.judge(m, { unitIds, ...input });
      const before = (await unitsIn(m, [id])).map((u) => u.id);
      if (!(await updateAgreement(m, id, { title: input.title, text: input.text ?? '', fromDay: input.fromDay, toDay: input.toDay }, unitIds, before))) return null;
      await attachPhotos(m, me.id, photoIds, 'pact', id);
      await queuePhotos(m, now, photoIds, { areaId: a.communityId, ownerId: me.id });
      return { from: { title: a.title, fromDay: a.fromDay, toDay: a.toDay, unitIds: before }, to: { unitIds, ...input } };
    });
  }
  /** Before its last day; its projects go on. */
  end(me: Me, id: number, key: string, reason: string): Promise<AgreementView> {
    return this.change(me, id, 'end', {}, reason, key, async (m, a, now) => {
      if (!(await endAgreement(m, id, now, reason))) return null;
      await this.tellUnits(m, id, (await unitsIn(m, [id])).map((u) => u.id), now, '共建协议已终止', `“${a.title}”：${reason}`);
      return {};
    });
  }
  /** 60 and 30 days before the end, once each, to the community's office and the units' liaisons. */
  async remind(): Promise<void> {
    const now = this.clock.now(), today = dayOf(now);
    for (const a of await endingBy(this.tx.read, today, addDays(today, AGREEMENT_REMINDERS[0]))) {
      const due = remindersDue(a, today);
      if (due <= a.reminded) continue;
      await this.tx.run(async (m) => {
        if (!(await markReminded(m, a.id, due))) return;
        const body = `“${a.title}”${a.toDay} 到期，还有 ${daysLeft(a, today)} 天。要续签请双方商量，续签后改一下到期日。`;
        await this.tellUnits(m, a.id, (await unitsIn(m, [a.id])).map((u) => u.id), now, '共建协议快到期了', body);
        await notify(m, now, (await holdersIn(m, a.communityId, 'list.manage', today)).map((userId) => ({ userId, kind: 'SYSTEM' as const, title: '共建协议快到期了', body, link: AGREEMENT_PAGE + a.id })));
      });
    }
  }

  private async change(me: Me, id: number, step: 'update' | 'end', input: object, reason: string | undefined, key: string, work: (m: EntityManager, a: AgreementRow, now: number) => Promise<object | null>): Promise<AgreementView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `agreements.${step}`, { id, reason, ...input }, now, async (m) => {
      const a = await findAgreement(m, id);
      if (!a) throw fail('NOT_FOUND');
      me.require('list.manage', a.path);
      const detail = await work(m, a, now);
      if (!detail) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `agreement.${step}`, refType: 'agreement', refId: id, areaId: a.communityId, reason: reason ?? null, detail, at: now });
      return this.show(m, me, id);
    });
  }
  private async judge(m: EntityManager, { unitIds, fromDay, toDay }: Pick<AgreementInput, 'unitIds' | 'fromDay' | 'toDay'>): Promise<void> {
    if (unitIds.length === 0 || (await knownUnits(m, unitIds)) !== unitIds.length) throw failFields({ unitIds: '请选择共建单位' });
    if (toDay < fromDay) throw failFields({ toDay: '到期日不能早于开始日' });
  }
  private async tellUnits(m: EntityManager, id: number, unitIds: readonly number[], now: number, title: string, body: string): Promise<void> {
    const told = new Set<number>();
    for (const unitId of unitIds) for (const l of await liaisonsOf(m, unitId, dayOf(now))) told.add(l.userId);
    await notify(m, now, [...told].map((userId) => ({ userId, kind: 'SYSTEM' as const, title, body: body.slice(0, 200), link: AGREEMENT_PAGE + id })));
  }
  private async cards(m: EntityManager, rows: readonly AgreementRow[]): Promise<AgreementCard[]> {
    const ids = rows.map((r) => r.id), units = await unitsIn(m, ids), counts = await projectCounts(m, ids), today = dayOf(this.clock.now());
    return rows.map((r) => {
      const projects = countByStatus(counts.filter((c) => c.agreementId === r.id));
      return {
        id: r.id, title: r.title, community: { id: r.communityId, name: r.communityName }, units: units.filter((u) => u.agreementId === r.id).map(({ id, name }) => ({ id, name })), fromDay: r.fromDay, toDay: r.toDay,
        status: statusOn(r, today), daysLeft: daysLeft(r, today), expiring: isExpiring(r, today), projects, donePercent: donePercent(projects),
      };
    });
  }
  private async show(m: EntityManager, me: Me, id: number): Promise<AgreementView> {
    const row = await this.readable(m, me, id), [card] = await this.cards(m, [row]), manages = me.may('list.manage', row.path);
    return {
      ...card!, text: row.text, photos: this.links[manages ? 'refs' : 'publicRefs']((await photosOf(m, 'pact', [id])).get(id) ?? []), items: await this.projects.cards(m, await projectsOfAgreement(m, id)), endReason: row.endReason,
      years: yearsOf(row, dayOf(this.clock.now())), actions: manages && row.endedAt === null ? ['edit', 'end'] : [],
    };
  }
  /** By the community's office and the parties' liaisons. @throws NOT_FOUND for others */
  async readable(m: EntityManager, me: Me, id: number): Promise<AgreementRow> {
    const row = await findAgreement(m, id), mine = unitsOf(me);
    if (!row) throw fail('NOT_FOUND');
    if ((await unitsIn(m, [id])).some((u) => mine.includes(u.id))) me.everyone();
    else me.require('list.manage', row.path);
    return row;
  }
}
