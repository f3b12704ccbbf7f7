import { setTimeout as sleep } from 'node:timers/promises';
import { chance } from './support/chance.js';
import type { House } from './support/house.js';
import { NoAnswer } from './support/line.js';
import { fault, rounds, say, seconds } from './support/report.js';
import type { ServerProcess } from './support/servers.js';
import { Writers } from './support/writers.js';

const READY_MS = 10_000;
/** Processes that end without a goodbye, under people who write without a pause. */
export function crashes(shared: () => House): void {
  let house: House;
  const books = (): Promise<string> => house.books();
  beforeAll(() => { house = shared(); });
  /** Nothing acknowledged is gone, nothing is there twice, and nobody was answered what nobody should be. */
  const held = async (w: Writers): Promise<string> => {
    const { lost, doubled } = await w.lost();
    expect({ lost, doubled, bad: w.bad.slice(0, 5) }).toEqual({ lost: [], doubled: [], bad: [] });
    expect(Object.keys(w.refusals).filter((r) => !r.startsWith('409'))).toEqual([]);
    return `${w.acknowledged} acknowledged, 0 lost, 0 doubled, ${w.silences} without an answer and sent again${Object.keys(w.refusals).length > 0 ? `, refused ${say(w.refusals)}` : ''}`;
  };

  fault('FT-9', 'kill -9 of a server process under 20 writers', books, async () => {
    const n = rounds(30, 4), random = chance(9), w = await Writers.begin(house, 20, 9, 10);
    let worst = 0;
    for (const s of house.servers) s.supervised = true;
    for (let i = 0; i < n; i++) {
      await sleep(200 + random() * 1_300);
      const victim = house.servers[i % 2]!, died = performance.now();
      await victim.kill();
      await victim.back();
      await answers(victim, house, w);
      worst = Math.max(worst, performance.now() - died);
    }
    for (const s of house.servers) s.supervised = false;
    await w.stop();
    return inTime(worst, `${n} kills, ready again after ${seconds(worst)} at most; ${await held(w)}`);
  });

  fault('FT-10', 'kill -9 and restart of the database, servers left alone', books, async () => {
    const kills = rounds(10, 2), restarts = rounds(3, 1), random = chance(10), w = await Writers.begin(house, 8, 10, 5);
    const lives = house.servers.map((s) => s.starts);
    let worst = 0, recovery = 0, down = 0;
    for (let i = 0; i < kills + restarts; i++) {
      await sleep(500 + random() * 800);
      await (i < kills ? house.database.kill() : house.database.shutDown());
      const gone = w.answers[503] ?? 0, until = performance.now() + 1_000;
      // What people ask for while it is away, beside the writers: a read of one's own, the public list, a sign-in.
      while (performance.now() < until) {
        for (const s of house.servers) {
          const api = s.as(house.keeper, { onAnswer: w.look }), open = s.as(null, { onAnswer: w.look, from: `10.0.0.${i}` });
          await Promise.allSettled([api.points.mine(), api.redemptions.mine({}), open.tasks.open({}), open.session.phoneCode(`1549${String(Math.floor(random() * 1e7)).padStart(7, '0')}`)]);
        }
        await sleep(50);
      }
      down += (w.answers[503] ?? 0) - gone;
      recovery = Math.max(recovery, await house.database.start());
      const ready = performance.now();
      for (const s of house.servers) await answers(s, house, w);
      worst = Math.max(worst, performance.now() - ready);
    }
    await w.stop();
    expect(down).toBeGreaterThan(0);
    expect(house.servers.map((s) => s.starts)).toEqual(lives);
    return inTime(worst, `${kills} kills, ${restarts} restarts; ${down} × 503 with Retry-After, no other 5xx; database back in ${seconds(recovery)}, servers healthy ${seconds(worst)} after it at most; ${await held(w)}`);
  });

  fault('FT-18', 'SIGTERM under load', books, async () => {
    const n = rounds(6, 2), w = await Writers.begin(house, 12, 18);
    let slowest = 0, cut = 0;
    for (let i = 0; i < n; i++) {
      await sleep(700);
      const server = house.servers[i % 2]!, said = performance.now(), errors = server.errors.length;
      const [ending, fresh] = await Promise.all([server.leave(), sleep(300).then(() => server.as(house.keeper).points.mine().then(() => 'answered', (e: unknown) => (e instanceof NoAnswer ? 'nobody' : String(e))))]);
      slowest = Math.max(slowest, performance.now() - said);
      cut += w.silentSince.filter((s) => s.server === i % 2 && s.startedAt < said && s.startedAt > said - 15_000).length;
      w.silentSince.length = 0;
      expect([ending, fresh, server.errors.slice(errors)]).toEqual([{ code: 0, signal: null }, 'nobody', '']);
      await server.start();
    }
    await w.stop();
    expect(slowest).toBeLessThan(10_000);
    expect(cut).toBe(0);
    return `${n} × SIGTERM, ended with 0 after ${seconds(slowest)} at most, 0 requests under way cut off, later ones met no listener; ${await held(w)}`;
  });
}

/** What was seen, unless it took too long; then that with all the rest. */
function inTime(worst: number, seen: string): string {
  if (worst >= READY_MS) throw new Error(`not ready in ${seconds(READY_MS)}: ${seen}`);
  return seen;
}
/** Until that server answers a read from the database and a write. */
async function answers(server: ServerProcess, house: House, w: Writers): Promise<void> {
  for (let ok = 0; ok < 3; ) {
    const done = await Promise.all([server.as(house.keeper, { onAnswer: w.look }).points.mine(), server.as(house.secretary, { onAnswer: w.look }).notices.readAll()]).then(() => true, () => false);
    ok = done ? ok + 1 : 0;
    if (!done) await sleep(25);
  }
}
