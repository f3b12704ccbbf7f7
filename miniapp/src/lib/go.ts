import Taro from '@tarojs/taro';
import { HOME, isTab } from '../routes';

/** Opens a page by its address: '/pages/tasks/index', '/packages/more/pages/task/index?id=1'. Tab pages switch, others are stacked. */
export function go(url: string): void {
  if (isTab(url)) void Taro.switchTab({ url });
  // WeChat keeps at most ten pages; the eleventh takes the place of the tenth.
  else if (Taro.getCurrentPages().length >= 10) void Taro.redirectTo({ url });
  else void Taro.navigateTo({ url });
}
/** Opens a page in place of this one, so that "back" does not return here. */
export function replace(url: string): void {
  if (isTab(url)) void Taro.switchTab({ url });
  else void Taro.redirectTo({ url });
}
/** One page back; where there is none (opened by a link), the first tab. */
export function back(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack({ delta: 1 });
  else replace(HOME);
}
