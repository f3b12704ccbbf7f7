import { SKILLS, TASK_KIND_KEYS, type NeedKind, type SkillRow, type TaskKind, type UnmetRow } from '@xianfeng/shared';
import { skillsFor } from '../../board/claims/offers.rules.js';

/** Skills that could have met a need. Our own choice, as wide as a secretary would think: it points to people, it decides nothing. */
const SKILLS_FOR_NEED: Record<NeedKind, readonly (typeof SKILLS)[number][]> = {
  REPAIR: ['家电维修', '水电维修'], CARE: ['医疗健康', '心理疏导'], ERRAND: ['驾驶', '搬运'], LEARN: ['课业辅导'], CLEAN: ['环境整治', '搬运'], SAFETY: ['水电维修'], MEDIATE: ['调解', '法律咨询'], OTHER: [],
};
/**
 * Every skill that somebody here has, idle ones first. Idle means that no published task of the time was of a kind it helps with: it says something about
 * the tasks, nothing about the people.
 */
export function skillRows(people: ReadonlyMap<string, number>, tasks: ReadonlyMap<TaskKind, number>): SkillRow[] {
  return SKILLS.map((skill): SkillRow => {
    const asked = TASK_KIND_KEYS.filter((kind) => skillsFor(kind).includes(skill)).reduce((sum, kind) => sum + (tasks.get(kind) ?? 0), 0), has = people.get(skill) ?? 0;
    return { skill, people: has, tasks: asked, idle: has > 0 && asked === 0 };
  }).filter((r) => r.people > 0 || r.tasks > 0).sort((a, b) => Number(b.idle) - Number(a.idle) || b.people - a.people);
}
export const unmetRows = (needs: readonly { kind: NeedKind; n: number }[]): UnmetRow[] =>
  needs.map(({ kind, n }) => ({ kind, needs: n, skills: [...SKILLS_FOR_NEED[kind]] })).sort((a, b) => b.needs - a.needs);
