import { Injectable } from '@nestjs/common';
import type { CountInput, Page, StockTakeCard, StockTakeView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { bookCount, getPoint, type PointRow } from './stock.store.js';
import { difference, differences, mayConfirm, sayNames, takeActions, whyIncomplete, type TakeStep } from './takes.rules.js';
import { differencesOf, getTake, insertTake, linesOf, stepTake, takesAt, writeCounts } from './takes.store.js';

/** A count of a whole shelf: by one person, confirmed by another, who books what was more or less. */
@Injectable()
export class TakesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  async list(me: Me, { pickupPointId, after }: { pickupPointId: number; after?: string }): Promise<Page<StockTakeCard>> {
    const m = this.tx.read;
    me.require('reward.manage', (await getPoint(m, pickupPointId)).path);
    const rows = await takesAt(m, pickupPointId, beforeId(after), PAGE_ROWS), found = await differencesOf(m, rows.map((r) => r.id));
    return pageOf(rows, (r) => ({ id: r.id, status: r.status, startedBy: r.starterName, startedAt: r.startedAt, confirmedBy: r.confirmerName, differences: found.get(r.id) ?? 0 }), (r) => String(r.id));
  }
  async get(me: Me, id: number): Promise<StockTakeView> {
    await this.at(me, id);
    return this.view(this.tx.read, me, id);
  }
  /** @throws NOT_FOUND, TAKE_OPEN */
  async begin(me: Me, pickupPointId: number, key: string): Promise<StockTakeView> {
    const point = await getPoint(this.tx.read, pickupPointId), now = this.clock.now();
    me.require('reward.manage', point.path);
    return this.tx.once(me.id, key, 'takes.begin', { pickupPointId }, now, async (m) => {
      const id = await insertTake(m, now, pickupPointId, me.id);
      await this.note(m, me, point, 'take.begin', id, now);
      return this.view(m, me, id);
    });
  }
  /** Writes down some or all lines; the last word on a line counts. @throws NOT_FOUND, STATE, INVALID */
  async count(me: Me, id: number, { lines }: CountInput): Promise<StockTakeView> {
    const point = await this.at(me, id), now = this.clock.now();
    return this.tx.run(async (m) => {
      await stepTake(m, now, id, 'count', me.id);
      await writeCounts(m, id, lines, me.id);
      await this.note(m, me, point, 'take.count', id, now, { lines });
      return this.view(m, me, id);
    });
  }
  /** Hands it on to a second person. @throws NOT_FOUND, STATE, INVALID while something is not counted */
  submit(me: Me, id: number, key: string): Promise<StockTakeView> {
    return this.step(me, id, key, 'submit', async (m) => {
      const missing = whyIncomplete(await linesOf(m, id));
      if (missing !== null) throw failFields({ lines: missing });
    });
  }
  /**
   * Books every difference. What was ordered or handed over since the count is in neither number and stays as it is.
   * @throws NOT_FOUND, STATE, SECOND_PERSON, INVALID when less would be left than is ordered
   */
  confirm(me: Me, id: number, key: string): Promise<StockTakeView> {
    return this.step(me, id, key, 'confirm', async (m, now) => {
      const lines = await linesOf(m, id), short: string[] = [];
      if (!mayConfirm(me.id, await getTake(m, id), lines.map((l) => l.countedBy))) throw fail('SECOND_PERSON');
      for (const line of lines) {
        const n = difference(line);
        if (n !== 0 && !(await bookCount(m, now, line.rewardId, n, id, line.note, me.id))) short.push(line.name);
      }
      if (short.length > 0) throw failFields({ lines: `比已预订的还少，请先处理订单或重新盘点：${sayNames(short)}` });
    });
  }
  /** Nothing is booked. @throws NOT_FOUND, STATE */
  drop(me: Me, id: number, key: string): Promise<StockTakeView> {
    return this.step(me, id, key, 'drop', () => Promise.resolve());
  }
  private async step(me: Me, id: number, key: string, action: TakeStep, work: (m: EntityManager, now: number) => Promise<void>): Promise<StockTakeView> {
    const point = await this.at(me, id), now = this.clock.now();
    return this.tx.once(me.id, key, `takes.${action}`, { id }, now, async (m) => {
      // First of all: of two at once, the second waits here and then finds that it is done.
      await stepTake(m, now, id, action, me.id);
      await this.note(m, me, point, `take.${action}`, id, now);
      await work(m, now);
      return this.view(m, me, id);
    });
  }
  private async at(me: Me, id: number): Promise<PointRow> {
    const point = await getPoint(this.tx.read, (await getTake(this.tx.read, id)).pickupPointId);
    me.require('reward.manage', point.path);
    return point;
  }
  private note(m: EntityManager, me: Me, point: PointRow, action: string, refId: number, at: number, detail?: object): Promise<void> {
    return audit(m, { actorId: me.id, action, refType: 'take', refId, areaId: point.areaId, detail, at });
  }
  private async view(m: EntityManager, me: Me, id: number): Promise<StockTakeView> {
    const take = await getTake(m, id), lines = await linesOf(m, id);
    return {
      id, pickupPointId: take.pickupPointId, status: take.status, startedBy: take.starterName, startedAt: take.startedAt, confirmedBy: take.confirmerName, confirmedAt: take.confirmedAt,
      lines: lines.map(({ countedBy: _, ...line }) => line), differences: differences(lines), actions: takeActions(take.status, { confirm: mayConfirm(me.id, take, lines.map((l) => l.countedBy)) }),
    };
  }
}
