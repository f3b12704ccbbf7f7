import { Injectable } from '@nestjs/common';
import { DAY_MS, dayOf, HOUR_MS, REVIEW_LIMITS, startOfDay, type DeskQueue, type DeskView, type Permission, type PlaceRef } from '@xianfeng/shared';
import { filedUnder } from '../../board/needs/needs.store.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { addWorkdays } from '../../lib/workdays.js';
import { findArea } from '../../people/areas/areas.store.js';
import { COUNTED, EMPTY, queueOf, REGISTRATION_WORKDAYS, type Waiting } from './desk.rules.js';
import { openWork, shiftsOn, verifiedSince, waitingClaims, waitingLogs, waitingNeeds, waitingOrders, waitingPhones, waitingRegistrations, waitingReviews } from './desk.store.js';

const WEEK_MS = 7 * DAY_MS;

/** What waits for a desk, and what work a community has: counts of matters, never of people. */
@Injectable()
export class DeskService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}

  /** The desk of an area where the reader holds a post (his first one unless he names another). Queues that are not his to work on stay empty. */
  async get(me: Me, areaId: number | undefined): Promise<DeskView> {
    const m = this.tx.read, now = this.clock.now(), area = await this.area(me, 'desk.view', areaId);
    const ids = await filedUnder(m, area.path);
    const queue = async (permission: Permission, read: () => Promise<Waiting[]>): Promise<DeskQueue> => (me.may(permission, area.path) ? queueOf(await read(), now) : EMPTY);
    const registrations = (table: 'member_registration' | 'unit_registration') => queue('registration.review', async () => [...(await waitingRegistrations(m, table, ids)), ...(table === 'member_registration' ? await waitingPhones(m, ids) : [])].slice(0, COUNTED).map((r) => ({ ...r, dueAt: addWorkdays(r.at, REGISTRATION_WORKDAYS) })));
    const [open, verified] = me.may('task.lead', area.path) ? [await openWork(m, ids, now), await verifiedSince(m, ids, now - WEEK_MS, dayOf(now))] : [[], []];
    return {
      area: { id: area.id, name: area.name }, areas: held(me, 'desk.view'),
      registrations: await registrations('member_registration'), unitRegistrations: await registrations('unit_registration'),
      needs: await queue('need.review', () => waitingNeeds(m, ids)), claims: await queue('task.manage', () => waitingClaims(m, ids, now)),
      logs: await queue('log.verify', () => waitingLogs(m, ids)), orders: await queue('reward.collect', () => waitingOrders(m, area.path)),
      reviews: await queue('content.review', async () => (await waitingReviews(m, ids, me.id)).map((r) => ({ ...r, dueAt: r.at + REVIEW_LIMITS.lateHours * HOUR_MS }))),
      today: me.may('task.lead', area.path) ? await shiftsOn(m, ids, startOfDay(dayOf(now))) : [],
      week: { tasksOpen: total(open, 'tasks'), placesOpen: total(open, 'places'), verified: total(verified, 'records'), minutes: total(verified, 'minutes') },
    };
  }
  /** @throws NOT_FOUND outside his areas, FORBIDDEN inside them without the permission */
  private async area(me: Me, permission: Permission, areaId: number | undefined): Promise<PlaceRef & { path: string }> {
    const area = await findArea(this.tx.read, areaId ?? held(me, permission)[0]!.id);
    if (!area) throw fail('NOT_FOUND');
    me.require(permission, area.path);
    return area;
  }
}
const held = (me: Me, permission: Permission): PlaceRef[] =>
  [...new Map(me.roots(permission).map((p) => [p.areaId!, p.areaName]))].map(([id, name]) => ({ id, name }));
/** Sums come as text from MySQL. */
const total = <K extends string>(rows: readonly Record<K, number>[], column: K): number => rows.reduce((sum, r) => sum + Number(r[column]), 0);
