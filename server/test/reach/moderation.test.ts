import sharp from 'sharp';
import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { ContentCheck } from '../../src/reach/moderation/content-check.js';
import { CONTENTS, type CheckedContent } from '../../src/reach/moderation/contents.js';
import { PushEvents } from '../../src/reach/wechat/push/push-events.js';
import { WechatClient } from '../../src/reach/wechat/wechat.client.js';
import { morning, taskInput } from '../board/board.world.js';
import { codeOf, key, startBoard, type Board } from '../start.js';
import { startWechat, type Wechat } from '../support/wechat.js';
import { makeWorld, type Actor, type World } from '../world.js';

let wechat: Wechat, board: Board, world: World, asker: Actor, secretary: Actor, reader: Actor, openId: string;
beforeAll(async () => {
  wechat = await startWechat({ PUSH_WAIT_MS: '500' });
  board = await startBoard(wechat.env);
  board.config.publicUrl = board.url;
  world = await makeWorld(board);
  [secretary, reader] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.person()];
});
afterAll(async () => {
  await board?.stop();
  await wechat?.stop();
});
const bind = async (who: Actor, person: string): Promise<string> => {
  const { openid } = await wechat.ctl.code(person);
  await board.tx.run((m) => m.query('UPDATE person SET openId = ? WHERE id = ?', [openid, who.id]));
  return openid;
};
let n = 0;
beforeEach(async () => {
  board.clock.reset();
  // Each test begins with closed breakers.
  (board.app.get(WechatClient).calls as unknown as { breakers: Map<string, unknown> }).breakers.clear();
  await wechat.ctl.clearFaults();
  await wechat.ctl.words({ risky: ['坏话'], review: ['可疑'], broken: ['难断'] });
  await wechat.ctl.media({ verdict: 'pass', delayMs: null, times: 1, order: 'fifo' });
  await wechat.ctl.pushTo(`${board.url}/wechat/push`, { waitMs: 500 });
  asker = await world.person({ kind: 'RESIDENT' });
  openId = await bind(asker, `asker${++n}`);
});
const rows = <T>(sql: string, params: unknown[] = []): Promise<T[]> => board.tx.read.query<T[]>(sql, params);
const check = (who: Actor, kind: CheckedContent, text: string): Promise<string> => board.app.get(ContentCheck).check(who.id, kind, { text }).then((c) => c?.state ?? 'shown', (e: { code?: string }) => e.code ?? String(e));
const unasked = { wait: 'WAIT', look: 'LOOK', desk: 'shown' } as const;

