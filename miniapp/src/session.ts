import type { MeView, Permission, SessionView } from '@xianfeng/shared';
import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { showElder } from './platform/root';
import { plain, vault } from './platform/storage';
import { SIGN_IN } from './routes';

export interface Session { me: MeView | null; elder: boolean }

const KEY = 'session', TOKEN = 'token';
const SIGNED_OUT: Session = { me: null, elder: false };
let state: Session = SIGNED_OUT;
let token: string | null = null;
let ready: Promise<void> = Promise.resolve();
const listeners = new Set<() => void>();

function change(next: Session): void {
  state = next;
  plain.set(KEY, state);
  showElder(state.elder);
  for (const listener of [...listeners]) listener();
}
function keep(next: string | null): void {
  token = next;
  void (next === null ? vault.remove(TOKEN) : vault.write(TOKEN, next));
}

/**
 * Who is signed in on this device, and how big the letters are. Who he is and how he reads is there at once, so that no page waits for it;
 * the token lies in the encrypted storage, and whoever sends a request waits for that.
 */
export const session = {
  get: (): Session => state,
  /** The token, or null; waits until it was read when the app has just started. */
  token: async (): Promise<string | null> => { await ready; return token; },
  /** Reads what was kept; once, when the app starts. */
  restore(): void {
    const kept: unknown = plain.get(KEY);
    const { token: old, ...rest } = (kept && typeof kept === 'object' ? kept : {}) as Partial<Session> & { token?: string | null };
    state = { ...SIGNED_OUT, ...rest };
    showElder(state.elder);
    // Before, the token lay beside the rest in the clear: it moves over once.
    if (old !== undefined) plain.set(KEY, state);
    if (typeof old === 'string') return keep(old);
    const now = vault.now(TOKEN);
    const have = (value: unknown): void => {
      token = typeof value === 'string' ? value : null;
      if (token === null && state.me) change({ ...SIGNED_OUT, elder: state.elder });
    };
    if (now !== undefined) have(now);
    else if (state.me) ready = vault.read(TOKEN).then(have);
  },
  start({ token: given, me }: SessionView): void { keep(given); change({ me, elder: state.elder || me.elder }); },
  /** Fresh facts about the same person. */
  update: (me: MeView): void => change({ ...state, me }),
  /** Works before signing in, too: who cannot read the first screen cannot sign in. */
  setElder: (elder: boolean): void => change({ ...state, elder }),
  end(): void { keep(null); change({ ...SIGNED_OUT, elder: state.elder }); },
  /** The server does not know our token any more: out, and to the door, coming back to the same page afterwards. */
  expire(): void {
    if (!state.me) return;
    session.end();
    void Taro.navigateTo({ url: `${SIGN_IN}?expired=1` }).catch(() => Taro.redirectTo({ url: `${SIGN_IN}?expired=1` })).catch(() => undefined);
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export const useSession = (): Session => useSyncExternalStore(session.subscribe, session.get, session.get);
export const useMe = (): MeView | null => useSession().me;
export const useElder = (): boolean => useSession().elder;
/** May he do this anywhere? For showing doors; what can be done to one thing comes from its `actions`. */
export const useMay = (permission: Permission): boolean => useSession().me?.permissions.includes(permission) ?? false;
