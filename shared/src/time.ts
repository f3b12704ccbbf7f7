/**
 * Time in Asia/Shanghai (UTC+8, no daylight saving since 1991). Instants are epoch milliseconds, days are 'YYYY-MM-DD'.
 * Arithmetic instead of Intl: WeChat's runtime on older phones has no time-zone data.
 */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;
const pad = (n: number): string => String(n).padStart(2, '0');
const local = (at: number): Date => new Date(at + OFFSET_MS);

/** The Shanghai calendar day of an instant. */
export const dayOf = (at: number): string => local(at).toISOString().slice(0, 10);
/** The instant at which a Shanghai day begins. */
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
/** 'HH:mm' in Shanghai. */
export const clockOf = (at: number): string => { const d = local(at); return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`; };
/** The instant of 'YYYY-MM-DD' and 'HH:mm' in Shanghai. */
export const instant = (day: string, clock: string): number => {
  const [h = 0, m = 0] = clock.split(':').map(Number);
  return startOfDay(day) + h * HOUR_MS + m * MINUTE_MS;
};
/** 0 = Sunday … 6 = Saturday, in Shanghai. */
export const weekdayOf = (at: number): number => local(at).getUTCDay();
/** Hour 0–23 in Shanghai. */
export const hourOf = (at: number): number => local(at).getUTCHours();
export const addDays = (day: string, n: number): string => dayOf(startOfDay(day) + n * DAY_MS);
export const monthOf = (at: number): string => dayOf(at).slice(0, 7);

const WEEK = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
/** '今天', '明天', '周六', '11月28日', and with the year when it is another one: as people say it. */
export function sayDay(at: number, now: number): string {
  const day = dayOf(at), today = dayOf(now);
  const days = Math.round((startOfDay(day) - startOfDay(today)) / DAY_MS);
  if (days === 0) return '今天';
  if (days === 1) return '明天';
  if (days === 2) return '后天';
  if (days === -1) return '昨天';
  const text = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  if (day.slice(0, 4) !== today.slice(0, 4)) return `${day.slice(0, 4)}年${text}`;
  return days > 0 && days < 7 ? `${text} ${WEEK[weekdayOf(at)]}` : text;
}
/** '今天 19:00', '11月28日 周六 08:30'. */
export const sayTime = (at: number, now: number): string => `${sayDay(at, now)} ${clockOf(at)}`;
/** '今天 19:00–21:00'; over midnight the end carries its own day. */
export const saySpan = (from: number, to: number, now: number): string =>
  dayOf(from) === dayOf(to) ? `${sayTime(from, now)}–${clockOf(to)}` : `${sayTime(from, now)}–${sayTime(to, now)}`;
/** '刚刚', '5分钟前', '3小时前', then the day. */
export function sayAgo(at: number, now: number): string {
  const ms = now - at;
  if (ms < MINUTE_MS) return '刚刚';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}分钟前`;
  if (ms < DAY_MS && dayOf(at) === dayOf(now)) return `${Math.floor(ms / HOUR_MS)}小时前`;
  return sayTime(at, now);
}
/** '1小时30分钟', '45分钟': service minutes in words. */
export function sayMinutes(minutes: number): string {
  const h = Math.floor(minutes / 60), m = minutes % 60;
  if (h === 0) return `${m}分钟`;
  return m === 0 ? `${h}小时` : `${h}小时${m}分钟`;
}
/** Hours with one decimal, cut off, never rounded up (a record must not claim more than was done). */
export const sayHours = (minutes: number): string => (Math.floor(minutes / 6) / 10).toFixed(1).replace(/\.0$/, '');
/** Evening = begins at or after 18:00; weekend = Saturday or Sunday. What somebody with a day job can take. */
export const isEvening = (at: number): boolean => hourOf(at) >= 18;
export const isWeekend = (at: number): boolean => weekdayOf(at) === 0 || weekdayOf(at) === 6;