describe('nothing fails open', () => {
  const kinds = Object.keys(CONTENTS) as CheckedContent[];
  const all = async (text: string, before?: () => Promise<unknown>): Promise<Record<string, string>> => {
    const said: Record<string, string> = {};
    for (const kind of kinds) {
      await before?.();
      said[kind] = await check(asker, kind, text);
    }
    return said;
  };
  const doubtful = Object.fromEntries(kinds.map((kind) => [kind, unasked[CONTENTS[kind].doubt]]));
  const every = (how: string) => Object.fromEntries(kinds.map((kind) => [kind, how]));
  const fault = (kind: string, more: object = {}) => () => wechat.ctl.fault({ endpoint: 'checkText', fault: kind, n: 1, times: 20, ...more });
  test('words that WeChat passes are shown, of whatever kind', async () => expect(await all('楼道的灯坏了')).toEqual(every('shown')));
  test('risky words are refused, of whatever kind, and kept on record', async () => {
    expect(await all('说坏话')).toEqual(every('CONTENT_REJECTED'));
    const kept = await rows<{ kind: string; words: string; label: number; traceId: string | null }>('SELECT kind, words, label, traceId FROM content_refused WHERE userId = ?', [asker.id]);
    expect(kept.map((r) => r.kind).sort()).toEqual([...kinds].sort());
    expect(kept[0]).toMatchObject({ words: expect.stringContaining('说坏话'), label: 20001, traceId: expect.any(String) });
  });
  test.each<[string, () => Promise<Record<string, string>>]>([
    ['WeChat is not sure', () => all('有点可疑')],
    ['WeChat is busy', () => all('楼道的灯坏了', fault('busy'))],
    ['WeChat says an error of ours', () => all('楼道的灯坏了', fault('errcode', { errcode: 44002 }))],
    ['the gateway fails', () => all('楼道的灯坏了', fault('http502'))],
    ['the answer is a page', () => all('楼道的灯坏了', fault('html-body'))],
    ['the answer is cut off', () => all('楼道的灯坏了', fault('half-body'))],
    ['the connection breaks', () => all('楼道的灯坏了', fault('reset'))],
    ['there were too many calls', () => all('楼道的灯坏了', fault('rate'))],
  ])('%s: what others would see waits, what an office published is looked at', async (_, said) => {
    const calls = board.app.get(WechatClient).calls!, { limits } = calls;
    calls.limits = { ...limits, totalMs: 400 };
    try {
      expect(await said()).toEqual(doubtful);
    } finally {
      calls.limits = limits;
    }
  });
  test('who was not in the mini-program for two hours, and who has no WeChat identity, is in doubt', async () => {
    board.clock.set(board.clock.now() + DAY_MS);
    await wechat.ctl.visit(openId, 3 * 3600);
    expect(await all('楼道的灯坏了')).toEqual(doubtful);
    await board.tx.run((m) => m.query('UPDATE person SET openId = NULL WHERE id = ?', [asker.id]));
    expect(await all('楼道的灯坏了')).toEqual(doubtful);
  });
});
test('a city without WeChat: words wait for people in the same way', async () => {
  const plain = await startBoard(), small = await makeWorld(plain), someone = await small.person();
  try {
    const said = async (kind: CheckedContent) => (await plain.app.get(ContentCheck).check(someone.id, kind, { text: '楼道的灯' }))?.state ?? 'shown';
    for (const kind of Object.keys(CONTENTS) as CheckedContent[]) expect([kind, await said(kind)]).toEqual([kind, unasked[CONTENTS[kind].doubt]]);
  } finally {
    await plain.stop();
  }
});
test('risky words of a need, a task, a log and a name are refused with plain words, and nothing of them is kept elsewhere', async () => {
  const need = { areaId: world.community.id, kind: 'REPAIR' as const, title: '这里写坏话', phone: '15400000000' };
  await expect(asker.api.needs.create(need, key())).rejects.toMatchObject({ status: 422, code: 'CONTENT_REJECTED', message: '文字里有不合适的内容，请改一改再提交' });
  await expect(asker.api.me.update({ name: '坏话王' })).rejects.toMatchObject({ code: 'CONTENT_REJECTED' });
  await bind(secretary, `secretary${n}`);
  await expect(secretary.api.tasks.create(taskInput(world.community.id, { title: '坏话一堆' }), key())).rejects.toMatchObject({ code: 'CONTENT_REJECTED' });
  expect(await rows("SELECT id FROM need WHERE title LIKE '%坏话%' UNION SELECT id FROM task WHERE title LIKE '%坏话%'")).toEqual([]);
  const task = await secretary.api.tasks.create(taskInput(world.community.id, { startsAt: morning(3) }), key());
  await expect(secretary.api.tasks.update(task.id, { summary: '又是坏话' }, key())).rejects.toMatchObject({ code: 'CONTENT_REJECTED' });
  expect((await secretary.api.tasks.get(task.id)).summary).toBe('');
  // Passed by WeChat: nobody has to look.
  expect(await rows("SELECT id FROM content_item WHERE kind = 'task' AND refId = ?", [task.id])).toEqual([]);
  await secretary.api.tasks.update(task.id, { summary: '有点可疑' }, key());
  const [item] = await rows<{ id: number; state: string; why: string }>("SELECT id, state, why FROM content_item WHERE kind = 'task' AND refId = ?", [task.id]);
  expect(item).toMatchObject({ state: 'LOOK', why: 'DOUBT' });
  // Once taken down, not even words that WeChat passes come back by an edit.
  await (await world.staff('STREET_OFFICER', world.street)).api.reviews.takeDown(item!.id, { reason: '不合适' }, key());
  await expect(secretary.api.tasks.update(task.id, { summary: '带好手套' }, key())).rejects.toMatchObject({ code: 'CONTENT_DOWN' });
});
test('a draft that a colleague edits while it is judged is not published unjudged', async () => {
  await bind(secretary, `secretary${++n}`);
  const draft = await secretary.api.tasks.create(taskInput(world.community.id, { startsAt: morning(3), publish: false }), key()), client = board.app.get(WechatClient), checkText = client.checkText.bind(client);
  client.checkText = async (what) => {
    client.checkText = checkText;
    await secretary.api.tasks.update(draft.id, { summary: '有点可疑' }, key());
    return checkText(what);
  };
  await expect(secretary.api.tasks.publish(draft.id, key())).rejects.toMatchObject({ code: 'STATE' });
  await secretary.api.tasks.publish(draft.id, key());
  expect(await rows("SELECT state, why FROM content_item WHERE kind = 'task' AND refId = ?", [draft.id])).toEqual([{ state: 'LOOK', why: 'DOUBT' }]);
});
test('what succeeded once is answered again, also when WeChat would refuse it now', async () => {
  const k = key(), need = { areaId: world.community.id, kind: 'REPAIR' as const, title: '灯不亮了', phone: '15400000000' }, first = await asker.api.needs.create(need, k);
  await wechat.ctl.words({ risky: ['灯'], review: [], broken: [] });
  expect(await asker.api.needs.create(need, k)).toEqual(first);
});
test('refused words are forgotten after half a year', async () => {
  await check(asker, 'need', '坏话');
  const mine = () => rows('SELECT id FROM content_refused WHERE userId = ?', [asker.id]), now = board.clock.now();
  board.clock.set(now + 182 * DAY_MS);
  await board.jobs.run('content-forget');
  expect(await mine()).toHaveLength(1);
  board.clock.set(now + 184 * DAY_MS);
  await board.jobs.run('content-forget');
  expect(await mine()).toEqual([]);
});

