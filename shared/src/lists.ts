import type { NeedKind, NeedStatus, PhotoRef } from './needs.ts';
import type { PageQuery } from './page.ts';
import type { PersonRef, PlaceRef } from './users.ts';
/** 三张清单: what there is (resources), what is wanted (needs on the list), what is being done (projects). */
export const RESOURCE_KINDS = { VENUE: '场地', PEOPLE: '人员', SKILL: '技术', GOODS: '物资', FUND: '资金' } as const;
export type ResourceKind = keyof typeof RESOURCE_KINDS;
/** USED is not stored: a project that is not over uses it. */
export const RESOURCE_STATUSES = { OFFERED: '可用', USED: '使用中', WITHDRAWN: '已撤回' } as const;
export type ResourceStatus = keyof typeof RESOURCE_STATUSES;
export const LIST_LIMITS = { title: { min: 2, max: 60 }, times: { min: 0, max: 60 }, limits: { min: 0, max: 200 }, giver: { min: 2, max: 60 }, contactName: { min: 0, max: 30 }, text: { min: 0, max: 300 }, reason: { min: 2, max: 200 }, note: { min: 0, max: 300 }, perProject: 10, photos: 9 } as const;
/** What no project has used for so long lies idle. Our own choice. */
export const IDLE_RESOURCE_DAYS = 180;
export interface ResourceView {
  id: number; kind: ResourceKind; title: string; /** When it may be had, in words. */ times: string; limits: string; skill: string | null; community: PlaceRef;
  /** Whose it is: a unit, a person, or the words of the office. */ giver: string; unit: PlaceRef | null; contactName: string; contactPhone: string; status: ResourceStatus; at: number;
  /** Projects it went into (dropped ones do not count), and the day on which the last of them was set up. */ uses: number; lastUsedDay: string | null; idle: boolean; actions: ('edit' | 'withdraw')[];
}
export interface ResourceInput { kind: ResourceKind; title: string; times?: string; limits?: string; skill?: string; contactName?: string; contactPhone: string }
/** By the unit's liaison for his unit, by anybody for himself, by the office for whomever it names. */
export interface OfferResourceInput extends ResourceInput { communityId: number; unitId?: number; /** Where no unit of ours gives it: who does. By the office alone. */ giver?: string }
export interface ResourceQuery extends PageQuery { areaId: number; kind?: ResourceKind; only?: 'FREE' | 'IDLE' }

export const LISTED_STATES = { OPEN: '等对接', PROJECT: '已立项', DONE: '已办结' } as const;
export type ListedState = keyof typeof LISTED_STATES;
/** A need that is too large for a task: on the list until a project takes it up. */
export interface ListedNeedView { needId: number; kind: NeedKind; title: string; text: string; place: string; community: PlaceRef; wants: ResourceKind; skill: string | null; needStatus: NeedStatus; state: ListedState; project: { id: number; title: string } | null; at: number; actions: ('remove')[] }
export interface ListNeedInput { needId: number; wants: ResourceKind; skill?: string }
export interface ListedNeedQuery extends PageQuery { areaId: number; state?: ListedState }

/** 立项 → 实施 → 验收 → 销号. CHECKING waits for somebody else than its owner; his yes closes it. */
export const PROJECT_STATUSES = { SET_UP: '立项', RUNNING: '实施', CHECKING: '验收', CLOSED: '销号', DROPPED: '中止' } as const;
export type ProjectStatus = keyof typeof PROJECT_STATUSES;
export type ProjectAction = 'edit' | 'start' | 'finish' | 'pass' | 'return' | 'drop';
export const PROJECT_STEPS = { CREATE: '立项', EDIT: '修改', START: '开始实施', FINISH: '报请验收', PASS: '验收通过，销号', RETURN: '验收未通过，继续实施', DROP: '中止' } as const;
export type ProjectStep = keyof typeof PROJECT_STEPS;
/** A project drafted from a match is due in so many days unless its owner says another day. Our own choice. */
export const PROJECT_DAYS = 30;
export interface ProjectCard { id: number; title: string; community: PlaceRef; owner: PersonRef; dueDay: string; status: ProjectStatus; overdue: boolean; resources: { id: number; title: string; giver: string }[]; needs: { id: number; title: string }[]; agreement: { id: number; title: string } | null }
export interface ProjectStepView { step: ProjectStep; at: number; by: string; note: string | null }
export interface ProjectView extends ProjectCard { text: string; steps: ProjectStepView[]; photos: PhotoRef[]; actions: ProjectAction[] }
export interface ProjectInput { title: string; text?: string; ownerId: number; dueDay: string; resourceIds: number[]; needIds: number[]; agreementId?: number }
export interface CreateProjectInput extends ProjectInput { communityId: number }
export interface ProjectQuery extends PageQuery { areaId: number; status?: ProjectStatus; only?: 'OVERDUE' }
export interface FinishProjectInput { note: string; photoIds?: number[] }
export interface ProjectNoteInput { note?: string }
export interface ListReasonInput { reason: string }
/** Who may answer for a project here: the office's people and the liaisons of units registered here. */
export interface OwnerOption { id: number; name: string; what: string }

export interface MatchView {
  resource: { id: number; title: string; kind: ResourceKind; giver: string; times: string; idle: boolean }; need: { id: number; title: string; wants: ResourceKind; since: number }; community: PlaceRef;
  /** '因为…' */ why: string;
}
export interface MatchInput { resourceId: number; needId: number }
/** OPEN: what is over or withdrawn is left out. */
export const LIST_FILE_SCOPES = { ALL: '全部', OPEN: '未办结' } as const;
export type ListFileScope = keyof typeof LIST_FILE_SCOPES;
export interface ListFileInput { areaId: number; scope: ListFileScope }
/** What concerns the units that one speaks for, and oneself. */
export interface MyLists { resources: ResourceView[]; projects: ProjectCard[]; /** Units and communities where something may be offered. */ units: { unit: PlaceRef; communities: PlaceRef[] }[] }
