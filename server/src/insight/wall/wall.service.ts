import { Injectable } from '@nestjs/common';
import { NEED_KINDS, WALL_DAYS, WALL_LEAST, addDays, dayOf, type NeedKind, type Veiled, type WallView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { childrenOf } from '../dashboards/areas.store.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { FiguresService } from '../dashboards/figures.service.js';
import { daysBetween, kindColumn, medianDays, minutesOf, rate, reopenRate, waitsOf } from '../rollups/columns.rules.js';
import type { RollupKey } from '../rollups/rollups.store.js';
import { besides, inSteps, inWaits, stepDays, veil, veilParts, WAIT_STEPS, where } from './wall.rules.js';

const KINDS = Object.keys(NEED_KINDS) as NeedKind[];
/** More bars than these are not read from five metres. Our own choice. */
const BARS = 12;

/** 指挥大屏: what a room may see of an area. Nobody is named or ranked, and nothing is said of fewer than five. */
@Injectable()
export class WallService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly dashboards: DashboardsService, private readonly figures: FiguresService) {}
  async get(me: Me, areaId: number | undefined): Promise<WallView> {
    const area = await this.dashboards.area(me, areaId), now = this.clock.now(), to = dayOf(now), from = addDays(to, 1 - WALL_DAYS), days = daysBetween(from, to);
    const levels = await childrenOf(this.tx.read, area.id, from, 0, BARS + 1), isReadable = levels.length <= BARS, key: RollupKey = { areaId: area.id, own: 0 };
    const below = isReadable ? [...levels.map((a) => ({ name: a.name, key: { areaId: a.id, own: 0 } as RollupKey })), { name: `${area.name}本级`, key: { areaId: area.id, own: 1 } as RollupKey }] : [];
    const f = await this.figures.of(area, [key, ...below.map((b) => b.key)], days), all = f.sums(key, days), today = f.sums(key, [to]), state = f.now(key);
    const byDay = days.map((day) => f.sums(key, [day])), step = stepDays([byDay.map((s) => s.asked), byDay.map((s) => s.resolved)]), askedBy = inSteps(byDay.map((s) => s.asked), step), resolvedBy = inSteps(byDay.map((s) => s.resolved), step);
    const asked = veilParts(askedBy), resolved = veilParts(resolvedBy), kinds = veilParts(KINDS.map((k) => all[kindColumn(k)])), waits = veilParts(inWaits(waitsOf(all)));
    const parts = below.map((b) => ({ ...b, sums: f.sums(b.key, days), open: f.now(b.key).openNow })).filter((b) => b.key.own === 0 || b.open + b.sums.resolved + b.sums.services > 0);
    const open = veilParts(parts.map((p) => p.open)), done = veilParts(parts.map((p) => p.sums.resolved)), services = veilParts(parts.map((p) => p.sums.services));
    const shown = (n: number, ...wholes: { whole: Veiled }[]): Veiled => (wholes.some((w) => w.whole === 'HIDDEN') ? 'HIDDEN' : veil(n));
    return {
      area: { id: area.id, name: area.name }, at: now, from, to,
      // Of a point that holds more days than today the rest must not be told either.
      today: { asked: asked.parts.at(-1) === 'HIDDEN' ? 'HIDDEN' : besides(today.asked, askedBy.at(-1)!), resolved: resolved.parts.at(-1) === 'HIDDEN' ? 'HIDDEN' : besides(today.resolved, resolvedBy.at(-1)!), confirmed: veil(today.confirmed), services: veil(today.services), minutes: where(veil(today.services), minutesOf(today)) },
      recent: {
        asked: shown(all.asked, asked, kinds), resolved: shown(all.resolved, resolved, waits, ...(parts.length > 0 ? [done] : [])), confirmed: veil(all.confirmed), services: shown(all.services, ...(parts.length > 0 ? [services] : [])), minutes: where(shown(all.services, ...(parts.length > 0 ? [services] : [])), minutesOf(all)),
        medianDays: all.resolved >= WALL_LEAST ? medianDays(waitsOf(all)) : null, reopenRate: all.confirmed + all.reopened >= WALL_LEAST ? reopenRate(all) : null, fillRate: all.places >= WALL_LEAST ? rate(all.taken, all.places) : null, visitRate: all.visitsPlanned >= WALL_LEAST ? rate(all.visitsDone, all.visitsPlanned) : null,
      },
      now: { open: shown(state.openNow, ...(parts.length > 0 ? [open] : [])), overdue: veil(state.overdueNow), free: veil(state.freeNow) },
      points: askedBy.map((_, i) => ({ from: days[i * step]!, days: step, asked: asked.parts[i]!, resolved: resolved.parts[i]! })), waits: WAIT_STEPS.map(({ label }, i) => ({ label, n: waits.parts[i]! })), kinds: KINDS.map((kind, i) => ({ kind, n: kinds.parts[i]! })),
      children: parts.map((p, i) => ({ name: p.name, open: open.parts[i]!, resolved: done.parts[i]!, minutes: where(services.parts[i]!, minutesOf(p.sums)) })),
    };
  }
}
