import { ROLE_PERMISSIONS, can, type MeView, type Permission } from '@xianfeng/shared';
import { useCallback, useSyncExternalStore } from 'react';
import { useDraft } from '../../../lib/draft';

/** An area the desk looks at. `path` says what lies above it. */
export interface DeskArea { id: number; name: string; path: string }
const NOWHERE: DeskArea = { id: 0, name: '', path: '' };

let chosen: DeskArea | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => { listeners.add(listener); return () => void listeners.delete(listener); };

/** Where somebody's posts give him a permission; every area once. */
export function areasOf(me: MeView, permission: Permission): DeskArea[] {
  const areas = me.posts.flatMap((post) => (post.areaId !== null && ROLE_PERMISSIONS[post.role].includes(permission) ? [{ id: post.areaId, name: post.areaName, path: post.path }] : []));
  return areas.filter((area, i) => areas.findIndex((other) => other.id === area.id) === i);
}
/** Does one of his posts give him the permission in the whole city? Its path holds one id. */
export const overCity = (me: MeView, permission: Permission): boolean => areasOf(me, permission).some(({ path }) => path.split('/').length === 3);
/** A community or a village: city, street, community. What lies deeper is no desk's area. */
export const isCommunity = ({ path }: DeskArea): boolean => path.split('/').length >= 5;
/** The area all pages of the desk are about. It stays chosen from page to page and over a restart, as long as the posts reach it. */
export function useDeskArea(me: MeView, permission: Permission): { area: DeskArea | null; choose: (area: DeskArea) => void } {
  const kept = useDraft<DeskArea>('desk:area', NOWHERE);
  const last = useSyncExternalStore(subscribe, () => chosen, () => chosen) ?? kept.value;
  const choose = useCallback((area: DeskArea) => { chosen = area; kept.set(area); for (const listener of [...listeners]) listener(); }, [kept.set]);
  const area = last.id !== 0 && can(me.posts, permission, last.path) ? last : areasOf(me, permission)[0] ?? null;
  return { area, choose };
}
