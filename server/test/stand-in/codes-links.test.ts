import { randomBytes } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { encode } from 'uqr';
import { codeIn, PATHS, startCaller, type Caller } from './caller.js';

let wx: Caller;
const PAGE = 'packages/more/pages/scan/index';
beforeAll(async () => { wx = await startCaller(); });
afterAll(() => wx.stop());
afterEach(() => wx.ctl.reset());
const image = (changes: object = {}) => wx.call(PATHS.image, { scene: 'cAAAAAAAAAAAAAAAAAAAAAA', page: PAGE, ...changes });
const link = (changes: object = {}) => wx.call(PATHS.link, { path: `/${PAGE}`, query: 'id=7', expire_type: 1, expire_interval: 3, ...changes });
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

describe('E8 getwxacodeunlimit', () => {
  test('E8, FWX-8: the bytes of a PNG of the width asked for', async () => {
    const said = await image({ width: 300 });
    expect(said).toMatchObject({ status: 200, type: 'image/png' });
    expect(await sharp(said.bytes).metadata()).toMatchObject({ format: 'png', width: 300, height: 300 });
    expect(await sharp((await image()).bytes).metadata()).toMatchObject({ width: 430 });
  });
  test('E8, FWX-8: its squares are the QR code of an address that carries page and scene', async () => {
    const { bytes } = await image({ width: 600 }), { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    const code = encode(`https://mp.weixin.qq.com/a/${wx.env.WECHAT_APPID}/${PAGE}?scene=cAAAAAAAAAAAAAAAAAAAAAA`, { ecc: 'M', border: 4 });
    const dark = (x: number, y: number) => data[Math.floor(((y + 0.5) * info.height) / code.size) * info.width + Math.floor(((x + 0.5) * info.width) / code.size)]! < 128;
    expect(Array.from({ length: code.size }, (_, y) => Array.from({ length: code.size }, (__, x) => dark(x, y)))).toEqual(code.data);
  });
  test('E8, FWX-8: an error is JSON with HTTP 200, so that the first byte tells', async () => {
    const said = await image({ page: 'pages/nowhere/index' });
    expect(said).toMatchObject({ status: 200, type: 'application/json; encoding=utf-8', json: { errcode: 41030 } });
    expect(said.bytes[0]).toBe('{'.charCodeAt(0));
  });
  test.each([['nothing', ''], ['33 characters', 'a'.repeat(33)], ['a per cent sign', 'a%20'], ['a blank', 'a b'], ['a Chinese character', '社区'], ['a number', 7]])('E8: scene with %s is 40169', async (_, scene) => {
    expect(codeIn(await image({ scene }))).toBe(40169);
  });
  test('E8, WXQ-1: every allowed sign, and ten thousand tokens of ours, are a scene', async () => {
    expect(codeIn(await image({ scene: "!#$&'()*+,/:;=?@-._~" }))).toBe(0);
    expect(codeIn(await image({ scene: 'aZ0'.repeat(10) }))).toBe(0);
    const rule = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
    for (let i = 0; i < 10_000; i++) expect(`c${randomBytes(16).toString('base64url')}`).toMatch(rule);
    for (let i = 0; i < 20; i++) expect(codeIn(await image({ scene: `c${randomBytes(16).toString('base64url')}` }))).toBe(0);
  });
  test.each([['a leading stroke', { page: `/${PAGE}`, check_path: false }, 41030], ['a query', { page: `${PAGE}?a=1`, check_path: false }, 41030], ['a width under 280', { width: 279 }, 40097], ['a width over 1280', { width: 1_281 }, 40097], ['an unknown version', { env_version: 'x' }, 85402], ['scancode_time', { scancode_time: 1 }, 85096]])('E8: %s', async (_, changes, errcode) => {
    expect(codeIn(await image(changes))).toBe(errcode);
  });
  test('E8: check_path false lets an unpublished page pass; the edges of the width are allowed', async () => {
    for (const changes of [{ page: 'pages/nowhere/index', check_path: false }, { width: 280 }, { width: 1_280 }]) expect((await image(changes)).type).toBe('image/png');
  });
  test('E8, FWX-8: the PNG is whole: its parts end with IEND and its pixels unpack', async () => {
    const { bytes } = await image({ width: 280 }), idat = bytes.indexOf('IDAT');
    expect(bytes.subarray(-8, -4).toString('latin1')).toBe('IEND');
    expect(inflateSync(bytes.subarray(idat + 4, idat + 4 + bytes.readUInt32BE(idat - 4)))).toHaveLength(280 * 281);
  });
});

describe('E9 generate_urllink', () => {
  test('E9: a link, different each time, and kept for the tests', async () => {
    const [a, b] = [(await link()).json, (await link({ expire_type: 0, expire_time: inSeconds(3_600), expire_interval: undefined })).json];
    expect(a).toMatchObject({ errcode: 0, errmsg: 'ok', url_link: expect.stringMatching(/^https:\/\/wxaurl\.cn\/[\w-]{11}$/) as string });
    expect(b.url_link).not.toBe(a.url_link);
    expect(await wx.ctl.get('links')).toMatchObject({ links: [{ link: a.url_link, path: `/${PAGE}`, query: 'id=7' }, {}] });
  });
  test.each([['an unknown page', { path: 'pages/nowhere/index' }, 40165], ['a query in the path', { path: `${PAGE}?a=1` }, 40165], ['a query over 1,024 characters', { query: 'a'.repeat(1_025) }, 40212], ['over thirty days', { expire_interval: 31 }, 85401],
    ['a moment over thirty days', { expire_type: 0, expire_time: inSeconds(31 * 86_400) }, 85401], ['a moment that is past', { expire_type: 0, expire_time: inSeconds(-60) }, 85401], ['no moment', { expire_type: 0 }, 85401], ['no such type', { expire_type: 2 }, 40097], ['no such version', { env_version: 'x' }, 85402]])('E9: %s', async (_, changes, errcode) => {
    expect(codeIn(await link(changes))).toBe(errcode);
  });
});
