import type { Evidence, RecordOrigin } from './logs.ts';
import type { PhotoRef } from './needs.ts';
import type { PageQuery } from './page.ts';
import type { TaskKind } from './tasks.ts';

/** A member may appeal to the street within so many calendar days of the decision; it answers within so many working days. Our own choice. */
export const APPEAL_DAYS = 15, APPEAL_WORKDAYS = 10;
/** A request to correct a record is checked and answered within so many working days (民政部令67号 art. 13; the figure is ours). */
export const CORRECTION_WORKDAYS = 10;
/** Staff may enter a service of at most so many days ago, and of at most so many minutes. Our own choice (rule R9). */
export const ENTRY_DAYS = 60, ENTRY_MINUTES = 480;
/** A record holds at most this much: a day, sixteen hours of it in an emergency. */
const MINUTES = { min: 1, max: 960 };
export const RECORD_LIMITS = { appeal: { min: 5, max: 200 }, reason: { min: 2, max: 200 }, wish: { min: 2, max: 100 }, evidence: { min: 10, max: 300 }, note: { min: 2, max: 200 }, minutes: MINUTES, entryMinutes: { min: 1, max: ENTRY_MINUTES }, calendar: { min: 8, max: 6000 } } as const;

export const APPEAL_STATUSES = { APPEALED: '申诉中', UPHELD: '维持原结果', OVERTURNED: '已改判' } as const;
export type AppealStatus = keyof typeof APPEAL_STATUSES;
/** What is appealed against: that the log was rejected, or how many minutes it was given. */
export const APPEAL_ASKS = { REJECTED: '日志未通过', MINUTES: '时长少计了' } as const;
export type AppealAsk = keyof typeof APPEAL_ASKS;
/** `minutes`: of a verified log, what he says it was. */
export interface LogAppealInput { logId: number; text: string; minutes?: number }
/** As the log shows it. */
export interface AppealMark { id: number; status: AppealStatus; ask: AppealAsk; text: string; wanted: number | null; submittedAt: number; dueAt: number; reply: string | null; answeredAt: number | null; minutes: number | null }
export interface AppealView extends AppealMark {
  logId: number; userId: number; name: string; unitName: string | null; title: string; kind: TaskKind; areaName: string; communityName: string; day: string; startsAt: number; endsAt: number; logText: string; photos: PhotoRef[]; minutesWhy: string;
  /** Why the log was rejected, and who said so. */ reason: string | null; decidedBy: string; recorded: number; overdue: boolean; actions: ('uphold' | 'overturn')[];
}
/** `minutes`: what is to be recorded; absent, what the log is worth by the rules. */
export interface OverturnInput { reason: string; minutes?: number }
export interface AppealQuery extends PageQuery { areaId: number; status?: AppealStatus }

export const CORRECTION_FIELDS = { MINUTES: '时长', DAY: '日期', TITLE: '服务内容', SERVICE: '整次都不对' } as const;
export type CorrectionField = keyof typeof CORRECTION_FIELDS;
/** ASKED by the person, PROPOSED by one of the office (who agrees), CORRECTED when another one signed. */
export const REQUEST_STATUSES = { ASKED: '待处理', PROPOSED: '待第二人批准', CORRECTED: '已更正', REFUSED: '未更正' } as const;
export type RequestStatus = keyof typeof REQUEST_STATUSES;
export type RequestAction = 'grant' | 'refuse' | 'approve' | 'return';
export interface RecordRequestInput { recordId: number; field: CorrectionField; wish: string; why: string }
/** What is to be recorded instead: of MINUTES, DAY and TITLE the one that was asked about, of SERVICE none (the service is taken back). */
export interface GrantInput { reply: string; minutes?: number; day?: string; title?: string }
/** The office found by itself that a record is wrong: proposed at once, signed by another. */
export interface OfficeCorrectionInput { recordId: number; field: CorrectionField; why: string; minutes?: number; day?: string; title?: string }
export interface RecordReasonInput { reason: string }
export interface RecordRequestView {
  id: number; recordId: number; userId: number; name: string; field: CorrectionField; wish: string; why: string; status: RequestStatus; askedAt: number; dueAt: number; overdue: boolean;
  title: string; day: string; minutes: number; kind: TaskKind; evidence: Evidence; communityName: string;
  newMinutes: number | null; newDay: string | null; newTitle: string | null; reply: string | null; answeredBy: string | null; answeredAt: number | null; approvedBy: string | null; approvedAt: number | null; actions: RequestAction[];
}
export interface RequestQuery extends PageQuery { areaId: number; status?: RequestStatus }

