import type { MemberRegistrationView, RegistrationAction, RegistrationStatus, UnitRegistrationView, UserKind } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';
import { maskPhone } from '../../lib/mask.js';
import { keysOf } from '../users/me.rules.js';

/**
 * The life of a registration, of a person or of a unit. A returned one is sent in again as the same row; one that stands is
 * left (`withdraw` → ENDED) or, for people, moves with its owner (`transfer`, when the new community accepts).
 */
export const registrationFlow = flow<RegistrationStatus, RegistrationAction>({
  SUBMITTED: { accept: 'ACCEPTED', return: 'RETURNED', withdraw: 'WITHDRAWN' },
  RETURNED: { resubmit: 'SUBMITTED' },
  ACCEPTED: { transfer: 'TRANSFERRED', withdraw: 'ENDED' },
  WITHDRAWN: {}, TRANSFERRED: {}, ENDED: {},
});
/** A registration itself; a transfer that waits while the registration still stands. */
export const SLOT = { home: 0, transfer: 1 } as const;
export type Slot = (typeof SLOT)[keyof typeof SLOT];
/** Value of the column `live`, by which the unique keys see one row that waits or stands. */
export const liveAs = (status: RegistrationStatus): 1 | null => (status === 'SUBMITTED' || status === 'ACCEPTED' ? 1 : null);
/** A roster's member is known to the community and waits for its yes; a resident needs none (docs/decisions/0011). */
export const firstStatus = (kind: UserKind): RegistrationStatus => (kind === 'MEMBER' ? 'SUBMITTED' : 'ACCEPTED');

const REVIEWS: readonly RegistrationAction[] = ['accept', 'return'];
export type Reader = { is: 'owner'; transferWaits: boolean } | { is: 'reviewer'; mayReview: boolean };
/** What the reader may do; buttons are drawn from it. */
export function actionsFor(status: RegistrationStatus, slot: Slot, reader: Reader): RegistrationAction[] {
  const all = registrationFlow.actions(status);
  if (reader.is === 'reviewer') return reader.mayReview ? all.filter((a) => REVIEWS.includes(a)) : [];
  return all.filter((a) => !REVIEWS.includes(a) && !(a === 'transfer' && reader.transferWaits) && !(a === 'resubmit' && slot === SLOT.transfer));
}

export interface RegistrationRow {
  id: number; userId: number; name: string; phone: string | null; kind: UserKind; unitName: string | null; skills: string;
  communityId: number; communityName: string; communityPath: string; compoundId: number | null; compoundName: string | null; building: string;
  status: RegistrationStatus; slot: Slot; reason: string | null; submittedAt: number; decidedAt: number | null;
}
/** The phone is whole for its owner and, while she has to decide and may want to call, for the reviewer. */
export const registrationView = (r: RegistrationRow, reader: Reader): MemberRegistrationView => ({
  id: r.id, userId: r.userId, name: r.name, phone: reader.is === 'owner' || r.status === 'SUBMITTED' ? (r.phone ?? '') : maskPhone(r.phone), kind: r.kind, unitName: r.unitName,
  community: { id: r.communityId, name: r.communityName }, compound: r.compoundId === null ? null : { id: r.compoundId, name: r.compoundName ?? '' }, building: r.building, skills: keysOf(r.skills),
  status: r.status, reason: r.reason, submittedAt: r.submittedAt, decidedAt: r.decidedAt, actions: [...actionsFor(r.status, r.slot, reader), ...(mayRetire(r, reader) ? ['retire' as const] : [])],
});
/** A member whose registration stands; the office does it for somebody without a phone, never for himself. */
export const mayRetire = (r: Pick<RegistrationRow, 'status' | 'slot' | 'kind'>, reader: Reader): boolean =>
  r.status === 'ACCEPTED' && r.slot === SLOT.home && r.kind === 'MEMBER' && (reader.is === 'owner' || reader.mayReview);
export interface UnitRegistrationRow {
  id: number; unitId: number; unitName: string; communityId: number; communityName: string; communityPath: string; submittedBy: number; liaisonName: string; liaisonPhone: string; resources: string;
  status: RegistrationStatus; reason: string | null; submittedAt: number; decidedAt: number | null;
}
/** A unit has no transfer: it registers to as many communities as it serves. */
export const unitRegistrationView = (r: UnitRegistrationRow, reader: Reader): UnitRegistrationView => ({
  id: r.id, unit: { id: r.unitId, name: r.unitName }, community: { id: r.communityId, name: r.communityName }, liaisonName: r.liaisonName, liaisonPhone: r.liaisonPhone, resources: r.resources,
  status: r.status, reason: r.reason, submittedAt: r.submittedAt, decidedAt: r.decidedAt, actions: actionsFor(r.status, SLOT.home, reader).filter((a) => a !== 'transfer'),
});
