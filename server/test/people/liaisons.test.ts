import { DAY_MS, LIAISON_ANSWER_DAYS, type ApiError, type CreateLiaisonInput } from '@xianfeng/shared';
import { Jobs } from '../../src/lib/jobs.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { startBoard, type Board } from '../start.js';

let board: Board, world: World, secretary: Actor, elsewhere: Actor, worker: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  worker = await world.staff('COMMUNITY_WORKER', world.community);
  elsewhere = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity);
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());

let n = 0;
const compound = () => world.area(world.community, 'COMPOUND', `新苑${++n}`);
/** A unit that is registered here, and its liaison. */
async function unit(): Promise<{ id: number; name: string; liaison: Actor }> {
  const u = await world.unit(), liaison = await world.person({ posts: [{ role: 'UNIT_LIAISON', unitId: u.id }] });
  const { id } = await liaison.api.unitRegistrations.create({ unitId: u.id, communityId: world.community.id, liaisonName: '李联络', liaisonPhone: '15400000002', resources: '会议室' });
  await secretary.api.unitRegistrations.accept(id);
  return { ...u, liaison };
}
const titles = async (who: Actor) => (await who.api.notices.list({})).items.map((x) => x.title);
const five = async (work: () => Promise<unknown>) => (await Promise.allSettled(Array.from({ length: 5 }, work))).map((r) => (r.status === 'fulfilled' ? 'ok' : (r.reason as ApiError).code)).sort();
const stairs = async () => {
  const building = await world.area(world.compound, 'BUILDING', `${++n}号楼`);
  return world.area(building, 'STAIRWELL', '2单元');
};

