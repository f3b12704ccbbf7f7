import { Injectable } from '@nestjs/common';
import { ClosingService } from '../../people/closing/closing.service.js';
import { accountOf } from '../journal/journal.store.js';
import { linkTo } from './pickup.service.js';
import { redemptionsOf } from './redemptions.store.js';

/** Far above what one person orders at once. */
const LOOKED_AT = 200;
/** What of goods and points an account that closes would leave open. */
@Injectable()
export class RedemptionsClosing {
  constructor(closing: ClosingService) {
    closing.ask(async (m, userId) => {
      const waiting = (await redemptionsOf(m, userId, Number.MAX_SAFE_INTEGER, LOOKED_AT)).filter((order) => order.status === 'HELD');
      return waiting.map((order) => ({ text: `“${order.name}”还没领，请先领取或取消`, path: linkTo(order.id) }));
    });
    closing.ask(async (m, userId) => ((await accountOf(m, userId)).available < 0 ? [{ text: '积分为负，请先联系社区处理', path: '/packages/more/pages/points/index' }] : []));
    closing.countPoints(async (m, userId) => Math.max(0, (await accountOf(m, userId)).available));
  }
}
