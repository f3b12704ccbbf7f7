import { DIFFICULTIES, DIFFICULTY_KEYS, EVIDENCE, LOT_WARN_DAYS, LOT_YEARS, TASK_KINDS, TASK_KIND_KEYS, sayMinutes, type Difficulty, type TariffFacts, type TariffLine, type TariffRules, type TaskKind } from '@xianfeng/shared';

/**
 * The tariff that an installation begins with. Points are an encouragement (服务积分), never pay; hours are the legal record and
 * are not touched by them. All figures are our own choice within what neighbouring counties use (rule R31).
 */
const level = (kind: TaskKind): Difficulty => {
  if (kind === 'EMERGENCY') return 3;
  return (['ELDER', 'VISIT', 'REPAIR', 'HAIR', 'TUTOR', 'HEALTH', 'MEDIATE', 'LEGAL', 'PATROL'] as TaskKind[]).includes(kind) ? 2 : 1;
};
export const DEFAULT_TARIFF: TariffRules = {
  lines: Object.fromEntries(TASK_KIND_KEYS.map((kind): [TaskKind, TariffLine] => [kind, { basis: 'HOUR', points: 10, difficulty: level(kind) }])) as Record<TaskKind, TariffLine>,
  factors: { 1: 10, 2: 12, 3: 15 },
  evidence: { A: 100, B: 100, C: 50, D: 0 },
  caps: { task: 0, day: 0, month: 0 },
  pointValueFen: 10,
};
export interface Step { label: string; value: string }
export interface Worth { points: number; /** Of these, from the community's addition. */ bonus: number; /** One Chinese sentence, at most 120 characters. */ why: string; steps: Step[] }
const TENTHS = 10, PERCENT = 100, HOUR = 60;

/**
 * Points for credited minutes: basis × difficulty × evidence, rounded down to whole points; then a community's addition; then the
 * caps of task, day and month. Kinds that are no service (会议通知), grade D and no time yield none. Whole numbers only: what is
 * divided is at most 1 000 minutes × 1 000 points × 30 × 100, far below where a quotient could be rounded up to the next one.
 */
