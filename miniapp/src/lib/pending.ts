import { DAY_MS } from '@xianfeng/shared';
import { canKeepFiles, dropFile, keepFile } from '../platform/files';
import { plain } from '../platform/storage';
import { session } from '../session';
import type { LocalFile } from '@xianfeng/shared';

/**
 * Photos that were chosen and have not arrived: each with the key it is sent under and a copy that outlives the app. Whoever opens the same
 * form again finds them and they go out again under the same key, which the server takes once. Gone when they arrived, when the draft is
 * dropped, or after a week (as long as the server knows keys).
 */
export interface Pending { key: string; owner: number; form: string; name: string; path: string; at: number; /** The server does not want it: the file is only there until the form is left. */ refused?: boolean }
const LIST = 'pending-uploads', KEPT_MS = 7 * DAY_MS, MOST = 18;

const all = (): Pending[] => { const kept = plain.get(LIST); return Array.isArray(kept) ? (kept as Pending[]).filter((one) => typeof one?.key === 'string' && typeof one.path === 'string') : []; };
function drop(gone: (one: Pending) => boolean): void {
  const list = all(), rest = list.filter((one) => !gone(one));
  if (rest.length === list.length) return;
  plain.set(LIST, rest);
  for (const one of list.filter(gone)) void dropFile(one.path);
}
const me = (): number => session.get().me?.id ?? 0;

export const pending = {
  /** What is still to be sent for this form. */
  of: (form: string): Pending[] => all().filter((one) => one.owner === me() && one.form === form && !one.refused),
  /** Copies the file to where it stays and writes it down; the file as it came where nothing can be kept (a browser, a full phone). */
  async add(form: string, key: string, file: LocalFile): Promise<LocalFile> {
    if (!canKeepFiles || all().length >= MOST) return file;
    const kept = await keepFile(file);
    if (!kept?.path) return file;
    plain.set(LIST, [...all(), { key, owner: me(), form, name: file.name, path: kept.path, at: Date.now() }]);
    return kept;
  },
  refuse: (key: string): void => { if (all().some((one) => one.key === key)) plain.set(LIST, all().map((one) => (one.key === key ? { ...one, refused: true } : one))); },
  /** It arrived, or was taken out. */
  done: (key: string): void => drop((one) => one.key === key),
  dropForm: (form: string): void => drop((one) => one.owner === me() && one.form === form),
  dropMine: (): void => drop((one) => one.owner === me()),
  /** Once, when the app starts. */
  sweep: (now: number): void => drop((one) => !(now - one.at < KEPT_MS)),
};
