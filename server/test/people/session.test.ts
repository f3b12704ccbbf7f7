import { DAY_MS, MINUTE_MS } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { DemoAccountRow } from '../../src/people/users/user.entity.js';
import { readMemberCode } from '../../src/people/users/member-code.rules.js';
import { makeWorld, type World } from '../world.js';
import { codesOf, startBoard, type Board } from '../start.js';
import { startWechat, type Wechat } from '../support/wechat.js';

let board: Board, world: World, wechat: Wechat;
beforeAll(async () => {
  wechat = await startWechat();
  board = await startBoard(wechat.env);
  world = await makeWorld(board);
});
afterAll(async () => {
  await board.stop();
  await wechat.stop();
});
afterEach(() => board.clock.reset());

let tail = 0;
const newPhone = (): string => `1541${String(++tail).padStart(7, '0')}`;
const other = (code: string): string => (code === '000000' ? '000001' : '000000');
/** Asks for a code as demo mode allows: it is in the answer. */
const codeFor = async (phone: string): Promise<string> => (await board.api().session.phoneCode(phone)).demoCode ?? '';
const byPhone = async (phone: string) => board.api().session.phone(phone, await codeFor(phone));
/** This person signs in by WeChat. */
const byWechat = async (person: string) => board.api().session.wechat((await wechat.ctl.code(person)).code);
const count = async (sql: string, params: unknown[]): Promise<number> => Number((await board.tx.read.query<{ n: number }[]>(sql, params))[0]?.n);

