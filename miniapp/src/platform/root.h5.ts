import { useSyncExternalStore } from 'react';

/** Taro writes the title of the page's config whenever a page is shown; this comes after it. */
export const showTitle = (title: string): void => void setTimeout(() => { document.title = `${title} · 先锋`; });
/** Dialogs, toasts and the tab bar live outside of the pages, so the class goes to the root element. */
export function showElder(on: boolean): void {
  document.documentElement.classList.toggle('elder', on);
}

const wide = window.matchMedia('(min-width: 1024px)');
const subscribe = (listener: () => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};
/** Is there room for a list and a detail side by side? */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
