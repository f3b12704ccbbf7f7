import type { CampaignCard, CampaignCriteria, CampaignView, HonourView, NominationView, ServiceFacts } from '@xianfeng/shared';
import { dayOf } from '@xianfeng/shared';
import { campaignFlow, certificateNoOf, decideBlocked, nominationFlow } from './campaigns.rules.js';
import type { CampaignRow, NominationRow } from './campaigns.store.js';
import type { ObjectionRow } from './objections.store.js';

export const criteriaOf = (c: CampaignRow): CampaignCriteria => ({ minHours: c.minMinutes / 60, minServices: c.minServices, minConfirmed: c.minConfirmed, registeredBy: c.registeredBy });
export const campaignCard = (c: CampaignRow): CampaignCard => ({ id: c.id, areaId: c.areaId, areaName: c.areaName, subject: c.subject, title: c.title, from: c.fromDay, to: c.toDay, status: c.status, noticeUntil: c.noticeUntil, nominated: c.nominated, shortlisted: c.shortlisted, openObjections: c.openObjections });
export const certificateOf = (n: NominationRow): string | null => (n.certificateNumber === null ? null : certificateNoOf(n.title, dayOf(n.decidedAt ?? n.nominatedAt), n.certificateNumber));
export interface Reader { id: number; unitIds: readonly number[]; mayManage: boolean; mayApprove: boolean }
export const concerns = (who: { userId: number; unitId: number }, reader: Pick<Reader, 'id' | 'unitIds'>): boolean => who.userId === reader.id || (who.unitId !== 0 && reader.unitIds.includes(who.unitId));
/** `facts`: those of now, for nominations that were not frozen yet. */
export function campaignView(c: CampaignRow, nominations: readonly NominationRow[], objections: readonly ObjectionRow[], facts: ReadonlyMap<number, ServiceFacts>, reader: Reader, now: number, none: ServiceFacts): CampaignView {
  const isNominee = nominations.some((n) => concerns(n, reader) && n.status === 'SHORTLISTED'), blocked = decideBlocked(c, reader.id, isNominee, now);
  const may = campaignFlow.actions(c.status), actions: CampaignView['actions'] = [];
  if (reader.mayManage && may.includes('publish') && c.shortlisted > 0) actions.push('publish');
  if (reader.mayManage && may.includes('drop')) actions.push('drop');
  if (reader.mayApprove && may.includes('decide') && blocked === null) actions.push('decide');
  return {
    ...campaignCard(c), criteria: criteriaOf(c), actions, blocked: c.status === 'NOTICE' ? blocked ?? (reader.mayApprove ? null : '由街道或市里决定') : null,
    nominations: nominations.map((n): NominationView => ({
      id: n.id, userId: n.userId || null, unitId: n.unitId || null, name: n.name, unitName: n.unitName, source: n.source, facts: n.facts === null ? (facts.get(n.userId || n.unitId) ?? none) : (JSON.parse(n.facts) as ServiceFacts), status: n.status, reason: n.reason, certificateNo: certificateOf(n),
      actions: c.status === 'OPEN' && reader.mayManage && !concerns(n, reader) ? nominationFlow.actions(n.status).filter((a) => a === 'shortlist' || a === 'leaveOut') : [],
    })),
    objections: objections.map((o) => {
      const about = nominations.find((n) => n.id === o.nominationId);
      return { id: o.id, nominationId: o.nominationId, name: o.name, text: o.text, at: o.createdAt, status: o.status, answer: o.answer, actions: o.status === 'OPEN' && c.status === 'NOTICE' && reader.mayManage && o.userId !== reader.id && !(about && concerns(about, reader)) ? ['answer' as const] : [] };
    }),
  };
}
export const honourView = (n: NominationRow): HonourView => ({
  nominationId: n.id, campaignId: n.campaignId, title: n.title, areaName: n.areaName, name: n.name, unitId: n.unitId || null, source: n.source, status: n.status, certificateNo: certificateOf(n), at: n.status === 'AWARDED' ? (n.decidedAt ?? n.nominatedAt) : n.nominatedAt,
  actions: n.status === 'AWARDED' ? ['file'] : (n.campaignStatus === 'OPEN' || n.campaignStatus === 'NOTICE') && nominationFlow.actions(n.status).includes('withdraw') ? ['withdraw'] : [],
});
