// npm run faults                 everything that can go wrong, on purpose: two servers, a MariaDB, a Redis (up to 12 minutes)
// npm run faults -- --quick      the short profile, which npm test runs
// npm run faults -- FT-9 FT-10   some of them. FAULTS_SEED chooses other numbers than the fixed ones.
import { stopAll } from './lib/exec.mjs';
import { SEED, missingPrograms, runFaults } from './lib/faults.mjs';
import { exclusively } from './lib/lock.mjs';
import { assertOuterNode } from './lib/node24.mjs';
import { whenOrphaned } from './lib/orphan.mjs';
import { Plain, explain, step } from './lib/steps.mjs';
import { buildServer, buildShared, install } from './lib/workspace.mjs';

const words = process.argv.slice(2);
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => finish(1));
whenOrphaned(() => finish(1));
assertOuterNode();
try {
  const unknown = words.filter((word) => word !== '--quick' && !/^FT-\d+$/.test(word));
  if (unknown.length > 0) throw new Plain(`no such word: ${unknown.join(' ')}; there are --quick and FT-1, FT-2 …`);
  const missing = missingPrograms();
  if (missing.length > 0) throw new Plain(`not installed: ${missing.join(', ')} (apt-get install -y mariadb-server redis-server)`);
  await exclusively(async () => {
    await step('安装依赖  install', install);
    await step('编译契约  build shared', buildShared);
    await step('编译后端  build server', buildServer);
  });
  console.log(`seed ${SEED}`);
  const { passed, failed, table } = await runFaults({ quick: words.includes('--quick'), ids: words.filter((word) => word.startsWith('FT-')) });
  if (!stopping) console.log(`\n${table}\n\n${passed} passed, ${failed} failed`);
  await finish(failed > 0 || passed === 0 ? 1 : 0);
} catch (e) {
  if (!stopping) explain(e);
  await finish(1);
}

async function finish(code) {
  if (stopping) return;
  stopping = true;
  await stopAll();
  process.exit(code);
}
