import { LETTER_STATUSES, type LetterStatus, type ServiceFacts } from '@xianfeng/shared';
import { deserves, letterActions, letterFlow, letterNoOf, letterText, recipientOf } from './letters.rules.js';

const facts = (o: Partial<ServiceFacts> = {}): ServiceFacts => ({ from: '2026-01-01', to: '2026-12-31', services: 4, minutes: 330, confirmed: 2, people: 1, kinds: [{ kind: 'ELDER', services: 3, minutes: 250 }, { kind: 'CLEAN', services: 1, minutes: 80 }], ...o });
const nobody = { mayManage: false, mayApprove: false, isSubject: false, isAuthor: false, isRecipient: false };
const street = { ...nobody, mayManage: true, mayApprove: true };
test.each([
  ['DRAFT', { ...nobody, mayManage: true }, ['void']], ['SUBMITTED', { ...nobody, mayManage: true, isAuthor: true }, []],
  ['SUBMITTED', street, ['approve', 'return', 'void']], ['SUBMITTED', { ...street, isAuthor: true }, ['return', 'void']], ['SUBMITTED', { ...street, isSubject: true }, []],
  ['APPROVED', street, ['deliver', 'void', 'file']], ['DELIVERED', { ...nobody, isRecipient: true }, ['receive', 'file']], ['DELIVERED', { ...nobody, isSubject: true }, ['file']],
  ['RECEIVED', { ...nobody, isRecipient: true }, ['file']], ['RECEIVED', street, ['void', 'file']], ['VOID', street, []],
] as const)('%s for %j: %j', (status, reader, actions) => expect(letterActions(status, reader)).toEqual(actions));
test('nothing leaves VOID, and everything that stands may become it', () => {
  expect(letterFlow.actions('VOID')).toEqual([]);
  expect(letterFlow.from('void')).toEqual((Object.keys(LETTER_STATUSES) as LetterStatus[]).filter((s) => s !== 'VOID'));
});
test.each([[5, true, 'UNIT'], [5, false, 'PERSON'], [null, true, 'PERSON'], [null, false, 'PERSON']] as const)('unit %p, consent %p: to %s', (unitId, may, to) => expect(recipientOf(unitId, may)).toBe(to));
test.each([[{}, true], [{ minutes: 240 }, true], [{ minutes: 239 }, false], [{ services: 0 }, false]])('%j deserves one: %p', (o, yes) => expect(deserves(facts(o))).toBe(yes));
test('numbers begin anew with each street and year', () => expect(letterNoOf('东街道', 2026, 12)).toBe('东街道表扬〔2026〕12号'));
test('what the letter says', () => {
  const o = { name: '张三', unitName: '某局', recipient: 'UNIT' as const, communityName: '柳树社区', year: 2026, facts: facts() };
  expect(letterText(o)).toBe('2026年，贵单位张三同志利用业余时间在柳树社区参加志愿服务 4 次，共 5.5 小时，包括敬老助老3次、环境整治1次；其中 2 件事由居民亲自确认办成。');
  expect(letterText({ ...o, recipient: 'PERSON', facts: facts({ confirmed: 0, kinds: [] }) })).toBe('2026年，您利用业余时间在柳树社区参加志愿服务 4 次，共 5.5 小时。');
});
