import type { TaskKind } from './tasks.ts';
export const CLAIM_STATUSES = { REQUESTED: '待社区确认', WAITLISTED: '候补中', CONFIRMED: '已认领', ATTENDED: '已到场', NO_SHOW: '未到场', EXCUSED: '已请假', WITHDRAWN: '已退出', REFUSED: '未通过', CANCELLED: '任务已取消' } as const;
export type ClaimStatus = keyof typeof CLAIM_STATUSES;
export type ClaimAction = 'withdraw' | 'attend' | 'checkOut' | 'log' | 'approve' | 'refuse';
/** `waitlist: true`: stand in line when full. `anyway: true`: the organiser takes him in although he has a clash. */
export interface ClaimInput { shiftId: number; waitlist?: boolean }
export interface ClaimView {
  id: number; taskId: number; shiftId: number; title: string; kind: TaskKind; place: string; areaName: string; startsAt: number; endsAt: number;
  status: ClaimStatus; /** 1 = first in line; null when not waiting. */ queue: number | null; contactName: string; contactPhone: string;
  /** Free withdrawal ends here. */ withdrawBy: number; attendedAt: number | null; leftAt: number | null; logId: number | null; logStatus: string | null; actions: ClaimAction[];
}
export interface ClaimQuery { state?: 'COMING' | 'TO_LOG' | 'PAST'; after?: string }
/** Who comes: the organiser's list of one shift. */
export interface RosterRow { claimId: number | null; attendanceId: number | null; userId: number | null; name: string; phone: string; status: ClaimStatus | 'WALK_UP'; attendedAt: number | null; leftAt: number | null; method: string | null; clash: string | null; actions: ('mark' | 'unmark' | 'approve' | 'refuse' | 'noShow' | 'excuse')[] }
export interface OrganiserClaimInput { shiftId: number; userId: number; /** Takes him in in spite of a clash. */ anyway?: boolean }

export interface OfferInput { shiftId: number; userIds?: number[]; unitId?: number }
/** What the community sees of its offers: never who said no. */
export interface OfferSummary { shiftId: number; sent: number; accepted: number }
export interface OfferView { id: number; taskId: number; shiftId: number; title: string; kind: TaskKind; place: string; areaName: string; startsAt: number; endsAt: number; reason: string; expiresAt: number }
/** Somebody a task may be offered to, with the reason he is named (PIPL art. 24: no opaque scoring). */
export interface OfferCandidate { userId: number; name: string; unitName: string | null; reason: string }
