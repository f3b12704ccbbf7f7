import { addDays, dayOf, DAY_MS, HOUR_MS, hourOf, MESSAGE_LIMITS, MINUTE_MS, startOfDay, weekdayOf, type MessageTemplate, type NoticeKind } from '@xianfeng/shared';
import type { OutboxStatus } from '../outbox/outbox.rules.js';
import type { SendResult } from '../wechat/wechat.types.js';
import { fieldOf } from './format.rules.js';
import { DESK_PAGES, TEMPLATE_OF, TEMPLATES, type Part } from './templates.js';

/** Word of an event that WeChat did not take within this time is not news any more; the inbox has it. */
export const MESSAGE_LIFE_MS = 4 * HOUR_MS;
/** What begins within this time is worth a message beyond the week's budget. Our own choice. */
export const PRESSING_MS = DAY_MS;
/** A message that may have arrived is sent once more, not sooner than this. */
export const DOUBT_MS = 4 * MINUTE_MS;
const FIRST_WAIT_MS = 5_000, LONGEST_WAIT_MS = MINUTE_MS;

/** What the rules need of a notice. `dueAt`: after this instant it is no news, mostly the beginning of the thing; `startsAt`: its beginning, where that is another. */
export interface Told { kind: NoticeKind; title: string; body: string; link?: string | null; dueAt?: number; startsAt?: number; template?: MessageTemplate }
/** By which template a notice goes to WeChat; null: it stays in the inbox. */
export const templateOf = (n: Told): MessageTemplate | null => (n.link?.startsWith(DESK_PAGES) ? null : (n.template ?? TEMPLATE_OF[n.kind] ?? null));

/** Asia/Shanghai, from nine in the evening to eight in the morning. */
export const isQuiet = (at: number): boolean => hourOf(at) >= MESSAGE_LIMITS.quietFrom || hourOf(at) < MESSAGE_LIMITS.quietTo;
/** The next instant at which the quiet hours end. */
export function morningAfter(at: number): number {
  const today = startOfDay(dayOf(at)) + MESSAGE_LIMITS.quietTo * HOUR_MS;
  return at < today ? today : startOfDay(addDays(dayOf(at), 1)) + MESSAGE_LIMITS.quietTo * HOUR_MS;
}
export interface Timing { availableAt: number; expiresAt: number; urgent: boolean; overBudget: boolean }
/**
 * When a message may leave and until when it is of use. In the quiet hours only what begins before or soon after they end leaves (`urgent`), the rest waits for
 * the morning. What begins within a day is not counted against the week (`overBudget`). Null: the thing has begun, there is nothing to send.
 */
export function timingOf(now: number, dueAt?: number): Timing | null {
  if (dueAt !== undefined && dueAt <= now) return null;
  const morning = morningAfter(now), urgent = dueAt !== undefined && dueAt <= morning + HOUR_MS;
  const availableAt = isQuiet(now) && !urgent ? morning : now;
  return { availableAt, expiresAt: Math.min(availableAt + MESSAGE_LIFE_MS, dueAt ?? Infinity), urgent, overBudget: dueAt !== undefined && dueAt <= now + PRESSING_MS };
}
/** The Monday of an instant's week, which the budget counts by. */
export const weekOf = (at: number): string => addDays(dayOf(at), -((weekdayOf(at) + 6) % 7));

/** The thing a notice is about: what stands in its quotation marks. */
const aboutOf = (n: Told): string => /“([^“”]+)”/.exec(n.body)?.[1] ?? /“([^“”]+)”/.exec(n.title)?.[1] ?? n.title;
export interface Content { page: string; data: Record<string, string> }
/** A notice as WeChat accepts it. `keys`: the owner's, where his templates number them otherwise. */
export function contentOf(template: MessageTemplate, n: Told, now: number, keys: Readonly<Record<string, Part>> = TEMPLATES[template].keys): Content {
  const parts: Record<Part, string | number> = { about: aboutOf(n), title: n.title, body: n.body, when: n.startsAt ?? n.dueAt ?? now, at: now };
  return {
    page: n.link ? n.link.replace(/^\//, '') : TEMPLATES[template].page,
    data: Object.fromEntries(Object.entries(keys).map(([key, part]) => [key, fieldOf(key, parts[part], now)])),
  };
}

/** What becomes of a message and of what was set aside for it. `quota`: keep (it was used), back (nothing was used), none (WeChat says there is none). */
export interface Verdict { status: OutboxStatus; quota: 'keep' | 'back' | 'none'; waitMs: number; isDoubtful: boolean }
/** After an attempt at a message that was queued `ageMs` ago and may have arrived `doubts` times before. */
export function verdictOf(r: SendResult, doubts: number, ageMs: number): Verdict {
  const end = (status: OutboxStatus, quota: Verdict['quota']): Verdict => ({ status, quota, waitMs: 0, isDoubtful: false });
  // What may have arrived may have used what was set aside for it.
  const unused = doubts > 0 ? 'keep' : 'back';
  switch (r.kind) {
    case 'sent': return end('SENT', 'keep');
    case 'refused': return end(doubts > 0 ? 'UNCERTAIN' : 'REFUSED', 'none');
    case 'permanent': return end(doubts > 0 ? 'UNCERTAIN' : 'FAILED', unused);
    case 'later': return { ...end('NEW', unused), waitMs: Math.max(r.retryAfterMs, waitAfter(ageMs)) };
    case 'unknown': return doubts === 0 ? { status: 'NEW', quota: 'keep', waitMs: DOUBT_MS, isDoubtful: true } : { status: 'UNCERTAIN', quota: 'keep', waitMs: 0, isDoubtful: true };
  }
}
/** As long again as it has waited, from 5 seconds to a minute: a backlog is gone soon after WeChat is back. */
export const waitAfter = (ageMs: number): number => Math.min(Math.max(ageMs, FIRST_WAIT_MS), LONGEST_WAIT_MS);
