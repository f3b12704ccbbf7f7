import { Comparison, decisionsFor, type Listed, type Standing } from './differences.rules.js';

const line = (phone: string, o: Partial<Standing> = {}): Standing => ({ id: Number(phone), phone, name: `人${phone}`, unitId: 1, communityId: 10, ...o });
const listed = (phone: string, o: Partial<Listed> = {}): Listed => ({ phone, name: `人${phone}`, unitId: 1, unit: '甲局', communityId: 10, ...o });
/** `roster` in force, `file` brought; what differs, as 'KIND phone'. */
function compare(roster: Standing[], file: Listed[], refused: string[] = []) {
  const c = new Comparison();
  for (const f of file) c.add(f, roster.find((r) => r.phone === f.phone));
  for (const u of c.units) c.look(u, roster.filter((r) => r.unitId === u));
  return c.all(new Set(refused));
}
const say = (d: ReturnType<typeof compare>): string[] => d.map((x) => `${x.kind} ${x.phone}`);

test.each<[string, Standing[], Listed[], string[]]>([
  ['the same list says nothing', [line('1'), line('2')], [listed('1'), listed('2')], []],
  ['who is missing in a unit of the file has left', [line('1'), line('2')], [listed('1')], ['LEFT 2']],
  ['units that the file does not name are left alone', [line('1'), line('2', { unitId: 2 })], [listed('1')], []],
  ['the first list of a unit has nobody who joined', [], [listed('1'), listed('2')], []],
  ['a later list has', [line('1')], [listed('1'), listed('2')], ['JOINED 2']],
  ['another unit', [line('1'), line('2', { unitId: 2 })], [listed('1'), listed('2')], ['MOVED_UNIT 2']],
  ['a unit that nobody knew yet', [line('1')], [listed('1', { unitId: null, unit: '新局' })], ['MOVED_UNIT 1']],
  ['another community', [line('1')], [listed('1', { communityId: 11 })], ['MOVED_COMMUNITY 1']],
  ['both at once are two', [line('1', { unitId: 2 }), line('2')], [listed('1', { communityId: 11 }), listed('2')], ['MOVED_UNIT 1', 'MOVED_COMMUNITY 1']],
  ['what the file does not tell is no difference', [line('1')], [listed('1', { unitId: null, unit: '', communityId: null })], []],
  ['what the roster did not know is filled, not moved', [line('1', { unitId: null, communityId: null })], [listed('1')], []],
  ['a phone of somebody else says nothing about him', [line('1')], [listed('1', { name: '别人', unitId: 2 })], []],
  ['a double line counts once', [line('1')], [listed('1'), listed('1', { unitId: 2 })], []],
])('%s', (_, roster, file, expected) => expect(say(compare(roster, file))).toEqual(expected));

test('who left is remarked on where a line of his name was refused, or came in with another phone', () => {
  expect(compare([line('1'), line('2')], [listed('1')], ['人2'])[0]?.note).toContain('没有采用');
  expect(compare([line('1'), line('15400000002', { name: '张三' })], [listed('1'), listed('15400007777', { name: '张三' })]).map((d) => d.note)).toEqual([expect.stringContaining('尾号 7777'), null]);
});
test('who merely joined needs no decision; who is known in another way does; what is decided is decided', () => {
  expect(decisionsFor({ kind: 'JOINED', note: null, decision: null })).toEqual([]);
  expect(decisionsFor({ kind: 'JOINED', note: '已办理退休', decision: null })).toEqual(['KEEP', 'MOVE']);
  expect(decisionsFor({ kind: 'LEFT', note: null, decision: null })).toEqual(['KEEP', 'RETIRE', 'END']);
  expect(decisionsFor({ kind: 'LEFT', note: null, decision: 'KEEP' })).toEqual([]);
});
