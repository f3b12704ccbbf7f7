/** The four pages of the tab bar, in its order. */
export const TABS = [
  { path: '/pages/tasks/index', text: '任务', icon: 'tasks' },
  { path: '/pages/ask/index', text: '我要办', icon: 'ask' },
  { path: '/pages/shop/index', text: '兑换', icon: 'gift' },
  { path: '/pages/me/index', text: '我的', icon: 'user' },
] as const;
export const HOME = TABS[0].path;
export const SIGN_IN = '/pages/sign-in/index';

/** Presence without network: the lists that lie on the phone. */
export const OFFLINE = '/packages/desk/pages/offline/index';

/** '/pages/tasks/index' of 'pages/tasks/index?id=1'. */
export const pathOf = (url: string): string => `/${url.replace(/^\//, '').split('?')[0]}`;
export const isTab = (url: string): boolean => TABS.some((tab) => tab.path === pathOf(url));
/** Where people come in and begin something: the tabs and the desk's first page. */
export const isFirst = (url: string): boolean => isTab(url) || pathOf(url) === '/packages/desk/pages/home/index';
