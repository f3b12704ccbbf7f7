import { useShareAppMessage, useShareTimeline } from '@tarojs/taro';
import picture from '../assets/share.png';

/** What a shared card says and opens. `path` begins with a slash and carries its query; whoever opens it needs no account. */
export interface Shared { title: string; path: string }
/**
 * Lets the page be sent to friends and groups and shown in Moments. Its config says `enableShareAppMessage` and `enableShareTimeline`, too. A card
 * names the thing, never the person who sends it.
 */
export function useShare(shared: () => Shared): void {
  useShareAppMessage(() => ({ ...shared(), imageUrl: picture }));
  // Moments open the same page; only its query can be said.
  useShareTimeline(() => { const { title, path } = shared(); return { title, query: path.split('?')[1] ?? '', imageUrl: picture }; });
}