describe('photos', () => {
  const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: { r: ++n % 255, g: 90, b: 30 } } }).jpeg().toBuffer();
  /** A published task made of a need whose asker lets its photos be shown. */
  const withPhotos = async (count: number, who = asker) => {
    const photoIds: number[] = [];
    for (let i = 0; i < count; i++) photoIds.push((await who.api.uploads.photo({ name: 'a.jpg', data: await picture() })).id);
    await who.api.me.consent({ purpose: 'PUBLISH_PHOTO', granted: true });
    const need = await who.api.needs.create({ areaId: world.community.id, kind: 'REPAIR', title: '灯不亮了', phone: '15400000000', photoIds }, key());
    const task = await secretary.api.tasks.create(taskInput(world.community.id, { needId: need.id, startsAt: morning(4) }), key());
    return { photoIds, need, task, seen: async () => (await reader.api.tasks.get(task.id)).photos.map((p) => p.id), states: async () => (await rows<{ state: string }>(`SELECT state FROM content_item WHERE kind = 'photo' AND refId IN (${photoIds.join(', ')}) ORDER BY refId`)).map((r) => r.state) };
  };
  const ask = () => board.jobs.run('photo-checks'), heard = () => board.app.get(PushEvents).work();
  const deskWhys = async (photoIds: number[]) => (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' })).items.filter((r) => photoIds.includes(r.photo!.id)).map((r) => r.why);

  test('others see a photo when WeChat has passed it, and not before; its owner and staff see it meanwhile, marked', async () => {
    const { photoIds, need, task, seen, states } = await withPhotos(1);
    expect([await seen(), await states()]).toEqual([[], ['NEW']]);
    await ask();
    expect([await seen(), await states()]).toEqual([[], ['ASKED']]);
    expect((await asker.api.needs.get(need.id)).photos).toMatchObject([{ id: photoIds[0], waiting: true }]);
    expect((await secretary.api.tasks.get(task.id)).photos).toMatchObject([{ id: photoIds[0], waiting: true }]);
    expect(await wechat.ctl.mediaFlush()).toEqual({ events: 1 });
    await heard();
    expect([await seen(), await states()]).toEqual([photoIds, ['PASSED']]);
    expect((await asker.api.needs.get(need.id)).photos[0]).not.toHaveProperty('waiting');
    expect(await deskWhys(photoIds)).toEqual([]);
  });
  test('nine photos of one second, told in any order, three times each: nine verdicts, each once', async () => {
    const { photoIds, seen, states } = await withPhotos(9);
    await ask();
    expect(await wechat.ctl.mediaFlush('shuffle', 3)).toEqual({ events: 27 });
    await heard();
    await heard();
    expect([(await seen()).sort(), await states()]).toEqual([[...photoIds].sort(), Array<string>(9).fill('PASSED')]);
    const traces = (await rows<{ traceId: string }>(`SELECT traceId FROM content_item WHERE kind = 'photo' AND refId IN (${photoIds.join(', ')})`)).map((r) => r.traceId);
    expect(new Set(traces).size).toBe(9);
    expect(await rows(`SELECT traceId FROM media_verdict WHERE traceId IN (${traces.map((t) => `'${t}'`).join(', ')})`)).toHaveLength(9);
  });
  test.each([['review', 'DOUBT'], ['risky', 'RISKY']] as const)('%s: somebody looks', async (verdict, why) => {
    await wechat.ctl.media({ verdict, delayMs: null });
    const { photoIds, seen, states } = await withPhotos(1);
    await ask();
    await wechat.ctl.mediaFlush();
    await heard();
    expect([await seen(), await states(), await deskWhys(photoIds)]).toEqual([[], ['WAIT'], [why]]);
  });
  test('a verdict that comes before its number was written down counts all the same', async () => {
    const { photoIds, seen, states } = await withPhotos(1), client = board.app.get(WechatClient), checkImage = client.checkImage.bind(client);
    // WeChat's event overtakes its answer.
    client.checkImage = async (what) => {
      const asked = await checkImage(what);
      await wechat.ctl.mediaFlush();
      await heard();
      expect(await states()).toEqual(['ASKED']);
      return asked;
    };
    try {
      await ask();
    } finally {
      client.checkImage = checkImage;
    }
    expect([await seen(), await states()]).toEqual([photoIds, ['PASSED']]);
  });
  test('a photo that WeChat could not fetch is offered once more, then somebody looks', async () => {
    const { photoIds, seen, states } = await withPhotos(1), { url } = board;
    board.config.publicUrl = 'http://127.0.0.1:9';
    try {
      for (const expected of ['NEW', 'WAIT']) {
        await ask();
        await wechat.ctl.mediaFlush();
        await heard();
        expect(await states()).toEqual([expected]);
      }
    } finally {
      board.config.publicUrl = url;
    }
    expect([await seen(), await deskWhys(photoIds)]).toEqual([[], ['BROKEN']]);
  });
  test('no word of WeChat in 35 minutes: somebody looks; its late "pass" still counts, unless a person decided', async () => {
    const a = await withPhotos(1), b = await withPhotos(1);
    await ask();
    const began = board.clock.now();
    board.clock.set(began + 34 * MINUTE_MS);
    await ask();
    expect([await a.states(), await b.states()]).toEqual([['ASKED'], ['ASKED']]);
    board.clock.set(began + 36 * MINUTE_MS);
    await ask();
    expect([await deskWhys(a.photoIds), await deskWhys(b.photoIds)]).toEqual([['SILENT'], ['SILENT']]);
    const item = (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' })).items.find((r) => r.photo!.id === b.photoIds[0])!;
    await secretary.api.reviews.takeDown(item.id, { reason: '照片里有别人的脸' }, key());
    board.clock.reset();
    await wechat.ctl.mediaFlush();
    await heard();
    expect([await a.seen(), await a.states(), await b.seen(), await b.states()]).toEqual([a.photoIds, ['PASSED'], [], ['DOWN']]);
  });
  test('a photo that its owner gave up leaves the desk; what was taken down stays on record', async () => {
    await board.tx.run((m) => m.query('UPDATE person SET openId = NULL WHERE id = ?', [asker.id]));
    const { photoIds: [gone, down] } = await withPhotos(2);
    await ask();
    const item = (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' })).items.find((r) => r.photo!.id === down)!;
    await secretary.api.reviews.takeDown(item.id, { reason: '不合适' }, key());
    await board.tx.run((m) => m.query(`DELETE FROM upload WHERE id IN (${gone}, ${down})`));
    await board.jobs.run('photo-checks-forget');
    expect(await rows(`SELECT refId FROM content_item WHERE kind = 'photo' AND refId IN (${gone}, ${down})`)).toEqual([{ refId: down }]);
    expect((await secretary.api.reviews.list({ areaId: world.community.id, show: 'DONE' })).items.find((r) => r.id === item.id)).toMatchObject({ photo: null, state: 'DOWN' });
  });
  test('pushes that are forged do nothing', async () => {
    const { photoIds, seen, states } = await withPhotos(1);
    await ask();
    const [item] = await rows<{ traceId: string }>("SELECT traceId FROM content_item WHERE kind = 'photo' AND refId = ?", [photoIds[0]]);
    const event = { MsgType: 'event', Event: 'wxa_media_check', trace_id: item!.traceId, errcode: 0, result: { suggest: 'pass', label: '100' } };
    for (const query of ['', '?signature=x&timestamp=1&nonce=2&encrypt_type=aes&msg_signature=y']) expect((await fetch(`${board.url}/wechat/push${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) })).status).toBeGreaterThanOrEqual(400);
    await heard();
    expect([await seen(), await states()]).toEqual([[], ['ASKED']]);
  });
  test('who has no WeChat identity: somebody looks at photos of needs; those of a log only staff see, and nobody has to', async () => {
    await board.tx.run((m) => m.query('UPDATE person SET openId = NULL WHERE id = ?', [asker.id]));
    const { photoIds, seen } = await withPhotos(2);
    await ask();
    expect([await seen(), await deskWhys(photoIds)]).toEqual([[], ['BY_HAND', 'BY_HAND']]);
    const mine = (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' })).items.filter((r) => photoIds.includes(r.photo!.id));
    expect(await secretary.api.reviews.pass({ ids: mine.map((r) => r.id) }, key())).toEqual({ done: 2, refused: [] });
    expect((await seen()).sort()).toEqual([...photoIds].sort());
    expect((await asker.api.notices.list({})).items.filter((x) => x.title === '照片已通过核对').map((x) => x.body)).toEqual(['您上传的 2 张照片已通过核对，可以给别人看了。']);
  });
  test('of a push and a hand at the same moment the photo is seen only where nobody took it down', async () => {
    const { photoIds, seen } = await withPhotos(1);
    await ask();
    board.clock.set(board.clock.now() + 36 * MINUTE_MS);
    await ask();
    const item = (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' })).items.find((r) => r.photo!.id === photoIds[0])!;
    board.clock.reset();
    await wechat.ctl.mediaFlush();
    expect(await Promise.all([codeOf(heard()), codeOf(secretary.api.reviews.takeDown(item.id, { reason: '不清楚' }, key()))])).toEqual(['ok', 'ok']);
    expect(await seen()).toEqual([]);
  });
  test('an address for everybody opens nothing once the photo is taken down; staff still look at it', async () => {
    const { photoIds, task, seen } = await withPhotos(1);
    await ask();
    await wechat.ctl.mediaFlush();
    await heard();
    const [{ url } = { url: '' }] = (await reader.api.tasks.get(task.id)).photos, status = async (u: string) => (await fetch(`${board.url}${u}`)).status;
    expect(await status(url)).toBe(200);
    await reader.api.reviews.report({ kind: 'photo', id: photoIds[0]!, why: 'PRIVACY' }, key());
    const item = (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'photo' })).items.find((r) => r.photo!.id === photoIds[0])!;
    expect(item).toMatchObject({ state: 'LOOK', why: 'REPORT', reports: [{ why: 'PRIVACY', count: 1 }], words: [{ label: '点单', text: '灯不亮了' }] });
    expect((await secretary.api.reviews.takeDown(item.id, { reason: '照片里有别人的脸' }, key())).state).toBe('DOWN');
    expect([await status(url), await seen(), await status((await secretary.api.tasks.get(task.id)).photos[0]!.url)]).toEqual([404, [], 200]);
  });
});
