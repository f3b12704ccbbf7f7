import { ANSWER_DAYS, DAY_MS, dayOf, HOUR_MS, instant, ROUND_DAYS, type EvaluationSubject } from '@xianfeng/shared';
import { Jobs } from '../../src/lib/jobs.js';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeDeeds, tally, type Deeds } from './deeds.js';

let board: Board, world: World, deeds: Deeds, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  board.clock.set(instant('2026-11-22', '10:00'));
  world = await makeWorld(board);
  deeds = makeDeeds(board, world);
});
afterAll(() => board.stop());
/** Each test has a community of its own. */
beforeEach(async () => {
  board.clock.set(instant('2026-11-22', '10:00'));
  world.community = await world.area(world.street, 'COMMUNITY', `社区${key()}`.slice(0, 20));
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
const open = (by = secretary, period = '2026') => by.api.evaluations.open({ areaId: world.community.id, period }, key());
const of = (subjects: EvaluationSubject[], who: { id: number }) => subjects.find((s) => s.userId === who.id || s.unitId === who.id)!;
const voice = { clarity: 'GREAT', usefulness: 'GOOD', respect: 'GREAT' } as const;

test('a round shows who served, with facts that the records give and words that they propose', async () => {
  const { unit, member } = await deeds.unitAtWork(), plain = await world.person(), resident = await world.person({ kind: 'RESIDENT' }), gone = await world.person(), idle = await world.person();
  await deeds.consent(member, 'UNIT_SHARE');
  for (const confirmed of [true, true, true]) await deeds.served([member], { minutes: 60, confirmed });
  await deeds.served([plain, resident], { minutes: 90, kind: 'CLEAN', day: '2026-02-01' });
  await deeds.served([plain], { minutes: 30, day: '2025-12-31' });
  await deeds.takenBack((await deeds.served([gone])).recordIds[0]!);
  const round = await open();
  expect(round).toMatchObject({ title: '2026年度', from: '2026-01-01', to: '2026-12-31', isOpen: true, sent: 0, voices: 0, actions: ['send'], said: null, unitsSaid: [] });
  expect(round.subjects.map((s) => s.userId ?? s.unitId).sort()).toEqual([unit.id, member.id, plain.id].sort());
  expect(of(round.subjects, member)).toMatchObject({ level: 'GREAT', sentence: '服务 3 次、3 小时，办成 3 件居民确认的事，谢谢您的用心', status: 'WAITING', facts: { services: 3, minutes: 180, confirmed: 3, kinds: [{ kind: 'ELDER', services: 3, minutes: 180 }] } });
  expect(of(round.subjects, plain)).toMatchObject({ level: 'GOOD', facts: { services: 1, minutes: 90, confirmed: 0 } });
  expect(of(round.subjects, unit)).toMatchObject({ level: 'GREAT', facts: { services: 3, minutes: 180, people: 1 } });
  expect(round.subjects.some((s) => s.userId === idle.id)).toBe(false);
});
test('a unit\u2019s facts leave out those who did not agree, where they are one or two', async () => {
  const { unit, member } = await deeds.unitAtWork(), other = await deeds.unitAtWork(), quiet = () => world.person({ unitId: unit.id }), shown = async (id: number) => of((await secretary.api.evaluations.round(id)).subjects, unit)?.facts;
  for (let i = 0; i < 3; i++) await deeds.served([await world.person({ unitId: other.unit.id })], { minutes: 60 });
  const few = [await quiet(), await quiet()];
  for (const p of few) await deeds.served([p], { minutes: 45, confirmed: true, day: '2026-02-03' });
  await deeds.served([member], { minutes: 30, kind: 'CLEAN', day: '2026-02-03' });
  const round = await open();
  // The other unit's three hide one another; so do this one's.
  expect([of(round.subjects, other.unit).facts.minutes, of(round.subjects, unit).facts]).toMatchObject([180, { minutes: 120, services: 3, people: 3, confirmed: 2 }]);
  await deeds.consent(member, 'UNIT_SHARE');
  expect(await shown(round.id)).toMatchObject({ minutes: 30, services: 1, people: 1, confirmed: 0, kinds: [{ kind: 'CLEAN' }] });
  expect(of((await secretary.api.evaluations.round(round.id)).subjects, other.unit)).toMatchObject({ facts: { minutes: 180, people: 3 } });
  // Nobody to hide among: whose service was taken back again, who served in another year or another community.
  await deeds.takenBack((await deeds.served([await quiet()], { day: '2026-02-03' })).recordIds[0]!);
  await deeds.served([await quiet()], { day: '2025-12-31' });
  await deeds.served([await quiet()], { communityId: world.otherCommunity.id });
  expect(await shown(round.id)).toMatchObject({ minutes: 30, people: 1 });
  await deeds.consent(member, 'UNIT_SHARE', false);
  await deeds.consent(few[0]!, 'UNIT_SHARE');
  expect(await shown(round.id)).toMatchObject({ minutes: 45, people: 1 });
});
test('one tap sends all with the exceptions; facts are frozen; a second tap sends nobody twice', async () => {
  const [a, b, c] = [await world.person(), await world.person(), await world.person()];
  await deeds.served([a, b, c]);
  const { id } = await open();
  const round = await secretary.api.evaluations.send(id, { exceptions: [{ userId: b.id, level: 'IMPROVE', sentence: '请提前请假' }, { userId: c.id }] }, key());
  expect([of(round.subjects, a), of(round.subjects, b), of(round.subjects, c)].map((s) => [s.status, s.level, s.sentence])).toEqual([['SENT', 'GOOD', '服务 1 次、2 小时，谢谢您的参与'], ['SENT', 'IMPROVE', '请提前请假'], ['WAITING', 'GOOD', '服务 1 次、2 小时，谢谢您的参与']]);
  await deeds.served([a, c]);
  const again = await secretary.api.evaluations.send(id, {}, key());
  expect([of(again.subjects, a).facts.services, of(again.subjects, c).facts.services, again.sent, again.actions]).toEqual([1, 2, 3, []]);
  expect((await a.api.notices.list({})).items.filter((n) => n.kind === 'HONOUR')).toHaveLength(1);
});
test('the same key answers the same, and sends once', async () => {
  const a = await world.person(), k = key();
  await deeds.served([a]);
  const { id } = await open(), first = await secretary.api.evaluations.send(id, {}, k);
  expect(await secretary.api.evaluations.send(id, {}, k)).toEqual(first);
  expect((await a.api.evaluations.mine({})).items).toHaveLength(1);
});
test('whoever sends does not send his own', async () => {
  await deeds.served([secretary]);
  const colleague = await world.staff('COMMUNITY_SECRETARY', world.community), { id, actions } = await open();
  expect(actions).toEqual([]);
  expect(of((await secretary.api.evaluations.send(id, {}, key())).subjects, secretary)).toMatchObject({ status: 'WAITING', isOwn: true });
  expect(of((await colleague.api.evaluations.send(id, {}, key())).subjects, secretary)).toMatchObject({ status: 'SENT' });
});
test('the member reads it first; his answer takes it to his unit, where he agreed', async () => {
  const { liaison, member } = await deeds.unitAtWork();
  await deeds.served([member]);
  await deeds.consent(member, 'UNIT_SHARE');
  const { id } = await open();
  await secretary.api.evaluations.send(id, {}, key());
  const [mine] = (await member.api.evaluations.mine({})).items;
  expect(mine).toMatchObject({ status: 'SENT', communityName: world.community.name, isShared: true, actions: ['answer'], deliverAt: mine!.sentAt + ANSWER_DAYS * DAY_MS });
  const before = (await liaison.api.evaluations.ofUnits({})).items;
  expect(before.map((e) => e.name)).toEqual([null]); // the unit's own
  await expect(liaison.api.evaluations.answer(mine!.id, { text: '替他说' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await member.api.evaluations.answer(mine!.id, { text: '谢谢，明年继续' }, key())).toMatchObject({ status: 'DELIVERED', answer: '谢谢，明年继续', answerHeld: 'WAIT', actions: [] });
  // Nobody asked WeChat: the office looks before the unit reads it.
  expect((await liaison.api.evaluations.ofUnits({})).items[0]).toMatchObject({ name: member.name, answer: '（正在核对，通过后可见）', level: 'GOOD', facts: { services: 1 } });
  const [waiting] = (await secretary.api.reviews.list({ areaId: world.community.id, kind: 'answer' })).items;
  expect(await secretary.api.reviews.pass({ ids: [waiting!.id] }, key())).toEqual({ done: 1, refused: [] });
  expect((await liaison.api.evaluations.ofUnits({})).items[0]).toMatchObject({ name: member.name, answer: '谢谢，明年继续', level: 'GOOD', facts: { services: 1 } });
  await expect(member.api.evaluations.answer(mine!.id, { text: '再说一句' }, key())).rejects.toMatchObject({ code: 'STATE' });
  await deeds.consent(member, 'UNIT_SHARE', false);
  expect((await liaison.api.evaluations.ofUnits({})).items.map((e) => e.name)).toEqual([null]);
});
test('after seven days it goes on by itself; without his yes it stays with him', async () => {
  const { liaison, member } = await deeds.unitAtWork(), shy = await world.person({ unitId: liaison.id ? (await deeds.one<{ unitId: number }>('SELECT unitId FROM person WHERE id = ?', [member.id])).unitId : null });
  await deeds.served([member, shy]);
  await deeds.consent(member, 'UNIT_SHARE');
  const { id } = await open(), deliver = () => board.app.get(Jobs).run('evaluations-deliver');
  await secretary.api.evaluations.send(id, {}, key());
  board.clock.set(board.clock.now() + ANSWER_DAYS * DAY_MS - HOUR_MS);
  await deliver();
  expect((await member.api.evaluations.mine({})).items[0]!.status).toBe('SENT');
  board.clock.set(board.clock.now() + 2 * HOUR_MS);
  await deliver();
  expect([(await member.api.evaluations.mine({})).items[0]!.status, (await shy.api.evaluations.mine({})).items[0]!.status]).toEqual(['DELIVERED', 'KEPT']);
  expect((await liaison.api.evaluations.ofUnits({})).items.map((e) => e.name).sort()).toEqual([member.name, null].sort());
});
test('members and units say how the community did; members are counted, not named, and not below three', async () => {
  const { unit, liaison, member } = await deeds.unitAtWork(), others = [await world.person(), await world.person()], stranger = await world.person();
  await deeds.consent(member, 'UNIT_SHARE');
  await deeds.served([member, ...others]);
  const { id } = await open();
  expect(await stranger.api.evaluations.asked()).toEqual([]);
  await expect(stranger.api.evaluations.voice(id, voice, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(member.api.evaluations.voice(id, { ...voice, unitId: unit.id }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await member.api.evaluations.asked()).toMatchObject([{ roundId: id, unitId: null, facts: { services: 1 }, given: null }]);
  expect(await member.api.evaluations.voice(id, { ...voice, sentence: '希望多些晚上的任务' }, key())).toMatchObject({ given: { ...voice, sentence: '希望多些晚上的任务' } });
  await expect(member.api.evaluations.voice(id, voice, key())).rejects.toMatchObject({ code: 'STATE' });
  expect(await liaison.api.evaluations.voice(id, { ...voice, respect: 'IMPROVE', unitId: unit.id }, key())).toMatchObject({ unitName: unit.name, facts: { people: 1 } });
  await others[0]!.api.evaluations.voice(id, voice, key());
  expect((await secretary.api.evaluations.round(id)).said).toBeNull();
  await others[1]!.api.evaluations.voice(id, voice, key());
  // Three by now; while it is open somebody who looked before and after each would know who said what.
  expect(await secretary.api.evaluations.round(id)).toMatchObject({ said: null, voices: 4 });
  board.clock.set(board.clock.now() + ROUND_DAYS * DAY_MS + 1);
  const { said, unitsSaid, voices } = await secretary.api.evaluations.round(id);
  expect(said).toEqual({ count: 3, counts: { clarity: { GREAT: 3, GOOD: 0, IMPROVE: 0 }, usefulness: { GREAT: 0, GOOD: 3, IMPROVE: 0 }, respect: { GREAT: 3, GOOD: 0, IMPROVE: 0 } }, sentences: ['希望多些晚上的任务'] });
  expect(unitsSaid).toEqual([{ unitName: unit.name, ...voice, respect: 'IMPROVE', sentence: '' }]);
  expect(voices).toBe(4);
});
test('what is refused', async () => {
  const a = await world.person();
  await deeds.served([a]);
  const { id } = await open();
  await expect(open()).rejects.toMatchObject({ code: 'ROUND_EXISTS' });
  await expect(open(secretary, '2025')).rejects.toMatchObject({ code: 'INVALID', fields: { period: expect.any(String) } });
  await expect((await world.staff('STREET_OFFICER', world.street)).api.evaluations.open({ areaId: world.street.id, period: '2026' }, key())).rejects.toMatchObject({ code: 'INVALID' });
  await expect(secretary.api.evaluations.send(id, { exceptions: [{ userId: a.id, level: 'IMPROVE' }] }, key())).rejects.toMatchObject({ fields: { exceptions: '选“需改进”时，请写一句哪里可以更好' } });
  board.clock.set(board.clock.now() + ROUND_DAYS * DAY_MS + 1);
  await expect(secretary.api.evaluations.send(id, {}, key())).rejects.toMatchObject({ code: 'STATE' });
  expect(await a.api.evaluations.asked()).toEqual([]);
});
test('in the middle of December the year’s round opens by itself, once', async () => {
  const run = () => board.app.get(Jobs).run('evaluations-open'), a = await world.person();
  board.clock.set(instant('2026-12-14', '12:00'));
  await deeds.served([a]);
  await run();
  expect((await secretary.api.evaluations.rounds({ areaId: world.community.id })).items).toEqual([]);
  board.clock.set(instant('2026-12-15', '01:00'));
  await run();
  await run();
  expect((await secretary.api.evaluations.rounds({ areaId: world.community.id })).items).toMatchObject([{ title: '2026年度', isOpen: true }]);
  expect(dayOf(board.clock.now())).toBe('2026-12-15');
});
describe('races', () => {
  test('two desks send the same round: everybody has one', async () => {
    const people = [await world.person(), await world.person(), await world.person()], colleague = await world.staff('COMMUNITY_SECRETARY', world.community);
    await deeds.served(people);
    const { id } = await open();
    expect(tally(await Promise.allSettled([secretary, colleague, secretary, colleague].map((s) => s.api.evaluations.send(id, {}, key()))))).toEqual({ ok: 4 });
    for (const p of people) expect((await p.api.evaluations.mine({})).items).toHaveLength(1);
    expect(await deeds.one('SELECT COUNT(*) AS n FROM audit WHERE action = ? AND areaId = ?', ['evaluation.send', world.community.id])).toMatchObject({ n: expect.anything() });
  });
  test('two open the same days: one does', async () => {
    const colleague = await world.staff('COMMUNITY_SECRETARY', world.community);
    expect(tally(await Promise.allSettled([open(), open(colleague), open()]))).toEqual({ ok: 1, ROUND_EXISTS: 2 });
  });
  test('the answer and the clock at once: it goes on once, and one notice tells of it', async () => {
    for (let i = 0; i < 5; i++) {
      const { liaison, member } = await deeds.unitAtWork();
      await deeds.served([member]);
      await deeds.consent(member, 'UNIT_SHARE');
      const { id } = i === 0 ? await open() : (await secretary.api.evaluations.rounds({ areaId: world.community.id })).items[0]!;
      await secretary.api.evaluations.send(id, {}, key());
      const [mine] = (await member.api.evaluations.mine({})).items;
      board.clock.set(board.clock.now() + ANSWER_DAYS * DAY_MS + 1);
      await Promise.allSettled([member.api.evaluations.answer(mine!.id, { text: '谢谢' }, key()), board.app.get(Jobs).run('evaluations-deliver')]);
      expect((await liaison.api.notices.list({})).items.filter((n) => n.title === '收到一份党员评价')).toHaveLength(1);
    }
  });
  test('one voice of each, however often it is sent', async () => {
    const a = await world.person();
    await deeds.served([a]);
    const { id } = await open();
    expect(tally(await Promise.allSettled([1, 2, 3].map(() => a.api.evaluations.voice(id, voice, key()))))).toEqual({ ok: 1, STATE: 2 });
  });
});
