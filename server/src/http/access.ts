import { createParamDecorator, SetMetadata, type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '@xianfeng/shared';
import { fail } from '../lib/errors.js';
import { Me, type Session } from './me.js';
import { AddressLimit, PER_ADDRESS, type AddressRule } from './address-limit.js';
import { RateLimit } from './rate-limit.js';

/** Who may call a route. The app refuses to start where a route does not say (http/routes.ts). */
export type Access =
  | { who: 'open' } // anybody, signed in or not
  | { who: 'own'; withoutPhone?: true } // signed in; touches only what is the caller's own, or what every signed-in person may see
  | { who: 'post'; permission: Permission; area: AreaFrom }; // holds a post with this permission whose subtree covers the area
/** Where the area comes from: named by the request (checked before the use case), or found on the row (the use case asks `me.require`). */
export type AreaFrom = { in: 'query' | 'body'; name: string } | 'row' | 'any-held';
export const ACCESS = 'access';
export const Open = () => SetMetadata(ACCESS, { who: 'open' } satisfies Access);
/** Whatever writes needs a proved phone: real names behind the screen (CSL art. 24). `withoutPhone`: what one needs to get one, and what is nobody else's. */
export const Own = (o: { withoutPhone?: true } = {}) => SetMetadata(ACCESS, { who: 'own', ...o } satisfies Access);
export const May = (permission: Permission, area: AreaFrom) => SetMetadata(ACCESS, { who: 'post', permission, area } satisfies Access);
export const inQuery = (name = 'areaId'): AreaFrom => ({ in: 'query', name });
export const inBody = (name = 'areaId'): AreaFrom => ({ in: 'body', name });

/** What the people room tells the gate. Bound there, so that http/ knows no table. */
export abstract class Directory {
  /** At once where it is known from the last seconds. */
  abstract session(token: string): Session | null | Promise<Session | null>;
  /** The path of a living area, null when there is none. */
  abstract pathOf(areaId: number): Promise<string | null>;
}
export type Request = FastifyRequest & { me?: Me; access?: Access };

@Injectable()
export class AccessGuard implements CanActivate {
  private readonly known = new WeakMap<object, { access: Access; perAddress: AddressRule | undefined }>();
  constructor(private readonly reflector: Reflector, private readonly directory: Directory, private readonly limit: RateLimit, private readonly addresses: AddressLimit) {}
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const handler = context.getHandler();
    let declared = this.known.get(handler);
    if (!declared) this.known.set(handler, (declared = { access: this.reflector.get<Access>(ACCESS, handler), perAddress: this.reflector.get<AddressRule | undefined>(PER_ADDRESS, handler) }));
    const { access, perAddress } = declared;
    const request = context.switchToHttp().getRequest<Request>();
    request.access = access;
    const header = request.headers.authorization;
    const session = header?.startsWith('Bearer ') ? this.directory.session(header.slice(7)) : null;
    if (perAddress) return this.addresses.hit(perAddress, request.ip).then(async () => this.judge(request, access, await session));
    return session instanceof Promise ? session.then((s) => this.judge(request, access, s)) : this.judge(request, access, session);
  }
  private judge(request: Request, access: Access, session: Session | null): boolean | Promise<boolean> {
    if (session) request.me = new Me(session);
    this.limit.hit(session ? `u${session.userId}` : `ip${request.ip}`);
    if (access.who === 'open') return true;
    const me = request.me;
    if (!me) throw fail('SIGN_IN');
    if (access.who === 'own') {
      if (me.session.phone === null && !access.withoutPhone && request.method !== 'GET') throw fail('PHONE_NEEDED');
      return true;
    }
    if (access.area === 'row') return true;
    if (access.area === 'any-held') {
      if (me.roots(access.permission).length === 0) throw fail('FORBIDDEN');
      return true;
    }
    return this.judgeArea(request, me, access.permission, access.area);
  }
  private async judgeArea(request: Request, me: Me, permission: Permission, area: { in: 'query' | 'body'; name: string }): Promise<boolean> {
    const source = (area.in === 'query' ? request.query : request.body) as Record<string, unknown> | undefined;
    const id = Number(source?.[area.name]);
    const path = Number.isSafeInteger(id) && id > 0 ? await this.directory.pathOf(id) : null;
    if (path === null) throw fail('NOT_FOUND');
    me.require(permission, path);
    return true;
  }
}

/**
 * A route with an id in its path, or for a post, must have asked `me` about scope before it answers: forgetting to ask is a
 * 500, not a leak. Looked at when the answer is about to be sent, for refusals say nothing.
 */
export function assertScoped(request: Request, statusCode: number): void {
  const { access, me } = request;
  if (statusCode >= 400 || !me || me.scoped || !access || access.who === 'open') return;
  if (access.who === 'post' || request.routeOptions.url?.includes(':')) throw new Error(`${request.method} ${request.routeOptions.url} answered without asking about scope`);
}

/** The signed-in person. On open routes he may be missing: use `@MaybeMe()` there. */
export const CurrentMe = createParamDecorator((_: unknown, context: ExecutionContext): Me => context.switchToHttp().getRequest<Request>().me!);
export const MaybeMe = createParamDecorator((_: unknown, context: ExecutionContext): Me | null => context.switchToHttp().getRequest<Request>().me ?? null);
/** A positive 53-bit id from the path. Anything else cannot exist: NOT_FOUND. */
export const IdParam = createParamDecorator((name: string | undefined, context: ExecutionContext): number => {
  const text = (context.switchToHttp().getRequest<Request>().params as Record<string, string>)[name ?? 'id'] ?? '';
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(id)) throw fail('NOT_FOUND');
  return id;
});
/** The Idempotency-Key that the client made and kept. @throws KEY_MISSING */
export const IdemKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = sentKey(context);
  if (key === null) throw fail('KEY_MISSING');
  return key;
});
/** Where a repeat does little harm: the key if one was sent, else null. @throws KEY_MISSING when it is not one */
export const OptionalIdemKey = createParamDecorator((_: unknown, context: ExecutionContext): string | null => sentKey(context));
function sentKey(context: ExecutionContext): string | null {
  const key = context.switchToHttp().getRequest<Request>().headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[A-Za-z0-9-]{16,64}$/.test(key)) throw fail('KEY_MISSING');
  return key;
}
