import { createHash } from 'node:crypto';
import { addDays, SAMPLE_PERCENT, type Evidence, type RecordOrigin, type SampleStatus, type SampleView, type TaskKind, type PhotoRef } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';
import { maskName } from '../../lib/mask.js';

export const sampleFlow = flow<SampleStatus, 'right' | 'doubt' | 'close'>({ OPEN: { right: 'TRUE', doubt: 'DOUBT' }, TRUE: {}, DOUBT: { close: 'CLOSED' }, CLOSED: {} });
export interface Drawable { id: number; evidence: Evidence }
/** Where the seed and the id put a record in the line: the same wherever and whenever it is asked. */
const placeOf = (seed: string, id: number): string => createHash('sha256').update(`${seed}/${id}`).digest('base64url');
/** All of grade D, and of the others five in a hundred, rounded up: those who come first in the seed's order. Ids in growing order. */
export function draw(records: readonly Drawable[], seed: string): number[] {
  const others = records.filter((r) => r.evidence !== 'D'), wanted = Math.ceil((others.length * SAMPLE_PERCENT) / 100);
  const first = others.map((r) => ({ id: r.id, place: placeOf(seed, r.id) })).sort((a, b) => (a.place < b.place ? -1 : 1)).slice(0, wanted);
  return [...first, ...records.filter((r) => r.evidence === 'D')].map((r) => r.id).sort((a, b) => a - b);
}
export interface Community { id: number; streetId: number }
/** Who checks for a community: the next one of its street; the first of the next street where there is no other; its street where there is no other at all. */
export function checkerOf(of: Community, all: readonly Community[]): number {
  const next = (list: readonly number[], own: number): number => list.find((id) => id > own) ?? list[0]!;
  const sisters = all.filter((c) => c.streetId === of.streetId && c.id !== of.id).map((c) => c.id).sort((a, b) => a - b);
  if (sisters.length > 0) return next(sisters, of.id);
  const streets = [...new Set(all.filter((c) => c.streetId !== of.streetId).map((c) => c.streetId))].sort((a, b) => a - b);
  if (streets.length === 0) return of.streetId;
  const street = next(streets, of.streetId);
  return Math.min(...all.filter((c) => c.streetId === street).map((c) => c.id));
}
/** '2026-10' of a day in November. */
export const monthBefore = (day: string): string => addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7);
export interface SampleRow {
  id: number; month: string; status: SampleStatus; recordId: number; communityId: number; communityName: string; path: string; checkerPath: string; checkerName: string; userId: number; name: string; title: string; kind: TaskKind; day: string; minutes: number; evidence: Evidence; origin: RecordOrigin;
  place: string | null; contactName: string | null; contactPhone: string | null; logId: number | null; text: string | null; entryText: string | null; needStatus: string | null; checkedAt: number | null; note: string | null; closing: string | null; verifiedBy: number;
}
/** Nobody checks what he verified or did himself. */
export const checkRefusal = (s: Pick<SampleRow, 'userId' | 'verifiedBy'>, readerId: number): 'SELF_REVIEW' | null => (s.userId === readerId || s.verifiedBy === readerId ? 'SELF_REVIEW' : null);
export function sampleView(s: SampleRow, photos: PhotoRef[], reader: { id: number; checks: boolean; closes: boolean }): SampleView {
  const may = checkRefusal(s, reader.id) === null, steps = sampleFlow.actions(s.status);
  return {
    id: s.id, recordId: s.recordId, month: s.month, status: s.status, person: maskName(s.name), title: s.title, kind: s.kind, day: s.day, minutes: Number(s.minutes), evidence: s.evidence, origin: s.origin, place: s.place ?? '', contactName: s.contactName ?? '', contactPhone: s.contactPhone ?? '',
    text: s.text ?? s.entryText ?? '', confirmed: s.needStatus === 'CONFIRMED', photos, recordedBy: s.communityName, checkedBy: s.checkerName, checkedAt: s.checkedAt, note: s.note, closing: s.closing,
    actions: [...(may && reader.checks && steps.includes('doubt') ? ['check' as const] : []), ...(may && reader.closes && steps.includes('close') ? ['close' as const] : [])],
  };
}
