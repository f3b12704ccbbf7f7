import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { dayOf } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../src/config.js';
import { ID_EPOCH_MS } from '../../src/lib/ids.js';
import { PhotoFiles } from '../../src/reach/uploads/photo-files.js';
import { codesOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, me: Actor;
beforeAll(async () => { board = await startBoard(); world = await makeWorld(board); });
afterAll(() => board.stop());
beforeEach(async () => { me = await world.person(); });

/** A photo of some hundred kilobytes: noise does not shrink. */
const photo = (seed = 1) => sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7919 * seed) % 251)), { raw: { width: 300, height: 300, channels: 3 } }).jpeg({ quality: 95 }).toBuffer();
const filesDir = () => join(board.app.get<Config>(CONFIG).dataDir, 'files');
const fileCount = () => (existsSync(filesDir()) ? readdirSync(filesDir(), { recursive: true }).filter((f) => String(f).endsWith('.jpg')).length : 0);
const rows = async () => Number((await board.tx.read.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM upload WHERE ownerId = ?', [me.id]))[0]?.n);

/** Sends the first part of the request and pulls the plug. */
function sendPart(bytes: Buffer, share: number, k: string): Promise<void> {
  const head = Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n'), tail = Buffer.from('\r\n--b--\r\n'), body = Buffer.concat([head, bytes, tail]);
  const { port } = new URL(board.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`POST /api/uploads HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${me.token}\r\nidempotency-key: ${k}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${body.length}\r\n\r\n`);
      socket.write(body.subarray(0, Math.floor(body.length * share)), () => setTimeout(() => socket.destroy(), 30));
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}

test.each([0.1, 0.5, 0.99])('cut off at %d of it, nothing stays; sent again under the same key it is one photo', async (share) => {
  const bytes = await photo(3), k = key(), before = fileCount();
  await sendPart(bytes, share, k);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect([await rows(), fileCount()]).toEqual([0, before]);
  const view = await me.api.uploads.photo({ name: 'a.jpg', data: bytes }, k);
  expect((await me.api.uploads.photo({ name: 'a.jpg', data: bytes }, k)).id).toBe(view.id);
  expect([await rows(), fileCount()]).toEqual([1, before + 2]);
});
test('nine at once are nine, and the same nine again are the same nine', async () => {
  const before = fileCount(), all = await Promise.all(Array.from({ length: 9 }, async (_, i) => ({ data: await photo(i + 1), k: key() })));
  const send = () => Promise.all(all.map(({ data, k }) => me.api.uploads.photo({ name: 'a.jpg', data }, k)));
  const first = await send(), again = await send();
  expect(new Set(first.map((view) => view.id)).size).toBe(9);
  expect(again.map((view) => view.id)).toEqual(first.map((view) => view.id));
  expect([await rows(), fileCount()]).toEqual([9, before + 18]);
});
test('where nothing can be stored the sender is told so, nothing stays behind, and later the same key goes through', async () => {
  const data = await photo(5), k = key();
  await me.api.uploads.photo({ name: 'a.jpg', data: await photo(6) }, key());
  const before = fileCount(), away = `${filesDir()}-away`;
  renameSync(filesDir(), away);
  writeFileSync(filesDir(), 'no folder');
  try {
    expect(codesOf(await Promise.allSettled([me.api.uploads.photo({ name: 'a.jpg', data }, k), me.api.uploads.photo({ name: 'a.jpg', data }, key())]))).toEqual(['STORE_FULL', 'STORE_FULL']);
    await expect(me.api.uploads.photo({ name: 'a.jpg', data }, k)).rejects.toMatchObject({ status: 507, message: '服务器存不下照片了，请稍后再试' });
  } finally {
    rmSync(filesDir());
    renameSync(away, filesDir());
  }
  expect([await rows(), fileCount()]).toEqual([1, before]);
  await me.api.uploads.photo({ name: 'a.jpg', data }, k);
  expect([await rows(), fileCount()]).toEqual([2, before + 2]);
});
test('half of a photo that was written before the disk was full is taken away again', async () => {
  const files = board.app.get(PhotoFiles), id = (board.clock.now() - ID_EPOCH_MS) * 4096, folder = join(filesDir(), dayOf(board.clock.now()));
  mkdirSync(join(folder, `${id}-thumb.jpg`), { recursive: true });
  const before = readdirSync(folder).length;
  await expect(files.keep(id, { photo: Buffer.from('p'), thumb: Buffer.from('t'), width: 1, height: 1 })).rejects.toMatchObject({ code: 'STORE_FULL' });
  expect(readdirSync(folder)).toHaveLength(before);
  expect(existsSync(join(folder, `${id}-photo.jpg`))).toBe(false);
  rmSync(join(folder, `${id}-thumb.jpg`), { recursive: true });
});
