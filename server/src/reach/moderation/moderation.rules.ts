import { REVIEW_LIMITS, HOUR_MS, type ReviewState, type ReviewWhy } from '@xianfeng/shared';
import type { TextVerdict } from '../wechat/wechat.types.js';

/** One field of a thing: `key` is its column. */
export interface Word { key: string; label: string; text: string }
/** What becomes of words in doubt. wait: others do not see them until somebody decided; look: shown, somebody else looks afterwards; desk: an office reads them before anybody else does, so nothing is to be held. */
export type Doubt = 'wait' | 'look' | 'desk';
export interface Doubtful { state: 'WAIT' | 'LOOK'; why: ReviewWhy; label: number | null; traceId: string | null }
export type Standing = { kind: 'refuse'; label: number | null; traceId: string | null } | { kind: 'show' } | { kind: 'hold'; doubtful: Doubtful };

/** What the machine cannot judge: nobody to ask about (no WeChat identity), or WeChat is not set up. */
export const UNASKED = null;
/**
 * What becomes of words by what WeChat said. It never fails open: without a plain "pass", words of ordinary people wait. Words of an office are published by
 * people in office, under its name and from a desk that has no WeChat identity: they stand, and somebody else looks afterwards.
 */
export function standingOf(verdict: TextVerdict | typeof UNASKED, doubt: Doubt): Standing {
  if (verdict?.suggest === 'risky') return { kind: 'refuse', label: verdict.label, traceId: verdict.traceId };
  if (verdict?.suggest === 'pass' || doubt === 'desk') return { kind: 'show' };
  const why: ReviewWhy = verdict !== UNASKED ? 'DOUBT' : doubt === 'look' ? 'OFFICE' : 'BY_HAND';
  return { kind: 'hold', doubtful: { state: doubt === 'look' ? 'LOOK' : 'WAIT', why, label: verdict?.label ?? null, traceId: verdict?.traceId ?? null } };
}
/** What WeChat's event says of a photo. `again`: it could not fetch it (-1008). Anything that is no plain "pass" is none. */
export function mediaVerdict(event: Record<string, unknown>): { traceId: string; verdict: 'pass' | 'review' | 'risky' | 'again'; label: number | null } | null {
  const traceId = event['trace_id'], errcode = Number(event['errcode'] ?? 0), result = event['result'] as { suggest?: unknown; label?: unknown } | undefined;
  if (typeof traceId !== 'string' || !/^[\w-]{1,64}$/.test(traceId)) return null;
  if (errcode === DOWNLOAD_FAILED) return { traceId, verdict: 'again', label: null };
  const label = Number(result?.label), suggest = result?.suggest;
  return { traceId, verdict: errcode === 0 && (suggest === 'pass' || suggest === 'risky') ? suggest : 'review', label: result?.label !== undefined && Number.isSafeInteger(label) ? label : null };
}
const DOWNLOAD_FAILED = -1008;
/** WeChat says it within half an hour. */
export const MEDIA_SILENT_MS = 35 * 60_000;
/** A photo it could not fetch is offered once more. */
export const MEDIA_TRIES = 2;
/** 网络安全法: kept for half a year. */
export const REFUSED_DAYS = 183;

export const isLate = (state: ReviewState, since: number, now: number): boolean => (state === 'WAIT' || state === 'LOOK') && now - since > REVIEW_LIMITS.lateHours * HOUR_MS;
export const isHidden = (state: string): boolean => state !== 'LOOK' && state !== 'PASSED';
