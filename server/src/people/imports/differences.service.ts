import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type DifferenceKind, type RosterDifferences } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { afterId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { Comparison, differenceView, joinedNote, KINDS, waits, type Difference, type DifferenceRow, type Listed } from './differences.rules.js';
import { differenceCounts, differencesOf, insertDifferences, knownOtherwise, namesOf, rosterOfUnit, usersOf } from './differences.store.js';
import { IMPORT_PERMISSIONS, type JobRow } from './imports.rules.js';
import { findJob, rowsWith } from './imports.store.js';
import { allUnits, rosterByPhone } from './places.store.js';

const CHUNK = 500;
/** Shown before the file is written; afterwards all are there, page by page. */
const FORESEEN = 200;

/** What a new roster says differently from the one in force: foreseen before it is written, decided one by one afterwards. */
@Injectable()
export class DifferencesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  async list(me: Me, importId: number, kind: DifferenceKind | undefined, after: string | undefined): Promise<RosterDifferences> {
    const job = await this.roster(me, importId);
    if (job.status !== 'DONE') return this.foresee(job, kind);
    const m = this.tx.read, counts = noCounts();
    for (const { kind: k, n, open } of await differenceCounts(m, importId)) counts[k] = { all: Number(n), open: Number(open) };
    return { counts, ...pageOf(await differencesOf(m, importId, kind, afterId(after)), differenceView, (d) => String(d.id)) };
  }
  /** Called while the file is being written, with everything it said. */
  async keep(m: EntityManager, importId: number, comparison: Comparison, now: number): Promise<void> {
    await insertDifferences(m, importId, await this.finish(m, importId, comparison), now);
  }
  private async finish(m: EntityManager, importId: number, comparison: Comparison): Promise<Difference[]> {
    for (const unitId of comparison.units) comparison.look(unitId, await rosterOfUnit(m, unitId, importId));
    const refused = new Set<string>();
    for (let after = 0; ; ) {
      const rows = await rowsWith(m, importId, ['REFUSED'], after, CHUNK);
      for (const r of rows) refused.add((JSON.parse(r.fieldValues) as Record<string, string>)['name'] ?? '');
      if (rows.length < CHUNK) break;
      after = rows.at(-1)!.id;
    }
    const all = comparison.all(refused), joined = all.filter((d) => d.kind === 'JOINED'), known = await knownOtherwise(m, joined.map((d) => d.phone));
    for (const d of joined) if (known.has(d.phone)) d.note = joinedNote(known.get(d.phone)!);
    return all;
  }
  /** The same comparison on the rows that would be written. Nothing of it is stored. */
  private async foresee(job: JobRow, kind: DifferenceKind | undefined): Promise<RosterDifferences> {
    const m = this.tx.read, comparison = new Comparison(), counts = noCounts(), units = new Map((await allUnits(m, dayOf(this.clock.now()))).map((u) => [u.name, u.id]));
    for (let after = 0; job.status === 'READY'; ) {
      const rows = await rowsWith(m, job.id, ['TAKEN', 'MENDED', 'MERGED'], after, CHUNK), values = rows.map((r) => JSON.parse(r.fieldValues) as Record<string, string>);
      const known = await rosterByPhone(m, values.map((v) => v['phone'] ?? ''));
      for (const v of values) comparison.add(listed(v, units), known.get(v['phone'] ?? ''));
      if (rows.length < CHUNK) break;
      after = rows.at(-1)!.id;
    }
    const all = await this.finish(m, job.id, comparison);
    for (const d of all) {
      counts[d.kind].all += 1;
      if (waits(d)) counts[d.kind].open += 1;
    }
    const shown = all.filter((d) => kind === undefined || d.kind === kind).slice(0, FORESEEN);
    const unit = await namesOf(m, 'unit', shown.flatMap((d) => [d.unitBefore, d.unitAfter])), area = await namesOf(m, 'area', shown.flatMap((d) => [d.communityBefore, d.communityAfter])), users = await usersOf(m, shown.map((d) => d.entryId));
    const name = (names: Map<number, string>, id: number | null): string | null => (id === null ? null : (names.get(id) ?? null));
    const items = shown.map((d): DifferenceRow => ({
      ...d, id: 0, importId: job.id, decision: null, decidedAt: null, decidedByName: null, userId: users.get(d.entryId) ?? null, unitBeforeName: name(unit, d.unitBefore), unitAfterName: name(unit, d.unitAfter) ?? d.unitName,
      communityBeforeName: name(area, d.communityBefore), communityAfterName: name(area, d.communityAfter),
    })).map(differenceView);
    return { counts, items, next: null };
  }
  /** @throws NOT_FOUND for files that are no rosters */
  async roster(me: Me, importId: number): Promise<JobRow> {
    const job = await findJob(this.tx.read, importId);
    if (!job) throw fail('NOT_FOUND');
    me.require(IMPORT_PERMISSIONS[job.kind], job.areaPath);
    if (job.kind !== 'MEMBERS') throw fail('NOT_FOUND');
    return job;
  }
}
const noCounts = (): RosterDifferences['counts'] => Object.fromEntries(KINDS.map((k) => [k, { all: 0, open: 0 }])) as RosterDifferences['counts'];
const listed = (v: Record<string, string>, units: ReadonlyMap<string, number>): Listed => ({
  phone: v['phone'] ?? '', name: v['name'] ?? '', unit: v['unit'] ?? '', unitId: v['unitId'] ? Number(v['unitId']) : (units.get(v['unit'] ?? '') ?? null), communityId: v['communityId'] ? Number(v['communityId']) : null,
});
