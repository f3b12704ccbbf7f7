import { setTimeout as sleep } from 'node:timers/promises';
import { key } from '../start.js';
import { openHouse, type House } from './support/house.js';
import { tally } from './support/line.js';
import type { Database } from './support/mariadb.js';
import { SlowRedis } from './support/redis.js';
import { fault, say, seconds } from './support/report.js';

/** Sign-ins from one address that a limit lets through: `@PerAddress('phone-code', …)` of the session's routes. */
const LIMIT = 300;
/** Redis only counts for all processes together. Without it each counts for itself; nothing else may notice. */
export function cache(database: () => Database): void {
  let house: House, redis: SlowRedis, phones = 0, worst = 0;
  const books = (): Promise<string> => house.books();
  beforeAll(async () => {
    redis = await SlowRedis.prepare();
    // Not there when the servers start: only the proxy is, and it cuts everybody off.
    house = await openHouse(database(), { redisUrl: redis.url });
  }, 120_000);
  afterAll(async () => {
    await house?.close();
    await redis?.remove();
  });
  const signIn = async (n: number, from: string): Promise<string> => {
    const phone = `1547${String(++phones).padStart(7, '0')}`, api = house.servers[n]!.as(null, { from, onAnswer: (a) => { worst = Math.max(worst, a.ms); } });
    const { demoCode } = await api.session.phoneCode(phone);
    return (await api.session.phone(phone, demoCode!)).token;
  };
  const isIn = (token: string, n: number): Promise<string> => house.servers[n]!.as({ id: 0, name: '', phone: '', token } as never).me.get().then(() => 'in', (e: { code?: string }) => e.code ?? String(e));
  /** Does that process count in Redis again? It tries every few seconds. */
  const reaches = async (n: number): Promise<boolean> => {
    for (let i = 0; i < 100; i++, await sleep(100)) {
      const from = `10.2.${n}.${i}`;
      await signIn(n, from);
      if ((await redis.ask((r) => r.keys(`limit:*:${from}`))).length > 0) return true;
    }
    return false;
  };
  /** One address asks for more codes than it may, ten at a time. */
  const ask = async (from: string, server: (i: number) => number): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (let i = 0; i < LIMIT + 20; i += 10) {
      const ends = await tally(Array.from({ length: 10 }, (_, k) => house.servers[server(i + k)]!.as(null, { from }).session.phoneCode(`1547${String(++phones).padStart(7, '0')}`)));
      for (const [h, n] of Object.entries(ends)) counts[h] = (counts[h] ?? 0) + n;
    }
    return counts;
  };

  fault('FT-14', 'Redis away at the start, stopped, emptied, slow', books, async () => {
    const rewardId = await house.goods({ stock: 1_000, points: 10 }), { shifts: [shift] } = await house.task(100), told: string[] = [];
    let n = 0, ended = '', spent = 0;
    const [rich] = await house.people(1, 1_000);
    /** What people do, at both servers. */
    const life = async (what: string): Promise<void> => {
      worst = 0;
      for (const server of [0, 1]) {
        const token = await signIn(server, `10.1.${++n}.1`);
        expect(await isIn(token, server)).toBe('in');
        const [who] = await house.people(1);
        await house.through(who!, server, { onAnswer: (a) => { worst = Math.max(worst, a.ms); } }).claims.create({ shiftId: shift!.id }, key());
        await house.through(rich!, server, { onAnswer: (a) => { worst = Math.max(worst, a.ms); } }).redemptions.order({ rewardId, quantity: 1 }, key());
        spent += 10;
        expect(await house.shop.account(rich!.id)).toMatchObject({ available: 1_000 - spent, held: spent });
        if (ended !== '') expect(await isIn(ended, server)).toBe('SIGN_IN');
      }
      told.push(`${what}: works, slowest answer ${seconds(worst)}`);
      expect(worst).toBeLessThan(2_000);
    };
    await life('away at the start');
    // Alone, one process counts in its memory: the limit stands.
    const alone = await ask('10.9.9.9', () => 0);
    expect(alone).toEqual({ ok: LIMIT, '429 TOO_MANY': 20 });
    await redis.start();
    expect([await reaches(0), await reaches(1)]).toEqual([true, true]);
    await life('came up');
    // Together, two processes share one count.
    const shared = await ask('10.9.9.8', (i) => i % 2);
    expect(shared).toEqual({ ok: LIMIT, '429 TOO_MANY': 20 });
    // Somebody signs out: that is a row in the database.
    const token = await signIn(0, '10.3.0.1');
    expect([await isIn(token, 0), await isIn(token, 1)]).toEqual(['in', 'in']);
    await house.servers[0]!.as({ token } as never).session.end();
    expect(await isIn(token, 0)).toBe('SIGN_IN');
    let other = 0;
    for (const since = performance.now(); (await isIn(token, 1)) !== 'SIGN_IN'; await sleep(200)) other = performance.now() - since;
    expect(other).toBeLessThan(6_000);
    ended = token;
    await redis.ask((r) => r.flushall());
    await life('FLUSHALL');
    redis.delayMs = 2_000;
    await life('slow by 2 s');
    redis.delayMs = 0;
    await redis.stop();
    await life('stopped');
    const after = await ask('10.9.9.7', () => 1);
    expect(after).toEqual({ ok: LIMIT, '429 TOO_MANY': 20 });
    expect([await isIn(ended, 0), await isIn(ended, 1)]).toEqual(['SIGN_IN', 'SIGN_IN']);
    return `${told.join('; ')}; limit of ${LIMIT}: alone ${say(alone)}, shared ${say(shared)}, after the stop ${say(after)}; an ended session stayed ended`;
  });
}