describe('by phone', () => {
  test('a new phone becomes a new person, who is asked for consents and registration', async () => {
    const phone = newPhone();
    const { token, me } = await byPhone(phone);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(me).toMatchObject({ name: `用户${phone.slice(-4)}`, phone, kind: 'RESIDENT', community: null, posts: [], permissions: [], todo: ['CONSENTS', 'REGISTRATION'], unread: 0 });
    expect((await byPhoneAfterAMinute(phone)).me.id).toBe(me.id);
  });
  const byPhoneAfterAMinute = async (phone: string) => {
    board.clock.set(board.clock.now() + MINUTE_MS + 1);
    return byPhone(phone);
  };
  test('a wrong code is refused, five times; then the right one, too', async () => {
    const phone = newPhone(), code = await codeFor(phone);
    for (let i = 0; i < 5; i++) await expect(board.api().session.phone(phone, other(code))).rejects.toMatchObject({ status: 401, code: 'CODE_WRONG' });
    await expect(board.api().session.phone(phone, code)).rejects.toMatchObject({ code: 'CODE_WRONG' });
    expect(await count('SELECT COUNT(*) AS n FROM person WHERE phone = ?', [phone])).toBe(0);
  });
  test('tries at once are counted one by one', async () => {
    const phone = newPhone(), code = await codeFor(phone);
    await Promise.allSettled(Array.from({ length: 12 }, () => board.api().session.phone(phone, other(code))));
    expect(await count('SELECT tries AS n FROM phone_code WHERE phone = ?', [phone])).toBe(5);
  });
  test('a code opens one session, even if it comes twice at once', async () => {
    const phone = newPhone(), code = await codeFor(phone);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => board.api().session.phone(phone, code)));
    expect(codesOf(results)).toEqual(['CODE_WRONG', 'CODE_WRONG', 'CODE_WRONG', 'CODE_WRONG', 'CODE_WRONG', 'ok']);
    expect(await count('SELECT COUNT(*) AS n FROM person WHERE phone = ?', [phone])).toBe(1);
  });
  test('a code lives five minutes', async () => {
    const phone = newPhone(), code = await codeFor(phone);
    board.clock.set(board.clock.now() + 5 * MINUTE_MS);
    await expect(board.api().session.phone(phone, code)).rejects.toMatchObject({ code: 'CODE_WRONG' });
  });
  test('a code fits its own phone only', async () => {
    const phone = newPhone(), stranger = newPhone(), code = await codeFor(phone);
    await codeFor(stranger);
    await expect(board.api().session.phone(stranger, other(code))).rejects.toMatchObject({ code: 'CODE_WRONG' });
  });
  test('one code a minute, ten a day', async () => {
    const phone = newPhone();
    // A Shanghai morning, so that ten minutes stay on one day.
    board.clock.set(Date.parse('2027-03-01T01:00:00Z'));
    expect((await board.api().session.phoneCode(phone)).waitSeconds).toBe(60);
    const refused = board.api().session.phoneCode(phone);
    await expect(refused).rejects.toMatchObject({ status: 429, code: 'CODE_TOO_SOON' });
    await expect(refused).rejects.toThrow(/请 (59|60) 秒后再获取验证码/);
    for (let i = 1; i < 10; i++) {
      board.clock.set(Date.parse('2027-03-01T01:00:00Z') + i * 61_000);
      await codeFor(phone);
    }
    board.clock.set(Date.parse('2027-03-01T03:00:00Z'));
    await expect(codeFor(phone)).rejects.toMatchObject({ status: 429, code: 'TOO_MANY' });
    board.clock.set(Date.parse('2027-03-01T16:00:01Z'));
    expect(await codeFor(phone)).toMatch(/^\d{6}$/);
  });
  test('asked for ten times at once, one code is made', async () => {
    const phone = newPhone();
    board.clock.set(Date.parse('2027-03-05T04:00:00Z'));
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => codeFor(phone)));
    expect(codesOf(results).filter((s) => s === 'ok')).toHaveLength(1);
    board.clock.set(board.clock.now() + 2 * MINUTE_MS);
    const again = await Promise.allSettled(Array.from({ length: 10 }, () => codeFor(phone)));
    expect(codesOf(again).filter((s) => s === 'ok')).toHaveLength(1);
    expect(await count('SELECT sentCount AS n FROM phone_code WHERE phone = ?', [phone])).toBe(2);
  });
  test.each([
    [{ phone: '12345' }], [{ phone: 15410000000 }], [{ phone: '154１0000000' }], [{ phone: '15410000000', more: 1 }], [{}], [[]], ['x'],
  ])('bad input %j', async (body) => {
    await expect(board.send()({ method: 'POST', path: '/session/phone-code', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    await expect(board.send()({ method: 'POST', path: '/session/phone', body })).rejects.toMatchObject({ status: 400 });
  });
  test('blanks in a number are fine', async () => {
    const phone = newPhone();
    await board.api().session.phoneCode(`${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`);
    expect(await count('SELECT COUNT(*) AS n FROM phone_code WHERE phone = ?', [phone])).toBe(1);
  });
});

describe('demo accounts', () => {
  test('are named, and sign in by name; nobody else does', async () => {
    const secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
    await board.tx.run((m) => m.insert(DemoAccountRow, { phone: secretary.phone, userId: secretary.id, title: '社区书记', hint: '看工作台', sort: 1 }));
    expect(await board.api().session.demoAccounts()).toEqual([{ phone: secretary.phone, name: secretary.name, title: '社区书记', hint: '看工作台' }]);
    const { token, me } = await board.api().session.demo(secretary.phone);
    expect(me).toMatchObject({ id: secretary.id, todo: [], community: { name: '柳树社区' } });
    expect(me.posts).toMatchObject([{ role: 'COMMUNITY_SECRETARY', areaName: '柳树社区', to: null }]);
    expect(me.permissions).toContain('log.verify');
    expect((await board.api(token).me.get()).id).toBe(secretary.id);
    const member = await world.person();
    await expect(board.api().session.demo(member.phone)).rejects.toMatchObject({ status: 404, code: 'DEMO_ONLY' });
  });
  test('do not exist outside demo mode, where codes are sent and not shown', async () => {
    const real = await startBoard({ DEMO: '' });
    try {
      const person = await (await makeWorld(real)).person();
      await real.tx.run((m) => m.insert(DemoAccountRow, { phone: person.phone, userId: person.id, title: 't', hint: 'h', sort: 1 }));
      expect(await real.api().session.demoAccounts()).toEqual([]);
      await expect(real.api().session.demo(person.phone)).rejects.toMatchObject({ code: 'DEMO_ONLY' });
      expect(await real.api().session.phoneCode(person.phone)).toEqual({ waitSeconds: 60, demoCode: null });
      const [sms] = await real.tx.read.query<{ target: string; payload: string }[]>('SELECT target, payload FROM outbox');
      expect(sms).toMatchObject({ target: person.phone });
      expect(sms?.payload).toMatch(/验证码 \d{6}/);
    } finally { await real.stop(); }
  });
});

describe('a session', () => {
  test('ends at once for its own device only, and after ninety days by itself', async () => {
    const phone = newPhone(), first = await byPhone(phone);
    board.clock.set(board.clock.now() + 2 * MINUTE_MS);
    const second = await byPhone(phone);
    await board.api(first.token).session.end();
    await expect(board.api(first.token).me.get()).rejects.toMatchObject({ status: 401, code: 'SIGN_IN' });
    expect((await board.api(second.token).me.get()).id).toBe(first.me.id);
    board.clock.set(board.clock.now() + 90 * DAY_MS);
    await expect(board.api(second.token).me.get()).rejects.toMatchObject({ code: 'SIGN_IN' });
    await board.jobs.run('sessions.expire');
    expect(await count('SELECT COUNT(*) AS n FROM session WHERE userId = ?', [first.me.id])).toBe(0);
  });
  test('without a token there is none', async () => {
    await expect(board.api().session.end()).rejects.toMatchObject({ status: 401 });
    await expect(board.api('x').me.get()).rejects.toMatchObject({ status: 401 });
  });
  test('the token is not in the database', async () => {
    const { token } = await byPhone(newPhone());
    expect(await count('SELECT COUNT(*) AS n FROM session WHERE tokenHash = ?', [token])).toBe(0);
  });
});

describe('by WeChat', () => {
  test('a new identity becomes a person who is asked for a phone first', async () => {
    const { me } = await byWechat('a1');
    expect(me).toMatchObject({ name: '微信用户', phone: '', todo: ['PHONE', 'CONSENTS', 'REGISTRATION'] });
    expect((await byWechat('a1')).me.id).toBe(me.id);
    await expect(board.api().session.wechat('nonsense')).rejects.toMatchObject({ status: 401, code: 'CODE_WRONG' });
  });
  test('two devices of a new identity at once are one person', async () => {
    const sessions = await Promise.all(Array.from({ length: 6 }, () => byWechat('twice')));
    expect(new Set(sessions.map((s) => s.me.id)).size).toBe(1);
  });
  test('binding a free phone keeps the account', async () => {
    const phone = newPhone(), { token, me } = await byWechat('b1');
    await expect(board.api(token).session.bindPhone(phone, '000000')).rejects.toMatchObject({ code: 'CODE_WRONG' });
    const bound = await board.api(token).session.bindPhone(phone, await codeFor(phone));
    expect(bound.me).toMatchObject({ id: me.id, phone, todo: ['CONSENTS', 'REGISTRATION'] });
    await expect(board.api(token).me.get()).rejects.toMatchObject({ code: 'SIGN_IN' });
    expect((await board.api(bound.token).me.get()).id).toBe(me.id);
  });
  test('binding the phone of an account makes the two one', async () => {
    const member = await world.person({ terms: false }), { token, me } = await byWechat('c1');
    await board.api(token).me.consent({ purpose: 'TERMS', granted: true });
    const merged = await board.api(token).session.bindPhone(member.phone, await codeFor(member.phone));
    expect(merged.me).toMatchObject({ id: member.id, name: member.name, todo: [] });
    expect((await byWechat('c1')).me.id).toBe(member.id);
    expect(await count('SELECT COUNT(*) AS n FROM session WHERE userId = ?', [me.id])).toBe(0);
  });
  test('a phone that has a WeChat of its own stays where it is', async () => {
    const phone = newPhone(), first = await byWechat('d1');
    await board.api(first.token).session.bindPhone(phone, await codeFor(phone));
    board.clock.set(board.clock.now() + 2 * MINUTE_MS);
    const second = await byWechat('d2'), code = await codeFor(phone);
    await expect(board.api(second.token).session.bindPhone(phone, code)).rejects.toMatchObject({ status: 409, code: 'PHONE_TAKEN' });
    expect((await board.api(second.token).me.get()).phone).toBe('');
  });
  test('two WeChat accounts that bind one phone at once: one gets it', async () => {
    const member = await world.person(), code = await codeFor(member.phone);
    const sessions = [await byWechat('e1'), await byWechat('e2')];
    const results = await Promise.allSettled(sessions.map((s) => board.api(s.token).session.bindPhone(member.phone, code)));
    expect(codesOf(results)).toEqual(['CODE_WRONG', 'ok']);
    expect(await count('SELECT COUNT(*) AS n FROM person WHERE openId IN (?, ?)', [await wechat.ctl.openId('e1'), await wechat.ctl.openId('e2')])).toBe(2);
  });
  test.each([[{}], [{ code: '' }], [{ code: 'x'.repeat(129) }], [{ code: 1 }], [{ code: 'x', y: 1 }]])('bad input %j', async (body) => {
    await expect(board.send()({ method: 'POST', path: '/session/wechat', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  });
});

describe('me', () => {
  test('a resident changes his name, with any characters; skills, times and letters, too', async () => {
    const resident = await world.person({ kind: 'RESIDENT', community: null });
    for (const name of ['𠮷野', '阿卜杜拉·买买提', '小红😀']) expect((await resident.api.me.update({ name })).name).toBe(name);
    expect(await resident.api.me.update({ elder: true, skills: ['理发', '摄影'], freeTimes: ['EVENING'] })).toMatchObject({ name: '小红😀', elder: true, skills: ['理发', '摄影'], freeTimes: ['EVENING'] });
    expect(await resident.api.me.update({ skills: [] })).toMatchObject({ skills: [], freeTimes: ['EVENING'], elder: true });
  });
  test('once he is registered, a new name is one that WeChat passed; the old one stays meanwhile', async () => {
    const resident = await world.person({ kind: 'RESIDENT' }), { openid } = await wechat.ctl.code(`renamed${resident.id}`);
    await expect(resident.api.me.update({ name: '新名字', elder: true })).rejects.toMatchObject({ code: 'INVALID', fields: { name: expect.stringContaining('核对不了') as string } });
    expect(await resident.api.me.get()).toMatchObject({ name: resident.name, elder: false });
    expect(await resident.api.me.update({ name: resident.name, elder: true })).toMatchObject({ elder: true });
    await board.tx.run((m) => m.query('UPDATE person SET openId = ? WHERE id = ?', [openid, resident.id]));
    expect(await resident.api.me.update({ name: '新名字' })).toMatchObject({ name: '新名字' });
  });
  test('a member’s name is the roster’s', async () => {
    const member = await world.person();
    await expect(member.api.me.update({ name: '别人' })).rejects.toMatchObject({ code: 'INVALID', fields: { name: expect.stringContaining('花名册') as string } });
    expect(await member.api.me.update({ name: member.name, elder: false })).toMatchObject({ name: member.name });
  });
  test.each([
    [{ name: '' }], [{ name: '名'.repeat(31) }], [{ name: 1 }], [{ name: null }], [{ elder: 1 }], [{ skills: ['飞'] }], [{ skills: '理发' }], [{ freeTimes: ['NIGHT'] }], [{ kind: 'MEMBER' }], [{ communityId: 1 }], [{ name: 'a\u0000b' }],
  ])('bad input %j', async (body) => {
    const { send } = await world.person({ kind: 'RESIDENT' });
    await expect(send({ method: 'PUT', path: '/me', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  });
  test('his own code says who he is', async () => {
    const member = await world.person(), { payload, refreshInSeconds } = await member.api.me.code();
    expect(readMemberCode('test-secret', payload, board.clock.now())).toBe(member.id);
    expect(refreshInSeconds).toBeLessThanOrEqual(60);
  });
});

describe('looking for people', () => {
  test('by name or phone tail, within the subtree, with masked phones', async () => {
    const name = `阿卜杜拉·买买提${newId()}`.slice(0, 20), found = await world.person({ name }), elsewhere = await world.person({ name, community: world.otherCommunity });
    const secretary = await world.staff('COMMUNITY_SECRETARY', world.community), city = await world.staff('CITY_ORGANISER', world.city);
    const search = (areaId: number, q: string, who = secretary) => who.api.people.search({ areaId, q }).then((p) => p.items.map((x) => x.id));
    expect(await search(world.community.id, name)).toEqual([found.id]);
    expect(await search(world.community.id, found.phone.slice(-6))).toContain(found.id);
    expect(await search(world.city.id, name, city)).toEqual([found.id, elsewhere.id]);
    expect(await search(world.community.id, '%')).toEqual([]);
    expect((await secretary.api.people.search({ areaId: world.community.id, q: name })).items[0]).toMatchObject({ phone: `154****${found.phone.slice(-4)}`, kind: 'MEMBER', unitName: null, skills: [] });
    await expect(search(world.otherCommunity.id, '', secretary)).rejects.toMatchObject({ status: 404 });
    await expect(search(world.community.id, '', found)).rejects.toMatchObject({ status: 404 });
    await expect(search(1, '')).rejects.toMatchObject({ status: 404 });
    await expect(secretary.send({ method: 'GET', path: '/people', query: { areaId: world.community.id, after: '1_2' } })).rejects.toMatchObject({ status: 400 });
    await expect(secretary.send({ method: 'GET', path: '/people', query: { q: 'x' } })).rejects.toMatchObject({ status: 404 });
  });
  test('page by page', async () => {
    const community = await world.area(world.street, 'COMMUNITY', '长队社区');
    for (let i = 0; i < 23; i++) await world.person({ community });
    const city = await world.staff('CITY_ORGANISER', world.city);
    const first = await city.api.people.search({ areaId: community.id });
    const second = await city.api.people.search({ areaId: community.id, after: first.next ?? '' });
    expect([first.items.length, second.items.length, second.next]).toEqual([20, 3, null]);
    expect(new Set([...first.items, ...second.items].map((p) => p.id)).size).toBe(23);
  });
});
