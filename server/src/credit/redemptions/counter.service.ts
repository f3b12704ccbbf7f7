import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CONSENTS, type CounterCollectInput, type CounterFindInput, type CounterOrderInput, type CounterPersonView, type RedemptionView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { sendSms } from '../../reach/outbox/outbox.store.js';
import { accountOf } from '../journal/journal.store.js';
import { getPoint, reserve, type PointRow } from '../shelf/stock.store.js';
import { peopleNamed, type CounterPerson } from './counter.store.js';
import { handOver, place, type Found } from './orders.store.js';
import { assertOthers, linkTo } from './pickup.service.js';
import { RedemptionViews } from './redemptions.views.js';
import { assertOrderable, counterMessage, streetOf, what, whyNotServed } from './redemptions.rules.js';
import { getRedemption, orderable, waitingFor, type Orderable, type RedemptionRow } from './redemptions.store.js';
import { PickupTries } from './tries.service.js';

/**
 * Serving somebody who stands at the counter without a phone: he says his name and the last four digits of his number. Whoever is
 * at home in the point's street can be served; wrong tries count like wrong codes, and each look leaves a row in the audit trail.
 */
@Injectable()
export class CounterService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Config, private readonly views: RedemptionViews, private readonly tries: PickupTries) {}
  /** @throws NOT_FOUND, FORBIDDEN, COUNTER_NOBODY, PICKUP_LOCKED */
  async find(me: Me, input: CounterFindInput): Promise<CounterPersonView> {
    const point = await this.pointOf(me, input.pickupPointId), person = await this.look(me, point, input), m = this.tx.read;
    const { available, frozen } = await accountOf(m, person.id), waiting = await waitingFor(m, person.id, point.id, this.clock.now());
    const blocked = whyNotServed({ isSelf: person.id === me.id, consented: person.terms === 1, frozen, available });
    return { name: person.name, phoneTail: input.phoneTail, available, blocked, waiting: waiting.map(({ id, name, quantity, unit }) => ({ id, name, quantity, unit })) };
  }
  /**
   * Ordered and handed over at once. @throws COUNTER_NOBODY, PICKUP_LOCKED, OWN_GOODS, and what an order in the app throws
   */
  async order(me: Me, input: CounterOrderInput, key: string): Promise<RedemptionView> {
    const point = await this.pointOf(me, input.pickupPointId), now = this.clock.now();
    let person!: CounterPerson, goods!: Orderable;
    return this.tx.once(me.id, key, 'counter.order', input, now, async (m) => {
      if (goods.reward.perPerson > 0) await takeTurn(m, person.id);
      const found = await place(m, now, goods, { who: person, quantity: input.quantity, actorId: me.id, channel: 'COUNTER', secret: this.config.secret });
      await reserve(m, now, found.row, me.id);
      return this.hand(m, me, found, person, now);
    }, async () => {
      person = await this.look(me, point, input);
      assertOthers(me, { userId: person.id });
      if (person.terms !== 1) throw fail('CONSENT_NEEDED', { purpose: CONSENTS.TERMS.label });
      goods = await orderable(this.tx.prepared, input.rewardId);
      if (goods.point.id !== point.id) throw fail('NOT_FOUND');
      assertOrderable(goods.reward, input.quantity, now);
    });
  }
  /** A waiting order of his at this point. @throws COUNTER_NOBODY, PICKUP_LOCKED, OWN_GOODS, NOT_FOUND, STATE */
  async collect(me: Me, input: CounterCollectInput, key: string): Promise<RedemptionView> {
    const point = await this.pointOf(me, input.pickupPointId), now = this.clock.now();
    let person!: CounterPerson, row!: RedemptionRow;
    return this.tx.once(me.id, key, 'counter.collect', input, now, (m) => this.hand(m, me, { row, point }, person, now), async () => {
      person = await this.look(me, point, input);
      assertOthers(me, { userId: person.id });
      row = await getRedemption(this.tx.read, input.redemptionId);
      if (row.userId !== person.id || row.pickupPointId !== point.id) throw fail('NOT_FOUND');
    });
  }
  private async pointOf(me: Me, id: number): Promise<PointRow> {
    const point = await getPoint(this.tx.read, id);
    me.require('reward.collect', point.path);
    return point;
  }
  /** Two of that name and number are nobody: the wrong one must not pay. */
  private look(me: Me, point: PointRow, { name, phoneTail }: CounterFindInput): Promise<CounterPerson> {
    return this.tries.look(me, async (m, now) => {
      const [person, another] = await peopleNamed(m, streetOf(point.path), name, phoneTail), found = another ? undefined : person;
      await audit(m, { actorId: me.id, action: 'counter.look', refType: found ? 'person' : 'pickup_point', refId: found?.id ?? point.id, areaId: point.areaId, at: now });
      return found ?? null;
    });
  }
  /** Handed over; he is told in his inbox and, since he came without a phone, by an SMS that he or his family reads later. */
  private async hand(m: EntityManager, me: Me, found: Found, person: CounterPerson, now: number): Promise<RedemptionView> {
    const { row, point } = found;
    await handOver(m, now, found, me.id);
    await notify(m, now, [{ userId: person.id, kind: 'REDEMPTION', title: `已领取 ${what(row)}`, body: `由${me.name}在${point.name}柜台代办，使用 ${row.points} 分。如不是您本人，请拨打 ${point.phone}。`, link: linkTo(row.id) }]);
    await sendSms(m, now, person.phone, counterMessage(row, point), { refType: 'redemption', refId: row.id });
    return this.views.kept(m, me, found, now);
  }
}
