import { Injectable } from '@nestjs/common';
import { NEED_KINDS, dayOf, type DashboardChild, type DashboardView, type FlowFigures, type NeedKind, type Page } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { afterId, pageOf, PAGE_ROWS } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { findArea } from '../../people/areas/areas.store.js';
import { kindColumn, medianDays, minutesOf, rate, reopenRate, waitsOf, type Sums } from '../rollups/columns.rules.js';
import type { RollupKey } from '../rollups/rollups.store.js';
import { chainOf, childrenOf, type Level } from './areas.store.js';
import type { ChildrenQueryDto, DashboardQueryDto } from './dashboards.dto.js';
import { FiguresService, type Figures } from './figures.service.js';
import { spanOf, type SpanOf } from './spans.rules.js';

const KINDS = Object.keys(NEED_KINDS) as NeedKind[];
/** Communities are the lowest: below them are lists. */
const LOWEST = 2;

/** What an area did and how it stands: counts of matters, never of people; what lies below it in the order of names, never of numbers. */
@Injectable()
export class DashboardsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly figures: FiguresService) {}

  /** The area of the reader's first post unless he names another. */
  async get(me: Me, query: DashboardQueryDto): Promise<DashboardView> {
    const area = await this.area(me, query.areaId), now = this.clock.now(), today = dayOf(now), s = spanOf(query.span ?? 'MONTH', query.day ?? today);
    const key: RollupKey = { areaId: area.id, own: 0 }, f = await this.figures.of(area, [key], s.points), sums = f.sums(key, s.points);
    const above = (await chainOf(this.tx.read, area.path)).slice(0, -1).filter((a) => me.may('insight.view', a.path));
    return {
      area: { id: area.id, name: area.name, kind: area.kind }, above: above.map(({ id, name }) => ({ id, name })), areas: held(me), hasChildren: area.depth < LOWEST,
      at: now, span: s.span, label: s.label, from: s.from, to: s.to, earlier: s.earlier, later: s.later <= today ? s.later : null,
      now: f.now(key), sums: flows(sums), minutes: minutesOf(sums), medianDays: medianDays(waitsOf(sums)), waits: waitsOf(sums),
      fillRate: rate(sums.taken, sums.places), reopenRate: reopenRate(sums), visitRate: rate(sums.visitsDone, sums.visitsPlanned),
      kinds: KINDS.map((kind) => ({ kind, n: sums[kindColumn(kind)] })),
      trend: s.points.map((point) => { const p = f.sums(key, [point]); return { key: point, asked: p.asked, resolved: p.resolved, confirmed: p.confirmed, minutes: minutesOf(p) }; }),
    };
  }
  /** What lies right below, by name; first what is filed with the area itself, where there is any. */
  async children(me: Me, query: ChildrenQueryDto): Promise<Page<DashboardChild>> {
    const area = await this.area(me, query.areaId), s = spanOf(query.span ?? 'MONTH', query.day ?? dayOf(this.clock.now())), after = afterId(query.after);
    if (area.depth >= LOWEST) return { items: [], next: null };
    const levels = await childrenOf(this.tx.read, area.id, s.from, after, PAGE_ROWS), own: RollupKey = { areaId: area.id, own: 1 };
    const f = await this.figures.of(area, [...(after === 0 ? [own] : []), ...levels.map((a): RollupKey => ({ areaId: a.id, own: 0 }))], s.months);
    const page = pageOf(levels, (a) => child(a, { areaId: a.id, own: 0 }, f, s), (a) => String(a.id)), first = child(area, own, f, s);
    return after === 0 && ACTIVE.some((c) => first[c] !== 0) ? { ...page, items: [first, ...page.items] } : page;
  }
  /** @throws NOT_FOUND outside his areas, FORBIDDEN inside them without the permission, INVALID below communities */
  async area(me: Me, areaId: number | undefined): Promise<Level> {
    const area = await findArea(this.tx.read, areaId ?? held(me)[0]!.id);
    if (!area) throw fail('NOT_FOUND');
    me.require('insight.view', area.path);
    if (area.depth > LOWEST) throw failFields({ areaId: '请选择社区、街道或全市' });
    return area;
  }
}
const ACTIVE = ['openNow', 'overdueNow', 'freeNow', 'asked', 'resolved', 'confirmed', 'minutes', 'issued', 'spent'] as const satisfies (keyof DashboardChild)[];
function child(area: Level, key: RollupKey, f: Figures, s: SpanOf): DashboardChild {
  const sums = f.sums(key, s.months), now = f.now(key);
  return {
    area: { id: area.id, name: key.own ? `${area.name}本级` : area.name, kind: area.kind }, own: key.own === 1, openNow: now.openNow, overdueNow: now.overdueNow, freeNow: now.freeNow,
    asked: sums.asked, resolved: sums.resolved, confirmed: sums.confirmed, medianDays: medianDays(waitsOf(sums)), fillRate: rate(sums.taken, sums.places), reopenRate: reopenRate(sums), minutes: minutesOf(sums), issued: sums.issued, spent: sums.spent,
  };
}
function flows({ asked, resolved, confirmed, reopened, tasks, places, taken, visitsPlanned, visitsDone, services, minutesA, minutesB, minutesC, minutesD, issued, spent, expired, adjusted }: Sums): FlowFigures {
  return { asked, resolved, confirmed, reopened, tasks, places, taken, visitsPlanned, visitsDone, services, minutesA, minutesB, minutesC, minutesD, issued, spent, expired, adjusted };
}
const held = (me: Me): { id: number; name: string }[] => [...new Map(me.roots('insight.view').map((p) => [p.areaId!, p.areaName]))].map(([id, name]) => ({ id, name }));
