import { Injectable } from '@nestjs/common';
import { addDays, dayOf, startOfDay, type DrillPage, type DrillRow, type Permission } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { PAGE_ROWS, pageOf, pairIn } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { EVER } from '../rollups/columns.rules.js';
import { firstEvent } from '../rollups/events.store.js';
import type { Level } from './areas.store.js';
import type { RowsQueryDto } from './dashboards.dto.js';
import { DashboardsService } from './dashboards.service.js';
import { rowsBehind, type Behind } from './drill.store.js';
import { FiguresService } from './figures.service.js';
import { spanOf } from './spans.rules.js';

/** Where a row is opened, and what one must be allowed for that. */
const LINKS: Record<Behind, [permission: Permission, page: (id: number) => string]> = {
  need: ['need.review', (id) => `/packages/desk/pages/need/index?id=${id}`], task: ['task.manage', (id) => `/packages/desk/pages/task/index?id=${id}`], record: ['log.verify', (id) => `/packages/more/pages/log-view/index?id=${id}`],
  entry: ['audit.read', (id) => `/packages/desk/pages/entry/index?id=${id}`], reward: ['reward.collect', (id) => `/packages/desk/pages/shop/index?pointId=${id}`],
};
/** Every number of a dashboard opens the records behind it. */
@Injectable()
export class DrillService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly dashboards: DashboardsService, private readonly figures: FiguresService) {}
  async rows(me: Me, query: RowsQueryDto): Promise<DrillPage> {
    const area = await this.dashboards.area(me, query.areaId), now = this.clock.now(), s = spanOf(query.span ?? 'MONTH', query.day ?? dayOf(now)), { measure } = query;
    if (measure === 'outstandingNow') return this.months(area, query.after);
    const ask = { path: area.path, own: query.own === '1', kind: query.kind, begins: s.begins, ends: s.ends, now, today: dayOf(now), after: query.after === undefined ? null : pairIn(query.after, [0, 0]), limit: PAGE_ROWS };
    const { about, rows } = await rowsBehind(this.tx.read, measure, ask), [permission, page] = LINKS[about], opens = me.may(permission, area.path);
    return pageOf(rows, ({ refId, ...row }): DrillRow => ({ ...row, link: opens && refId !== null ? page(refId) : null, inside: null }), (r) => `${r.at}_${r.id}`);
  }
  /** What people hold is what every month brought and took; each month opens its own entries. @throws INVALID: points are the whole city's */
  private async months(city: Level, after: string | undefined): Promise<DrillPage> {
    if (city.depth !== 0) throw failFields({ measure: '积分全市通用，结余只算全市' });
    const first = await firstEvent(this.tx.read), key = { areaId: city.id, own: 0 } as const, months: string[] = [];
    for (let m = dayOf(this.clock.now()).slice(0, 7); first !== null && m >= dayOf(first).slice(0, 7); m = addDays(`${m}-01`, -1).slice(0, 7)) months.push(m);
    const [before] = pairIn(after, [Number.MAX_SAFE_INTEGER, 0]), f = await this.figures.of(city, [key], [...months, EVER]);
    const rows = months.filter((m) => startOfDay(`${m}-01`) < before).slice(0, PAGE_ROWS).map((m): DrillRow => {
      const { issued, adjusted, spent, expired } = f.sums(key, [m]);
      return { id: Number(m.replace('-', '')), at: startOfDay(`${m}-01`), title: `${m.slice(0, 4)}年${Number(m.slice(5))}月`, note: `发出 ${issued}，兑换 ${spent}，到期 ${expired}，调整 ${adjusted}`, areaName: city.name, value: issued + adjusted - spent - expired, link: null, inside: { measure: 'moved', day: `${m}-01` } };
    });
    return pageOf(rows, (row) => row, (row) => `${row.at}_0`);
  }
}
