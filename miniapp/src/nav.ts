import type { MeView } from '@xianfeng/shared';
import type { NavGroup, NavItem } from './ui/nav';

/** The side navigation of a wide screen: what this person's posts open. */
export function navGroups(me: MeView | null): NavGroup[] {
  if (!me || me.posts.length === 0) return [];
  const items: NavItem[] = [{ to: '/packages/desk/pages/home/index', text: '工作台首页', icon: 'desk' }];
  return [{ title: '工作台', items }];
}
