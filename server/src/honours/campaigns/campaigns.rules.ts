import { CAMPAIGN_STATUSES, sayHours, type CampaignCriteria, type CampaignStatus, type NominationStatus, type ServiceFacts } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

/** From nominations over the notice to the decision. Never a vote (国办函〔2026〕12号), never an order by points or hours. */
export const campaignFlow = flow<CampaignStatus, 'publish' | 'decide' | 'drop'>({ OPEN: { publish: 'NOTICE', drop: 'DROPPED' }, NOTICE: { decide: 'DECIDED', drop: 'DROPPED' }, DECIDED: {}, DROPPED: {} });
/** `refuse`: an objection was upheld. Whoever is nominated may say no until the decision. */
export const nominationFlow = flow<NominationStatus, 'shortlist' | 'leaveOut' | 'refuse' | 'withdraw' | 'award'>({
  NOMINATED: { shortlist: 'SHORTLISTED', leaveOut: 'LEFT_OUT', withdraw: 'WITHDRAWN' },
  SHORTLISTED: { leaveOut: 'LEFT_OUT', refuse: 'LEFT_OUT', withdraw: 'WITHDRAWN', award: 'AWARDED' },
  LEFT_OUT: { shortlist: 'SHORTLISTED' }, WITHDRAWN: {}, AWARDED: {},
});
export interface Judged { facts: ServiceFacts; /** The day on which 双报到 was accepted; null: never. */ registeredOn: string | null; /** The last day of a bar for false hours that stands. */ barredUntil: string | null }
/** What is missing to fit, in words for whoever is nominated; empty where he fits. Only verified records of grades A to C count (docs/domain.md). */
export function missing(c: CampaignCriteria, { facts, registeredOn, barredUntil }: Judged): string[] {
  const out: string[] = barredUntil === null ? [] : [`因虚报时长，${barredUntil} 前不参评`];
  if (registeredOn === null) out.push('需已报到');
  else if (c.registeredBy !== null && registeredOn > c.registeredBy) out.push(`需在 ${c.registeredBy} 前报到`);
  if (facts.minutes < c.minHours * 60) out.push(`时长 ${sayHours(facts.minutes)}/${c.minHours} 小时`);
  if (facts.services < c.minServices) out.push(`服务 ${facts.services}/${c.minServices} 次`);
  if (facts.confirmed < c.minConfirmed) out.push(`居民确认 ${facts.confirmed}/${c.minConfirmed} 件`);
  return out;
}
/** Who is nominated: exactly one, of the kind the campaign is about. By field; null where it is right. */
export const subjectProblem = (subject: 'MEMBER' | 'UNIT', who: { userId?: number; unitId?: number }): Record<string, string> | null =>
  subject === 'MEMBER' ? (who.userId === undefined || who.unitId !== undefined ? { userId: '请选择一位党员' } : null) : who.unitId === undefined || who.userId !== undefined ? { unitId: '请选择一个单位' } : null;
export const certificateNoOf = (title: string, day: string, n: number): string => `${title}〔${day.slice(0, 4)}〕${n}号`;
export interface Deciding { status: CampaignStatus; createdBy: number; publishedBy: number | null; noticeUntil: number | null; openObjections: number }
/** Why the reader cannot decide now: a second person does, when the notice is over and nothing is left unanswered (rule R27). */
export function decideBlocked(c: Deciding, meId: number, isNominee: boolean, now: number): string | null {
  if (c.status !== 'NOTICE') return c.status === 'OPEN' ? '还没有公示' : CAMPAIGN_STATUSES[c.status];
  if (c.openObjections > 0) return `还有 ${c.openObjections} 条异议没有答复`;
  if (c.noticeUntil !== null && c.noticeUntil > now) return '公示期未满';
  if (c.createdBy === meId || c.publishedBy === meId) return '需要另一位工作人员来决定';
  return isNominee ? '与自己有关的，请由别人决定' : null;
}
