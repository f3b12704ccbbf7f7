import { DAY_MS, LOT_WARN_DAYS, RESTORED_DAYS, dayOf, errorText, startOfDay, type CorrectionKind, type CorrectionStatus, type CorrectionView, type ExpiringView, type FreezeStatus, type FreezeView } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

/** The last day in Shanghai on which points that end at this instant are good. */
export const lastDay = (expiresAt: number): string => dayOf(expiresAt - 1);
/** What ends, summed by its last day, soonest first. */
export function byLastDay(lots: readonly { leftPoints: number; expiresAt: number }[]): ExpiringView[] {
  const days = new Map<string, number>();
  for (const { leftPoints, expiresAt } of lots) days.set(lastDay(expiresAt), (days.get(lastDay(expiresAt)) ?? 0) + leftPoints);
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, points]) => ({ day, points }));
}
/** Which warning a lot has come to: 0 none, 1 the first (90 days before), 2 the second (30 days before). */
export const warningDue = (expiresAt: number, now: number): number => LOT_WARN_DAYS.filter((days) => expiresAt - now <= days * DAY_MS).length;
/** Why nothing can be exchanged now; null when one may. A freeze goes before a debt: it is what can be appealed against. */
export function exchangeBlock(account: { available: number; frozen: number }): string | null {
  if (account.frozen === 1) return errorText('POINTS_FROZEN');
  return account.available < 0 ? errorText('POINTS_DEBT') : null;
}
/** Nothing ends while exchange is stopped, and afterwards it is good for at least this long. Our own choice. */
export const thawedUntil = (now: number): number => startOfDay(dayOf(now + RESTORED_DAYS * DAY_MS));

const MAX_BODY = 200;
/** A notice's sentence with somebody's own words in it; the words are cut where they would not fit. */
export function withReason(before: string, reason: string, after = ''): string {
  const words = [...reason], room = MAX_BODY - [...before, ...after].length;
  return before + (words.length > room ? `${words.slice(0, room - 1).join('')}…` : reason) + after;
}

/** An appeal that was refused may be made again: something new may have come to light. */
export const freezeFlow = flow<FreezeStatus, 'appeal' | 'lift' | 'keep'>({ ACTIVE: { appeal: 'APPEALED', lift: 'LIFTED' }, APPEALED: { lift: 'LIFTED', keep: 'ACTIVE' }, LIFTED: {} });
export interface FreezeRow {
  id: number; userId: number; name: string; areaId: number; path: string; status: FreezeStatus; reason: string; frozenBy: number; frozenAt: number;
  appeal: string | null; appealedAt: number | null; decision: string | null; decidedAt: number | null;
}
/** Nobody decides about himself; an appeal is decided by somebody else than who froze. Whoever froze may still lift it by himself. */
export function freezeRefusal(f: Pick<FreezeRow, 'userId' | 'status' | 'frozenBy'>, deciderId: number): 'SELF_REVIEW' | 'SECOND_PERSON' | null {
  if (f.userId === deciderId) return 'SELF_REVIEW';
  return f.status === 'APPEALED' && f.frozenBy === deciderId ? 'SECOND_PERSON' : null;
}
/** As its owner sees it, or somebody who may decide about it: the list shows it to nobody else. */
export function freezeView(f: FreezeRow, readerId: number): FreezeView {
  const all = freezeFlow.actions(f.status), mayDecide = freezeRefusal(f, readerId) === null;
  return {
    id: f.id, userId: f.userId, name: f.name, status: f.status, reason: f.reason, frozenAt: f.frozenAt, appeal: f.appeal, appealedAt: f.appealedAt, decision: f.decision, decidedAt: f.decidedAt,
    actions: all.filter((a) => (a === 'appeal' ? f.userId === readerId : mayDecide)),
  };
}

export const correctionFlow = flow<CorrectionStatus, 'approve' | 'refuse'>({ PROPOSED: { approve: 'APPROVED', refuse: 'REFUSED' }, APPROVED: {}, REFUSED: {} });
export interface CorrectionRow {
  id: number; kind: CorrectionKind; userId: number; name: string; areaId: number; path: string; entryId: number | null; entryTitle: string | null; points: number; reason: string; status: CorrectionStatus;
  proposedBy: number; proposedName: string; proposedAt: number; decidedName: string | null; decidedAt: number | null; decision: string | null;
}
/** Four eyes, and neither pair is that of the person concerned. Who proposed may take it back by refusing it. */
export function correctionRefusal(c: Pick<CorrectionRow, 'userId' | 'proposedBy'>, deciderId: number, action: 'approve' | 'refuse'): 'SELF_REVIEW' | 'SECOND_PERSON' | null {
  if (c.userId === deciderId) return 'SELF_REVIEW';
  return action === 'approve' && c.proposedBy === deciderId ? 'SECOND_PERSON' : null;
}
export const correctionView = (c: CorrectionRow, readerId: number): CorrectionView => ({
  id: c.id, kind: c.kind, userId: c.userId, name: c.name, entryId: c.entryId, entryTitle: c.entryTitle ?? '', points: c.points, reason: c.reason, status: c.status,
  proposedBy: c.proposedName, proposedAt: c.proposedAt, decidedBy: c.decidedName, decidedAt: c.decidedAt, decision: c.decision,
  actions: correctionFlow.actions(c.status).filter((a) => correctionRefusal(c, readerId, a) === null),
});
