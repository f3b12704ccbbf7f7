import { fit, propose, sharedWord, type Offered, type Wanted } from './match.rules.js';

const hall: Offered = { id: 1, kind: 'VENUE', title: '三楼会议室', limits: '可坐六十人', skill: null, idle: false };
const doctors: Offered = { id: 2, kind: 'PEOPLE', title: '内科医生义诊', limits: '每季度一次', skill: '医疗健康', idle: false };
const barber: Offered = { id: 3, kind: 'SKILL', title: '上门理发', limits: '', skill: '理发', idle: true };
const want = (o: Partial<Wanted>): Wanted => ({ needId: 9, title: '想要', text: '', wants: 'VENUE', skill: null, ...o });

test.each<[string, Offered, Wanted, string | null]>([
  ['kind alone is not enough', hall, want({ title: '找个地方下棋' }), null],
  ['kind and a word', hall, want({ title: '借会议室开居民大会' }), '因为需要场地，这里正好有场地，都提到“会议室”'],
  ['kind and a skill', barber, want({ title: '给卧床老人剪头', wants: 'SKILL', skill: '理发' }), '因为需要技术，这里正好有技术，都是“理发”，这项资源半年没人用过'],
  ['the skill as a word is not told twice', barber, want({ title: '上门理发', wants: 'SKILL', skill: '理发' }), '因为需要技术，这里正好有技术，都是“理发”，都提到“上门理发”，这项资源半年没人用过'],
  ['people for a skill, where the skill is the same', doctors, want({ title: '量血压', wants: 'SKILL', skill: '医疗健康' }), '因为都是“医疗健康”'],
  ['people for a skill need more than a word of two', doctors, want({ title: '请医生来', wants: 'SKILL' }), null],
  ['another kind never, whatever the words', hall, want({ title: '三楼会议室的桌椅', wants: 'GOODS' }), null],
  ['empty words do not count', { ...hall, title: '社区活动' }, want({ title: '社区活动' , text: '居民服务' }), '因为需要场地，这里正好有场地，都提到“社区活动”'],
  ['a word that stands in every list says nothing', { ...hall, title: '单位场地' }, want({ title: '单位地方' }), null],
])('%s', (_, r, n, why) => expect(fit(r, n)?.why ?? null).toBe(why));
test.each([['会议室', '开会', null], ['三楼会议室', '大会议室', '会议室'], ['居民理发', '老人理发', '理发'], ['服务', '服务', null], ['a b', 'a b', null]])('%s and %s share %s', (a, b, word) => expect(sharedWord(a, b)).toBe(word));
test('the best three for each need, best first, of equals the older; what was dismissed stays away', () => {
  const rooms = [5, 4, 3, 2].map((id) => ({ ...hall, id })), best = { ...hall, id: 7, limits: '居民大会可用' };
  const need = want({ title: '会议室里开居民大会可用' });
  expect(propose([...rooms, { ...best, idle: true }], [need], new Set()).map((f) => f.resourceId)).toEqual([7, 2, 3]);
  expect(propose([...rooms, best], [need], new Set(['7/9', '2/9'])).map((f) => f.resourceId)).toEqual([3, 4, 5]);
  expect(propose([], [need], new Set())).toEqual([]);
});
