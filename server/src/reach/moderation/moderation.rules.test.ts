import type { TextVerdict } from '../wechat/wechat.types.js';
import { isHidden, isLate, mediaVerdict, standingOf, UNASKED, type Doubt } from './moderation.rules.js';

const said = (suggest: TextVerdict['suggest']): TextVerdict => ({ suggest, label: 100, traceId: 't' });
/** Whatever the machine said or did not say: nothing of ordinary people is shown without its plain "pass". */
test.each<[string, TextVerdict | null, Record<Doubt, string>]>([
  ['pass', said('pass'), { wait: 'show', look: 'show', desk: 'show' }],
  ['doubt', said('review'), { wait: 'WAIT DOUBT', look: 'LOOK DOUBT', desk: 'show' }],
  ['error or timeout', { suggest: 'review', label: null, traceId: null }, { wait: 'WAIT DOUBT', look: 'LOOK DOUBT', desk: 'show' }],
  ['risk', said('risky'), { wait: 'refuse', look: 'refuse', desk: 'refuse' }],
  ['nobody to ask', UNASKED, { wait: 'WAIT BY_HAND', look: 'LOOK OFFICE', desk: 'show' }],
])('%s', (_, verdict, expected) => {
  for (const doubt of ['wait', 'look', 'desk'] as const) {
    const s = standingOf(verdict, doubt);
    expect(s.kind === 'hold' ? `${s.doubtful.state} ${s.doubtful.why}` : s.kind).toBe(expected[doubt]);
  }
});
test.each<[string, Record<string, unknown>, object | null]>([
  ['passed', { trace_id: 't-1', errcode: 0, result: { suggest: 'pass', label: '100' } }, { traceId: 't-1', verdict: 'pass', label: 100 }],
  ['risky, label as a number', { trace_id: 't', errcode: 0, result: { suggest: 'risky', label: 20002 } }, { traceId: 't', verdict: 'risky', label: 20002 }],
  ['not fetched: no result at all', { trace_id: 't', errcode: -1008, errmsg: '下载错误', detail: [] }, { traceId: 't', verdict: 'again', label: null }],
  ['another fault never passes', { trace_id: 't', errcode: -1010, result: { suggest: 'pass', label: '100' } }, { traceId: 't', verdict: 'review', label: 100 }],
  ['no result', { trace_id: 't', errcode: 0 }, { traceId: 't', verdict: 'review', label: null }],
  ['a word we do not know', { trace_id: 't', result: { suggest: 'PASS', label: 'x' } }, { traceId: 't', verdict: 'review', label: null }],
  ['no number', { errcode: 0, result: { suggest: 'pass' } }, null],
  ['a number that is none', { trace_id: 'a b', result: { suggest: 'pass' } }, null],
])('a verdict on a photo: %s', (_, event, expected) => expect(mediaVerdict(event)).toEqual(expected));
test('after a day it is late; what is decided is not', () => {
  expect([isLate('WAIT', 0, 86_400_000), isLate('WAIT', 0, 86_400_001), isLate('LOOK', 0, 86_400_001), isLate('PASSED', 0, 1e9), isLate('DOWN', 0, 1e9)]).toEqual([false, true, true, false, false]);
  expect(['NEW', 'ASKED', 'WAIT', 'DOWN', 'LOOK', 'PASSED'].map(isHidden)).toEqual([true, true, true, true, false, false]);
});
