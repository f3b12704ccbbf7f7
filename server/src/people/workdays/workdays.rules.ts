import { addDays, dayOf, startOfDay, weekdayOf, type CalendarView, type WorkdayYear } from '@xianfeng/shared';

export interface Change { day: string; works: number }
const DATE = String.raw`(?:(\d{4})\s*[-年]\s*)?(\d{1,2})\s*[-月]\s*(\d{1,2})\s*日?\s*(?:[（(][^）)]*[）)])?`;
const UNTIL = String.raw`\s*(?:至|到|~|—+)\s*(?:(?:(\d{4})\s*[-年]\s*)?(\d{1,2})\s*[-月]\s*)?(\d{1,2})\s*日?\s*(?:[（(][^）)]*[）)])?`;
const TOKEN = new RegExp(`${DATE}(?:${UNTIL})?|放假|上班|休|班`, 'g');
const SPAN_DAYS = 31;
const isReal = (day: string): boolean => !Number.isNaN(Date.parse(day)) && dayOf(startOfDay(day)) === day;
const dayFrom = (year: number, month: string, day: string): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/**
 * Reads the announcement as it stands (“2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）上班。”) or one span a line
 * (“2027-02-05 至 2027-02-11 休”). Days belong to `year` or to the December before it. The sentence says what is wrong.
 */
export function readCalendar(text: string, year: number): Change[] | string {
  const changes = new Map<string, number>();
  let waiting: [string, string][] = [];
  for (const t of text.matchAll(TOKEN)) {
    const [all, y, m, d, y2, m2, d2] = t;
    if (m !== undefined && d !== undefined) {
      const from = dayFrom(Number(y ?? year), m, d), to = d2 === undefined ? from : dayFrom(Number(y2 ?? from.slice(0, 4)), m2 ?? m, d2);
      if (!isReal(from) || !isReal(to)) return `“${all}”不是有效的日期`;
      if (to < from || addDays(from, SPAN_DAYS) < to) return `“${all}”的起止不对`;
      if (from < `${year - 1}-12-01` || to > `${year}-12-31`) return `“${all}”不在 ${year} 年`;
      waiting.push([from, to]);
      continue;
    }
    const works = all.endsWith('班') ? 1 : 0;
    for (const [from, to] of waiting)
      for (let day = from; day <= to; day = addDays(day, 1)) {
        if (changes.has(day) && changes.get(day) !== works) return `${day} 又休又班，请核对`;
        if (works === 1 && ![0, 6].includes(weekdayOf(startOfDay(day)))) return `${day} 不是周末，不用写上班`;
        changes.set(day, works);
      }
    waiting = [];
  }
  if (waiting.length > 0) return `${waiting[0]![0]} 没有写是休还是班`;
  if (![...changes].some(([day, works]) => works === 0 && day.startsWith(`${year}-`))) return `没有读到 ${year} 年的放假日期`;
  return [...changes].map(([day, works]) => ({ day, works })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
/** A year is missed from its first day on, and from December on the year that follows. Our own choice: it is announced in November. */
export function calendarView(changes: readonly Change[], now: number): CalendarView {
  const years = new Map<number, WorkdayYear>();
  for (const { day, works } of changes) {
    const year = Number(day.slice(0, 4)), y = years.get(year) ?? years.set(year, { year, off: [], on: [] }).get(year)!;
    (works === 1 ? y.on : y.off).push(day);
  }
  const today = dayOf(now), current = Number(today.slice(0, 4)), due = today.slice(5, 7) === '12' ? [current, current + 1] : [current];
  // A December day that was announced with the year after does not make its own year known.
  const isKnown = (year: number): boolean => years.get(year)?.off.some((day) => day < `${year}-12-01`) ?? false;
  return { years: [...years.values()].sort((a, b) => b.year - a.year), missing: due.filter((year) => !isKnown(year)) };
}
