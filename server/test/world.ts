import { randomBytes } from 'node:crypto';
import { DAY_MS, dayOf, type Api, type AreaKind, type Role, type Transport, type UserKind } from '@xianfeng/shared';
import { newId } from '../src/lib/ids.js';
import { FOREVER, insertArea, type AreaRow } from '../src/people/areas/areas.store.js';
import { Consent } from '../src/people/consents/consent.entity.js';
import { Post } from '../src/people/posts/post.entity.js';
import { Unit } from '../src/people/units/unit.entity.js';
import { SessionRow, User } from '../src/people/users/user.entity.js';
import { tokenHash } from '../src/people/users/directory.service.js';
import type { Board } from './start.js';

/** A signed-in person of a test: his row, his token, and the product's client speaking as him. */
export interface Actor { id: number; name: string; phone: string; token: string; api: Api; send: Transport }
export interface World { city: AreaRow; street: AreaRow; community: AreaRow; compound: AreaRow; otherStreet: AreaRow; otherCommunity: AreaRow; area: (parent: AreaRow, kind: AreaKind, name: string) => Promise<AreaRow>; unit: (name?: string) => Promise<{ id: number; name: string }>; person: (o?: PersonOptions) => Promise<Actor>; staff: (role: Role, area: AreaRow) => Promise<Actor> }
export interface PersonOptions { name?: string; kind?: UserKind; community?: AreaRow | null; unitId?: number | null; posts?: { role: Role; area?: AreaRow; unitId?: number }[]; terms?: boolean }

let people = 0;
/** A small county: city, two streets, a community in each, a compound. Tests state only what matters to them. */
export async function makeWorld(board: Board): Promise<World> {
  const now = board.clock.now(), day = dayOf(now - 365 * DAY_MS);
  const area = (parent: AreaRow | null, kind: AreaKind, name: string) => board.tx.run((m) => insertArea(m, parent, kind, name, now, day));
  const city = await area(null, 'CITY', '测试市');
  const street = await area(city, 'STREET', '东街道'), otherStreet = await area(city, 'STREET', '西街道');
  const community = await area(street, 'COMMUNITY', '柳树社区'), otherCommunity = await area(otherStreet, 'COMMUNITY', '槐树社区');
  const compound = await area(community, 'COMPOUND', '和平苑');
  const unit = async (name = `测试局${newId()}`) => {
    const id = newId();
    await board.tx.run((m) => m.insert(Unit, { id, parentId: null, name, path: `/${id}/`, areaId: null, fromDay: day, toDay: FOREVER, createdAt: now }));
    return { id, name };
  };
  const person = async ({ name, kind = 'MEMBER', community: home = community, unitId = null, posts = [], terms = true }: PersonOptions = {}): Promise<Actor> => {
    const n = ++people, id = newId(), token = randomBytes(24).toString('base64url'), phone = `1540${String(n).padStart(7, '0')}`;
    const fullName = name ?? `测试员${n}`;
    await board.tx.run(async (m) => {
      await m.insert(User, { id, name: fullName, phone, openId: null, kind, unitId, communityId: home?.id ?? null, compoundId: null, elder: 0, skills: '', freeTimes: '', turn: 0, createdAt: now });
      await m.insert(SessionRow, { tokenHash: tokenHash(token), userId: id, createdAt: now, expiresAt: now + 400 * DAY_MS });
      if (terms) await m.insert(Consent, { userId: id, purpose: 'TERMS', version: 1, granted: 1, at: now });
      for (const p of posts) await m.insert(Post, { id: newId(), userId: id, role: p.role, areaId: p.area?.id ?? 0, unitId: p.unitId ?? 0, fromDay: day, toDay: FOREVER, ended: 0, createdAt: now });
    });
    return { id, name: fullName, phone, token, api: board.api(token), send: board.send(token) };
  };
  return { city, street, community, compound, otherStreet, otherCommunity, area, unit, person, staff: (role, at) => person({ posts: [{ role, area: at }] }) };
}
