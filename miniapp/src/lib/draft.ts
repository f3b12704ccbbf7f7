import { useCallback, useEffect, useRef, useState } from 'react';
import { plain } from '../platform/storage';
import { session } from '../session';
import type { Store } from './intents';
import type { Refusals, Unreported } from './panel';
import { pending } from './pending';

/** Several people may use one phone: what one of them wrote is not shown to the next. */
const prefix = (): string => `draft:${session.get().me?.id ?? 0}:`;

/** Keys of what is under way, for all who use this phone; which person's it is goes into the fingerprint. */
export const intents: Store = { get: (): unknown => plain.get('intents'), set: (value) => plain.set('intents', value) };

const POSTER = 'poster', POSTER_KEPT_MS = 24 * 60 * 60_000;
/** The community of the poster somebody came by. Kept across signing in, for a day at most, and forgotten once he is registered. */
export const poster = {
  get(): number | null {
    const kept: unknown = plain.get(POSTER);
    return kept && typeof kept === 'object' && 'id' in kept && 'at' in kept && Date.now() - Number(kept.at) < POSTER_KEPT_MS ? Number(kept.id) : null;
  },
  set: (id: number): void => plain.set(POSTER, { id, at: Date.now() }),
  forget: (): void => plain.remove(POSTER),
};

/** WeChat messages that somebody said no to, and on which day. */
export const refusals = {
  get(): Refusals { const kept: unknown = plain.get(`${prefix()}refusals`); return kept && typeof kept === 'object' ? (kept as Refusals) : {}; },
  set: (all: Refusals): void => plain.set(`${prefix()}refusals`, all),
};

/** What he said on WeChat's panel while there was no network to report it. */
export const unreported = {
  get(): Unreported | null { const kept = plain.get(`${prefix()}unreported`); return kept && typeof kept === 'object' && 'key' in kept ? (kept as Unreported) : null; },
  set: (one: Unreported): void => plain.set(`${prefix()}unreported`, one),
  forget: (): void => plain.remove(`${prefix()}unreported`),
};

/** Signing out leaves nothing behind. */
export function forgetDrafts(): void {
  const mine = prefix();
  pending.dropMine();
  for (const key of plain.keys()) if (key.startsWith(mine)) plain.remove(key);
}

/**
 * A form's content that survives a reload, a phone call and a dead battery. `name` says whose draft it is
 * ('log:claim:12'). `clear` when it was sent.
 */
export function useDraft<T extends object>(name: string, empty: T): { value: T; set: (part: Partial<T>) => void; clear: () => void; /** Something was kept from before. */ restored: boolean } {
  const [owner] = useState(prefix);
  const key = owner + name;
  const [start] = useState(() => {
    const kept: unknown = plain.get(key);
    return kept && typeof kept === 'object' ? { value: { ...empty, ...(kept as Partial<T>) }, restored: true } : { value: empty, restored: false };
  });
  const [value, setValue] = useState<T>(start.value);
  const touched = useRef(false);
  useEffect(() => { if (touched.current) plain.set(key, value); }, [key, value]);
  const set = useCallback((part: Partial<T>) => { touched.current = true; setValue((old) => ({ ...old, ...part })); }, []);
  const clear = useCallback(() => { touched.current = false; plain.remove(key); pending.dropForm(name); setValue(empty); }, [key]);
  return { value, set, clear, restored: start.restored };
}
