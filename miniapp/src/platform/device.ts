import Taro from '@tarojs/taro';
import { withPrivacy } from './privacy';

/** This platform's ways in: WeChat signs in by a code of its own. */
export const hasWechatLogin = true;
/** Can a QR code be read here? Where not, pages offer to type the code. */
export const canScan = true;

/** WeChat's one-time sign-in code; null when WeChat gives none. */
export async function loginCode(): Promise<string | null> {
  try { return (await Taro.login()).code || null; } catch { return null; }
}
/** The text of a QR code; null when the reader turned away or refused the camera. */
export async function scan(): Promise<string | null> {
  try { return (await Taro.scanCode({ scanType: ['qrCode'] })).result || null; } catch { return null; }
}
/** Asks for WeChat messages at the moment of benefit (must be called from a tap). True when at least one was allowed. */
export async function subscribe(templateIds: string[]): Promise<boolean> {
  if (templateIds.length === 0) return false;
  try {
    const answer = (await Taro.requestSubscribeMessage({ tmplIds: templateIds, entityIds: [] })) as unknown as Record<string, string>;
    return templateIds.some((id) => answer[id] === 'accept');
  } catch {
    return false;
  }
}
export const call = (phone: string): void => void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined);
export async function copy(text: string): Promise<boolean> {
  try { return await withPrivacy('setClipboardData', async () => { await Taro.setClipboardData({ data: text }); return true; }, false); } catch { return false; }
}
/** The screen stays on while others scan a code from it. */
export const keepAwake = (on: boolean): void => void Taro.setKeepScreenOn({ keepScreenOn: on }).catch(() => undefined);
