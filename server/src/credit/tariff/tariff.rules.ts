import { DIFFICULTIES, EVIDENCE, TASK_KINDS, TASK_KIND_KEYS, sayMinutes, type Difficulty, type TariffFacts, type TariffLine, type TariffRules, type TaskKind } from '@xianfeng/shared';

/**
 * The tariff that an installation begins with. Points are an encouragement (服务积分), never pay; hours are the legal record and
 * are not touched by them. All figures are our own choice within what neighbouring counties use (rule R31).
 */
const level = (kind: TaskKind): Difficulty => {
  if (kind === 'EMERGENCY') return 3;
  return (['ELDER', 'REPAIR', 'HAIR', 'TUTOR', 'HEALTH', 'MEDIATE', 'LEGAL', 'PATROL'] as TaskKind[]).includes(kind) ? 2 : 1;
};
export const DEFAULT_TARIFF: TariffRules = {
  lines: Object.fromEntries(TASK_KIND_KEYS.map((kind): [TaskKind, TariffLine] => [kind, { basis: 'HOUR', points: 10, difficulty: level(kind) }])) as Record<TaskKind, TariffLine>,
  factors: { 1: 10, 2: 12, 3: 15 },
  evidence: { A: 100, B: 100, C: 50, D: 0 },
  caps: { task: 0, day: 0, month: 0 },
  pointValueFen: 10,
};
export interface Step { label: string; value: string }
export interface Worth { points: number; /** Of these, from the community's addition. */ bonus: number; /** One Chinese sentence, at most 200 characters. */ why: string; steps: Step[] }

/**
 * Points for credited minutes: basis × difficulty × evidence, rounded down to whole points; then a community's addition; then the
 * caps of task, day and month. Kinds that are no service (会议通知) and grade D yield none.
 */
export function pointsFor(rules: TariffRules, f: TariffFacts): Worth {
  const none = (why: string): Worth => ({ points: 0, bonus: 0, why, steps: [{ label: '结果', value: why }] });
  const { label, recordable } = TASK_KINDS[f.kind];
  if (!recordable) return none(`${label}不属于志愿服务，不计积分`);
  const percent = f.evidence === 'D' ? 0 : rules.evidence[f.evidence];
  if (percent === 0) return none(`${EVIDENCE[f.evidence]}，只计服务时长，不计积分`);
  const line = rules.lines[f.kind], difficulty = f.difficulty ?? line.difficulty, factor = rules.factors[difficulty];
  const plain = line.basis === 'HOUR' ? (f.minutes * line.points * factor * percent) / (60 * 10 * 100) : f.minutes > 0 ? (line.points * factor * percent) / (10 * 100) : 0;
  const base = Math.floor(plain + 1e-9);
  const parts = line.basis === 'HOUR' ? [sayMinutes(f.minutes), `每小时 ${line.points} 分`] : [`每次 ${line.points} 分`];
  const steps: Step[] = [{ label: '计入时长', value: sayMinutes(f.minutes) }, { label: line.basis === 'HOUR' ? '每小时' : '每次', value: `${line.points} 分` }];
  if (factor !== 10) parts.push(`${f.difficulty === null ? label : DIFFICULTIES[difficulty]}系数 ${factor / 10}`);
  steps.push({ label: `难度（${DIFFICULTIES[difficulty]}）`, value: `× ${factor / 10}` });
  if (percent !== 100) parts.push(`${EVIDENCE[f.evidence]} ${percent}%`);
  steps.push({ label: `依据（${EVIDENCE[f.evidence]}）`, value: `× ${percent}%` }, { label: '取整', value: `${base} 分` });
  let why = `${parts.join(' × ')}，取整得 ${base} 分`;
  const caps = [['每次', rules.caps.task, 0], ['每天', rules.caps.day, f.dayPoints], ['每月', rules.caps.month, f.monthPoints]] as const;
  const room = caps.reduce((n, [, cap, had]) => (cap === 0 ? n : Math.min(n, Math.max(0, cap - had))), Infinity);
  const capped = Math.min(base, room);
  const wanted = f.addition ? Math.floor((capped * f.addition.percent) / 100) : 0;
  const bonus = Math.min(wanted, f.addition?.left ?? 0, room - capped);
  if (bonus > 0) {
    why += `；社区加分 ${f.addition!.percent}%，加 ${bonus} 分`;
    steps.push({ label: `社区加分 ${f.addition!.percent}%`, value: `+ ${bonus} 分` });
  }
  if (room < base + wanted) {
    const [name, cap] = caps.filter(([, c]) => c > 0).sort((a, b) => a[1] - a[2] - (b[1] - b[2]))[0]!;
    why += `；${name}最多 ${cap} 分，计 ${capped + bonus} 分`;
    steps.push({ label: '封顶', value: `${name}最多 ${cap} 分` });
  } else if (wanted > bonus) steps.push({ label: '社区加分预算', value: '已用完' });
  return { points: capped + bonus, bonus, why, steps };
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
    const says = `${line.basis === 'HOUR' ? '每小时' : '每次'} ${line.points} 分${factor === 10 ? '' : `，按 ${factor / 10} 倍计`}`;
    groups.set(says, [...(groups.get(says) ?? []), TASK_KINDS[kind].label]);
  }
  for (const [says, kinds] of groups) text.push(`${kinds.join('、')}：${says}。`);
  text.push('按分钟折算，不足 1 分的舍去；重叠的时间只计一次。');
  text.push(`现场确认的服务计 ${evidence.B}%；本人填报、社区核准的计 ${evidence.C}%；工作人员补录的只记时长。`);
  const named = ([['每次', caps.task], ['每天', caps.day], ['每月', caps.month]] as const).filter(([, cap]) => cap > 0);
  if (named.length > 0) text.push(`${named.map(([name, cap]) => `${name}最多 ${cap} 分`).join('，')}。`);
  text.push('积分三年有效，先到期的先用；到期前 90 天和 30 天提醒。');
  text.push('兑换只减积分，不减服务时长；积分不能转让、不能换现金。');
  return text;
}
