import type { PersonRef, PlaceRef } from './users.ts';
/** 包联: a unit looks after a compound, a member after a building, a stairwell or some households. */
export const LIAISON_KINDS = { UNIT: '单位包联', MEMBER: '党员包联' } as const;
export type LiaisonKind = keyof typeof LIAISON_KINDS;
export const LIAISON_STATUSES = { PROPOSED: '等确认', ACTIVE: '包联中', REFUSED: '未采纳', WITHDRAWN: '已撤回', LAPSED: '未回应', ENDED: '已结束' } as const;
export type LiaisonStatus = keyof typeof LIAISON_STATUSES;
/** refuse: by the community, with a reason. decline: by the member who was asked, without any. */
export type LiaisonAction = 'accept' | 'refuse' | 'decline' | 'withdraw' | 'end';
export const LIAISON_LIMITS = { households: { min: 0, max: 60 }, reason: { min: 2, max: 100 } } as const;
/** A member who was asked has this long to answer, then the question lapses. Our own choice. */
export const LIAISON_ANSWER_DAYS = 14;
export interface LiaisonView {
  id: number; kind: LiaisonKind; unit: PlaceRef | null; person: PersonRef | null; /** '和平苑 3号楼'. */ place: PlaceRef; community: PlaceRef; households: string;
  /** Days; `to` null: until further notice. */ from: string; to: string | null;
  status: LiaisonStatus; proposedBy: LiaisonSide; reason: string | null; at: number; actions: LiaisonAction[];
}
/** Whose idea it was: of the unit or member that would look after it, or of the community. */
export type LiaisonSide = 'HOLDER' | 'COMMUNITY';
export interface CreateLiaisonInput { kind: LiaisonKind; unitId?: number; userId?: number; areaId: number; households?: string; from?: string; to?: string }
/** «谁包联»: for the neighbours. A member who did not agree to be named is '张**'. */
export interface CaretakerView { id: number; kind: LiaisonKind; name: string; place: PlaceRef; households: string; from: string }
