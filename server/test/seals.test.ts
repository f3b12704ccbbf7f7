import { audit, auditHashes } from '../src/db/audit.js';
import { Seals, verifyHashes, verifySeals, type Misfit } from '../src/db/seals.js';
import { journalHashes } from '../src/credit/journal/journal.hashes.js';
import { hashOfAudit, type HashedAudit } from '../src/db/audit.js';
import { newId } from '../src/lib/ids.js';
import { makeShop, type Shop } from './credit/shop.js';
import { key, onMariaDb, startBoard, type Board } from './start.js';
import { tamper } from './support/tamper.js';
import { makeWorld } from './world.js';

let board: Board, other: Board | null = null, shop: Shop;
beforeAll(async () => {
  board = await startBoard();
  if (onMariaDb) other = await startBoard({ WORKER_ID: '1' }, board);
  const world = await makeWorld(board);
  shop = makeShop(board);
  const who = await world.person();
  await shop.give(who, 100);
  const rewardId = await shop.goods(await shop.point(world.community));
  const { id } = await who.api.redemptions.order({ rewardId, quantity: 1 }, key());
  await who.api.redemptions.cancel(id, key());
});
afterAll(async () => {
  await other?.stop();
  await board.stop();
});
const say = (n: number) => board.tx.run(async (m) => { for (let i = 0; i < n; i++) await audit(m, { actorId: 1, action: '测试', refType: 'test', refId: i, areaId: 3, reason: '因为 𠮷', detail: { n: i }, at: board.clock.now() }); });
const seal = (upTo?: number) => board.app.get(Seals).seal(upTo);
const rows = <T>(sql: string, params: unknown[] = []) => board.tx.read.query<T[]>(sql, params);
const misfits = async (): Promise<Misfit[]> => [...(await verifySeals(board.tx.read)), ...(await verifyHashes(board.tx.read, auditHashes)), ...(await verifyHashes(board.tx.read, journalHashes))];
/** What is found after a change that is taken back. */
async function after(change: [string, unknown[]], back: [string, unknown[]]): Promise<Misfit[]> {
  expect(await tamper(board, ...change)).toBe(1);
  const found = await misfits();
  expect(await tamper(board, ...back)).toBe(1);
  return found;
}
type Values = Record<string, unknown>;
const insertion = (table: string, row: Values): [string, unknown[]] => [`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row)];

test('rows of the last half hour stay open; older ones are sealed once, whoever does it', async () => {
  await say(20);
  await seal();
  expect(await rows('SELECT id FROM seal')).toEqual([]);
  const upTo = newId();
  await Promise.all([seal(upTo), seal(upTo), other?.app.get(Seals).seal(upTo)]);
  await say(3);
  await seal(newId());
  await seal(newId());
  const blocks = await rows<{ what: string; fromId: number; toId: number; rowCount: number; prevHash: string; hash: string }>('SELECT what, fromId, toId, rowCount, prevHash, hash FROM seal ORDER BY what, fromId');
  expect(blocks.map((b) => [b.what, b.fromId, b.prevHash])).toEqual([['audit', 0, ''], ['audit', blocks[0]!.toId, blocks[0]!.hash], ['journal_tx', 0, '']]);
  expect([blocks[1]!.rowCount, blocks[2]!.rowCount]).toEqual([3, 3]);
  expect(await misfits()).toEqual([]);
});
test('more rows than a block holds make several', async () => {
  for (let i = 0; i < 6; i++) await say(1_000);
  await seal(newId());
  const sizes = (await rows<{ rowCount: number }>("SELECT rowCount FROM seal WHERE what = 'audit' ORDER BY fromId")).map((b) => b.rowCount);
  expect(sizes.slice(2)).toEqual([5_000, 1_000]);
  expect(await misfits()).toEqual([]);
});
test.each(['actorId', 'action', 'refType', 'refId', 'areaId', 'reason', 'detail', 'createdAt', 'hash'])('a changed %s in the audit trail is found in its row', async (column) => {
  const [row] = await rows<Values & { id: number }>("SELECT * FROM audit WHERE action = '测试' ORDER BY id LIMIT 1"), old = row![column];
  const value = typeof old === 'number' ? old + 1 : column === 'reason' ? '因为 吉' : `${String(old).slice(0, -1)}~`;
  const found = await after([`UPDATE audit SET ${column} = ? WHERE id = ?`, [value, row!.id]], [`UPDATE audit SET ${column} = ? WHERE id = ?`, [old, row!.id]]);
  expect(found).toContainEqual({ what: 'audit', fromId: row!.id, toId: row!.id, why: 'ROW' });
});
test('a reason that is taken away, one that is put in', async () => {
  const [row] = await rows<{ id: number; reason: string }>("SELECT id, reason FROM audit WHERE action = '测试' ORDER BY id LIMIT 1");
  expect(await after(['UPDATE audit SET reason = NULL WHERE id = ?', [row!.id]], ['UPDATE audit SET reason = ? WHERE id = ?', [row!.reason, row!.id]])).toEqual([{ what: 'audit', fromId: row!.id, toId: row!.id, why: 'ROW' }]);
});
test.each(['kind', 'userId', 'areaId', 'actorId', 'refType', 'refId', 'reversesId', 'title', 'why', 'ruleVersion', 'inputs', 'reason', 'balance', 'createdAt', 'hash'])('a changed %s in the journal is found in its row', async (column) => {
  const [row] = await rows<Values & { id: number }>('SELECT * FROM journal_tx ORDER BY id LIMIT 1'), old = row![column];
  const isText = ['kind', 'refType', 'title', 'why', 'inputs', 'reason', 'hash'].includes(column), value = isText ? `${String(old ?? '').slice(0, 5)}~` : Number(old ?? 0) + 1;
  expect(await after([`UPDATE journal_tx SET ${column} = ? WHERE id = ?`, [value, row!.id]], [`UPDATE journal_tx SET ${column} = ? WHERE id = ?`, [old, row!.id]])).toContainEqual({ what: 'journal_tx', fromId: row!.id, toId: row!.id, why: 'ROW' });
});
test('a changed, lost or added entry is found in its transaction', async () => {
  const [e] = await rows<Values & { txId: number; seq: number; amount: number }>('SELECT * FROM journal_entry ORDER BY txId, seq LIMIT 1'), at = [{ what: 'journal_tx', fromId: e!.txId, toId: e!.txId, why: 'ROW' }];
  const where = `WHERE txId = ${e!.txId} AND seq = ${e!.seq}`;
  for (const [column, value] of [['amount', e!.amount + 1], ['account', 'SPENT'], ['seq', 7], ['userId', 5]] as const)
    expect([column, await after([`UPDATE journal_entry SET ${column} = ? ${where}`, [value]], [`UPDATE journal_entry SET ${column} = ? ${column === 'seq' ? `WHERE txId = ${e!.txId} AND seq = 7` : where}`, [e![column]]])]).toEqual([column, at]);
  expect(await after([`DELETE FROM journal_entry ${where}`, []], insertion('journal_entry', e!))).toEqual(at);
  expect(await after(insertion('journal_entry', { ...e!, seq: 2 }), [`DELETE FROM journal_entry WHERE txId = ${e!.txId} AND seq = 2`, []])).toEqual(at);
});
test('a row that is taken out, put in or exchanged with a hash that fits is found in its block', async () => {
  const [block] = await rows<{ fromId: number; toId: number }>("SELECT fromId, toId FROM seal WHERE what = 'audit' ORDER BY fromId LIMIT 1");
  const [row] = await rows<Values & HashedAudit>("SELECT * FROM audit WHERE action = '测试' ORDER BY id LIMIT 1"), inBlock = (why: string) => [{ what: 'audit', ...block, why }];
  expect(await after(['DELETE FROM audit WHERE id = ?', [row!.id]], insertion('audit', row!))).toEqual(inBlock('COUNT'));
  const added = { ...row!, id: row!.id - 1 };
  expect(await after(insertion('audit', { ...added, hash: hashOfAudit(added) }), ['DELETE FROM audit WHERE id = ?', [added.id]])).toEqual(inBlock('COUNT'));
  const forged = { ...row!, actorId: 99 };
  expect(await after(['UPDATE audit SET actorId = 99, hash = ? WHERE id = ?', [hashOfAudit(forged), row!.id]], ['UPDATE audit SET actorId = ?, hash = ? WHERE id = ?', [row!.actorId, row!.hash, row!.id]])).toEqual(inBlock('BLOCK'));
});
test('a block that is made to fit, or taken away, breaks the chain', async () => {
  const [first, second] = await rows<Values & { id: number; hash: string; fromId: number; toId: number }>("SELECT * FROM seal WHERE what = 'audit' ORDER BY fromId LIMIT 2"), broken = { what: 'audit', fromId: second!.fromId, toId: second!.toId, why: 'CHAIN' };
  expect(await after(['UPDATE seal SET hash = ? WHERE id = ?', ['forged', first!.id]], ['UPDATE seal SET hash = ? WHERE id = ?', [first!.hash, first!.id]])).toContainEqual(broken);
  expect(await after(['DELETE FROM seal WHERE id = ?', [first!.id]], insertion('seal', first!))).toEqual([broken]);
  expect(await misfits()).toEqual([]);
});
