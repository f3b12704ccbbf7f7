import { ApiError, OFFLINE_LIMITS, type PresenceSheet } from '@xianfeng/shared';
import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../api';
import { life } from '../platform/life';
import { vault } from '../platform/storage';
import { session } from '../session';
import { noNetwork } from './answers';
import { dropMark, insist, markSent, offsetOf, openMarks, roomFor, settle, tapOn, thinned, type KeptSheet } from './marks';
import { newKey } from './use-action';

/** Lists of who comes, for whoever leads where there is no network: encrypted, one set per person, forgotten two days after the shift. */
type Kept = Readonly<Record<string, KeptSheet>>;
const NONE: Kept = {};
let owner = 0, kept: Kept = NONE, reading: Promise<void> | null = null;
const listeners = new Set<() => void>();
const keyOf = (id: number): string => `sheets:${id}`;

function change(next: Kept): void {
  kept = Object.keys(next).length === 0 ? NONE : next;
  void (kept === NONE ? vault.remove(keyOf(owner)) : vault.write(keyOf(owner), kept));
  for (const listener of [...listeners]) listener();
}
const put = (id: number, part: (one: KeptSheet) => KeptSheet): void => { const one = kept[id]; if (one) change({ ...kept, [id]: part(one) }); };
/** Whose phone it is now: his lists are read once, and what is over is forgotten. */
function mine(): Promise<void> {
  const id = session.get().me?.id ?? 0;
  if (reading && owner === id) return reading;
  owner = id;
  kept = NONE;
  reading = id === 0 ? Promise.resolve() : vault.read(keyOf(id)).then((value) => {
    if (owner !== id) return;
    const found = value && typeof value === 'object' ? (value as Kept) : NONE, all = Object.entries(found);
    const fresh = all.flatMap(([key, one]) => { const left = one?.sheet ? thinned(one, Date.now()) : null; return left ? [[key, left] as const] : []; });
    if (fresh.length < all.length || fresh.some(([key, one]) => found[key] !== one)) change(Object.fromEntries(fresh));
    else { kept = found; for (const listener of [...listeners]) listener(); }
  });
  return reading;
}

const busy = new Set<number>();
export const sheets = {
  get: (): Kept => kept,
  isEncrypted: vault.isEncrypted,
  /** Fetches the list and keeps it; taps that wait stay. @throws what the server says */
  async load(id: number): Promise<void> {
    await mine();
    const whose = owner, asked = Date.now(), sheet: PresenceSheet = await api.attendance.sheet(id);
    if (whose !== owner) return;
    change(roomFor({ ...kept, [id]: { sheet, offsetMs: offsetOf(sheet.at, asked, Date.now()), marks: kept[id]?.marks ?? [] } }, asked));
  },
  tap: (id: number, claimId: number, present: boolean): void => put(id, (one) => tapOn(one, claimId, present, newKey(), Date.now())),
  insist: (id: number, ref: string): void => put(id, (one) => insist(one, ref, newKey())),
  drop: (id: number, ref: string): void => put(id, (one) => dropMark(one, ref)),
  /** Sends what waits on one list; null when it went or nothing waited, else a sentence. One at a time. */
  async sync(id: number): Promise<string | null> {
    await mine();
    const waits = kept[id] ? openMarks(kept[id]) : [];
    if (waits.length === 0 || busy.has(id)) return null;
    if (!life.isOnline()) return noNetwork().message;
    busy.add(id);
    try {
      put(id, markSent);
      const asked = Date.now(), marks = waits.slice(0, OFFLINE_LIMITS.marks).map(({ sent: _sent, result: _result, ...mark }) => mark);
      const view = await api.attendance.offlineMarks(id, { marks }, newKey());
      put(id, (one) => settle(one, view, offsetOf(view.sheet.at, asked, Date.now())));
      return null;
    } catch (error) {
      return error instanceof ApiError ? error.message : '没能上传，请稍后再试';
    } finally {
      busy.delete(id);
    }
  },
  /** By itself: when the app comes to the front and when the network comes back. */
  watch(): void {
    const all = async (): Promise<void> => { await mine(); for (const [id, one] of Object.entries(kept)) if (openMarks(one).length > 0) await sheets.sync(Number(id)); };
    life.onBack(() => void all());
    session.subscribe(() => void mine());
    void all();
  },
  /** Signing out leaves nothing behind. */
  forget(): void { change(NONE); },
  /** Taps that nobody but this phone knows of. */
  waiting: (): number => Object.values(kept).reduce((sum, one) => sum + openMarks(one).length, 0),
};
const subscribe = (listener: () => void) => { listeners.add(listener); return () => void listeners.delete(listener); };
export function useSheets(): Kept {
  useEffect(() => void mine(), []);
  return useSyncExternalStore(subscribe, sheets.get, sheets.get);
}
