/** 2025-01-01T00:00:00Z: where the time part of an id begins. */
export const ID_EPOCH_MS = 1_735_689_600_000;
/** Ids per millisecond: two ids this far apart are a millisecond apart. */
export const ID_MS = 4096;
let last = 0;
let seq = 0;
let worker = 0;
/** Called once at start; processes that share a database need different numbers. */
export const setWorkerId = (id: number): void => {
  worker = id & 15;
};
/**
 * A new identifier: 41 bits of milliseconds, 4 of worker, 8 of sequence. Safe as a JavaScript number, grows with time,
 * made without asking the database (an AUTO_INCREMENT would be a hot spot on a distributed one).
 */
export function newId(now = Date.now()): number {
  let t = now - ID_EPOCH_MS;
  if (t <= last) {
    t = last;
    if (++seq > 255) {
      t += 1;
      seq = 0;
    }
  } else seq = 0;
  last = t;
  return t * ID_MS + worker * 256 + seq;
}
/** The smallest id that could have been made at that instant. */
export const idAt = (at: number): number => Math.max(0, at - ID_EPOCH_MS) * ID_MS;
