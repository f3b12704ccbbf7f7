import { createHmac, timingSafeEqual } from 'node:crypto';
/** A short signature over `text` for one purpose; another purpose never accepts it. 96 bits, base64url. */
export const sign = (secret: string, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url').slice(0, 16);
export function isSigned(secret: string, purpose: string, text: string, signature: string): boolean {
  const want = Buffer.from(sign(secret, purpose, text)), got = Buffer.from(signature);
  return want.length === got.length && timingSafeEqual(want, got);
}
