import { ApiError } from '@xianfeng/shared';
import { useCallback, useRef, useState } from 'react';
import { toast } from '../platform/feedback';
import { sayError } from './use-load';

export interface Action<A extends unknown[], R> {
  busy: boolean;
  /** Sentences for single inputs, from the server: { title: '标题需 2–60 个字' }. */ fields: Record<string, string>;
  /** Resolves with the result, or with undefined when it was refused (the reader has been told). Never rejects. */ run: (...args: A) => Promise<R | undefined>;
  clear: () => void;
}

/** A key for one intent: the same for every retry, so that the server does it once. */
export const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}${Math.random().toString(36).slice(2, 8)}`;

/** May the same request be sent again unchanged and mean the same thing? Only when we do not know what became of it. */
const isUnsure = (error: unknown): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);

/**
 * One thing the reader does. It runs once at a time; a refusal is shown as a toast (or under the inputs, where the server
 * names them). `work` is given an idempotency key that stays the same while the same arguments are tried again after a
 * lost answer, and is a new one for each new intent. What is sent under it is kept on the device until its outcome is known
 * (lib/intents): a restart of the app does not make a new intent of it.
 */
export function useAction<A extends unknown[], R>(work: (key: string, ...args: A) => Promise<R>, done?: (result: R) => void): Action<A, R> {
  const [busy, setBusy] = useState(false);
  const [fields, setFields] = useState<Record<string, string>>({});
  const running = useRef(false);
  const kept = useRef<{ key: string; args: string } | null>(null);
  const now = useRef({ work, done });
  now.current = { work, done };

  const run = useCallback(async (...args: A): Promise<R | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setFields({});
    const said = JSON.stringify(args);
    if (kept.current?.args !== said) kept.current = { key: newKey(), args: said };
    try {
      const result = await now.current.work(kept.current.key, ...args);
      kept.current = null;
      now.current.done?.(result);
      return result;
    } catch (error) {
      if (!isUnsure(error)) kept.current = null;
      const sentence = sayError(error);
      const named = error instanceof ApiError ? error.fields : {};
      setFields(named);
      toast(Object.values(named)[0] ?? sentence, 'bad');
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, fields, run, clear: useCallback(() => setFields({}), []) };
}
