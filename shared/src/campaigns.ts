import type { ServiceFacts } from './evaluations.ts';
export const CAMPAIGN_SUBJECTS = { MEMBER: '在职党员', UNIT: '驻区单位党组织' } as const;
export type CampaignSubject = keyof typeof CAMPAIGN_SUBJECTS;
/** Titles one tap away; any other may be typed. */
export const CAMPAIGN_TITLES: Record<CampaignSubject, string> = { MEMBER: '模范在职党员', UNIT: '模范驻区单位党组织' };
export const CAMPAIGN_STATUSES = { OPEN: '推荐中', NOTICE: '公示中', DECIDED: '已公布', DROPPED: '已取消' } as const;
export type CampaignStatus = keyof typeof CAMPAIGN_STATUSES;
export const NOMINATION_STATUSES = { NOMINATED: '已推荐', SHORTLISTED: '拟表扬', LEFT_OUT: '未列入', WITHDRAWN: '本人谢绝', AWARDED: '已表扬' } as const;
export type NominationStatus = keyof typeof NOMINATION_STATUSES;
export const NOMINATION_SOURCES = { SELF: '自荐', PEER: '同伴推荐', COMMUNITY: '社区推荐' } as const;
export type NominationSource = keyof typeof NOMINATION_SOURCES;
/** Working days a shortlist stands for objections (rule R27). */
export const NOTICE_WORKDAYS = 5;
export const CAMPAIGN_LIMITS = { title: { min: 2, max: 30 }, hours: { min: 0, max: 2000 }, services: { min: 0, max: 1000 }, confirmed: { min: 0, max: 1000 }, reason: { min: 2, max: 100 }, objection: { min: 5, max: 300 }, answer: { min: 2, max: 200 } } as const;
/** What the verified facts must show; 0 asks for nothing. Of a unit: sums over its members. */
export interface CampaignCriteria { minHours: number; minServices: number; minConfirmed: number; /** Registered (双报到) by that day at the latest; null: at any time. */ registeredBy: string | null }
export interface CampaignInput { areaId: number; subject: CampaignSubject; title: string; from: string; to: string; minHours: number; minServices: number; minConfirmed: number; registeredBy?: string }
export interface CampaignCard { id: number; areaId: number; areaName: string; subject: CampaignSubject; title: string; from: string; to: string; status: CampaignStatus; noticeUntil: number | null; nominated: number; shortlisted: number; openObjections: number }
export interface NominationView { id: number; userId: number | null; unitId: number | null; name: string; unitName: string | null; source: NominationSource; facts: ServiceFacts; status: NominationStatus; reason: string | null; certificateNo: string | null; actions: ('shortlist' | 'leaveOut')[] }
export interface ObjectionView { id: number; nominationId: number; name: string; text: string; at: number; status: 'OPEN' | 'UPHELD' | 'DISMISSED'; answer: string | null; actions: 'answer'[] }
export interface CampaignView extends CampaignCard { criteria: CampaignCriteria; nominations: NominationView[]; objections: ObjectionView[]; actions: ('publish' | 'drop' | 'decide')[]; /** Why `decide` cannot be taken by the reader now; null where it can, or where nothing waits for it. */ blocked: string | null }
/** Somebody whose verified facts fit. In no order of merit. */
export interface EligibleView { userId: number | null; unitId: number | null; name: string; unitName: string | null; facts: ServiceFacts; isNominated: boolean }
export interface NominateInput { userId?: number; unitId?: number }
export interface CampaignReasonInput { reason: string }
export interface ObjectInput { text: string }
export interface AnswerObjectionInput { upheld: boolean; answer: string }
/** A campaign that collects nominations, as a member (or a unit's liaison) sees it. */
export interface OpenCampaignView { id: number; title: string; areaName: string; subject: CampaignSubject; from: string; to: string; criteria: CampaignCriteria; /** Himself, or the units he speaks for. */ mine: { unitId: number | null; name: string; facts: ServiceFacts; missing: string[]; status: NominationStatus | null }[]; /** People he served beside, whose facts fit. */ peers: { userId: number; name: string }[] }
/** What everybody may read. `name` is whole and there are figures only where its bearer agreed (units always), else '张**' and none. */
export interface CampaignNoticeCard { id: number; title: string; areaName: string; subject: CampaignSubject; status: CampaignStatus; noticeUntil: number; people: number }
export interface CampaignNotice extends CampaignNoticeCard { from: string; to: string; criteria: CampaignCriteria; canObject: boolean; entries: { nominationId: number; name: string; unitName: string | null; services: number | null; minutes: number | null; confirmed: number | null; certificateNo: string | null }[] }
/** My (or my unit's) nominations and honours. */
export interface HonourView { nominationId: number; campaignId: number; title: string; areaName: string; name: string; unitId: number | null; source: NominationSource; status: NominationStatus; certificateNo: string | null; at: number; actions: ('withdraw' | 'file')[] }
export interface FileLink { url: string; name: string }
