import { Inject, Injectable } from '@nestjs/common';
import type { CodeView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { CodesService } from '../../reach/codes/codes.service.js';
import { pickupCode } from './pickup-code.js';
import { isWaiting } from './redemptions.rules.js';
import { findRedemption } from './redemptions.store.js';
import { RedemptionViews } from './redemptions.views.js';

/** A pickup code that WeChat's scanner opens: the keeper's phone arrives at the hand-over with the code filled in. It lives as long as the order waits. */
@Injectable()
export class PickupSceneService {
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly tx: Tx, private readonly clock: Clock, private readonly views: RedemptionViews, private readonly codes: CodesService) {
    codes.add('PICKUP', async (m, id) => {
      const order = await findRedemption(m, id);
      return order && isWaiting(order, this.clock.now()) ? `/packages/desk/pages/collect/index?code=${pickupCode(this.config.secret, id)}` : null;
    });
  }
  /** Of one's own order that waits. @throws NOT_FOUND, STATE */
  async of(me: Me, id: number): Promise<CodeView> {
    const { row, point } = await this.views.found(this.tx.read, id);
    me.requireSelf(row.userId);
    if (!isWaiting(row, this.clock.now())) throw fail('STATE');
    return this.codes.of({ kind: 'PICKUP', refId: id, expiresAt: row.expiresAt }, point.areaId);
  }
}
