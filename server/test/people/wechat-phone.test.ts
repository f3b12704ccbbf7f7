import { MINUTE_MS } from '@xianfeng/shared';
import { declaredRoutes } from '../../src/http/routes.js';
import { codeOf, codesOf, startBoard, type Board } from '../start.js';
import { startWechat, type Wechat } from '../support/wechat.js';
import { makeWorld, type Actor, type World } from '../world.js';

let wechat: Wechat, board: Board, world: World, secretary: Actor;
beforeAll(async () => {
  wechat = await startWechat();
  board = await startBoard(wechat.env);
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(async () => {
  await board.stop();
  await wechat.stop();
});
afterEach(() => board.clock.reset());

let tail = 0;
const newPhone = (): string => `1542${String(++tail).padStart(7, '0')}`;
const enter = async (person: string) => board.api().session.wechat((await wechat.ctl.code(person)).code);
const bind = async (token: string, person: string, phone: string, country?: string) => board.api(token).session.wechatPhone((await wechat.ctl.phoneCode(person, phone, country)).code);
const count = async (sql: string, params: unknown[]): Promise<number> => Number((await board.tx.read.query<{ n: number }[]>(sql, params))[0]?.n);
const smsCode = async (phone: string): Promise<string> => (await board.api().session.phoneCode(phone)).demoCode ?? '';

describe('signing in by WeChat', () => {
  test('one code twice at once: one session, one refusal, one person', async () => {
    const { code, openid } = await wechat.ctl.code('甲');
    const results = await Promise.allSettled([board.api().session.wechat(code), board.api().session.wechat(code)]);
    expect(codesOf(results)).toEqual(['CODE_WRONG', 'ok']);
    expect(await count('SELECT COUNT(*) AS n FROM person WHERE openId = ?', [openid])).toBe(1);
  });
  test('who he is comes from WeChat alone: whatever else is sent along is refused', async () => {
    const { code } = await wechat.ctl.code('乙');
    for (const more of [{ openid: 'o' }, { openId: 'o' }, { unionid: 'u' }, { roles: ['AUDITOR'] }, { phone: '15420000000' }]) await expect(board.send()({ method: 'POST', path: '/session/wechat', body: { code, ...more } })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    expect((await board.api().session.wechat(code)).me.todo).toContain('PHONE');
  });
  test('an account that WeChat holds for risky gets no row, and the audit trail says so', async () => {
    const { code, openid } = await wechat.ctl.code('风险');
    await wechat.ctl.fault({ endpoint: 'code2Session', fault: 'errcode', errcode: 40226, times: 1 });
    expect(await codeOf(board.api().session.wechat(code))).toBe('ACCOUNT_RISK_BLOCKED');
    expect(await count('SELECT COUNT(*) AS n FROM person WHERE openId = ?', [openid])).toBe(0);
    expect(await count("SELECT COUNT(*) AS n FROM audit WHERE action = 'session.riskBlocked'", [])).toBe(1);
  });
});

describe("WeChat's phone button", () => {
  test('binds a free phone, which is proved by it', async () => {
    const phone = newPhone(), { token, me } = await enter('丙'), bound = await bind(token, '丙', phone);
    expect(bound.me).toMatchObject({ id: me.id, phone, todo: ['CONSENTS', 'REGISTRATION'] });
    expect(await codeOf(board.api(token).me.get())).toBe('SIGN_IN');
    const [row] = await board.tx.read.query<{ detail: string }[]>("SELECT detail FROM audit WHERE action = 'person.bindPhone' AND refId = ?", [me.id]);
    expect(JSON.parse(row!.detail)).toEqual({ from: me.id, proof: 'WECHAT' });
  });
  test('joins with the account of that phone, so that a member of the roster keeps what is his', async () => {
    const member = await world.person(), { token, me } = await enter('丁'), joined = await bind(token, '丁', member.phone);
    expect(joined.me).toMatchObject({ id: member.id, name: member.name, todo: [] });
    expect((await enter('丁')).me.id).toBe(member.id);
    expect(await count('SELECT COUNT(*) AS n FROM session WHERE userId = ?', [me.id])).toBe(0);
  });
  test('a phone whose account has another WeChat stays there', async () => {
    const phone = newPhone();
    await bind((await enter('戊')).token, '戊', phone);
    const { token } = await enter('己');
    expect(await codeOf(bind(token, '己', phone))).toBe('PHONE_TAKEN');
    expect((await board.api(token).me.get()).phone).toBe('');
  });
  test('a code of another person, a spent one, one of wx.login and an old one bind nothing', async () => {
    const { token } = await enter('庚'), spent = await wechat.ctl.phoneCode('庚', newPhone()), old = await wechat.ctl.phoneCode('庚', newPhone());
    expect(await codeOf(bind(token, '别人', newPhone()))).toBe('CODE_WRONG');
    expect(await codeOf(board.api(token).session.wechatPhone((await wechat.ctl.code('庚')).code))).toBe('CODE_WRONG');
    await wechat.ctl.clock(6 * 60);
    expect(await codeOf(board.api(token).session.wechatPhone(old.code))).toBe('CODE_WRONG');
    await wechat.ctl.clock(0);
    const { token: next } = await board.api(token).session.wechatPhone(spent.code);
    expect(await codeOf(board.api(next).session.wechatPhone(spent.code))).toBe('CODE_WRONG');
    expect(await count("SELECT COUNT(*) AS n FROM person WHERE phone IS NULL AND openId = ?", [await wechat.ctl.openId('庚')])).toBe(0);
  });
  test('whoever has a number keeps his account: one of another account is refused to him', async () => {
    const mine = await bind((await enter('键八')).token, '键八', newPhone()), member = await world.person();
    expect(await codeOf(bind(mine.token, '键八', member.phone))).toBe('PHONE_TAKEN');
    expect([(await enter('键八')).me.id, (await board.api(member.token).me.get()).phone]).toEqual([mine.me.id, member.phone]);
  });
  test('a foreign number, and one that WeChat cannot give, leave the other ways open', async () => {
    const { token } = await enter('辛'), phone = newPhone();
    expect(await codeOf(bind(token, '辛', '85212345', '852'))).toBe('PHONE_FOREIGN');
    await wechat.ctl.fault({ endpoint: 'phoneOf', fault: 'http500', times: 2 });
    expect(await codeOf(bind(token, '辛', phone))).toBe('WECHAT_FAILED');
    expect((await board.api(token).session.bindPhone(phone, await smsCode(phone))).me.phone).toBe(phone);
  });
  test('needs an account that WeChat opened', async () => {
    const person = await world.person();
    expect(await codeOf(bind(person.token, '壬', newPhone()))).toBe('STATE');
  });
  test('two accounts that bind one free phone at once: one has it, the other is told', async () => {
    const phone = newPhone(), [a, b] = [await enter('癸一'), await enter('癸二')];
    await wechat.ctl.clearFaults();
    const results = await Promise.allSettled([bind(a.token, '癸一', phone), bind(b.token, '癸二', phone)]);
    expect(codesOf(results)).toEqual(['PHONE_TAKEN', 'ok']);
    expect(await count('SELECT COUNT(*) AS n FROM person WHERE phone = ?', [phone])).toBe(1);
  });
});

describe('signed in by phone inside WeChat', () => {
  const link = async (token: string, person: string) => (await board.api(token).session.linkWechat((await wechat.ctl.code(person)).code)).linked;
  test('this WeChat is his from then on, once', async () => {
    const person = await world.person();
    expect(await link(person.token, '链一')).toBe(true);
    expect(await link(person.token, '链一')).toBe(true);
    expect((await enter('链一')).me.id).toBe(person.id);
    expect(await link(person.token, '链二')).toBe(false);
    expect((await enter('链二')).me.id).not.toBe(person.id);
  });
  test('an account that this WeChat had begun without a phone becomes one with his', async () => {
    const person = await world.person(), begun = await enter('链三');
    expect(await link(person.token, '链三')).toBe(true);
    expect((await enter('链三')).me.id).toBe(person.id);
    expect(await count('SELECT COUNT(*) AS n FROM session WHERE userId = ?', [begun.me.id])).toBe(0);
  });
  test('a number that such an account had typed waits for nobody’s call any more', async () => {
    const person = await world.person(), begun = await enter('链六'), secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
    await board.api(begun.token).me.typePhone({ phone: newPhone(), name: '张三', communityId: world.community.id });
    await link(person.token, '链六');
    expect((await secretary.api.typedPhones.list(world.community.id)).filter((t) => t.userId === begun.me.id)).toEqual([]);
  });
  test('a WeChat that is somebody else’s stays so', async () => {
    const owner = await bind((await enter('链四')).token, '链四', newPhone()), person = await world.person();
    expect(await link(person.token, '链四')).toBe(false);
    expect((await enter('链四')).me.id).toBe(owner.me.id);
  });
  test('linked to two at once it is one’s', async () => {
    const [a, b] = [await world.person(), await world.person()];
    expect((await Promise.all([link(a.token, '链五'), link(b.token, '链五')])).sort()).toEqual([false, true]);
  });
});
describe('a typed number', () => {
  const type = (token: string, phone: string, name = '张三') => board.api(token).me.typePhone({ phone, name, communityId: world.community.id });
  test('opens nothing until the community has called it; then it is his', async () => {
    const phone = newPhone(), { token, me } = await enter('手一');
    expect(await board.api(token).me.typedPhone()).toEqual({ typed: null });
    expect(await type(token, phone)).toMatchObject({ phone, name: '张三', status: 'WAITING', community: { name: '柳树社区' } });
    expect((await board.api(token).me.get()).todo[0]).toBe('PHONE');
    expect(await codeOf(board.api(token).registrations.create({ communityId: world.community.id, name: '张三' }))).toMatch(/CONSENT_NEEDED|PHONE_NEEDED/);
    expect((await secretary.api.typedPhones.list(world.community.id)).map((t) => t.userId)).toContain(me.id);
    expect((await secretary.api.desk.get()).registrations.count).toBe(1);
    expect(await secretary.api.typedPhones.confirm(me.id, phone)).toMatchObject({ status: 'CONFIRMED' });
    expect(await board.api(token).me.get()).toMatchObject({ phone, todo: ['CONSENTS', 'REGISTRATION'] });
    expect(await codeOf(secretary.api.typedPhones.confirm(me.id, phone))).toBe('STATE');
    expect(await codeOf(type(token, newPhone()))).toBe('STATE');
  });
  test('of somebody else’s account joins nothing, whoever confirms it', async () => {
    const member = await world.person(), { token, me } = await enter('手二');
    await type(token, member.phone);
    expect(await codeOf(secretary.api.typedPhones.confirm(me.id, member.phone))).toBe('PHONE_IN_USE');
    expect(await board.api(token).me.get()).toMatchObject({ id: me.id, phone: '' });
    expect((await member.api.me.get()).phone).toBe(member.phone);
  });
  test('is confirmed by the office of that community, not by another, and by nobody for himself', async () => {
    const { token, me } = await enter('手三'), elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), phone = newPhone();
    await type(token, phone);
    expect(await codeOf(elsewhere.api.typedPhones.confirm(me.id, phone))).toBe('NOT_FOUND');
    expect(await codeOf(elsewhere.api.typedPhones.list(world.community.id))).toBe('NOT_FOUND');
    expect(await codeOf((await world.person()).api.typedPhones.confirm(me.id, phone))).toBe('NOT_FOUND');
    expect(await secretary.api.typedPhones.refuse(me.id, phone)).toMatchObject({ status: 'REFUSED' });
    expect(await type(token, newPhone())).toMatchObject({ status: 'WAITING' });
  });
  test('confirmed twice at once is confirmed once; a proof by SMS meanwhile ends it', async () => {
    const { token, me } = await enter('手四'), called = newPhone();
    await type(token, called);
    expect(codesOf(await Promise.allSettled(Array.from({ length: 4 }, () => secretary.api.typedPhones.confirm(me.id, called))))).toEqual(['STATE', 'STATE', 'STATE', 'ok']);
    const other = await enter('手五'), phone = newPhone();
    await type(other.token, newPhone());
    await board.api(other.token).session.bindPhone(phone, await smsCode(phone));
    expect(await codeOf(secretary.api.typedPhones.confirm(other.me.id, phone))).toBe('NOT_FOUND');
  });
  test('changed while the office was calling: the number that nobody called is not his', async () => {
    const { token, me } = await enter('手六'), called = newPhone(), second = newPhone();
    await type(token, called);
    board.clock.set(board.clock.now() + MINUTE_MS);
    await type(token, second);
    expect([await codeOf(secretary.api.typedPhones.confirm(me.id, called)), await codeOf(secretary.api.typedPhones.refuse(me.id, called))]).toEqual(['STATE', 'STATE']);
    expect((await board.api(token).me.get()).phone).toBe('');
    expect((await secretary.api.typedPhones.confirm(me.id, second)).phone).toBe(second);
    expect((await board.api(token).me.get()).phone).toBe(second);
  });
  test.each([[{}], [{ phone: '1', name: '张', communityId: 1 }], [{ phone: '15420000000', name: '', communityId: 1 }], [{ phone: '15420000000', name: '张', communityId: 'x' }], [{ phone: '15420000000', name: '张', communityId: 1, userId: 2 }]])('bad input %j', async (body) => {
    const { token } = await enter('手七');
    await expect(board.send(token)({ method: 'POST', path: '/me/phone', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  });
});

test('without a proved phone one reads, gets one, speaks to the city and leaves: every other write is refused, whoever he is', async () => {
  const { token } = await enter('未绑'), writes = declaredRoutes(board.app).filter((r) => r.access.who === 'own' && r.method !== 'GET' && r.path !== '/session' && r.path !== '/me/close');
  const open: string[] = [];
  for (const { method, path } of writes) {
    const error = await board.send(token)({ method: method as 'POST', path: path.replace(/:\w+/g, '1'), body: method === 'DELETE' ? undefined : {}, key: '0123456789abcdef0123' }).then(() => ({ code: 'ok' }), (e: { code: string }) => e);
    if (error.code !== 'PHONE_NEEDED') open.push(`${method} ${path}`);
  }
  const may = declaredRoutes(board.app).filter((r) => r.access.who === 'own' && r.access.withoutPhone).map((r) => `${r.method} ${r.path}`);
  expect(open.filter((route) => !may.includes(route))).toEqual([]);
  expect(may.sort()).toEqual([
    'DELETE /session', 'POST /me/close', 'POST /me/phone', 'POST /messages/answers', 'POST /notices/:id/read', 'POST /notices/read-all', 'POST /reviews', 'POST /session/bind-phone', 'POST /session/wechat-phone', 'POST /suggestions',
    'PUT /me', 'PUT /me/consents', 'PUT /messages/muted',
  ]);
});
