import type { DayCodeInput, MarkInput, MemberCodeInput, PresenceView, ScanInput, ShiftCodeView, WalkUpInput } from '../attendance.ts';
import type { ClaimInput, ClaimQuery, ClaimView, OfferCandidate, OfferInput, OfferSummary, OfferView, OrganiserClaimInput, RosterRow } from '../claims.ts';
import type { LogReasonInput, LogStatus, LogView, RecordSummary, ServiceRecordView, SubmitLogInput, VerifyInput, VerifyResult } from '../logs.ts';
import type { CreateNeedInput, FeedbackInput, NeedCard, NeedStatus, NeedView, ReplyInput } from '../needs.ts';
import type { Page, PageQuery } from '../page.ts';
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
    shiftCode: (shiftId: number) => send<ShiftCodeView>({ method: 'GET', path: `/shifts/${shiftId}/code` }),
    scan: (body: ScanInput, key: string) => send<PresenceView>({ method: 'POST', path: '/attendance/scan', body, key }),
    dayCode: (body: DayCodeInput, key: string) => send<PresenceView>({ method: 'POST', path: '/attendance/day-code', body, key }),
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
});
