import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { DAY_MS, dayOf, HOUR_MS, type UploadView } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { attachPhotos, photosOf } from '../../src/reach/uploads/uploads.store.js';
import { LOOSE_MAX } from '../../src/reach/uploads/uploads.service.js';
import { CONFIG, type Config } from '../../src/config.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, me: Actor;
beforeAll(async () => { board = await startBoard(); world = await makeWorld(board); });
afterAll(() => board.stop());
beforeEach(async () => { me = await world.person(); board.clock.reset(); });

const plain = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#c04020' } });
/** A phone's photo: lies on its side (orientation 6), says where it was taken, and hides a text behind the picture. */
const phonePhoto = async (): Promise<Buffer> => Buffer.concat([
  await plain(2400, 1000).withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitude: '35/1 2/1 3/1', GPSLongitude: '110/1 2/1 3/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  Buffer.from('<script>hidden()</script>'),
]);
const send = (data: Uint8Array, name = 'a.jpg', k?: string) => me.api.uploads.photo({ name, data }, k);
const load = (url: string) => fetch(`${board.url}${url}`);
const rows = async () => Number((await board.tx.read.query<{ n: number }[]>('SELECT COUNT(*) AS n FROM upload WHERE ownerId = ?', [me.id]))[0]?.n);
const filesDir = () => join(board.app.get<Config>(CONFIG).dataDir, 'files');
const fileCount = () => (existsSync(filesDir()) ? readdirSync(filesDir(), { recursive: true }).filter((f) => String(f).endsWith('.jpg')).length : 0);

