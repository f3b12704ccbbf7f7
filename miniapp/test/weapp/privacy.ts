import { failWith, succeed, type Fakes } from './calls.ts';

/** Everything of WeChat that touches personal data, by what its privacy guide calls it (its own list of functions and components). */
export const WECHAT_PRIVACY: Record<string, readonly string[]> = {
  '收集你的昵称、头像': ['getUserInfo', 'getUserProfile', 'chooseAvatar'],
  '收集你的位置信息': ['getLocation', 'getFuzzyLocation', 'startLocationUpdate', 'startLocationUpdateBackground', 'onLocationChange'],
  '收集你选择的位置信息': ['chooseLocation', 'choosePoi'],
  '收集你的地址': ['chooseAddress'],
  '收集你的发票信息': ['chooseInvoice', 'chooseInvoiceTitle'],
  '收集你的微信运动步数': ['getWeRunData'],
  '收集你的手机号': ['getPhoneNumber', 'getRealtimePhoneNumber'],
  '收集你的车牌号': ['chooseLicensePlate'],
  '收集你选中的照片或视频信息': ['chooseImage', 'chooseMedia', 'chooseVideo'],
  '收集你选中的文件': ['chooseMessageFile'],
  '访问你的麦克风': ['startRecord', 'getRecorderManager', 'joinVoIPChat'],
  '访问你的摄像头': ['createCameraContext', 'createVKSession'],
  '访问你的蓝牙': ['openBluetoothAdapter', 'createBLEPeripheralServer'],
  '使用你的相册（仅写入）权限': ['saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum'],
  '使用你的通讯录（仅写入）权限': ['addPhoneContact'],
  '使用你的日历（仅写入）权限': ['addPhoneCalendar', 'addPhoneRepeatCalendar'],
  '调用你的加速传感器': ['startAccelerometer'], '调用你的磁场传感器': ['startCompass'], '调用你的方向传感器': ['startDeviceMotionListening'], '调用你的陀螺仪传感器': ['startGyroscope'],
  '读取你的剪切板': ['setClipboardData', 'getClipboardData'],
};
/** Names of them that a built script calls: `Taro.chooseMedia(…)` in whatever form it was squeezed into, or a button that opens one. */
export const privacyCallsIn = (script: string): string[] =>
  Object.values(WECHAT_PRIVACY).flat().filter((name) => new RegExp(`\\.${name}\\s*\\(|\\.${name}\\)\\s*\\(|open(?:Type|-type)?\\s*[:=]\\s*["']${name}["']`).test(script));

export interface Said { event: string; buttonId?: string }
type Listener = (resolve: (answer: Said) => void, info: { referrer: string }) => void;
const NO_CONSENT = 'privacy permission is not authorized';
/** A phone whose owner has consented to nothing yet: what touches personal data fails with errno 104 until the button was tapped and WeChat was told. */
export function unconsented(): { wx: Fakes; consent: { given: boolean }; /** WeChat asks; what it hears. */ ask: (referrer: string) => Said[] } {
  const consent = { given: false };
  const guarded = Object.fromEntries(Object.values(WECHAT_PRIVACY).flat().map((name) => [name, (options: any) => (consent.given ? succeed(options, name, { tempFiles: [], data: '' }) : failWith(options, `${name}:fail ${NO_CONSENT}`, { errno: 104 }))]));
  let listener: Listener | null = null;
  const asking: Fakes = {
    onNeedPrivacyAuthorization: (work) => { listener = work as unknown as Listener; },
    getPrivacySetting: (options: any) => succeed(options, 'getPrivacySetting', { needAuthorization: !consent.given, privacyContractName: '《用户隐私保护指引》' }),
  };
  return { consent, wx: { ...guarded, ...asking }, ask: (referrer) => { const said: Said[] = []; listener?.((answer) => said.push(answer), { referrer }); return said; } };
}
