import type { CreateAreaInput, CreateUnitInput, AreaView, RenameAreaInput, UnitView } from '../areas.ts';
import type { MemberCodeView } from '../attendance.ts';
import type { CodeView, SceneView } from '../codes.ts';
import type { HealthView } from '../health.ts';
import type { DecidedDifferences, DecideDifferencesInput, DifferenceKind, ImportKind, ImportRowView, ImportView, RemapInput, RosterDifferences, RowVerdict } from '../imports.ts';
import type { CaretakerView, CreateLiaisonInput, LiaisonKind, LiaisonStatus, LiaisonView } from '../liaisons.ts';
import type { NoticeView } from '../notices.ts';
import type { MessagesView, MuteInput, PromptAnswersInput } from '../messages.ts';
import type { Page, PageQuery } from '../page.ts';
import type { ProfileView, Station, StationCount, UpdateProfileInput } from '../profile.ts';
import type { MemberRegistrationView, PosterView, RetireInput, RegisterMemberInput, RegisterUnitInput, RegistrationStatus, ReturnInput, RosterMatch, UnitRegistrationView } from '../registrations.ts';
import type { UploadView } from '../uploads.ts';
import type { ClosingView, ConsentView, CreatePostInput, DemoAccount, GiveConsentInput, MeView, PersonView, PhoneCodeView, PostView, SessionView, TypedPhoneView, TypePhoneInput, UpdateMeInput } from '../users.ts';
import type { LocalFile, Transport } from './call.ts';

