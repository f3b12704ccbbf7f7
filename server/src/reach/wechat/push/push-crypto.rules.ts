import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/**
 * How WeChat signs and encrypts what it pushes (its page 消息推送, whose examples are our tests): SHA-1 over sorted parts, AES-256-CBC, PKCS#7 in blocks of 32,
 * in the plain text 16 random bytes, the message's length, the message, the appid.
 */
const BLOCK = 32, RANDOM = 16, HEAD = RANDOM + 4;

/** Hex. `parts`: timestamp, nonce, and in safe mode what is encrypted. */
export const signatureOf = (token: string, ...parts: string[]): string => createHash('sha1').update([token, ...parts].sort().join('')).digest('hex');
/** Takes the same time whatever is wrong. */
export function isSignature(want: string, got: string): boolean {
  const a = Buffer.from(want), b = Buffer.from(got);
  return a.length === b.length && timingSafeEqual(a, b);
}
const keyOf = (aesKey: string): Buffer => Buffer.from(`${aesKey}=`, 'base64');
/** The message, null where anything about it is not as it should be: base64, length, padding, appid. */
export function unseal(aesKey: string, appId: string, encrypted: string): string | null {
  if (encrypted.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encrypted)) return null;
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const key = keyOf(aesKey), decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  // Node's own unpadding knows blocks of 16 alone and refuses what WeChat sends.
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]), pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || pad > padded.length || !padded.subarray(-pad).every((byte) => byte === pad)) return null;
  const plain = padded.subarray(0, -pad);
  if (plain.length < HEAD) return null;
  const end = HEAD + plain.readUInt32BE(RANDOM);
  return end <= plain.length && isSignature(appId, plain.subarray(end).toString('utf8')) ? plain.subarray(HEAD, end).toString('utf8') : null;
}
/** What `unseal` opens. `random`: 16 bytes, new for every message. */
export function seal(aesKey: string, appId: string, message: string, random: Buffer): string {
  const text = Buffer.from(message), size = Buffer.alloc(4);
  size.writeUInt32BE(text.length);
  const plain = Buffer.concat([random, size, text, Buffer.from(appId)]), pad = BLOCK - (plain.length % BLOCK);
  const key = keyOf(aesKey), cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64');
}
