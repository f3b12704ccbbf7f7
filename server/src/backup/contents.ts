import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { BackupProblem, unseal } from './vault.js';

/** What a backup holds: the database under `data`, the photos, the secret that pickup codes and file links are made with, a manifest. */
export interface Manifest { data: 'xianfeng.sqlite' | 'dump.sql' | 'binlog'; /** Where the dump stands in the server's log. */ position?: { file: string; at: number }; database?: string; rows?: number }
const FILES = 'files/';

/** Packs it as a stream: nothing is held in memory. `manifest` is asked last, when the dump has said where it stands. */
export function pack(data: { name: Manifest['data']; stream: Readable }, dataDir: string | null, manifest: () => Manifest): Readable {
  const zip = new yazl.ZipFile();
  zip.addReadStream(data.stream, data.name, { compress: true });
  data.stream.once('error', (e) => (zip.outputStream as Readable).destroy(e));
  if (dataDir) {
    const secret = join(dataDir, 'secret'), files = join(dataDir, 'files');
    if (existsSync(secret)) zip.addFile(secret, 'secret');
    // Photos are compressed already. Whoever deletes one meanwhile must not break the backup: it is looked for when its turn comes.
    for (const path of existsSync(files) ? readdirSync(files, { recursive: true, withFileTypes: true }) : [])
      if (path.isFile()) zip.addReadStreamLazy(FILES + relative(files, join(path.parentPath, path.name)), { compress: false }, (give) => {
        const at = join(path.parentPath, path.name);
        give(null, existsSync(at) ? createReadStream(at) : (emptyStream() as never));
      });
  }
  zip.addReadStreamLazy('manifest.json', { compress: true }, (give) => give(null, textStream(JSON.stringify(manifest())) as never));
  zip.end();
  return zip.outputStream as unknown as Readable;
}
function* once(text: string): Generator<Buffer> { if (text !== '') yield Buffer.from(text); }
const textStream = (text: string): Readable => Readable.from(once(text));
const emptyStream = (): Readable => Readable.from(once(''));

export interface Unpacked { folder: string; manifest: Manifest; remove: () => Promise<void> }
/** Unseals into a folder. Names that point outside of it are refused. @throws BackupProblem */
export async function unpack(path: string, key: string, folder: string): Promise<Unpacked> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const zipped = join(folder, 'content.zip');
    await pipeline(unseal(path, key), createWriteStream(zipped, { mode: 0o600 }));
    await unzip(zipped, folder);
    await rm(zipped);
    return { folder, manifest: JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest, remove };
  } catch (e) {
    await remove();
    throw e instanceof BackupProblem ? e : new BackupProblem(`备份内容无法解开：${e instanceof Error ? e.message : String(e)}  the content cannot be unpacked`);
  }
}
function unzip(file: string, folder: string): Promise<void> {
  return new Promise((done, reject) =>
    yauzl.open(file, { lazyEntries: true }, (problem, zip) => {
      if (problem || !zip) return reject(problem ?? new Error('empty'));
      zip.on('error', reject).on('end', () => done());
      zip.on('entry', (entry: yauzl.Entry) => {
        const to = resolve(folder, entry.fileName);
        if (relative(folder, to).startsWith('..')) return reject(new Error(`a name outside: ${entry.fileName}`));
        zip.openReadStream(entry, (e, stream) => {
          if (e || !stream) return reject(e ?? new Error('no stream'));
          mkdir(dirname(to), { recursive: true }).then(() => pipeline(stream, createWriteStream(to, { mode: 0o600 }))).then(() => zip.readEntry(), reject);
        });
      });
      zip.readEntry();
    }));
}
