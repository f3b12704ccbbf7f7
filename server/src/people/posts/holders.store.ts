import type { EntityManager } from 'typeorm';
import { ROLE_KEYS, ROLE_PERMISSIONS, type Permission } from '@xianfeng/shared';

/** Who holds the permission by a post in this very area (not above it) on that Shanghai day. */
export async function holdersIn(m: EntityManager, areaId: number, permission: Permission, today: string): Promise<number[]> {
  const roles = ROLE_KEYS.filter((role) => ROLE_PERMISSIONS[role].includes(permission));
  const rows = await m.query<{ userId: number }[]>(`SELECT DISTINCT userId FROM post WHERE areaId = ? AND role IN (${roles.map(() => '?').join(', ')}) AND ended = 0 AND fromDay <= ? AND toDay >= ? ORDER BY userId`, [areaId, ...roles, today, today]);
  return rows.map((r) => r.userId);
}
