import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ContentKinds, type ContentKind } from '../../reach/moderation/content-kinds.js';
import type { Word } from '../../reach/moderation/moderation.rules.js';
import { amendFeed, enterFeed, leaveFeed } from './feed.store.js';
import { amendTask, findTask } from './tasks.store.js';

const FIELDS = { title: '标题', summary: '说明', place: '地点', riskNote: '风险提示', contactName: '联系人', photoReason: '照片理由', cancelReason: '取消原因' } as const;
/** What stands there while it is taken down: who has claimed still knows when, and whom to ask. */
const TAKEN_DOWN = { title: '内容已撤下', summary: '', place: '请问社区', riskNote: '请问社区', contactName: '社区', photoReason: '' };
const textsOf = (words: readonly Word[]): Partial<Record<keyof typeof FIELDS, string>> => Object.fromEntries(words.filter((w) => w.key in FIELDS).map((w) => [w.key, w.text]));

/** Words of a task, to be looked at, reported and taken down. */
@Injectable()
export class TaskContent implements ContentKind {
  constructor(kinds: ContentKinds) {
    kinds.register('task', this);
  }
  find = async (m: EntityManager, id: number) => {
    const task = await findTask(m, id);
    return task && {
      areaId: task.communityId, authorId: task.createdBy, link: `/packages/more/pages/task/index?id=${id}`,
      words: Object.entries(FIELDS).flatMap(([key, label]) => (task[key as keyof typeof FIELDS] ? [{ key, label, text: task[key as keyof typeof FIELDS]! }] : [])),
    };
  };
  hide = async (m: EntityManager, id: number): Promise<void> => {
    const isCancelled = (await findTask(m, id))?.status === 'CANCELLED';
    await amendTask(m, id, { ...TAKEN_DOWN, ...(isCancelled ? { cancelReason: '请问社区' } : {}) });
    await leaveFeed(m, id);
  };
  show = async (m: EntityManager, id: number, words: readonly Word[], now: number): Promise<void> => {
    await amendTask(m, id, { summary: '', photoReason: '', ...textsOf(words) });
    const task = (await findTask(m, id))!;
    if (task.status === 'PUBLISHED' && task.startsAt > now && (await amendFeed(m, task)) === 0) await enterFeed(m, task, task.path);
  };
  mayRead = async (m: EntityManager, _: unknown, id: number): Promise<boolean> => {
    const task = await findTask(m, id);
    return task !== null && task.status !== 'DRAFT' && task.status !== 'WITHDRAWN';
  };
}
