import type { FreeTime, PlaceRef } from './users.ts';
/** Standing posts (岗位) that a member claims for good, unlike a shift of a task. Kept to eight, as the field does; each says what it does. */
export const STATIONS = {
  POLICY: { label: '政策宣传岗', does: '把惠民政策讲给邻居听', icon: 'megaphone' },
  PATROL: { label: '治安巡逻岗', does: '看看楼道门窗，提醒防火防骗', icon: 'shield' },
  CLEAN: { label: '环境卫生岗', does: '清杂物、护绿植、劝分类', icon: 'leaf' },
  CIVIL: { label: '文明劝导岗', does: '劝导停车、遛狗、飞线充电', icon: 'hand' },
  MEDIATE: { label: '矛盾调解岗', does: '邻里有了疙瘩，帮着说和', icon: 'handshake' },
  CARE: { label: '助老助残岗', does: '常去看看独居老人和残疾邻居', icon: 'heart' },
  CULTURE: { label: '文体活动岗', does: '带大家唱歌、下棋、做运动', icon: 'music' },
  EMERGENCY: { label: '应急突击岗', does: '停水停电、风雪大雨时先到', icon: 'bolt' },
} as const;
export type Station = keyof typeof STATIONS;
export const STATION_KEYS = Object.keys(STATIONS) as Station[];
/** How far from home somebody is willing to go. Areas instead of kilometres: nobody's position is asked for. */
export const RANGES = { COMPOUND: '只在本小区', COMMUNITY: '本社区', STREET: '本街道（镇）', CITY: '全市都可以' } as const;
export type Range = keyof typeof RANGES;
/** Three posts at once is what somebody with a job can keep. Our own choice. */
export const PROFILE_LIMITS = { stations: 3, wontText: { min: 0, max: 100 }, wontKinds: 14 } as const;
/** Registrations are confirmed each half-year. Not doing so has no consequence. */
export const CONFIRM_DAYS = 182;
/** What a person says of himself; `wont…` (what he will not do) is shown to nobody else, offers respect it in silence. */
export interface ProfileView {
  community: PlaceRef | null; building: string; stations: { station: Station; since: number }[]; skills: string[]; freeTimes: FreeTime[];
  range: Range; wontKinds: string[]; wontText: string;
  /** When he last said that all of it is still true; null: never. */ confirmedAt: number | null; confirmDue: boolean;
  /** Since when he is retired from his unit. */ retiredAt: number | null;
}
export interface UpdateProfileInput { stations?: Station[]; building?: string; range?: Range; wontKinds?: string[]; wontText?: string }
/** How many keep each standing post in an area; the people themselves by `people.search({ station })`. */
export interface StationCount { station: Station; people: number }
