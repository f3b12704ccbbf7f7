import { Injectable } from '@nestjs/common';
import type { DeskTaskQuery, Page, TaskCard, TaskListQuery } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { PUBLIC_LIST_MS } from '../../http/public-lists.js';
import { SingleFlight } from '../../http/single-flight.js';
import { Clock } from '../../lib/clock.js';
import { filedUnder } from '../needs/needs.store.js';
import { deskTasks, newestTasks, soonestTasks } from './lists.store.js';
import { rootArea } from './tasks.store.js';

/** Lists of tasks: the public one, the reader's own, the desk's. */
@Injectable()
export class TaskListsService {
  private readonly flights = new SingleFlight(PUBLIC_LIST_MS / 2);
  private rootId: number | null = null;
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}

  /** What anybody may see, as the bytes that are sent: equal questions at the same moment share one answer. */
  async open(areaId: number | undefined, after: string | undefined): Promise<Buffer> {
    const area = areaId ?? (await this.root());
    return this.flights.get(`${area} ${after ?? ''}`, async () => {
      const page = await newestTasks(this.tx.prepared, { areaId: area, audience: null, after });
      // The page's rows also carry the key they are ordered by; the public list names its columns.
      return JSON.stringify({ items: page.items.map(publicCard), next: page.next });
    });
  }
  /** Near the reader and open to him: newest first, or what begins soonest. */
  async mine(me: Me, query: TaskListQuery): Promise<Page<TaskCard>> {
    const { kind, unitId, communityId } = me.session;
    const filter = { areaId: query.areaId ?? communityId ?? (await this.root()), audience: { kind, unitId }, kind: query.kind, when: query.when, q: query.q, after: query.after };
    return query.order === 'SOONEST' ? soonestTasks(this.tx.prepared, filter, this.clock.now()) : newestTasks(this.tx.prepared, filter);
  }
  /** Everything of the area and below it. Drafts only where the reader may also edit them. */
  async desk(me: Me, query: DeskTaskQuery): Promise<Page<TaskCard>> {
    const path = (await this.directory.pathOf(query.areaId))!;
    me.require('desk.view', path);
    const page = await deskTasks(this.tx.read, await filedUnder(this.tx.read, path), query.status, query.waiting, query.after);
    return me.may('task.manage', path) ? page : { ...page, items: page.items.filter((t) => t.status !== 'DRAFT') };
  }
  private async root(): Promise<number> {
    return (this.rootId ??= await rootArea(this.tx.read));
  }
}
const publicCard = (t: TaskCard): TaskCard => ({
  id: t.id, kind: t.kind, title: t.title, place: t.place, areaId: t.areaId, areaName: t.areaName, status: t.status, startsAt: t.startsAt, endsAt: t.endsAt,
  shiftCount: t.shiftCount, places: t.places, taken: t.taken, audience: t.audience, pointsHint: t.pointsHint,
});
