import { Injectable } from '@nestjs/common';
import { DAY_MS, dayOf, type FundEntryView, type FundInput, type Page } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { SingleFlight } from '../../http/single-flight.js';
import { Clock } from '../../lib/clock.js';
import { failFields } from '../../lib/errors.js';
import { tariffOn } from '../tariff/tariff.store.js';
import { fundsUnder, insertFund, meansFen, outstandingPoints, paceSince } from './funds.store.js';
import { guardOf, PACE_WEEKS } from './guard.rules.js';

/** The guard sums over everybody: who asks within that time of another gets the other's answer. */
const GUARD_MS = 1_000;
/** Money set aside for goods, and whether it and the shelves can honour the points that were promised. */
@Injectable()
export class FundsService {
  private readonly flights = new SingleFlight(GUARD_MS);
  /** Grows with each entry made here, so that whoever makes one reads on. */
  private entries = 0;
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  /** Money set aside (+) or used (−). Entries stay: a mistake is made good by another. @throws NOT_FOUND, INVALID */
  async add(me: Me, input: FundInput, key: string): Promise<FundEntryView> {
    me.require('tariff.manage', (await this.directory.pathOf(input.areaId))!);
    if (input.amountFen === 0) throw failFields({ amountFen: '金额不能是 0' });
    const now = this.clock.now();
    const view = await this.tx.once(me.id, key, 'funds.add', input, now, async (m) => {
      const row = await insertFund(m, now, me.id, input);
      await audit(m, { actorId: me.id, action: 'fund.add', refType: 'fund', refId: row.id, areaId: input.areaId, detail: input, at: now });
      return row;
    });
    this.entries++;
    return view;
  }
  /** Entries of an area and all below it, newest first. */
  async list(me: Me, { areaId, after }: { areaId: number; after?: string }): Promise<Page<FundEntryView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('tariff.manage', path);
    return pageOf(await fundsUnder(this.tx.read, path, beforeId(after), PAGE_ROWS), (row) => row, (row) => String(row.id));
  }
  /** City-wide, since points are good everywhere. JSON of a `GuardView`, the same bytes for all who ask at once. */
  guard(): Promise<Buffer> {
    const now = this.clock.now(), day = dayOf(now);
    return this.flights.get(`${day}/${this.entries}`, async () => {
      const m = this.tx.read, { pointValueFen } = (await tariffOn(m, day)).rules;
      return JSON.stringify(guardOf({ pointValueFen, outstanding: await outstandingPoints(m), ...(await meansFen(m, day)), ...(await paceSince(m, now - PACE_WEEKS * 7 * DAY_MS)) }));
    });
  }
}
