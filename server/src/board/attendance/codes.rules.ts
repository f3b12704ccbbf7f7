import { createHmac } from 'node:crypto';
import { QR_SECONDS } from '@xianfeng/shared';
import { isSigned, sign } from '../../lib/sign.js';

/** A code is shown for half of its life and accepted for all of it: whoever scans the last shown picture still has time to get through. */
const WINDOW_MS = (QR_SECONDS * 1000) / 2;
const PURPOSE = 'shift-code';
const PAYLOAD = /^XFS\.([1-9]\d{0,15})\.(\d{1,12})\.([\w-]{16})$/;

/** What the leader's QR holds now, and for how many seconds it is to be shown. */
export function shiftCode(secret: string, shiftId: number, now: number): { payload: string; refreshInSeconds: number } {
  const window = Math.floor(now / WINDOW_MS), text = `${shiftId}.${window}`;
  return { payload: `XFS.${text}.${sign(secret, PURPOSE, text)}`, refreshInSeconds: Math.ceil(((window + 1) * WINDOW_MS - now) / 1000) };
}
/** The shift of a scanned code; null when it is not ours, forged, or older than 30 seconds. */
export function readShiftCode(secret: string, payload: string, now: number): number | null {
  const [, shiftId = '', window = '', signature = ''] = PAYLOAD.exec(payload) ?? [];
  if (!isSigned(secret, PURPOSE, `${shiftId}.${window}`, signature)) return null;
  const age = Math.floor(now / WINDOW_MS) - Number(window);
  return age === 0 || age === 1 ? Number(shiftId) : null;
}
/** The six digits of one shift on one day: read out loud where a phone cannot scan. */
export function dayCode(secret: string, shiftId: number, day: string): string {
  const digest = createHmac('sha256', secret).update(`day-code\n${shiftId}\n${day}`).digest();
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}
