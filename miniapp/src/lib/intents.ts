/**
 * Keys of requests whose outcome nobody knows yet, kept on the device before they are sent: whoever tries the same again, also after the app
 * was closed, sends the same key, and the server does it once. Forgotten when the outcome is known, or after a day.
 */
export interface Store { get: () => unknown; set: (value: Kept) => void }
type Kept = Record<string, { key: string; at: number }>;
const KEPT_MS = 24 * 3_600_000;

/** A short fingerprint (53 bits) of who asks for what: the request itself holds words and names that do not belong into storage. */
export function fingerprint(text: string): string {
  let a = 0xdeadbeef, b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 2654435761);
    b = Math.imul(b ^ c, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
const read = (store: Store, now: number): Kept => {
  const kept = store.get();
  const all = kept && typeof kept === 'object' ? (kept as Kept) : {};
  return Object.fromEntries(Object.entries(all).filter(([, one]) => typeof one?.key === 'string' && now - one.at < KEPT_MS && one.at <= now + KEPT_MS));
};
/** The key under which this request goes out: the one of before while its outcome is unknown, else `fresh`, written down first. */
export function keyOf(store: Store, request: string, fresh: string, now: number): string {
  const all = read(store, now), id = fingerprint(request), known = all[id];
  if (known) return known.key;
  store.set({ ...all, [id]: { key: fresh, at: now } });
  return fresh;
}
export function forget(store: Store, request: string, now: number): void {
  const { [fingerprint(request)]: gone, ...rest } = read(store, now);
  if (gone) store.set(rest);
}
/**
 * Does this answer say what became of the request? No network, a broken server, and being asked to sign in again or to wait say nothing about a
 * try before.
 */
export const isSettled = (status: number): boolean => status > 0 && status < 500 && status !== 401 && status !== 408 && status !== 429;
