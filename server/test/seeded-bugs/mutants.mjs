/**
 * Twelve bugs of the kinds that ledgers and shops really have, each as exact replacements in our own source. `tests`: the smallest part of
 * the suite that must notice; `db`: where it runs; `tz`: the process's zone, where that matters.
 */
const IN = { journal: 'src/credit/journal/journal.store.ts', tx: 'src/db/tx.ts', stock: 'src/credit/shelf/stock.store.ts', orders: 'src/credit/redemptions/orders.store.ts', verify: 'src/board/logs/verification.service.ts' };
export const MUTANTS = [
  {
    name: 'the balance is no longer looked at when points are held', db: 'mariadb', tests: 'test/credit/races', quick: true,
    edits: [{ file: IN.journal, old: "HOLD: 'available >= ? AND frozen = 0'", now: "HOLD: '? IS NOT NULL AND frozen = 0'" }],
  },
  {
    name: 'the key that lets a log earn once is gone', db: 'sqlite', tests: 'test/credit/rewards',
    edits: [{ file: 'src/db/migrations/0011-ledger.ts', old: "uq_journal_tx_ref: ['kind', 'refType', 'refId']", now: "ix_journal_tx_ref: ['kind', 'refType', 'refId']" }],
  },
  {
    name: 'a lock wait that ran out (1205) is taken for a change', db: 'mariadb', tests: 'test/locks',
    edits: [{ file: IN.tx, old: '  const result = await m.queryRunner!.query(sql, params, true);', now: '  const result = await m.queryRunner!.query(sql, params, true).catch((e: { errno?: number }) => { if (e.errno !== 1205) throw e; return { affected: 1 }; });' }],
  },
  {
    name: 'points are awarded in a transaction of their own', db: 'sqlite', tests: 'test/board/atomic',
    edits: [
      {
        file: IN.verify,
        old: '  verify(me: Me, input: VerifyDto, key: string): Promise<VerifyResult> {\n',
        now: '  private readonly later: ((m: EntityManager) => Promise<void>)[] = [];\n  async verify(me: Me, input: VerifyDto, key: string): Promise<VerifyResult> {\n    const result = await this.verifyOnly(me, input, key);\n    for (const work of this.later.splice(0)) await this.tx.run(work).catch(() => undefined);\n    return result;\n  }\n  private verifyOnly(me: Me, input: VerifyDto, key: string): Promise<VerifyResult> {\n',
      },
      { file: IN.verify, old: '    await award(m, now, { userId: log.userId, points, title: log.title, why: pointsWhy, logId: log.id, areaId: log.communityId, actorId: me.id, ruleVersion: version, facts });', now: '    this.later.push((m) => award(m, now, { userId: log.userId, points, title: log.title, why: pointsWhy, logId: log.id, areaId: log.communityId, actorId: me.id, ruleVersion: version, facts }));' },
    ],
  },
  {
    name: 'the idempotency key is written after the commit', db: 'mariadb', tests: 'test/credit/races',
    edits: [{
      file: IN.tx,
      old: "      return await this.run(async (m) => {\n        const result = await work(m);\n        await m.query('INSERT INTO idempotency",
      now: "      const result = await this.run(work);\n      return await this.run(async (m) => {\n        await m.query('INSERT INTO idempotency",
    }],
  },
  {
    name: 'people are locked in the order in which their logs were written', db: 'mariadb', tests: 'test/locks',
    edits: [{ file: 'src/board/logs/logs.store.ts', old: 'ORDER BY l.userId, l.id`', now: 'ORDER BY l.id`' }],
  },
  {
    name: 'months begin at midnight of wherever the server stands', db: 'sqlite', tests: 'src/credit/shelf', tz: 'America/New_York', quick: true,
    edits: [{ file: 'src/credit/shelf/shelf.rules.ts', old: "if (period === 'MONTH') return startOfDay(`${month}-01`);", now: "if (period === 'MONTH') return new Date(new Date(now).getFullYear(), new Date(now).getMonth(), 1).getTime();" }],
  },
  {
    name: 'an order may be released twice', db: 'mariadb', tests: 'test/credit/races',
    edits: [{ file: 'src/credit/redemptions/redemptions.store.ts', old: ' WHERE id = ? AND status = ?${when', now: ' WHERE id = ? AND ? IS NOT NULL${when' }],
  },
  {
    name: 'the list of corrections forgets whose area it is', db: 'sqlite', tests: 'test/credit/corrections',
    edits: [{ file: 'src/credit/points/corrections.store.ts', old: 'WHERE c.areaId IN (SELECT id FROM area WHERE path LIKE ?)', now: 'WHERE ? IS NOT NULL' }],
  },
  {
    name: 'the last piece on the shelf cannot be had (> for >=)', db: 'sqlite', tests: 'test/credit/rewards', quick: true,
    edits: [{ file: IN.stock, old: 'reserved = reserved + ? WHERE id = ? AND stock >= ?', now: 'reserved = reserved + ? WHERE id = ? AND stock > ?' }],
  },
  {
    name: 'the message is queued before the goods are booked', db: 'sqlite', tests: 'test/credit/counter',
    edits: [
      { file: 'src/credit/redemptions/counter.service.ts', old: "    await sendSms(m, now, person.phone, counterMessage(row, point), { refType: 'redemption', refId: row.id });\n", now: '' },
      { file: 'src/credit/redemptions/counter.service.ts', old: '      assertOrderable(goods.reward, input.quantity, now);\n    });', now: "      assertOrderable(goods.reward, input.quantity, now);\n      await this.tx.run((m) => sendSms(m, now, person.phone, '您在兑换点领取了商品', { refType: 'redemption', refId: now }));\n    });" },
    ],
  },
  {
    name: 'a work that failed half way starts again without a rollback', db: 'mariadb', tests: 'test/locks',
    edits: [{ file: IN.tx, old: 'return await this.inside.run(true, () => this.writer.transaction(work));', now: 'return await this.inside.run(true, () => this.writer.transaction((m) => work(m).catch((e: { errno?: number }) => { if (e.errno !== 1205) throw e; return work(m); })));' }],
  },
];