test('a photo is turned upright, made small and loses where it was taken', async () => {
  const sent = await phonePhoto();
  expect((await sharp(sent).metadata()).exif?.toString('latin1')).toContain('SecretPhone');
  const view = await send(sent);
  expect([view.width, view.height]).toEqual([667, 1600]);
  const answer = await load(view.url);
  expect(answer.headers.get('content-type')).toBe('image/jpeg');
  expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=\d{5,6}, immutable$/);
  const kept = Buffer.from(await answer.arrayBuffer());
  const meta = await sharp(kept).metadata();
  expect({ format: meta.format, width: meta.width, height: meta.height, exif: meta.exif, orientation: meta.orientation, xmp: meta.xmp }).toEqual({ format: 'jpeg', width: 667, height: 1600, exif: undefined, orientation: undefined, xmp: undefined });
  for (const secret of ['SecretPhone', 'GPS', 'hidden()']) expect(kept.includes(secret)).toBe(false);
  const thumb = await sharp(Buffer.from(await (await load(view.thumbUrl)).arrayBuffer())).metadata();
  expect(Math.max(thumb.width, thumb.height)).toBe(320);
});
test('PNG and WebP are taken by their content, whatever the name says', async () => {
  expect(await send(await plain().png().toBuffer(), 'x.txt')).toMatchObject({ width: 60, height: 40 });
  expect(await send(await plain().webp().toBuffer(), '𠮷.exe')).toMatchObject({ width: 60, height: 40 });
});
test('what is no photo is refused and leaves nothing behind', async () => {
  const jpeg = await plain(800, 600).jpeg().toBuffer();
  const before = fileCount();
  await expect(send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'))).rejects.toMatchObject({ status: 415, code: 'FILE_TYPE' });
  await expect(send(await plain().gif().toBuffer(), 'a.jpg')).rejects.toMatchObject({ code: 'FILE_TYPE' });
  await expect(send(await plain().tiff().toBuffer(), 'a.png')).rejects.toMatchObject({ code: 'FILE_TYPE' });
  await expect(send(Buffer.from('PK\u0003\u0004 a workbook'), 'a.jpg')).rejects.toMatchObject({ code: 'FILE_TYPE' });
  await expect(send(jpeg.subarray(0, jpeg.length / 2))).rejects.toMatchObject({ status: 422, code: 'FILE_BROKEN' });
  await expect(send(Buffer.concat([jpeg.subarray(0, 3), Buffer.from('and then nothing')]))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
  await expect(send(Buffer.alloc(0))).rejects.toMatchObject({ status: 400, code: 'FILE_MISSING' });
  await expect(send(Buffer.concat([jpeg, Buffer.alloc(10 * 1024 * 1024)]))).rejects.toMatchObject({ status: 413, code: 'FILE_TOO_LARGE', message: '文件太大，请控制在 10 MB 以内' });
  expect([await rows(), fileCount()]).toEqual([0, before]);
});
test('a small file that claims to be huge is not decoded', async () => {
  const bomb = await sharp({ create: { width: 16_000, height: 8_000, channels: 3, background: '#fff' } }).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
  await expect(send(bomb)).rejects.toMatchObject({ code: 'FILE_BROKEN' });
});
test('a request without a form, or without a session, is refused', async () => {
  await expect(me.send({ method: 'POST', path: '/uploads', body: { file: 'x' } })).rejects.toMatchObject({ code: 'FILE_MISSING' });
  const half = await fetch(`${board.url}/api/uploads`, { method: 'POST', headers: { authorization: `Bearer ${me.token}`, 'content-type': 'multipart/form-data; boundary=b' }, body: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf' });
  expect([half.status, ((await half.json()) as { code: string }).code]).toEqual([422, 'FILE_BROKEN']);
  await expect(board.api().uploads.photo({ name: 'a.jpg', data: await plain().jpeg().toBuffer() })).rejects.toMatchObject({ code: 'SIGN_IN' });
});
test('the same key keeps the photo once, however often it is sent at the same time', async () => {
  const data = await plain().jpeg().toBuffer(), k = key(), before = fileCount();
  const sent = await Promise.all(Array.from({ length: 10 }, () => send(data, 'a.jpg', k)));
  expect(new Set(sent.map((s) => s.id)).size).toBe(1);
  expect([await rows(), fileCount()]).toEqual([1, before + 2]);
  await expect(send(await plain(61).jpeg().toBuffer(), 'a.jpg', k)).rejects.toMatchObject({ code: 'KEY_REUSED' });
  await expect(send(data, 'a.jpg', 'short')).rejects.toMatchObject({ code: 'KEY_MISSING' });
  expect(fileCount()).toBe(before + 2);
});
test('an address is good for its photo, its size and its day only', async () => {
  const view = await send(await plain().jpeg().toBuffer()), other = await send(await plain().jpeg().toBuffer());
  const status = async (url: string) => (await load(url)).status;
  expect(await status(view.url)).toBe(200);
  expect(await status(view.url.replace('/photo', '/thumb'))).toBe(404);
  expect(await status(view.url.replace(String(view.id), String(other.id)))).toBe(404);
  expect(await status(view.url.replace(/until=(\d+)/, (_, n: string) => `until=${Number(n) + DAY_MS}`))).toBe(404);
  expect(await status(view.url.replace('/photo', '/..%2f..%2fsecret'))).toBe(404);
  expect(await status(view.url.split('?')[0]!)).toBe(400);
  board.clock.set(board.clock.now() + 2 * DAY_MS);
  expect(await status(view.url)).toBe(404);
});
test('photos hang on one row of their owner, and a repeat is harmless', async () => {
  const [a, b] = [await send(await plain().jpeg().toBuffer()), await send(await plain().png().toBuffer())];
  const attach = (user: number, ids: number[], ref: number) => board.tx.run((m) => attachPhotos(m, user, ids, 'log', ref));
  const other = await world.person();
  await expect(attach(other.id, [a.id], 7)).rejects.toMatchObject({ code: 'INVALID', fields: { photoIds: '有照片已失效，请重新上传' } });
  await attach(me.id, [a.id], 7);
  await attach(me.id, [a.id, b.id], 7);
  await expect(attach(me.id, [a.id], 8)).rejects.toMatchObject({ code: 'INVALID' });
  await expect(attach(me.id, [999], 7)).rejects.toMatchObject({ code: 'INVALID' });
  expect([...(await photosOf(board.tx.read, 'log', [7, 8])).entries()].map(([ref, photos]) => [ref, photos.map((p) => p.id)])).toEqual([[7, [a.id, b.id]]]);
  expect((await photosOf(board.tx.read, 'need', [7])).size).toBe(0);
});
test('a photo that five rows want at once goes to one', async () => {
  const { id } = await send(await plain().jpeg().toBuffer());
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((ref) => board.tx.run((m) => attachPhotos(m, me.id, [id], 'log', ref))));
  expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected']);
});
test('a photo nobody used is gone after a day; a used one and its file stay', async () => {
  const loose: UploadView = await send(await plain().jpeg().toBuffer()), used = await send(await plain().jpeg().toBuffer());
  await board.tx.run((m) => attachPhotos(m, me.id, [used.id], 'need', newId()));
  board.clock.set(board.clock.now() + 23 * HOUR_MS);
  await board.jobs.run('uploads-sweep');
  expect(await rows()).toBe(2);
  board.clock.set(board.clock.now() + 2 * HOUR_MS);
  await board.jobs.run('uploads-sweep');
  expect(await rows()).toBe(1);
  const names = readdirSync(filesDir(), { recursive: true }).map(String);
  expect([names.filter((n) => n.includes(String(loose.id))).length, names.filter((n) => n.includes(String(used.id))).length]).toEqual([0, 2]);
});
test('a file without a row is swept, its neighbours are not', async () => {
  const used = await send(await plain().jpeg().toBuffer());
  await board.tx.run((m) => attachPhotos(m, me.id, [used.id], 'need', newId()));
  const orphan = join(filesDir(), dayOf(board.clock.now()), `${newId()}-photo.jpg`);
  writeFileSync(orphan, 'x');
  board.clock.set(board.clock.now() + 2 * DAY_MS);
  await board.jobs.run('uploads-sweep');
  expect(existsSync(orphan)).toBe(false);
  expect(readdirSync(filesDir(), { recursive: true }).map(String).filter((n) => n.includes(String(used.id))).length).toBe(2);
});
test('nobody fills the disk with photos that belong to nothing; one that was kept already is answered even so', async () => {
  const k = key(), bytes = await plain().jpeg().toBuffer(), known = await send(bytes, 'a.jpg', k);
  await board.tx.run(async (m) => {
    for (let i = 0; i < LOOSE_MAX; i++) await m.query('INSERT INTO upload (id, ownerId, width, height, bytes, sha256, createdAt, shown) VALUES (?, ?, 1, 1, 1, ?, ?, 0)', [newId(), me.id, 'x', board.clock.now()]);
  });
  for (const other of [undefined, key()]) await expect(send(bytes, 'a.jpg', other)).rejects.toMatchObject({ code: 'TOO_MANY' });
  expect(await send(bytes, 'a.jpg', k)).toEqual(known);
});
