/** Does `open` when the script of the page at `url` is there: WeChat brings what a page needs by itself. */
export const whenLoaded = (_url: string, open: () => void): void => open();
/** What a page needs is there already. */
export const prepare = (_url: string): void => {};
/** Nobody waits for a page any more. */
export const stopWaiting = (): void => {};
/** WeChat has no history beside its pages: there is nothing behind the first one. */
export const backInHistory = (): boolean => false;
