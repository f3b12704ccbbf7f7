import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportView, RosterDifferences } from '@xianfeng/shared';
import { ReadingService } from '../../src/people/imports/reading.service.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { key, startBoard, type Board } from '../start.js';
import { writeBook, type RawCell } from './workbook.js';

let board: Board, world: World, city: Actor, secretary: Actor, dir: string, n = 0;
beforeAll(async () => {
  board = await startBoard();
  world = await makeWorld(board);
  city = await world.staff('CITY_ORGANISER', world.city);
  secretary = await world.staff('COMMUNITY_SECRETARY', world.community);
  dir = mkdtempSync(join(tmpdir(), 'differences-'));
});
afterAll(async () => {
  await board.stop();
  rmSync(dir, { recursive: true, force: true });
});

const phone = (): string => `1548${String(++n).padStart(7, '0')}`;
type Line = [name: string, phone: string, unit: string, community?: string];
/** A roster as an office sends it, read and ready to be confirmed. */
async function bring(lines: Line[]): Promise<ImportView> {
  const rows: RawCell[][] = [['姓名', '联系电话', '所在单位党组织', '报到社区'], ...lines.map(([name, tel, unit, community = '柳树社区']): RawCell[] => [name, tel, unit, community])];
  const data = await readFile(await writeBook(join(dir, `${++n}.xlsx`), [{ name: '花名册', rows }]));
  const { id } = await city.api.imports.create('MEMBERS', { name: '花名册.xlsx', data });
  await board.app.get(ReadingService).idle();
  return city.api.imports.get(id);
}
const write = async (lines: Line[]): Promise<number> => {
  const { id } = await bring(lines);
  await city.api.imports.confirm(id, key());
  return id;
};
const say = ({ items }: RosterDifferences): string[] => items.map((d) => `${d.kind} ${d.name}`);
const open = async (id: number): Promise<number> => Object.values((await city.api.imports.differences(id, {})).counts).reduce((sum, c) => sum + c.open, 0);
/** A unit with a roster of its own, and one of its members who uses the app. */
async function unitWithMember(): Promise<{ unit: string; lines: Line[]; who: Actor; registrationId: number; name: string }> {
  const unit = `甲局${++n}`, who = await world.person({ community: null, kind: 'RESIDENT' }), name = `成员${n}`.replace(/\d/g, (d) => '零一二三四五六七八九'[Number(d)]!);
  const lines: Line[] = [[name, who.phone, unit], ['李同事', phone(), unit]];
  await write(lines);
  await who.api.me.consent({ purpose: 'ROSTER', granted: true });
  const { id } = await who.api.registrations.create({ communityId: world.community.id });
  await secretary.api.registrations.accept(id);
  return { unit, lines, who, registrationId: id, name };
}
const titles = async (who: Actor) => (await who.api.notices.list({})).items.map((x) => x.title);
const entry = async (tel: string) => (await board.tx.read.query<{ unit: string | null; communityId: number }[]>('SELECT u.name AS unit, e.communityId FROM roster_entry e LEFT JOIN unit u ON u.id = e.unitId WHERE e.phone = ?', [tel]))[0];

