import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type CreateProjectInput, type FinishProjectInput, type OwnerOption, type Page, type ProjectCard, type ProjectInput, type ProjectQuery, type ProjectStatus, type ProjectStep, type ProjectView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { holdersIn } from '../../people/posts/holders.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { queuePhotos } from '../../reach/moderation/photos.store.js';
import { attachPhotos } from '../../reach/uploads/uploads.store.js';
import { communityOf } from '../needs/needs.store.js';
import { needsOfProjects, promiseNeeds } from './listings.store.js';
import { isOwnWork, projectFlow } from './lists.rules.js';
import { answerNeeds, endOf, freeNeeds, judgeProject, PROJECT_PAGE, setUp, takeNeeds } from './project-setup.js';
import { ProjectViewService } from './project-view.service.js';
import { addStep, dropResources, findProject, moveProject, ownersIn, projectsWithin, resourcesOfProjects, useResources, type ProjectRow } from './projects.store.js';

type Move = Exclude<Parameters<typeof projectFlow.next>[1], 'edit'>;
const STEP: Record<Move, ProjectStep> = { start: 'START', finish: 'FINISH', pass: 'PASS', return: 'RETURN', drop: 'DROP' };

/** 项目清单: from 立项 to 销号. */
@Injectable()
export class ProjectsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly views: ProjectViewService) {}

  async list(me: Me, { areaId, status, only, after }: ProjectQuery): Promise<Page<ProjectCard>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('list.manage', path);
    const rows = await projectsWithin(this.tx.read, path, { status, overdueOn: only ? dayOf(this.clock.now()) : undefined }, beforeId(after), PAGE_ROWS);
    const cards = new Map((await this.views.cards(this.tx.read, rows)).map((c) => [c.id, c]));
    return pageOf(rows, (r) => cards.get(r.id)!, (r) => String(r.id));
  }
  get(me: Me, id: number): Promise<ProjectView> {
    return this.views.show(this.tx.read, me, id);
  }
  async owners(me: Me, areaId: number): Promise<OwnerOption[]> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('list.manage', path);
    return ownersIn(this.tx.read, (await communityOf(this.tx.read, path)).id, path, dayOf(this.clock.now()));
  }
  /** @throws INVALID, STATE where a need is taken already */
  async create(me: Me, key: string, { communityId, ...input }: CreateProjectInput): Promise<ProjectView> {
    const path = (await this.directory.pathOf(communityId))!, now = this.clock.now();
    me.require('list.manage', path);
    const home = await communityOf(this.tx.read, path);
    if (!home.isCommunity || home.id !== communityId) throw failFields({ communityId: '请选择一个社区或村' });
    return this.tx.once(me.id, key, 'projects.create', { communityId, ...input }, now, async (m) => this.views.show(m, me, await setUp(m, me, { id: communityId, path }, input, now)));
  }
  /** Until it is reported done. @throws STATE afterwards, INVALID */
  update(me: Me, id: number, key: string, input: ProjectInput): Promise<ProjectView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'projects.update', { id, ...input }, now, async (m) => {
      const p = await this.find(m, id);
      me.require('list.manage', p.path);
      const used = (await resourcesOfProjects(m, [id])).map((r) => r.id), held = (await needsOfProjects(m, [id])).map((n) => n.id);
      // A day that has passed may stay: only a new one must be to come.
      await judgeProject(m, me, { id: p.communityId, path: p.path }, input.dueDay === p.dueDay ? { ...input, dueDay: dayOf(now) } : input, now, { ownerId: p.ownerId, agreementId: p.agreementId, resourceIds: used });
      const { title, text = '', ownerId, dueDay, agreementId = null } = input;
      if (!(await moveProject(m, id, projectFlow.from('edit'), { title, text, ownerId, dueDay, agreementId }))) throw fail('STATE');
      await dropResources(m, id, used.filter((r) => !input.resourceIds.includes(r)));
      await useResources(m, id, input.resourceIds.filter((r) => !used.includes(r)));
      await freeNeeds(m, id, held.filter((n) => !input.needIds.includes(n)), `不再由项目“${title}”办理，重新回到社区`, now);
      await takeNeeds(m, id, p.communityId, input, input.needIds.filter((n) => !held.includes(n)), now);
      if (dueDay !== p.dueDay) await promiseNeeds(m, id, endOf(dueDay));
      const note = [dueDay === p.dueDay ? '' : `完成日期 ${p.dueDay} 改为 ${dueDay}`, ownerId === p.ownerId ? '' : '换了负责人'].filter(Boolean).join('，');
      await addStep(m, id, 'EDIT', me.id, now, note || null);
      if (ownerId !== p.ownerId && ownerId !== me.id) await notify(m, now, [{ userId: ownerId, kind: 'TASK', title: '请您负责一个共建项目', body: `“${title}”，${dueDay} 前完成。`, link: PROJECT_PAGE + id }]);
      await audit(m, { actorId: me.id, action: 'project.update', refType: 'project', refId: id, areaId: p.communityId, detail: { from: { dueDay: p.dueDay, ownerId: p.ownerId, resourceIds: used, needIds: held }, to: input }, at: now });
      return this.views.show(m, me, id);
    });
  }
  start(me: Me, id: number, key: string): Promise<ProjectView> {
    return this.step(me, id, 'start', key, undefined, (p) => this.requireOwnerOrOffice(me, p), { status: 'RUNNING' });
  }
  /** Its owner says that it is done; the office is asked to look. */
  finish(me: Me, id: number, key: string, { note, photoIds = [] }: FinishProjectInput): Promise<ProjectView> {
    return this.step(me, id, 'finish', key, note, (p) => this.requireOwnerOrOffice(me, p), { status: 'CHECKING', finishedBy: me.id }, async (m, p, now) => {
      await attachPhotos(m, me.id, photoIds, 'project', id);
      await queuePhotos(m, now, photoIds, { areaId: p.communityId, ownerId: me.id });
      const office = (await holdersIn(m, p.communityId, 'list.manage', dayOf(now))).filter((userId) => userId !== me.id && userId !== p.ownerId);
      await notify(m, now, office.map((userId): NewNotice => ({ userId, kind: 'TASK', title: '有项目等验收', body: `“${p.title}”：${note}`.slice(0, 200), link: PROJECT_PAGE + id })));
    }, photoIds);
  }
  /** 验收 and 销号. @throws SELF_REVIEW for its owner and whoever reported it done */
  pass(me: Me, id: number, key: string, note: string | undefined): Promise<ProjectView> {
    return this.step(me, id, 'pass', key, note, (p) => this.requireOther(me, p), (now) => ({ status: 'CLOSED', verifiedBy: me.id, closedAt: now }), async (m, p, now) => {
      await answerNeeds(m, id, p.title, now);
      await this.tellOwner(m, me, p, now, '项目通过验收，已销号', note);
    });
  }
  /** @throws SELF_REVIEW likewise */
  return(me: Me, id: number, key: string, reason: string): Promise<ProjectView> {
    return this.step(me, id, 'return', key, reason, (p) => this.requireOther(me, p), { status: 'RUNNING', finishedBy: null }, (m, p, now) => this.tellOwner(m, me, p, now, '项目没有通过验收，请继续', reason));
  }
  drop(me: Me, id: number, key: string, reason: string): Promise<ProjectView> {
    return this.step(me, id, 'drop', key, reason, (p) => me.require('list.manage', p.path), (now) => ({ status: 'DROPPED', closedAt: now }), async (m, p, now) => {
      await freeNeeds(m, id, (await needsOfProjects(m, [id])).map((n) => n.id), `项目“${p.title}”中止，需求重新回到社区`, now);
      await this.tellOwner(m, me, p, now, '项目已中止', reason);
    });
  }

  private step(me: Me, id: number, move: Move, key: string, note: string | undefined, may: (p: ProjectRow) => void, set: Parameters<typeof moveProject>[3] & { status: ProjectStatus } | ((now: number) => Parameters<typeof moveProject>[3]), more: (m: EntityManager, p: ProjectRow, now: number) => Promise<void> = () => Promise.resolve(), photoIds: readonly number[] = []): Promise<ProjectView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, `projects.${move}`, { id, note, photoIds }, now, async (m) => {
      const p = await this.find(m, id);
      may(p);
      if (!(await moveProject(m, id, projectFlow.from(move), typeof set === 'function' ? set(now) : set))) throw fail('STATE');
      await addStep(m, id, STEP[move], me.id, now, note || null);
      await more(m, p, now);
      await audit(m, { actorId: me.id, action: `project.${move}`, refType: 'project', refId: id, areaId: p.communityId, reason: note || null, at: now });
      return this.views.show(m, me, id);
    });
  }
  private requireOwnerOrOffice(me: Me, p: ProjectRow): void {
    me.requireSelfOr(p.ownerId, 'list.manage', p.path);
  }
  private requireOther(me: Me, p: ProjectRow): void {
    me.require('list.manage', p.path);
    if (isOwnWork(p, me.id)) throw fail('SELF_REVIEW');
  }
  private async tellOwner(m: EntityManager, me: Me, p: ProjectRow, now: number, title: string, note: string | undefined): Promise<void> {
    if (p.ownerId !== me.id) await notify(m, now, [{ userId: p.ownerId, kind: 'TASK', title, body: `“${p.title}”${note ? `：${note}` : ''}`.slice(0, 200), link: PROJECT_PAGE + p.id }]);
  }
  private async find(m: EntityManager, id: number): Promise<ProjectRow> {
    const row = await findProject(m, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
}
