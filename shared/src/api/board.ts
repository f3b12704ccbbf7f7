import type { AgreementCard, AgreementInput, AgreementQuery, AgreementView, CreateAgreementInput } from '../agreements.ts';
import type { DayCodeInput, MarkInput, MemberCodeInput, OfflineMarksInput, OfflineMarksView, PresenceSheet, PresenceView, ScanInput, ShiftCodeView, WalkUpInput } from '../attendance.ts';
import type { CodeView } from '../codes.ts';
import type { FileLink } from '../campaigns.ts';
import type { ClaimInput, ClaimQuery, ClaimView, OfferCandidate, OfferInput, OfferSummary, OfferView, OrganiserClaimInput, RosterRow } from '../claims.ts';
import type { CreateProjectInput, FinishProjectInput, ListedNeedQuery, ListedNeedView, ListFileInput, ListNeedInput, ListReasonInput, MatchInput, MatchView, MyLists, OfferResourceInput, OwnerOption, ProjectCard, ProjectInput, ProjectNoteInput, ProjectQuery, ProjectView, ResourceInput, ResourceQuery, ResourceView } from '../lists.ts';
import type { LogReasonInput, LogStatus, LogView, RecordSummary, ServiceRecordView, SubmitLogInput, VerifyInput, VerifyResult } from '../logs.ts';
import type { CreateNeedInput, FeedbackInput, NeedCard, NeedStatus, NeedView, ReplyInput } from '../needs.ts';
import type { Page, PageQuery } from '../page.ts';
import type { AnomalyQuery, AppealQuery, AppealView, CalendarInput, CalendarView, CheckSampleInput, EntryInput, EntryQuery, EntryView, GrantInput, LogAppealInput, OfficeCorrectionInput, OverturnInput, RecordReasonInput, RecordRequestInput, RecordRequestView, RequestQuery, SampleQuery, SampleRate, SampleView, SignedRecord, SignQuery, VerifierRow } from '../records.ts';
import type { PassReviewsInput, ReportInput, ReportReceipt, ReviewQuery, ReviewResult, ReviewView, TakeDownInput } from '../reviews.ts';
import type { CancelTaskInput, CreateTaskInput, DeskTaskQuery, TaskCard, TaskListQuery, TaskTemplate, TaskView, UpdateTaskInput } from '../tasks.ts';
import type { Transport } from './call.ts';

