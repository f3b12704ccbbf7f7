import { DAY_MS, MINUTE_MS, type CreateNeedInput } from '@xianfeng/shared';
import { key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { outcomes, taskInput } from './board.world.js';

let board: Board, world: World, secretary: Actor;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
});
afterAll(() => board.stop());
afterEach(() => board.clock.reset());
const input = (o: Partial<CreateNeedInput> = {}): CreateNeedInput => ({ areaId: world.compound.id, kind: 'REPAIR', title: '楼道灯坏了', text: '三单元二楼', place: '和平苑', ...o });
const ask = (who: Actor, o: Partial<CreateNeedInput> = {}) => who.api.needs.create(input(o), key());
const publishFrom = (needId: number) => secretary.api.tasks.create(taskInput(world.community.id, { needId }), key());

describe('asking', () => {
  test('a resident asks; the desk of his community sees it, others do not', async () => {
    const me = await world.person({ kind: 'RESIDENT' }), need = await ask(me);
    expect(need).toMatchObject({ status: 'SUBMITTED', askerName: me.name, askerPhone: me.phone, community: { id: world.community.id }, overdue: false, onBehalfOf: null, actions: ['withdraw'] });
    expect(need.dueAt).toBeGreaterThan(need.createdAt + 3 * DAY_MS - 1);
    expect(need.timeline).toHaveLength(1);
    expect((await me.api.needs.mine({})).items.map((n) => n.id)).toEqual([need.id]);
    expect((await secretary.api.needs.list({ areaId: world.community.id, status: 'SUBMITTED' })).items.map((n) => n.id)).toContain(need.id);
    expect((await secretary.api.needs.get(need.id)).actions).toEqual(['publish', 'answer', 'refuse']);
    const officer = await world.staff('STREET_OFFICER', world.street), away = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), neighbour = await world.person(), keeper = await world.staff('KEEPER', world.community);
    expect((await officer.api.needs.list({ areaId: world.street.id })).items.map((n) => n.id)).toContain(need.id);
    for (const who of [away, neighbour]) await expect(who.api.needs.get(need.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(keeper.api.needs.get(need.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(away.api.needs.list({ areaId: world.community.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const call of [away.api.needs.answer(need.id, { reply: '好的好的' }), away.api.needs.refuse(need.id, { reply: '不行不行' }), secretary.api.needs.withdraw(need.id), secretary.api.needs.feedback(need.id, { helped: true })]) await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(me.api.needs.answer(need.id, { reply: '自己答复' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  test('somebody asks for an elder, who is named in words', async () => {
    const need = await ask(await world.person(), { onBehalfOf: '阿卜杜拉·买买提 𠮷', phone: '0359-123456', title: '想理发😀' });
    expect(need).toMatchObject({ onBehalfOf: '阿卜杜拉·买买提 𠮷', askerPhone: '0359-123456', title: '想理发😀' });
  });
  test('the same key makes one need', async () => {
    const me = await world.person(), k = key(), first = await me.api.needs.create(input(), k);
    expect(await me.api.needs.create(input(), k)).toEqual(first);
    expect((await me.api.needs.mine({})).items).toHaveLength(1);
  });
  test('bad input is refused and writes nothing', async () => {
    const me = await world.person(), other = await world.person();
    const cases: [object, string][] = [[{ title: '灯' }, 'title'], [{ title: '长'.repeat(61) }, 'title'], [{ text: '长'.repeat(501) }, 'text'], [{ kind: 'X' }, 'kind'], [{ areaId: 'x' }, 'areaId'], [{ areaId: 99 }, 'areaId'], [{ areaId: world.city.id }, 'areaId'], [{ phone: '你好' }, 'phone'], [{ photoIds: [1, 1] }, 'photoIds'], [{ photoIds: [123] }, 'photoIds'], [{ more: 1 }, 'more'], [{ onBehalfOf: '' }, 'onBehalfOf'], [{ text: null }, 'text']];
    for (const [change, field] of cases) await expect(me.send({ method: 'POST', path: '/needs', body: { ...input(), ...change }, key: key() })).rejects.toMatchObject({ code: 'INVALID', fields: { [field]: expect.stringMatching(/[\u4e00-\u9fff]/) } });
    await expect(ask(await world.person({ terms: false }))).rejects.toMatchObject({ code: 'CONSENT_NEEDED' });
    await expect(board.api().needs.create(input(), key())).rejects.toMatchObject({ code: 'SIGN_IN' });
    expect((await me.api.needs.mine({})).items).toEqual([]);
    const need = await ask(other);
    for (const body of [{}, { reply: '' }, { reply: 1 }, { reply: '长'.repeat(301) }]) await expect(secretary.send({ method: 'POST', path: `/needs/${need.id}/answer`, body })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(other.send({ method: 'POST', path: `/needs/${need.id}/feedback`, body: { helped: 'yes' } })).rejects.toMatchObject({ code: 'INVALID' });
    for (const id of ['abc', '0', '-1', '99999999999999999', '1e3']) await expect(me.send({ method: 'GET', path: `/needs/${id}` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('answering', () => {
  test('with words: the asker is told and says whether it helped', async () => {
    const me = await world.person(), need = await ask(me);
    await expect(me.api.needs.feedback(need.id, { helped: true })).rejects.toMatchObject({ code: 'STATE' });
    expect(await secretary.api.needs.answer(need.id, { reply: '物业明天来换' })).toMatchObject({ status: 'ANSWERED', reply: '物业明天来换', actions: [] });
    expect((await me.api.notices.list({})).items[0]).toMatchObject({ kind: 'NEED', body: expect.stringContaining('物业明天来换') });
    expect((await me.api.needs.get(need.id)).actions).toEqual(['feedback']);
    const again = await me.api.needs.feedback(need.id, { helped: false, text: '没有来' });
    expect(again).toMatchObject({ status: 'REOPENED', actions: ['withdraw'] });
    expect(again.timeline.at(-1)!.text).toContain('没有来');
    expect((await secretary.api.needs.list({ areaId: world.community.id, status: 'REOPENED' })).items.map((n) => n.id)).toContain(need.id);
    await secretary.api.needs.answer(need.id, { reply: '今天已换好' });
    expect(await me.api.needs.feedback(need.id, { helped: true })).toMatchObject({ status: 'CONFIRMED', actions: [] });
  });
  test('refused with the reason; withdrawn by the asker; neither twice', async () => {
    const me = await world.person(), a = await ask(me), b = await ask(me);
    expect(await secretary.api.needs.refuse(a.id, { reply: '不属于社区事务，请联系供电公司' })).toMatchObject({ status: 'REFUSED' });
    await expect(secretary.api.needs.answer(a.id, { reply: '再答一次' })).rejects.toMatchObject({ code: 'STATE' });
    expect(await me.api.needs.withdraw(b.id)).toMatchObject({ status: 'WITHDRAWN', actions: [] });
    await expect(secretary.api.needs.refuse(b.id, { reply: '太晚了太晚了' })).rejects.toMatchObject({ code: 'STATE' });
  });
  test('of answering, refusing and withdrawing at the same moment one happens', async () => {
    for (let i = 0; i < 5; i++) {
      const me = await world.person(), need = await ask(me);
      expect(await outcomes([secretary.api.needs.answer(need.id, { reply: '马上处理' }), secretary.api.needs.refuse(need.id, { reply: '处理不了' }), me.api.needs.withdraw(need.id)])).toEqual({ ok: 1, STATE: 2 });
      expect((await me.api.needs.get(need.id)).timeline).toHaveLength(2);
    }
  });
  test('after three working days without an answer it is overdue', async () => {
    const me = await world.person(), need = await ask(me);
    board.clock.set(need.dueAt + 1);
    expect(await me.api.needs.get(need.id)).toMatchObject({ overdue: true });
    await secretary.api.needs.answer(need.id, { reply: '让您久等了' });
    expect(await me.api.needs.get(need.id)).toMatchObject({ overdue: false });
  });
});

describe('a task made of a need', () => {
  test('takes it along to the asker\u2019s word', async () => {
    const me = await world.person(), helper = await world.person(), need = await ask(me), t = await publishFrom(need.id);
    expect(t.needId).toBe(need.id);
    expect((await helper.api.tasks.get(t.id)).needId).toBeNull();
    expect(await me.api.needs.get(need.id)).toMatchObject({ status: 'PUBLISHED', taskId: t.id, actions: [] });
    expect((await me.api.notices.list({})).items[0]!.title).toBe('您的需求已发布为任务');
    await expect(publishFrom(need.id)).rejects.toMatchObject({ code: 'STATE' });
    await helper.api.claims.create({ shiftId: t.shifts[0]!.id }, key());
    board.clock.set(t.endsAt + MINUTE_MS);
    await board.jobs.run('tasks.end');
    expect(await me.api.needs.get(need.id)).toMatchObject({ status: 'DONE', actions: ['feedback'] });
    expect(await me.api.needs.feedback(need.id, { helped: true })).toMatchObject({ status: 'CONFIRMED' });
  });
  test('is kept as a draft without touching the need, and taken back returns it to the desk', async () => {
    const me = await world.person(), need = await ask(me), draft = await secretary.api.tasks.create(taskInput(world.community.id, { needId: need.id, publish: false }), key());
    expect((await me.api.needs.get(need.id)).status).toBe('SUBMITTED');
    await secretary.api.tasks.publish(draft.id, key());
    expect((await me.api.needs.get(need.id)).status).toBe('PUBLISHED');
    await secretary.api.tasks.withdraw(draft.id, key());
    expect(await me.api.needs.get(need.id)).toMatchObject({ status: 'REOPENED', taskId: null });
    const second = await publishFrom(need.id), helper = await world.person();
    await helper.api.claims.create({ shiftId: second.shifts[0]!.id }, key());
    await secretary.api.tasks.cancel(second.id, { reason: '材料没到' }, key());
    expect((await me.api.needs.get(need.id)).status).toBe('REOPENED');
  });
  test('that nobody claimed returns to the desk when its time is over', async () => {
    const me = await world.person(), need = await ask(me), t = await publishFrom(need.id);
    board.clock.set(t.endsAt + MINUTE_MS);
    await board.jobs.run('tasks.end');
    expect(await me.api.needs.get(need.id)).toMatchObject({ status: 'REOPENED', overdue: false });
  });
  test('is one, however many are made of it at once', async () => {
    const me = await world.person(), need = await ask(me);
    expect(await outcomes(Array.from({ length: 4 }, () => publishFrom(need.id)))).toEqual({ ok: 1, STATE: 3 });
  });
  test('needs the need to be in one\u2019s area', async () => {
    const away = await world.staff('COMMUNITY_SECRETARY', world.otherCommunity), need = await ask(await world.person());
    await expect(away.api.tasks.create(taskInput(world.otherCommunity.id, { needId: need.id }), key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
