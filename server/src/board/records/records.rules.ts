import type { Evidence, TaskKind } from '@xianfeng/shared';

/** One row of a service: what was recorded first, or what put it right later. */
export interface Part { id: number; day: string; title: string; startsAt: number; minutes: number; services: number }
/** What the rows of one service come to. `services` 0: it was taken back. */
export type Standing = Omit<Part, 'id'>;
/** The rows of one service in the order in which they were written. Day and words are those that were entered last. */
export function standingOf(parts: readonly Part[]): Standing {
  const last = parts.filter((p) => p.services === 1).at(-1)!, ofDay = parts.filter((p) => p.day === last.day && p.minutes > 0);
  return {
    day: last.day, title: last.title, startsAt: Math.min(...ofDay.map((p) => p.startsAt), last.startsAt),
    minutes: parts.reduce((n, p) => n + p.minutes, 0), services: parts.reduce((n, p) => n + p.services, 0),
  };
}
/** The row that a service began with, and what has come of it. */
export interface Service extends Standing { id: number; userId: number; name: string; communityId: number; communityName: string; path: string; taskId: number | null; logId: number | null; kind: TaskKind; evidence: Evidence; /** Of the shift it was done in; null where there was none. */ shift: { startsAt: number; endsAt: number } | null; verifiedBy: number }
/** What a row that corrects says; its points are always 0: those are put right by two people in the journal (更正与冻结). */
export const CORRECTION_POINTS = '更正时长不动积分，积分另行更正';