describe('a unit', () => {
  test('offers to look after a compound; the community says yes, and the neighbours see it', async () => {
    const u = await unit(), at = await compound();
    const mine = await u.liaison.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id });
    expect(mine).toMatchObject({ kind: 'UNIT', unit: { id: u.id, name: u.name }, person: null, place: { id: at.id, name: at.name }, community: { id: world.community.id }, status: 'PROPOSED', proposedBy: 'HOLDER', to: null, actions: ['withdraw'] });
    expect(await titles(secretary)).toContain('有人愿意包联');
    expect((await secretary.api.liaisons.list({ areaId: world.community.id, status: 'PROPOSED' })).items.find((l) => l.id === mine.id)).toMatchObject({ actions: ['accept', 'refuse'] });
    expect(await u.liaison.api.liaisons.around(at.id)).toEqual([]);
    expect(await secretary.api.liaisons.accept(mine.id)).toMatchObject({ status: 'ACTIVE', actions: ['end'] });
    expect(await titles(u.liaison)).toContain('包联已确认');
    expect(await (await world.person({ kind: 'RESIDENT' })).api.liaisons.around(at.id)).toEqual([{ id: mine.id, kind: 'UNIT', name: u.name, place: { id: at.id, name: at.name }, households: '', from: mine.from }]);
    expect((await u.liaison.api.liaisons.mine()).map((l) => [l.id, l.actions])).toEqual([[mine.id, ['end']]]);
    await expect(secretary.api.liaisons.list({ areaId: world.street.id })).rejects.toMatchObject({ status: 404 });
  });
  test('set by the community it stands at once, and the unit is told', async () => {
    const u = await unit(), at = await compound();
    expect(await worker.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id, from: '2026-01-01', to: '2099-12-31' })).toMatchObject({ status: 'ACTIVE', proposedBy: 'COMMUNITY', from: '2026-01-01', to: '2099-12-31', actions: ['end'] });
    expect(await titles(u.liaison)).toContain('新的包联小区');
  });
  test('is refused with a reason, may offer again, and ends it itself', async () => {
    const u = await unit(), at = await compound(), input = { kind: 'UNIT' as const, unitId: u.id, areaId: at.id };
    const first = await u.liaison.api.liaisons.create(input);
    expect(await secretary.api.liaisons.refuse(first.id, { reason: '这个小区已有单位包联' })).toMatchObject({ status: 'REFUSED', reason: '这个小区已有单位包联', actions: [] });
    const again = await u.liaison.api.liaisons.create(input);
    await secretary.api.liaisons.accept(again.id);
    expect(await u.liaison.api.liaisons.end(again.id)).toMatchObject({ status: 'ENDED', actions: [] });
    expect(await titles(secretary)).toContain('包联已结束');
    expect(await u.liaison.api.liaisons.around(at.id)).toEqual([]);
  });
  test.each<[string, () => Promise<Partial<CreateLiaisonInput>>, object]>([
    ['is not registered here', async () => ({ unitId: (await world.unit()).id }), { fields: { unitId: '该单位还没有在这个社区报到' } }],
    ['is not named', async () => ({ unitId: undefined }), { fields: { unitId: '请选择单位' } }],
    ['would look after a building', async () => ({ areaId: (await world.area(world.compound, 'BUILDING', `${++n}栋`)).id }), { fields: { areaId: '请选择一个小区' } }],
    ['would end before it begins', async () => ({ from: '2098-01-02', to: '2098-01-01' }), { fields: { to: expect.any(String) } }],
    ['would have ended', async () => ({ from: '2020-01-01', to: '2020-12-31' }), { fields: { to: expect.any(String) } }],
  ])('that %s is refused', async (_, change, refusal) => {
    const u = await unit();
    await expect(secretary.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: (await compound()).id, ...(await change()) })).rejects.toMatchObject({ status: 400, ...refusal });
  });
  test('five times at once is once, and of two deciding at once one does', async () => {
    const u = await unit(), at = await compound();
    expect(await five(() => u.liaison.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id }))).toEqual(['LIAISON_EXISTS', 'LIAISON_EXISTS', 'LIAISON_EXISTS', 'LIAISON_EXISTS', 'ok']);
    const [{ id }] = (await u.liaison.api.liaisons.mine()) as unknown as [{ id: number }];
    expect(await five(() => secretary.api.liaisons.accept(id))).toEqual(['STATE', 'STATE', 'STATE', 'STATE', 'ok']);
    expect(await five(() => secretary.api.liaisons.end(id))).toEqual(['STATE', 'STATE', 'STATE', 'STATE', 'ok']);
  });
  test('is over after its last day, without anybody saying so, and may begin anew', async () => {
    const u = await unit(), at = await compound(), to = new Date(Date.now() + 5 * DAY_MS).toISOString().slice(0, 10);
    const { id } = await secretary.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id, to });
    board.clock.set(Date.now() + 10 * DAY_MS);
    expect((await u.liaison.api.liaisons.mine())[0]).toMatchObject({ id, status: 'ENDED', actions: [] });
    expect(await u.liaison.api.liaisons.around(at.id)).toEqual([]);
    expect((await secretary.api.liaisons.list({ areaId: world.community.id, status: 'ACTIVE' })).items.map((l) => l.id)).not.toContain(id);
    expect((await secretary.api.liaisons.list({ areaId: world.community.id, status: 'ENDED' })).items.map((l) => l.id)).toContain(id);
    expect(await secretary.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id })).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a member', () => {
  test('offers his stairwell; neighbours read his name only where he agreed to it', async () => {
    const member = await world.person({ name: '赵小军' }), at = await stairs();
    const mine = await member.api.liaisons.create({ kind: 'MEMBER', areaId: at.id, households: '301–602' });
    expect(mine).toMatchObject({ person: { id: member.id, name: '赵小军' }, unit: null, place: { name: expect.stringMatching(/^和平苑 \d+号楼 2单元$/) }, households: '301–602', status: 'PROPOSED' });
    await secretary.api.liaisons.accept(mine.id);
    expect((await member.api.liaisons.around(world.compound.id)).find((c) => c.id === mine.id)).toMatchObject({ name: '赵**', kind: 'MEMBER', households: '' });
    await member.api.me.consent({ purpose: 'PUBLISH_NAME', granted: true });
    expect((await member.api.liaisons.around(world.compound.id)).find((c) => c.id === mine.id)).toMatchObject({ name: '赵小军' });
  });
  test('is asked, never assigned: it stands when he says yes', async () => {
    const member = await world.person(), at = await stairs();
    const asked = await secretary.api.liaisons.create({ kind: 'MEMBER', userId: member.id, areaId: at.id });
    expect(asked).toMatchObject({ status: 'PROPOSED', proposedBy: 'COMMUNITY', actions: ['withdraw'] });
    await expect(secretary.api.liaisons.accept(asked.id)).rejects.toMatchObject({ code: 'STATE' });
    expect((await member.api.liaisons.mine())[0]).toMatchObject({ id: asked.id, actions: ['accept', 'decline'] });
    expect(await member.api.liaisons.accept(asked.id)).toMatchObject({ status: 'ACTIVE' });
    expect(await titles(secretary)).toContain('包联已同意');
  });
  test('says no, and the community cannot tell it from silence, not even after it lapsed', async () => {
    const [declines, silent] = [await world.person(), await world.person()];
    const [a, b] = [await secretary.api.liaisons.create({ kind: 'MEMBER', userId: declines.id, areaId: (await stairs()).id }), await secretary.api.liaisons.create({ kind: 'MEMBER', userId: silent.id, areaId: (await stairs()).id })];
    const told = (await secretary.api.notices.list({})).items.length, audits = async () => (await board.tx.read.query<unknown[]>('SELECT id FROM audit WHERE refId = ?', [a.id])).length, before = await audits();
    await declines.api.liaisons.decline(a.id);
    expect(await declines.api.liaisons.mine()).toEqual([]);
    await expect(declines.api.liaisons.decline(a.id)).rejects.toMatchObject({ code: 'STATE' });
    await expect(declines.api.liaisons.accept(a.id)).rejects.toMatchObject({ code: 'STATE' });
    const seen = async () => {
      const { items } = await secretary.api.liaisons.list({ areaId: world.community.id });
      return [a, b].map(({ id }) => { const { id: _id, person: _p, place: _l, at: _a, ...rest } = items.find((l) => l.id === id)!; return rest; });
    };
    const [one, two] = await seen();
    expect(one).toEqual(two);
    expect(one).toMatchObject({ status: 'PROPOSED' });
    expect((await secretary.api.notices.list({})).items.length).toBe(told);
    expect(await audits()).toBe(before);
    board.clock.set(Date.now() + (LIAISON_ANSWER_DAYS + 1) * DAY_MS);
    await board.app.get(Jobs).run('liaisons.lapse');
    const [late, later] = await seen();
    expect(late).toEqual(later);
    expect(late).toMatchObject({ status: 'LAPSED', actions: [] });
  });
  test('who is registered elsewhere, or is a resident, is not asked; a whole compound needs to say which households', async () => {
    const there = await world.person({ community: world.otherCommunity }), resident = await world.person({ kind: 'RESIDENT' }), member = await world.person(), at = await stairs();
    for (const who of [there, resident]) await expect(secretary.api.liaisons.create({ kind: 'MEMBER', userId: who.id, areaId: at.id })).rejects.toMatchObject({ fields: { userId: '请选择在这个社区报到的党员' } });
    await expect(member.api.liaisons.create({ kind: 'MEMBER', areaId: world.compound.id })).rejects.toMatchObject({ fields: { households: '请写明哪几栋楼或哪些住户' } });
    expect(await member.api.liaisons.create({ kind: 'MEMBER', areaId: world.compound.id, households: '东门两栋' })).toMatchObject({ place: { name: '和平苑' } });
  });
  test('who moves away looks after nothing there any more', async () => {
    const member = await world.person({ community: null }), at = await stairs();
    const { id } = await member.api.registrations.create({ communityId: world.community.id });
    await secretary.api.registrations.accept(id);
    const mine = await member.api.liaisons.create({ kind: 'MEMBER', areaId: at.id });
    await secretary.api.liaisons.accept(mine.id);
    const move = await member.api.registrations.transfer(id, { communityId: world.otherCommunity.id });
    await elsewhere.api.registrations.accept(move.id);
    expect((await member.api.liaisons.mine())[0]).toMatchObject({ status: 'ENDED' });
  });
});

