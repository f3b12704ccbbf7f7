import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';

let hidden = false, online = true, moves = 0, started = false;
const waiting = new Set<() => void>(), listeners = new Set<() => void>(), onBack = new Set<() => void>();
const tell = (): void => { for (const listener of [...listeners]) listener(); };
function back(): void {
  if (hidden) return;
  for (const go of [...waiting]) go();
  waiting.clear();
  if (online) for (const work of [...onBack]) work();
}

/** In front or not, with network or not: what decides about requests. */
export const life = {
  /** Begins to watch; once, when the app starts. */
  watch(): void {
    if (started) return;
    started = true;
    Taro.onAppHide(() => { hidden = true; moves += 1; });
    Taro.onAppShow(() => { hidden = false; back(); });
    Taro.onNetworkStatusChange(({ isConnected }) => { online = isConnected; moves += 1; tell(); back(); });
    void Promise.resolve(Taro.getNetworkType()).then(({ networkType }) => { if (networkType === 'none') { online = false; tell(); } }, () => undefined);
  },
  /** Goes up whenever the app leaves the front or the network becomes another one. */
  moves: (): number => moves,
  isOnline: (): boolean => online,
  /** Resolves when the app is in front; at once when it is. */
  front: (): Promise<void> => (hidden ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve()),
  /** Calls when the app comes to the front again and when the network comes back. */
  onBack(work: () => void): () => void { onBack.add(work); return () => void onBack.delete(work); },
  subscribe(listener: () => void): () => void { listeners.add(listener); return () => void listeners.delete(listener); },
};
export const useOnline = (): boolean => useSyncExternalStore(life.subscribe, life.isOnline, life.isOnline);
