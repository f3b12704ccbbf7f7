import { type MemberRegistrationView, type RegisterUnitInput } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { RosterEntry } from '../../src/people/registrations/registration.entity.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { codesOf, startBoard, type Board } from '../start.js';

let board: Board, world: World, secretary: Actor, elsewhere: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
const five = <T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>[]> => Promise.allSettled(Array.from({ length: 5 }, work));
const count = async (sql: string, params: unknown[]): Promise<number> => Number((await board.tx.read.query<{ n: number }[]>(sql, params))[0]?.n);
const here = () => ({ communityId: world.community.id });
/** Signed in, at home nowhere. */
const member = () => world.person({ community: null });
const resident = () => world.person({ community: null, kind: 'RESIDENT' });
/** Somebody whom a roster knows, and who agreed to be looked up. */
async function listed(o: { name?: string; unitId?: number } = {}): Promise<Actor> {
  const person = await resident();
  await board.tx.run((m) => m.insert(RosterEntry, {
    id: newId(), name: o.name ?? '马𠮷', phone: person.phone, unitId: o.unitId ?? null, communityId: world.community.id, compoundId: world.compound.id, compoundText: '和平苑', building: '3号楼2单元', skills: '理发,飞行', userId: null, importId: 1, createdAt: 1,
  }));
  await person.api.me.consent({ purpose: 'ROSTER', granted: true });
  return person;
}
const accepted = async (): Promise<{ who: Actor; row: MemberRegistrationView }> => {
  const who = await member();
  const { id } = await who.api.registrations.create(here());
  return { who, row: await secretary.api.registrations.accept(id) };
};

describe('the roster', () => {
  test('is looked into only with consent, and finds by the proven phone', async () => {
    const unit = await world.unit(), person = await listed({ unitId: unit.id });
    expect(await person.api.me.rosterMatch()).toEqual({ found: true, name: '马𠮷', unitName: unit.name, community: { id: world.community.id, name: '柳树社区' }, compound: { id: world.compound.id, name: '和平苑' }, compoundText: '和平苑', building: '3号楼2单元', skills: ['理发'] });
    await person.api.me.consent({ purpose: 'ROSTER', granted: false });
    await expect(person.api.me.rosterMatch()).rejects.toMatchObject({ status: 403, code: 'CONSENT_NEEDED', message: '请先同意用手机号核对党员花名册' });
  });
  test('knows nothing of others', async () => {
    const person = await resident();
    await person.api.me.consent({ purpose: 'ROSTER', granted: true });
    expect(await person.api.me.rosterMatch()).toMatchObject({ found: false, name: '', community: null });
    await expect(board.api().me.rosterMatch()).rejects.toMatchObject({ status: 401 });
  });
});

