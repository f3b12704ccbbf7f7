import Taro from '@tarojs/taro';
import { isNight } from './look';

export type ToastTone = 'plain' | 'ok' | 'bad';
export interface Question { title: string; text?: string; ok?: string; cancel?: string; /** The answer cannot be taken back. */ danger?: boolean }

/** A short sentence that goes away by itself. Never the only place where something important is said. */
export function toast(text: string, tone: ToastTone = 'plain'): void {
  // WeChat's own icons leave room for seven characters only.
  void Taro.showToast({ title: text, icon: tone === 'ok' && text.length <= 7 ? 'success' : 'none', duration: Math.min(5000, 1500 + text.length * 120) }).catch(() => undefined);
}
/** Says why something of WeChat's did not come about, unless the reader himself turned away. */
export function sayUnlessCancelled(error: unknown, text: string): void {
  if (!/cancel/.test((error as { errMsg?: string } | null)?.errMsg ?? '')) toast(text, 'bad');
}
/** Asks before something that matters. */
export async function confirm({ title, text = '', ok = '确定', cancel = '再想想', danger }: Question): Promise<boolean> {
  try {
    const answer = await Taro.showModal({ title, content: text, confirmText: ok.slice(0, 4), cancelText: cancel.slice(0, 4), confirmColor: isNight() ? (danger ? '#ff9f9a' : '#74c9ba') : danger ? '#b80f29' : '#12564f' });
    return answer.confirm;
  } catch {
    return false; // no question was put, so nothing was agreed to
  }
}
/** One of at most six things; null when the reader turned away. */
export async function choose<K extends string>(options: readonly { key: K; text: string }[], title = ''): Promise<K | null> {
  try {
    const picked = await Taro.showActionSheet({ alertText: title || undefined, itemList: options.map((option) => option.text) });
    return options[picked.tapIndex]?.key ?? null;
  } catch {
    return null; // WeChat rejects when the sheet is closed
  }
}
