import { DAY_MS, HOUR_MS, startOfDay, dayOf, type Api, type CreateTaskInput, type TaskView } from '@xianfeng/shared';
import { key } from '../start.js';

/** 09:00 in Shanghai, so many days from today. */
export const morning = (days: number, now = Date.now()): number => startOfDay(dayOf(now + days * DAY_MS)) + 9 * HOUR_MS;
export const taskInput = (areaId: number, o: Partial<CreateTaskInput> & { places?: number; startsAt?: number; hours?: number } = {}): CreateTaskInput => {
  const { places = 2, startsAt = morning(2), hours = 2, ...rest } = o;
  return {
    areaId, kind: 'CLEAN', title: '清理三号楼楼道', place: '和平苑三号楼', shifts: [{ startsAt, endsAt: startsAt + hours * HOUR_MS, places }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'LEADER',
    photoRule: 'OPTIONAL', riskNote: '注意脚下，戴好手套', contactName: '王书记', contactPhone: '15400000000', publish: true, ...rest,
  };
};
export const publish = (api: Api, areaId: number, o: Parameters<typeof taskInput>[1] = {}): Promise<TaskView> => api.tasks.create(taskInput(areaId, o), key());
/** How each of several requests made at the same moment ended: 'ok' or the code of its refusal, with counts. */
export async function outcomes(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const r of await Promise.allSettled(calls)) {
    const how = r.status === 'fulfilled' ? 'ok' : String((r.reason as { code?: string }).code ?? r.reason);
    counts[how] = (counts[how] ?? 0) + 1;
  }
  return counts;
}
