import { Injectable } from '@nestjs/common';
import { DAY_MS, dayOf, IDLE_SKILL_DAYS, REST_DAYS, type NeedKind, type Page, type SkilledPerson, type SkillsView, type UnmetNeed } from '@xianfeng/shared';
import { isOverdue } from '../../board/needs/needs.rules.js';
import { filedUnder } from '../../board/needs/needs.store.js';
import { Tx } from '../../db/tx.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { findArea, type AreaRow } from '../../people/areas/areas.store.js';
import { skillRows, unmetRows } from './skills.rules.js';
import { skillCounts, skilledPeople, tasksByKind, unmetByKind, unmetNeeds } from './skills.store.js';

/** What people can do and nobody asks for, and what was asked for and nobody did. The gate asked for the area. */
@Injectable()
export class SkillsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  async get(areaId: number): Promise<SkillsView> {
    const m = this.tx.read, now = this.clock.now(), since = now - IDLE_SKILL_DAYS * DAY_MS, { area, ids } = await this.place(areaId);
    const { people, skills } = await skillCounts(m, ids), tasks = new Map((await tasksByKind(m, ids, since)).map((r) => [r.kind, Number(r.n)]));
    return { area: { id: area.id, name: area.name }, day: dayOf(now), people, skills: skillRows(skills, tasks), unmet: unmetRows(await unmetByKind(m, ids, since, now)) };
  }
  async people(areaId: number, skill: string | undefined, rested: boolean, after: string | undefined): Promise<Page<SkilledPerson>> {
    const { ids } = await this.place(areaId), rows = await skilledPeople(this.tx.read, ids, skill, rested ? this.clock.now() - REST_DAYS * DAY_MS : null, afterId(after));
    return pageOf(rows, (p) => ({ id: p.id, name: p.name, unitName: p.unitName, skills: p.skills.split(',') }), (p) => String(p.id));
  }
  async needs(areaId: number, kind: NeedKind | undefined, after: string | undefined): Promise<Page<UnmetNeed>> {
    const now = this.clock.now(), { ids } = await this.place(areaId), rows = await unmetNeeds(this.tx.read, ids, kind, now - IDLE_SKILL_DAYS * DAY_MS, now, beforeId(after));
    return pageOf(rows, (n) => ({ ...n, overdue: isOverdue(n, now) }), (n) => String(n.id));
  }
  private async place(areaId: number): Promise<{ area: AreaRow; ids: number[] }> {
    const area = await findArea(this.tx.read, areaId);
    if (!area) throw fail('NOT_FOUND');
    return { area, ids: await filedUnder(this.tx.read, area.path) };
  }
}