/** Who is who, where, and how we reach them. */
export const peopleApi = (send: Transport) => ({
  session: {
    demoAccounts: () => send<DemoAccount[]>({ method: 'GET', path: '/session/demo' }),
    demo: (phone: string) => send<SessionView>({ method: 'POST', path: '/session/demo', body: { phone } }),
    wechat: (code: string) => send<SessionView>({ method: 'POST', path: '/session/wechat', body: { code } }),
    phoneCode: (phone: string) => send<PhoneCodeView>({ method: 'POST', path: '/session/phone-code', body: { phone } }),
    phone: (phone: string, code: string) => send<SessionView>({ method: 'POST', path: '/session/phone', body: { phone, code } }),
    /** Signed in by WeChat: binds (and so proves) a phone number; the account may merge with the one of that phone. */
    bindPhone: (phone: string, code: string) => send<SessionView>({ method: 'POST', path: '/session/bind-phone', body: { phone, code } }),
    /** By the one-time code of WeChat's phone button: proves the phone like an SMS code does. */
    wechatPhone: (code: string) => send<SessionView>({ method: 'POST', path: '/session/wechat-phone', body: { code } }),
    /** Signed in by phone inside WeChat: this WeChat is his from now on. false: it, or he, has another already. */
    linkWechat: (code: string) => send<{ linked: boolean }>({ method: 'POST', path: '/session/link-wechat', body: { code } }),
    end: () => send<void>({ method: 'DELETE', path: '/session' }),
  },
  me: {
    get: () => send<MeView>({ method: 'GET', path: '/me' }),
    update: (body: UpdateMeInput) => send<MeView>({ method: 'PUT', path: '/me', body }),
    consents: () => send<ConsentView[]>({ method: 'GET', path: '/me/consents' }),
    consent: (body: GiveConsentInput) => send<ConsentView[]>({ method: 'PUT', path: '/me/consents', body }),
    /** A code for the leader to scan: proves who is standing there. */
    code: () => send<MemberCodeView>({ method: 'GET', path: '/me/code' }),
    typedPhone: () => send<{ typed: TypedPhoneView | null }>({ method: 'GET', path: '/me/phone' }),
    /** A number without a proof: the community calls it and says whether it is his. */
    typePhone: (body: TypePhoneInput) => send<TypedPhoneView>({ method: 'POST', path: '/me/phone', body }),
    /** What stands in the way of closing the account. */
    closing: () => send<ClosingView>({ method: 'GET', path: '/me/closing' }),
    close: () => send<void>({ method: 'POST', path: '/me/close' }),
    rosterMatch: () => send<RosterMatch>({ method: 'GET', path: '/me/roster' }),
    profile: () => send<ProfileView>({ method: 'GET', path: '/me/profile' }),
    updateProfile: (body: UpdateProfileInput) => send<ProfileView>({ method: 'PUT', path: '/me/profile', body }),
    /** 信息没变: the half-yearly confirmation, in one tap. */
    confirmProfile: () => send<ProfileView>({ method: 'POST', path: '/me/profile/confirm' }),
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
    search: (query: PageQuery & { areaId: number; q?: string; station?: Station }) => send<Page<PersonView>>({ method: 'GET', path: '/people', query }),
  },
  imports: {
    create: (kind: ImportKind, file: LocalFile, targetId?: number) => send<ImportView>({ method: 'POST', path: '/imports', query: { kind, targetId }, file }),
    list: (query: PageQuery & { kind?: ImportKind }) => send<Page<ImportView>>({ method: 'GET', path: '/imports', query }),
    get: (id: number) => send<ImportView>({ method: 'GET', path: `/imports/${id}` }),
    rows: (id: number, query: PageQuery & { verdict?: RowVerdict }) => send<Page<ImportRowView>>({ method: 'GET', path: `/imports/${id}/rows`, query }),
    remap: (id: number, body: RemapInput) => send<ImportView>({ method: 'PUT', path: `/imports/${id}/columns`, body }),
    confirm: (id: number, key: string) => send<ImportView>({ method: 'POST', path: `/imports/${id}/confirm`, key }),
    discard: (id: number) => send<ImportView>({ method: 'DELETE', path: `/imports/${id}` }),
    /** A roster against the one in force: before it is written what would differ, afterwards what is to be decided. */
    differences: (id: number, query: PageQuery & { kind?: DifferenceKind }) => send<RosterDifferences>({ method: 'GET', path: `/imports/${id}/differences`, query }),
    decide: (id: number, body: DecideDifferencesInput, key: string) => send<DecidedDifferences>({ method: 'POST', path: `/imports/${id}/differences/decide`, body, key }),
  },
  stations: {
    counts: (areaId: number) => send<StationCount[]>({ method: 'GET', path: '/stations', query: { areaId } }),
  },
  liaisons: {
    list: (query: PageQuery & { areaId: number; kind?: LiaisonKind; status?: LiaisonStatus }) => send<Page<LiaisonView>>({ method: 'GET', path: '/liaisons', query }),
    /** One's own, and those of the units one speaks for. */
    mine: () => send<LiaisonView[]>({ method: 'GET', path: '/liaisons/mine' }),
    /** Who looks after a compound, its buildings and stairwells. */
    around: (areaId: number) => send<CaretakerView[]>({ method: 'GET', path: '/liaisons/around', query: { areaId } }),
    create: (body: CreateLiaisonInput) => send<LiaisonView>({ method: 'POST', path: '/liaisons', body }),
    accept: (id: number) => send<LiaisonView>({ method: 'POST', path: `/liaisons/${id}/accept` }),
    refuse: (id: number, body: ReturnInput) => send<LiaisonView>({ method: 'POST', path: `/liaisons/${id}/refuse`, body }),
    decline: (id: number) => send<void>({ method: 'POST', path: `/liaisons/${id}/decline` }),
    withdraw: (id: number) => send<LiaisonView>({ method: 'POST', path: `/liaisons/${id}/withdraw` }),
    end: (id: number) => send<LiaisonView>({ method: 'POST', path: `/liaisons/${id}/end` }),
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
    retire: (id: number, body: RetireInput) => send<MemberRegistrationView>({ method: 'POST', path: `/registrations/${id}/retire`, body }),
    /** What the community's poster says, and where its code leads. */
    poster: (areaId: number) => send<PosterView>({ method: 'GET', path: '/registrations/poster', query: { areaId } }),
    /** WeChat's code of the poster, and ours of the same. */
    posterCode: (areaId: number) => send<CodeView>({ method: 'POST', path: '/registrations/poster/code', body: { areaId } }),
    posterFile: (areaId: number) => send<{ url: string }>({ method: 'POST', path: '/registrations/poster/file', body: { areaId } }),
  },
  typedPhones: {
    /** Numbers that wait for the community's call. */
    list: (areaId: number) => send<TypedPhoneView[]>({ method: 'GET', path: '/typed-phones', query: { areaId } }),
    /** `phone`: the number that was called. */
    confirm: (userId: number, phone: string) => send<TypedPhoneView>({ method: 'POST', path: `/typed-phones/${userId}/confirm`, body: { phone } }),
    refuse: (userId: number, phone: string) => send<TypedPhoneView>({ method: 'POST', path: `/typed-phones/${userId}/refuse`, body: { phone } }),
  },
  codes: {
    /** Where a scanned code leads. */
    open: (scene: string) => send<SceneView>({ method: 'POST', path: '/codes/open', body: { scene } }),
  },
  unitRegistrations: {
    mine: () => send<UnitRegistrationView[]>({ method: 'GET', path: '/unit-registrations/mine' }),
    create: (body: RegisterUnitInput) => send<UnitRegistrationView>({ method: 'POST', path: '/unit-registrations', body }),
    list: (query: PageQuery & { areaId: number; status?: RegistrationStatus }) => send<Page<UnitRegistrationView>>({ method: 'GET', path: '/unit-registrations', query }),
    accept: (id: number) => send<UnitRegistrationView>({ method: 'POST', path: `/unit-registrations/${id}/accept` }),
    return: (id: number, body: ReturnInput) => send<UnitRegistrationView>({ method: 'POST', path: `/unit-registrations/${id}/return`, body }),
    withdraw: (id: number) => send<UnitRegistrationView>({ method: 'POST', path: `/unit-registrations/${id}/withdraw` }),
  },
  /** How what it stands on is doing, for the city's organisers and auditors. */
  health: { details: () => send<HealthView>({ method: 'GET', path: '/health/details' }) },
  notices: {
    list: (query: PageQuery) => send<Page<NoticeView>>({ method: 'GET', path: '/notices', query }),
    read: (id: number) => send<void>({ method: 'POST', path: `/notices/${id}/read` }),
    readAll: () => send<void>({ method: 'POST', path: '/notices/read-all' }),
  },
  /** What this person gets as WeChat messages. */
  messages: {
    get: () => send<MessagesView>({ method: 'GET', path: '/messages' }),
    answer: (body: PromptAnswersInput, key: string) => send<MessagesView>({ method: 'POST', path: '/messages/answers', body, key }),
    mute: (body: MuteInput) => send<MessagesView>({ method: 'PUT', path: '/messages/muted', body }),
  },
  uploads: {
    photo: (file: LocalFile, key?: string) => send<UploadView>({ method: 'POST', path: '/uploads', file, key }),
  },
});