describe('a second roster', () => {
  test('says who is missing, who moved and who is new, before it is written and after; nothing else changes by itself', async () => {
    const [unit, other] = [`乙局${++n}`, `丙局${++n}`], [a, b, c, d, e] = [phone(), phone(), phone(), phone(), phone()] as [string, string, string, string, string];
    await write([['王一', a, unit], ['王二', b, unit], ['王三', c, unit], ['钱四', d, other]]);
    const lines: Line[] = [['王一', a, unit], ['王二', b, other], ['王三', c, unit, '槐树社区'], ['赵五', e, unit]];
    const view = await bring(lines);
    const foreseen = await city.api.imports.differences(view.id, {});
    expect(say(foreseen)).toEqual(['LEFT 钱四', 'MOVED_UNIT 王二', 'MOVED_COMMUNITY 王三', 'JOINED 赵五']);
    expect(foreseen.items.every((x) => x.id === 0 && x.actions.length === 0)).toBe(true);
    expect(foreseen.counts).toEqual({ LEFT: { all: 1, open: 1 }, MOVED_UNIT: { all: 1, open: 1 }, MOVED_COMMUNITY: { all: 1, open: 1 }, JOINED: { all: 1, open: 0 } });
    await expect(city.api.imports.decide(view.id, { ids: [1], decision: 'KEEP' }, key())).rejects.toMatchObject({ code: 'STATE' });
    await city.api.imports.confirm(view.id, key());
    const found = await city.api.imports.differences(view.id, {});
    expect(say(found)).toEqual(say(foreseen));
    expect(found.counts).toEqual(foreseen.counts);
    expect(found.items.map((x) => x.actions)).toEqual([['KEEP', 'RETIRE', 'END'], ['KEEP', 'MOVE'], ['KEEP', 'MOVE'], []]);
    expect(found.items[1]).toMatchObject({ unitBefore: unit, unitAfter: other, phone: `154****${b.slice(-4)}`, registered: false });
    expect(found.items[2]).toMatchObject({ communityBefore: '柳树社区', communityAfter: '槐树社区' });
    expect([(await entry(b))?.unit, (await entry(d))?.unit, (await entry(c))?.communityId]).toEqual([unit, other, world.community.id]);
    expect(say(await city.api.imports.differences(view.id, { kind: 'LEFT' }))).toEqual(['LEFT 钱四']);
    // The same file once more: what was not decided is said again, what is on the roster now is not new.
    expect(say(await city.api.imports.differences(await write(lines), {}))).toEqual(['LEFT 钱四', 'MOVED_UNIT 王二', 'MOVED_COMMUNITY 王三']);
  });
  test('a namesake with another phone, and a line that could not be taken, are pointed at', async () => {
    const unit = `丁局${++n}`, keep = phone();
    await write([['孙一', phone(), unit], ['孙二', phone(), unit], ['孙三', keep, unit]]);
    const id = await write([['孙一', phone(), unit], ['孙二', '1540', unit], ['孙三', keep, unit]]);
    expect((await city.api.imports.differences(id, { kind: 'LEFT' })).items.map((d) => d.note)).toEqual([expect.stringContaining('可能换了手机'), expect.stringContaining('没有采用')]);
  });
});

