import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BackupProblem, peek, prove, readKey, seal, unseal } from './vault.js';

const KEY = 'a key of more than sixteen letters', MIB = 1024 * 1024;
const about = { product: '0.1.0', kind: 'sqlite' as const, schema: 'Ledger', madeAt: 1_790_000_000_000 };
let folder: string, path: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'xianfeng-vault-')); path = join(folder, 'a'); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const read = async (p: string, key = KEY): Promise<Buffer> => Buffer.concat(await unseal(p, key).toArray() as Buffer[]);

test.each([0, 1, 1000, MIB - 1, MIB, MIB + 1, 3 * MIB + 77])('%i bytes come back as they were', async (size) => {
  const plain = randomBytes(size);
  await seal(path, KEY, about, Readable.from([plain.subarray(0, size >> 1), plain.subarray(size >> 1)]));
  expect((await read(path)).equals(plain)).toBe(true);
  expect(await prove(path, KEY)).toMatchObject(about);
  expect((await peek(path)).header).toMatchObject(about);
});
test('nothing of the content stands in the file', async () => {
  await seal(path, KEY, about, Readable.from([Buffer.from('阿姨的手机号 15400000001 '.repeat(500))]));
  expect(readFileSync(path).includes(Buffer.from('15400000001'))).toBe(false);
});
describe('what does not fit is refused', () => {
  let whole: Buffer;
  beforeAll(async () => {
    await seal(path, KEY, about, Readable.from([randomBytes(2 * MIB + 500)]));
    whole = readFileSync(path);
  });
  const refused = async (bytes: Buffer, key = KEY): Promise<void> => {
    const bad = join(folder, 'bad');
    writeFileSync(bad, bytes);
    await expect(prove(bad, key)).rejects.toBeInstanceOf(BackupProblem);
  };
  test('another key', () => refused(whole, KEY + '!'));
  test('one changed bit, wherever it is', async () => {
    // Every byte of the head, and places all over the chunks, their lengths and tags.
    const head = 18 + 4 + whole.readUInt32BE(18), places = [...Array.from({ length: 24 }, (_, i) => Math.floor((i * head) / 24)), head, head + 3, head + 4, head + MIB, head + MIB + 21, whole.length - 17, whole.length - 1];
    for (const at of places) {
      const bad = Buffer.from(whole);
      bad[at]! ^= 1;
      await refused(bad);
    }
  });
  test('cut off, also between two chunks', async () => {
    const head = 18 + 4 + whole.readUInt32BE(18), chunk = 4 + MIB + 16;
    for (const length of [0, 5, 17, 20, 30, head, head + 2, head + 1000, head + chunk, head + 2 * chunk, whole.length - 1]) await refused(whole.subarray(0, length));
  });
  test('lengthened, chunks exchanged or repeated', async () => {
    const head = 18 + 4 + whole.readUInt32BE(18), chunk = 4 + MIB + 16, [a, b, rest] = [whole.subarray(head, head + chunk), whole.subarray(head + chunk, head + 2 * chunk), whole.subarray(head + 2 * chunk)];
    await refused(Buffer.concat([whole, Buffer.from([0])]));
    await refused(Buffer.concat([whole.subarray(0, head), b, a, rest]));
    await refused(Buffer.concat([whole.subarray(0, head), a, a, rest]));
    await refused(Buffer.concat([whole.subarray(0, head), a, rest]));
  });
  test('a text file, an empty file, no file', async () => {
    await refused(Buffer.from('这不是备份'));
    await refused(Buffer.alloc(0));
    await expect(prove(join(folder, 'none'), KEY)).rejects.toThrow('打不开文件');
  });
});
test('a source that breaks off leaves no file behind', async () => {
  const target = join(folder, 'half');
  await expect(seal(target, KEY, about, Readable.from((function* () { yield randomBytes(100); throw new Error('disk'); })()))).rejects.toThrow('disk');
  expect(readdirSync(folder).filter((n) => n.startsWith('half'))).toEqual([]);
});
test('a key is needed, and not a short one', () => {
  expect(() => readKey({})).toThrow('BACKUP_KEY');
  expect(() => readKey({ BACKUP_KEY: 'short' })).toThrow('16');
  expect(readKey({ BACKUP_KEY: KEY })).toBe(KEY);
});
