import { can, isWithin, type Permission } from '@xianfeng/shared';
import { createApp } from '../src/app.js';
import { ACCESS } from '../src/http/access.js';
import { declaredRoutes, type Route } from '../src/http/routes.js';
import { DirectoryService } from '../src/people/users/directory.service.js';
import { TasksController } from '../src/board/tasks/tasks.controller.js';
import { freshDatabase } from './start.js';
import { CALLS, request } from './support/calls.js';
import type { Entry, Made } from './support/calls/entry.js';
import { makeEstate, PEOPLE, type Estate, type PersonName } from './support/estate.js';
import { call, changed, contents, notOurRefusal } from './support/raw.js';
import type { Actor } from './world.js';

let estate: Estate, routes: Map<string, Route>;
beforeAll(async () => {
  estate = await makeEstate();
  routes = new Map(declaredRoutes(estate.board.app).map((r) => [`${r.method} ${r.path}`, r]));
});
afterAll(() => estate.stop());

/** What somebody must get: 'in', or exactly this refusal. */
type Expected = 'in' | 401 | 403 | 404 | 409;
/** The rule of the house, spelled out once more: outside your subtree is "not found", inside it without the permission "forbidden". */
async function expected(route: Route, entry: Entry, made: Made, who: Actor | null): Promise<Expected> {
  const { access } = route;
  if (access.who === 'open') return 'in';
  if (!who) return 401;
  const path = entry.inCity ? estate.world.city.path : estate.world.community.path;
  const posts = await estate.board.app.get(DirectoryService).postsOf(who.id, estate.board.clock.now());
  const within = (permission: Permission): Expected => (can(posts, permission, path) || (entry.also && can(posts, entry.also, path)) ? 'in' : posts.some((p) => p.path !== '' && isWithin(path, p.path)) ? 403 : 404);
  if (access.who === 'own') {
    if (who.id === made.as?.id || entry.everyone) return 'in';
    if (entry.others) return entry.permission && within(entry.permission) === 'in' ? 'in' : (entry.others as Expected);
    if (!route.path.includes(':')) return 'in';
    return entry.permission ? within(entry.permission) : 404;
  }
  const holds = posts.some((p) => p.path !== '' && can([p], access.permission, p.path));
  if (access.area === 'any-held' && !holds) return 403;
  if (entry.filtered && holds) return 'in';
  return within(entry.permission ?? access.permission);
}
const people = (): [PersonName | 'guest', Actor | null][] => [['guest', null], ...PEOPLE.map((p): [PersonName, Actor] => [p, estate.people[p]])];

test('every route is in the table, and nothing else', () => {
  expect(Object.keys(CALLS).sort()).toEqual([...routes.keys()].sort());
});

describe('who may', () => {
  test.each(Object.keys(CALLS))('%s', async (name) => {
    const route = routes.get(name)!, entry = CALLS[name]!, made = await entry.make(estate);
    const main = made.as ?? (route.access.who === 'open' ? null : estate.people[entry.by ?? 'secretary']);
    expect(await expected(route, entry, made, main)).toBe('in');

    const before = await contents(estate.board), wrong: string[] = [], let_in: Actor[] = [];
    for (const [label, who] of people()) {
      const want = await expected(route, entry, made, who);
      if (want === 'in') {
        if (who && who.id !== main?.id) let_in.push(who);
        continue;
      }
      const answer = await call(estate.board, request(name, made, who));
      if (answer.status !== want || notOurRefusal(answer) !== null) wrong.push(`${label}: ${answer.status} instead of ${want} ${answer.text.slice(0, 150)}`);
    }
    expect(wrong).toEqual([]);
    expect(changed(before, await contents(estate.board)).filter((t) => !entry.writes?.includes(t))).toEqual([]);

    // Whoever may is answered; on a row of its own each, since most of these calls change something.
    const answer = await call(estate.board, request(name, made, main));
    if (answer.status >= 300) wrong.push(`main: ${answer.status} ${answer.text.slice(0, 200)}`);
    if (route.access.who !== 'post' && route.method !== 'GET') let_in.length = 0;
    for (const who of let_in) {
      const own = await entry.make(estate), other = await call(estate.board, request(name, own, who));
      // An own list of somebody with nothing in it may be refused for his own reasons (a consent he did not give), never as a stranger.
      if (other.status >= 300 && !(route.access.who === 'own' && notOurRefusal(other) === null && other.status !== 401)) wrong.push(`${PEOPLE.find((p) => estate.people[p] === who)}: ${other.status} ${other.text.slice(0, 200)}`);
    }
    await estate.readingDone();
    expect(wrong).toEqual([]);
  });
});

describe('what the table above does not see', () => {
  test('a verifier of another street is told that the logs are not there, and nothing is verified', async () => {
    const { log } = await estate.log(), before = await contents(estate.board);
    const answer = await estate.people.secretaryElsewhere.api.logs.verify({ logIds: [log.id] }, `${'k'.repeat(20)}`);
    expect(answer).toMatchObject({ verified: [], refused: [{ id: log.id, message: expect.stringMatching(/没有找到/) }] });
    expect(changed(before, await contents(estate.board))).toEqual(['idempotency']);
  });
  test('the list of imports holds only those of one\'s own areas', async () => {
    const mine = await estate.import('GOODS');
    expect((await estate.people.keeper.api.imports.list({ kind: 'GOODS' })).items.map((i) => i.id)).toContain(mine.id);
    expect((await estate.people.secretaryElsewhere.api.imports.list({ kind: 'GOODS' })).items).toEqual([]);
    expect((await estate.people.gridWorker.api.imports.list({})).items).toEqual([]);
  });
  test('a token that is none is a guest', async () => {
    for (const token of ['', 'x', `${estate.people.member.token}x`]) expect((await call(estate.board, { method: 'GET', path: '/me', token })).status).toBe(401);
  });
});

test('the application does not start where a route does not say who may call it', async () => {
  const { config, remove } = freshDatabase(), handler = TasksController.prototype.templates;
  const access: unknown = Reflect.getMetadata(ACCESS, handler);
  Reflect.deleteMetadata(ACCESS, handler);
  try {
    await expect(createApp(config)).rejects.toThrow('GET /task-templates (TasksController.templates)');
  } finally {
    Reflect.defineMetadata(ACCESS, access, handler);
    await remove();
  }
});