describe('decisions', () => {
  const leave = async () => {
    const made = await unitWithMember(), id = await write([made.lines[1]!]), [row] = (await city.api.imports.differences(id, {})).items;
    expect(row).toMatchObject({ kind: 'LEFT', name: made.name, registered: true });
    return { ...made, id, rowId: row!.id };
  };
  test('keep: nothing changes', async () => {
    const { id, rowId, who } = await leave();
    expect(await city.api.imports.decide(id, { ids: [rowId], decision: 'KEEP' }, key())).toMatchObject({ decided: [{ id: rowId, decision: 'KEEP', decidedBy: city.name, actions: [] }], refused: [] });
    expect(await who.api.me.get()).toMatchObject({ kind: 'MEMBER', community: { name: '柳树社区' } });
    expect(await open(id)).toBe(0);
  });
  test('end: the registration ends, he is told, and may come back as a resident', async () => {
    const { id, rowId, who } = await leave();
    await who.api.me.updateProfile({ stations: ['CARE'] });
    await city.api.imports.decide(id, { ids: [rowId], decision: 'END' }, key());
    expect((await who.api.registrations.mine()).map((r) => r.status)).toEqual(['ENDED']);
    expect(await who.api.me.get()).toMatchObject({ kind: 'RESIDENT', unit: null, community: null });
    expect(await titles(who)).toContain('报到已结束');
    expect(await entry(who.phone)).toBeUndefined();
    expect(await who.api.registrations.create({ communityId: world.community.id })).toMatchObject({ status: 'ACCEPTED', kind: 'RESIDENT' });
  });
  test('retire: he stays where he is, as a resident member; a later roster that still lists him asks again', async () => {
    const { id, rowId, who, lines } = await leave();
    await city.api.imports.decide(id, { ids: [rowId], decision: 'RETIRE' }, key());
    expect(await who.api.me.get()).toMatchObject({ kind: 'RETIRED', unit: null, community: { name: '柳树社区' } });
    const later = await write(lines), [again] = (await city.api.imports.differences(later, {})).items;
    expect(again).toMatchObject({ kind: 'JOINED', note: '已办理退休，新名册里仍在列', registered: true, actions: ['KEEP', 'MOVE'] });
    await city.api.imports.decide(later, { ids: [again!.id], decision: 'MOVE' }, key());
    expect(await who.api.me.get()).toMatchObject({ kind: 'MEMBER', community: { name: '柳树社区' } });
    expect((await who.api.me.get()).unit).not.toBeNull();
    expect((await who.api.me.profile()).retiredAt).toBeNull();
  });
  test('move to another unit: roster and person, and he is told', async () => {
    const made = await unitWithMember(), other = `新局${++n}`, id = await write([[made.name, made.who.phone, other], made.lines[1]!]);
    const [row] = (await city.api.imports.differences(id, { kind: 'MOVED_UNIT' })).items;
    await city.api.imports.decide(id, { ids: [row!.id], decision: 'MOVE' }, key());
    expect([(await entry(made.who.phone))?.unit, (await made.who.api.me.get()).unit?.name]).toEqual([other, other]);
    expect(await titles(made.who)).toContain('所在单位已更新');
  });
  test('move to another community: the registration moves along', async () => {
    const made = await unitWithMember(), id = await write([[made.name, made.who.phone, made.unit, '槐树社区'], made.lines[1]!]);
    const [row] = (await city.api.imports.differences(id, { kind: 'MOVED_COMMUNITY' })).items;
    await city.api.imports.decide(id, { ids: [row!.id], decision: 'MOVE' }, key());
    expect((await made.who.api.registrations.mine()).map((r) => [r.status, r.community.name])).toEqual([['ACCEPTED', '槐树社区'], ['TRANSFERRED', '柳树社区']]);
    expect(await made.who.api.me.get()).toMatchObject({ community: { name: '槐树社区' } });
    expect(await titles(made.who)).toContain('报到已转社区');
  });
  test('who is not in the app is taken off the roster, or moved on it', async () => {
    const unit = `戊局${++n}`, [a, b] = [phone(), phone()] as [string, string];
    await write([['周一', a, unit], ['周二', b, unit]]);
    const id = await write([['周二', b, unit]]), [row] = (await city.api.imports.differences(id, {})).items;
    await city.api.imports.decide(id, { ids: [row!.id], decision: 'END' }, key());
    expect(await entry(a)).toBeUndefined();
  });
  test('many in one step; what does not fit is refused by itself', async () => {
    const unit = `己局${++n}`, other = `庚局${++n}`, tels = [phone(), phone(), phone()] as [string, string, string];
    await write([['吴一', tels[0], unit], ['吴二', tels[1], unit], ['吴三', tels[2], unit]]);
    const id = await write([['吴一', tels[0], other], ['吴三', tels[2], unit]]), rows = (await city.api.imports.differences(id, {})).items;
    const answer = await city.api.imports.decide(id, { ids: [...rows.map((r) => r.id), 999], decision: 'MOVE' }, key());
    expect(answer.decided.map((d) => [d.kind, d.decision])).toEqual([['MOVED_UNIT', 'MOVE']]);
    expect(answer.refused.map((r) => r.message).sort()).toEqual([expect.stringContaining('没有找到'), expect.stringContaining('状态已变化')].sort());
    expect(await open(id)).toBe(1);
  });
  test('five times at once is once, and the same key answers the same bytes', async () => {
    const { id, rowId, who } = await leave();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => city.api.imports.decide(id, { ids: [rowId], decision: 'END' }, key())));
    expect(answers.map((a) => a.decided.length).sort()).toEqual([0, 0, 0, 0, 1]);
    expect((await titles(who)).filter((t) => t === '报到已结束')).toHaveLength(1);
    const other = await leave(), same = key();
    const [one, two] = [await city.api.imports.decide(other.id, { ids: [other.rowId], decision: 'KEEP' }, same), await city.api.imports.decide(other.id, { ids: [other.rowId], decision: 'KEEP' }, same)];
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
  });
  test('nobody decides about himself, and only the city about rosters', async () => {
    const unit = `辛局${++n}`, organiser = await world.person({ community: null, posts: [{ role: 'CITY_ORGANISER', area: world.city }] });
    await write([['组织', organiser.phone, unit], ['同事', phone(), unit]]);
    await organiser.api.me.consent({ purpose: 'ROSTER', granted: true });
    await organiser.api.registrations.create({ communityId: world.community.id });
    const id = await write([['另一', phone(), unit]]), own = (await city.api.imports.differences(id, {})).items.find((d) => d.name === '组织')!;
    expect((await organiser.api.imports.decide(id, { ids: [own.id], decision: 'KEEP' }, key())).refused).toEqual([{ id: own.id, message: '与自己有关的，请由别人办理' }]);
    for (const call of [() => secretary.api.imports.differences(id, {}), () => secretary.api.imports.decide(id, { ids: [own.id], decision: 'KEEP' }, key())]) await expect(call()).rejects.toMatchObject({ status: 404 });
    await expect(board.api().imports.differences(id, {})).rejects.toMatchObject({ status: 401 });
  });
});
