import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HOUR_MS, instant, MESSAGE_TEMPLATE_KEYS, MINUTE_MS } from '@xianfeng/shared';
import type { SendResult } from '../wechat/wechat.types.js';
import { contentOf, DOUBT_MS, isQuiet, MESSAGE_LIFE_MS, morningAfter, templateOf, timingOf, verdictOf, weekOf, type Told } from './messages.rules.js';
import { TEMPLATES } from './templates.js';

const at = (clock: string, day = '2026-11-22') => instant(day, clock);
const told = (o: Partial<Told> = {}): Told => ({ kind: 'TASK', title: '任务已取消', body: '“河边清扫”已取消：下雨。不用再去了，谢谢您。', link: '/packages/more/pages/task/index?id=7', ...o });

describe('which notice goes to WeChat', () => {
  test.each<[Partial<Told>, string | null]>([
    [{ kind: 'TASK' }, 'TASK'], [{ kind: 'LOG' }, 'LOG'], [{ kind: 'NEED' }, 'NEED'], [{ kind: 'REDEMPTION' }, 'ORDER'], [{ kind: 'REGISTRATION' }, 'REGISTRATION'], [{ kind: 'OFFER' }, 'OFFER'], [{ kind: 'HONOUR' }, 'HONOUR'],
    [{ kind: 'TASK', template: 'REMINDER' }, 'REMINDER'], [{ kind: 'POINTS' }, null], [{ kind: 'SYSTEM' }, null],
    [{ kind: 'LOG', link: '/packages/desk/pages/logs/index' }, null], [{ kind: 'LOG', link: null }, 'LOG'],
  ])('%p: %s', (o, template) => { expect(templateOf(told(o))).toBe(template); });
});
describe('when it leaves', () => {
  test.each<[string, boolean]>([['20:59', false], ['21:00', true], ['00:00', true], ['07:59', true], ['08:00', false]])('at %s quiet is %s', (clock, quiet) => { expect(isQuiet(at(clock))).toBe(quiet); });
  test.each([['21:00', '2026-11-23'], ['00:00', '2026-11-22'], ['07:59', '2026-11-22'], ['08:00', '2026-11-23']])('after %s the night ends on %s', (clock, day) => { expect(morningAfter(at(clock))).toBe(at('08:00', day)); });
  test('by day at once, and for four hours', () => { expect(timingOf(at('12:00'))).toEqual({ availableAt: at('12:00'), expiresAt: at('12:00') + MESSAGE_LIFE_MS, urgent: false, overBudget: false }); });
  test('at night in the morning, and for four hours then', () => { expect(timingOf(at('23:00'))).toEqual({ availableAt: at('08:00', '2026-11-23'), expiresAt: at('12:00', '2026-11-23'), urgent: false, overBudget: false }); });
  test('at night, about what begins before or soon after its end, at once', () => {
    expect(timingOf(at('22:00'), at('06:00', '2026-11-23'))).toEqual({ availableAt: at('22:00'), expiresAt: at('02:00', '2026-11-23'), urgent: true, overBudget: true });
    expect(timingOf(at('22:00'), at('09:00', '2026-11-23'))).toMatchObject({ availableAt: at('22:00'), urgent: true });
    expect(timingOf(at('22:00'), at('10:00', '2026-11-23'))).toEqual({ availableAt: at('08:00', '2026-11-23'), expiresAt: at('10:00', '2026-11-23'), urgent: false, overBudget: true });
  });
  test('never longer than it is news, and not at all when it has begun', () => {
    expect(timingOf(at('12:00'), at('13:00'))?.expiresAt).toBe(at('13:00'));
    expect(timingOf(at('12:00'), at('12:00'))).toBeNull();
  });
  test('a day ahead is inside the budget, less is not', () => { expect([timingOf(at('12:00'), at('12:00', '2026-11-23') + 1)?.overBudget, timingOf(at('12:00'), at('12:00', '2026-11-23'))?.overBudget]).toEqual([false, true]); });
  test('a week begins on Monday', () => { expect(['2026-11-22', '2026-11-23', '2026-11-29'].map((d) => weekOf(at('00:30', d)))).toEqual(['2026-11-16', '2026-11-23', '2026-11-23']); });
});
describe('what it says', () => {
  test('the thing in quotation marks, what happened, when, and the words, each as long as WeChat takes it', () => {
    expect(contentOf('TASK', told({ dueAt: at('19:00') }), at('12:00'))).toEqual({
      page: 'packages/more/pages/task/index?id=7',
      data: { thing1: '河边清扫', thing2: '任务已取消', time3: '2026年11月22日 19:00', thing4: '“河边清扫”已取消：下雨。不用再去了，…' },
    });
  });
  test('a shift that moved shows its new time', () => { expect(contentOf('TASK', told({ dueAt: at('19:00'), startsAt: at('09:00', '2026-11-30') }), at('12:00')).data.time3).toBe('2026年11月30日 09:00'); });
  test('without quotation marks its title; without a page the template’s', () => {
    expect(contentOf('LOG', told({ kind: 'LOG', title: '日志已核实', body: '记 60 分钟。', link: null }), at('12:00'))).toMatchObject({ page: TEMPLATES.LOG.page, data: { thing1: '日志已核实' } });
  });
  test('under the owner’s keys where his templates have others', () => { expect(contentOf('TASK', told(), at('12:00'), { thing6: 'about', phrase2: 'title' }).data).toEqual({ thing6: '河边清扫', phrase2: '任务已取消' }); });
  test('every page of a template is one of the mini-program', () => {
    const config = readFileSync(resolve('../miniapp/src/app.config.ts'), 'utf8'), roots = [...config.matchAll(/root: '([^']+)'[\s\S]*?pages: \[([\s\S]*?)\]/g)];
    const pages = new Set(roots.flatMap(([, root, list]) => [...list!.matchAll(/'([^']+)'/g)].map(([, page]) => `${root}/${page}`)));
    expect(pages.size).toBeGreaterThan(80);
    expect(MESSAGE_TEMPLATE_KEYS.map((t) => TEMPLATES[t].page).filter((page) => !pages.has(page))).toEqual([]);
  });
  test('the stand-in knows the same templates with the same keys', () => {
    const known = JSON.parse(readFileSync(resolve('tools/wechat-stand-in/templates.json'), 'utf8')) as { name: string; keys: object }[];
    expect(Object.fromEntries(known.map((t) => [t.name, Object.keys(t.keys)]))).toEqual(Object.fromEntries(MESSAGE_TEMPLATE_KEYS.map((t) => [t, Object.keys(TEMPLATES[t].keys)])));
  });
});
describe('what becomes of it', () => {
  const later: SendResult = { kind: 'later', retryAfterMs: 100, why: 'busy', rid: null }, unknown: SendResult = { kind: 'unknown' }, permanent: SendResult = { kind: 'permanent', errcode: 47003, rid: 'r' };
  test.each<[string, SendResult, number, object]>([
    ['sent', { kind: 'sent', msgId: '1' }, 0, { status: 'SENT', quota: 'keep' }],
    ['refused', { kind: 'refused' }, 0, { status: 'REFUSED', quota: 'none' }],
    ['refused after a doubtful one: that one may have arrived', { kind: 'refused' }, 1, { status: 'UNCERTAIN', quota: 'none' }],
    ['our fault', permanent, 0, { status: 'FAILED', quota: 'back' }], ['our fault after a doubtful one', permanent, 1, { status: 'UNCERTAIN', quota: 'keep' }],
    ['nothing left', later, 0, { status: 'NEW', quota: 'back', waitMs: 5_000 }], ['nothing left, after a doubtful one', later, 1, { status: 'NEW', quota: 'keep' }],
    ['nobody knows', unknown, 0, { status: 'NEW', quota: 'keep', waitMs: DOUBT_MS, isDoubtful: true }], ['nobody knows, twice', unknown, 1, { status: 'UNCERTAIN', quota: 'keep', isDoubtful: true }],
  ])('%s', (_, result, doubts, verdict) => { expect(verdictOf(result, doubts, 0)).toMatchObject(verdict); });
  test('it waits longer the older it is, up to a minute, and never less than WeChat asks for', () => {
    expect([0, 30_000, HOUR_MS].map((age) => verdictOf(later, 0, age).waitMs)).toEqual([5_000, 30_000, MINUTE_MS]);
    expect(verdictOf({ ...later, retryAfterMs: HOUR_MS } as SendResult, 0, 0).waitMs).toBe(HOUR_MS);
  });
});
