import { Injectable } from '@nestjs/common';
import { addDays, dayOf, PROJECT_DAYS, type ListedNeedQuery, type ListedNeedView, type ListNeedInput, type MatchInput, type MatchView, type Page, type ProjectView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { WAITING } from '../needs/needs.rules.js';
import { addEvent, findNeed } from '../needs/needs.store.js';
import { deleteListing, findListed, insertListing, listedWithin } from './listings.store.js';
import { isIdle, listedState, listedView } from './lists.rules.js';
import { propose } from './match.rules.js';
import { dismissalsOf, insertDismissal } from './matches.store.js';
import { setUp } from './project-setup.js';
import { ProjectViewService } from './project-view.service.js';
import { findResource, resourcesWithin } from './resources.store.js';

/** What is weighed against each other at once: more than a street has. */
const WEIGHED = 1000;
/** 需求清单, and what would fit. */
@Injectable()
export class ListingsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly projects: ProjectViewService) {}

  async list(me: Me, { areaId, state, after }: ListedNeedQuery): Promise<Page<ListedNeedView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('list.manage', path);
    return pageOf(await listedWithin(this.tx.read, path, state, beforeId(after), PAGE_ROWS), listedView, (r) => String(r.needId));
  }
  /** A need that waits goes on the list; one that is there already stays as it is. @throws STATE where it waits no more */
  add(me: Me, key: string, { needId, wants, skill }: ListNeedInput): Promise<ListedNeedView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'listed-needs.add', { needId, wants, skill }, now, async (m) => {
      const need = await findNeed(m, needId);
      if (!need) throw fail('NOT_FOUND');
      me.require('list.manage', need.path);
      if (!WAITING.includes(need.status)) throw fail('STATE');
      if (!(await findListed(m, needId))) {
        await insertListing(m, { needId, communityId: need.communityId, wants, skill: skill ?? null, listedBy: me.id, listedAt: now });
        await addEvent(m, needId, '已列入社区需求清单，正在找能帮忙的单位', null, now);
        await audit(m, { actorId: me.id, action: 'need.list', refType: 'need', refId: needId, areaId: need.communityId, detail: { wants, skill: skill ?? null }, at: now });
      }
      return listedView((await findListed(m, needId))!);
    });
  }
  /** Off the list, back to the desk alone. @throws STATE where a project has it */
  remove(me: Me, needId: number, key: string): Promise<ListedNeedView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'listed-needs.remove', { needId }, now, async (m) => {
      const row = await findListed(m, needId);
      // Taken off already: whoever asks again is told nothing about it.
      if (!row) return me.hidden();
      me.require('list.manage', row.path);
      if (!(await deleteListing(m, needId))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'need.unlist', refType: 'need', refId: needId, areaId: row.communityId, at: now });
      return { ...listedView(row), actions: [] };
    });
  }
  /** Needs that wait for a project with the resources that fit, by community; computed anew each time. */
  async matches(me: Me, areaId: number): Promise<MatchView[]> {
    const path = (await this.directory.pathOf(areaId))!, m = this.tx.read, now = this.clock.now();
    me.require('list.manage', path);
    const resources = await resourcesWithin(m, path, { withdrawn: false }, now, Number.MAX_SAFE_INTEGER, WEIGHED), needs = await listedWithin(m, path, 'OPEN', Number.MAX_SAFE_INTEGER, WEIGHED);
    const dismissed = await dismissalsOf(m, needs.map((n) => n.needId)), byId = new Map(resources.map((r) => [r.id, r]));
    return needs.sort((a, b) => a.listedAt - b.listedAt || a.needId - b.needId).flatMap((n) => {
      const near = resources.filter((r) => r.communityId === n.communityId).map((r) => ({ ...r, idle: isIdle(r, now) }));
      return propose(near, [n], dismissed).map((f): MatchView => {
        const r = byId.get(f.resourceId)!;
        return {
          resource: { id: r.id, title: r.title, kind: r.kind, giver: r.giver, times: r.times, idle: isIdle(r, now) }, need: { id: n.needId, title: n.title, wants: n.wants, since: n.listedAt }, community: { id: n.communityId, name: n.communityName }, why: f.why,
        };
      });
    });
  }
  /** A project of both, due in a month, its owner whoever accepts. @throws NOT_FOUND, INVALID where the resource is gone, STATE where another project has the need */
  accept(me: Me, key: string, { resourceId, needId }: MatchInput): Promise<ProjectView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'matches.accept', { resourceId, needId }, now, async (m) => {
      const listed = await findListed(m, needId);
      if (!listed) throw fail('NOT_FOUND');
      me.require('list.manage', listed.path);
      if (listedState(listed) !== 'OPEN') throw fail('STATE');
      const id = await setUp(m, me, { id: listed.communityId, path: listed.path }, { title: listed.title, ownerId: me.id, dueDay: addDays(dayOf(now), PROJECT_DAYS), resourceIds: [resourceId], needIds: [needId] }, now);
      return this.projects.show(m, me, id);
    });
  }
  /** Not this pair, and do not ask again. */
  dismiss(me: Me, key: string, { resourceId, needId }: MatchInput): Promise<MatchInput> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'matches.dismiss', { resourceId, needId }, now, async (m) => {
      const listed = await findListed(m, needId), resource = await findResource(m, resourceId);
      if (!listed || !resource || resource.communityId !== listed.communityId) throw fail('NOT_FOUND');
      me.require('list.manage', listed.path);
      if (await insertDismissal(m, resourceId, needId, me.id, now)) await audit(m, { actorId: me.id, action: 'match.dismiss', refType: 'need', refId: needId, areaId: listed.communityId, detail: { resourceId }, at: now });
      return { resourceId, needId };
    });
  }
}
