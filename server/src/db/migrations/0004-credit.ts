import type { MigrationInterface, QueryRunner } from 'typeorm';
import { c, createTable } from '../columns.js';

export class Credit1790000000004 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await createTable(q, 'points_account', [c.key('userId'), c.int('available'), c.int('held'), c.int('earned'), c.int('spent')]);
    await createTable(
      q, 'points_entry',
      [c.id(), c.big('userId'), c.str('kind', 10), c.int('amount'), c.int('heldAmount'), c.int('balance'), c.str('refType', 12), c.big('refId'), c.str('title', 60), c.str('why', 120), c.bigNull('communityId'), c.int('ruleVersion'), c.textNull('inputs'), c.big('createdAt')],
      { uq_points_entry_ref: ['kind', 'refType', 'refId'], ix_points_entry_user: ['userId', 'id'] },
    );
    await createTable(q, 'pickup_point', [c.id(), c.big('areaId'), c.str('name', 40), c.str('address', 80), c.str('openHours', 60), c.str('phone', 20), c.big('createdAt')], { ix_pickup_point_area: ['areaId'] });
    await createTable(
      q, 'reward',
      [c.id(), c.big('pickupPointId'), c.str('kind', 8), c.str('name', 40), c.str('spec', 40), c.str('unit', 8), c.int('points'), c.int('stock'), c.int('reserved'), c.str('donor', 40), c.strNull('bestBefore', 10), c.int('perPerson'), c.big('createdAt')],
      { uq_reward_shelf: ['pickupPointId', 'name', 'spec', 'unit', 'points'], ix_reward_list: ['pickupPointId', 'points', 'id'] },
    );
    await createTable(q, 'stock_move', [c.id(), c.big('rewardId'), c.str('kind', 8), c.int('quantity'), c.int('reservedQuantity'), c.bigNull('redemptionId'), c.big('actorId'), c.big('createdAt')], { ix_stock_move_reward: ['rewardId', 'id'] });
    await createTable(
      q, 'redemption',
      [c.id(), c.big('userId'), c.big('rewardId'), c.big('pickupPointId'), c.str('name', 40), c.str('spec', 40), c.str('unit', 8), c.int('quantity'), c.int('points'), c.str('status', 10), c.str('codeHash', 16), c.big('createdAt'), c.big('expiresAt'), c.bigNull('settledAt'), c.bigNull('keeperId')],
      { uq_redemption_code: ['codeHash'], ix_redemption_user: ['userId', 'id'], ix_redemption_point: ['pickupPointId', 'id'], ix_redemption_queue: ['pickupPointId', 'status', 'id'], ix_redemption_due: ['status', 'expiresAt'] },
    );
    await createTable(q, 'pickup_try', [c.key('keeperId'), c.int('wrong'), c.big('since'), c.big('lockedUntil')]);
  }
  async down(q: QueryRunner): Promise<void> {
    for (const t of ['pickup_try', 'redemption', 'stock_move', 'reward', 'pickup_point', 'points_entry', 'points_account']) await q.dropTable(t);
  }
}
