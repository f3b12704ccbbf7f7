import { DAY_MS, dayOf, IDLE_RESOURCE_DAYS, type ListedNeedView, type ListedState, type NeedKind, type NeedStatus, type ProjectAction, type ProjectStatus, type ResourceKind, type ResourceStatus, type ResourceView } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

/** 立项 → 实施 → 验收 → 销号; what did not pass goes on, what is given up is told why. */
export const projectFlow = flow<ProjectStatus, 'edit' | 'start' | 'finish' | 'pass' | 'return' | 'drop'>({
  SET_UP: { edit: 'SET_UP', start: 'RUNNING', drop: 'DROPPED' },
  RUNNING: { edit: 'RUNNING', finish: 'CHECKING', drop: 'DROPPED' },
  CHECKING: { pass: 'CLOSED', return: 'RUNNING' },
  CLOSED: {}, DROPPED: {},
});
/** Not over yet. */
export const LIVE: readonly ProjectStatus[] = ['SET_UP', 'RUNNING', 'CHECKING'];
export interface Judged { status: ProjectStatus; ownerId: number; finishedBy: number | null; dueDay: string }
export const isOverdue = (p: Pick<Judged, 'status' | 'dueDay'>, today: string): boolean => LIVE.includes(p.status) && p.dueDay < today;
/** Neither the owner nor whoever reported it done says that it is done. */
export const isOwnWork = (p: Pick<Judged, 'ownerId' | 'finishedBy'>, readerId: number): boolean => p.ownerId === readerId || p.finishedBy === readerId;
/** The owner carries it on, the office does the rest. */
export function projectActions(p: Judged, reader: { id: number; manages: boolean }): ProjectAction[] {
  const isOwner = p.ownerId === reader.id;
  return projectFlow.actions(p.status).filter((a) => {
    if (a === 'start' || a === 'finish') return isOwner || reader.manages;
    if (a === 'pass' || a === 'return') return reader.manages && !isOwnWork(p, reader.id);
    return reader.manages;
  });
}

export interface ResourceRow {
  id: number; communityId: number; communityName: string; path: string; kind: ResourceKind; title: string; times: string; limits: string; skill: string | null; unitId: number | null; unitName: string | null; personId: number | null; giver: string;
  contactName: string; contactPhone: string; withdrawn: number; createdBy: number; createdAt: number; uses: number; live: number; lastUsedAt: number | null;
}
export const resourceStatus = (r: Pick<ResourceRow, 'withdrawn' | 'live'>): ResourceStatus => (r.withdrawn === 1 ? 'WITHDRAWN' : r.live > 0 ? 'USED' : 'OFFERED');
/** Nothing has used it since so long; what is in use or was taken back is not idle. */
export const isIdle = (r: Pick<ResourceRow, 'withdrawn' | 'live' | 'createdAt' | 'lastUsedAt'>, now: number): boolean =>
  resourceStatus(r) === 'OFFERED' && Math.max(r.createdAt, r.lastUsedAt ?? 0) < idleSince(now);
export const idleSince = (now: number): number => now - IDLE_RESOURCE_DAYS * DAY_MS;
/** `mayChange`: its giver, or the office. */
export function resourceView(r: ResourceRow, mayChange: boolean, now: number): ResourceView {
  return {
    id: r.id, kind: r.kind, title: r.title, times: r.times, limits: r.limits, skill: r.skill, community: { id: r.communityId, name: r.communityName }, giver: r.giver, unit: r.unitId === null ? null : { id: r.unitId, name: r.unitName ?? '' },
    contactName: r.contactName, contactPhone: r.contactPhone, status: resourceStatus(r), at: r.createdAt, uses: r.uses, lastUsedDay: r.lastUsedAt === null ? null : dayOf(r.lastUsedAt), idle: isIdle(r, now),
    actions: mayChange && r.withdrawn === 0 ? ['edit', 'withdraw'] : [],
  };
}

export interface ListedRow { needId: number; kind: NeedKind; title: string; text: string; place: string; communityId: number; communityName: string; path: string; wants: ResourceKind; skill: string | null; needStatus: NeedStatus; projectId: number | null; projectTitle: string | null; projectStatus: ProjectStatus | null; listedAt: number }
/** Waiting for a project; in one; or done with, by the project or by whatever else answered it. */
export function listedState(r: Pick<ListedRow, 'needStatus' | 'projectStatus'>): ListedState {
  if (r.projectStatus !== null && LIVE.includes(r.projectStatus)) return 'PROJECT';
  return r.projectStatus === null && (r.needStatus === 'SUBMITTED' || r.needStatus === 'REOPENED') ? 'OPEN' : 'DONE';
}
export const listedView = (r: ListedRow): ListedNeedView => ({
  needId: r.needId, kind: r.kind, title: r.title, text: r.text, place: r.place, community: { id: r.communityId, name: r.communityName }, wants: r.wants, skill: r.skill, needStatus: r.needStatus, state: listedState(r),
  project: r.projectId === null ? null : { id: r.projectId, title: r.projectTitle ?? '' }, at: r.listedAt, actions: listedState(r) === 'OPEN' ? ['remove'] : [],
});
