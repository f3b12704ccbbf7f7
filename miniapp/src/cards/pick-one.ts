/** Chips allow many; here at most one is on: the one just tapped, else the one before, unless that was tapped off. */
export const pickOne = <K extends string>(before: K | null, keys: readonly K[]): K | null => keys.find((key) => key !== before) ?? (before !== null && keys.includes(before) ? before : null);
