import type { EntityManager } from 'typeorm';
import type { HealthView } from '@xianfeng/shared';

/** What waits to go out, and what came in and waits. */
export async function queues(m: Pick<EntityManager, 'query'>): Promise<Pick<HealthView, 'pushes' | 'outbox'>> {
  const [pushes] = await m.query<{ waiting: number | null; failed: number | null }[]>("SELECT SUM(CASE WHEN status = 'NEW' THEN 1 ELSE 0 END) AS waiting, SUM(CASE WHEN status = 'FAILED' THEN 1 ELSE 0 END) AS failed FROM push_event WHERE status IN ('NEW', 'FAILED')");
  const [outbox] = await m.query<{ waiting: number; oldestAt: number | null }[]>("SELECT COUNT(*) AS waiting, MIN(createdAt) AS oldestAt FROM outbox WHERE status IN ('NEW', 'CLAIMED', 'SENDING')");
  const oldestAt = outbox?.oldestAt ?? null;
  return { pushes: { waiting: Number(pushes?.waiting ?? 0), failed: Number(pushes?.failed ?? 0) }, outbox: { waiting: Number(outbox?.waiting ?? 0), oldestAt: oldestAt === null ? null : Number(oldestAt) } };
}
