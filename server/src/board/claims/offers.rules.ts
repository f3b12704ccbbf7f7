import { FREE_TIMES, isEvening, isWeekend, type FreeTime, type OfferCandidate, type SKILLS, type TaskKind } from '@xianfeng/shared';

type Skill = (typeof SKILLS)[number];
/** Skills that help with each kind of task. A kind without an entry needs none in particular. */
const SKILLS_FOR: Partial<Record<TaskKind, readonly Skill[]>> = {
  CLEAN: ['环境整治', '搬运'], ELDER: ['医疗健康', '心理疏导', '驾驶'], REPAIR: ['家电维修', '水电维修'], HAIR: ['理发'], TUTOR: ['课业辅导'], HEALTH: ['医疗健康', '心理疏导'], POLICY: ['政策宣传'],
  MEDIATE: ['调解', '心理疏导'], LEGAL: ['法律咨询'], CULTURE: ['文艺', '摄影'], EMERGENCY: ['搬运', '驾驶', '医疗健康'],
};
/** Skills that help with a kind of task; none in particular for some. */
export const skillsFor = (kind: TaskKind): readonly Skill[] => SKILLS_FOR[kind] ?? [];
/** Days over which offers are counted, so that the same people are not always asked. */
export const SHARE_DAYS = 90;
export interface Person { id: number; name: string; unitName: string | null; skills: string; freeTimes: string; offers: number }
export const freeTimeOf = (at: number): FreeTime => (isWeekend(at) ? 'WEEKEND' : isEvening(at) ? 'EVENING' : 'WORKDAY');

/**
 * Whom to ask: fitting skill first, then free time, then who was asked least; equal ones by name's id, oldest first. Every one carries the reason
 * in words (个人信息保护法 art. 24: no opaque scoring), and nothing but what he said of himself is looked at.
 */
export function rank(people: readonly Person[], kind: TaskKind, startsAt: number, limit: number): OfferCandidate[] {
  const wanted = SKILLS_FOR[kind] ?? [], time = freeTimeOf(startsAt);
  return people
    .map((p) => ({ p, skill: p.skills.split(',').find((s) => (wanted as readonly string[]).includes(s)) ?? null, free: p.freeTimes.split(',').includes(time) }))
    .sort((a, b) => Number(b.skill !== null) - Number(a.skill !== null) || Number(b.free) - Number(a.free) || a.p.offers - b.p.offers || a.p.id - b.p.id)
    .slice(0, limit)
    .map(({ p, skill, free }) => ({ userId: p.id, name: p.name, unitName: p.unitName, reason: reasonFor(skill, free ? time : null, p.offers) }));
}
export function reasonFor(skill: string | null, free: FreeTime | null, offers: number): string {
  const parts: string[] = [];
  if (skill) parts.push(`特长是${skill}`);
  if (free) parts.push(`${FREE_TIMES[free]}有空`);
  parts.push(offers === 0 ? `近 ${SHARE_DAYS} 天还没有受邀` : `近 ${SHARE_DAYS} 天受邀 ${offers} 次`);
  return parts.join('，');
}
/** What the invited person reads. */
export const inviteReason = (kind: TaskKind, skills: string, unitName: string | null): string => {
  const skill = skills.split(',').find((s) => (SKILLS_FOR[kind] as readonly string[] | undefined)?.includes(s));
  if (skill) return `社区看到您的特长是${skill}，想请您帮忙`;
  return unitName ? `社区向${unitName}发出邀请`.slice(0, 100) : '社区想请您帮忙';
};
