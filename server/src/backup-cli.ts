import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { checkNode } from './node-version.js';
checkNode();
const { readConfig } = await import('./config.js');
const { backup, backupLogs, thin } = await import('./backup/backup.js');
const { restore } = await import('./backup/restore.js');
const { BackupProblem, readKey } = await import('./backup/vault.js');

const USAGE = `usage: npm run backup -- <folder> [--keep]            one sealed archive of database and photos; --keep thins out old ones
       npm run backup -- <folder> --log                the server's finished binary logs since the last time (every 5 minutes)
       npm run restore -- <archive or folder> [--to <2026-11-22T08:00:00Z>] [--replace]
BACKUP_KEY holds the secret; keep it apart from the backups. Exit codes: 0 done, 1 restored but the books do not agree, 2 refused, nothing touched.`;
const [command = '', ...rest] = process.argv.slice(2);
const flag = (name: string): boolean => rest.includes(name);
const at = rest.indexOf('--to'), [target] = rest.filter((a, i) => !a.startsWith('--') && i !== (at < 0 ? -1 : at + 1));
const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;
try {
  if (!target || !['backup', 'restore'].includes(command)) throw new BackupProblem(USAGE);
  const config = readConfig(), key = readKey(process.env), now = Date.now(), began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  if (command === 'backup' && flag('--log')) console.log(`日志备份完成：${await backupLogs(config, target, key, now)} 个  logs sealed (${seconds()})`);
  else if (command === 'backup') {
    const made = await backup(config, target, key, now);
    console.log(`备份完成：${made.path}，${mib(made.bytes)}  sealed (${seconds()})`);
    if (flag('--keep')) console.log(`已清理旧备份 ${await thin(target, now)} 个  old ones removed`);
  } else {
    const until = at < 0 ? null : Date.parse(rest[at + 1] ?? '');
    if (Number.isNaN(until)) throw new BackupProblem('--to 后面请写时间，例如 2026-11-22T08:00:00+08:00  not an instant');
    const done = await restore(config, key, { from: target, to: until, replace: flag('--replace') }, now);
    console.log(`恢复完成：${done.archive}（备份于 ${new Date(done.header.madeAt).toISOString()}），重放日志 ${done.logs} 个  restored (${seconds()})`);
    if (done.reaches !== null) console.log(`注意：日志只到 ${new Date(done.reaches).toISOString()}，之后的没有恢复  the logs end before the wished instant`);
    if (done.asideAs) console.log(`原来的数据保留为 *.${done.asideAs}  what was there is kept under that name`);
    process.exitCode = spawnSync(process.execPath, [fileURLToPath(new URL('./cli.js', import.meta.url)), 'reconcile'], { stdio: 'inherit' }).status === 0 ? 0 : 1;
  }
} catch (e) {
  console.error(e instanceof BackupProblem ? e.message : e);
  process.exitCode = 2;
}
