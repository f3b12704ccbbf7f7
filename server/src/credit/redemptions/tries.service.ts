import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, MINUTE_MS } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { pathIds } from '../../people/areas/areas.store.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { countWrong, lockedUntil, LOCK_MS, watchersOver, WRONG_MAX } from './tries.store.js';

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
  private async alert(m: EntityManager, me: Me, now: number): Promise<void> {
    const posts = me.roots('reward.collect'), minutes = LOCK_MS / MINUTE_MS;
    await audit(m, { actorId: me.id, action: 'pickup.lock', refType: 'person', refId: me.id, areaId: posts[0]?.areaId ?? null, detail: { wrong: WRONG_MAX, minutes }, at: now });
    const watchers = await watchersOver(m, [...new Set(posts.flatMap((p) => pathIds(p.path)))], me.id, dayOf(now));
    await notify(m, now, watchers.map((userId) => ({ userId, kind: 'REDEMPTION' as const, title: '核销连续输错，已暂停', body: `${me.name}在短时间内输错 ${WRONG_MAX} 次提货码或姓名尾号，已暂停核销 ${minutes} 分钟。请问清情况，谨防有人试码。` })));
  }
}
