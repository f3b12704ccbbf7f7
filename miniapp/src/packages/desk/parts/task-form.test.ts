import { clockOf, dayOf, instant, type NeedView, type ShiftInput, type TaskTemplate } from '@xianfeng/shared';
import { crossesMidnight, emptyForm, endingAt, fromNeed, fromTemplate, nextSaturday, onDay, oneMore, shiftMinutes, startingAt, taskInput } from './task-form.ts';

const monday = instant('2026-11-23', '10:00');
const saturday = instant('2026-11-28', '10:00');
const shift: ShiftInput = { id: 7, startsAt: instant('2026-11-28', '19:30'), endsAt: instant('2026-11-28', '21:00'), places: 6 };
const say = (one: ShiftInput) => `${dayOf(one.startsAt)} ${clockOf(one.startsAt)}-${clockOf(one.endsAt)}`;
const template: TaskTemplate = { key: 'patrol', name: '巡逻', kind: 'PATROL', title: '夜间巡逻', summary: '三人同行', minutes: 90, places: 6, audience: 'MEMBERS', presence: 'QR', photoRule: 'REQUIRED', photoReason: '留存对照', riskNote: '注意安全' };
const form = emptyForm({ id: 9, name: '条山社区' }, { contactName: '吕鑫', contactPhone: '15400000006' }, monday);

test('a new shift is proposed for the coming Saturday, never for today', () => {
  expect([dayOf(nextSaturday(monday)), dayOf(nextSaturday(saturday)), clockOf(nextSaturday(monday))]).toEqual(['2026-11-28', '2026-12-05', '09:00']);
});
test('a template fills everything but place and contact; patrols begin in the evening', () => {
  const filled = { ...form, ...fromTemplate(template, monday) };
  expect([filled.title, filled.audience, filled.photoReason, filled.contactName, filled.place, say(filled.shifts[0]!)]).toEqual(['夜间巡逻', 'MEMBERS', '留存对照', '吕鑫', '', '2026-11-28 19:30-21:00']);
});
test('another day or beginning keeps the length; an end before the beginning lies on the next day', () => {
  expect([say(onDay(shift, '2026-12-01')), say(startingAt(shift, '20:00')), shiftMinutes(endingAt(shift, '01:00')), onDay(shift, '2026-12-01').id]).toEqual(['2026-12-01 19:30-21:00', '2026-11-28 20:00-21:30', 330, 7]);
});
test('only a shift that goes on after midnight is said to end the next day', () => {
  expect([shift, endingAt(shift, '00:00'), endingAt(shift, '01:00')].map(crossesMidnight)).toEqual([false, false, true]);
});
test('one more shift is a day later and a shift of its own', () => {
  expect([say(oneMore([shift], monday)), 'id' in oneMore([shift], monday)]).toEqual(['2026-11-29 19:30-21:00', false]);
});
test('a need becomes a task in its own words, with the template of that kind of work', () => {
  const need = { id: 3, kind: 'SAFETY', title: '车棚晚上没人看', text: '丢过两辆车', place: '', areaId: 12, areaName: '阳光花园' } as NeedView;
  const filled = { ...form, ...fromNeed(need, [template], monday) };
  expect([filled.kind, filled.title, filled.summary, filled.place, filled.areaId, filled.riskNote]).toEqual(['PATROL', '车棚晚上没人看', '丢过两辆车', '阳光花园', 12, '注意安全']);
});
test('a unit and a reason for photos are sent only where they are asked for', () => {
  const unit = { id: 5, name: '市税务局' };
  expect(taskInput({ ...form, unit, photoReason: '留存' })).not.toHaveProperty('unitId');
  expect(taskInput({ ...form, unit, audience: 'UNIT', photoRule: 'REQUIRED', photoReason: ' 留存 ' })).toMatchObject({ unitId: 5, photoReason: '留存' });
});
test('the difficulty is the usual one of the kind unless somebody says otherwise; a draft of an older version has none', () => {
  const { difficulty: _, ...older } = form;
  expect([taskInput(older).difficulty, taskInput({ ...form, difficulty: 3 }).difficulty, { ...form, difficulty: 3, ...fromTemplate(template, monday) }.difficulty]).toEqual([0, 3, 0]);
});
