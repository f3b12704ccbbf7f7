import { checkNode } from './node-version.js';
checkNode();
const { readConfig } = await import('./config.js');
const { migrate, openDatabase } = await import('./db/open.js');
const { Tx } = await import('./db/tx.js');
const { seedDemo } = await import('./demo/seed.js');

/** Work on the database without serving: `migrate`, `seed-demo`, `demo-accounts`. */
const [command] = process.argv.slice(2);
const config = readConfig();
const { writer, reader } = await openDatabase(config);
try {
  const names = await migrate(writer);
  if (command === 'migrate') console.log(names.length > 0 ? `${names.length} migrations` : 'up to date');
  else if (command === 'seed-demo') {
    const began = performance.now();
    const done = await seedDemo(config, new Tx(writer, reader), Date.now(), (text) => console.log(text));
    console.log(done ? `demo county loaded in ${((performance.now() - began) / 1000).toFixed(1)} s` : 'the database already has data');
  } else if (command === 'demo-accounts') {
    const rows = await reader.query<{ title: string; name: string; phone: string }[]>('SELECT d.title, p.name, d.phone FROM demo_account d JOIN person p ON p.id = d.userId ORDER BY d.sort');
    for (const r of rows) console.log(`${r.title} — ${r.name} — ${r.phone}`);
  } else {
    console.error('usage: cli.js migrate | seed-demo | demo-accounts');
    process.exitCode = 2;
  }
} finally {
  for (const d of new Set([writer, reader])) await d.destroy();
}
