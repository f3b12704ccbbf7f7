import { DAY_MS, addDays, dayOf, instant, type Role } from '@xianfeng/shared';
import Database from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { createApp, type Started } from '../../src/app.js';
import { AttendanceService } from '../../src/board/attendance/attendance.service.js';
import { RosterMarksService } from '../../src/board/attendance/roster-marks.service.js';
import { ClaimsService } from '../../src/board/claims/claims.service.js';
import { LogsService } from '../../src/board/logs/logs.service.js';
import { VerificationService } from '../../src/board/logs/verification.service.js';
import { TasksService } from '../../src/board/tasks/tasks.service.js';
import type { Config } from '../../src/config.js';
import { CorrectionsService } from '../../src/credit/points/corrections.service.js';
import { FreezesService } from '../../src/credit/points/freezes.service.js';
import { PickupService } from '../../src/credit/redemptions/pickup.service.js';
import { RedemptionsService } from '../../src/credit/redemptions/redemptions.service.js';
import { ShelfDeskService } from '../../src/credit/shelf/shelf-desk.service.js';
import { PickupPoint } from '../../src/credit/shelf/shelf.entity.js';
import { addStock, type Incoming } from '../../src/credit/shelf/shelf.store.js';
import { TakesService } from '../../src/credit/shelf/takes.service.js';
import { Tariff } from '../../src/credit/tariff/tariff.entity.js';
import { DEFAULT_TARIFF } from '../../src/credit/tariff/tariff.rules.js';
import { audit } from '../../src/db/audit.js';
import { Me } from '../../src/http/me.js';
import { Clock } from '../../src/lib/clock.js';
import { newId } from '../../src/lib/ids.js';
import { FOREVER, insertArea } from '../../src/people/areas/areas.store.js';
import { Consent } from '../../src/people/consents/consent.entity.js';
import { Post } from '../../src/people/posts/post.entity.js';
import { PostsService } from '../../src/people/posts/posts.service.js';
import { insertRegistration } from '../../src/people/registrations/registrations.store.js';
import { RegistrationsService } from '../../src/people/registrations/registrations.service.js';
import { DirectoryService } from '../../src/people/users/directory.service.js';
import { User } from '../../src/people/users/user.entity.js';
import { freshDatabase } from '../start.js';
import { CAPS } from './pure/board.js';
import type { Area, Person, World } from './pure/state.js';

/** Nine in the morning in Shanghai, on a Friday some weeks before the year's end. */
const START = instant('2026-11-20', '09:00');
/** Time stands still until the model moves it: what both sides reckon with is the same to the millisecond. */
class StillClock extends Clock {
  at = START;
  override now(): number {
    return this.at;
  }
}
/** Everything that time does, in this order. Seals are left out: they go by the age of ids, and ids are made by the real clock. */
const JOBS = ['tasks.roll', 'tasks.end', 'redemptions-expire', 'points-expire', 'points-warn', 'logs.settle', 'keys.forget', 'outbox', 'outbox-forget', 'sessions.expire', 'uploads-sweep', 'imports', 'reconcile'];
interface Raw { exec: (sql: string) => void; prepare: (sql: string) => { all: () => { name: string; sql: string }[] } }

