import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type ProjectCard, type ProjectView } from '@xianfeng/shared';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { photosOf } from '../../reach/uploads/uploads.store.js';
import { needsOfProjects } from './listings.store.js';
import { isOverdue, projectActions } from './lists.rules.js';
import { concerns, findProject, resourcesOfProjects, stepsOf, type ProjectRow } from './projects.store.js';
import { unitsOf } from './reader.js';

/** Projects as they are shown: to the office, the owner, and to those whose things they use. */
@Injectable()
export class ProjectViewService {
  constructor(private readonly clock: Clock, private readonly links: PhotoLinks) {}
  async cards(m: EntityManager, rows: readonly ProjectRow[]): Promise<ProjectCard[]> {
    const ids = rows.map((r) => r.id), uses = await resourcesOfProjects(m, ids), needs = await needsOfProjects(m, ids), today = dayOf(this.clock.now());
    return rows.map((r) => ({
      id: r.id, title: r.title, community: { id: r.communityId, name: r.communityName }, owner: { id: r.ownerId, name: r.ownerName }, dueDay: r.dueDay, status: r.status, overdue: isOverdue(r, today),
      resources: uses.filter((u) => u.projectId === r.id).map(({ id, title, giver }) => ({ id, title, giver })), needs: needs.filter((n) => n.projectId === r.id).map(({ id, title }) => ({ id, title })),
      agreement: r.agreementId === null ? null : { id: r.agreementId, title: r.agreementTitle ?? '' },
    }));
  }
  /** @throws NOT_FOUND for those who have nothing to do with it */
  async show(m: EntityManager, me: Me, id: number): Promise<ProjectView> {
    const row = await this.readable(m, me, id), [card] = await this.cards(m, [row]), isInside = row.ownerId === me.id || me.may('list.manage', row.path), steps = await stepsOf(m, id);
    return {
      ...card!, text: row.text, photos: this.links[isInside ? 'refs' : 'publicRefs']((await photosOf(m, 'project', [id])).get(id) ?? []),
      // What the owner reports is read by others after the office has been there.
      steps: isInside || row.status === 'CLOSED' ? steps : steps.map((s) => (s.step === 'FINISH' ? { ...s, note: null } : s)),
      actions: projectActions(row, { id: me.id, manages: me.may('list.manage', row.path) }),
    };
  }
  private async readable(m: EntityManager, me: Me, id: number): Promise<ProjectRow> {
    const row = await findProject(m, id);
    if (!row) throw fail('NOT_FOUND');
    if (row.ownerId === me.id || (await concerns(m, id, me.id, unitsOf(me)))) me.everyone();
    else me.require('list.manage', row.path);
    return row;
  }
}
