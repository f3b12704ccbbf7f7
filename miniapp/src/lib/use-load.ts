import { ApiError } from '@xianfeng/shared';
import { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { session } from '../session';
import { pulled } from './pulls';

/** What a page shows: data, or the reason why there is none. `reload` keeps what is there until the new data has come. */
export interface Loaded<T> { data: T | undefined; error: string | null; loading: boolean; reload: () => Promise<void>; set: (data: T) => void }

/** The sentence a reader can be shown for anything that was thrown; unknown things are bugs and are thrown on in the console. */
export function sayError(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.status === 401) session.expire();
    return error.message;
  }
  console.error(error);
  return '出了点问题，请稍后再试';
}

/**
 * Loads when the page is first shown, each time it is shown again, when the page is pulled down, and when one of `deps` changes.
 * Of answers that overtake each other only the last one asked for counts. Pass `null` as long as something is missing.
 * With new `deps` the old data goes at once (it is about another thing) unless `keep` says that it may stay until then.
 */
export function useLoad<T>(load: (() => Promise<T>) | null, deps: readonly unknown[] = [], { keep = false }: { keep?: boolean } = {}): Loaded<T> {
  const [state, setState] = useState<{ data: T | undefined; error: string | null; loading: boolean }>({ data: undefined, error: null, loading: load !== null });
  const latest = useRef(load);
  latest.current = load;
  const turn = useRef(0);
  const asking = useRef(false);

  const reload = useCallback(async () => {
    const ask = latest.current;
    if (!ask) return;
    const mine = ++turn.current;
    asking.current = true;
    setState((old) => ({ ...old, loading: true }));
    try {
      const data = await ask();
      if (mine === turn.current) setState({ data, error: null, loading: false });
    } catch (error) {
      const sentence = sayError(error);
      if (mine === turn.current) setState((old) => ({ data: old.data, error: sentence, loading: false }));
    } finally {
      if (mine === turn.current) asking.current = false;
    }
  }, []);

  useEffect(() => {
    if (turn.current > 0 && !keep) setState({ data: undefined, error: null, loading: load !== null });
    void reload();
    return () => { turn.current += 1; asking.current = false; };
  }, [load === null, ...deps]);
  // The first showing comes together with the effect above, before or after it.
  useDidShow(() => { if (turn.current > 0 && !asking.current) void reload(); });
  usePullDownRefresh(() => pulled(reload()));

  const set = useCallback((data: T) => { turn.current += 1; asking.current = false; setState({ data, error: null, loading: false }); }, []);
  return { ...state, reload, set };
}
