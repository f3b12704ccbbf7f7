import type { MeView, Permission, SessionView } from '@xianfeng/shared';
import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { showElder } from './platform/root';
import { SIGN_IN } from './routes';

export interface Session { token: string | null; me: MeView | null; elder: boolean }

const KEY = 'session';
const SIGNED_OUT: Session = { token: null, me: null, elder: false };
let state: Session = SIGNED_OUT;
const listeners = new Set<() => void>();

function change(next: Session): void {
  state = next;
  Taro.setStorageSync(KEY, state);
  showElder(state.elder);
  for (const listener of [...listeners]) listener();
}

/** Who is signed in on this device, and how big the letters are. With lib/draft.ts the only user of storage. */
export const session = {
  get: (): Session => state,
  /** Reads what was kept; once, when the app starts. */
  restore(): void {
    const kept: unknown = Taro.getStorageSync(KEY);
    if (kept && typeof kept === 'object' && 'token' in kept) state = { ...SIGNED_OUT, ...(kept as Partial<Session>) };
    showElder(state.elder);
  },
  start: ({ token, me }: SessionView): void => change({ token, me, elder: state.elder || me.elder }),
  /** Fresh facts about the same person. */
  update: (me: MeView): void => change({ ...state, me }),
  /** Works before signing in, too: who cannot read the first screen cannot sign in. */
  setElder: (elder: boolean): void => change({ ...state, elder }),
  end: (): void => change({ ...SIGNED_OUT, elder: state.elder }),
  /** The server does not know our token any more: out, and to the door, coming back to the same page afterwards. */
  expire(): void {
    if (!state.token) return;
    session.end();
    void Taro.navigateTo({ url: `${SIGN_IN}?expired=1` });
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

