import type { Panel } from './device.ts';

// In a browser Taro's device functions that do not exist *succeed* with nothing in them, so none is called here.
export const hasWechatLogin = false;
export const loginCode = async (): Promise<string | null> => null;

interface Detector { detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]> }
type DetectorClass = new (options: { formats: string[] }) => Detector;
const BarcodeDetector = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
export const canScan = BarcodeDetector !== undefined;

/** Reads a QR code from a photo just taken: no permission, no video, and it works behind any camera app. */
export function scan(): Promise<string | null> {
  if (!BarcodeDetector) return Promise.resolve(null);
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.setAttribute('capture', 'environment');
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) resolve(null);
      else createImageBitmap(file).then((picture) => detector.detect(picture)).then(([found]) => resolve(found?.rawValue ?? null), () => resolve(null));
    });
    input.click();
  });
}
export const canSubscribe = false;
export const subscribe = async (_templateIds: string[]): Promise<Panel> => ({ errCode: null, errMsg: 'not in a browser' });
export const call = (phone: string): void => { window.location.href = `tel:${phone}`; };
export async function copy(text: string): Promise<boolean> {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}
let lock: WakeLockSentinel | null = null;
export const keepAwake = (on: boolean): void => {
  if (on) navigator.wakeLock?.request('screen').then((held) => { lock = held; }, () => undefined);
  else { void lock?.release(); lock = null; }
};
