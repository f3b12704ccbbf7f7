import { checkNode } from './node-version.js';
checkNode();
const { readConfig } = await import('./config.js');
const [command = '', ...args] = process.argv.slice(2);
// Only looks: nothing is opened that could write, no table is brought up to date, and nothing else is loaded.
if (command === 'reconcile') {
  const { reconcileCommand } = await import('./insight/reconcile/command.js');
  const code = await reconcileCommand(readConfig, args, Date.now(), console.log, console.error);
  await new Promise((done) => process.stdout.write('', done));
  process.exit(code);
}
const { copyDatabase } = await import('./db/copy.js');
const { migrate, migrateAsOwner, openDatabase, openReady } = await import('./db/open.js');
const { Tx } = await import('./db/tx.js');
const { seedDemo } = await import('./demo/seed.js');
const { appointFirstOrganiser } = await import('./people/first-organiser.js');

const USAGE = `usage: cli.js migrate                          bring the tables up to date
       cli.js grants                           give the user of DATABASE_URL what serving needs, as DATABASE_OWNER_URL
       cli.js organiser <city> <phone> <name> the first post of an empty city
       cli.js seed-demo                       load the demo county into an empty database
       cli.js demo-accounts                   list the demo people
       cli.js reconcile [--json] [--as-of <tx>] does everything still add up? 0 yes, 1 no, 2 could not look
       cli.js copy-to <mysql://…>             copy everything into an empty database`;
const config = readConfig();
const { writer, reader, ran: names } = await openReady(config);
try {
  await run();
  async function run(): Promise<void> {
    switch (command) {
      case 'migrate':
        return console.log(names.length > 0 ? `${names.length} migrations` : 'up to date');
      case 'grants':
        if (!config.databaseOwnerUrl) throw new Error('DATABASE_OWNER_URL is not set');
        await migrateAsOwner(config, true);
        return console.log('the user of DATABASE_URL may serve, and nothing else');
      case 'organiser': {
        const [city, phone, name] = args;
        if (!city || !phone || !name) throw new Error(USAGE);
        await appointFirstOrganiser(new Tx(writer, reader), Date.now(), { city, phone, name });
        return console.log(`${name} (${phone}) is the organiser of ${city}`);
      }
      case 'seed-demo': {
        const began = performance.now();
        const done = await seedDemo(config, new Tx(writer, reader), Date.now(), (text) => console.log(text));
        return console.log(done ? `demo county loaded in ${((performance.now() - began) / 1000).toFixed(1)} s` : 'the database already has data');
      }
      case 'demo-accounts': {
        const rows = await reader.query<{ title: string; name: string; phone: string }[]>('SELECT d.title, p.name, d.phone FROM demo_account d JOIN person p ON p.id = d.userId ORDER BY d.sort');
        return rows.forEach((r) => console.log(`${r.title} — ${r.name} — ${r.phone}`));
      }
      case 'copy-to': {
        if (!args[0] || !URL.canParse(args[0])) throw new Error(USAGE);
        const target = await openDatabase({ ...config, databaseUrl: new URL(args[0]), databaseOwnerUrl: null });
        await migrate(target.writer);
        const copied = await copyDatabase(reader, target.writer, (table) => console.log(table));
        await target.writer.destroy();
        return console.log(`${copied} rows copied`);
      }
      default:
        throw new Error(USAGE);
    }
  }
} catch (e) {
  console.error(e instanceof Error ? e.message : e);
  process.exitCode = 1;
} finally {
  for (const d of new Set([writer, reader])) await d.destroy();
}