/** 补录: entered by one, approved by another; grade D, no points. */
export const ENTRY_STATUSES = { PROPOSED: '待第二人批准', APPROVED: '已补录', REFUSED: '未补录' } as const;
export type EntryStatus = keyof typeof ENTRY_STATUSES;
/** With a task its kind and title are taken, and the time lies in one of its shifts. `startsAt` in epoch ms. */
export interface EntryInput { areaId: number; userId: number; taskId?: number; kind: TaskKind; title: string; startsAt: number; minutes: number; evidence: string }
export interface EntryView { id: number; userId: number; name: string; communityName: string; taskId: number | null; kind: TaskKind; title: string; day: string; startsAt: number; minutes: number; evidence: string; status: EntryStatus; proposedBy: string; proposedAt: number; decidedBy: string | null; decidedAt: number | null; decision: string | null; recordId: number | null; recorded: number | null; actions: ('approve' | 'refuse')[] }
export interface EntryQuery extends PageQuery { areaId: number; status?: EntryStatus }

/** 抽查: so many of a hundred verified records a month and all of grade D, looked at by another community (民政部令67号 art. 21; the figure is ours). */
export const SAMPLE_PERCENT = 5;
export const SAMPLE_STATUSES = { OPEN: '待核查', TRUE: '属实', DOUBT: '有疑问', CLOSED: '疑问已了结' } as const;
export type SampleStatus = keyof typeof SAMPLE_STATUSES;
export const VERDICTS = { TRUE: '属实', DOUBT: '有疑问' } as const;
export type Verdict = keyof typeof VERDICTS;
/** A drawn record as the checking community sees it: the person by his surname only. */
export interface SampleView { id: number; recordId: number; month: string; status: SampleStatus; person: string; title: string; kind: TaskKind; day: string; minutes: number; evidence: Evidence; origin: RecordOrigin; place: string; contactName: string; contactPhone: string; text: string; confirmed: boolean; photos: PhotoRef[]; recordedBy: string; checkedBy: string; checkedAt: number | null; note: string | null; closing: string | null; actions: ('check' | 'close')[] }
export interface CheckSampleInput { verdict: Verdict; note?: string }
export interface SampleQuery extends PageQuery { areaId: number; status?: SampleStatus }
/** Per community and month; no names. `doubts` counts those that were found doubtful, closed or not. */
export interface SampleRate { areaId: number; name: string; streetName: string; month: string; records: number; drawn: number; checked: number; doubts: number; open: number }

/** Signs that an auditor looks at; none of them says that something is wrong. */
export const SIGNS = { FAST: '提交后一分钟内核实', NIGHT: '夜里核实（22 点到 6 点）', CAP: '单次满 8 小时', GRADE_C: '凭据为 C', GRADE_D: '补录（D）', SAME: '同一个人' } as const;
export type Sign = keyof typeof SIGNS;
/** `repeats`: records of the one person whose services he verified most often. */
export interface VerifierRow { userId: number; name: string; areaName: string; records: number; minutes: number; fast: number; night: number; cap: number; gradeC: number; gradeD: number; repeats: number; people: number }
export interface AnomalyQuery { areaId: number; from?: string; to?: string }
export interface SignQuery extends PageQuery, AnomalyQuery { verifierId: number; sign?: Sign }
export interface SignedRecord { id: number; name: string; title: string; kind: TaskKind; day: string; minutes: number; evidence: Evidence; origin: RecordOrigin; communityName: string; submittedAt: number | null; verifiedAt: number; signs: Sign[] }

/** Days on which offices work or not other than Monday to Friday says. */
export interface WorkdayYear { year: number; off: string[]; on: string[] }
/** `missing`: years that begin soon, or have begun, without an announcement. */
export interface CalendarView { years: WorkdayYear[]; missing: number[] }
/** One day or span a line: “2027-02-05 至 2027-02-11 休”, “2027-02-14 班”. */
export interface CalendarInput { year: number; announcement: string }
