import { DAY_MS } from '@xianfeng/shared';
import type { ClaimStatus, OfflineMark, OfflineMarksView, OfflineResult, PresenceSheet, SheetRow } from '@xianfeng/shared';

/** A tap that waits on the phone. `sent`: it was on its way once, so it may have arrived. `result`: what the server said where the leader has to decide. */
export interface KeptMark extends OfflineMark { sent?: boolean; result?: OfflineResult }
/** A list on the phone, how far the phone's clock was off when it came, and what was tapped on it. */
export interface KeptSheet { sheet: PresenceSheet; offsetMs: number; marks: KeptMark[] }
export interface ShownRow extends SheetRow { /** As the leader sees it: with his own taps. */ present: boolean; waiting: boolean }

export const openMarks = (kept: KeptSheet): KeptMark[] => kept.marks.filter((mark) => !mark.result);
export const askedMarks = (kept: KeptSheet): KeptMark[] => kept.marks.filter((mark) => mark.result);

/** The server's clock less the phone's. The answer was made somewhere between asking and hearing: the middle is off by half of that at most. */
export const offsetOf = (serverAt: number, askedAt: number, heardAt: number): number => Math.round(serverAt - (askedAt + heardAt) / 2);

/** Rows with the taps that wait. */
export function shownRows({ sheet, marks }: KeptSheet): ShownRow[] {
  const last = new Map(marks.filter((mark) => !mark.result).map((mark) => [mark.claimId, mark]));
  return sheet.rows.map((row) => { const mark = last.get(row.claimId); return { ...row, present: mark ? mark.present : row.status === 'ATTENDED', waiting: mark !== undefined }; });
}
/**
 * One more tap. What was tapped before on the same person and never left the phone is replaced by it; where the two cancel each other nothing
 * is left. What may have left stays: the server puts both in order.
 */
export function tapOn(kept: KeptSheet, claimId: number, present: boolean, ref: string, now: number): KeptSheet {
  const row = kept.sheet.rows.find((one) => one.claimId === claimId);
  if (!row) return kept;
  const marks = kept.marks.filter((mark) => mark.claimId !== claimId || (mark.sent && !mark.result));
  const before = marks.filter((mark) => mark.claimId === claimId).at(-1), stands = before ? before.present : row.status === 'ATTENDED';
  if (stands === present) return { ...kept, marks };
  return { ...kept, marks: [...marks, { ref, claimId, present, saw: row.status, listAt: kept.sheet.at, tappedAt: now, offsetMs: kept.offsetMs }] };
}
/** The leader stays with his word against somebody else's: a new tap with the times of the old one. */
export function insist(kept: KeptSheet, ref: string, fresh: string): KeptSheet {
  return { ...kept, marks: kept.marks.map((mark) => {
    if (mark.ref !== ref || !mark.result) return mark;
    const { result, sent: _sent, ...tap } = mark;
    return { ...tap, ref: fresh, saw: (result.other?.status ?? tap.saw) as ClaimStatus, decided: true };
  }) };
}
export const dropMark = (kept: KeptSheet, ref: string): KeptSheet => ({ ...kept, marks: kept.marks.filter((mark) => mark.ref !== ref) });
export const markSent = (kept: KeptSheet): KeptSheet => ({ ...kept, marks: kept.marks.map((mark) => (mark.result ? mark : { ...mark, sent: true })) });
/** What the server said. Done is done; what it could not do stays until the leader has decided; what was tapped meanwhile waits. */
export function settle(kept: KeptSheet, view: OfflineMarksView, offsetMs: number): KeptSheet {
  const said = new Map(view.results.map((result) => [result.ref, result]));
  const marks = kept.marks.flatMap((mark) => {
    const result = said.get(mark.ref);
    if (!result) return [mark];
    return result.outcome === 'CONFLICT' || result.outcome === 'REFUSED' ? [{ ...mark, result }] : [];
  });
  return { sheet: view.sheet, offsetMs, marks };
}
/** So many lists a phone holds: with five hundred names each they stay within what WeChat encrypts under one key. */
export const MOST_SHEETS = 6;
/** With one more list than there is room for, the shift furthest away goes; never one with taps that wait. */
export function roomFor(all: Readonly<Record<string, KeptSheet>>, now: number): Record<string, KeptSheet> {
  const entries = Object.entries(all), far = ([, { sheet }]: [string, KeptSheet]): number => Math.abs(sheet.startsAt - now);
  const gone = new Set(entries.filter(([, one]) => one.marks.length === 0).sort((a, b) => far(b) - far(a)).slice(0, Math.max(0, entries.length - MOST_SHEETS)).map(([id]) => id));
  return Object.fromEntries(entries.filter(([id]) => !gone.has(id)));
}
/** What could not be decided goes a week after the rest. */
const ASKED_MS = 7 * DAY_MS;
/** Two days after the shift, by the server's clock, the phone forgets the names; only of those whose taps still wait it keeps what the leader needs to decide. Null: nothing is left. */
export function thinned(kept: KeptSheet, now: number): KeptSheet | null {
  const { sheet, offsetMs, marks } = kept, over = now + offsetMs - sheet.keepUntil;
  if (over <= 0) return kept;
  const asked = new Set(marks.map((mark) => mark.claimId));
  if (asked.size === 0 || over > ASKED_MS) return null;
  return sheet.rows.length === asked.size ? kept : { ...kept, sheet: { ...sheet, rows: sheet.rows.filter((row) => asked.has(row.claimId)) } };
}
