import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { DAY_MS, dayOf } from '@xianfeng/shared';
import { ID_EPOCH_MS, ID_MS } from '../../../lib/ids.js';
import { knownUploads } from '../../../reach/uploads/uploads.store.js';
import type { Check, Report } from '../check.js';

/** A file without a row may be on its way to one; after a day it is not. */
const ORPHAN_MS = DAY_MS;
const AT_ONCE = 32;
/** Is it a whole JPEG: as long as it should be, from its first mark to its last? */
async function damage(path: string, bytes: number | null): Promise<string | null> {
  const file = await open(path).catch(() => null);
  if (!file) return '没有文件';
  try {
    const { size } = await file.stat();
    if (bytes !== null && size !== bytes) return `${size} 字节，应为 ${bytes}`;
    const ends = Buffer.alloc(4);
    await file.read(ends, 0, 2, 0);
    await file.read(ends, 2, 2, Math.max(0, size - 2));
    return ends.equals(Buffer.from([0xff, 0xd8, 0xff, 0xd9])) ? null : '文件不完整';
  } finally {
    await file.close();
  }
}
async function rowsHaveFiles(root: string, rows: { id: number; bytes: number }[], report: Report): Promise<void> {
  const found = await Promise.all(rows.map(async (r) => {
    const stem = join(root, dayOf(ID_EPOCH_MS + Math.floor(r.id / ID_MS)), String(r.id));
    return [r.id, (await damage(`${stem}-photo.jpg`, r.bytes)) ?? (await damage(`${stem}-thumb.jpg`, null))] as const;
  }));
  for (const [id, why] of found) if (why) report(`照片 ${id}：${why}`);
}
const photos: Check = {
  id: 'INV-22', title: '每张照片都有完整的文件，没有无主的文件',
  find: async ({ at, now, dataDir }, report) => {
    const root = join(dataDir, 'files');
    // Loose ones may be cleared away while we look.
    for (let last = 0; ; ) {
      const rows = await at.query<{ id: number; bytes: number }[]>('SELECT id, bytes FROM upload WHERE id > ? AND refId IS NOT NULL ORDER BY id LIMIT 512', [last]);
      for (let i = 0; i < rows.length; i += AT_ONCE) await rowsHaveFiles(root, rows.slice(i, i + AT_ONCE), report);
      if (rows.length < 512) break;
      last = rows.at(-1)!.id;
    }
    for (const [refType, table] of [['log', 'service_log'], ['need', 'need'], ['reward', 'reward'], ['project', 'project'], ['pact', 'agreement']] as const)
      await at.each(`SELECT u.id, u.refId FROM upload u LEFT JOIN ${table} x ON x.id = u.refId WHERE u.refType = ? AND u.refId IS NOT NULL AND x.id IS NULL`, [refType], (r) => report(`照片 ${r.id}：没有 ${refType} ${r.refId}`));
    for (const day of await readdir(root).catch(() => [])) {
      const names = await readdir(join(root, day)).catch(() => []);
      const ids = [...new Set(names.map((n) => Number(/^(\d+)-/.exec(n)?.[1] ?? NaN)).filter(Number.isSafeInteger))];
      const known = await knownUploads(at as unknown as EntityManager, ids);
      for (const name of names) {
        const id = Number(/^(\d+)-(photo|thumb)\.jpg$/.exec(name)?.[1] ?? NaN);
        if (known.has(id)) continue;
        const { mtimeMs } = await stat(join(root, day, name)).catch(() => ({ mtimeMs: now }));
        if (mtimeMs < now - ORPHAN_MS) report(`文件 ${day}/${name}：没有照片`);
      }
    }
  },
};
export const fileChecks = [photos];
