import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DAY_MS, dayOf, MINUTE_MS } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { countWrong, lockedUntil, LOCK_MS, MISSED_MAX, missedUntil, watchersOver, WRONG_MAX } from './tries.store.js';

/** Looking for somebody else's order by what only he should know: the wrong tries of each keeper are counted, in whatever process. */
@Injectable()
export class PickupTries {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  /**
   * One try. Counting and looking are one transaction in the keeper's turn, so that a hundred at once are still counted one by one;
   * the try that locks tells those who answer for the place. `find` gives null for a wrong one.
   * @throws PICKUP_LOCKED, or `refusal`
   */
  async guess<T extends object>(me: Me, refusal: 'PICKUP_CODE' | 'COUNTER_NOBODY', find: (m: EntityManager, now: number) => Promise<T | null>): Promise<T> {
    const now = this.clock.now();
    const answer = await this.tx.run(async (m): Promise<{ found: T } | { until: number }> => {
      await takeTurn(m, me.id);
      const until = await lockedUntil(m, me.id, now);
      if (until > 0) return { until };
      const found = await find(m, now);
      if (found) return { found };
      if (await countWrong(m, me.id, now)) await this.alert(m, me, now);
      return { until: 0 };
    });
    if ('found' in answer) return answer.found;
    throw answer.until > 0 ? fail('PICKUP_LOCKED', { minutes: Math.ceil((answer.until - now) / MINUTE_MS) }) : fail(refusal);
  }
  /** A look for a person by name and last digits: besides, so many misses a day end it for that day. @throws PICKUP_LOCKED, COUNTER_NOBODY */
  look<T extends object>(me: Me, find: (m: EntityManager, now: number) => Promise<T | null>): Promise<T> {
    return this.guess(me, 'COUNTER_NOBODY', async (m, now) => {
      const until = await missedUntil(m, me.id, now);
      if (until > now) throw fail('PICKUP_LOCKED', { minutes: Math.ceil((until - now) / MINUTE_MS) });
      const found = await find(m, now);
      if (!found && (await missedUntil(m, me.id, now)) > now) await this.alert(m, me, now, MISSED_MAX, DAY_MS / MINUTE_MS, `一天内 ${MISSED_MAX} 次找不到人，已暂停按姓名办理，最长一天`);
      return found;
    });
  }
  private async alert(m: EntityManager, me: Me, now: number, wrong = WRONG_MAX, minutes = LOCK_MS / MINUTE_MS, what = `在短时间内输错 ${WRONG_MAX} 次提货码或姓名尾号，已暂停核销 ${minutes} 分钟`): Promise<void> {
    const posts = me.roots('reward.collect');
    await audit(m, { actorId: me.id, action: 'pickup.lock', refType: 'person', refId: me.id, areaId: posts[0]?.areaId ?? null, detail: { wrong, minutes }, at: now });
    const watchers = await watchersOver(m, [...new Set(posts.flatMap((p) => pathIds(p.path)))], me.id, dayOf(now));
    await notify(m, now, watchers.map((userId) => ({ userId, kind: 'REDEMPTION' as const, title: '核销连续输错，已暂停', body: `${me.name}${what}。请问清情况，谨防有人试码。` })));
  }
}
