import { ApiError } from '@xianfeng/shared';
import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { session } from '../session';

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
 * Loads when the page is first shown, each time it is shown again, and when one of `deps` changes.
 * Of answers that overtake each other only the last one asked for counts. Pass `null` as long as something is missing.
 */
export function useLoad<T>(load: (() => Promise<T>) | null, deps: readonly unknown[] = []): Loaded<T> {
  const [state, setState] = useState<{ data: T | undefined; error: string | null; loading: boolean }>({ data: undefined, error: null, loading: load !== null });
  const latest = useRef(load);
  latest.current = load;
  const turn = useRef(0);
  const seen = useRef(false);

  const reload = useCallback(async () => {
    const ask = latest.current;
    if (!ask) return;
    const mine = ++turn.current;
    setState((old) => ({ ...old, loading: true }));
    try {
      const data = await ask();
      if (mine === turn.current) setState({ data, error: null, loading: false });
    } catch (error) {
      const sentence = sayError(error);
      if (mine === turn.current) setState((old) => ({ data: old.data, error: sentence, loading: false }));
    }
  }, []);

  useEffect(() => { void reload(); return () => { turn.current += 1; }; }, [load === null, ...deps]);
  // The first showing is the effect above.
  useDidShow(() => { if (seen.current) void reload(); seen.current = true; });

  const set = useCallback((data: T) => { turn.current += 1; setState({ data, error: null, loading: false }); }, []);
  return { ...state, reload, set };
}
