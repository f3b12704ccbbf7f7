import type { Started } from '../src/app.js';
import { createApp } from '../src/app.js';
import { seedDemo } from '../src/demo/seed.js';
import { reconcile } from '../src/insight/reconcile/run.js';
import { freshDatabase } from './start.js';

const { config, remove } = freshDatabase();
let app: Started, seconds: number;
beforeAll(async () => {
  app = await createApp(config);
  const began = performance.now();
  await seedDemo(config, app.tx, Date.now(), () => undefined);
  seconds = (performance.now() - began) / 1000;
});
afterAll(async () => {
  await app.close();
  await remove();
});
const rows = (sql: string): Promise<Record<string, unknown>[]> => app.tx.read.query(sql);

test('it is a tenth of the reference county, loaded in under 20 s, and only once', async () => {
  expect(seconds).toBeLessThan(20);
  const [n] = await rows(`SELECT (SELECT COUNT(*) FROM area WHERE kind = 'COMMUNITY') AS communities, (SELECT COUNT(*) FROM task) AS tasks, (SELECT COUNT(*) FROM service_log) AS logs, (SELECT COUNT(*) FROM redemption) AS orders, (SELECT COUNT(*) FROM need) AS needs`);
  expect(n!.communities).toBe(22);
  expect(n!.tasks as number).toBeGreaterThanOrEqual(1_800);
  expect(n!.logs as number).toBeGreaterThan(5_500);
  expect(n!.orders as number).toBeGreaterThan(3_800);
  expect(n!.needs as number).toBeGreaterThanOrEqual(5_900);
  expect(await seedDemo(config, app.tx, Date.now(), () => undefined)).toBe(false);
});
test('its books balance like any others', async () => {
  expect(await rows("SELECT a.userId FROM points_account a LEFT JOIN (SELECT userId, SUM(CASE WHEN account = 'AVAILABLE' THEN amount ELSE 0 END) AS s, SUM(CASE WHEN account = 'HELD' THEN amount ELSE 0 END) AS h FROM journal_entry WHERE userId IS NOT NULL GROUP BY userId) e ON e.userId = a.userId WHERE a.available <> e.s OR a.held <> e.h OR a.held < 0")).toEqual([]);
  expect(await rows('SELECT txId FROM journal_entry GROUP BY txId HAVING SUM(amount) <> 0 OR COUNT(*) < 2')).toEqual([]);
  expect(await rows('SELECT a.userId FROM points_account a LEFT JOIN (SELECT userId, SUM(leftPoints) AS n FROM points_lot GROUP BY userId) l ON l.userId = a.userId WHERE COALESCE(l.n, 0) <> CASE WHEN a.available > 0 THEN a.available ELSE 0 END')).toEqual([]);
  expect(await rows('SELECT r.id FROM reward r LEFT JOIN (SELECT rewardId, SUM(quantity) AS q, SUM(reservedQuantity) AS w FROM stock_move GROUP BY rewardId) v ON v.rewardId = r.id WHERE r.stock <> v.q OR r.reserved <> v.w')).toEqual([]);
  expect(await rows("SELECT s.id FROM shift s LEFT JOIN (SELECT shiftId, COUNT(*) AS n FROM claim WHERE status IN ('CONFIRMED', 'REQUESTED') OR live = 1 GROUP BY shiftId) c ON c.shiftId = s.id WHERE s.taken < COALESCE(c.n, 0) OR s.taken > s.places")).toEqual([]);
  expect(await rows("SELECT l.id FROM service_log l LEFT JOIN service_record r ON r.logId = l.id WHERE (l.status = 'VERIFIED') <> (r.id IS NOT NULL)")).toEqual([]);
});
test('every state of the loop is there to be seen, and the sign-in page can name somebody for every role', async () => {
  const states = async (table: string) => (await rows(`SELECT DISTINCT status FROM ${table}`)).map((r) => r.status);
  expect(await states('need')).toEqual(expect.arrayContaining(['SUBMITTED', 'PUBLISHED', 'ANSWERED', 'REFUSED', 'DONE', 'CONFIRMED', 'REOPENED']));
  expect(await states('task')).toEqual(expect.arrayContaining(['PUBLISHED', 'ENDED', 'SETTLED', 'CANCELLED']));
  expect(await states('service_log')).toEqual(expect.arrayContaining(['SUBMITTED', 'RETURNED', 'VERIFIED', 'REJECTED']));
  expect(await states('redemption')).toEqual(expect.arrayContaining(['HELD', 'COLLECTED', 'CANCELLED', 'EXPIRED']));
  expect(await states('redemption')).toEqual(expect.arrayContaining(['SUBSTITUTED', 'RETURNED']));
  expect((await rows('SELECT DISTINCT kind FROM journal_tx')).map((r) => r.kind)).toEqual(expect.arrayContaining(['AWARD', 'HOLD', 'RELEASE', 'SPEND', 'REVERSAL', 'EXPIRE', 'ADJUST']));
  expect((await rows('SELECT title FROM demo_account ORDER BY sort')).map((r) => r.title)).toEqual(['在职党员', '新党员', '居民', '社区书记', '兑换点核销员', '单位联络员', '街道干部', '市委组织部', '审计员']);
});
test('the people of the sign-in page are in WeChat and said yes to its messages, nobody else is', async () => {
  expect((await rows('SELECT p.openId FROM demo_account d JOIN person p ON p.id = d.userId WHERE d.title <> \'新党员\'')).every(({ openId }) => /^o[\w-]{27}$/.test(String(openId)))).toBe(true);
  expect(await rows('SELECT COUNT(*) AS n FROM person WHERE openId IS NOT NULL')).toEqual(await rows('SELECT COUNT(*) AS n FROM demo_account WHERE title <> \'新党员\''));
  expect((await rows('SELECT DISTINCT template FROM message_quota WHERE leftCount > 0')).length).toBeGreaterThan(1);
});
test('the member of the sign-in page has points that end soon, an order that waits and one that he fetched', async () => {
  const [me] = await rows("SELECT userId AS id FROM demo_account WHERE title = '在职党员'"), id = Number(me!.id), now = Date.now();
  const ends = (await rows(`SELECT expiresAt FROM points_lot WHERE userId = ${id} AND live = 1 AND expiresAt < ${now + 90 * 86_400_000} ORDER BY expiresAt`)).map((r) => Math.round((Number(r.expiresAt) - now) / 86_400_000));
  expect(ends).toHaveLength(2);
  expect(ends[0]).toBeLessThan(30);
  expect((await rows(`SELECT status FROM redemption WHERE userId = ${id} ORDER BY id`)).map((r) => r.status)).toEqual(['COLLECTED', 'HELD']);
});
test('a public month has goods that came in and went out, somebody waits for what ran out, and every kind of goods has a picture', async () => {
  expect((await rows('SELECT DISTINCT kind FROM stock_move')).map((r) => r.kind)).toEqual(expect.arrayContaining(['PURCHASE', 'DONATION', 'RESERVE', 'RELEASE', 'ISSUE', 'BACK', 'DAMAGE', 'COUNT']));
  expect((await rows('SELECT w.id FROM reward_wait w JOIN reward r ON r.id = w.rewardId WHERE w.live = 1 AND r.stock = 0')).length).toBeGreaterThan(3);
  expect(await rows("SELECT r.id FROM reward r WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.refType = 'reward' AND u.refId = r.id)")).toEqual([]);
});
test('reconcile finds nothing in it', async () => {
  expect((await reconcile(config, { now: Date.now() })).checks.flatMap((c) => c.offenders.map((o) => `${c.id} ${o}`))).toEqual([]);
});
test('stars: one list confirmed, one hanging out with an objection, some being looked through; the member of the sign-in page has one', async () => {
  expect((await rows('SELECT DISTINCT status FROM star_run')).map((r) => r.status).sort()).toEqual(['COMPUTED', 'CONFIRMED', 'NOTICED']);
  const per = await rows('SELECT r.status, s.name, COUNT(k.id) AS n FROM star_run r JOIN star_scheme s ON s.id = r.schemeId LEFT JOIN star_candidate k ON k.runId = r.id GROUP BY r.id, r.status, s.name');
  expect(per.filter((r) => Number(r.n) === 0)).toEqual([]);
  expect((await rows("SELECT COUNT(*) AS n FROM star_award w JOIN demo_account a ON a.userId = w.subjectId WHERE a.title = '在职党员'"))[0]!.n).toBe(1);
  expect((await rows('SELECT status FROM star_objection')).map((r) => r.status)).toEqual(['OPEN']);
  expect((await rows('SELECT status FROM star_bar'))[0]!.status).toBe('APPEALED');
  expect(await rows("SELECT x.userId FROM (SELECT userId, SUM(minutes) AS minutes FROM service_record WHERE evidence IN ('A', 'B', 'C') GROUP BY userId) x LEFT JOIN star_total t ON t.userId = x.userId WHERE t.minutes IS NULL")).toEqual([]);
});
test('the first community’s review desk has photos in doubt, one waiting for more than a day, and a task that was reported', async () => {
  const items = await rows('SELECT kind, state, why, areaId FROM content_item');
  expect(items.filter((r) => r.kind === 'photo' && r.state === 'WAIT').length).toBeGreaterThan(3);
  expect(items.filter((r) => r.kind === 'task').map((r) => r.why)).toEqual(expect.arrayContaining(['OFFICE', 'REPORT']));
  expect(new Set(items.map((r) => r.areaId)).size).toBe(1);
  expect(await rows("SELECT id FROM upload WHERE shown = 1 AND refType <> 'reward'")).toHaveLength(1);
});
test('thanks: words that wait and that were passed, last half-year evaluated, a campaign in each state, letters on their way to the named liaison', async () => {
  const states = async (table: string) => (await rows(`SELECT DISTINCT status FROM ${table}`)).map((r) => r.status);
  expect((await states('thanks_word')).sort()).toEqual(['USABLE', 'WAITING']);
  expect((await states('evaluation')).sort()).toEqual(['DELIVERED', 'KEPT']);
  expect((await states('campaign')).sort()).toEqual(['DECIDED', 'NOTICE', 'OPEN']);
  expect(await states('nomination')).toEqual(expect.arrayContaining(['NOMINATED', 'SHORTLISTED', 'AWARDED']));
  expect(await states('letter')).toEqual(expect.arrayContaining(['SUBMITTED', 'DELIVERED']));
  expect((await rows("SELECT COUNT(*) AS n FROM letter l JOIN post o ON o.unitId = l.unitId AND o.role = 'UNIT_LIAISON' JOIN demo_account a ON a.userId = o.userId WHERE a.title = '单位联络员' AND l.status = 'DELIVERED'"))[0]!.n).toBe(1);
  expect(await rows("SELECT l.id FROM letter l LEFT JOIN consent c ON c.userId = l.userId AND c.purpose = 'UNIT_SHARE' WHERE l.recipient = 'UNIT' AND COALESCE(c.granted, 0) = 0")).toEqual([]);
  expect(await rows("SELECT v.id FROM evaluation v LEFT JOIN consent c ON c.userId = v.userId AND c.purpose = 'UNIT_SHARE' WHERE v.userId <> 0 AND v.toUnitId IS NOT NULL AND COALESCE(c.granted, 0) = 0")).toEqual([]);
});
