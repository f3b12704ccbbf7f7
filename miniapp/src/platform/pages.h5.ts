import { pathOf } from '../routes';

interface Route { path: string; load: () => unknown[] }
// Taro publishes its routes for its own parts; the first thing that `load` gives is the promise of the page's script.
const script = (url: string): unknown => (window as unknown as { __taroAppConfig: { routes: Route[] } }).__taroAppConfig.routes.find(({ path }) => pathOf(path) === pathOf(url))?.load()[0];

/** Fetches the script of a page that may be wanted where there is no network. */
export const prepare = (url: string): void => void Promise.resolve(script(url)).catch(() => undefined);

let taps = 0;
/**
 * Does `open` when the script of the page at `url` is there, so that the address never names a page that is not in front.
 * Of taps that overtake each other only the last counts, and none once the reader has gone elsewhere.
 * A script that does not come is a ChunkLoadError that nobody catches here: `watchLostPages` tells the reader.
 */
export async function whenLoaded(url: string, open: () => void): Promise<void> {
  const mine = ++taps, here = location.href;
  await script(url);
  if (mine === taps && location.href === here) open();
}
/** Nobody waits for a page any more: he goes back instead. */
export const stopWaiting = (): void => void (taps += 1);
/** After a reload Taro knows one page only, while the browser still has ours before it. False where there is none. */
export function backInHistory(): boolean {
  // `idx` is the place in the visit that the history library writes into each of its entries.
  if (!((window.history.state as { idx?: number } | null)?.idx)) return false;
  window.history.back();
  return true;
}
