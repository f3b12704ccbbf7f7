import type { Shared } from './share.ts';

/** A browser shares the address of the page by itself. */
export function useShare(_shared: () => Shared): void {}
