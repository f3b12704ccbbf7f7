import { can, isWithin, type Permission, type Role, type UserKind } from '@xianfeng/shared';
import { fail } from '../lib/errors.js';

export interface HeldPost { id: number; role: Role; areaId: number | null; areaName: string; path: string; unitId: number | null; unitName: string; from: string; to: string | null }
/** What a token stands for; shared by all requests of the session for a few seconds. */
export interface Session {
  userId: number; name: string; phone: string | null; kind: UserKind; unitId: number | null;
  /** Registered community (accepted), or the one a resident chose; path '' until then. */
  communityId: number | null; communityPath: string; posts: HeldPost[]; consentedTerms: boolean;
}
/** The signed-in person of one request. Every use case that takes an id asks `me` about its scope first. */
export class Me {
  /** Set by the first question about scope; the access interceptor refuses to answer where nobody asked. */
  scoped = false;
  constructor(readonly session: Session) {}
  get id(): number {
    return this.session.userId;
  }
  get name(): string {
    return this.session.name;
  }
  /** May he do this in the area with that path? Inside the subtree of a post that allows it. */
  may(permission: Permission, path: string): boolean {
    this.scoped = true;
    return can(this.session.posts, permission, path);
  }
  /** @throws NOT_FOUND outside his subtrees, FORBIDDEN inside them but without the permission. */
  require(permission: Permission, path: string): void {
    if (this.may(permission, path)) return;
    throw this.session.posts.some((p) => p.path !== '' && isWithin(path, p.path)) ? fail('FORBIDDEN') : fail('NOT_FOUND');
  }
  /** The row belongs to the reader himself. @throws NOT_FOUND: others must not learn that it exists. */
  requireSelf(userId: number | null): void {
    this.scoped = true;
    if (userId !== this.id) throw fail('NOT_FOUND');
  }
  /** The row is not there, and says nothing about where it was. @throws NOT_FOUND */
  hidden(): never {
    this.scoped = true;
    throw fail('NOT_FOUND');
  }
  /** Own row, or one in an area where he holds the permission. */
  requireSelfOr(userId: number | null, permission: Permission, path: string): void {
    if (userId === this.id) this.scoped = true;
    else this.require(permission, path);
  }
  /** For what every signed-in person may see (published tasks, shelves): says so on purpose. */
  everyone(): void {
    this.scoped = true;
  }
  /** Roots of the subtrees where he holds the permission. */
  roots(permission: Permission): HeldPost[] {
    this.scoped = true;
    return this.session.posts.filter((p) => p.path !== '' && can([p], permission, p.path));
  }
}
