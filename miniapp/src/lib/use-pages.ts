import type { Page } from '@xianfeng/shared';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { sayError, useLoad, type Loaded } from './use-load';

export interface Pages<T> extends Loaded<T[]> {
  /** There is nothing after the last row. */ done: boolean;
  /** The next page is under way. */ loadingMore: boolean;
  /** Why the next page did not come; null: it may still come. */ moreError: string | null;
  more: () => Promise<void>;
}

/** Coming back to a long list fetches at most so many pages again, so that the reader finds his place. */
const PAGES_KEPT = 5;

/**
 * An endless list by keyset: `load(undefined)` gives the first page, then `load(cursor)`. Starts over when `deps` change
 * and by `reload`; shown again (back from a row) it refreshes what was there.
 */
export function usePages<T>(load: ((after: string | undefined) => Promise<Page<T>>) | null, deps: readonly unknown[] = []): Pages<T> {
  const next = useRef<string | null>(null);
  const busy = useRef(false);
  const round = useRef(0);
  const pages = useRef(1);
  useMemo(() => { pages.current = 1; }, deps);
  const [rest, setRest] = useState<{ done: boolean; loadingMore: boolean; moreError: string | null }>({ done: false, loadingMore: false, moreError: null });

  const first = useLoad<T[]>(load && (async () => {
    const mine = ++round.current;
    busy.current = true;
    try {
      let page = await load(undefined);
      const rows = [...page.items];
      let got = 1;
      for (; got < Math.min(pages.current, PAGES_KEPT) && page.next !== null; got++) {
        page = await load(page.next);
        rows.push(...page.items);
      }
      if (mine === round.current) {
        pages.current = got;
        next.current = page.next;
        setRest({ done: page.next === null, loadingMore: false, moreError: null });
      }
      return rows;
    } finally {
      if (mine === round.current) busy.current = false;
    }
  }), deps, { keep: true });
  const reload = useCallback(() => { pages.current = 1; return first.reload(); }, [first.reload]);
  const items = useRef(first.data);
  useEffect(() => { items.current = first.data; }, [first.data]);

  const more = useCallback(async () => {
    if (!load || busy.current || next.current === null || !items.current) return;
    const mine = round.current;
    busy.current = true;
    setRest((old) => ({ ...old, loadingMore: true, moreError: null }));
    try {
      const page = await load(next.current);
      // The list began anew while this page was on its way: it belongs to the old one.
      if (mine !== round.current) return;
      next.current = page.next;
      pages.current += 1;
      first.set([...items.current, ...page.items]);
      setRest({ done: page.next === null, loadingMore: false, moreError: null });
    } catch (error) {
      if (mine === round.current) setRest({ done: false, loadingMore: false, moreError: sayError(error) });
    } finally {
      if (mine === round.current) busy.current = false;
    }
  }, [load, first.set]);

  return { ...first, ...rest, reload, more };
}
