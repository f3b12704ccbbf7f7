import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { dayOf, type Role, type UserKind } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import type { HeldPost, Session } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { OpenIds } from '../../reach/messages/open-ids.js';
import { findArea } from '../areas/areas.store.js';
import { openIdOf } from './users.store.js';

/** How long a session's facts (posts, home) may be out of date in other processes; in this one `forget` acts at once. */
const FRESH_MS = 5_000;
const KEPT = 20_000;
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url');

interface PersonRow { userId: number; expiresAt: number; name: string; phone: string | null; kind: UserKind; unitId: number | null; communityId: number | null; communityPath: string | null; terms: number | null }
interface PostRow { id: number; role: Role; areaId: number; areaName: string | null; path: string | null; unitId: number; unitName: string | null; fromDay: string; toDay: string }

@Injectable()
export class DirectoryService extends Directory {
  private readonly sessions = new Map<string, { until: number; session: Session | null }>();
  private readonly paths = new Map<number, string>();
  constructor(private readonly tx: Tx, private readonly clock: Clock, openIds: OpenIds) {
    super();
    openIds.use((userId, m = tx.read) => openIdOf(m, userId));
  }
  override session(token: string): Session | null | Promise<Session | null> {
    const now = this.clock.now();
    const known = this.sessions.get(token);
    return known && known.until > now ? known.session : this.fetch(token, now);
  }
  private async fetch(token: string, now: number): Promise<Session | null> {
    const session = await this.read(token, now);
    if (this.sessions.size >= KEPT) this.sessions.clear();
    this.sessions.set(token, { until: now + FRESH_MS, session });
    return session;
  }
  /** After a change to a person's posts, home or sessions. */
  forget(userId: number): void {
    for (const [token, { session }] of this.sessions) if (session?.userId === userId) this.sessions.delete(token);
  }
  override async pathOf(areaId: number): Promise<string | null> {
    // A path never changes while an area lives, so it may be kept for good.
    const known = this.paths.get(areaId);
    if (known !== undefined) return known;
    const path = (await findArea(this.tx.read, areaId))?.path ?? null;
    if (path !== null) this.paths.set(areaId, path);
    return path;
  }
  private async read(token: string, now: number): Promise<Session | null> {
    const m = this.tx.read;
    const [person] = await m.query<PersonRow[]>(
      `SELECT s.userId, s.expiresAt, p.name, p.phone, p.kind, p.unitId, p.communityId, a.path AS communityPath, t.granted AS terms
       FROM session s JOIN person p ON p.id = s.userId LEFT JOIN area a ON a.id = p.communityId LEFT JOIN consent t ON t.userId = p.id AND t.purpose = 'TERMS' WHERE s.tokenHash = ?`,
      [tokenHash(token)],
    );
    if (!person || person.expiresAt <= now) return null;
    return {
      userId: person.userId, name: person.name, phone: person.phone, kind: person.kind, unitId: person.unitId,
      communityId: person.communityId, communityPath: person.communityPath ?? '', posts: await this.postsOf(person.userId, now), consentedTerms: person.terms === 1,
    };
  }
  /** Posts in force on that day. */
  async postsOf(userId: number, now: number): Promise<HeldPost[]> {
    const day = dayOf(now);
    const rows = await this.tx.read.query<PostRow[]>(
      `SELECT o.id, o.role, o.areaId, a.name AS areaName, a.path, o.unitId, u.name AS unitName, o.fromDay, o.toDay FROM post o LEFT JOIN area a ON a.id = o.areaId LEFT JOIN unit u ON u.id = o.unitId
       WHERE o.userId = ? AND o.ended = 0 AND o.fromDay <= ? AND o.toDay >= ? ORDER BY o.id`,
      [userId, day, day],
    );
    return rows.map((r) => ({ id: r.id, role: r.role, areaId: r.areaId || null, areaName: r.areaName ?? '', path: r.path ?? '', unitId: r.unitId || null, unitName: r.unitName ?? '', from: r.fromDay, to: r.toDay === '9999-12-31' ? null : r.toDay }));
  }
}
