import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';
import { User } from './user.entity.js';

/** A person as sign-in sees him. */
export interface Account { id: number; phone: string | null; openId: string | null }
const SELECT = 'SELECT id, phone, openId FROM person';
const one = async (m: EntityManager, where: string, value: string | number): Promise<Account | null> => (await m.query<Account[]>(`${SELECT} WHERE ${where} = ?`, [value]))[0] ?? null;
export const accountById = (m: EntityManager, id: number): Promise<Account | null> => one(m, 'id', id);
export const accountByPhone = (m: EntityManager, phone: string): Promise<Account | null> => one(m, 'phone', phone);
export const accountByOpenId = (m: EntityManager, openId: string): Promise<Account | null> => one(m, 'openId', openId);
/** A new person, a resident until a roster knows him. The unique keys on phone and WeChat identity decide between two at once. */
export async function insertAccount(m: EntityManager, person: { name: string; phone: string | null; openId: string | null }, now: number): Promise<Account> {
  const account = { id: newId(), phone: person.phone, openId: person.openId };
  await m.insert(User, { ...account, name: person.name, kind: 'RESIDENT', unitId: null, communityId: null, compoundId: null, elder: 0, skills: '', freeTimes: '', turn: 0, createdAt: now });
  return account;
}
export const setPhone = (m: EntityManager, id: number, phone: string): Promise<number> => change(m, 'UPDATE person SET phone = ? WHERE id = ?', [phone, id]);
/** A number that the community called, for an account that still has none. The unique key refuses one that somebody has. */
export const proveTyped = (m: EntityManager, id: number, phone: string): Promise<number> => change(m, 'UPDATE person SET phone = ? WHERE id = ? AND phone IS NULL', [phone, id]);
/** 0 where he has a WeChat identity already; the unique key refuses one that is somebody's. */
export const giveOpenId = (m: EntityManager, id: number, openId: string): Promise<number> => change(m, 'UPDATE person SET openId = ? WHERE id = ? AND openId IS NULL', [openId, id]);
/** False where `to` got another WeChat identity meanwhile. */
export async function moveOpenId(m: EntityManager, openId: string, from: number, to: number): Promise<boolean> {
  await change(m, 'UPDATE person SET openId = NULL WHERE id = ? AND openId = ?', [from, openId]);
  return (await change(m, 'UPDATE person SET openId = ? WHERE id = ? AND openId IS NULL', [openId, to])) === 1;
}
