import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * The container of a backup: a header in clear, then AES-256-GCM chunks whose nonces count and whose last one says that it is the last
 * (the STREAM construction). Every chunk is bound to the header, so nothing can be changed, exchanged, taken away or cut off unseen,
 * and nothing is ever held in memory but one chunk.
 */
const MAGIC = Buffer.from('XIANFENG-BACKUP-1\n');
const CHUNK = 1024 * 1024, TAG = 16, LENGTH = 4, HEADER_MAX = 64 * 1024;
/** 16 characters at least: what a key manager or `openssl rand -base64 32` gives. */
export const KEY_MIN = 16;

/** A backup that cannot be used. The sentence is for the operator. */
export class BackupProblem extends Error {}
export interface Header { format: 1; product: string; kind: 'sqlite' | 'mysql' | 'binlog'; schema: string; madeAt: number; salt: string; noncePrefix: string; name?: string }
type Described = Omit<Header, 'format' | 'salt' | 'noncePrefix'>;

/** @throws BackupProblem when it is missing or too short to protect anything */
export function readKey(env: NodeJS.ProcessEnv): string {
  const key = env.BACKUP_KEY ?? '';
  if (key.length < KEY_MIN) throw new BackupProblem(`BACKUP_KEY 未设置或太短（至少 ${KEY_MIN} 个字符），没有它就不能备份或恢复  set BACKUP_KEY to a secret of at least ${KEY_MIN} characters and keep it apart from the backups`);
  return key;
}
const derive = (key: string, salt: string): Buffer => scryptSync(key, Buffer.from(salt, 'base64url'), 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
/** 7 random bytes, a counter, and whether this is the last chunk. */
function nonce(prefix: Buffer, n: number, isLast: boolean): Buffer {
  const iv = Buffer.alloc(12);
  prefix.copy(iv);
  iv.writeUInt32BE(n, 7);
  iv[11] = isLast ? 1 : 0;
  return iv;
}
class Sealer extends Transform {
  private held: Buffer = Buffer.alloc(0);
  private n = 0;
  constructor(private readonly key: Buffer, private readonly prefix: Buffer, private readonly bound: Buffer) { super(); }
  override _transform(data: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.held = this.held.length === 0 ? data : Buffer.concat([this.held, data]);
    // One chunk is always kept back: only the end knows which is the last.
    while (this.held.length > CHUNK) { this.put(this.held.subarray(0, CHUNK), false); this.held = this.held.subarray(CHUNK); }
    done();
  }
  override _flush(done: TransformCallback): void { this.put(this.held, true); done(); }
  private put(plain: Buffer, isLast: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce(this.prefix, this.n++, isLast)).setAAD(this.bound);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]), length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(sealed.length + TAG);
    this.push(Buffer.concat([length, sealed, cipher.getAuthTag()]));
  }
}
/** Writes `content` sealed into a new file; it appears under its name only when it is whole and on the disk. */
export async function seal(path: string, key: string, about: Described, content: Readable): Promise<Header> {
  const header: Header = { format: 1, ...about, salt: randomBytes(16).toString('base64url'), noncePrefix: randomBytes(7).toString('base64url') };
  const text = Buffer.from(JSON.stringify(header)), size = Buffer.alloc(LENGTH), part = `${path}.part`;
  size.writeUInt32BE(text.length);
  const head = Buffer.concat([MAGIC, size, text]), out = createWriteStream(part, { mode: 0o600 });
  try {
    out.write(head);
    await pipeline(content, new Sealer(derive(key, header.salt), Buffer.from(header.noncePrefix, 'base64url'), createHash('sha256').update(head).digest()), out);
    const file = await open(part, 'r+');
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (e) {
    await rm(part, { force: true });
    throw e;
  }
  return header;
}
const broken = (why: string): BackupProblem => new BackupProblem(`备份文件不能使用：${why}  the backup cannot be used`);
/** What the header says. Not yet proven: `unseal` proves it. @throws BackupProblem when it is no backup of ours */
export async function peek(path: string): Promise<{ header: Header; head: Buffer }> {
  const file = await open(path, 'r').catch(() => { throw broken('打不开文件，请核对路径'); });
  try {
    const start = Buffer.alloc(MAGIC.length + LENGTH);
    await file.read(start, 0, start.length, 0);
    const size = start.readUInt32BE(MAGIC.length);
    if (!start.subarray(0, MAGIC.length).equals(MAGIC) || size > HEADER_MAX) throw broken('不是本系统的备份文件，或文件开头已损坏');
    const text = Buffer.alloc(size);
    if ((await file.read(text, 0, size, start.length)).bytesRead < size) throw broken('文件不完整，被截断了');
    try {
      return { header: JSON.parse(text.toString()) as Header, head: Buffer.concat([start, text]) };
    } catch {
      throw broken('文件开头已损坏');
    }
  } finally {
    await file.close();
  }
}
/** The content, chunk by chunk, each proven before it is given. Ends with an error when anything does not fit. */
async function* opened(path: string, key: string): AsyncGenerator<Buffer> {
  const { header, head } = await peek(path);
  if (header.format !== 1 || typeof header.salt !== 'string' || typeof header.noncePrefix !== 'string') throw broken('文件开头已损坏');
  const secret = derive(key, header.salt), prefix = Buffer.from(header.noncePrefix, 'base64url'), bound = createHash('sha256').update(head).digest();
  const proven = (sealed: Buffer, n: number, isLast: boolean): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce(prefix, n, isLast)).setAAD(bound).setAuthTag(sealed.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
    } catch {
      throw broken(n === 0 ? '密钥不对，或内容已损坏' : '内容已损坏，或被截断了');
    }
  };
  let held: Buffer = Buffer.alloc(0), n = 0, last: Buffer | null = null;
  for await (const data of createReadStream(path, { start: head.length, highWaterMark: CHUNK })) {
    held = held.length === 0 ? (data as Buffer) : Buffer.concat([held, data as Buffer]);
    while (held.length >= LENGTH) {
      const size = held.readUInt32BE(0);
      if (size < TAG || size > CHUNK + TAG) throw broken(n === 0 && last === null ? '密钥不对，或内容已损坏' : '内容已损坏');
      if (held.length < LENGTH + size) break;
      if (last) yield proven(last, n++, false);
      last = Buffer.from(held.subarray(LENGTH, LENGTH + size));
      held = held.subarray(LENGTH + size);
    }
  }
  if (held.length > 0 || last === null) throw broken('文件不完整，被截断了');
  yield proven(last, n, true);
}
/** The content of a sealed file as a stream. */
export const unseal = (path: string, key: string): Readable => Readable.from(opened(path, key));
/** Reads a sealed file to its end without keeping anything. @throws BackupProblem */
export async function prove(path: string, key: string): Promise<Header> {
  for await (const _ of opened(path, key));
  return (await peek(path)).header;
}
