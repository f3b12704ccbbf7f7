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
/** Are there WeChat messages here at all? */
export const canSubscribe = true;
/** What WeChat's panel answered by template id, or why there was no panel. */
export type Panel = { answers: Record<string, string> } | { errCode: number | null; errMsg: string };
/** Asks for WeChat messages, three templates at most. WeChat wants it called in the tap itself. */
export async function subscribe(templateIds: string[]): Promise<Panel> {
  try {
    return { answers: (await Taro.requestSubscribeMessage({ tmplIds: templateIds, entityIds: [] })) as unknown as Record<string, string> };
  } catch (e) {
    const { errCode, errMsg } = (e ?? {}) as { errCode?: number; errMsg?: string };
    return { errCode: errCode ?? null, errMsg: errMsg ?? String(e) };
  }
}
export const call = (phone: string): void => void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined);
export async function copy(text: string): Promise<boolean> {
  try { return await withPrivacy('setClipboardData', async () => { await Taro.setClipboardData({ data: text }); return true; }, false); } catch { return false; }
}
/** The screen stays on while others scan a code from it. */
export const keepAwake = (on: boolean): void => void Taro.setKeepScreenOn({ keepScreenOn: on }).catch(() => undefined);
