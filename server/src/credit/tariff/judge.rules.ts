import { addDays, DIFFICULTY_KEYS, TARIFF_LIMITS, TASK_KINDS, TASK_KIND_KEYS, type TariffRules } from '@xianfeng/shared';
import { failFields } from '../../lib/errors.js';

type Fields = Record<string, string>;
type Plain = Record<string, unknown>;
interface Limits { min: number; max: number }
/** A sentence for each of so many mistakes is enough to begin with. */
const NAMED = 60;
const GRADES = ['A', 'B', 'C', 'D'] as const, CAPS = { task: '每次最多', day: '每天最多', month: '每月最多' } as const;
const isPlain = (v: unknown): v is Plain => typeof v === 'object' && v !== null && !Array.isArray(v);

/**
 * The rules of a tariff as they may be kept: every kind of task, whole numbers within TARIFF_LIMITS, nothing else. Grade D yields
 * nothing (rule R9). The answer holds the known keys in one order, so equal rules are equal texts.
 * @throws INVALID with a sentence for each figure at fault
 */
export function requireRules(value: unknown): TariffRules {
  const wrong: Fields = {}, put = (field: string, text: string): void => { if (Object.keys(wrong).length < NAMED) wrong[field] ??= text; };
  const part = (from: unknown, field: string, label: string, keys: readonly (string | number)[]): Plain => {
    if (!isPlain(from)) { put(field, `请填写${label}`); return {}; }
    for (const key of Object.keys(from)) if (!keys.some((k) => String(k) === key)) put(`${field}.${key.slice(0, 40)}`, '不认识的字段');
    return Object.fromEntries(keys.map((k) => [k, Object.hasOwn(from, k) ? from[k] : undefined]));
  };
  const whole = (v: unknown, field: string, label: string, { min, max }: Limits): void => { if (!Number.isSafeInteger(v) || (v as number) < min || (v as number) > max) put(field, `${label}需为 ${min}–${max} 的整数`); };
  const rules = part(value, 'rules', '积分规则', ['lines', 'factors', 'evidence', 'caps', 'pointValueFen']);
  if (Object.keys(rules).length === 0) throw failFields(wrong);
  const lines = part(rules.lines, 'rules.lines', '各类任务的积分', TASK_KIND_KEYS), factors = part(rules.factors, 'rules.factors', '难度系数', DIFFICULTY_KEYS);
  const evidence = part(rules.evidence, 'rules.evidence', '各等级的比例', GRADES), caps = part(rules.caps, 'rules.caps', '封顶', Object.keys(CAPS));
  const kept = Object.fromEntries(TASK_KIND_KEYS.map((kind) => {
    const field = `rules.lines.${kind}`, { label } = TASK_KINDS[kind], line = part(lines[kind], field, `${label}的积分`, ['basis', 'points', 'difficulty']);
    if (Object.keys(line).length > 0) {
      if (line.basis !== 'HOUR' && line.basis !== 'TASK') put(`${field}.basis`, `请选择${label}按小时还是按次计`);
      whole(line.points, `${field}.points`, `${label}的积分`, TARIFF_LIMITS.points);
      whole(line.difficulty, `${field}.difficulty`, `${label}的难度`, { min: 1, max: 3 });
    }
    return [kind, line];
  }));
  for (const d of DIFFICULTY_KEYS) whole(factors[d], `rules.factors.${d}`, '难度系数（十分之一为单位）', TARIFF_LIMITS.factor);
  for (const g of GRADES) if (g !== 'D') whole(evidence[g], `rules.evidence.${g}`, '比例', TARIFF_LIMITS.percent);
  if (evidence.D !== 0) put('rules.evidence.D', '工作人员补录的只记时长，须为 0');
  for (const [cap, label] of Object.entries(CAPS)) whole(caps[cap], `rules.caps.${cap}`, label, TARIFF_LIMITS.cap);
  whole(rules.pointValueFen, 'rules.pointValueFen', '每分折合（分钱）', TARIFF_LIMITS.valueFen);
  if (Object.keys(wrong).length > 0) throw failFields(wrong);
  return { lines: kept, factors, evidence, caps, pointValueFen: rules.pointValueFen } as unknown as TariffRules;
}

/** How far ahead a tariff may be announced, and how long an addition may last, in days. Our own choice. */
export const YEAR_DAYS = 366;
/** Nobody's service of today is judged by rules he could not know: at the earliest tomorrow. @throws INVALID */
export function requireDay(effectiveFrom: string, today: string): void {
  if (effectiveFrom <= today) throw failFields({ effectiveFrom: '最早从明天起执行' });
  if (effectiveFrom > addDays(today, YEAR_DAYS)) throw failFields({ effectiveFrom: '最晚一年以内执行' });
}
