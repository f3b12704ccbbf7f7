import { useSyncExternalStore } from 'react';

let online = navigator.onLine, moves = 0, started = false;
const listeners = new Set<() => void>(), onBack = new Set<() => void>();
const back = (): void => { if (navigator.onLine && !document.hidden) for (const work of [...onBack]) work(); };

/** A browser lets requests of a tab in the background run on: only the network itself comes and goes. */
export const life = {
  watch(): void {
    if (started) return;
    started = true;
    const change = (): void => { online = navigator.onLine; moves += 1; for (const listener of [...listeners]) listener(); back(); };
    window.addEventListener('online', change);
    window.addEventListener('offline', change);
    document.addEventListener('visibilitychange', back);
  },
  moves: (): number => moves,
  isOnline: (): boolean => online,
  front: (): Promise<void> => Promise.resolve(),
  onBack(work: () => void): () => void { onBack.add(work); return () => void onBack.delete(work); },
  subscribe(listener: () => void): () => void { listeners.add(listener); return () => void listeners.delete(listener); },
};
export const useOnline = (): boolean => useSyncExternalStore(life.subscribe, life.isOnline, life.isOnline);
