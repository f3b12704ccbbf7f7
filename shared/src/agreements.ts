import type { ProjectCard, ProjectStatus } from './lists.ts';
import type { PhotoRef } from './needs.ts';
import type { PageQuery } from './page.ts';
import type { PlaceRef } from './users.ts';
/** 共建协议 between a community and one or more units. EXPIRED is not stored: its last day is over. */
export const AGREEMENT_STATUSES = { ACTIVE: '履行中', EXPIRED: '已到期', ENDED: '已终止' } as const;
export type AgreementStatus = keyof typeof AGREEMENT_STATUSES;
export const AGREEMENT_LIMITS = { title: { min: 2, max: 60 }, text: { min: 0, max: 500 }, reason: { min: 2, max: 200 }, units: { min: 1, max: 10 }, photos: 9 } as const;
/** Both sides are reminded so many days before the last one. Our own choice. */
export const AGREEMENT_REMINDERS = [60, 30] as const;
export interface AgreementCard {
  id: number; title: string; community: PlaceRef; units: PlaceRef[]; fromDay: string; toDay: string; status: AgreementStatus; /** To the last day, while it is in force. */ daysLeft: number | null; expiring: boolean;
  /** Its projects by state; `donePercent`: closed ones of all that were not dropped, null where there are none. */ projects: Record<ProjectStatus, number>; donePercent: number | null;
}
export interface AgreementView extends AgreementCard { text: string; photos: PhotoRef[]; items: ProjectCard[]; endReason: string | null; /** Years that a performance sheet can be printed for, newest first. */ years: number[]; actions: ('edit' | 'end')[] }
export interface AgreementInput { title: string; unitIds: number[]; fromDay: string; toDay: string; text?: string; /** Photos of the signed paper. */ photoIds?: number[] }
export interface CreateAgreementInput extends AgreementInput { communityId: number }
export interface AgreementQuery extends PageQuery { areaId: number; only?: 'EXPIRING' }
