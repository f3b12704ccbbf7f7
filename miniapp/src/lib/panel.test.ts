import type { MessageKindView, MessagesView } from '@xianfeng/shared';
import { readPanel, refusedNow, sayLeft, toAsk, TROUBLE_WORDS, type Trouble } from './panel';

const NOW = Date.parse('2026-11-22T10:00:00+08:00'), DAY = 86_400_000;
const kind = (template: MessageKindView['template'], o: Partial<MessageKindView> = {}): MessageKindView => ({ template, templateId: `id-${template}`, longTerm: false, left: 0, muted: false, answer: null, ...o });
const view = (...kinds: MessageKindView[]): MessagesView => ({ bound: true, kinds, sentThisWeek: 0 });
const names = (of: readonly MessageKindView[]) => of.map((k) => k.template);

describe('what the panel said', () => {
  const asked = [kind('TASK'), kind('LOG'), kind('NEED')];
  test.each([['accept', 'accept'], ['acceptWithAudio', 'accept'], ['reject', 'reject'], ['ban', 'ban'], ['filter', 'filter']] as const)('%s', (word, answer) => {
    expect(readPanel(asked, { answers: { errMsg: 'requestSubscribeMessage:ok', 'id-TASK': word } })).toEqual({ trouble: null, answers: [{ template: 'TASK', answer }] });
  });
  test('each template for itself; what it does not mention, or in words of tomorrow, was not answered', () => {
    expect(readPanel(asked, { answers: { 'id-TASK': 'accept', 'id-LOG': 'reject', 'id-NEED': 'maybe', 'id-OTHER': 'accept' } }).answers).toEqual([{ template: 'TASK', answer: 'accept' }, { template: 'LOG', answer: 'reject' }]);
  });
  test.each<[number, Trouble]>([[10001, 'ours'], [10002, 'network'], [10003, 'network'], [10004, 'ours'], [10005, 'again'], [20001, 'ours'], [20002, 'ours'], [20003, 'ours'], [20004, 'off'], [20005, 'banned'], [99999, 'ours']])('number %i: %s', (errCode, trouble) => {
    expect(readPanel(asked, { errCode, errMsg: 'requestSubscribeMessage:fail' })).toEqual({ answers: [], trouble });
    expect(TROUBLE_WORDS[trouble].text.length).toBeLessThan(60);
  });
  test('old WeChats put the number into their words, or say only that it was no tap', () => {
    expect(readPanel(asked, { errCode: null, errMsg: 'requestSubscribeMessage:fail 20004 The main switch is switched off' }).trouble).toBe('off');
    expect(readPanel(asked, { errCode: null, errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.' }).trouble).toBe('again');
    expect(readPanel(asked, { errCode: null, errMsg: 'function is not supported' }).trouble).toBe('ours');
  });
  test('who is sent to the settings hears how', () => { expect(TROUBLE_WORDS.off.text).toContain('去打开'); });
});
describe('what is asked for', () => {
  test('what he does not have any more, three at most, in the order of the page', () => {
    expect(names(toAsk(view(kind('TASK'), kind('LOG', { left: 2 }), kind('REMINDER'), kind('NEED'), kind('ORDER')), ['LOG', 'REMINDER', 'TASK', 'NEED', 'ORDER'], {}, NOW))).toEqual(['REMINDER', 'TASK', 'NEED']);
  });
  test('nothing that is not set up, is muted, or was refused today; tomorrow again', () => {
    const v = view(kind('TASK', { muted: true }), kind('LOG')), no = refusedNow({}, { trouble: null, answers: [{ template: 'LOG', answer: 'reject' }, { template: 'TASK', answer: 'accept' }] }, NOW);
    expect(no).toEqual({ LOG: '2026-11-22' });
    expect(names(toAsk(v, ['TASK', 'LOG', 'NEED'], {}, NOW))).toEqual(['LOG']);
    expect(names(toAsk(v, ['TASK', 'LOG', 'NEED'], no, NOW))).toEqual([]);
    expect(names(toAsk(v, ['LOG'], no, NOW + DAY))).toEqual(['LOG']);
  });
  test('a ban and a filter are not asked about again that day, either', () => {
    expect(refusedNow({}, { trouble: null, answers: [{ template: 'LOG', answer: 'ban' }, { template: 'TASK', answer: 'filter' }] }, NOW)).toEqual({ LOG: '2026-11-22', TASK: '2026-11-22' });
  });
  test('long-term and one-time never together', () => { expect(names(toAsk(view(kind('TASK', { longTerm: true }), kind('LOG')), ['TASK', 'LOG'], {}, NOW))).toEqual(['TASK']); });
  test('nobody without a WeChat identity', () => { expect(toAsk({ ...view(kind('TASK')), bound: false }, ['TASK'], {}, NOW)).toEqual([]); });
});
test('what is left is said in words', () => { expect([kind('TASK'), kind('TASK', { answer: 'accept' }), kind('TASK', { left: 2 }), kind('TASK', { longTerm: true, left: 1 }), kind('TASK', { longTerm: true })].map(sayLeft)).toEqual(['还没同意收', '收完了', '还能收 2 次', '已同意，一直收', '还没同意']); });
