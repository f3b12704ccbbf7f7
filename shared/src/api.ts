import type { CreateAreaInput, CreateUnitInput, AreaView, RenameAreaInput, UnitView } from './areas.ts';
import type { DayCodeInput, MarkInput, MemberCodeInput, MemberCodeView, PresenceView, ScanInput, ShiftCodeView, WalkUpInput } from './attendance.ts';
import type { ClaimInput, ClaimQuery, ClaimView, OfferCandidate, OfferInput, OfferSummary, OfferView, OrganiserClaimInput, RosterRow } from './claims.ts';
import type { DeskView, InsightView } from './desk.ts';
import type { ErrorBody, ErrorCode } from './errors.ts';
import type { ImportKind, ImportRowView, ImportView, RemapInput, RowVerdict } from './imports.ts';
import type { LogReasonInput, LogStatus, LogView, RecordSummary, ServiceRecordView, SubmitLogInput, VerifyInput, VerifyResult } from './logs.ts';
import type { CreateNeedInput, FeedbackInput, NeedCard, NeedStatus, NeedView, ReplyInput } from './needs.ts';
import type { NoticeView } from './notices.ts';
import type { Page, PageQuery } from './page.ts';
import type { PointsEntryView, PointsView } from './points.ts';
import type { MemberRegistrationView, RegisterMemberInput, RegisterUnitInput, RegistrationStatus, ReturnInput, RosterMatch, UnitRegistrationView } from './registrations.ts';
import type { CollectInput, OrderInput, PickupPointView, RedemptionQuery, RedemptionView, RewardView, StockInput } from './rewards.ts';
import type { CancelTaskInput, CreateTaskInput, DeskTaskQuery, TaskCard, TaskListQuery, TaskTemplate, TaskView, UpdateTaskInput } from './tasks.ts';
import type { UploadView } from './uploads.ts';
import type { ConsentView, CreatePostInput, DemoAccount, GiveConsentInput, MeView, PersonView, PhoneCodeView, PostView, SessionView, UpdateMeInput } from './users.ts';

