import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@xianfeng/shared';
import { CodeImages } from '../../src/reach/codes/code-images.js';
import { sendSms } from '../../src/reach/outbox/outbox.store.js';
import { publish } from '../board/board.world.js';
import { makeShop, type Shop } from '../credit/shop.js';
import { codeOf, codesOf, key, startBoard, type Board } from '../start.js';
import { readPdf } from '../support/pdf.js';
import { startWechat, type Wechat } from '../support/wechat.js';
import { makeWorld, type Actor, type World } from '../world.js';

let wechat: Wechat, board: Board, world: World, shop: Shop, secretary: Actor, gateway: Server, texts: string[];
beforeAll(async () => {
  wechat = await startWechat();
  gateway = createServer((request, answer) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => { texts.push((JSON.parse(body) as { text: string }).text); answer.end(); });
  });
  await new Promise<void>((up) => gateway.listen(0, '127.0.0.1', up));
  board = await startBoard({ ...wechat.env, SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` });
  world = await makeWorld(board);
  shop = makeShop(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(async () => {
  await board.stop();
  gateway.closeAllConnections();
  gateway.close();
  await wechat.stop();
});
beforeEach(async () => {
  texts = [];
  board.clock.reset();
  await wechat.ctl.reset();
});
const later = (ms: number): void => board.clock.set(board.clock.now() + ms);
const open = (scene: string) => board.api().codes.open(scene);
const fetchImages = () => board.jobs.run('codes.images');
const poster = () => secretary.api.registrations.posterCode(world.community.id);
const order = async () => {
  const owner = await world.person(), rewardId = await shop.goods(await shop.point(world.community));
  await shop.give(owner, 100);
  return { owner, redemption: await owner.api.redemptions.order({ rewardId, quantity: 1 }, key()) };
};

describe('a code', () => {
  test('of a community leads to registering there, for anybody who scans it, and is always the same', async () => {
    const code = await poster();
    expect(code).toMatchObject({ scene: expect.stringMatching(/^R[\w-]{22}$/) as string, path: `/packages/more/pages/open/index?scene=${code.scene}` });
    expect((await poster()).scene).toBe(code.scene);
    expect(await open(code.scene)).toEqual({ kind: 'REGISTER', path: `/pages/welcome/index?community=${world.community.id}` });
    later(3 * 365 * DAY_MS);
    expect(await codeOf(open(code.scene))).toBe('CODE_GONE');
  });
  test('of a shift leads to its check-in until half an hour after it, and proves nothing by itself', async () => {
    const task = await publish(secretary.api, world.community.id, { startsAt: board.clock.now() + HOUR_MS }), shift = task.shifts[0]!, member = await world.person();
    const { scene, expiresAt } = await secretary.api.attendance.sceneCode(shift.id);
    expect(expiresAt).toBe(shift.endsAt + 30 * MINUTE_MS);
    expect(await open(scene)).toEqual({ kind: 'CHECK_IN', path: `/packages/more/pages/scan/index?taskId=${task.id}` });
    expect(await codeOf(member.api.attendance.scan({ payload: scene }, key()))).toBe('QR_STALE');
    board.clock.set(expiresAt);
    expect(await codeOf(open(scene))).toBe('CODE_GONE');
  });
  test('of an order brings its pickup code to the keeper, as long as it waits; only its owner gets it', async () => {
    const { owner, redemption } = await order(), { scene } = await owner.api.redemptions.sceneCode(redemption.id);
    expect(await open(scene)).toEqual({ kind: 'PICKUP', path: `/packages/desk/pages/collect/index?code=${redemption.code!}` });
    expect(await codeOf((await world.person()).api.redemptions.sceneCode(redemption.id))).toBe('NOT_FOUND');
    expect(await codeOf(secretary.api.redemptions.sceneCode(redemption.id))).toBe('NOT_FOUND');
    await owner.api.redemptions.cancel(redemption.id, key());
    expect(await codeOf(open(scene))).toBe('CODE_GONE');
    expect(await codeOf(owner.api.redemptions.sceneCode(redemption.id))).toBe('STATE');
  });
  test('that is forged, of another kind, or too long says nothing but that it is over', async () => {
    const { scene } = await poster();
    for (const bad of [`R${'a'.repeat(22)}`, `C${scene.slice(1)}`, scene.slice(0, -1), `${scene}a`, 'x', encodeURIComponent(`${scene}%`)]) await expect(open(bad)).rejects.toMatchObject({ status: 404, code: 'CODE_GONE' });
  });
  test('asked for six times at once is one row, and its token is not stored', async () => {
    const { redemption, owner } = await order();
    const codes = await Promise.all(Array.from({ length: 6 }, () => owner.api.redemptions.sceneCode(redemption.id)));
    expect(new Set(codes.map((c) => c.scene)).size).toBe(1);
    const rows = await board.tx.read.query<object[]>("SELECT * FROM scene_code WHERE kind = 'PICKUP' AND refId = ?", [redemption.id]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(codes[0]!.scene.slice(1));
  });
});

describe('its picture', () => {
  test('is fetched once, kept, and shown by a signed address', async () => {
    const { owner, redemption } = await order();
    expect((await owner.api.redemptions.sceneCode(redemption.id)).imageUrl).toBeNull();
    await fetchImages();
    const before = (await wechat.ctl.counters()).endpoints.codeImage.calls, { imageUrl, scene } = await owner.api.redemptions.sceneCode(redemption.id);
    const answer = await fetch(board.url + imageUrl!), bytes = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get('content-type'), bytes.subarray(1, 4).toString()]).toEqual([200, 'image/png', 'PNG']);
    expect((await wechat.ctl.get<{ images: { scene: string; page: string }[] }>('images')).images).toContainEqual({ scene, page: 'packages/more/pages/open/index' });
    expect((await fetch(board.url + imageUrl!.replace(/s=./, 's=_'))).status).toBe(404);
    await Promise.all([fetchImages(), board.app.get(CodeImages).fetchDue()]);
    expect((await wechat.ctl.counters()).endpoints.codeImage.calls).toBe(before);
  });
  test('that was lost is fetched again; of codes that are over nothing is kept', async () => {
    const { owner, redemption } = await order(), folder = join(board.config.dataDir, 'codes');
    await owner.api.redemptions.sceneCode(redemption.id);
    await fetchImages();
    const { imageUrl } = await owner.api.redemptions.sceneCode(redemption.id);
    rmSync(folder, { recursive: true });
    expect((await fetch(board.url + imageUrl!)).status).toBe(404);
    expect((await owner.api.redemptions.sceneCode(redemption.id)).imageUrl).toBeNull();
    later(1);
    await fetchImages();
    expect(readdirSync(folder).length).toBeGreaterThan(0);
    later(400 * DAY_MS);
    await board.jobs.run('codes.forget');
    expect(await board.tx.read.query("SELECT id FROM scene_code WHERE kind = 'PICKUP'")).toEqual([]);
  });
  test('is asked for once, whoever looks at the same moment', async () => {
    const { owner, redemption } = await order(), { scene } = await owner.api.redemptions.sceneCode(redemption.id), images = board.app.get(CodeImages);
    await Promise.all(Array.from({ length: 4 }, () => images.fetchDue()));
    const { images: made } = await wechat.ctl.get<{ images: { scene: string }[] }>('images');
    expect(made.filter((image) => image.scene === scene)).toHaveLength(1);
  });
});

test('the printed poster shows both codes as soon as WeChat has given its own', async () => {
  const sheet = async (): Promise<string> => {
    const { url } = await secretary.api.registrations.posterFile(world.community.id), answer = await fetch(board.url + url);
    return readPdf(Buffer.from(await answer.arrayBuffer())).pages.join();
  };
  await board.tx.run((m) => m.query("UPDATE scene_code SET imageAt = NULL, tryAt = 0 WHERE kind = 'REGISTER'"));
  expect(await sheet()).not.toContain('微信扫这个');
  later(1);
  await fetchImages();
  const both = await sheet();
  for (const words of ['微信扫这个', '手机相机扫这个', '扫码报到']) expect(both).toContain(words);
});
describe('a link in an SMS', () => {
  const queue = (refId: number) => board.tx.run((m) => sendSms(m, board.clock.now(), '15400000001', '【先锋】您的大米过期未领。', { refType: 'redemption', refId }));
  test('opens the page of what it tells about; one page is one link', async () => {
    await queue(41);
    await queue(41);
    await board.jobs.run('outbox');
    const { links } = await wechat.ctl.get<{ links: { link: string; path: string; query: string }[] }>('links');
    expect(links).toMatchObject([{ path: 'packages/more/pages/order/index', query: 'id=41' }]);
    expect(texts).toEqual(Array.from({ length: 2 }, () => `【先锋】您的大米过期未领。 查看：${links[0]!.link}`));
  });
  test('is missing where WeChat gives none, and the message goes all the same', async () => {
    await wechat.ctl.fault({ endpoint: 'urlLink', fault: 'errcode', errcode: 45009, times: 9 });
    await queue(42);
    await board.jobs.run('outbox');
    await queue(42);
    await board.jobs.run('outbox');
    expect(texts).toEqual(['【先锋】您的大米过期未领。', '【先锋】您的大米过期未领。']);
    expect((await wechat.ctl.counters()).endpoints.urlLink.calls).toBe(1);
  });
  test('is not made for sign-in codes', async () => {
    await board.tx.run((m) => sendSms(m, board.clock.now(), '15400000002', '【先锋】验证码 123456'));
    await board.jobs.run('outbox');
    expect(texts).toEqual(['【先锋】验证码 123456']);
  });
});
test('twenty who scan the same paper at once all arrive', async () => {
  const { scene } = await poster();
  expect(codesOf(await Promise.allSettled(Array.from({ length: 20 }, () => open(scene))))).toEqual(Array(20).fill('ok'));
});
test('a picture waits while WeChat has no more calls, without an error for anybody, and comes later', async () => {
  const { owner, redemption } = await order();
  await owner.api.redemptions.sceneCode(redemption.id);
  await wechat.ctl.fault({ endpoint: 'codeImage', fault: 'rate', times: 1 });
  await fetchImages();
  expect((await owner.api.redemptions.sceneCode(redemption.id)).imageUrl).toBeNull();
  // WeChat's word for "enough" may mean the day; its door stays shut until then.
  later(DAY_MS);
  await fetchImages();
  expect((await owner.api.redemptions.sceneCode(redemption.id)).imageUrl).not.toBeNull();
});
