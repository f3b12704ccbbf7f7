import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** The size to which WeChat pads, twice that of the cipher. */
const BLOCK = 32;
export const sign = (...parts: string[]): string => createHash('sha1').update([...parts].sort().join('')).digest('hex');

/** A message as WeChat encrypts it: 16 bytes of chance, its length, itself, the app id, and the padding. */
export function encrypt(aesKey: string, appId: string, text: string, chance: Buffer = randomBytes(16)): string {
  const key = Buffer.from(`${aesKey}=`, 'base64'), message = Buffer.from(text), size = Buffer.alloc(4);
  size.writeUInt32BE(message.length);
  const plain = Buffer.concat([chance, size, message, Buffer.from(appId)]), pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64');
}