/** A file on this device: a path (mini-program, H5 blob URL) or its bytes (tests). */
export interface LocalFile { name: string; path?: string; data?: Uint8Array }
export interface Call {
  /** No PATCH: WeChat's wx.request does not know it. PUT may carry only what changes. */
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api, ids already filled in. */
  path: string;
  query?: object;
  body?: unknown;
  file?: LocalFile;
  /** Idempotency-Key: made by the client before the first try and kept for every retry of the same intent. */
  key?: string;
}
export type Transport = <T>(call: Call) => Promise<T>;
/** A refusal by the server (or no network: status 0). `message` is ready to be shown. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'NETWORK';
  readonly fields: Record<string, string>;
  constructor(status: number, body: Pick<ErrorBody, 'message' | 'fields'> & { code: ErrorCode | 'NETWORK' }) {
    super(body.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.fields = body.fields ?? {};
  }
}

/** The whole HTTP contract, one line per endpoint. The mini-program and the API tests call this same client. */
export const createApi = (send: Transport) => ({
  session: {
    demoAccounts: () => send<DemoAccount[]>({ method: 'GET', path: '/session/demo' }),
    demo: (phone: string) => send<SessionView>({ method: 'POST', path: '/session/demo', body: { phone } }),
    wechat: (code: string) => send<SessionView>({ method: 'POST', path: '/session/wechat', body: { code } }),
    phoneCode: (phone: string) => send<PhoneCodeView>({ method: 'POST', path: '/session/phone-code', body: { phone } }),
    phone: (phone: string, code: string) => send<SessionView>({ method: 'POST', path: '/session/phone', body: { phone, code } }),
    /** Signed in by WeChat: binds (and so proves) a phone number; the account may merge with the one of that phone. */
    bindPhone: (phone: string, code: string) => send<SessionView>({ method: 'POST', path: '/session/bind-phone', body: { phone, code } }),
    end: () => send<void>({ method: 'DELETE', path: '/session' }),
  },
  me: {
    get: () => send<MeView>({ method: 'GET', path: '/me' }),
    update: (body: UpdateMeInput) => send<MeView>({ method: 'PUT', path: '/me', body }),
    consents: () => send<ConsentView[]>({ method: 'GET', path: '/me/consents' }),
    consent: (body: GiveConsentInput) => send<ConsentView[]>({ method: 'PUT', path: '/me/consents', body }),
    /** A code for the leader to scan: proves who is standing there. */
    code: () => send<MemberCodeView>({ method: 'GET', path: '/me/code' }),
    rosterMatch: () => send<RosterMatch>({ method: 'GET', path: '/me/roster' }),
  },
  areas: {
    children: (parentId?: number) => send<AreaView[]>({ method: 'GET', path: '/areas', query: { parentId } }),
    get: (id: number) => send<AreaView>({ method: 'GET', path: `/areas/${id}` }),
    create: (body: CreateAreaInput) => send<AreaView>({ method: 'POST', path: '/areas', body }),
    rename: (id: number, body: RenameAreaInput) => send<AreaView>({ method: 'PUT', path: `/areas/${id}`, body }),
  },
  units: {
    search: (query: PageQuery & { q?: string }) => send<Page<UnitView>>({ method: 'GET', path: '/units', query }),
    create: (body: CreateUnitInput) => send<UnitView>({ method: 'POST', path: '/units', body }),
  },
  posts: {
    list: (areaId: number) => send<(PostView & { userId: number; userName: string })[]>({ method: 'GET', path: '/posts', query: { areaId } }),
    create: (body: CreatePostInput) => send<PostView>({ method: 'POST', path: '/posts', body }),
    end: (id: number) => send<void>({ method: 'DELETE', path: `/posts/${id}` }),
  },
  people: {
    /** People registered within an area, by name or phone tail; for posts, organisers and offers. */
    search: (query: PageQuery & { areaId: number; q?: string }) => send<Page<PersonView>>({ method: 'GET', path: '/people', query }),
  },
  imports: {
    create: (kind: ImportKind, file: LocalFile, targetId?: number) => send<ImportView>({ method: 'POST', path: '/imports', query: { kind, targetId }, file }),
    list: (query: PageQuery & { kind?: ImportKind }) => send<Page<ImportView>>({ method: 'GET', path: '/imports', query }),
    get: (id: number) => send<ImportView>({ method: 'GET', path: `/imports/${id}` }),
    rows: (id: number, query: PageQuery & { verdict?: RowVerdict }) => send<Page<ImportRowView>>({ method: 'GET', path: `/imports/${id}/rows`, query }),
    remap: (id: number, body: RemapInput) => send<ImportView>({ method: 'PUT', path: `/imports/${id}/columns`, body }),
    confirm: (id: number) => send<ImportView>({ method: 'POST', path: `/imports/${id}/confirm` }),
    discard: (id: number) => send<ImportView>({ method: 'DELETE', path: `/imports/${id}` }),
  },
  registrations: {
    mine: () => send<MemberRegistrationView[]>({ method: 'GET', path: '/registrations/mine' }),
    create: (body: RegisterMemberInput) => send<MemberRegistrationView>({ method: 'POST', path: '/registrations', body }),
    list: (query: PageQuery & { areaId: number; status?: RegistrationStatus }) => send<Page<MemberRegistrationView>>({ method: 'GET', path: '/registrations', query }),
    accept: (id: number) => send<MemberRegistrationView>({ method: 'POST', path: `/registrations/${id}/accept` }),
    return: (id: number, body: ReturnInput) => send<MemberRegistrationView>({ method: 'POST', path: `/registrations/${id}/return`, body }),
    withdraw: (id: number) => send<MemberRegistrationView>({ method: 'POST', path: `/registrations/${id}/withdraw` }),
    /** Moving house: the old registration ends when the new community accepts. */
    transfer: (id: number, body: RegisterMemberInput) => send<MemberRegistrationView>({ method: 'POST', path: `/registrations/${id}/transfer`, body }),
  },
  unitRegistrations: {
    mine: () => send<UnitRegistrationView[]>({ method: 'GET', path: '/unit-registrations/mine' }),
    create: (body: RegisterUnitInput) => send<UnitRegistrationView>({ method: 'POST', path: '/unit-registrations', body }),
    list: (query: PageQuery & { areaId: number; status?: RegistrationStatus }) => send<Page<UnitRegistrationView>>({ method: 'GET', path: '/unit-registrations', query }),
    accept: (id: number) => send<UnitRegistrationView>({ method: 'POST', path: `/unit-registrations/${id}/accept` }),
    return: (id: number, body: ReturnInput) => send<UnitRegistrationView>({ method: 'POST', path: `/unit-registrations/${id}/return`, body }),
    withdraw: (id: number) => send<UnitRegistrationView>({ method: 'POST', path: `/unit-registrations/${id}/withdraw` }),
  },
  notices: {
    list: (query: PageQuery) => send<Page<NoticeView>>({ method: 'GET', path: '/notices', query }),
    read: (id: number) => send<void>({ method: 'POST', path: `/notices/${id}/read` }),
    readAll: () => send<void>({ method: 'POST', path: '/notices/read-all' }),
  },
  uploads: {
    photo: (file: LocalFile, key?: string) => send<UploadView>({ method: 'POST', path: '/uploads', file, key }),
  },
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
    update: (id: number, body: UpdateTaskInput) => send<TaskView>({ method: 'PUT', path: `/tasks/${id}`, body }),
    publish: (id: number) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/publish` }),
    /** A new draft with everything but the dates, which move on by whole weeks to the next future one. */
    copy: (id: number) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/copy` }),
    withdraw: (id: number) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/withdraw` }),
    cancel: (id: number, body: CancelTaskInput) => send<TaskView>({ method: 'POST', path: `/tasks/${id}/cancel`, body }),
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
    approve: (id: number) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/approve` }),
    refuse: (id: number) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/refuse` }),
    excuse: (id: number) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/excuse` }),
    noShow: (id: number) => send<RosterRow[]>({ method: 'POST', path: `/claims/${id}/no-show` }),
  },
  offers: {
    mine: () => send<OfferView[]>({ method: 'GET', path: '/offers/mine' }),
    candidates: (shiftId: number) => send<OfferCandidate[]>({ method: 'GET', path: `/shifts/${shiftId}/candidates` }),
    send: (body: OfferInput) => send<OfferSummary>({ method: 'POST', path: '/offers', body }),
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
  points: {
    mine: () => send<PointsView>({ method: 'GET', path: '/points' }),
    entries: (query: PageQuery) => send<Page<PointsEntryView>>({ method: 'GET', path: '/points/entries', query }),
  },
  rewards: {
    pickupPoints: () => send<PickupPointView[]>({ method: 'GET', path: '/pickup-points' }),
    list: (query: PageQuery & { pickupPointId: number }) => send<Page<RewardView>>({ method: 'GET', path: '/rewards', query }),
    stock: (pickupPointId: number, body: StockInput, key?: string) => send<RewardView>({ method: 'POST', path: `/pickup-points/${pickupPointId}/rewards`, body, key }),
    order: (body: OrderInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/redemptions', body, key }),
    mine: (query: PageQuery) => send<Page<RedemptionView>>({ method: 'GET', path: '/redemptions/mine', query }),
    get: (id: number) => send<RedemptionView>({ method: 'GET', path: `/redemptions/${id}` }),
    cancel: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/cancel`, key }),
    orders: (query: RedemptionQuery) => send<Page<RedemptionView>>({ method: 'GET', path: '/redemptions', query }),
    /** The keeper looks before he hands over. */
    lookUp: (body: CollectInput) => send<RedemptionView>({ method: 'POST', path: '/redemptions/look-up', body }),
    collect: (body: CollectInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/redemptions/collect', body, key }),
  },
  desk: {
    get: (areaId?: number) => send<DeskView>({ method: 'GET', path: '/desk', query: { areaId } }),
    insight: (areaId?: number) => send<InsightView>({ method: 'GET', path: '/insight', query: { areaId } }),
  },
});
export type Api = ReturnType<typeof createApi>;
