import Taro from '@tarojs/taro';
import { useEffect, useRef, useState, type RefObject } from 'react';

/** How far one has to pull, in px, and how far the mark follows. */
const FAR = 72, MOST = 64;
/** Tells the page in front that it was pulled down, as WeChat does. */
export const pullDown = (): void => { (Taro.getCurrentInstance().page as { onPullDownRefresh?: () => void } | null)?.onPullDownRefresh?.(); };

/** Pulling a page down with the finger, from its very top. Gives how far the mark has come; 0: nobody pulls. */
export function usePull(page: RefObject<HTMLElement>): number {
  const [far, setFar] = useState(0);
  const start = useRef<number | null>(null), reached = useRef(0);
  useEffect(() => {
    const one = page.current;
    if (!one) return;
    const top = (): number => one.closest<HTMLElement>('.taro_page')?.scrollTop ?? 0;
    const begin = (event: TouchEvent): void => { const inner = (event.target as HTMLElement).closest('dialog, .x-mask, textarea'); start.current = top() <= 0 && !inner && event.touches.length === 1 ? event.touches[0]!.clientY : null; };
    const move = (event: TouchEvent): void => {
      if (start.current === null) return;
      if (top() > 0) start.current = null;
      const pulled = start.current === null ? 0 : Math.max(0, event.touches[0]!.clientY - start.current);
      reached.current = pulled;
      setFar(pulled < 8 ? 0 : Math.min(MOST, pulled / 2));
    };
    const end = (): void => { if (start.current !== null && reached.current >= FAR) pullDown(); start.current = null; reached.current = 0; setFar(0); };
    one.addEventListener('touchstart', begin, { passive: true });
    one.addEventListener('touchmove', move, { passive: true });
    for (const name of ['touchend', 'touchcancel']) one.addEventListener(name, end, { passive: true });
    return () => { one.removeEventListener('touchstart', begin); one.removeEventListener('touchmove', move); for (const name of ['touchend', 'touchcancel']) one.removeEventListener(name, end); };
  }, [page]);
  return far;
}
