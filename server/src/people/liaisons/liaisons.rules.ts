import { type AreaKind, type CaretakerView, type LiaisonAction, type LiaisonKind, type LiaisonSide, type LiaisonStatus, type LiaisonView } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';
import { initials } from '../../lib/mask.js';

/** The last day of what has none. */
export const OPEN_END = '9999-12-31';

/** LAPSED: a question that nobody answered, or that was declined; the community cannot tell which (docs/decisions/0015). */
export const liaisonFlow = flow<LiaisonStatus, 'accept' | 'refuse' | 'withdraw' | 'lapse' | 'end'>({
  PROPOSED: { accept: 'ACTIVE', refuse: 'REFUSED', withdraw: 'WITHDRAWN', lapse: 'LAPSED' },
  ACTIVE: { end: 'ENDED' },
  REFUSED: {}, WITHDRAWN: {}, LAPSED: {}, ENDED: {},
});
export const liveAs = (status: LiaisonStatus): 1 | null => (status === 'PROPOSED' || status === 'ACTIVE' ? 1 : null);
/** A unit looks after a compound; a member after a building or a stairwell, or, where buildings are not listed, households of a compound in words. */
export const LIAISON_AREAS: Record<LiaisonKind, readonly AreaKind[]> = { UNIT: ['COMPOUND'], MEMBER: ['COMPOUND', 'BUILDING', 'STAIRWELL'] };
/** A unit set by the community stands at once, as agreed on paper. A member is asked: nobody is assigned (志愿服务条例 art. 25). */
export const firstStatus = (kind: LiaisonKind, side: LiaisonSide): LiaisonStatus => (kind === 'UNIT' && side === 'COMMUNITY' ? 'ACTIVE' : 'PROPOSED');

export interface LiaisonRow {
  id: number; kind: LiaisonKind; holderId: number; holderName: string; areaId: number; areaName: string; parentKind: AreaKind; parentName: string; grandKind: AreaKind | null; grandName: string | null;
  communityId: number; communityName: string; communityPath: string; households: string; status: LiaisonStatus; side: LiaisonSide; declined: number; fromDay: string; toDay: string; reason: string | null; proposedBy: number; proposedAt: number;
}
/** `holder`: is he the member, or does he speak for the unit? `office`: may he decide for the community, about somebody else? */
export interface Reader { holder: boolean; office: boolean }
/** Who was not the one to propose says yes or no; whoever proposed may take it back; what stands may be ended by either. */
export function actionsFor(r: Pick<LiaisonRow, 'kind' | 'status' | 'side' | 'declined' | 'toDay'>, { holder, office }: Reader, today: string): LiaisonAction[] {
  if (statusOn(r, today) === 'ACTIVE') return holder || office ? ['end'] : [];
  if (r.status !== 'PROPOSED') return [];
  if (r.side === 'HOLDER') return [...(office ? ['accept' as const, 'refuse' as const] : []), ...(holder ? ['withdraw' as const] : [])];
  return [...(holder && r.declined === 0 ? ['accept' as const, 'decline' as const] : []), ...(office && !holder ? ['withdraw' as const] : [])];
}
/** Its last day is over: it has ended, though nobody said so. */
export const statusOn = (r: Pick<LiaisonRow, 'status' | 'toDay'>, today: string): LiaisonStatus => (r.status === 'ACTIVE' && r.toDay < today ? 'ENDED' : r.status);

/** '和平苑 3号楼 2单元': the area with those above it up to its compound. */
export const placeName = (r: Pick<LiaisonRow, 'areaName' | 'parentKind' | 'parentName' | 'grandKind' | 'grandName'>): string =>
  [r.grandKind === 'COMPOUND' ? r.grandName : null, r.parentKind === 'COMPOUND' || r.parentKind === 'BUILDING' ? r.parentName : null, r.areaName].filter(Boolean).join(' ');
export const liaisonView = (r: LiaisonRow, reader: Reader, today: string): LiaisonView => ({
  id: r.id, kind: r.kind, unit: r.kind === 'UNIT' ? { id: r.holderId, name: r.holderName } : null, person: r.kind === 'MEMBER' ? { id: r.holderId, name: r.holderName } : null,
  place: { id: r.areaId, name: placeName(r) }, community: { id: r.communityId, name: r.communityName }, households: r.households, from: r.fromDay, to: r.toDay === OPEN_END ? null : r.toDay,
  status: statusOn(r, today), proposedBy: r.side, reason: r.reason, at: r.proposedAt, actions: actionsFor(r, reader, today),
});
export type CaretakerRow = Pick<LiaisonRow, 'id' | 'kind' | 'holderName' | 'areaId' | 'areaName' | 'parentKind' | 'parentName' | 'grandKind' | 'grandName' | 'households' | 'fromDay'> & { named: number };
/** A member's name is shown to neighbours where he agreed to be named (志愿服务条例 art. 20). Which households somebody looks after is the office's and his own business: who needs looking after is nobody else's (PIPL art. 6). */
export const caretakerView = (r: CaretakerRow): CaretakerView => ({
  id: r.id, kind: r.kind, name: r.kind === 'UNIT' || r.named === 1 ? r.holderName : initials(r.holderName), place: { id: r.areaId, name: placeName(r) }, households: '', from: r.fromDay,
});
