import type { DifferenceDecision, DifferenceKind, RosterDifferenceView } from '@xianfeng/shared';
import { maskPhone } from '../../lib/mask.js';

/** A line of the roster in force. */
export interface Standing { id: number; phone: string; name: string; unitId: number | null; communityId: number | null }
/** A line of the new file. `unit` names a unit that has no id yet. */
export interface Listed { phone: string; name: string; unitId: number | null; unit: string; communityId: number | null }
export interface Difference { kind: DifferenceKind; entryId: number; name: string; phone: string; unitBefore: number | null; unitAfter: number | null; unitName: string | null; communityBefore: number | null; communityAfter: number | null; note: string | null }

/**
 * Compares a file with the roster in force, line by line. Whoever is missing is looked for only in the units that the file names: a list of one
 * unit says nothing about the others. The first list of a unit has nobody who joined.
 */
export class Comparison {
  private readonly seen = new Set<string>();
  private readonly joined: Difference[] = [];
  private readonly moved: Difference[] = [];
  /** Units of which somebody must look who is missing. */
  readonly units = new Set<number>();
  private readonly standing = new Set<number>();
  private readonly left: Difference[] = [];

  /** `before`: what the roster says under this phone, as it was before the file was written. `entryId`: his line from now on. */
  add(row: Listed, before: Standing | undefined, entryId = before?.id ?? 0): void {
    if (this.seen.has(row.phone)) return;
    this.seen.add(row.phone);
    if (row.unitId !== null) this.units.add(row.unitId);
    const base = { entryId, name: row.name, phone: row.phone, unitBefore: before?.unitId ?? null, unitAfter: row.unitId, unitName: row.unit || null, communityBefore: before?.communityId ?? null, communityAfter: row.communityId, note: null };
    if (!before) this.joined.push({ ...base, kind: 'JOINED' });
    // A line of another name is refused when it is written; it says nothing about this person.
    else if (before.name === row.name) {
      if (before.unitId !== null && (row.unitId !== null || row.unit !== '') && row.unitId !== before.unitId) this.moved.push({ ...base, kind: 'MOVED_UNIT' });
      if (before.communityId !== null && row.communityId !== null && row.communityId !== before.communityId) this.moved.push({ ...base, kind: 'MOVED_COMMUNITY' });
    }
  }
  /** The roster's lines of one of `units`, as they were before. */
  look(unitId: number, lines: readonly Standing[]): void {
    if (lines.length > 0) this.standing.add(unitId);
    for (const l of lines)
      if (!this.seen.has(l.phone)) this.left.push({ kind: 'LEFT', entryId: l.id, name: l.name, phone: l.phone, unitBefore: l.unitId, unitAfter: null, unitName: null, communityBefore: l.communityId, communityAfter: null, note: null });
  }
  /** Those who left, moved and joined. `refused`: names on lines of the file that could not be taken. */
  all(refused: ReadonlySet<string>): Difference[] {
    const joined = this.joined.filter((d) => d.unitAfter !== null && this.standing.has(d.unitAfter));
    const namesakes = new Map(joined.map((d) => [`${d.name}/${d.unitAfter}`, d]));
    for (const l of this.left) {
      const other = namesakes.get(`${l.name}/${l.unitBefore}`);
      if (refused.has(l.name)) l.note = '文件里有同名的一行没有采用，请先核对';
      else if (other) l.note = `文件里有同名不同号的人（尾号 ${other.phone.slice(-4)}），可能换了手机`;
    }
    return [...this.left, ...this.moved, ...joined];
  }
}
/** A person who signed in with this phone, agreed to be found on the roster, and is no in-service member. */
export const joinedNote = (kind: 'RETIRED' | 'RESIDENT'): string => (kind === 'RETIRED' ? '已办理退休，新名册里仍在列' : '已用这个手机号以居民身份报到');

const DECISIONS: Record<DifferenceKind, readonly DifferenceDecision[]> = { LEFT: ['KEEP', 'RETIRE', 'END'], MOVED_UNIT: ['KEEP', 'MOVE'], MOVED_COMMUNITY: ['KEEP', 'MOVE'], JOINED: ['KEEP', 'MOVE'] };
/** Who merely joined needs nobody's decision: he stands on the roster and registers himself. */
export const waits = (d: Pick<DifferenceRow, 'kind' | 'note'>): boolean => d.kind !== 'JOINED' || d.note !== null;
export const decisionsFor = (d: Pick<DifferenceRow, 'kind' | 'note' | 'decision'>): DifferenceDecision[] => (d.decision === null && waits(d) ? [...DECISIONS[d.kind]] : []);

export interface DifferenceRow {
  id: number; importId: number; kind: DifferenceKind; entryId: number; name: string; phone: string; unitBefore: number | null; unitAfter: number | null; communityBefore: number | null; communityAfter: number | null; note: string | null;
  decision: DifferenceDecision | null; decidedAt: number | null; unitBeforeName: string | null; unitAfterName: string | null; communityBeforeName: string | null; communityAfterName: string | null; decidedByName: string | null; userId: number | null;
}
/** `id` 0: only foreseen, nothing can be decided. */
export const differenceView = (d: DifferenceRow): RosterDifferenceView => ({
  id: d.id, kind: d.kind, name: d.name, phone: maskPhone(d.phone), unitBefore: d.unitBeforeName, unitAfter: d.unitAfterName, communityBefore: d.communityBeforeName, communityAfter: d.communityAfterName,
  registered: d.userId !== null, note: d.note, decision: d.decision, decidedAt: d.decidedAt, decidedBy: d.decidedByName, actions: d.id === 0 ? [] : decisionsFor(d),
});
export const KINDS: readonly DifferenceKind[] = ['LEFT', 'MOVED_UNIT', 'MOVED_COMMUNITY', 'JOINED'];
