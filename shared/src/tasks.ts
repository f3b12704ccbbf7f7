import type { PlaceRef } from './users.ts';
import type { PhotoRef } from './needs.ts';
import type { Difficulty } from './tariff.ts';
/** Kinds are data. `recordable: false`: meetings and paid duty (whoever is paid to be there) never yield hours (民政部令67号 art. 19, 志愿服务条例 art. 2). */
export const TASK_KINDS = {
  CLEAN: { label: '环境整治', icon: 'leaf', recordable: true },
  ELDER: { label: '敬老助老', icon: 'heart', recordable: true },
  VISIT: { label: '走访探望', icon: 'home', recordable: true },
  REPAIR: { label: '便民维修', icon: 'wrench', recordable: true },
  HAIR: { label: '义务理发', icon: 'scissors', recordable: true },
  TUTOR: { label: '课业辅导', icon: 'book', recordable: true },
  HEALTH: { label: '医疗健康', icon: 'pulse', recordable: true },
  POLICY: { label: '政策宣传', icon: 'megaphone', recordable: true },
  MEDIATE: { label: '纠纷调解', icon: 'handshake', recordable: true },
  LEGAL: { label: '法律咨询', icon: 'scale', recordable: true },
  PATROL: { label: '平安巡逻', icon: 'shield', recordable: true },
  CULTURE: { label: '文体活动', icon: 'music', recordable: true },
  EMERGENCY: { label: '应急支援', icon: 'bolt', recordable: true },
  NOTICE: { label: '会议通知', icon: 'bell', recordable: false },
  DUTY: { label: '在岗值班', icon: 'clock', recordable: false },
  OTHER: { label: '其他服务', icon: 'star', recordable: true },
} as const;
export type TaskKind = keyof typeof TASK_KINDS;
export const TASK_KIND_KEYS = Object.keys(TASK_KINDS) as TaskKind[];
/** Stored states only. "Full" and "in progress" follow from places and the clock, so they are not stored. */
export const TASK_STATUSES = { DRAFT: '草稿', PUBLISHED: '招募中', ENDED: '已结束', SETTLED: '已办结', WITHDRAWN: '已撤回', CANCELLED: '已取消' } as const;
export type TaskStatus = keyof typeof TASK_STATUSES;
export type TaskAction = 'edit' | 'publish' | 'copy' | 'withdraw' | 'cancel' | 'discard' | 'offer' | 'lead' | 'claim';
export const AUDIENCES = { EVERYONE: '居民和党员都可以', MEMBERS: '仅在职党员', UNIT: '仅指定单位' } as const;
export type Audience = keyof typeof AUDIENCES;
export const CLAIM_MODES = { OPEN: '认领即成功', APPROVAL: '认领后由社区确认' } as const;
export type ClaimMode = keyof typeof CLAIM_MODES;
export const PRESENCE = { LEADER: '负责人点名', QR: '现场扫码', CODE: '当日六位码' } as const;
export type Presence = keyof typeof PRESENCE;
export const PHOTO_RULES = { NONE: '不需要照片', OPTIONAL: '照片可选', REQUIRED: '需要照片' } as const;
export type PhotoRule = keyof typeof PHOTO_RULES;
export const TASK_LIMITS = {
  title: { min: 2, max: 40 }, summary: { min: 0, max: 500 }, place: { min: 2, max: 60 }, riskNote: { min: 2, max: 200 }, contactName: { min: 1, max: 20 }, contactPhone: { min: 5, max: 20 },
  photoReason: { min: 0, max: 100 }, reason: { min: 2, max: 100 }, places: { min: 1, max: 500 }, shifts: 12, shiftHoursMax: 16, aheadDaysMax: 365,
} as const;
/** Withdrawing a claim is free until this many hours before the shift begins. Our own choice (the field uses 3 to 24). */
export const WITHDRAW_HOURS = 3;

/** `id` names the shift that is being changed; without it an edit keeps the shift that begins at the same time, or adds one. */
export interface ShiftInput { id?: number; startsAt: number; endsAt: number; places: number }
export interface CreateTaskInput {
  areaId: number; needId?: number; kind: TaskKind; title: string; summary?: string; place: string; shifts: ShiftInput[];
  audience: Audience; unitId?: number; claimMode: ClaimMode; presence: Presence; photoRule: PhotoRule; photoReason?: string;
  riskNote: string; contactName: string; contactPhone: string; publish: boolean;
  /** Where the work is easier or harder than its kind usually is; 0 or absent: as the tariff says. Points follow it. */
  difficulty?: Difficulty | 0;
}
export type UpdateTaskInput = Partial<Omit<CreateTaskInput, 'areaId' | 'needId' | 'publish'>>;
/** A template fills everything but what differs each time. `photoReason` is set exactly where a photo is required. */
export interface TaskTemplate {
  key: string; name: string; kind: TaskKind; title: string; summary: string; minutes: number; places: number; audience: Audience; presence: Presence;
  photoRule: PhotoRule; photoReason: string; riskNote: string;
}
/** One row of a list of tasks: flat, and all that a card shows. */
export interface TaskCard {
  id: number; kind: TaskKind; title: string; place: string; areaId: number; areaName: string; status: TaskStatus;
  startsAt: number; endsAt: number; shiftCount: number; places: number; taken: number; audience: Audience; pointsHint: number;
}
export interface ShiftView { id: number; startsAt: number; endsAt: number; places: number; taken: number; waiting: number; /** My live claim in this shift, if any. */ claimId: number | null; claimStatus: string | null; open: boolean; /** Another live claim of mine overlaps: its task's title. */ clash: string | null }
export interface TaskView extends TaskCard {
  summary: string; unit: PlaceRef | null; claimMode: ClaimMode; presence: Presence; photoRule: PhotoRule; photoReason: string; riskNote: string; contactName: string; contactPhone: string;
  /** null: as the tariff says for the kind. */ difficulty: Difficulty | null;
  needId: number | null; community: PlaceRef; shifts: ShiftView[]; publishedAt: number | null; cancelReason: string | null;
  /** Why the reader cannot claim, in Chinese; null when he can. */
  blocked: string | null; actions: TaskAction[]; photos: PhotoRef[];
}
export const TASK_ORDERS = { SOONEST: '最近开始', NEWEST: '最新发布' } as const;
export type TaskOrder = keyof typeof TASK_ORDERS;
export const WHEN_FILTERS = { EVENING: '晚上', WEEKEND: '周末' } as const;
export type WhenFilter = keyof typeof WHEN_FILTERS;
export interface TaskListQuery { areaId?: number; order?: TaskOrder; kind?: TaskKind; when?: WhenFilter; q?: string; after?: string }
/** What a desk may narrow its tasks to: those in which somebody waits for the organiser's yes. */
export const TASK_WAITINGS = { REQUESTS: '有人等确认' } as const;
export type TaskWaiting = keyof typeof TASK_WAITINGS;
export interface DeskTaskQuery { areaId: number; status?: TaskStatus; waiting?: TaskWaiting; after?: string }
export interface CancelTaskInput { reason: string }
