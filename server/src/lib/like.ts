/** A LIKE pattern for "contains these words", taken literally: use it with `LIKE ? ESCAPE '!'`. */
export const containing = (words: string): string => `%${literally(words)}%`;
export const endingIn = (words: string): string => `%${literally(words)}`;
const literally = (words: string): string => words.replace(/[!%_]/g, '!$&');