/** The real services on a SQLite file of their own, without HTTP, and the small world that each run begins with. */
export class House {
  readonly tasks; readonly claims; readonly attendance; readonly marks; readonly logs; readonly verification; readonly corrections; readonly freezes; readonly orders; readonly pickup; readonly shelf; readonly takes; readonly posts; readonly registrations;
  private readonly directory: DirectoryService;
  private rewind = '';
  private constructor(private readonly started: Started, readonly config: Config, readonly clock: StillClock, private readonly raw: Raw, private template: World, readonly db: Database.Database, private readonly remove: () => Promise<void>) {
    const get = <T>(type: new (...args: never[]) => T): T => started.app.get(type);
    this.tasks = get(TasksService);
    this.claims = get(ClaimsService);
    this.attendance = get(AttendanceService);
    this.marks = get(RosterMarksService);
    this.logs = get(LogsService);
    this.verification = get(VerificationService);
    this.corrections = get(CorrectionsService);
    this.freezes = get(FreezesService);
    this.orders = get(RedemptionsService);
    this.pickup = get(PickupService);
    this.shelf = get(ShelfDeskService);
    this.takes = get(TakesService);
    this.posts = get(PostsService);
    this.registrations = get(RegistrationsService);
    this.directory = get(DirectoryService);
  }
  static async open(): Promise<House> {
    const { config, remove } = freshDatabase(), clock = new StillClock(), started = await createApp(config, clock);
    const raw = (started.app.get(DataSource).driver as unknown as { databaseConnection: Raw }).databaseConnection;
    raw.exec('PRAGMA synchronous = OFF');
    const world = await furnish(started, clock.now());
    return new House(started, config, clock, raw, world, new Database(`${config.dataDir}/xianfeng.sqlite`, { readonly: true }), remove);
  }
  /** What there is now is where every run begins. */
  keep(world: World): void {
    this.template = structuredClone(world);
    const named = (type: string): { name: string; sql: string }[] => this.raw.prepare(`SELECT name, sql FROM sqlite_master WHERE type = '${type}' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'`).all();
    const tables = named('table'), triggers = named('trigger');
    this.raw.exec("ATTACH ':memory:' AS kept");
    for (const { name } of tables) this.raw.exec(`CREATE TABLE kept.${name} AS SELECT * FROM main.${name}`);
    this.rewind = ['BEGIN', ...triggers.map((t) => `DROP TRIGGER ${t.name}`), ...tables.map(({ name }) => `DELETE FROM main.${name}; INSERT INTO main.${name} SELECT * FROM kept.${name}`), ...triggers.map((t) => t.sql), 'COMMIT'].join(';\n');
  }
  /** A copy of the model as it is kept; after `keep` the database with it. */
  reset(): World {
    this.clock.at = this.template.now;
    if (this.rewind) this.raw.exec(this.rewind);
    return structuredClone(this.template);
  }
  /** That person with the posts and the home that the database gives him at this moment. */
  async me({ id }: Pick<Person, 'id'>): Promise<Me> {
    const [p] = await this.started.tx.read.query<{ name: string; phone: string; kind: 'RESIDENT'; communityId: number; path: string }[]>('SELECT p.name, p.phone, p.kind, p.communityId, a.path FROM person p JOIN area a ON a.id = p.communityId WHERE p.id = ?', [id]);
    return new Me({ userId: id, name: p!.name, phone: p!.phone, kind: p!.kind, unitId: null, communityId: p!.communityId, communityPath: p!.path, posts: await this.directory.postsOf(id, this.clock.now()), consentedTerms: true });
  }
  async advance(to: number): Promise<void> {
    this.clock.at = to;
    for (const job of JOBS) await this.started.jobs.run(job);
  }
  async close(): Promise<void> {
    this.db.close();
    await this.started.close();
    await this.remove();
  }
}
const PEOPLE: { name: string; home: Area; post?: { role: Role; area: Area } }[] = [
  { name: '张三', home: 'A' }, { name: '李四', home: 'A' }, { name: '王五', home: 'B' }, { name: '赵六', home: 'A' },
  { name: '书记甲', home: 'A', post: { role: 'COMMUNITY_SECRETARY', area: 'A' } }, { name: '书记乙', home: 'B', post: { role: 'COMMUNITY_SECRETARY', area: 'B' } },
  { name: '街道干部', home: 'A', post: { role: 'STREET_OFFICER', area: 'STREET' } }, { name: '核销员', home: 'A', post: { role: 'KEEPER', area: 'A' } },
];
/** A city, a street with two communities, eight people, two pickup points, four things on their shelves, and a second tariff with caps that begins in ten days. */
async function furnish({ tx }: Started, now: number): Promise<World> {
  const day = dayOf(now - 365 * DAY_MS), capsFrom = addDays(dayOf(now), 10);
  return tx.run(async (m) => {
    const city = await insertArea(m, null, 'CITY', '测试市', now, day), street = await insertArea(m, city, 'STREET', '东街道', now, day);
    const a = await insertArea(m, street, 'COMMUNITY', '柳树社区', now, day), b = await insertArea(m, street, 'COMMUNITY', '槐树社区', now, day);
    const w: World = { now, capsFrom, areas: { STREET: street.id, A: a.id, B: b.id }, points: [], people: [], posts: [], lots: [], txs: [], tasks: [], claims: [], logs: [], records: [], rewards: [], orders: [], takes: [], corrections: [], freezes: [] };
    await m.insert(Tariff, { id: newId(), version: 2, name: '封顶办法', note: '', status: 'PUBLISHED', rules: JSON.stringify({ ...DEFAULT_TARIFF, caps: CAPS }), effectiveFrom: capsFrom, createdBy: 0, createdAt: now, publishedBy: 0, publishedAt: now });
    for (const [who, { name, home, post }] of PEOPLE.entries()) {
      const id = newId();
      await m.insert(User, { id, name, phone: `1540000000${who}`, openId: null, kind: 'RESIDENT', unitId: null, communityId: w.areas[home], compoundId: null, elder: 0, skills: '', freeTimes: '', turn: 0, createdAt: now });
      await m.insert(Consent, { userId: id, purpose: 'TERMS', version: 1, granted: 1, at: now });
      const registration = await insertRegistration(m, id, 0, { communityId: w.areas[home], compoundId: null, building: '' }, 'ACCEPTED', now);
      w.people.push({ id, name, home, registration, available: 0, held: 0, earned: 0, spent: 0, expired: 0, adjusted: 0, frozen: false, wrong: { n: 0, since: 0, lockedUntil: 0 } });
      if (!post) continue;
      const postId = newId();
      await m.insert(Post, { id: postId, userId: id, role: post.role, areaId: w.areas[post.area], unitId: 0, fromDay: day, toDay: FOREVER, ended: 0, createdAt: now });
      await audit(m, { actorId: 0, action: 'post.create', refType: 'post', refId: postId, at: now });
      w.posts.push({ id: postId, who, ...post, ended: false });
    }
    for (const area of ['A', 'B'] as const) {
      const id = newId();
      await m.insert(PickupPoint, { id, areaId: w.areas[area], name: `兑换点${area}`, address: '和平路 1 号', openHours: '', phone: '0359-0000000', createdAt: now });
      w.points.push({ id, area });
    }
    const put = async (point: number, o: Pick<Incoming, 'name' | 'points' | 'stock'> & Partial<Incoming>): Promise<void> => {
      const id = await addStock(m, now, 0, w.points[point]!.id, { spec: '', unit: '件', kind: 'GOODS', source: 'PURCHASE', ...o });
      w.rewards.push({ id, point, price: o.points, stock: o.stock, reserved: 0, bestBefore: o.bestBefore ?? null, perPerson: o.perPerson ?? 0, period: o.limitPeriod ?? 'MONTH', listed: true });
    };
    await put(0, { name: '纸巾', points: 5, stock: 6 });
    await put(0, { name: '大米', points: 12, stock: 3, perPerson: 2, limitPeriod: 'MONTH' });
    await put(1, { name: '牛奶', points: 8, stock: 4, bestBefore: addDays(dayOf(now), 40) });
    await put(1, { name: '理发', points: 10, stock: 2, perPerson: 1, limitPeriod: 'YEAR' });
    return w;
  });
}
