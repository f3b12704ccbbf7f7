import Taro from '@tarojs/taro';

interface Base { theme?: 'dark' | 'light'; fontSizeSetting?: number }
const base = (): Base => { try { return Taro.getAppBaseInfo() as Base; } catch { return {}; } };
/** WeChat's ordinary letters, in px; what the reader sets is told in the same measure. */
const ORDINARY = 16, LEAST = 0.9, MOST = 1.4, MOST_ELDER = 1.15;

/** Is it night on this phone? For the few things that WeChat itself draws in colours we name. */
export const isNight = (): boolean => base().theme === 'dark';
let setting: number | undefined;
/** How much bigger than usual the reader wants letters, as set in WeChat: 0.9 to 1.4. The big letters of elder mode grow by a little only. */
export function letterScale(elder: boolean): number {
  // WeChat tells a new setting when it starts anew.
  setting ??= base().fontSizeSetting ?? ORDINARY;
  return Math.round(Math.min(elder ? MOST_ELDER : MOST, Math.max(LEAST, setting / ORDINARY)) * 100) / 100;
}
