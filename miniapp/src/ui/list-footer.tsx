import { useReachBottom } from '@tarojs/taro';
import type { Pages } from '../lib/use-pages';
import { ListFooterFace } from './list-footer-face';

/** The end of an endless list: fetches the next page when it comes into sight, and says how it stands. */
export function ListFooter<T>({ pages, end }: { pages: Pages<T>; /** What the end says. */ end?: string }) {
  useReachBottom(() => { if (!pages.moreError) void pages.more(); });
  return <ListFooterFace pages={pages} end={end} />;
}
