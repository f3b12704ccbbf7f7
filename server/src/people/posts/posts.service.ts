import { Injectable } from '@nestjs/common';
import { dayOf, isWithin, ROLES, type CreatePostInput, type PostView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { notify } from '../../reach/notices/notices.store.js';
import { findArea, FOREVER } from '../areas/areas.store.js';
import { findUnit } from '../units/units.store.js';
import { DirectoryService } from '../users/directory.service.js';
import { findPerson } from '../users/users.store.js';
import { mayAppoint, postProblems } from './posts.rules.js';
import { endPost, findPost, insertPost, postsWithin, unitPostsWithin, type PostRow } from './posts.store.js';

/** More than an office looks through; deeper areas are reached by choosing them. */
const LISTED = 500;
const postView = (o: PostRow): PostView => ({
  id: o.id, role: o.role, areaId: o.areaId || null, areaName: o.areaName ?? '', path: o.path ?? '', unitId: o.unitId || null, unitName: o.unitName ?? '',
  from: o.fromDay, to: o.toDay === FOREVER ? null : o.toDay,
});
const placeOf = (o: PostRow): string => o.areaName ?? o.unitName ?? '';

@Injectable()
export class PostsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService) {}
  /** Posts of the area and all below it, higher ones first, at most 500. */
  async list(areaId: number): Promise<(PostView & { userId: number; userName: string })[]> {
    const area = await findArea(this.tx.read, areaId);
    if (!area) throw fail('NOT_FOUND');
    const today = dayOf(this.clock.now());
    const rows = await Promise.all([postsWithin(this.tx.read, area.path, today, LISTED), unitPostsWithin(this.tx.read, area.path, area.kind === 'CITY', today, LISTED)]);
    return rows.flat().slice(0, LISTED).map((o) => ({ ...postView(o), userId: o.userId, userName: o.userName }));
  }
  /** @throws NOT_FOUND outside the subtree, FORBIDDEN above one's own level or for oneself, POST_EXISTS */
  async create(me: Me, input: CreatePostInput): Promise<PostView> {
    const now = this.clock.now(), today = dayOf(now);
    await this.judge(me, input, today);
    const id = await this.tx.run(async (m) => {
      const post = { userId: input.userId, role: input.role, areaId: input.areaId ?? 0, unitId: input.unitId ?? 0, fromDay: input.from, toDay: input.to ?? FOREVER };
      const postId = await insertPost(m, post, now, today);
      await audit(m, { actorId: me.id, action: 'post.create', refType: 'post', refId: postId, areaId: input.areaId ?? null, detail: input, at: now });
      const row = (await findPost(m, postId))!;
      await notify(m, now, [{ userId: input.userId, kind: 'SYSTEM', title: `您担任${ROLES[input.role]}`, body: `您自 ${input.from} 起担任${placeOf(row)}的${ROLES[input.role]}，可从“我的”进入工作台。`, link: '/pages/me/index' }]);
      return postId;
    }).catch((e: unknown) => { throw isDuplicate(e) ? fail('POST_EXISTS') : e; });
    this.directory.forget(input.userId);
    return postView((await findPost(this.tx.read, id))!);
  }
  /** Ends a post today; the days it lasted stay on record. Nobody ends his own. @throws STATE where it ended already */
  async end(me: Me, id: number): Promise<void> {
    const post = await findPost(this.tx.read, id);
    if (!post) throw fail('NOT_FOUND');
    this.requireOver(me, post.path ?? post.unitPath ?? '');
    if (post.userId === me.id || !mayAppoint(me.session.posts, post.role, post.path ?? post.unitPath ?? '')) throw fail('FORBIDDEN');
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      if (!(await endPost(m, id))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'post.end', refType: 'post', refId: id, areaId: post.areaId || null, detail: { userId: post.userId, role: post.role }, at: now });
      await notify(m, now, [{ userId: post.userId, kind: 'SYSTEM', title: `${ROLES[post.role]}任职结束`, body: `您在${placeOf(post)}的${ROLES[post.role]}岗位已结束，感谢您的付出。` }]);
    });
    this.directory.forget(post.userId);
  }
  private async judge(me: Me, input: CreatePostInput, today: string): Promise<void> {
    const m = this.tx.read;
    const area = input.areaId === undefined ? null : await findArea(m, input.areaId);
    if (input.areaId !== undefined && !area) throw fail('NOT_FOUND');
    if (area) me.require('post.manage', area.path);
    const unit = input.unitId === undefined ? null : await findUnit(m, input.unitId);
    if (input.unitId !== undefined && !unit) throw failFields({ unitId: '没有这个单位' });
    const problems = postProblems(input, area?.kind ?? null, today);
    if (Object.keys(problems).length > 0) throw failFields(problems);
    const path = area?.path ?? (unit?.areaId ? ((await this.directory.pathOf(unit.areaId)) ?? '') : '');
    if (input.userId === me.id || !mayAppoint(me.session.posts, input.role, path)) throw fail('FORBIDDEN');
    await this.requireAppointable(me, input.userId);
  }
  /** One appoints whom one can see: people registered in one's own subtree; the city sees everybody. Without a phone a person may still become another account. */
  private async requireAppointable(me: Me, userId: number): Promise<void> {
    const person = await findPerson(this.tx.read, userId);
    const home = person?.communityId ? await this.directory.pathOf(person.communityId) : null;
    const isSeen = me.roots('post.manage').some((r) => r.role === 'CITY_ORGANISER' || (home !== null && isWithin(home, r.path)));
    if (!person || !isSeen) throw failFields({ userId: '没有找到这个人，请先让他在您的辖区报到' });
    if (person.phone === null) throw failFields({ userId: '此人还没有绑定手机号' });
  }
  /** A unit of no area is the city's business. */
  private requireOver(me: Me, path: string): void {
    if (path !== '') me.require('post.manage', path);
    else if (!me.roots('post.manage').some((r) => r.role === 'CITY_ORGANISER')) throw fail('NOT_FOUND');
  }
}
