import type { LocalFile, Permission } from '@xianfeng/shared';
import type { Actor } from '../../world.js';
import type { Estate, PersonName } from '../estate.js';

/** One good request: whose it is, the ids in its path in their order, and what it carries. */
export interface Made { as?: Actor; ids?: (number | string)[]; query?: object; body?: object; file?: LocalFile }
export interface Entry {
  make: (e: Estate) => Promise<Made> | Made;
  /** Carries an Idempotency-Key. */
  key?: true;
  /** Who may for certain, where it is not the secretary (routes of a post) or the row's owner (own routes). */
  by?: PersonName;
  /** The permission that the use case asks for, where it is not the route's: files of different kinds, own rows that a desk may see. */
  permission?: Permission;
  /** Another one that is as good. */
  also?: Permission;
  /** An own route with an id that every signed-in person may see or join. */
  everyone?: true;
  /** The whole city is concerned, not the community. */
  inCity?: true;
  /** For others than the owner, where the body names the row. */
  others?: number;
  /** Somebody of another subtree is answered, without anything of this one. */
  filtered?: true;
  /** Kept although the call is refused: a guess that counts. */
  writes?: string[];
}

/** The routes of one room by method and path. */
export type Calls = Record<string, Entry>;

export const reason = { reason: '请补充说明' };
/** In the estate's community. */
export const at = (e: Estate) => ({ areaId: e.world.community.id });
/** A request of the row's owner. */
export const own = (owner: Actor, id: number, more: Partial<Made> = {}): Made => ({ as: owner, ids: [id], ...more });
