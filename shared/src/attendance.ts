import type { ClaimStatus } from './claims.ts';
export const ATTENDANCE_METHODS = { QR: '现场扫码', CODE: '六位码', ROSTER: '负责人点名', MEMBER_CODE: '负责人扫码', WALK_UP: '现场登记', OFFLINE: '负责人离线点名' } as const;
export type AttendanceMethod = keyof typeof ATTENDANCE_METHODS;
/** A shown QR lives this long; the server signs it. The goal is ≤ 30 s. */
export const QR_SECONDS = 30;
/** Presence can be shown from this long before the shift until this long after it. Our own choice. */
export const GRACE_MINUTES = 30;
export interface ShiftCodeView { shiftId: number; /** What the QR holds. */ payload: string; /** Six digits, valid the whole day of the shift. */ dayCode: string; refreshInSeconds: number; present: number; expected: number }
export interface ScanInput { payload: string }
export interface DayCodeInput { taskId: number; code: string }
export interface MarkInput { claimIds: number[]; present: boolean }
export interface MemberCodeInput { payload: string }
export interface WalkUpInput { name: string; phoneTail: string }
export interface PresenceView { claimId: number | null; shiftId: number; taskId: number; title: string; name: string; attendedAt: number; leftAt: number | null; message: string }
export interface MemberCodeView { payload: string; refreshInSeconds: number }

/** What a leader keeps on the phone to mark presence without network: names and the ends of their numbers, nothing more. */
export interface PresenceSheet {
  shiftId: number; taskId: number; title: string; place: string; startsAt: number; endsAt: number;
  /** The server's clock when the rows were read; a phone learns from it how far its own is off. */ at: number;
  /** Taps count from here … */ opensAt: number; /** … to here. */ closesAt: number; /** Then the phone forgets the list. */ keepUntil: number;
  rows: SheetRow[];
}
export interface SheetRow { claimId: number; name: string; phoneTail: string; status: ClaimStatus; method: string | null; attendedAt: number | null; /** A log stands on the mark: it can no longer be taken back. */ logged: boolean }
/** One tap without network. */
export interface OfflineMark {
  /** Made by the phone: the same tap is taken once. */ ref: string;
  claimId: number; present: boolean;
  /** What the list said when it was tapped … */ saw: ClaimStatus;
  /** … and `at` of that list. */ listAt: number;
  /** By the phone's own clock. */ tappedAt: number;
  /** The server's clock less the phone's, learned when the list came. */ offsetMs: number;
  /** The leader was told that somebody else noted it otherwise meanwhile, and stays with this. */ decided?: boolean;
}
export interface OfflineMarksInput { marks: OfflineMark[] }
export const OFFLINE_OUTCOMES = { DONE: '已记上', SAME: '原来就是这样', CONFLICT: '和别人记的不一样', REFUSED: '没能记上' } as const;
export type OfflineOutcome = keyof typeof OFFLINE_OUTCOMES;
export const OFFLINE_WHY = {
  FUTURE: '手机时间比服务器快太多', CLOCK: '点名后手机时间被调过', OUTSIDE: '不在这个班次的签到时间里', LATE: '点名两天后才上传', CHANGED: '别人后来改过', GONE: '他已退出或请假', LOGGED: '他已写了日志，不能再撤销',
} as const;
export type OfflineWhy = keyof typeof OFFLINE_WHY;
export interface OfflineResult { ref: string; claimId: number; outcome: OfflineOutcome; why: OfflineWhy | null; /** Who changed it last and when, where that stands against the mark. */ other: { name: string; at: number; status: ClaimStatus } | null }
export interface OfflineMarksView { results: OfflineResult[]; sheet: PresenceSheet }
/** A mark made without network must have arrived so long after the tap; a phone's clock may be ahead by so much; a batch holds so many. Our own choice. */
export const OFFLINE_LIMITS = { lateHours: 48, aheadMinutes: 5, marks: 200, keepDays: 2 } as const;
