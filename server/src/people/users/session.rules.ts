import { randomBytes, randomInt } from 'node:crypto';
import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { SMS_CODE_LIFE_MS } from '../../reach/outbox/outbox.rules.js';
import { sign } from '../../lib/sign.js';

/** A session lasts this long; signing out ends it at once. */
export const SESSION_MS = 90 * DAY_MS;
/** A code lives this long, may be tried this often, and another one is sent after the wait, up to so many a day. */
export const CODE = { lifeMs: SMS_CODE_LIFE_MS, tries: 5, waitMs: MINUTE_MS, perDay: 10 } as const;
/** 256 random bits. Only its SHA-256 is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
/** Bound to the phone and the moment of sending: a code never fits another phone, nor the next message. */
export const codeHash = (secret: string, phone: string, sentAt: number, code: string): string => sign(secret, 'phone-code', `${phone}.${sentAt}.${code}`);
export const codeMessage = (code: string): string => `【先锋】验证码 ${code}，5 分钟内有效。请勿告诉他人。`;
/** Until he tells his name, or lets the roster tell it. */
export const placeholderName = (phone: string | null): string => (phone ? `用户${phone.slice(-4)}` : '微信用户');
