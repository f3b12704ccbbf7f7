import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allowChanges, refuseChanges } from '../append-only.js';
import { c, checks, createTable, rebuild } from '../columns.js';
import { assertReplayable, intoJournal } from './0011-ledger.data.js';

/**
 * Double entry. Points move into a balanced, append-only journal with lots; goods get a full stock journal, limits by period,
 * substitution, waiting lists and stock-takes; the tariff becomes data. What the old tables held is carried over.
 * Marked one-way for data: `down` restores the old tables' shape, not the old entries.
 */
export class Ledger1790000000011 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await assertReplayable(q);
    await createTable(
      q, 'journal_tx',
      [c.id(), c.str('kind', 10), c.big('userId'), c.bigNull('areaId'), c.big('actorId'), c.str('refType', 12), c.big('refId'), c.bigNull('reversesId'), c.str('title', 60), c.str('why', 200), c.int('ruleVersion'), c.textNull('inputs'), c.strNull('reason', 200), c.int('balance'), c.big('createdAt'), c.str('hash', 43)],
      { uq_journal_tx_ref: ['kind', 'refType', 'refId'], uq_journal_tx_reverses: ['reversesId'], ix_journal_tx_user: ['userId', 'id'], ix_journal_tx_area: ['areaId', 'id'], ix_journal_tx_created: ['createdAt'] },
    );
    await createTable(q, 'journal_entry', [c.key('txId'), c.key('seq'), c.str('account', 10), c.bigNull('userId'), c.int('amount')], { ix_journal_entry_user: ['userId', 'txId'] });
    await createTable(
      q, 'points_lot', [c.id(), c.big('userId'), c.big('txId'), c.int('leftPoints'), c.int('live'), c.int('warned'), c.big('firstExpiresAt'), c.big('expiresAt'), c.big('createdAt')],
      { ix_points_lot_user: ['userId', 'live', 'expiresAt'], ix_points_lot_due: ['live', 'expiresAt'] }, checks.points_lot,
    );
    await createTable(q, 'lot_move', [c.key('txId'), c.key('lotId'), c.int('points')], { ix_lot_move_lot: ['lotId'] });
    await createTable(
      q, 'points_freeze', [c.id(), c.big('userId'), c.bigNull('areaId'), c.intNull('live'), c.str('status', 8), c.str('reason', 200), c.big('frozenBy'), c.big('frozenAt'), c.strNull('appeal', 300), c.bigNull('appealedAt'), c.strNull('decision', 200), c.bigNull('decidedBy'), c.bigNull('decidedAt')],
      { uq_points_freeze_live: ['userId', 'live'], ix_points_freeze_area: ['areaId', 'id'] },
    );
    await createTable(
      q, 'points_correction', [c.id(), c.str('kind', 8), c.big('userId'), c.bigNull('areaId'), c.bigNull('txId'), c.int('points'), c.str('reason', 200), c.str('status', 10), c.big('proposedBy'), c.big('proposedAt'), c.bigNull('decidedBy'), c.bigNull('decidedAt'), c.strNull('decision', 200)],
      { ix_points_correction_area: ['areaId', 'id'], ix_points_correction_user: ['userId', 'id'] },
    );
    await createTable(q, 'tariff', [c.id(), c.int('version'), c.str('name', 40), c.str('note', 200), c.str('status', 10), c.text('rules'), c.strNull('effectiveFrom', 10), c.big('createdBy'), c.big('createdAt'), c.bigNull('publishedBy'), c.bigNull('publishedAt')], {
      uq_tariff_version: ['version'], uq_tariff_day: ['effectiveFrom'],
    });
    await createTable(
      q, 'tariff_addition', [c.id(), c.big('areaId'), c.str('title', 40), c.str('kinds', 200), c.int('percent'), c.int('budget'), c.int('used'), c.str('fromDay', 10), c.str('toDay', 10), c.str('status', 8), c.big('proposedBy'), c.big('proposedAt'), c.bigNull('decidedBy'), c.bigNull('decidedAt')],
      { ix_tariff_addition_area: ['areaId', 'status'] }, checks.tariff_addition,
    );
    await createTable(q, 'redemption_step', [c.key('redemptionId'), c.keyStr('status', 11), c.big('actorId'), c.big('createdAt')]);
    await createTable(q, 'reward_wait', [c.id(), c.big('rewardId'), c.big('userId'), c.intNull('live'), c.big('createdAt'), c.bigNull('toldAt')], { uq_reward_wait_live: ['rewardId', 'userId', 'live'], ix_reward_wait_queue: ['rewardId', 'live', 'toldAt', 'id'], ix_reward_wait_user: ['userId', 'live'] });
    await createTable(q, 'stock_take', [c.id(), c.big('pickupPointId'), c.intNull('live'), c.str('status', 10), c.big('startedBy'), c.big('startedAt'), c.bigNull('confirmedBy'), c.bigNull('confirmedAt')], { uq_stock_take_live: ['pickupPointId', 'live'], ix_stock_take_point: ['pickupPointId', 'id'] });
    await createTable(q, 'stock_take_line', [c.key('takeId'), c.key('rewardId'), c.int('book'), c.intNull('counted'), c.bigNull('countedBy'), c.str('note', 100)]);
    await createTable(q, 'fund_entry', [c.id(), c.big('areaId'), c.big('amountFen'), c.str('source', 40), c.str('note', 100), c.big('actorId'), c.big('createdAt')], { ix_fund_entry_area: ['areaId', 'id'] });
    await createTable(q, 'seal', [c.id(), c.str('what', 12), c.big('fromId'), c.big('toId'), c.int('rowCount'), c.str('prevHash', 43), c.str('hash', 43), c.big('createdAt')], { uq_seal_from: ['what', 'fromId'] });
    await createTable(q, 'reconcile_run', [c.id(), c.big('createdAt'), c.int('ms'), c.big('transactions'), c.int('findings'), c.str('startedBy', 8), c.text('report')]);

    await rebuild(q, 'points_account', ['userId', 'available', 'held', 'earned', 'spent'], [c.key('userId'), c.int('available'), c.int('held'), c.int('earned'), c.int('spent'), c.int('expired'), c.int('adjusted'), c.int('frozen')], {}, { expired: '0', adjusted: '0', frozen: '0' }, checks.points_account);
    await rebuild(
      q, 'reward', ['id', 'pickupPointId', 'kind', 'name', 'spec', 'unit', 'points', 'stock', 'reserved', 'donor', 'bestBefore', 'perPerson', 'createdAt'],
      [c.id(), c.big('pickupPointId'), c.str('kind', 8), c.str('name', 40), c.str('spec', 40), c.str('unit', 8), c.int('points'), c.int('stock'), c.int('reserved'), c.str('donor', 40), c.strNull('bestBefore', 10), c.int('perPerson'), c.str('limitPeriod', 8), c.int('costFen'), c.str('intro', 200), c.int('listed'), c.big('createdAt')],
      { uq_reward_shelf: ['pickupPointId', 'name', 'spec', 'unit', 'points'], ix_reward_list: ['pickupPointId', 'listed', 'points', 'id'] }, { limitPeriod: "'MONTH'", costFen: '0', intro: "''", listed: '1' }, checks.reward,
    );
    await rebuild(
      q, 'stock_move', ['id', 'rewardId', 'kind', 'quantity', 'reservedQuantity', 'redemptionId', 'actorId', 'createdAt'],
      [c.id(), c.big('pickupPointId'), c.big('rewardId'), c.str('kind', 8), c.int('quantity'), c.int('reservedQuantity'), c.bigNull('redemptionId'), c.bigNull('takeId'), c.strNull('reason', 100), c.big('actorId'), c.big('createdAt')],
      { ix_stock_move_reward: ['rewardId', 'id'], ix_stock_move_point: ['pickupPointId', 'createdAt'] }, { pickupPointId: '(SELECT r.pickupPointId FROM reward r WHERE r.id = o.rewardId)', takeId: 'NULL', reason: 'NULL' },
    );
    await rebuild(
      q, 'redemption', ['id', 'userId', 'rewardId', 'pickupPointId', 'name', 'spec', 'unit', 'quantity', 'points', 'status', 'codeHash', 'createdAt', 'expiresAt', 'settledAt', 'keeperId'],
      [c.id(), c.big('userId'), c.big('rewardId'), c.big('pickupPointId'), c.str('name', 40), c.str('spec', 40), c.str('unit', 8), c.int('quantity'), c.int('points'), c.str('status', 11), c.str('channel', 8), c.str('codeHash', 16), c.big('createdAt'), c.big('expiresAt'), c.bigNull('settledAt'), c.bigNull('keeperId'), c.strNull('reason', 100), c.bigNull('offeredId'), c.strNull('offerNote', 100), c.bigNull('replacedBy')],
      { uq_redemption_code: ['codeHash'], ix_redemption_user: ['userId', 'id'], ix_redemption_point: ['pickupPointId', 'id'], ix_redemption_queue: ['pickupPointId', 'status', 'id'], ix_redemption_due: ['status', 'expiresAt'] },
      { channel: "'APP'", reason: 'NULL', offeredId: 'NULL', offerNote: 'NULL', replacedBy: 'NULL' },
    );
    for (const [table, column, type] of [['audit', 'hash', 'varchar(43)'], ['outbox', 'refType', 'varchar(12)'], ['outbox', 'refId', 'bigint'], ['task', 'difficulty', 'integer']] as const) await q.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type} NULL`);
    await intoJournal(q);
    await q.dropTable('points_entry');
    await refuseChanges(q);
  }
  async down(q: QueryRunner): Promise<void> {
    await allowChanges(q);
    for (const [table, column] of [['audit', 'hash'], ['outbox', 'refType'], ['outbox', 'refId'], ['task', 'difficulty']] as const) await q.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    await rebuild(
      q, 'redemption', ['id', 'userId', 'rewardId', 'pickupPointId', 'name', 'spec', 'unit', 'quantity', 'points', 'status', 'codeHash', 'createdAt', 'expiresAt', 'settledAt', 'keeperId'],
      [c.id(), c.big('userId'), c.big('rewardId'), c.big('pickupPointId'), c.str('name', 40), c.str('spec', 40), c.str('unit', 8), c.int('quantity'), c.int('points'), c.str('status', 10), c.str('codeHash', 16), c.big('createdAt'), c.big('expiresAt'), c.bigNull('settledAt'), c.bigNull('keeperId')],
      { uq_redemption_code: ['codeHash'], ix_redemption_user: ['userId', 'id'], ix_redemption_point: ['pickupPointId', 'id'], ix_redemption_queue: ['pickupPointId', 'status', 'id'], ix_redemption_due: ['status', 'expiresAt'] }, { status: 'SUBSTR(o.status, 1, 10)' },
    );
    await rebuild(q, 'stock_move', ['id', 'rewardId', 'kind', 'quantity', 'reservedQuantity', 'redemptionId', 'actorId', 'createdAt'], [c.id(), c.big('rewardId'), c.str('kind', 8), c.int('quantity'), c.int('reservedQuantity'), c.bigNull('redemptionId'), c.big('actorId'), c.big('createdAt')], { ix_stock_move_reward: ['rewardId', 'id'] }, {});
    await rebuild(
      q, 'reward', ['id', 'pickupPointId', 'kind', 'name', 'spec', 'unit', 'points', 'stock', 'reserved', 'donor', 'bestBefore', 'perPerson', 'createdAt'],
      [c.id(), c.big('pickupPointId'), c.str('kind', 8), c.str('name', 40), c.str('spec', 40), c.str('unit', 8), c.int('points'), c.int('stock'), c.int('reserved'), c.str('donor', 40), c.strNull('bestBefore', 10), c.int('perPerson'), c.big('createdAt')],
      { uq_reward_shelf: ['pickupPointId', 'name', 'spec', 'unit', 'points'], ix_reward_list: ['pickupPointId', 'points', 'id'] }, {},
    );
    await rebuild(q, 'points_account', ['userId', 'available', 'held', 'earned', 'spent'], [c.key('userId'), c.int('available'), c.int('held'), c.int('earned'), c.int('spent')], {}, {});
    await createTable(
      q, 'points_entry',
      [c.id(), c.big('userId'), c.str('kind', 10), c.int('amount'), c.int('heldAmount'), c.int('balance'), c.str('refType', 12), c.big('refId'), c.str('title', 60), c.str('why', 120), c.bigNull('communityId'), c.int('ruleVersion'), c.textNull('inputs'), c.big('createdAt')],
      { uq_points_entry_ref: ['kind', 'refType', 'refId'], ix_points_entry_user: ['userId', 'id'] },
    );
    for (const t of ['reconcile_run', 'seal', 'fund_entry', 'stock_take_line', 'stock_take', 'reward_wait', 'redemption_step', 'tariff_addition', 'tariff', 'points_correction', 'points_freeze', 'lot_move', 'points_lot', 'journal_entry', 'journal_tx']) await q.dropTable(t);
  }
}
