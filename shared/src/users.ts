import type { Permission, Role } from './roles.ts';
/** Skills one can offer; kept short, since every entry is a filter somebody must read. */
export const SKILLS = ['理发', '家电维修', '水电维修', '医疗健康', '心理疏导', '法律咨询', '课业辅导', '政策宣传', '环境整治', '文艺', '调解', '搬运', '摄影', '驾驶'] as const;
export const FREE_TIMES = { WORKDAY: '工作日白天', EVENING: '工作日晚上', WEEKEND: '周末' } as const;
export type FreeTime = keyof typeof FREE_TIMES;
export const USER_KINDS = { MEMBER: '在职党员', RETIRED: '居民党员', RESIDENT: '居民' } as const;
export type UserKind = keyof typeof USER_KINDS;
export const USER_LIMITS = { name: { min: 1, max: 30 }, skills: 8 } as const;

export interface PostView { id: number; role: Role; areaId: number | null; areaName: string; path: string; unitId: number | null; unitName: string; from: string; to: string | null }
export interface PlaceRef { id: number; name: string }
/** Who is signed in, what he may do, and what the first screen needs. */
export interface MeView {
  id: number; name: string; phone: string; kind: UserKind; elder: boolean;
  /** The community he is registered in (or chose as a resident); null: onboarding is not finished. */
  community: PlaceRef | null; compound: PlaceRef | null; unit: PlaceRef | null;
  skills: string[]; freeTimes: FreeTime[];
  posts: PostView[]; permissions: Permission[];
  /** What onboarding still asks for, in order; empty when done. */
  todo: ('PHONE' | 'CONSENTS' | 'REGISTRATION')[];
  unread: number;
}
export interface UpdateMeInput { name?: string; elder?: boolean; skills?: string[]; freeTimes?: FreeTime[] }
export interface SessionView { token: string; me: MeView }
export interface DemoAccount { phone: string; name: string; title: string; hint: string }
export interface PhoneCodeView { /** Seconds until another code may be asked for. */ waitSeconds: number; /** Shown in demo mode only, where no message is sent. */ demoCode: string | null }
/** A number somebody types where WeChat and SMS do not help. It opens and joins nothing until the community has called it. */
export const TYPED_PHONE_STATUSES = { WAITING: '待社区核实', CONFIRMED: '已核实', REFUSED: '没有核实成' } as const;
export type TypedPhoneStatus = keyof typeof TYPED_PHONE_STATUSES;
export interface TypePhoneInput { phone: string; name: string; communityId: number }
export interface TypedPhoneView { userId: number; name: string; phone: string; community: PlaceRef; status: TypedPhoneStatus; createdAt: number }
/** What has to be done first, and where; and what is lost. */
export interface ClosingBlocker { text: string; path: string }
export interface ClosingView { blockers: ClosingBlocker[]; points: number }
export interface PersonRef { id: number; name: string }
export interface PersonView { id: number; name: string; phone: string; kind: UserKind; unitName: string | null; skills: string[] }

/** Purposes that need a separate yes (PIPL art. 23, 25, 29). TERMS is the only one the product cannot work without. */
export const CONSENTS = {
  TERMS: { label: '服务协议与隐私政策', text: '同意后才能使用本平台。', required: true },
  ROSTER: { label: '用手机号核对党员花名册', text: '用来找到您的单位和社区，少填几项。不同意也能以居民身份参加。', required: false },
  UNIT_SHARE: { label: '把已核实的服务记录告知所在单位', text: '单位只看到时间、内容和时长。', required: false },
  PUBLISH_NAME: { label: '在公开名单中显示姓名', text: '不同意时显示为“张**”。', required: false },
  PUBLISH_PHOTO: { label: '公开您上传的照片', text: '不同意时照片只给核实人看。', required: false },
} as const;
export type ConsentPurpose = keyof typeof CONSENTS;
export const CONSENT_PURPOSES = Object.keys(CONSENTS) as ConsentPurpose[];
export const CONSENT_VERSION = 1;
export interface ConsentView { purpose: ConsentPurpose; granted: boolean; at: number | null; version: number }
export interface GiveConsentInput { purpose: ConsentPurpose; granted: boolean }
export interface CreatePostInput { userId: number; role: Role; areaId?: number; unitId?: number; from: string; to?: string }
