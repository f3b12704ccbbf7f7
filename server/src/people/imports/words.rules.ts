/** What became of one cell: a value, perhaps with what was mended (a Chinese phrase), or the reason it cannot be taken. */
export type Reading<T> = { value: T; mended?: string } | { refused: string };

export const isRefused = <T>(r: Reading<T>): r is { refused: string } => 'refused' in r;

// Marks that chat programs and address books leave around what is copied from them: zero-width and writing-direction signs.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** Full-width letters, digits and signs made half-width, invisible marks removed, every blank an ordinary one. Chinese characters stay as they are. */
export const fold = (text: string): string =>
  text.normalize('NFC').replace(INVISIBLE, '').replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[\s\u3000]+/g, ' ').trim();

/** Folded and without any blanks: for comparing words. */
export const squeeze = (text: string): string => fold(text).replace(/ /g, '');

/** Text that a spreadsheet would compute. Nobody is called that, and nothing we store should begin so. */
export const looksLikeFormula = (text: string): boolean => /^[=@]/.test(fold(text));

/** The number of single-character edits that lead from a to b. For short names only. */
export function distance(a: string, b: string): number {
  const x = [...a], y = [...b];
  let row = y.map((_, j) => j + 1);
  let left = 0;
  for (let i = 0; i < x.length; i++) {
    let diagonal = i;
    left = i + 1;
    row = row.map((above, j) => {
      const best = Math.min(above + 1, left + 1, diagonal + (x[i] === y[j] ? 0 : 1));
      diagonal = above;
      left = best;
      return best;
    });
  }
  return row.at(-1) ?? x.length;
}

/** The candidate nearest to a word, null where none is near (more than half of it would have to change). */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null, least = Infinity;
  for (const c of candidates) {
    const d = distance(word, c);
    if (d < least) [best, least] = [c, d];
  }
  return best !== null && least * 2 <= Math.max([...word].length, 2) ? best : null;
}
