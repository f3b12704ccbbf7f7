import { CONFIRM_DAYS, DAY_MS, HOUR_MS, type CreateTaskInput } from '@xianfeng/shared';
import { Jobs } from '../../src/lib/jobs.js';
import { ProfileService } from '../../src/people/stations/profile.service.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { key, onMariaDb, startBoard, type Board } from '../start.js';

let board: Board, world: World, secretary: Actor, elsewhere: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());

/** Registered by the way everybody goes. */
async function registered(o: { unitId?: number } = {}): Promise<{ who: Actor; id: number }> {
  const who = await world.person({ community: null, unitId: o.unitId ?? null });
  const { id } = await who.api.registrations.create({ communityId: world.community.id, compoundId: world.compound.id, building: '3号楼' });
  await secretary.api.registrations.accept(id);
  return { who, id };
}
const sql = <T>(text: string, params: unknown[] = []): Promise<T[]> => board.tx.read.query<T[]>(text, params);
const titles = async (who: Actor) => (await who.api.notices.list({})).items.map((x) => x.title);

describe('what somebody says of himself', () => {
  test('is empty to begin with, and every part of it can be changed', async () => {
    const { who } = await registered();
    expect(await who.api.me.profile()).toMatchObject({ community: { name: '柳树社区' }, building: '3号楼', stations: [], range: 'CITY', wontKinds: [], wontText: '', confirmedAt: null, confirmDue: false, retiredAt: null });
    const view = await who.api.me.updateProfile({ stations: ['CARE', 'POLICY'], building: '5号楼1单元', range: 'COMPOUND', wontKinds: ['HAIR'], wontText: '腰不好，不搬重物' });
    expect(view).toMatchObject({ building: '5号楼1单元', range: 'COMPOUND', wontKinds: ['HAIR'], wontText: '腰不好，不搬重物' });
    expect(view.stations.map((s) => s.station).sort()).toEqual(['CARE', 'POLICY']);
    expect(await who.api.me.updateProfile({ stations: ['POLICY', 'PATROL'], wontKinds: [], wontText: '' })).toMatchObject({ range: 'COMPOUND', wontKinds: [], wontText: '', building: '5号楼1单元' });
    expect((await who.api.me.profile()).stations.map((s) => s.station).sort()).toEqual(['PATROL', 'POLICY']);
    expect((await who.api.registrations.mine())[0]).toMatchObject({ building: '5号楼1单元' });
    // A post that was given up is remembered with its days.
    expect(await sql("SELECT station FROM station_claim WHERE userId = ? AND live IS NULL AND endedAt IS NOT NULL", [who.id])).toEqual([{ station: 'CARE' }]);
  });
  test('twice at once is no double post', async () => {
    const { who } = await registered();
    await Promise.all([1, 2, 3, 4].map(() => who.api.me.updateProfile({ stations: ['CLEAN'] })));
    expect((await who.api.me.profile()).stations).toHaveLength(1);
  });
  test('posts are kept where one is at home; moving away ends them', async () => {
    const nobody = await world.person({ community: null });
    await expect(nobody.api.me.updateProfile({ stations: ['CARE'] })).rejects.toMatchObject({ code: 'NOT_REGISTERED' });
    const { who, id } = await registered();
    await who.api.me.updateProfile({ stations: ['CARE'] });
    const move = await who.api.registrations.transfer(id, { communityId: world.otherCommunity.id });
    await elsewhere.api.registrations.accept(move.id);
    expect((await who.api.me.profile()).stations).toEqual([]);
    await who.api.registrations.withdraw(move.id);
    expect(await who.api.me.profile()).toMatchObject({ community: null, stations: [] });
  });
  test.each<[string, object]>([['four posts', { stations: ['CARE', 'POLICY', 'CLEAN', 'PATROL'] }], ['an unknown post', { stations: ['BOSS'] }], ['an unknown distance', { range: 'MOON' }], ['an unknown kind', { wontKinds: ['X'] }], ['a long story', { wontText: '长'.repeat(101) }]])('%s is refused', async (_, body) => {
    await expect((await registered()).who.send({ method: 'PUT', path: '/me/profile', body })).rejects.toMatchObject({ status: 400, code: 'INVALID' });
  });
  test('the community counts its posts and sees who keeps them, and nothing of what anybody will not do', async () => {
    const { who } = await registered();
    await who.api.me.updateProfile({ stations: ['MEDIATE'], wontKinds: ['LEGAL'], wontText: '不见律师' });
    const counts = await secretary.api.stations.counts(world.community.id);
    expect(counts).toHaveLength(8);
    expect(counts.find((c) => c.station === 'MEDIATE')).toEqual({ station: 'MEDIATE', people: 1 });
    const people = await secretary.api.people.search({ areaId: world.community.id, station: 'MEDIATE' });
    expect(people.items.map((p) => p.id)).toEqual([who.id]);
    const seen = JSON.stringify([people, await secretary.api.people.search({ areaId: world.community.id, q: who.name }), await secretary.api.registrations.list({ areaId: world.community.id, status: 'ACCEPTED' })]);
    expect(seen).not.toMatch(/LEGAL|律师|wont/);
    expect(JSON.stringify(await sql('SELECT detail FROM audit WHERE actorId = ?', [who.id]))).not.toMatch(/LEGAL|律师/);
    await expect(elsewhere.api.stations.counts(world.community.id)).rejects.toMatchObject({ status: 404 });
    await expect(who.api.stations.counts(world.community.id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('offers', () => {
  const task = async (o: Partial<CreateTaskInput> = {}) => {
    const startsAt = board.clock.now() + 3 * DAY_MS;
    return (await secretary.api.tasks.create({ areaId: world.community.id, kind: 'HAIR', title: '义务理发', place: '活动室', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 5 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'CODE', photoRule: 'NONE', riskNote: '注意剪刀', contactName: '王', contactPhone: '15400000009', publish: true, ...o }, key())).shifts[0]!.id;
  };
  test('leave out in silence what he will not do and where he will not go', async () => {
    const { who } = await registered(), other = (await registered()).who, shiftId = await task();
    const ids = async (id: number) => (await secretary.api.offers.candidates(id)).map((c) => c.userId);
    expect(await ids(shiftId)).toEqual(expect.arrayContaining([who.id, other.id]));
    await who.api.me.updateProfile({ wontKinds: ['HAIR'] });
    expect(await ids(shiftId)).not.toContain(who.id);
    expect(await ids(shiftId)).toContain(other.id);
    expect(await ids(await task({ kind: 'CLEAN', title: '扫雪' }))).toContain(who.id);
    // Chosen by name all the same: nothing is sent, and nothing says why.
    expect(await secretary.api.offers.send({ shiftId, userIds: [who.id, other.id] }, key())).toMatchObject({ sent: 1 });
    expect(await who.api.offers.mine()).toEqual([]);
  });
  test('go no further than he said', async () => {
    const { who } = await registered(), ids = async (id: number) => (await secretary.api.offers.candidates(id)).map((c) => c.userId);
    const inCommunity = await task({ kind: 'CLEAN' }), inCompound = await task({ kind: 'CLEAN', areaId: world.compound.id });
    await who.api.me.updateProfile({ range: 'COMPOUND' });
    expect([(await ids(inCommunity)).includes(who.id), (await ids(inCompound)).includes(who.id)]).toEqual([false, true]);
    await who.api.me.updateProfile({ range: 'COMMUNITY' });
    expect([(await ids(inCommunity)).includes(who.id), (await ids(inCompound)).includes(who.id)]).toEqual([true, true]);
  });
  test('to the members of a unit who live elsewhere reach those who come so far', async () => {
    const unit = await world.unit(), liaison = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
    await secretary.api.unitRegistrations.accept((await liaison.api.unitRegistrations.create({ unitId: unit.id, communityId: world.community.id, liaisonName: '李', liaisonPhone: '15400000002' })).id);
    const far = await world.person({ community: world.otherCommunity, unitId: unit.id }), near = await world.person({ community: world.otherCommunity, unitId: unit.id });
    await near.api.me.updateProfile({ range: 'STREET' });
    expect(await secretary.api.offers.send({ shiftId: await task({ kind: 'CLEAN' }), unitId: unit.id }, key())).toMatchObject({ sent: 1 });
    expect([(await far.api.offers.mine()).length, (await near.api.offers.mine()).length]).toEqual([1, 0]);
  });
});

describe('each half-year', () => {
  test('he is asked once, confirms in one tap, and is left alone until the next', async () => {
    const { who } = await registered(), ask = () => board.app.get(Jobs).run('profiles.ask'), asked = async () => (await titles(who)).filter((t) => t === '您的报到信息有变化吗').length;
    await ask();
    expect(await asked()).toBe(0);
    const at = board.clock.now();
    board.clock.set(at + (CONFIRM_DAYS + 1) * DAY_MS);
    await ask();
    await ask();
    expect(await asked()).toBe(1);
    expect(await who.api.me.profile()).toMatchObject({ confirmDue: true });
    expect(await who.api.me.confirmProfile()).toMatchObject({ confirmDue: false, confirmedAt: expect.any(Number) });
    board.clock.set(at + (2 * CONFIRM_DAYS - 5) * DAY_MS);
    await ask();
    expect(await asked()).toBe(1);
    board.clock.set(at + (2 * CONFIRM_DAYS + 3) * DAY_MS);
    await ask();
    expect(await asked()).toBe(2);
    // Nothing happens to who does not answer.
    expect((await who.api.registrations.mine())[0]).toMatchObject({ status: 'ACCEPTED' });
  });
  test('two processes ask once', async () => {
    const { who } = await registered();
    // The embedded database has one process; there it is one that asks twice at once.
    const beside = onMariaDb ? await startBoard({ WORKER_ID: '7' }, board) : board;
    try {
      const later = Date.now() + (CONFIRM_DAYS + 1) * DAY_MS;
      board.clock.set(later);
      beside.clock.set(later);
      await Promise.all([board.app.get(ProfileService).ask(), beside.app.get(ProfileService).ask()]);
      expect((await titles(who)).filter((t) => t === '您的报到信息有变化吗')).toHaveLength(1);
    } finally {
      if (beside !== board) await beside.stop();
    }
  });
});

describe('retirement', () => {
  test('makes a resident member: the unit is left, home and records stay', async () => {
    const unit = await world.unit(), { who, id } = await registered({ unitId: unit.id });
    await who.api.me.updateProfile({ stations: ['CARE'] });
    const view = await who.api.registrations.retire(id, {});
    expect(view).toMatchObject({ status: 'ACCEPTED', kind: 'RETIRED', unitName: null, community: { name: '柳树社区' }, actions: ['transfer', 'withdraw'] });
    expect(await who.api.me.get()).toMatchObject({ kind: 'RETIRED', unit: null, community: { id: world.community.id } });
    expect(await who.api.me.profile()).toMatchObject({ retiredAt: expect.any(Number), stations: [{ station: 'CARE' }] });
    await expect(who.api.registrations.retire(id, {})).rejects.toMatchObject({ code: 'STATE' });
    // As a resident he moves without asking.
    expect(await who.api.registrations.transfer(id, { communityId: world.otherCommunity.id })).toMatchObject({ status: 'ACCEPTED' });
  });
  test('ends the posts he held in his unit', async () => {
    const unit = await world.unit(), liaison = await world.person({ community: null, unitId: unit.id, posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
    const { id } = await liaison.api.registrations.create({ communityId: world.community.id });
    await secretary.api.registrations.accept(id);
    await liaison.api.registrations.retire(id, {});
    expect((await liaison.api.me.get()).posts).toEqual([]);
  });
  test('is done by the office for somebody, with a word about how it knows; he is told', async () => {
    const { who, id } = await registered();
    await expect(secretary.api.registrations.retire(id, {})).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
    expect(await secretary.api.registrations.retire(id, { reason: '单位来函告知' })).toMatchObject({ kind: 'RETIRED' });
    expect(await titles(who)).toContain('已转为居民党员');
    expect(await sql("SELECT reason FROM audit WHERE action = 'registration.retire' AND refId = ?", [who.id])).toEqual([{ reason: '单位来函告知' }]);
    await expect(elsewhere.api.registrations.retire((await registered()).id, { reason: '听说' })).rejects.toMatchObject({ status: 404 });
  });
  test('five times at once is once; residents and those who only wait cannot', async () => {
    const { who, id } = await registered();
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => who.api.registrations.retire(id, {})));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(await sql("SELECT id FROM audit WHERE action = 'registration.retire' AND refId = ?", [who.id])).toHaveLength(1);
    const resident = await world.person({ community: null, kind: 'RESIDENT' }), own = await resident.api.registrations.create({ communityId: world.community.id });
    await expect(resident.api.registrations.retire(own.id, {})).rejects.toMatchObject({ code: 'STATE' });
    const waiting = await world.person({ community: null }), row = await waiting.api.registrations.create({ communityId: world.community.id });
    await expect(waiting.api.registrations.retire(row.id, {})).rejects.toMatchObject({ code: 'STATE' });
  });
});
