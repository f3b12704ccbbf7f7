export const ATTENDANCE_METHODS = { QR: '现场扫码', CODE: '六位码', ROSTER: '负责人点名', MEMBER_CODE: '负责人扫码', WALK_UP: '现场登记' } as const;
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
