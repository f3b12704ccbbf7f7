import { createHmac } from 'node:crypto';
import { PICKUP_CODE_LENGTH } from '@xianfeng/shared';
import { sign } from '../../lib/sign.js';

/** Crockford's base32: digits and capitals without I, L, O (taken for 1 and 0) and U. 32 letters, so 8 of them are 40 bits. */
export const PICKUP_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What a QR code carries before the code, so that a scanner knows whose it is. */
export const QR_PREFIX = 'XFP.';

/** The pickup code of an order. Nobody but the server can make it, and it need not be stored. */
export function pickupCode(secret: string, redemptionId: number): string {
  let n = createHmac('sha256', secret).update(`pickup-code\n${redemptionId}`).digest().readBigUInt64BE();
  const base = BigInt(PICKUP_ALPHABET.length);
  let code = '';
  for (let i = 0; i < PICKUP_CODE_LENGTH; i++, n /= base) code += PICKUP_ALPHABET[Number(n % base)];
  return code;
}
/** As people type and scanners read it: any case, blanks, dashes, full width, I or L for 1, O for 0, with or without the QR's prefix. null: cannot be a code. */
export function readPickupCode(text: string): string | null {
  const plain = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  const code = (plain.startsWith(QR_PREFIX) ? plain.slice(QR_PREFIX.length) : plain).replace(/[IL]/g, '1').replace(/O/g, '0');
  return code.length === PICKUP_CODE_LENGTH && [...code].every((letter) => PICKUP_ALPHABET.includes(letter)) ? code : null;
}
/** What is stored of a code: enough to find its order, no use to a reader of the database. */
export const pickupHash = (secret: string, code: string): string => sign(secret, 'pickup-hash', code);
