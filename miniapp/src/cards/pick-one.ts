/** Chips allow many; here at most one is on: the one just tapped, or none when it was tapped off. */
export const pickOne = <K extends string>(before: K | null, keys: readonly K[]): K | null => keys.find((key) => key !== before) ?? null;
