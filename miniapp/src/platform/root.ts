import Taro from '@tarojs/taro';

export const showTitle = (title: string): void => void Taro.setNavigationBarTitle({ title }).catch(() => undefined);
/** WeChat has no element above the pages: each Page carries the class itself. */
export function showElder(_on: boolean): void {}
/** There is no wide screen on WeChat's side: phones stack everything. */
export const useWide = (): boolean => false;
