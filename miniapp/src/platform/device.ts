import Taro from '@tarojs/taro';
import { sayUnlessCancelled } from './feedback';
import { withPrivacy } from './privacy';

/** This platform's ways in: WeChat signs in by a code of its own. */
export const hasWechatLogin = true;
/** Can a QR code be read here? Where not, pages offer to type the code. */
export const canScan = true;

const LOGIN_MS = 8_000;
/** WeChat's one-time sign-in code; null when WeChat gives none, or none in time. */
export async function loginCode(): Promise<string | null> {
  // Its own time limit is not kept by every WeChat.
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LOGIN_MS));
  try { return (await Promise.race([Taro.login({ timeout: LOGIN_MS }), late]))?.code || null; } catch { return null; }
}
/** The text of a QR code; null when the reader turned away or refused the camera. */
export async function scan(): Promise<string | null> {
  try { return (await Taro.scanCode({ scanType: ['qrCode'] })).result || null; } catch (error) { sayUnlessCancelled(error, '打不开相机，请在手机设置里允许微信用相机'); return null; }
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
export const call = (phone: string): void => void Taro.makePhoneCall({ phoneNumber: phone }).catch((error: unknown) => sayUnlessCancelled(error, `没能拨出，请拨 ${phone}`));
export async function copy(text: string): Promise<boolean> {
  try { return await withPrivacy('setClipboardData', async () => { await Taro.setClipboardData({ data: text }); return true; }, false); } catch { return false; }
}
/** The screen stays on while others scan a code from it. */
export const keepAwake = (on: boolean): void => void Taro.setKeepScreenOn({ keepScreenOn: on }).catch(() => undefined);
