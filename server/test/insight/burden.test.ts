import { addDays, dayOf, DAY_MS, startOfDay, SUGGESTIONS_PER_DAY, type BurdenReportInput, type SuggestionInput } from '@xianfeng/shared';
import { BurdenService } from '../../src/insight/burden/burden.service.js';
import { intentsOf, mondayOf, weeksBack } from '../../src/insight/burden/burden.rules.js';
import { notify } from '../../src/reach/notices/notices.store.js';
import { codesOf, codeOf, key, startBoard, type Board } from '../start.js';
import { makeWorld, type Actor, type World } from '../world.js';

let board: Board, world: World, organiser: Actor;
beforeEach(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  organiser = await world.staff('CITY_ORGANISER', world.city);
});
afterEach(() => board.stop());

const CLAIM: BurdenReportInput = { intent: 'CLAIM', who: 'MEMBER', taps: 2, fields: 0, bucket: 0, items: 1 };
const IDEA: SuggestionInput = { kind: 'IDEA', text: '字再大一点', page: '任务' };
const rows = () => board.tx.read.query<Record<string, unknown>[]>('SELECT * FROM burden_day');

describe('the meter', () => {
  test('keeps a day\'s sums by intent and kind of person, and nothing else', async () => {
    const guest = board.api();
    for (const taps of [2, 2, 3, 2, 5]) await guest.burden.report({ ...CLAIM, taps });
    await guest.burden.report({ ...CLAIM, who: 'RESIDENT', bucket: 5 });
    expect((await rows()).map(({ day, intent, who, times, items, taps, fields, s0, s5 }) => ({ day, intent, who, times, items, taps: Number(taps), fields: Number(fields), s0, s5 })).sort((a, b) => (String(a.who) < String(b.who) ? -1 : 1))).toEqual([
      { day: dayOf(board.clock.now()), intent: 'CLAIM', who: 'MEMBER', times: 5, items: 5, taps: 14, fields: 0, s0: 5, s5: 0 },
      { day: dayOf(board.clock.now()), intent: 'CLAIM', who: 'RESIDENT', times: 1, items: 1, taps: 2, fields: 0, s0: 0, s5: 1 },
    ]);
    const { intents } = await organiser.api.burden.get({ weeks: 2 });
    expect(intents.map(({ intent, who, times, tapsTenths, minutePercent, budget }) => ({ intent, who, times, tapsTenths, minutePercent, budget }))).toEqual([
      { intent: 'CLAIM', who: 'MEMBER', times: 5, tapsTenths: 28, minutePercent: 100, budget: { taps: 2 } },
      { intent: 'CLAIM', who: 'RESIDENT', times: 1, tapsTenths: null, minutePercent: null, budget: { taps: 2 } }, // too few to show
    ]);
  });
  test('twenty at the same moment are twenty', async () => {
    expect(codesOf(await Promise.allSettled(Array.from({ length: 20 }, () => board.api().burden.report(CLAIM)))).every((c) => c === 'ok')).toBe(true);
    expect((await rows()).map((r) => r.times)).toEqual([20]);
  });
  test('it has no session: the same report with a token leaves the same row', async () => {
    await organiser.api.burden.report(CLAIM);
    const text = JSON.stringify(await rows());
    expect(text).not.toContain(String(organiser.id));
    expect(Object.keys((await rows())[0]!).sort()).toEqual(['day', 'fields', 'intent', 'items', 's0', 's1', 's2', 's3', 's4', 's5', 'taps', 'times', 'who']);
  });
  test('pushes are counted per task that came to its end, days that are over once', async () => {
    const yesterday = addDays(dayOf(board.clock.now()), -1), at = startOfDay(yesterday) + 1000, service = board.app.get(BurdenService);
    await board.tx.run((m) => notify(m, board.clock.now(), Array.from({ length: 3 }, () => ({ userId: organiser.id, kind: 'SYSTEM' as const, title: 't', body: 'b' }))));
    await service.sumPushes();
    await service.sumPushes();
    const days = await board.tx.read.query<{ day: string }[]>('SELECT day FROM push_day ORDER BY day');
    expect(days.length).toBe(100);
    expect(days.at(-1)!.day).toBe(yesterday);
    const { pushes } = await organiser.api.burden.get({ weeks: 1 });
    expect(pushes.at(-1)).toMatchObject({ week: mondayOf(dayOf(board.clock.now())), notices: 3, tasks: 0, perTaskTenths: null });
    expect(at).toBeLessThan(board.clock.now());
  });
  test('it is for the city alone', async () => {
    const [secretary, auditor, member] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('AUDITOR', world.city), await world.person()];
    expect(await Promise.all([secretary, auditor, member].map((w) => codeOf(w.api.burden.get({}))))).toEqual(['NOT_FOUND', 'ok', 'NOT_FOUND']);
  });
  test('weeks begin on Mondays and have no gaps', () => {
    expect(mondayOf('2026-11-22')).toBe('2026-11-16');
    expect(mondayOf('2026-11-23')).toBe('2026-11-23');
    expect(weeksBack('2026-11-22', 3)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
    expect(intentsOf([], ['2026-11-16'])).toEqual([]);
  });
});