describe('registering', () => {
  test('a listed member takes name, unit and skills from the roster, waits, and is at home once accepted', async () => {
    const unit = await world.unit(), person = await listed({ unitId: unit.id, name: '阿卜杜拉·买买提' });
    const mine = await person.api.registrations.create({ ...here(), compoundId: world.compound.id, building: '3号楼', name: '别的名字' });
    expect(mine).toMatchObject({ name: '阿卜杜拉·买买提', kind: 'MEMBER', unitName: unit.name, compound: { name: '和平苑' }, building: '3号楼', skills: ['理发'], status: 'SUBMITTED', phone: person.phone, actions: ['withdraw'] });
    expect(await person.api.me.get()).toMatchObject({ kind: 'MEMBER', community: null, todo: [] });
    const queue = await secretary.api.registrations.list({ areaId: world.community.id, status: 'SUBMITTED' });
    expect(queue.items.find((r) => r.id === mine.id)).toMatchObject({ phone: person.phone, actions: ['accept', 'return'] });
    expect(await secretary.api.registrations.accept(mine.id)).toMatchObject({ status: 'ACCEPTED', actions: ['retire'], phone: `154****${person.phone.slice(-4)}` });
    expect(await person.api.me.get()).toMatchObject({ community: { id: world.community.id }, compound: { name: '和平苑' }, unit: { id: unit.id }, unread: 1 });
    expect((await person.api.notices.list({})).items[0]).toMatchObject({ kind: 'REGISTRATION', title: '报到已确认' });
    expect(await count('SELECT COUNT(*) AS n FROM roster_entry WHERE userId = ?', [person.id])).toBe(1);
  });
  test('a resident is in at once, under the name he says', async () => {
    const person = await resident();
    expect(await person.api.registrations.create({ ...here(), name: '𠮷野·买买提', skills: ['摄影'] })).toMatchObject({ kind: 'RESIDENT', name: '𠮷野·买买提', skills: ['摄影'], status: 'ACCEPTED', actions: ['transfer', 'withdraw'] });
    expect(await person.api.me.get()).toMatchObject({ community: { id: world.community.id }, todo: [] });
  });
  test('who was once a member does not get around the review by taking the consent back', async () => {
    const person = await listed();
    const first = await person.api.registrations.create(here());
    await person.api.registrations.withdraw(first.id);
    await person.api.me.consent({ purpose: 'ROSTER', granted: false });
    expect((await person.api.registrations.create(here())).status).toBe('SUBMITTED');
  });
  test('five times at once is once', async () => {
    for (const who of [await member(), await resident()]) {
      expect(codesOf(await five(() => who.api.registrations.create(here())))).toEqual(['REGISTRATION_EXISTS', 'REGISTRATION_EXISTS', 'REGISTRATION_EXISTS', 'REGISTRATION_EXISTS', 'ok']);
      expect(await who.api.registrations.mine()).toHaveLength(1);
    }
  });
  test('needs the terms and a phone', async () => {
    const silent = await world.person({ community: null, terms: false });
    await expect(silent.api.registrations.create(here())).rejects.toMatchObject({ status: 403, code: 'CONSENT_NEEDED' });
    const phoneless = await member();
    await board.tx.run((m) => m.query('UPDATE person SET phone = NULL WHERE id = ?', [phoneless.id]));
    await expect(phoneless.api.registrations.create(here())).rejects.toMatchObject({ status: 403, code: 'PHONE_NEEDED' });
    await expect(board.api().registrations.create(here())).rejects.toMatchObject({ status: 401 });
  });
  test('a place that is none is refused, and nothing is written', async () => {
    const who = await member(), bad = (body: object) => expect(who.send({ method: 'POST', path: '/registrations', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    const foreign = await world.area(world.otherCommunity, 'COMPOUND', '西苑');
    for (const body of [
      {}, { communityId: 1 }, { communityId: world.street.id }, { communityId: world.compound.id }, { ...here(), compoundId: foreign.id }, { ...here(), compoundId: world.community.id }, { ...here(), compoundId: 1 },
      { ...here(), building: '楼'.repeat(41) }, { ...here(), name: '' }, { ...here(), name: 7 }, { ...here(), skills: ['飞'] }, { ...here(), skills: ['理发', '理发'] }, { ...here(), status: 'ACCEPTED' }, { ...here(), userId: secretary.id }, { communityId: String(world.community.id) },
    ]) await bad(body);
    expect(await who.api.registrations.mine()).toEqual([]);
    expect((await who.api.me.get()).todo).toEqual(['REGISTRATION']);
  });
});

describe('deciding', () => {
  test('returned with a reason, mended, sent in again as the same one, accepted', async () => {
    const who = await member(), { id } = await who.api.registrations.create(here());
    expect(await secretary.api.registrations.return(id, { reason: '请写明楼栋𠮷' })).toMatchObject({ status: 'RETURNED', reason: '请写明楼栋𠮷', actions: [] });
    expect((await who.api.notices.list({})).items[0]?.body).toContain('请写明楼栋𠮷');
    expect(await who.api.me.get()).toMatchObject({ todo: ['REGISTRATION'] });
    expect(await who.api.registrations.mine()).toMatchObject([{ id, actions: ['resubmit'] }]);
    expect(await who.api.registrations.create({ ...here(), building: '3号楼' })).toMatchObject({ id, status: 'SUBMITTED', building: '3号楼', reason: null, decidedAt: null });
    expect(await secretary.api.registrations.accept(id)).toMatchObject({ status: 'ACCEPTED' });
  });
  test('of five that accept at once, one does; the applicant is told once', async () => {
    const who = await member(), { id } = await who.api.registrations.create(here());
    expect(codesOf(await five(() => secretary.api.registrations.accept(id)))).toEqual(['STATE', 'STATE', 'STATE', 'STATE', 'ok']);
    expect((await who.api.notices.list({})).items).toHaveLength(1);
    expect(await count("SELECT COUNT(*) AS n FROM audit WHERE refId = ? AND action = 'registration.accept'", [id])).toBe(1);
  });
  test('accepted, returned and withdrawn at once: one of them, and his home agrees with it', async () => {
    for (let i = 0; i < 6; i++) {
      const who = await member(), { id } = await who.api.registrations.create(here());
      const results = await Promise.allSettled([secretary.api.registrations.accept(id), secretary.api.registrations.return(id, { reason: '请核对' }), who.api.registrations.withdraw(id)]);
      // An acceptance may be followed by his leaving; nothing follows a return or a withdrawal.
      const [row] = await who.api.registrations.mine(), { community } = await who.api.me.get();
      expect(results.filter((r) => r.status === 'fulfilled').length).toBe(row!.status === 'ENDED' ? 2 : 1);
      expect(community !== null).toBe(row!.status === 'ACCEPTED');
    }
  });
  test('nobody decides on himself, or outside his area, or without the post', async () => {
    const own = await world.staff('COMMUNITY_WORKER', world.community), mine = await own.api.registrations.create(here());
    await expect(own.api.registrations.accept(mine.id)).rejects.toMatchObject({ status: 403, code: 'SELF_REVIEW' });
    expect((await own.api.registrations.list({ areaId: world.community.id, status: 'SUBMITTED' })).items.find((r) => r.id === mine.id)?.actions).toEqual([]);
    const keeper = await world.staff('KEEPER', world.community), other = await member();
    for (const [who, status] of [[elsewhere, 404], [other, 404], [keeper, 403]] as const) {
      await expect(who.api.registrations.accept(mine.id)).rejects.toMatchObject({ status });
      await expect(who.api.registrations.return(mine.id, { reason: '不行' })).rejects.toMatchObject({ status });
      await expect(who.api.registrations.list({ areaId: world.community.id })).rejects.toMatchObject({ status });
    }
    await expect(other.api.registrations.withdraw(mine.id)).rejects.toMatchObject({ status: 404 });
    await expect(secretary.api.registrations.accept(1)).rejects.toMatchObject({ status: 404 });
    await expect(board.api().registrations.accept(mine.id)).rejects.toMatchObject({ status: 401 });
    await expect(secretary.api.registrations.return(mine.id, { reason: '短'.repeat(101) })).rejects.toMatchObject({ status: 400 });
    await expect(secretary.send({ method: 'POST', path: `/registrations/${mine.id}/return`, body: {} })).rejects.toMatchObject({ status: 400 });
    expect((await own.api.registrations.mine())[0]?.status).toBe('SUBMITTED');
  });
  test('the queue is oldest first and pages; the street sees its communities', async () => {
    const community = await world.area(world.street, 'COMMUNITY', '排队社区'), street = await world.staff('STREET_OFFICER', world.street);
    const ids: number[] = [];
    for (let i = 0; i < 22; i++) ids.push((await (await member()).api.registrations.create({ communityId: community.id })).id);
    const first = await street.api.registrations.list({ areaId: community.id, status: 'SUBMITTED' });
    const second = await street.api.registrations.list({ areaId: community.id, status: 'SUBMITTED', after: first.next ?? '' });
    expect([...first.items, ...second.items].map((r) => r.id)).toEqual(ids);
    expect((await street.api.registrations.list({ areaId: community.id })).items.map((r) => r.id)).toEqual(ids.slice(-20).reverse());
    expect((await street.api.registrations.list({ areaId: world.street.id })).items[0]?.id).toBe(ids.at(-1));
    expect((await street.api.registrations.list({ areaId: community.id, status: 'ACCEPTED' })).items).toEqual([]);
    await expect(street.send({ method: 'GET', path: '/registrations', query: { areaId: community.id, status: 'X' } })).rejects.toMatchObject({ status: 400 });
  });
});

describe('leaving and moving', () => {
  test('he withdraws while it waits, and leaves when it stands', async () => {
    const who = await member(), first = await who.api.registrations.create(here());
    expect(await who.api.registrations.withdraw(first.id)).toMatchObject({ status: 'WITHDRAWN', actions: [] });
    await expect(who.api.registrations.withdraw(first.id)).rejects.toMatchObject({ code: 'STATE' });
    const second = await who.api.registrations.create(here());
    await secretary.api.registrations.accept(second.id);
    expect(await who.api.registrations.withdraw(second.id)).toMatchObject({ status: 'ENDED' });
    expect(await who.api.me.get()).toMatchObject({ community: null, compound: null, todo: ['REGISTRATION'] });
  });
  test('the old registration stands until the new community says yes', async () => {
    const { who, row } = await accepted(), there = { communityId: world.otherCommunity.id };
    const move = await who.api.registrations.transfer(row.id, there);
    expect(move).toMatchObject({ status: 'SUBMITTED', community: { name: '槐树社区' }, actions: ['withdraw'] });
    expect((await who.api.registrations.mine()).map((r) => [r.status, r.actions])).toEqual([['SUBMITTED', ['withdraw']], ['ACCEPTED', ['withdraw', 'retire']]]);
    expect((await who.api.me.get()).community?.name).toBe('柳树社区');
    await expect(secretary.api.registrations.accept(move.id)).rejects.toMatchObject({ status: 404 });
    await elsewhere.api.registrations.accept(move.id);
    expect((await who.api.registrations.mine()).map((r) => r.status)).toEqual(['ACCEPTED', 'TRANSFERRED']);
    expect((await who.api.me.get()).community?.name).toBe('槐树社区');
    // And back again.
    const back = await who.api.registrations.transfer(move.id, here());
    await secretary.api.registrations.accept(back.id);
    expect((await who.api.me.get()).community?.name).toBe('柳树社区');
  });
  test('a returned move is asked for again; leaving takes it along', async () => {
    const { who, row } = await accepted(), there = { communityId: world.otherCommunity.id };
    const move = await who.api.registrations.transfer(row.id, there);
    await elsewhere.api.registrations.return(move.id, { reason: '请补楼栋' });
    expect((await who.api.registrations.mine()).map((r) => [r.status, r.actions])).toEqual([['RETURNED', []], ['ACCEPTED', ['transfer', 'withdraw', 'retire']]]);
    expect(await who.api.registrations.transfer(row.id, { ...there, building: '1号楼' })).toMatchObject({ id: move.id, status: 'SUBMITTED' });
    await who.api.registrations.withdraw(row.id);
    expect((await who.api.registrations.mine()).map((r) => r.status)).toEqual(['WITHDRAWN', 'ENDED']);
    await expect(elsewhere.api.registrations.accept(move.id)).rejects.toMatchObject({ code: 'STATE' });
  });
  test('leaving the old and being accepted by the new at once: one wins, and his home agrees with it', async () => {
    for (let i = 0; i < 6; i++) {
      const { who, row } = await accepted(), move = await who.api.registrations.transfer(row.id, { communityId: world.otherCommunity.id });
      const results = await Promise.allSettled([who.api.registrations.withdraw(row.id), elsewhere.api.registrations.accept(move.id)]);
      expect(codesOf(results)).toEqual(['STATE', 'ok']);
      const [latest] = await who.api.registrations.mine(), { community } = await who.api.me.get();
      expect([latest!.status, community?.name ?? null]).toEqual(results[0]!.status === 'fulfilled' ? ['WITHDRAWN', null] : ['ACCEPTED', '槐树社区']);
    }
  });
  test('a resident moves at once', async () => {
    const who = await resident(), first = await who.api.registrations.create(here());
    expect(await who.api.registrations.transfer(first.id, { communityId: world.otherCommunity.id })).toMatchObject({ status: 'ACCEPTED' });
    expect((await who.api.registrations.mine()).map((r) => r.status)).toEqual(['ACCEPTED', 'TRANSFERRED']);
    expect((await who.api.me.get()).community?.name).toBe('槐树社区');
  });
  test('five moves at once are one; moving where one is, is none', async () => {
    const { who, row } = await accepted();
    expect(codesOf(await five(() => who.api.registrations.transfer(row.id, { communityId: world.otherCommunity.id })))).toEqual(['REGISTRATION_EXISTS', 'REGISTRATION_EXISTS', 'REGISTRATION_EXISTS', 'REGISTRATION_EXISTS', 'ok']);
    const { who: stays, row: home } = await accepted();
    await expect(stays.api.registrations.transfer(home.id, here())).rejects.toMatchObject({ code: 'INVALID', fields: { communityId: '您已在这里报到' } });
    await stays.api.registrations.transfer(home.id, { ...here(), compoundId: world.compound.id });
    await expect(who.api.registrations.transfer(home.id, here())).rejects.toMatchObject({ status: 404 });
    const waiting = await member(), { id } = await waiting.api.registrations.create(here());
    await expect(waiting.api.registrations.transfer(id, { communityId: world.otherCommunity.id })).rejects.toMatchObject({ code: 'STATE' });
  });
});

describe('units', () => {
  const input = (unitId: number, communityId = world.community.id): RegisterUnitInput => ({ unitId, communityId, liaisonName: '买买提·𠮷', liaisonPhone: '154 0000 0001', resources: '会议室一间' });
  const liaison = async () => {
    const unit = await world.unit();
    return { unit, who: await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] }) };
  };
  test('the liaison registers his unit to several communities, each decides for itself', async () => {
    const { unit, who } = await liaison();
    const first = await who.api.unitRegistrations.create(input(unit.id)), second = await who.api.unitRegistrations.create(input(unit.id, world.otherCommunity.id));
    expect(first).toMatchObject({ unit, community: { name: '柳树社区' }, liaisonName: '买买提·𠮷', resources: '会议室一间', status: 'SUBMITTED', actions: ['withdraw'] });
    expect((await secretary.api.unitRegistrations.list({ areaId: world.community.id, status: 'SUBMITTED' })).items.map((r) => [r.id, r.actions])).toContainEqual([first.id, ['accept', 'return']]);
    expect(await secretary.api.unitRegistrations.accept(first.id)).toMatchObject({ status: 'ACCEPTED', actions: [] });
    expect(await elsewhere.api.unitRegistrations.return(second.id, { reason: '资源写清楚' })).toMatchObject({ status: 'RETURNED', reason: '资源写清楚' });
    expect((await who.api.notices.list({})).items.map((n) => n.title)).toEqual(['单位报到被退回', '单位报到已确认']);
    expect((await who.api.unitRegistrations.mine()).map((r) => [r.id, r.status, r.actions])).toEqual([[second.id, 'RETURNED', ['resubmit']], [first.id, 'ACCEPTED', ['withdraw']]]);
    expect(await who.api.unitRegistrations.create({ ...input(unit.id, world.otherCommunity.id), resources: '义诊' })).toMatchObject({ id: second.id, status: 'SUBMITTED', resources: '义诊' });
    expect(await who.api.unitRegistrations.withdraw(second.id)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await who.api.unitRegistrations.withdraw(first.id)).toMatchObject({ status: 'ENDED', actions: [] });
  });
  test('five at once register once; sent in again at once, too', async () => {
    const { unit, who } = await liaison();
    const taken = ['UNIT_REGISTERED', 'UNIT_REGISTERED', 'UNIT_REGISTERED', 'UNIT_REGISTERED', 'ok'];
    expect(codesOf(await five(() => who.api.unitRegistrations.create(input(unit.id))))).toEqual(taken);
    const [row] = await who.api.unitRegistrations.mine();
    await secretary.api.unitRegistrations.return(row!.id, { reason: '请补充' });
    expect(codesOf(await five(() => who.api.unitRegistrations.create(input(unit.id))))).toEqual(taken);
    expect(codesOf(await five(() => secretary.api.unitRegistrations.accept(row!.id)))).toEqual(['STATE', 'STATE', 'STATE', 'STATE', 'ok']);
    expect(await who.api.unitRegistrations.mine()).toHaveLength(1);
  });
  test('the office enters it for the unit, and a colleague decides', async () => {
    const { unit, who } = await liaison(), row = await secretary.api.unitRegistrations.create(input(unit.id));
    await expect(secretary.api.unitRegistrations.accept(row.id)).rejects.toMatchObject({ status: 403, code: 'SELF_REVIEW' });
    expect((await secretary.api.unitRegistrations.mine()).map((r) => r.id)).toContain(row.id);
    const worker = await world.staff('COMMUNITY_WORKER', world.community);
    expect((await worker.api.unitRegistrations.accept(row.id)).status).toBe('ACCEPTED');
    expect((await who.api.notices.list({})).items).toHaveLength(1);
  });
  test('who entered it for the office and has left the office does not end it', async () => {
    const { unit, who } = await liaison(), worker = await world.staff('COMMUNITY_WORKER', world.community), { id } = await worker.api.unitRegistrations.create(input(unit.id));
    await secretary.api.unitRegistrations.accept(id);
    expect((await worker.api.unitRegistrations.mine()).find((r) => r.id === id)!.actions).toEqual(['withdraw']);
    await secretary.api.posts.end((await worker.api.me.get()).posts[0]!.id);
    expect((await worker.api.unitRegistrations.mine()).find((r) => r.id === id)!.actions).toEqual([]);
    await expect(worker.api.unitRegistrations.withdraw(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await who.api.unitRegistrations.withdraw(id)).toMatchObject({ status: 'ENDED' });
  });
  test('nobody else registers, decides or withdraws', async () => {
    const { unit, who } = await liaison(), { who: stranger } = await liaison();
    for (const other of [stranger, elsewhere, await member()]) await expect(other.api.unitRegistrations.create(input(unit.id))).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const row = await who.api.unitRegistrations.create(input(unit.id));
    await expect(who.api.unitRegistrations.accept(row.id)).rejects.toMatchObject({ status: 404 });
    await expect(elsewhere.api.unitRegistrations.accept(row.id)).rejects.toMatchObject({ status: 404 });
    await expect(elsewhere.api.unitRegistrations.list({ areaId: world.community.id })).rejects.toMatchObject({ status: 404 });
    await expect(stranger.api.unitRegistrations.withdraw(row.id)).rejects.toMatchObject({ status: 404 });
    await expect(secretary.api.unitRegistrations.withdraw(row.id)).rejects.toMatchObject({ status: 404 });
    await expect(who.api.unitRegistrations.withdraw(1)).rejects.toMatchObject({ status: 404 });
    await expect(board.api().unitRegistrations.mine()).rejects.toMatchObject({ status: 401 });
  });
  test('bad input is refused, and nothing is written', async () => {
    const { unit, who } = await liaison(), good = input(unit.id);
    for (const more of [{ unitId: 1 }, { communityId: 1 }, { communityId: world.street.id }, { liaisonName: '' }, { liaisonName: '名'.repeat(21) }, { liaisonPhone: 'abc' }, { liaisonPhone: 15400000001 }, { resources: '多'.repeat(201) }, { resources: null }, { status: 'ACCEPTED' }])
      await expect(who.send({ method: 'POST', path: '/unit-registrations', body: { ...good, ...more } })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
    expect(await who.api.unitRegistrations.mine()).toEqual([]);
  });
});
