import Taro from '@tarojs/taro';
import { toast } from '../platform/feedback';
import { backInHistory, stopWaiting, whenLoaded } from '../platform/pages';
import { HOME, isTab, pathOf } from '../routes';

/** A page that does not open leaves the reader where he is. */
const follow = (opening: Promise<unknown>): void => void opening.catch(() => toast('没能打开，请再点一次', 'bad'));

/** Opens a page by its address: '/pages/tasks/index', '/packages/more/pages/task/index?id=1'. Tab pages switch, others are stacked. */
export function go(url: string): void {
  void whenLoaded(url, () => {
    if (isTab(url)) follow(Taro.switchTab({ url }));
    // WeChat keeps at most ten pages; the eleventh takes the place of the tenth.
    else if (Taro.getCurrentPages().length >= 10) follow(Taro.redirectTo({ url }));
    else follow(Taro.navigateTo({ url }));
  });
}
/** Opens a page in place of this one, so that "back" does not return here. */
export function replace(url: string): void {
  void whenLoaded(url, () => follow(isTab(url) ? Taro.switchTab({ url }) : Taro.redirectTo({ url })));
}
/** Back to the page that led here when it is the one at `url`, which then loads anew; otherwise that page in place of this one. */
export function returnTo(url: string): void {
  const id = /[?&]id=([^&]*)/.exec(url)?.[1];
  const pages = Taro.getCurrentPages().map(({ route, $taroParams }) => ({ path: pathOf(route ?? ''), id: ($taroParams as { id?: string } | undefined)?.id }));
  const at = pages.slice(0, -1).map((page) => page.path === pathOf(url) && page.id === id).lastIndexOf(true);
  if (at < 0) return replace(url);
  stopWaiting();
  follow(Taro.navigateBack({ delta: pages.length - 1 - at }));
}
/** One page back; where there is none (opened by a link), the first tab. */
export function back(): void {
  stopWaiting();
  if (Taro.getCurrentPages().length > 1) follow(Taro.navigateBack({ delta: 1 }));
  else if (!backInHistory()) replace(HOME);
}
