/** Keys of a desk's keyboard. A phone has none. */
export function useShortcuts(_keys: Record<string, () => void>, _on: boolean): void {}
