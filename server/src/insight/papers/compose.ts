import type { EntityManager } from 'typeorm';
import type { AreaKind, PaperSection, PaperTable, PaperView } from '@xianfeng/shared';
import { children, findAreas } from '../../people/areas/areas.store.js';
import { labelOf, LINES, NO_VEIL, noteOf, numberOf, sectionsOf, titleOf, type LineDef, type PaperKind, type Period, type SectionDef, type Source, type TableDef } from './papers.rules.js';
import { grouped, groupNames, numbers, type Scope } from './papers.store.js';

/** Whose paper, of when: all that a paper follows from. */
export interface Subject { kind: PaperKind; id: number; name: string; area: { id: number; kind: AreaKind; path: string } | null; scope: Scope; period: Period }
const defOf = (key: string): LineDef => LINES.get(key)!;

/** Counts a whole paper: each source is gone through once for its numbers and once for each table. */
export async function compose(m: EntityManager, s: Subject, now: number): Promise<PaperView> {
  const defs = sectionsOf(s.kind, s.area?.kind ?? null), values = new Map<string, number>();
  for (const [source, lines] of bySource(defs.flatMap((d) => d.lines))) for (const [key, n] of await numbers(m, source, lines, s.scope, s.period)) values.set(key, n);
  const sections: PaperSection[] = [];
  for (const def of defs) {
    const { title, lines, table } = def;
    sections.push({ title, note: noteOf(def, s.scope.kind === 'UNIT' ? s.scope.veil : NO_VEIL), lines: lines.map((key) => ({ label: defOf(key).label, ...numberOf(defOf(key), values.get(key) ?? 0) })), table: table ? await tableOf(m, s, table) : null });
  }
  return { title: titleOf(s.kind, s.area?.kind ?? null), subject: s.name, period: s.period.text, from: s.period.from, to: s.period.to, madeAt: now, sections };
}
function bySource(keys: readonly string[]): Map<Source, LineDef[]> {
  const sources = new Map<Source, LineDef[]>();
  for (const def of keys.map(defOf)) sources.set(def.source, [...(sources.get(def.source) ?? []), def]);
  return sources;
}

async function tableOf(m: EntityManager, s: Subject, { by, head, cells }: TableDef): Promise<PaperTable> {
  const rows = new Map<string, Map<string, number>>();
  for (const [source, defs] of bySource(cells))
    for (const [group, ns] of await grouped(m, source, defs, by, s.scope, s.period)) {
      const value = by === 'child' ? childOf(s.area!.path, group) : group, row = rows.get(value) ?? new Map<string, number>();
      defs.forEach((d, i) => row.set(d.key, (row.get(d.key) ?? 0) + (ns[i] ?? 0)));
      rows.set(value, row);
    }
  const labels = await labelsOf(m, s, by, defOf(cells[0]!).source, [...rows.keys()]);
  // By name, month or day: an order that ranks nobody. A row of noughts says nothing, but for a place that must not be missing.
  const shown = [...labels].filter(([value]) => by === 'child' ? value !== '0' || rows.has(value) : [...(rows.get(value)?.values() ?? [])].some((n) => n !== 0));
  return { columns: [head, ...cells.map((key) => defOf(key).label.replace(/^其中(点单人)?/, ''))], rows: shown.map(([value, label]) => ({ label, cells: cells.map((key) => numberOf(defOf(key), rows.get(value)?.get(key) ?? 0, { by, value })) })) };
}
/** The area below that a path lies in; '0' for what is filed with the area itself. */
const childOf = (root: string, path: string): string => path.slice(root.length).split('/')[0] || '0';
async function labelsOf(m: EntityManager, s: Subject, by: TableDef['by'], source: Source, values: string[]): Promise<[string, string][]> {
  if (by === 'kind' || by === 'month') return values.sort().map((v) => [v, labelOf(by, source, v)]);
  if (by === 'child') {
    const living = (await children(m, s.area!.id)).map((a): [string, string] => [String(a.id), a.name]), closed = await findAreas(m, values.map(Number).filter((id) => id > 0 && !living.some(([v]) => v === String(id))));
    return [...living, ...[...closed.values()].map((a): [string, string] => [String(a.id), a.name]), ['0', `${s.name}本级`]];
  }
  return [...(await groupNames(m, by, values))].sort(([, a], [, b]) => (by === 'id' ? (a < b ? 1 : -1) : a < b ? -1 : 1));
}
/** Paths of a table's row by area, as patterns. */
export async function childPaths(m: EntityManager, s: Subject, value: string): Promise<string[]> {
  if (value === '0') return [s.area!.path];
  const area = (await findAreas(m, [Number(value)])).get(Number(value));
  return area && area.path.startsWith(s.area!.path) ? [`${area.path}%`] : ['-'];
}
export const sectionsFor = (s: Subject): SectionDef[] => sectionsOf(s.kind, s.area?.kind ?? null);
