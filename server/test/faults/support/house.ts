import type { Connection } from 'mysql2/promise';
import { HOUR_MS, type Api, type CreateTaskInput, type Role, type StockInput, type TaskView } from '@xianfeng/shared';
import { audit } from '../../../src/db/audit.js';
import type { AreaRow } from '../../../src/people/areas/areas.store.js';
import { makeShop, type Shop } from '../../credit/shop.js';
import { key, startBoard, type Board } from '../../start.js';
import { makeWorld, type Actor, type World } from '../../world.js';
import { books } from './books.js';
import type { LineOptions } from './line.js';
import type { Database } from './mariadb.js';
import { ServerProcess, type ServerOptions } from './servers.js';

export interface HouseOptions extends ServerOptions { /** What differs between the server processes; two alike unless told otherwise. */ each?: ServerOptions[]; /** The instant at which everybody's clock begins. */ startAt?: number }
/** A county of its own on the database that may be killed, with its people, a shop, and the server processes that serve it. */
export interface House {
  database: Database; board: Board; world: World; shop: Shop; servers: ServerProcess[]; pointId: number;
  secretary: Actor; secondSecretary: Actor; keeper: Actor;
  /** Somebody with a post in the community, or elsewhere. */
  staff: (role: Role, area?: AreaRow) => Promise<Actor>;
  /** Person n speaks to the process that is his. */
  through: (who: Actor, n: number, o?: LineOptions) => Api;
  people: (n: number, points?: number) => Promise<Actor[]>;
  give: (who: readonly Actor[], points: number) => Promise<void>;
  goods: (o?: Partial<StockInput>) => Promise<number>;
  task: (places: number, o?: Partial<CreateTaskInput> & { startsAt?: number; hours?: number }) => Promise<TaskView>;
  /** Everybody's clock at once, forward. */
  setClock: (at: number) => Promise<void>;
  now: () => number;
  /** A session of an outsider on this county's tables, past the product. */
  outside: () => Promise<Connection>;
  count: (from: string, params?: unknown[]) => Promise<number>;
  books: () => Promise<string>;
  close: () => Promise<void>;
}

export async function openHouse(database: Database, options: HouseOptions = {}): Promise<House> {
  const { each = [{}, {}], startAt, ...all } = options;
  process.env.TEST_MARIADB_URL = database.url;
  const board = await startBoard();
  if (startAt !== undefined) board.clock.set(startAt);
  const world = await makeWorld(board), shop = makeShop(board);
  const staff = async (role: Role, area = world.community): Promise<Actor> => {
    const who = await world.staff(role, area), [post] = await board.tx.read.query<{ id: number }[]>('SELECT id FROM post WHERE userId = ?', [who.id]);
    await board.tx.run((m) => audit(m, { actorId: 0, action: 'post.create', refType: 'post', refId: post!.id, areaId: area.id, at: board.clock.now() }));
    return who;
  };
  const secretary = await staff('COMMUNITY_SECRETARY'), secondSecretary = await staff('COMMUNITY_SECRETARY'), keeper = await staff('KEEPER');
  const pointId = await shop.point(world.community);
  const servers = await Promise.all(each.map((own, i) => ServerProcess.start(board.config, i + 1, { ...all, ...own })));
  let made = 0;
  const now = (): number => board.clock.now();
  /** As a correction by two people through the servers: points without service, which every invariant can follow. */
  const give = async (who: readonly Actor[], points: number): Promise<void> => {
    const queue = [...who];
    await Promise.all(Array.from({ length: 10 }, async (_, n) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { id } = await servers[n % servers.length]!.as(secretary).corrections.propose({ kind: 'ADJUST', userId: next.id, points, reason: '节日慰问补记积分' }, key());
        await servers[(n + 1) % servers.length]!.as(secondSecretary).corrections.approve(id, key());
      }
    }));
  };
  const people = async (n: number, points = 0): Promise<Actor[]> => {
    const all: Actor[] = [];
    for (let i = 0; i < n; i++) all.push(await world.person());
    if (points > 0) await give(all, points);
    return all;
  };
  const first = (who: Actor): Api => servers[0]!.as(who);
  return {
    database, board, world, shop, servers, pointId, secretary, secondSecretary, keeper, staff, people, give, now, outside: () => database.connect(board.config.databaseUrl!.pathname.slice(1)),
    through: (who, n, o) => servers[n % servers.length]!.as(who, o),
    goods: async (o = {}) => (await first(keeper).rewards.stock(pointId, { name: `米${++made}`, spec: '5kg', unit: '袋', kind: 'GOODS', points: 50, stock: 50, ...o }, key())).id,
    task: (places, { startsAt = now() + (24 + 2 * ++made) * HOUR_MS, hours = 1, ...o } = {}) => first(secretary).tasks.create({
      areaId: world.community.id, kind: 'CLEAN', title: `楼道清扫${made}`, place: '和平苑门口', shifts: [{ startsAt, endsAt: startsAt + hours * HOUR_MS, places }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'QR',
      photoRule: 'OPTIONAL', riskNote: '注意楼梯湿滑', contactName: '王书记', contactPhone: '15400000000', publish: true, ...o,
    }, key()),
    setClock: async (at) => {
      board.clock.set(at);
      for (const s of servers) await s.setClock({ offset: at - Date.now() });
    },
    count: async (from, params = []) => Number((await board.tx.read.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM ${from}`, params))[0]!.n),
    books: () => books(board),
    close: async () => {
      for (const s of servers) await s.remove();
      await board.stop();
    },
  };
}
