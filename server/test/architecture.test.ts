import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, dirname } from 'node:path';

const SRC = resolve('src');
/** The rooms, lowest first; a room may import itself and rooms before it. Inside a room, a folder may import folders listed before it. */
const ROOMS = ['lib', 'db', 'http', 'reach', 'people', 'credit', 'board', 'honours', 'insight'];
const FEATURES: Record<string, string[]> = {
  reach: ['outbox', 'wechat', 'messages', 'notices', 'uploads', 'moderation', 'codes'],
  people: ['workdays', 'areas', 'units', 'users', 'consents', 'posts', 'registrations', 'liaisons', 'stations', 'imports', 'closing'],
  credit: ['journal', 'tariff', 'points', 'shelf', 'redemptions', 'funds'],
  board: ['needs', 'tasks', 'claims', 'attendance', 'records', 'logs', 'appeals', 'entries', 'samples', 'lists', 'agreements', 'reviews'],
  honours: ['certificates', 'stars', 'evaluations', 'campaigns', 'letters'],
  insight: ['rollups', 'desk', 'dashboards', 'wall', 'simulations', 'journal', 'reconcile', 'papers', 'exports', 'burden'],
};
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'));
const imports = (file: string): string[] =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, to]) => relative(SRC, resolve(dirname(join(SRC, file)), to!)).replace(/\.js$/, '.ts'));
const place = (file: string) => { const [room = '', feature = ''] = file.split('/'); return { room, feature: feature.endsWith('.ts') ? '' : feature }; };

test('imports only go down the house', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const from = place(file);
    if (!ROOMS.includes(from.room) || file === 'db/schema.ts') continue;
    for (const to of imports(file)) {
      const target = place(to);
      if (!ROOMS.includes(target.room)) { if (to !== 'config.ts') wrong.push(`${file} must not import ${to}`); continue; }
      const up = ROOMS.indexOf(target.room) > ROOMS.indexOf(from.room);
      const list = FEATURES[from.room] ?? [];
      const sideways = target.room === from.room && from.feature !== '' && target.feature !== '' && list.indexOf(target.feature) > list.indexOf(from.feature);
      if (up || sideways) wrong.push(`${file} must not import ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});
test('each kind of file keeps to its part', () => {
  const wrong: string[] = [];
  const forbid = (kind: RegExp, what: RegExp, why: string) => {
    for (const f of files.filter((x) => kind.test(x))) if (what.test(readFileSync(join(SRC, f), 'utf8'))) wrong.push(`${f}: ${why}`);
  };
  forbid(/\.rules\.ts$/, /from '(typeorm|@nestjs|fastify)|\.(store|service|entity)\.js'/, 'rules are pure');
  forbid(/\.store\.ts$/, /from '@nestjs|\.service\.js'/, 'a store is SQL and nothing else');
  forbid(/\.controller\.ts$/, /\.(store|entity)\.js'|from 'typeorm'/, 'a controller calls its service');
  forbid(/^(reach|people|credit|board|honours|insight)\/.*\.ts$/, /\.transaction\(|createQueryRunner|InjectRepository|InjectDataSource/, 'writes go through tx.run');
  forbid(/\.service\.ts$/, /Date\.now\(\)|new Date\(\)/, 'time comes from the clock');
  expect(wrong).toEqual([]);
});
test('folders of a room are the ones this list knows', () => {
  const unknown = files.map(place).filter((p) => p.feature !== '' && FEATURES[p.room] && !FEATURES[p.room]!.includes(p.feature));
  expect(unknown).toEqual([]);
});
