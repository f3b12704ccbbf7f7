/** The seed of this run: the same seed makes the same choices (not the same interleaving: that is the machine's). */
export const SEED = Number(process.env.FAULTS_SEED || 20_261_122);
/** Numbers in [0, 1) that look random: mulberry32. */
export function chance(salt: number): () => number {
  let a = (SEED + salt) >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
