import { CONFIRM_DAYS, DAY_MS, type FreeTime, type PlaceRef, type ProfileView, type Range, type Station } from '@xianfeng/shared';
import { keysOf } from '../users/me.rules.js';

/** Kinds of task between commas, with one at either end, so that LIKE '%,HAIR,%' finds each and nothing else. */
export const packKinds = (kinds: readonly string[]): string => (kinds.length === 0 ? '' : `,${kinds.join(',')},`);

export interface ProfileRow {
  communityId: number | null; communityName: string | null; building: string | null; skills: string; freeTimes: string; registeredAt: number | null;
  reach: Range | null; wontKinds: string | null; wontText: string | null; confirmedAt: number | null; retiredAt: number | null;
}
/** Half a year after registering, or after the last time he said so. */
export const isConfirmDue = (r: Pick<ProfileRow, 'registeredAt' | 'confirmedAt'>, now: number): boolean =>
  r.registeredAt !== null && now - Math.max(r.registeredAt, r.confirmedAt ?? 0) >= CONFIRM_DAYS * DAY_MS;

/** Where nothing was said: the whole city, and no kind refused. */
export const profileView = (r: ProfileRow, stations: { station: Station; since: number }[], now: number): ProfileView => ({
  community: place(r.communityId, r.communityName), building: r.building ?? '', stations, skills: keysOf(r.skills), freeTimes: keysOf(r.freeTimes) as FreeTime[],
  range: r.reach ?? 'CITY', wontKinds: keysOf(r.wontKinds ?? ''), wontText: r.wontText ?? '', confirmedAt: r.confirmedAt, confirmDue: isConfirmDue(r, now), retiredAt: r.retiredAt,
});
const place = (id: number | null, name: string | null): PlaceRef | null => (id === null ? null : { id, name: name ?? '' });