describe('意见建议', () => {
  test('is sent, listed without a name, answered once, and told to its sender', async () => {
    const member = await world.person(), sent = await member.api.suggestions.send(IDEA, key());
    expect(sent).toMatchObject({ ...IDEA, status: 'OPEN', answer: null, actions: [] });
    const { items } = await organiser.api.suggestions.list({ status: 'OPEN', kind: 'IDEA' });
    expect(items).toEqual([{ ...sent, actions: ['answer'] }]);
    expect(JSON.stringify(items)).not.toContain(member.name);
    expect(JSON.stringify(items)).not.toContain(String(member.id));
    const both = await Promise.allSettled([organiser.api.suggestions.answer(sent.id, { answer: '下一版就改' }, key()), organiser.api.suggestions.answer(sent.id, { answer: '已经改了' }, key())]);
    expect(codesOf(both)).toEqual(['STATE', 'ok']);
    const [mine] = (await member.api.suggestions.mine({})).items;
    expect(mine).toMatchObject({ status: 'ANSWERED', actions: [] });
    const inbox = await member.api.notices.list({});
    expect(inbox.items.filter((n) => n.title === '您的意见有答复了')).toHaveLength(1);
    expect(inbox.items[0]!.body).toBe(mine!.answer);
  });
  test('“这个填过了” needs no words, the others do', async () => {
    const member = await world.person();
    expect(await member.api.suggestions.send({ kind: 'TWICE', text: '', page: '发布任务' }, key())).toMatchObject({ kind: 'TWICE', page: '发布任务' });
    for (const kind of ['IDEA', 'PROBLEM', 'BURDEN'] as const) expect(await codeOf(member.api.suggestions.send({ kind, text: '', page: '任务' }, key()))).toBe('INVALID');
    expect(await codeOf(member.api.suggestions.send({ kind: 'TWICE', text: '' }, key()))).toBe('INVALID');
  });
  test('ten a day, also all at once; tomorrow ten more', async () => {
    const member = await world.person();
    const codes = codesOf(await Promise.allSettled(Array.from({ length: SUGGESTIONS_PER_DAY + 3 }, () => member.api.suggestions.send(IDEA, key()))));
    expect(codes.filter((c) => c === 'ok')).toHaveLength(SUGGESTIONS_PER_DAY);
    expect(codes.filter((c) => c === 'TOO_MANY')).toHaveLength(3);
    board.clock.now = () => Date.now() + DAY_MS;
    expect(await codeOf(member.api.suggestions.send(IDEA, key()))).toBe('ok');
  });
  test('the same key sends it once', async () => {
    const member = await world.person(), k = key(), first = await member.api.suggestions.send(IDEA, k);
    expect(await member.api.suggestions.send(IDEA, k)).toEqual(first);
    expect((await member.api.suggestions.mine({})).items).toHaveLength(1);
  });
  test('only the city reads and answers', async () => {
    const member = await world.person(), { id } = await member.api.suggestions.send(IDEA, key()), officer = await world.staff('STREET_OFFICER', world.street), auditor = await world.staff('AUDITOR', world.city);
    expect(await codeOf(officer.api.suggestions.list({}))).toBe('NOT_FOUND');
    expect(await codeOf(officer.api.suggestions.answer(id, { answer: '不归我' }, key()))).toBe('NOT_FOUND');
    expect(await codeOf(auditor.api.suggestions.list({}))).toBe('FORBIDDEN');
  });
});

test('who runs this, and under which number', async () => {
  expect(await board.api().about.get()).toEqual({ filing: null, operator: null });
});
