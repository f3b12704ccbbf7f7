import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, DAY_MS, dayOf, LIAISON_ANSWER_DAYS, type CaretakerView, type CreateLiaisonInput, type LiaisonAction, type LiaisonStatus, type LiaisonView, type Page } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { findArea, findAreas, pathIds, type AreaRow } from '../areas/areas.store.js';
import { liaisonsOf as unitLiaisonsOf } from '../posts/posts.store.js';
import { DirectoryService } from '../users/directory.service.js';
import { findPerson } from '../users/users.store.js';
import { actionsFor, caretakerView, firstStatus, LIAISON_AREAS, liaisonFlow, liaisonView, OPEN_END, placeName, type LiaisonRow, type Reader } from './liaisons.rules.js';
import { caretakersWithin, declineLiaison, findLiaison, insertLiaison, isUnitRegistered, lapseLiaisons, liaisonsOf, liaisonsWithin, moveLiaison, secretariesOf, type LiaisonFilter } from './liaisons.store.js';

const MINE = '/packages/more/pages/liaisons/index', DESK = '/packages/desk/pages/liaisons/index';
/** Units that the caller speaks for. */
const unitsOf = (me: Me): number[] => me.session.posts.flatMap((p) => (p.role === 'UNIT_LIAISON' && p.unitId !== null ? [p.unitId] : []));

