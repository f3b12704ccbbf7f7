import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './support/house.js';
import { fault, seconds } from './support/report.js';
import { DIST } from './support/servers.js';
import { smoke } from './support/smoke.js';
import { Writers } from './support/writers.js';

/** What the next version brings: a column that may be empty, and a table. */
const MIGRATION = `export class Next4000000000000 {
  async up(q) {
    await q.query('ALTER TABLE redemption ADD COLUMN nextNote varchar(40) NULL');
    await q.query('CREATE TABLE next_thing (id bigint NOT NULL PRIMARY KEY, redemptionId bigint NOT NULL, note varchar(40) NULL)');
  }
  async down(q) {
    await q.query('DROP TABLE next_thing');
    await q.query('ALTER TABLE redemption DROP COLUMN nextNote');
  }
}
`;
/** The build with one more migration. */
function nextVersion(): string {
  const dir = mkdtempSync(join(tmpdir(), 'xianfeng-next-')), schema = join(dir, 'dist/db/schema.js'), server = dirname(DIST);
  cpSync(DIST, join(dir, 'dist'), { recursive: true });
  cpSync(join(server, 'package.json'), join(dir, 'package.json'));
  symlinkSync(join(server, 'node_modules'), join(dir, 'node_modules'));
  writeFileSync(join(dir, 'dist/db/migrations/4000-next.js'), MIGRATION);
  writeFileSync(schema, `import { Next4000000000000 } from './migrations/4000-next.js';\n${readFileSync(schema, 'utf8')}\nmigrations.push(Next4000000000000);\n`);
  return dir;
}

/** A new release beside the old one: the tables grow while both serve. */
export function versions(shared: () => House): void {
  let house: House, next: string;
  const books = (): Promise<string> => house.books();
  beforeAll(() => { house = shared(); next = nextVersion(); });
  afterAll(() => { if (next) rmSync(next, { recursive: true, force: true }); });

  fault('FT-20', 'two versions at once, the newer one adds a column and a table', books, async () => {
    const [old, rolled] = house.servers as [House['servers'][0], House['servers'][0]], has = (): Promise<number> => house.count("information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'redemption' AND column_name = 'nextNote'");
    const w = await Writers.begin(house, 8, 20, 5);
    await sleep(500);
    expect(await has()).toBe(0);
    // As docs/operate.md has it: the owner of the tables migrates while the old release serves, then the processes follow one by one.
    const { databaseUrl, databaseOwnerUrl, dataDir, secret } = house.board.config, begun = performance.now();
    await promisify(execFile)(process.execPath, [join(next, 'dist/cli.js'), 'migrate'], { env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl!.href, DATABASE_OWNER_URL: databaseOwnerUrl!.href, DATA_DIR: dataDir, SECRET: secret } });
    const migrated = performance.now() - begun;
    expect(await has()).toBe(1);
    for (const s of [old, rolled]) await smoke(house, s);
    await rolled.leave();
    const took = await rolled.start({ dist: join(next, 'dist') });
    for (const s of [old, rolled]) await smoke(house, s);
    // The old one has to come back, too: a release may be taken back.
    await old.leave();
    await old.start();
    for (const s of [old, rolled]) await smoke(house, s);
    await w.stop();
    const { lost, doubled } = await w.lost();
    expect({ lost, doubled, bad: w.bad.slice(0, 5), refusals: Object.keys(w.refusals).filter((r) => !r.startsWith('409')) }).toEqual({ lost: [], doubled: [], bad: [], refusals: [] });
    return `migrated in ${seconds(migrated)} beside two processes at work, the next version ready after ${seconds(took)}; the smoke story passed in the old ones on the new tables, in old and next side by side, and in an old one started anew; ${w.acknowledged} acknowledged, 0 lost`;
  });
}
