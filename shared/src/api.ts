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
import type { FundEntryView, FundInput, GuardView, JournalQuery, JournalRow, JournalTxView, ReconcileRunCard, ReconcileRunView, StockSheetView } from './ledger.ts';
import type { AppealInput, CorrectionInput, CorrectionStatus, CorrectionView, FreezeInput, FreezeStatus, FreezeView, PointsEntryView, PointsReasonInput, PointsView, PointsWhyView } from './points.ts';
import type { MemberRegistrationView, RegisterMemberInput, RegisterUnitInput, RegistrationStatus, ReturnInput, RosterMatch, UnitRegistrationView } from './registrations.ts';
import type { CollectInput, CounterCollectInput, CounterFindInput, CounterOrderInput, CounterPersonView, CountInput, DamageInput, OrderInput, PickupPointInput, PickupPointView, RedemptionQuery, RedemptionReasonInput, RedemptionView, RestockInput, RewardView, ShelfFilter, ShelfRowView, StockInput, StockMoveView, StockTakeCard, StockTakeView, SubstituteInput, UpdatePickupPointInput, UpdateRewardInput } from './rewards.ts';
import type { AdditionInput, AdditionView, PublishTariffInput, SimulateInput, SimulationView, TariffInput, TariffView } from './tariff.ts';
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
    confirm: (id: number, key: string) => send<ImportView>({ method: 'POST', path: `/imports/${id}/confirm`, key }),
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
  points: {
    mine: () => send<PointsView>({ method: 'GET', path: '/points' }),
    entries: (query: PageQuery) => send<Page<PointsEntryView>>({ method: 'GET', path: '/points/entries', query }),
    /** Why an entry is what it is: rule, what it was given, lots. */
    why: (id: number) => send<PointsWhyView>({ method: 'GET', path: `/points/entries/${id}` }),
    /** The owner's word against the freeze of his account. */
    appeal: (body: AppealInput, key: string) => send<PointsView>({ method: 'POST', path: '/points/appeal', body, key }),
  },
  freezes: {
    list: (query: PageQuery & { areaId: number; status?: FreezeStatus }) => send<Page<FreezeView>>({ method: 'GET', path: '/freezes', query }),
    create: (body: FreezeInput, key: string) => send<FreezeView>({ method: 'POST', path: '/freezes', body, key }),
    lift: (id: number, body: PointsReasonInput, key: string) => send<FreezeView>({ method: 'POST', path: `/freezes/${id}/lift`, body, key }),
    /** The appeal was looked at and the freeze stays. */
    keep: (id: number, body: PointsReasonInput, key: string) => send<FreezeView>({ method: 'POST', path: `/freezes/${id}/keep`, body, key }),
  },
  corrections: {
    list: (query: PageQuery & { areaId: number; status?: CorrectionStatus }) => send<Page<CorrectionView>>({ method: 'GET', path: '/corrections', query }),
    propose: (body: CorrectionInput, key: string) => send<CorrectionView>({ method: 'POST', path: '/corrections', body, key }),
    approve: (id: number, key: string) => send<CorrectionView>({ method: 'POST', path: `/corrections/${id}/approve`, key }),
    refuse: (id: number, body: PointsReasonInput, key: string) => send<CorrectionView>({ method: 'POST', path: `/corrections/${id}/refuse`, body, key }),
  },
  tariffs: {
    /** Today's, for everybody. */
    current: () => send<TariffView>({ method: 'GET', path: '/tariff' }),
    list: () => send<TariffView[]>({ method: 'GET', path: '/tariffs' }),
    create: (body: TariffInput) => send<TariffView>({ method: 'POST', path: '/tariffs', body }),
    update: (id: number, body: TariffInput) => send<TariffView>({ method: 'PUT', path: `/tariffs/${id}`, body }),
    discard: (id: number) => send<void>({ method: 'DELETE', path: `/tariffs/${id}` }),
    publish: (id: number, body: PublishTariffInput) => send<TariffView>({ method: 'POST', path: `/tariffs/${id}/publish`, body }),
    simulate: (body: SimulateInput) => send<SimulationView>({ method: 'POST', path: '/simulations', body }),
  },
  additions: {
    list: (areaId: number) => send<AdditionView[]>({ method: 'GET', path: '/additions', query: { areaId } }),
    propose: (body: AdditionInput) => send<AdditionView>({ method: 'POST', path: '/additions', body }),
    approve: (id: number) => send<AdditionView>({ method: 'POST', path: `/additions/${id}/approve` }),
    refuse: (id: number) => send<AdditionView>({ method: 'POST', path: `/additions/${id}/refuse` }),
    end: (id: number) => send<AdditionView>({ method: 'POST', path: `/additions/${id}/end` }),
  },
  rewards: {
    pickupPoints: () => send<PickupPointView[]>({ method: 'GET', path: '/pickup-points' }),
    openPoint: (body: PickupPointInput) => send<PickupPointView>({ method: 'POST', path: '/pickup-points', body }),
    updatePoint: (id: number, body: UpdatePickupPointInput) => send<PickupPointView>({ method: 'PUT', path: `/pickup-points/${id}`, body }),
    list: (query: PageQuery & { pickupPointId: number }) => send<Page<RewardView>>({ method: 'GET', path: '/rewards', query }),
    get: (id: number) => send<RewardView>({ method: 'GET', path: `/rewards/${id}` }),
    /** Staff: everything on the point's shelf. */
    shelf: (query: PageQuery & { pickupPointId: number; show?: ShelfFilter }) => send<Page<ShelfRowView>>({ method: 'GET', path: '/desk/rewards', query }),
    stock: (pickupPointId: number, body: StockInput, key: string) => send<ShelfRowView>({ method: 'POST', path: `/pickup-points/${pickupPointId}/rewards`, body, key }),
    update: (id: number, body: UpdateRewardInput) => send<ShelfRowView>({ method: 'PUT', path: `/rewards/${id}`, body }),
    restock: (id: number, body: RestockInput, key: string) => send<ShelfRowView>({ method: 'POST', path: `/rewards/${id}/restock`, body, key }),
    damage: (id: number, body: DamageInput, key: string) => send<ShelfRowView>({ method: 'POST', path: `/rewards/${id}/damage`, body, key }),
    /** The stock journal of a point, newest first. */
    moves: (query: PageQuery & { pickupPointId: number; rewardId?: number }) => send<Page<StockMoveView>>({ method: 'GET', path: '/stock-moves', query }),
    wait: (id: number) => send<RewardView>({ method: 'POST', path: `/rewards/${id}/wait` }),
    leave: (id: number) => send<RewardView>({ method: 'DELETE', path: `/rewards/${id}/wait` }),
    /** Public: what came in and went out in a month ('2026-11'). */
    sheet: (query: { pickupPointId: number; month: string }) => send<StockSheetView>({ method: 'GET', path: '/stock-sheet', query }),
  },
  redemptions: {
    order: (body: OrderInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/redemptions', body, key }),
    mine: (query: PageQuery) => send<Page<RedemptionView>>({ method: 'GET', path: '/redemptions/mine', query }),
    get: (id: number) => send<RedemptionView>({ method: 'GET', path: `/redemptions/${id}` }),
    cancel: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/cancel`, key }),
    orders: (query: RedemptionQuery) => send<Page<RedemptionView>>({ method: 'GET', path: '/redemptions', query }),
    /** The keeper looks before he hands over. */
    lookUp: (body: CollectInput) => send<RedemptionView>({ method: 'POST', path: '/redemptions/look-up', body }),
    collect: (body: CollectInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/redemptions/collect', body, key }),
    callOff: (id: number, body: RedemptionReasonInput, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/call-off`, body, key }),
    substitute: (id: number, body: SubstituteInput, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/substitute`, body, key }),
    /** The owner's yes: the answer is the new order. */
    acceptSubstitute: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/substitute/accept`, key }),
    /** The owner's no: the order is cancelled, everything returns. */
    declineSubstitute: (id: number, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/substitute/decline`, key }),
    /** Collected goods come back; points return. */
    giveBack: (id: number, body: RedemptionReasonInput, key: string) => send<RedemptionView>({ method: 'POST', path: `/redemptions/${id}/give-back`, body, key }),
  },
  counter: {
    find: (body: CounterFindInput) => send<CounterPersonView>({ method: 'POST', path: '/counter/find', body }),
    order: (body: CounterOrderInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/counter/orders', body, key }),
    collect: (body: CounterCollectInput, key: string) => send<RedemptionView>({ method: 'POST', path: '/counter/collect', body, key }),
  },
  stockTakes: {
    list: (query: PageQuery & { pickupPointId: number }) => send<Page<StockTakeCard>>({ method: 'GET', path: '/stock-takes', query }),
    begin: (pickupPointId: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/pickup-points/${pickupPointId}/stock-takes`, key }),
    get: (id: number) => send<StockTakeView>({ method: 'GET', path: `/stock-takes/${id}` }),
    count: (id: number, body: CountInput) => send<StockTakeView>({ method: 'PUT', path: `/stock-takes/${id}`, body }),
    submit: (id: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/stock-takes/${id}/submit`, key }),
    confirm: (id: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/stock-takes/${id}/confirm`, key }),
    drop: (id: number, key: string) => send<StockTakeView>({ method: 'POST', path: `/stock-takes/${id}/drop`, key }),
  },
  funds: {
    guard: () => send<GuardView>({ method: 'GET', path: '/guard' }),
    list: (query: PageQuery & { areaId: number }) => send<Page<FundEntryView>>({ method: 'GET', path: '/funds', query }),
    add: (body: FundInput, key: string) => send<FundEntryView>({ method: 'POST', path: '/funds', body, key }),
  },
  journal: {
    list: (query: JournalQuery) => send<Page<JournalRow>>({ method: 'GET', path: '/journal', query }),
    get: (id: number) => send<JournalTxView>({ method: 'GET', path: `/journal/${id}` }),
  },
  reconcile: {
    runs: (query: PageQuery) => send<Page<ReconcileRunCard>>({ method: 'GET', path: '/reconcile', query }),
    get: (id: number) => send<ReconcileRunView>({ method: 'GET', path: `/reconcile/${id}` }),
    /** Starts one now; answers when it is done. */
    run: (key: string) => send<ReconcileRunView>({ method: 'POST', path: '/reconcile', key }),
  },
  desk: {
    get: (areaId?: number) => send<DeskView>({ method: 'GET', path: '/desk', query: { areaId } }),
    insight: (areaId?: number) => send<InsightView>({ method: 'GET', path: '/insight', query: { areaId } }),
  },
});
export type Api = ReturnType<typeof createApi>;
