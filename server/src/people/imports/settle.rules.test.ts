import type { Cell } from '../../lib/sheet/cell.js';
import type { Judged } from './judged.rules.js';
import { judgeMember } from './members.rules.js';
import { CommunityNames } from './place.rules.js';
import { fills, settle, type Others } from './settle.rules.js';
import { UnitNames } from './units.rules.js';

const judged = (values: Record<string, string>, verdict: Judged['verdict'] = 'TAKEN'): Judged => ({ verdict, notes: [], values, key: values['phone'] ?? values['name'] ?? '' });
const others = (o: Partial<Others> = {}): Others => ({ earlier: undefined, booked: undefined, namesake: undefined, ...o });
const zhang = { name: '张三', phone: '15400000001' };

describe('members', () => {
  test.each<[string, Partial<Others>, string, string[]]>([
    ['alone', {}, 'TAKEN', []],
    ['the same person above', { earlier: { where: '甲局第4行', values: zhang } }, 'MERGED', ['与甲局第4行是同一人']],
    ['the same phone above under another name', { earlier: { where: '甲局第4行', values: { ...zhang, name: '李四' } } }, 'REFUSED', ['手机号与甲局第4行的“李四”相同而姓名不同，请核对']],
    ['already on the roster', { booked: zhang }, 'MERGED', ['名册里已有此人']],
    ['the phone is another’s on the roster', { booked: { ...zhang, name: '李四' } }, 'REFUSED', ['手机号在名册里是“李四”，请核对']],
    ['a namesake with another phone', { namesake: '甲局第9行' }, 'TAKEN', ['与甲局第9行同名不同号，按两个人记']],
  ])('%s', (_, o, verdict, notes) => { expect(settle('MEMBERS', judged(zhang), others(o))).toMatchObject({ verdict, notes }); });

  test('what a merged row adds is told; what is known is not overwritten', () => {
    const known = { ...zhang, skills: '理发' };
    expect(settle('MEMBERS', judged({ ...zhang, skills: '文艺', unit: '甲局' }), others({ booked: known })).notes).toEqual(['名册里已有此人，补充单位']);
    expect(fills(known, { ...zhang, skills: '文艺', unit: '甲局' })).toEqual({ unit: '甲局' });
  });
  test('a refused row stays refused', () => { expect(settle('MEMBERS', { ...judged(zhang, 'REFUSED'), notes: ['没有姓名'] }, others({ booked: zhang }))).toMatchObject({ verdict: 'REFUSED', notes: ['没有姓名'] }); });
});

test('goods: the same thing is added up, the same thing at another price is asked about', () => {
  const soap = { name: '香皂', points: '10' };
  expect(settle('GOODS', judged(soap), others({ earlier: { where: '第3行', values: soap } }))).toMatchObject({ verdict: 'MERGED', notes: ['与第3行的是同一种，数量相加'] });
  expect(settle('GOODS', judged(soap), others({ booked: { ...soap, points: '12' } }))).toMatchObject({ verdict: 'REFUSED', notes: ['货架上同样的商品是 12 分，请核对'] });
});

test('areas and units already there are merged', () => {
  expect(settle('UNITS', judged({ name: '甲局党支部' }), others({ booked: { name: '甲局党支部' } }))).toMatchObject({ verdict: 'MERGED', notes: ['已经登记过'] });
  expect(settle('AREAS', judged({ name: 'x' }), others({ earlier: { where: '第3行', values: { name: 'x' } } }))).toMatchObject({ verdict: 'MERGED', notes: ['与第3行相同'] });
});

test('a whole line of a roster: all that is wrong is told at once', () => {
  const communities = new CommunityNames([{ id: 7, name: '梨园社区', parentName: '城东街道' }]);
  const units = new UnitNames([{ id: 3, name: '市水利局党支部' }]);
  const text = (t: string): Cell => ({ kind: 'text', text: t });
  const told = new Set<string>();
  const good = { name: text('张  三'), phone: text('154 0000 0001'), unit: text('市水利局'), community: text('梨园'), address: text('阳光里7号楼4单元'), skills: text('理发') };
  expect(judgeMember(good, communities, units, told)).toEqual({
    verdict: 'MENDED', key: '15400000001', notes: ['姓名“张  三”去掉空格，记为“张三”', '联系电话“154 0000 0001”去掉多余符号，记为“15400000001”', '社区“梨园”按“梨园社区”'],
    values: { name: '张三', phone: '15400000001', unit: '市水利局党支部', unitId: '3', community: '梨园社区', communityId: '7', compound: '阳光里', building: '7号楼', stairwell: '4单元', skills: '理发' },
  });
  expect(judgeMember({ name: { kind: 'formula' }, phone: text('1540000001'), community: text('无名社区') }, communities, units, told)).toMatchObject({ verdict: 'REFUSED', key: '', notes: ['姓名是公式，请改成文字', '联系电话“1540000001”少 1 位', '没有“无名社区”这个社区，请核对'] });
  const notesOf = (): string[] => judgeMember({ ...good, unit: text('市旅游局') }, communities, units, told).notes;
  expect(notesOf()).toContain('单位“市旅游局”还没有登记，确认后新建');
  expect(notesOf()).not.toContain('单位“市旅游局”还没有登记，确认后新建');
});
