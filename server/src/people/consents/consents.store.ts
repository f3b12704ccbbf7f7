import type { EntityManager } from 'typeorm';
import { CONSENT_VERSION, type ConsentPurpose } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { Consent } from './consent.entity.js';

export interface ConsentRow { purpose: ConsentPurpose; granted: number; version: number; at: number }
export const findConsents = (m: EntityManager, userId: number): Promise<ConsentRow[]> => m.query<ConsentRow[]>('SELECT purpose, granted, version, at FROM consent WHERE userId = ?', [userId]);
export async function isGranted(m: EntityManager, userId: number, purpose: ConsentPurpose): Promise<boolean> {
  const [row] = await m.query<{ granted: number }[]>('SELECT granted FROM consent WHERE userId = ? AND purpose = ?', [userId, purpose]);
  return row?.granted === 1;
}
/** Writes the present answer, to the present text. False where it was the answer already. The caller holds the person's turn. */
export async function saveConsent(m: EntityManager, userId: number, purpose: ConsentPurpose, isYes: boolean, now: number): Promise<boolean> {
  const known = (await findConsents(m, userId)).find((c) => c.purpose === purpose);
  if (known?.granted === Number(isYes) && known.version === CONSENT_VERSION) return false;
  if (known) await change(m, 'UPDATE consent SET granted = ?, version = ?, at = ? WHERE userId = ? AND purpose = ?', [Number(isYes), CONSENT_VERSION, now, userId, purpose]);
  else await m.insert(Consent, { userId, purpose, version: CONSENT_VERSION, granted: Number(isYes), at: now });
  return true;
}
