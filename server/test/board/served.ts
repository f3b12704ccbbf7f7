import { HOUR_MS, MINUTE_MS, type ClaimView, type CreateTaskInput, type LogView, type TaskView } from '@xianfeng/shared';
import { key, type Board } from '../start.js';
import type { Actor, World } from '../world.js';
import { claim, publish } from './service.js';

export interface Served { task: TaskView; shiftId: number; member: Actor; claimed: ClaimView; log: LogView }
/** A member took part in a task of two hours and wrote a log; it is over. `late`: so many minutes after the planned start he checked in. */
export async function serve(board: Board, world: World, by: Actor, o: { task?: Partial<CreateTaskInput>; member?: Actor; late?: number; startsAt?: number; hours?: number } = {}): Promise<Served> {
  const member = o.member ?? (await world.person()), startsAt = o.startsAt ?? board.clock.now() + HOUR_MS;
  const task = await publish(board, world, by, { shifts: [{ startsAt, endsAt: startsAt + (o.hours ?? 2) * HOUR_MS, places: 20 }], ...o.task }), claimed = await claim(member, task), shiftId = task.shifts[0]!.id;
  if (o.late === undefined) {
    board.clock.set(claimed.endsAt + MINUTE_MS);
    await by.api.attendance.mark(shiftId, { claimIds: [claimed.id], present: true }, key());
  } else {
    board.clock.set(claimed.startsAt + o.late * MINUTE_MS - 5_000);
    await member.api.attendance.dayCode({ taskId: task.id, code: (await by.api.attendance.shiftCode(shiftId)).dayCode }, key());
    board.clock.set(claimed.endsAt + MINUTE_MS);
  }
  return { task, shiftId, member, claimed, log: await member.api.logs.submit({ claimId: claimed.id, text: '打扫了楼道' }, key()) };
}
