import { ROLE_PERMISSIONS, type FreeTime, type MeView, type PersonView, type PostView, type UserKind } from '@xianfeng/shared';
import { maskPhone } from '../../lib/mask.js';

export interface MeRow {
  id: number; name: string; phone: string | null; kind: UserKind; elder: number; skills: string; freeTimes: string;
  communityId: number | null; communityName: string | null; compoundId: number | null; compoundName: string | null; unitId: number | null; unitName: string | null;
  /** 1 where agreed to. */
  terms: number | null;
  /** 1 where a registration waits or stands. */
  registered: number;
  unread: number;
}
/** Lists of keys are kept comma-separated. */
export const keysOf = (text: string): string[] => text.split(',').filter((k) => k !== '');
const place = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

/** What onboarding still asks for, in the order in which it asks. Who came with a post may work before he registers where he lives. */
export function todoOf(person: Pick<MeRow, 'phone' | 'terms' | 'registered' | 'communityId'>, hasPost: boolean): MeView['todo'] {
  const todo: MeView['todo'] = [];
  if (person.phone === null) todo.push('PHONE');
  if (person.terms !== 1) todo.push('CONSENTS');
  if (person.registered !== 1 && person.communityId === null && !hasPost) todo.push('REGISTRATION');
  return todo;
}
export const meView = (row: MeRow, posts: PostView[]): MeView => ({
  id: row.id, name: row.name, phone: row.phone ?? '', kind: row.kind, elder: row.elder === 1,
  community: place(row.communityId, row.communityName), compound: place(row.compoundId, row.compoundName), unit: place(row.unitId, row.unitName),
  skills: keysOf(row.skills), freeTimes: keysOf(row.freeTimes) as FreeTime[],
  posts, permissions: [...new Set(posts.flatMap((p) => ROLE_PERMISSIONS[p.role]))],
  todo: todoOf(row, posts.length > 0), unread: row.unread,
});
export const personView = (row: { id: number; name: string; phone: string | null; kind: UserKind; unitName: string | null; skills: string }): PersonView => ({
  id: row.id, name: row.name, phone: maskPhone(row.phone), kind: row.kind, unitName: row.unitName, skills: keysOf(row.skills),
});