describe('who may', () => {
  test('others neither propose nor decide; a secretary does not confirm her own', async () => {
    const u = await unit(), at = await compound(), stranger = await world.person();
    for (const who of [stranger, elsewhere]) await expect(who.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id })).rejects.toMatchObject({ status: 403 });
    const mine = await u.liaison.api.liaisons.create({ kind: 'UNIT', unitId: u.id, areaId: at.id });
    for (const who of [stranger, elsewhere]) {
      for (const call of [() => who.api.liaisons.accept(mine.id), () => who.api.liaisons.withdraw(mine.id), () => who.api.liaisons.decline(mine.id), () => who.api.liaisons.refuse(mine.id, { reason: '不合适' })]) await expect(call()).rejects.toMatchObject({ status: 404 });
    }
    const own = await secretary.api.liaisons.create({ kind: 'MEMBER', areaId: (await stairs()).id });
    await expect(secretary.api.liaisons.accept(own.id)).rejects.toMatchObject({ code: 'SELF_REVIEW' });
    expect(await worker.api.liaisons.accept(own.id)).toMatchObject({ status: 'ACTIVE' });
    await expect((await world.person({ terms: false })).api.liaisons.create({ kind: 'MEMBER', areaId: at.id })).rejects.toMatchObject({ code: 'CONSENT_NEEDED' });
    await expect(board.api().liaisons.mine()).rejects.toMatchObject({ status: 401 });
  });
});