/** 包联: who looks after which compound or stairwell, proposed by the unit or member, or by the community, until one of them ends it. */
@Injectable()
export class LiaisonsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService, jobs: Jobs) {
    jobs.add('liaisons.lapse', DAY_MS / 4, () => this.tx.run((m) => lapseLiaisons(m, this.clock.now() - LIAISON_ANSWER_DAYS * DAY_MS, this.clock.now())));
  }
  /** What waits is oldest first, everything else newest first. The gate asked for the area. */
  async list(me: Me, areaId: number, { kind, status }: Partial<LiaisonFilter>, after: string | undefined): Promise<Page<LiaisonView>> {
    const path = await this.directory.pathOf(areaId), today = dayOf(this.clock.now());
    if (path === null) throw fail('NOT_FOUND');
    const rows = await liaisonsWithin(this.tx.read, path, { kind, status }, status === 'PROPOSED' ? afterId(after) : beforeId(after), today);
    return pageOf(rows, (r) => liaisonView(r, readerOf(me, r), today), (r) => String(r.id));
  }
  async mine(me: Me): Promise<LiaisonView[]> {
    const today = dayOf(this.clock.now());
    return (await liaisonsOf(this.tx.read, me.id, unitsOf(me))).map((r) => liaisonView(r, { holder: true, office: false }, today));
  }
  /** «谁包联»: names of units, and of members who agreed to be named. */
  async around(areaId: number): Promise<CaretakerView[]> {
    const path = await this.directory.pathOf(areaId);
    if (path === null) throw fail('NOT_FOUND');
    return (await caretakersWithin(this.tx.read, path, dayOf(this.clock.now()))).map(caretakerView);
  }
  /** @throws FORBIDDEN for others than the holder and the community's office, LIAISON_EXISTS, INVALID where unit or member is not registered there */
  async create(me: Me, input: CreateLiaisonInput): Promise<LiaisonView> {
    if (!me.session.consentedTerms) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
    const now = this.clock.now(), today = dayOf(now), { area, community } = await this.place(input);
    const holderId = input.kind === 'UNIT' ? input.unitId : (input.userId ?? me.id);
    if (holderId === undefined) throw failFields({ unitId: '请选择单位' });
    const isHolder = input.kind === 'UNIT' ? unitsOf(me).includes(holderId) : holderId === me.id;
    if (!isHolder && !me.may('list.manage', area.path)) throw fail('FORBIDDEN');
    const fromDay = input.from ?? today, toDay = input.to ?? OPEN_END, households = input.households ?? '', side = isHolder ? 'HOLDER' as const : 'COMMUNITY' as const;
    if (toDay < fromDay || toDay < today) throw failFields({ to: '结束日期不能早于开始日期或今天' });
    if (input.kind === 'MEMBER' && area.kind === 'COMPOUND' && households === '') throw failFields({ households: '请写明哪几栋楼或哪些住户' });
    return this.tx.run(async (m) => {
      await this.judgeHolder(m, input.kind, holderId, community.id);
      const id = await insertLiaison(m, { kind: input.kind, holderId, areaId: area.id, communityId: community.id, households, status: firstStatus(input.kind, side), side, fromDay, toDay, proposedBy: me.id }, now, today);
      const row = (await findLiaison(m, id))!, what = placeName(row);
      await audit(m, { actorId: me.id, action: 'liaison.create', refType: 'liaison', refId: id, areaId: community.id, detail: { kind: row.kind, holderId, status: row.status }, at: now });
      if (side === 'HOLDER') await this.tellOffice(m, row, now, '有人愿意包联', `${row.holderName}愿意包联${what}，请确认。`);
      else if (row.kind === 'UNIT') await this.tellHolder(m, row, now, '新的包联小区', `${row.communityName}请贵单位包联${what}，自 ${fromDay} 起。`);
      else await this.tellHolder(m, row, now, '社区想请您包联', `${row.communityName}想请您包联${what}${households ? `（${households}）` : ''}。愿意就点同意，不方便可以不理会，不会有任何影响。`);
      return liaisonView(row, readerOf(me, row), today);
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('LIAISON_EXISTS') : e; });
  }
  accept(me: Me, id: number): Promise<LiaisonView> {
    return this.decide(me, id, 'accept', undefined, (m, r, now) => (r.side === 'HOLDER' ? this.tellHolder(m, r, now, '包联已确认', `${r.communityName}已确认：由${r.holderName}包联${placeName(r)}。`) : this.tellOffice(m, r, now, '包联已同意', `${r.holderName}同意包联${placeName(r)}。`)));
  }
  refuse(me: Me, id: number, reason: string): Promise<LiaisonView> {
    return this.decide(me, id, 'refuse', reason, (m, r, now) => this.tellHolder(m, r, now, '包联未采纳', `${r.communityName}：${reason}`));
  }
  withdraw(me: Me, id: number): Promise<LiaisonView> {
    return this.decide(me, id, 'withdraw', undefined, () => Promise.resolve());
  }
  end(me: Me, id: number): Promise<LiaisonView> {
    return this.decide(me, id, 'end', undefined, (m, r, now) => (isHolder(me, r) ? this.tellOffice(m, r, now, '包联已结束', `${r.holderName}不再包联${placeName(r)}。`) : this.tellHolder(m, r, now, '包联已结束', `${placeName(r)}的包联已由社区结束，感谢您的付出。`)));
  }
  /** No audit, no notice and no reason: the community sees a question that waits, and later one that lapsed. */
  async decline(me: Me, id: number): Promise<void> {
    const row = await this.find(id);
    me.requireSelf(row.kind === 'MEMBER' ? row.holderId : null);
    await this.tx.run(async (m) => { if (!(await declineLiaison(m, id))) throw fail('STATE'); });
  }
  /** @throws SELF_REVIEW where an office would decide about its own member or unit, STATE where it was decided meanwhile */
  private async decide(me: Me, id: number, action: Exclude<LiaisonAction, 'decline'>, reason: string | undefined, tell: (m: EntityManager, row: LiaisonRow, now: number) => Promise<void>): Promise<LiaisonView> {
    const row = await this.find(id), now = this.clock.now(), today = dayOf(now);
    if (isHolder(me, row)) me.requireSelf(me.id);
    else me.require('list.manage', row.communityPath);
    const reader = readerOf(me, row);
    if (!actionsFor(row, reader, today).includes(action)) throw fail(reader.holder && row.side === 'HOLDER' && row.status === 'PROPOSED' ? 'SELF_REVIEW' : 'STATE');
    return this.tx.run(async (m) => {
      const to: LiaisonStatus = liaisonFlow.next(row.status, action);
      if (!(await moveLiaison(m, id, { from: row.status, to, by: me.id, reason, lastDay: action === 'end' ? today : undefined, now }))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `liaison.${action}`, refType: 'liaison', refId: id, areaId: row.communityId, reason, at: now });
      await tell(m, row, now);
      return liaisonView((await findLiaison(m, id))!, reader, today);
    });
  }
  private async place({ kind, areaId }: CreateLiaisonInput): Promise<{ area: AreaRow; community: AreaRow }> {
    const area = await findArea(this.tx.read, areaId);
    if (!area || !LIAISON_AREAS[kind].includes(area.kind)) throw failFields({ areaId: kind === 'UNIT' ? '请选择一个小区' : '请选择小区、楼栋或单元' });
    const community = [...(await findAreas(this.tx.read, pathIds(area.path))).values()].find((a) => a.kind === 'COMMUNITY' || a.kind === 'VILLAGE');
    if (!community) throw failFields({ areaId: '这个地方不在任何社区' });
    return { area, community };
  }
  private async judgeHolder(m: EntityManager, kind: CreateLiaisonInput['kind'], holderId: number, communityId: number): Promise<void> {
    if (kind === 'UNIT') {
      if (!(await isUnitRegistered(m, holderId, communityId))) throw failFields({ unitId: '该单位还没有在这个社区报到' });
      return;
    }
    const person = await findPerson(m, holderId);
    if (!person || person.communityId !== communityId || person.kind === 'RESIDENT') throw failFields({ userId: '请选择在这个社区报到的党员' });
  }
  private async tellHolder(m: EntityManager, r: LiaisonRow, now: number, title: string, body: string): Promise<void> {
    const ids = r.kind === 'MEMBER' ? [r.holderId] : (await unitLiaisonsOf(m, r.holderId, dayOf(now))).map((l) => l.userId);
    await notify(m, now, ids.map((userId): NewNotice => ({ userId, kind: 'REGISTRATION', title, body: body.slice(0, 200), link: MINE })));
  }
  private async tellOffice(m: EntityManager, r: LiaisonRow, now: number, title: string, body: string): Promise<void> {
    await notify(m, now, (await secretariesOf(m, r.communityId, dayOf(now))).map(({ userId }): NewNotice => ({ userId, kind: 'REGISTRATION', title, body: body.slice(0, 200), link: DESK })));
  }
  private async find(id: number): Promise<LiaisonRow> {
    const row = await findLiaison(this.tx.read, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
}
const isHolder = (me: Me, r: LiaisonRow): boolean => (r.kind === 'MEMBER' ? r.holderId === me.id : unitsOf(me).includes(r.holderId));
const readerOf = (me: Me, r: LiaisonRow): Reader => ({ holder: isHolder(me, r), office: !isHolder(me, r) && me.may('list.manage', r.communityPath) });
