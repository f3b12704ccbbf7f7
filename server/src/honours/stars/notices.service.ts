import { Injectable } from '@nestjs/common';
import { DAY_MS, type Page, type StarNoticeCard, type StarNoticePerson, type StarNoticeView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { afterId, beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { findArea, pathIds } from '../../people/areas/areas.store.js';
import { objectionsBy } from './objections.store.js';
import { objectionView } from './objections.service.js';
import { candidatesOf, getRun, noticesAround, type RunRow } from './runs.store.js';
import { confirmerOf, noticeCard, publicName, textOf } from './runs.views.js';

/** How long a list can still be read after it was confirmed. Our own choice. */
const READABLE_MS = 30 * DAY_MS;

/** Lists of stars to come, for everybody to read: families' names unless somebody agreed to more, no figures of anybody. */
@Injectable()
export class NoticesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  /** What hangs out: of an area, those above it and those in it; without one, everywhere. */
  async list(areaId: number | undefined, after: string | undefined): Promise<Page<StarNoticeCard>> {
    const area = areaId === undefined ? null : await findArea(this.tx.read, areaId);
    if (areaId !== undefined && !area) throw fail('NOT_FOUND');
    return pageOf(await noticesAround(this.tx.read, area?.path ?? null, area ? pathIds(area.path) : [], beforeId(after)), noticeCard, (r) => String(r.id));
  }
  async get(me: Me | null, id: number): Promise<StarNoticeView> {
    const run = await this.readable(id), now = this.clock.now();
    const mine = me ? (await objectionsBy(this.tx.read, id, me.id)).map((o) => objectionView(o, false)) : [];
    return { ...noticeCard(run), text: textOf(run), issuerName: run.issuerName, confirmer: confirmerOf(run), status: run.status, mayObject: me !== null && run.status === 'NOTICED' && now < (run.noticeUntil ?? 0), mine };
  }
  /** In the order in which they were found, not by hours. */
  async people(id: number, after: string | undefined): Promise<Page<StarNoticePerson>> {
    await this.readable(id);
    return pageOf(await candidatesOf(this.tx.read, id, 'IN', afterId(after)), (k) => ({ id: k.id, name: publicName(k), stars: k.stars, placeName: k.placeName }), (k) => String(k.id));
  }
  /** @throws NOT_FOUND where it never hung out, was dropped, or is long over */
  private async readable(id: number): Promise<RunRow> {
    const run = await getRun(this.tx.read, id);
    const isOld = run.status === 'CONFIRMED' && (run.confirmedAt ?? 0) + READABLE_MS < this.clock.now();
    if (run.status === 'COMPUTED' || run.status === 'DROPPED' || isOld) throw fail('NOT_FOUND');
    return run;
  }
}
