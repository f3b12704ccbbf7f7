import type { Cell } from '../../lib/sheet/cell.js';
import { CommunityNames } from '../../people/imports/place.rules.js';
import { UnitNames } from '../../people/imports/units.rules.js';
import { judgeListedNeed, judgePact, judgeProjectLine, judgeResource, namesIn, readDay, type Places } from './import.rules.js';

const text = (t: string): Cell => ({ kind: 'text', text: t });
const cells = (o: Record<string, string>): Record<string, Cell> => Object.fromEntries(Object.entries(o).map(([k, v]) => [k, text(v)]));
const communities = [{ id: 1, name: '柳树社区', parentName: '东街道' }, { id: 2, name: '槐树社区', parentName: '西街道' }];
const places: Places = { communities: new CommunityNames(communities), units: new UnitNames([{ id: 7, name: '市图书馆' }, { id: 8, name: '市医院' }]), own: null };

test.each<[Record<string, string>, string, object]>([
  [{ title: '三楼会议室', giver: '市图书馆', kind: '场地', community: '柳树社区', contactPhone: '0359-1234567' }, 'TAKEN', { values: { title: '三楼会议室', giver: '市图书馆', unitId: '7', kind: 'VENUE', communityId: '1', contactPhone: '0359-1234567' } }],
  [{ title: '上门理发', giver: '老李理发店', community: '柳树' }, 'MENDED', { values: { kind: 'SKILL', skill: '理发', giver: '老李理发店' } }],
  [{ title: '某某', giver: '市医院', kind: '其他', community: '柳树社区' }, 'REFUSED', { notes: ['类别“其他”看不懂，请写：场地、人员、技术、物资、资金'] }],
  [{ title: '会议室', giver: '', community: '桃树社区' }, 'REFUSED', { notes: ['没有提供单位', expect.stringContaining('没有“桃树社区”') as string] }],
  [{ title: '会议室', giver: '市医院' }, 'REFUSED', { notes: ['没有写社区'] }],
  [{ title: '=1+1会议室', giver: '市医院', community: '柳树社区' }, 'REFUSED', { notes: expect.arrayContaining(['资源名称是公式，请改成文字']) as string[] }],
  [{ title: '会议室', giver: '市医院', kind: '场地', community: '柳树社区', contactPhone: '找王主任' }, 'MENDED', { notes: ['联系电话“找王主任”打不通，未取'] }],
])('resource %p: %s', (line, verdict, more) => expect(judgeResource(cells(line), places)).toMatchObject({ verdict, ...more }));
test('a community’s own import need not name it', () => {
  const own = { id: 1, name: '柳树社区' };
  expect(judgeListedNeed(cells({ title: '想办读书会', wants: '场地' }), { ...places, own })).toMatchObject({ verdict: 'TAKEN', key: '1/想办读书会', values: { wants: 'VENUE', communityId: '1' } });
});
test.each([['立项', 'SET_UP'], ['', 'SET_UP'], ['正在推进', 'RUNNING'], ['未完成', 'RUNNING'], ['待验收', 'CHECKING'], ['已销号', 'CLOSED'], ['已完成', 'CLOSED'], ['中止', 'DROPPED']])('state %s is %s', (word, state) => {
  expect(judgeProjectLine(cells({ title: '读书会', due: '2026年12月', community: '槐树社区', ...(word ? { state: word } : {}) }), places)).toMatchObject({ values: { state, due: '2026-12-31' } });
});
test('a project without a day that exists, or in a state nobody knows, is refused', () => {
  expect(judgeProjectLine(cells({ title: '读书会', due: '尽快', state: '再说', community: '槐树社区' }), places)).toMatchObject({ verdict: 'REFUSED', notes: ['完成期限“尽快”看不懂，请写成 2026-12-31', '状态“再说”看不懂，请写：立项、实施、验收、销号'] });
});
test.each([['2026-12-31', '2026-12-31'], ['2026.2.28', '2026-02-28'], ['2026/2/30', null], ['20260101', '2026-01-01'], ['2026年2月', '2026-02-28'], ['2026年2月3日', '2026-02-03'], ['2026-13-01', null], ['年底', null]])('day %s: %s', (written, day) => {
  const read = readDay(text(written), '日期');
  expect('refused' in read ? null : read.value).toBe(day);
});
test('an agreement needs units that are known, and an end after its beginning', () => {
  const line = { title: '共建协议', units: '市图书馆、中共市医院党支部', from: '2026-01-01', to: '2026-12-31', community: '柳树社区' };
  expect(judgePact(cells(line), places)).toMatchObject({ verdict: 'TAKEN', values: { unitIds: '7,8', units: '市图书馆、市医院' } });
  expect(judgePact(cells({ ...line, units: '市图书馆，市水厂' }), places)).toMatchObject({ verdict: 'REFUSED', notes: ['没有“市水厂”这个单位，请先导入单位'] });
  expect(judgePact(cells({ ...line, to: '2025-12-31' }), places)).toMatchObject({ verdict: 'REFUSED', notes: ['到期日期早于开始日期'] });
});
test('names in one cell', () => expect(namesIn('甲、乙, 丙；丁\n戊')).toEqual(['甲', '乙', '丙', '丁', '戊']));