export function pointsFor(rules: TariffRules, f: TariffFacts): Worth {
  const none = (why: string): Worth => ({ points: 0, bonus: 0, why, steps: [{ label: '结果', value: why }] });
  const { label, recordable } = TASK_KINDS[f.kind];
  if (!recordable) return none(`${label}不属于志愿服务，不计积分`);
  const percent = f.evidence === 'D' ? 0 : rules.evidence[f.evidence];
  if (percent === 0) return none(`${EVIDENCE[f.evidence]}，只计服务时长，不计积分`);
  if (f.minutes <= 0) return none('没有计入的时长，不计积分');
  const line = rules.lines[f.kind], difficulty = f.difficulty ?? line.difficulty, factor = rules.factors[difficulty], isHourly = line.basis === 'HOUR';
  const base = Math.floor(((isHourly ? f.minutes : HOUR) * line.points * factor * percent) / (HOUR * TENTHS * PERCENT));
  const parts = isHourly ? [sayMinutes(f.minutes), `每小时 ${line.points} 分`] : [`每次 ${line.points} 分`];
  const steps: Step[] = [{ label: '计入时长', value: sayMinutes(f.minutes) }, { label: isHourly ? '每小时' : '每次', value: `${line.points} 分` }];
  if (factor !== TENTHS) parts.push(`${f.difficulty === null ? label : DIFFICULTIES[difficulty]}系数 ${factor / TENTHS}`);
  steps.push({ label: `难度（${DIFFICULTIES[difficulty]}）`, value: `× ${factor / TENTHS}` });
  if (percent !== PERCENT) parts.push(`${EVIDENCE[f.evidence]} ${percent}%`);
  steps.push({ label: `依据（${EVIDENCE[f.evidence]}）`, value: `× ${percent}%` }, { label: '取整', value: `${base} 分` });
  const { room, cap } = narrowest(rules, f), capped = Math.min(base, room);
  const wanted = f.addition ? Math.floor((capped * f.addition.percent) / PERCENT) : 0, funded = Math.min(wanted, Math.max(0, f.addition?.left ?? 0));
  const bonus = Math.min(funded, room - capped), points = capped + bonus;
  let why = `${parts.join(' × ')}，取整得 ${base} 分`;
  if (bonus > 0) {
    why += `；社区加分 ${f.addition!.percent}%，加 ${bonus} 分`;
    steps.push({ label: `社区加分 ${f.addition!.percent}%`, value: `+ ${bonus} 分` });
  }
  if (funded < wanted) steps.push({ label: '社区加分预算', value: funded === 0 ? '已用完' : `只剩 ${funded} 分` });
  if (cap !== null && base + funded > room) {
    why += `；${cap.name}最多 ${cap.points} 分，计 ${points} 分`;
    steps.push({ label: '封顶', value: `${cap.name}最多 ${cap.points} 分${cap.had > 0 ? `，已有 ${cap.had} 分` : ''}` });
  }
  steps.push({ label: '结果', value: `${points} 分` });
  return { points, bonus, why, steps };
}
interface Cap { name: string; points: number; had: number }
/** What the caps still allow, and the one that allows least; without a cap there is no end to it. */
function narrowest({ caps }: TariffRules, f: TariffFacts): { room: number; cap: Cap | null } {
  const all: Cap[] = [{ name: '每次', points: caps.task, had: 0 }, { name: '每天', points: caps.day, had: f.dayPoints }, { name: '每月', points: caps.month, had: f.monthPoints }];
  const left = (c: Cap): number => Math.max(0, c.points - c.had);
  const [cap] = all.filter((c) => c.points > 0).sort((a, b) => left(a) - left(b));
  return cap ? { room: left(cap), cap } : { room: Infinity, cap: null };
}
/** What a task of that kind and length yields when presence is confirmed on the spot; for cards, before anybody has served. */
export const pointsHint = (rules: TariffRules, kind: TaskKind, minutes: number, difficulty: Difficulty | null = null): number =>
  pointsFor(rules, { minutes, kind, evidence: 'B', difficulty, day: '', dayPoints: 0, monthPoints: 0, addition: null }).points;

/** A tariff in plain sentences, for the page of points and the public notice. */
export function tariffText(rules: TariffRules): string[] {
  const { lines, factors, evidence, caps } = rules, text: string[] = [];
  const groups = new Map<string, string[]>();
  for (const kind of TASK_KIND_KEYS) {
    if (!TASK_KINDS[kind].recordable) continue;
    const line = lines[kind], factor = factors[line.difficulty];
    const says = `${line.basis === 'HOUR' ? '每小时' : '每次'} ${line.points} 分${factor === TENTHS ? '' : `，按 ${factor / TENTHS} 倍计`}`;
    groups.set(says, [...(groups.get(says) ?? []), TASK_KINDS[kind].label]);
  }
  for (const [says, kinds] of groups) text.push(`${kinds.join('、')}：${says}。`);
  text.push('按小时计的按分钟折算，不足 1 分的舍去；重叠的时间只计一次。');
  text.push(`发布任务时可另定难度：${DIFFICULTY_KEYS.map((d) => `${DIFFICULTIES[d]}按 ${factors[d] / TENTHS} 倍计`).join('，')}。`);
  const seen = evidence.A === evidence.B ? `现场确认的服务计 ${evidence.B}%` : `现场确认并经服务对象证实的计 ${evidence.A}%；现场确认的计 ${evidence.B}%`;
  text.push(`${seen}；本人填报、社区核准的计 ${evidence.C}%；工作人员补录的只记时长。`);
  const named = ([['每次', caps.task], ['每天', caps.day], ['每月', caps.month]] as const).filter(([, cap]) => cap > 0);
  if (named.length > 0) text.push(`${named.map(([name, cap]) => `${name}最多 ${cap} 分`).join('，')}。`);
  text.push(`积分 ${LOT_YEARS} 年有效，先到期的先用；到期前 ${LOT_WARN_DAYS.join(' 天和 ')} 天提醒。`);
  text.push('兑换只减积分，不减服务时长；积分不能转让、不能换现金。');
  return text;
}
