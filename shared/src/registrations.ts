import type { PlaceRef, UserKind } from './users.ts';
export const REGISTRATION_STATUSES = { SUBMITTED: '待确认', ACCEPTED: '已报到', RETURNED: '已退回', WITHDRAWN: '已撤回', TRANSFERRED: '已转出', ENDED: '已结束' } as const;
export type RegistrationStatus = keyof typeof REGISTRATION_STATUSES;
export type RegistrationAction = 'accept' | 'return' | 'withdraw' | 'resubmit' | 'transfer' | 'retire';
export const REGISTRATION_LIMITS = { reason: { min: 2, max: 100 }, building: { min: 0, max: 40 }, resources: { min: 0, max: 200 } } as const;

/** What the roster says about the signed-in person; shown so that he confirms instead of typing. */
export interface RosterMatch { found: boolean; name: string; unitName: string; community: PlaceRef | null; compound: PlaceRef | null; compoundText: string; building: string; skills: string[] }
export interface MemberRegistrationView {
  id: number; userId: number; name: string; phone: string; kind: UserKind; unitName: string | null;
  community: PlaceRef; compound: PlaceRef | null; building: string; skills: string[];
  status: RegistrationStatus; reason: string | null; submittedAt: number; decidedAt: number | null; actions: RegistrationAction[];
}
/** A member of the roster, or a resident, registers to the community where he lives. */
export interface RegisterMemberInput { communityId: number; compoundId?: number; building?: string; name?: string; skills?: string[] }
export interface UnitRegistrationView {
  id: number; unit: PlaceRef; community: PlaceRef; liaisonName: string; liaisonPhone: string; resources: string;
  status: RegistrationStatus; reason: string | null; submittedAt: number; decidedAt: number | null; actions: RegistrationAction[];
}
export interface RegisterUnitInput { unitId: number; communityId: number; liaisonName: string; liaisonPhone: string; resources?: string }
export interface ReturnInput { reason: string }
/** Leaving working life: he stays registered where he lives, as a resident member; the unit's link ends, every record stays. */
export interface RetireInput { /** When an office does it for him: how it knows. */ reason?: string }
/** What hangs at the community's door; `path` is opened by scanning. */
export interface PosterView { community: PlaceRef; street: string; path: string }
