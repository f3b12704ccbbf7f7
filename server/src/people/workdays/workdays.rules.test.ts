import { instant } from '@xianfeng/shared';
import { calendarView, readCalendar } from './workdays.rules.js';

const off = (text: string, year = 2026) => { const read = readCalendar(text, year); return typeof read === 'string' ? read : read.filter((c) => c.works === 0).map((c) => c.day); };
const on = (text: string, year = 2026) => { const read = readCalendar(text, year); return typeof read === 'string' ? read : read.filter((c) => c.works === 1).map((c) => c.day); };

test('the announcement is read as it stands', () => {
  const text = '一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。\n二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。';
  expect(off(text)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03', '2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23']);
  expect(on(text)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28']);
});
test('one span a line is read too, and a new year that begins in December', () => {
  expect(off('2027-02-05 至 2027-02-06 休\n2027-02-14 班', 2027)).toEqual(['2027-02-05', '2027-02-06']);
  expect(off('2022年12月31日至2023年1月2日放假调休。', 2023)).toEqual(['2022-12-31', '2023-01-01', '2023-01-02']);
  expect(off('9月30日至10月7日放假')).toHaveLength(8);
});
test.each([
  ['2月30日放假', '不是有效的日期'], ['5月5日至1日放假', '起止不对'], ['5月1日', '没有写是休还是班'], ['1月4日上班', '没有读到 2026 年的放假日期'], ['1月1日放假。1月1日上班', '又休又班'],
  ['1月5日上班', '不是周末'], ['2027-01-01 休', '不在 2026 年'], ['春节快乐', '没有读到'], ['1月1日至12月31日放假', '起止不对'],
])('%s: %s', (text, why) => expect(readCalendar(text, 2026)).toContain(why));
test('a year is missed when it begins, and from December before', () => {
  const known = [{ day: '2026-01-01', works: 0 }, { day: '2026-12-31', works: 0 }];
  expect(calendarView(known, instant('2026-11-30', '12:00')).missing).toEqual([]);
  expect(calendarView(known, instant('2026-12-01', '12:00')).missing).toEqual([2027]);
  expect(calendarView([{ day: '2026-12-31', works: 0 }], instant('2026-11-30', '12:00')).missing).toEqual([2026]);
});