/** The loop: needs, tasks, claims, attendance, logs, records. */
export const boardApi = (send: Transport) => ({
  needs: {
    create: (body: CreateNeedInput, key: string) => send<NeedView>({ method: 'POST', path: '/needs', body, key }),
    mine: (query: PageQuery) => send<Page<NeedCard>>({ method: 'GET', path: '/needs/mine', query }),
    list: (query: PageQuery & { areaId: number; status?: NeedStatus }) => send<Page<NeedCard>>({ method: 'GET', path: '/needs', query }),
    get: (id: number) => send<NeedView>({ method: 'GET', path: `/needs/${id}` }),
    answer: (id: number, body: ReplyInput) => send<NeedView>({ method: 'POST', path: `/needs/${id}/answer`, body }),
    refuse: (id: number, body: ReplyInput) => send<NeedView>({ method: 'POST', path: `/needs/${id}/refuse`, body }),
    withdraw: (id: number) => send<NeedView>({ method: 'POST', path: `/needs/${id}/withdraw` }),
    feedback: (id: number, body: FeedbackInput) => send<NeedView>({ method: 'POST', path: `/needs/${id}/feedback`, body }),
    /** Takes back the yes to being quoted. */
    unquote: (id: number) => send<NeedView>({ method: 'POST', path: `/needs/${id}/unquote` }),
  },
  tasks: {
    templates: () => send<TaskTemplate[]>({ method: 'GET', path: '/task-templates' }),
    /** Open to everybody, signed in or not: the hottest list. */
    open: (query: PageQuery & { areaId?: number }) => send<Page<TaskCard>>({ method: 'GET', path: '/open-tasks', query }),
    /** The tasks that fit the reader: near him and open to him. */
    list: (query: TaskListQuery) => send<Page<TaskCard>>({ method: 'GET', path: '/tasks', query }),
    desk: (query: DeskTaskQuery) => send<Page<TaskCard>>({ method: 'GET', path: '/desk/tasks', query }),
    get: (id: number) => send<TaskView>({ method: 'GET', path: `/tasks/${id}` }),
    create: (body: CreateTaskInput, key: string) => send<TaskView>({ method: 'POST', path: '/tasks', body, key }),
    update: (id: number, body: UpdateTaskInput, key: string) => send<TaskView>({ method: 'PUT', path: `/tasks/${id}`, body, key }),
    publish: (id: number, key: string) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/publish`, key }),
    /** A new draft with everything but the dates, which move on by whole weeks to the next future one. */
    copy: (id: number) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/copy` }),
    withdraw: (id: number, key: string) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/withdraw`, key }),
    cancel: (id: number, body: CancelTaskInput, key: string) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/cancel`, body, key }),
    discard: (id: number) => send<void>({ method: 'DELETE', path: `/tasks/${id}` }),
  },
  claims: {
    create: (body: ClaimInput, key: string) => send<ClaimView>({ method: 'POST', path: '/claims', body, key }),
    mine: (query: ClaimQuery) => send<Page<ClaimView>>({ method: 'GET', path: '/claims/mine', query }),
    get: (id: number) => send<ClaimView>({ method: 'GET', path: `/claims/${id}` }),
    withdraw: (id: number, key: string) => send<ClaimView>({ method: 'POST', path: `/claims/${id}/withdraw`, key }),
    roster: (shiftId: number) => send<RosterRow[]>({ method: 'GET', path: `/shifts/${shiftId}/roster` }),
    /** The organiser takes somebody in, if need be in spite of a clash. */
    add: (body: OrganiserClaimInput, key: string) => send<RosterRow[]>({ method: 'POST', path: '/claims/by-organiser', body, key }),
    approve: (id: number, key: string) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/approve`, key }),
    refuse: (id: number, key: string) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/refuse`, key }),
    excuse: (id: number, key: string) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/excuse`, key }),
    noShow: (id: number, key: string) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/no-show`, key }),
  },
  offers: {
    mine: () => send<OfferView[]>({ method: 'GET', path: '/offers/mine' }),
    candidates: (shiftId: number) => send<OfferCandidate[]>({ method: 'GET', path: `/shifts/${shiftId}/candidates` }),
    send: (body: OfferInput, key: string) => send<OfferSummary>({ method: 'POST', path: '/offers', body, key }),
    summary: (shiftId: number) => send<OfferSummary>({ method: 'GET', path: `/shifts/${shiftId}/offers` }),
    accept: (id: number, key: string) => send<ClaimView>({ method: 'POST', path: `/offers/${id}/accept`, key }),
    decline: (id: number) => send<void>({ method: 'POST', path: `/offers/${id}/decline` }),
  },
  attendance: {
    /** WeChat's code of the check-in page of this shift. It proves nothing by itself. */
    sceneCode: (shiftId: number) => send<CodeView>({ method: 'POST', path: `/shifts/${shiftId}/wechat-code` }),
    shiftCode: (shiftId: number) => send<ShiftCodeView>({ method: 'GET', path: `/shifts/${shiftId}/code` }),
    scan: (body: ScanInput, key: string) => send<PresenceView>({ method: 'POST', path: '/attendance/scan', body, key }),
    dayCode: (body: DayCodeInput, key: string) => send<PresenceView>({ method: 'POST', path: '/attendance/day-code', body, key }),
    /** To mark presence without network. */ sheet: (shiftId: number) => send<PresenceSheet>({ method: 'GET', path: `/shifts/${shiftId}/sheet` }),
    offlineMarks: (shiftId: number, body: OfflineMarksInput, key: string) => send<OfflineMarksView>({ method: 'POST', path: `/shifts/${shiftId}/offline-marks`, body, key }),
    mark: (shiftId: number, body: MarkInput, key: string) => send<RosterRow[]>({ method: 'POST', path: `/shifts/${shiftId}/mark`, body, key }),
    memberCode: (shiftId: number, body: MemberCodeInput, key: string) => send<PresenceView>({ method: 'POST', path: `/shifts/${shiftId}/member-code`, body, key }),
    walkUp: (shiftId: number, body: WalkUpInput, key: string) => send<RosterRow[]>({ method: 'POST', path: `/shifts/${shiftId}/walk-ups`, body, key }),
    checkOut: (claimId: number, key: string) => send<ClaimView>({ method: 'POST', path: `/claims/${claimId}/check-out`, key }),
  },
  logs: {
    submit: (body: SubmitLogInput, key: string) => send<LogView>({ method: 'POST', path: '/logs', body, key }),
    mine: (query: PageQuery) => send<Page<LogView>>({ method: 'GET', path: '/logs/mine', query }),
    list: (query: PageQuery & { areaId: number; status?: LogStatus }) => send<Page<LogView>>({ method: 'GET', path: '/logs', query }),
    get: (id: number) => send<LogView>({ method: 'GET', path: `/logs/${id}` }),
    /** Photos that came late, or a returned log sent in again. */
    resubmit: (id: number, body: SubmitLogInput, key: string) => send<LogView>({ method: 'PUT', path: `/logs/${id}`, body, key }),
    verify: (body: VerifyInput, key: string) => send<VerifyResult>({ method: 'POST', path: '/logs/verify', body, key }),
    return: (id: number, body: LogReasonInput, key: string) => send<LogView>({ method: 'POST', path: `/logs/${id}/return`, body, key }),
    reject: (id: number, body: LogReasonInput, key: string) => send<LogView>({ method: 'POST', path: `/logs/${id}/reject`, body, key }),
  },
  records: {
    mine: (query: PageQuery) => send<Page<ServiceRecordView>>({ method: 'GET', path: '/records/mine', query }),
    summary: () => send<RecordSummary>({ method: 'GET', path: '/records/summary' }),
  },
  appeals: {
    create: (body: LogAppealInput, key: string) => send<AppealView>({ method: 'POST', path: '/appeals', body, key }),
    list: (query: AppealQuery) => send<Page<AppealView>>({ method: 'GET', path: '/appeals', query }),
    uphold: (id: number, body: RecordReasonInput, key: string) => send<AppealView>({ method: 'POST', path: `/appeals/${id}/uphold`, body, key }),
    overturn: (id: number, body: OverturnInput, key: string) => send<AppealView>({ method: 'POST', path: `/appeals/${id}/overturn`, body, key }),
  },
  recordRequests: {
    create: (body: RecordRequestInput, key: string) => send<RecordRequestView>({ method: 'POST', path: '/record-requests', body, key }),
    /** Of the office's own accord. */
    propose: (body: OfficeCorrectionInput, key: string) => send<RecordRequestView>({ method: 'POST', path: '/record-requests/by-office', body, key }),
    mine: (query: PageQuery) => send<Page<RecordRequestView>>({ method: 'GET', path: '/record-requests/mine', query }),
    list: (query: RequestQuery) => send<Page<RecordRequestView>>({ method: 'GET', path: '/record-requests', query }),
    grant: (id: number, body: GrantInput, key: string) => send<RecordRequestView>({ method: 'POST', path: `/record-requests/${id}/grant`, body, key }),
    refuse: (id: number, body: RecordReasonInput, key: string) => send<RecordRequestView>({ method: 'POST', path: `/record-requests/${id}/refuse`, body, key }),
    /** The second signature: rows are added to the record. */
    approve: (id: number, key: string) => send<RecordRequestView>({ method: 'POST', path: `/record-requests/${id}/approve`, key }),
    /** The second one does not agree: back to the first. */
    return: (id: number, body: RecordReasonInput, key: string) => send<RecordRequestView>({ method: 'POST', path: `/record-requests/${id}/return`, body, key }),
  },
  entries: {
    propose: (body: EntryInput, key: string) => send<EntryView>({ method: 'POST', path: '/entries', body, key }),
    list: (query: EntryQuery) => send<Page<EntryView>>({ method: 'GET', path: '/entries', query }),
    approve: (id: number, key: string) => send<EntryView>({ method: 'POST', path: `/entries/${id}/approve`, key }),
    refuse: (id: number, body: RecordReasonInput, key: string) => send<EntryView>({ method: 'POST', path: `/entries/${id}/refuse`, body, key }),
  },
  samples: {
    list: (query: SampleQuery) => send<Page<SampleView>>({ method: 'GET', path: '/samples', query }),
    check: (id: number, body: CheckSampleInput, key: string) => send<SampleView>({ method: 'POST', path: `/samples/${id}/check`, body, key }),
    /** What another community doubted, for the recorder's street. */
    doubts: (query: PageQuery & { areaId: number }) => send<Page<SampleView>>({ method: 'GET', path: '/samples/doubts', query }),
    close: (id: number, body: RecordReasonInput, key: string) => send<SampleView>({ method: 'POST', path: `/samples/${id}/close`, body, key }),
    rates: (query: { areaId: number }) => send<SampleRate[]>({ method: 'GET', path: '/samples/rates', query }),
  },
  anomalies: {
    list: (query: AnomalyQuery) => send<VerifierRow[]>({ method: 'GET', path: '/anomalies', query }),
    records: (query: SignQuery) => send<Page<SignedRecord>>({ method: 'GET', path: '/anomalies/records', query }),
  },
  resources: {
    offer: (body: OfferResourceInput, key: string) => send<ResourceView>({ method: 'POST', path: '/resources', body, key }),
    list: (query: ResourceQuery) => send<Page<ResourceView>>({ method: 'GET', path: '/resources', query }),
    /** What I and my units gave, the projects that use it, and where we may offer more. */
    mine: () => send<MyLists>({ method: 'GET', path: '/resources/mine' }),
    update: (id: number, body: ResourceInput, key: string) => send<ResourceView>({ method: 'PUT', path: `/resources/${id}`, body, key }),
    withdraw: (id: number, key: string) => send<ResourceView>({ method: 'POST', path: `/resources/${id}/withdraw`, key }),
  },
  listedNeeds: {
    add: (body: ListNeedInput, key: string) => send<ListedNeedView>({ method: 'POST', path: '/listed-needs', body, key }),
    list: (query: ListedNeedQuery) => send<Page<ListedNeedView>>({ method: 'GET', path: '/listed-needs', query }),
    remove: (needId: number, key: string) => send<ListedNeedView>({ method: 'POST', path: `/listed-needs/${needId}/remove`, key }),
  },
  matches: {
    list: (query: { areaId: number }) => send<MatchView[]>({ method: 'GET', path: '/matches', query }),
    /** One tap: a project of both, its owner whoever accepts. */
    accept: (body: MatchInput, key: string) => send<ProjectView>({ method: 'POST', path: '/matches/accept', body, key }),
    dismiss: (body: MatchInput, key: string) => send<MatchInput>({ method: 'POST', path: '/matches/dismiss', body, key }),
  },
  projects: {
    create: (body: CreateProjectInput, key: string) => send<ProjectView>({ method: 'POST', path: '/projects', body, key }),
    list: (query: ProjectQuery) => send<Page<ProjectCard>>({ method: 'GET', path: '/projects', query }),
    owners: (query: { areaId: number }) => send<OwnerOption[]>({ method: 'GET', path: '/projects/owners', query }),
    get: (id: number) => send<ProjectView>({ method: 'GET', path: `/projects/${id}` }),
    update: (id: number, body: ProjectInput, key: string) => send<ProjectView>({ method: 'PUT', path: `/projects/${id}`, body, key }),
    start: (id: number, key: string) => send<ProjectView>({ method: 'POST', path: `/projects/${id}/start`, key }),
    finish: (id: number, body: FinishProjectInput, key: string) => send<ProjectView>({ method: 'POST', path: `/projects/${id}/finish`, body, key }),
    pass: (id: number, body: ProjectNoteInput, key: string) => send<ProjectView>({ method: 'POST', path: `/projects/${id}/pass`, body, key }),
    return: (id: number, body: ListReasonInput, key: string) => send<ProjectView>({ method: 'POST', path: `/projects/${id}/return`, body, key }),
    drop: (id: number, body: ListReasonInput, key: string) => send<ProjectView>({ method: 'POST', path: `/projects/${id}/drop`, body, key }),
    /** The three lists as one workbook. */
    file: (body: ListFileInput) => send<FileLink>({ method: 'POST', path: '/projects/file', body }),
  },
  agreements: {
    create: (body: CreateAgreementInput, key: string) => send<AgreementView>({ method: 'POST', path: '/agreements', body, key }),
    list: (query: AgreementQuery) => send<Page<AgreementCard>>({ method: 'GET', path: '/agreements', query }),
    mine: () => send<AgreementCard[]>({ method: 'GET', path: '/agreements/mine' }),
    get: (id: number) => send<AgreementView>({ method: 'GET', path: `/agreements/${id}` }),
    update: (id: number, body: AgreementInput, key: string) => send<AgreementView>({ method: 'PUT', path: `/agreements/${id}`, body, key }),
    end: (id: number, body: ListReasonInput, key: string) => send<AgreementView>({ method: 'POST', path: `/agreements/${id}/end`, body, key }),
    /** One page: what was agreed, what was done in that year. */
    sheet: (id: number, body: { year: number }) => send<FileLink>({ method: 'POST', path: `/agreements/${id}/sheet`, body }),
  },
  workdays: {
    get: () => send<CalendarView>({ method: 'GET', path: '/workdays' }),
    /** Replaces what is known of one year. */
    set: (body: CalendarInput) => send<CalendarView>({ method: 'PUT', path: '/workdays', body }),
  },
  /** What somebody looks at before or after others see it. */
  reviews: {
    list: (query: ReviewQuery) => send<Page<ReviewView>>({ method: 'GET', path: '/reviews', query }),
    pass: (body: PassReviewsInput, key: string) => send<ReviewResult>({ method: 'POST', path: '/reviews/pass', body, key }),
    takeDown: (id: number, body: TakeDownInput, key: string) => send<ReviewView>({ method: 'POST', path: `/reviews/${id}/take-down`, body, key }),
    /** Takes a decision back: it waits again. */
    reopen: (id: number, key: string) => send<ReviewView>({ method: 'POST', path: `/reviews/${id}/reopen`, key }),
    /** Of anybody who is signed in, about what he can read. */
    report: (body: ReportInput, key: string) => send<ReportReceipt>({ method: 'POST', path: '/reviews', body, key }),
  },
});
