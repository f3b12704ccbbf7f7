import { useEffect, useRef } from 'react';
import type { Pages } from '../lib/use-pages';
import { ListFooterFace } from './list-footer-face';

/** Watches itself come into sight, so it works in a column that scrolls by itself, too. */
export function ListFooter<T>({ pages, end }: { pages: Pages<T>; end?: string }) {
  const mark = useRef<HTMLDivElement>(null);
  const now = useRef(pages);
  now.current = pages;
  const { done, loadingMore, data } = pages;
  useEffect(() => {
    if (!mark.current || done) return;
    const watch = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting && !now.current.moreError) void now.current.more(); }, { rootMargin: '300px' });
    watch.observe(mark.current);
    return () => watch.disconnect();
  }, [done, loadingMore, data]);
  return <div ref={mark}><ListFooterFace pages={pages} end={end} /></div>;
}
