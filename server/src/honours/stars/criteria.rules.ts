import { addDays, sayMinutes, STAR_ISSUERS, STAR_LIMITS, STAR_MEASURES, STAR_PERIODS, STAR_SUBJECTS, type StarCriteria, type StarFacts, type StarMeasure, type StarSchemeInput } from '@xianfeng/shared';
import { failFields } from '../../lib/errors.js';

type Scheme = Pick<StarSchemeInput, 'subject' | 'period' | 'criteria' | 'noticeWorkdays' | 'issuer' | 'validMonths'>;
const STARS = ['一', '二', '三', '四', '五'];
/** '三星'. */
export const sayStars = (stars: number): string => `${STARS[stars - 1] ?? '零'}星`;
/** What the measure counts, in whole numbers that are compared: minutes where thresholds are hours. */
const amountOf = (measure: StarMeasure, f: StarFacts): number => ({ HOURS: f.minutes, SERVICES: f.services, DAYS: f.days, RESOLVED: f.resolved })[measure];
const amountAt = (measure: StarMeasure, threshold: number): number => (measure === 'HOURS' ? threshold * 60 : threshold);
/** The day `months` calendar months before a day; a day that month does not have is its last. */
export function monthsBefore(day: string, months: number): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number], first = new Date(Date.UTC(y, m - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(d, last)).padStart(2, '0')}`;
}
/** Conditions beside the thresholds that are not met on `asOf`, each with what would help. They hold for every star alike (our own choice). */
export function unmet({ minDays, minServices, minResolved, minConfirmedPercent, noRejected, registeredMonths }: StarCriteria, f: StarFacts, asOf: string): string[] {
  const short = (need: number, has: number, text: (left: number) => string): string[] => (has < need ? [text(need - has)] : []);
  return [
    ...short(minServices, f.services, (n) => `服务满 ${minServices} 次，还差 ${n} 次`),
    ...short(minDays, f.days, (n) => `在 ${minDays} 个不同的日子服务，还差 ${n} 天`),
    ...short(minResolved, f.resolved, (n) => `居民确认解决 ${minResolved} 件需求，还差 ${n} 件`),
    ...(minConfirmedPercent > 0 && (f.confirmedPercent ?? 0) < minConfirmedPercent ? [`服务的需求有 ${minConfirmedPercent}% 得到居民确认，现在 ${f.confirmedPercent ?? 0}%`] : []),
    ...(noRejected && f.rejected > 0 ? [`没有未通过的日志，现在有 ${f.rejected} 条`] : []),
    ...(registeredMonths > 0 && (f.registeredDay === null || f.registeredDay > monthsBefore(asOf, registeredMonths)) ? [f.registeredDay === null ? '先到社区报到' : `报到满 ${registeredMonths} 个月（${addMonths(f.registeredDay, registeredMonths)}起）`] : []),
  ];
}
const addMonths = (day: string, months: number): string => monthsBefore(day, -months);
/** Stars that the measure alone gives. */
export const byMeasure = ({ measure, thresholds }: StarCriteria, f: StarFacts): number => thresholds.filter((t) => amountOf(measure, f) >= amountAt(measure, t)).length;
/** Stars that these facts give on `asOf`, 0 to 5. Pure: the same facts give the same star for ever. */
export const starsOf = (criteria: StarCriteria, f: StarFacts, asOf: string): number => (unmet(criteria, f, asOf).length > 0 ? 0 : byMeasure(criteria, f));
/** The next star by the measure; `missing` in minutes where the measure is hours. Null at the top. */
export function nextStar({ measure, thresholds }: StarCriteria, f: StarFacts, held: number): { stars: number; threshold: number; missing: number } | null {
  const stars = Math.max(held, byMeasure({ measure, thresholds } as StarCriteria, f)) + 1, threshold = thresholds[stars - 1];
  return threshold === undefined ? null : { stars, threshold, missing: Math.max(0, amountAt(measure, threshold) - amountOf(measure, f)) };
}
/** In the unit of the measure; of hours the tenths are kept and the rest is cut off. */
export const shownAmount = (measure: StarMeasure, f: StarFacts): number => (measure === 'HOURS' ? Math.floor(f.minutes / 6) / 10 : amountOf(measure, f));
/** '再服务 12小时30分钟' and the like. */
export const sayMissing = (measure: StarMeasure, missing: number): string =>
  measure === 'HOURS' ? `再服务 ${sayMinutes(missing)}` : measure === 'RESOLVED' ? `再有 ${missing} 件需求得到确认` : `再服务 ${missing} ${STAR_MEASURES[measure].unit}`;

const HOURS_OF = { PERSON: '本人的', UNIT: '本单位的人的', GRID: '住在网格里的人的', STAIRWELL: '单元任职的人的', TEAM: '同一处任职的人的' } as const;
const NEEDS_OF = { PERSON: '本人参与、', UNIT: '本单位的人参与、', GRID: '本网格里', STAIRWELL: '本单元里', TEAM: '本队的人参与、' } as const;
/** A scheme in sentences, for everybody. */
export function schemeText({ subject, period, criteria: c, noticeWorkdays, issuer, validMonths }: Scheme): string[] {
  const { label, unit } = STAR_MEASURES[c.measure], whose = c.measure === 'RESOLVED' ? NEEDS_OF[subject] : HOURS_OF[subject];
  return [
    `${STAR_PERIODS[period] === '按年' ? '按自然年' : '累计'}看${whose}${label}：${c.thresholds.map((t, i) => `${sayStars(i + 1)} ${t} ${unit}`).join('，')}。`,
    ...(c.minServices > 0 ? [`至少服务 ${c.minServices} 次。`] : []), ...(c.minDays > 0 ? [`至少在 ${c.minDays} 个不同的日子服务。`] : []), ...(c.minResolved > 0 ? [`至少 ${c.minResolved} 件需求经居民确认解决。`] : []),
    ...(c.minConfirmedPercent > 0 ? [`服务的需求至少 ${c.minConfirmedPercent}% 经居民确认。`] : []), ...(c.noRejected ? ['期间没有未通过核实的日志。'] : []), ...(c.registeredMonths > 0 ? [`报到满 ${c.registeredMonths} 个月。`] : []),
    '只计现场确认或本人填报并经核准的记录；工作人员补录的只记时长，不参评。', ...(subject === 'UNIT' ? ['没有同意向单位公开的人少于 3 位时，他们的服务不计入。'] : []),
    `公示 ${noticeWorkdays} 个工作日，任何人可以提异议；由${issuer === 'COMMUNITY' ? '街道确认、社区发证' : `${STAR_ISSUERS[issuer]}确认并发证`}${validMonths > 0 ? `，有效 ${validMonths} 个月` : '，长期有效，不因以后少服务而降低'}。`,
  ];
}

const isWhole = (v: unknown, { min, max }: { min: number; max: number }): v is number => Number.isSafeInteger(v) && (v as number) >= min && (v as number) <= max;
/** Criteria as they may be kept: one to five rising thresholds, known fields only. @throws INVALID with a sentence for each at fault */
export function requireCriteria(value: unknown, subject: StarSchemeInput['subject']): StarCriteria {
  const from = value as Record<string, unknown>, wrong: Record<string, string> = {}, put = (field: string, text: string) => { wrong[`criteria.${field}`] ??= text; };
  const KEYS = ['measure', 'thresholds', 'minDays', 'minServices', 'minResolved', 'minConfirmedPercent', 'noRejected', 'registeredMonths'];
  for (const key of Object.keys(from)) if (!KEYS.includes(key)) put(key.slice(0, 40), '不认识的字段');
  const at = (key: string): unknown => (Object.hasOwn(from, key) ? from[key] : undefined), thresholds = at('thresholds');
  if (typeof at('measure') !== 'string' || !Object.hasOwn(STAR_MEASURES, at('measure') as string)) put('measure', '请选择看什么');
  if (!Array.isArray(thresholds) || thresholds.length < 1 || thresholds.length > STAR_LIMITS.stars || !thresholds.every((t) => isWhole(t, STAR_LIMITS.threshold))) put('thresholds', `请填写一到五星的标准，${STAR_LIMITS.threshold.min}–${STAR_LIMITS.threshold.max} 的整数`);
  else if (thresholds.some((t, i) => i > 0 && t <= (thresholds[i - 1] as number))) put('thresholds', '每一星的标准要比前一星高');
  for (const key of ['minDays', 'minServices', 'minResolved']) if (!isWhole(at(key), STAR_LIMITS.count)) put(key, `需为 0–${STAR_LIMITS.count.max} 的整数`);
  if (!isWhole(at('minConfirmedPercent'), STAR_LIMITS.percent)) put('minConfirmedPercent', '需为 0–100 的整数');
  if (!isWhole(at('registeredMonths'), STAR_LIMITS.months)) put('registeredMonths', `需为 0–${STAR_LIMITS.months.max} 的整数`);
  else if (subject !== 'PERSON' && at('registeredMonths') !== 0) put('registeredMonths', '报到时间只对个人有意义，请填 0');
  if (typeof at('noRejected') !== 'boolean') put('noRejected', '请选择是否要求');
  if (Object.keys(wrong).length > 0) throw failFields(wrong);
  return Object.fromEntries(KEYS.map((key) => [key, at(key)])) as unknown as StarCriteria;
}
/** The span of service days and the key under which nobody is awarded twice. For a year: that calendar year. */
export function windowOf(period: StarSchemeInput['period'], asOf: string, year: number | undefined): { fromDay: string; toDay: string; periodKey: string } {
  if (period === 'LIFETIME') return { fromDay: '2000-01-01', toDay: asOf, periodKey: 'LIFE' };
  const key = String(year ?? asOf.slice(0, 4));
  return { fromDay: `${key}-01-01`, toDay: `${key}-12-31` < asOf ? `${key}-12-31` : asOf, periodKey: key };
}
export const periodText = (periodKey: string): string => (periodKey === 'LIFE' ? '累计' : `${periodKey}年`);
/** The last day an award of that day is good for; null: for good. */
export const validUntil = (day: string, validMonths: number): string | null => (validMonths === 0 ? null : addDays(addMonths(day, validMonths), -1));
export const subjectWord = (subject: StarSchemeInput['subject']): string => STAR_SUBJECTS[subject];
