import type { ServiceFacts } from '@xianfeng/shared';
import { campaignFlow, certificateNoOf, decideBlocked, missing, nominationFlow, subjectProblem } from './campaigns.rules.js';

const facts = (o: Partial<ServiceFacts> = {}): ServiceFacts => ({ from: '2026-01-01', to: '2026-12-31', services: 5, minutes: 600, confirmed: 2, people: 1, kinds: [], ...o });
const criteria = { minHours: 10, minServices: 5, minConfirmed: 2, registeredBy: '2026-06-30' };
test.each([
  [{}, '2026-06-30', []], [{ minutes: 599 }, '2026-01-05', ['时长 9.9/10 小时']], [{ services: 4, confirmed: 0 }, '2026-01-05', ['服务 4/5 次', '居民确认 0/2 件']],
  [{}, '2026-07-01', ['需在 2026-06-30 前报到']], [{}, null, ['需已报到']],
])('%j, registered %p: %j', (o, registeredOn, out) => expect(missing(criteria, { facts: facts(o), registeredOn, barredUntil: null })).toEqual(out));
test('false hours keep from it, whatever was served', () => expect(missing(criteria, { facts: facts(), registeredOn: '2026-01-05', barredUntil: '2027-11-22' })).toEqual(['因虚报时长，2027-11-22 前不参评']));
test('conditions of nothing fit everybody who is registered', () => expect(missing({ minHours: 0, minServices: 0, minConfirmed: 0, registeredBy: null }, { facts: facts({ minutes: 0, services: 0, confirmed: 0 }), registeredOn: '2026-11-01', barredUntil: null })).toEqual([]));

test('the life of a campaign and of a nomination', () => {
  expect(campaignFlow.from('drop')).toEqual(['OPEN', 'NOTICE']);
  expect(() => campaignFlow.next('OPEN', 'decide')).toThrow('状态已变化');
  expect(nominationFlow.from('withdraw')).toEqual(['NOMINATED', 'SHORTLISTED']);
  expect(nominationFlow.from('award')).toEqual(['SHORTLISTED']);
  expect(nominationFlow.from('shortlist')).toEqual(['NOMINATED', 'LEFT_OUT']);
});
test.each([
  ['MEMBER', { userId: 1 }, null], ['MEMBER', {}, { userId: '请选择一位党员' }], ['MEMBER', { userId: 1, unitId: 1 }, { userId: '请选择一位党员' }],
  ['UNIT', { unitId: 1 }, null], ['UNIT', { userId: 1 }, { unitId: '请选择一个单位' }],
] as const)('%s %j', (subject, who, problem) => expect(subjectProblem(subject, who)).toEqual(problem));
const notice = { status: 'NOTICE', createdBy: 1, publishedBy: 2, noticeUntil: 100, openObjections: 0 } as const;
test.each([
  [notice, 3, false, 100, null], [notice, 3, false, 99, '公示期未满'], [notice, 1, false, 100, '需要另一位工作人员来决定'], [notice, 2, false, 100, '需要另一位工作人员来决定'], [notice, 3, true, 100, '与自己有关的，请由别人决定'],
  [{ ...notice, openObjections: 2 }, 3, false, 100, '还有 2 条异议没有答复'], [{ ...notice, status: 'OPEN' as const }, 3, false, 100, '还没有公示'], [{ ...notice, status: 'DROPPED' as const }, 3, false, 100, '已取消'],
])('%j by %i: %p', (c, meId, isNominee, now, why) => expect(decideBlocked(c, meId, isNominee, now)).toBe(why));
test('certificate numbers', () => expect(certificateNoOf('模范在职党员', '2026-12-31', 7)).toBe('模范在职党员〔2026〕7号'));
