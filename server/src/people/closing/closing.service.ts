import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, ROLES, type ClosingBlocker, type ClosingView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { DirectoryService } from '../users/directory.service.js';
import { takeTurn } from '../users/users.store.js';
import { leaveHomes } from '../registrations/registrations.store.js';
import { forgetPerson, rolesOf } from './closing.store.js';

/** What of one room stands in the way, read with `m`. */
export type Obstacles = (m: EntityManager, userId: number, now: number) => Promise<ClosingBlocker[]>;

/** Takes out of one room what says who somebody is. */
export type Ending = (m: EntityManager, userId: number) => Promise<unknown>;

/**
 * 注销: the person goes, what he did stays. Name, phone, WeChat identity, consents, profile, notices and sessions are gone at once; verified
 * records, the points journal and the audit trail have to be kept by law, and from then on name nobody. Open business is finished first, so that
 * nobody waits for somebody who is gone. The same phone may begin anew, as a new person.
 */
@Injectable()
export class ClosingService {
  private readonly rooms: Obstacles[] = [];
  private readonly endings: Ending[] = [];
  private points: (m: EntityManager, userId: number) => Promise<number> = () => Promise.resolve(0);
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService) {
    this.ask(async (m, userId, now) => (await rolesOf(m, userId, dayOf(now))).map((role) => ({ text: `还担任${ROLES[role]}，请先交接`, path: '' })));
  }
  /** A room says what it would leave open. */
  ask(room: Obstacles): void {
    this.rooms.push(room);
  }
  /** What of a room goes with the person. */
  with(ending: Ending): void {
    this.endings.push(ending);
  }
  /** How many points would lapse: said before, so that nobody is surprised. */
  countPoints(points: (m: EntityManager, userId: number) => Promise<number>): void {
    this.points = points;
  }
  async view(me: Me): Promise<ClosingView> {
    return { blockers: await this.blockers(this.tx.read, me.id, this.clock.now()), points: await this.points(this.tx.read, me.id) };
  }
  /** @throws CLOSING_BLOCKED while something is open */
  async close(me: Me): Promise<void> {
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      if ((await takeTurn(m, me.id)) === 0) throw fail('SIGN_IN');
      if ((await this.blockers(m, me.id, now)).length > 0) throw fail('CLOSING_BLOCKED');
      await leaveHomes(m, me.id, now);
      for (const ending of this.endings) await ending(m, me.id);
      await forgetPerson(m, me.id, now);
      await audit(m, { actorId: me.id, action: 'person.close', refType: 'person', refId: me.id, at: now });
    });
    this.directory.forget(me.id);
  }
  private async blockers(m: EntityManager, userId: number, now: number): Promise<ClosingBlocker[]> {
    const found: ClosingBlocker[] = [];
    for (const room of this.rooms) found.push(...(await room(m, userId, now)));
    return found;
  }
}
