import { HOUR_MS, type ClaimView, type CreateTaskInput, type TaskView } from '@xianfeng/shared';
import { key, type Board } from '../start.js';
import type { Actor, World } from '../world.js';

/** A published task of the world's community whose one shift begins in an hour and lasts two. Tests state only what matters to them. */
export const publish = (board: Board, world: World, by: Actor, o: Partial<CreateTaskInput> = {}): Promise<TaskView> => {
  const startsAt = board.clock.now() + HOUR_MS;
  return by.api.tasks.create({
    areaId: world.community.id, kind: 'CLEAN', title: '楼道清扫', place: '和平苑门口', shifts: [{ startsAt, endsAt: startsAt + 2 * HOUR_MS, places: 20 }],
    audience: 'EVERYONE', claimMode: 'OPEN', presence: 'QR', photoRule: 'OPTIONAL', riskNote: '注意楼梯湿滑', contactName: '李书记', contactPhone: '15400000000', publish: true, ...o,
  }, key());
};
export const claim = (who: Actor, task: TaskView): Promise<ClaimView> => who.api.claims.create({ shiftId: task.shifts[0]!.id }, key());
/** What came of many tries at once: how many succeeded, and the codes of the others. */
export async function outcomes(tries: Promise<unknown>[]): Promise<{ done: number; codes: string[] }> {
  const settled = await Promise.allSettled(tries);
  return { done: settled.filter((s) => s.status === 'fulfilled').length, codes: settled.flatMap((s) => (s.status === 'rejected' ? [String((s.reason as { code?: string }).code)] : [])) };
}
export const count = async (board: Board, sql: string, params: unknown[] = []): Promise<number> => {
  const [row] = await board.tx.read.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM ${sql}`, params);
  return Number(row?.n);
};
