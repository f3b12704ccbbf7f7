import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { notify } from '../../reach/notices/notices.store.js';
import { saveProfile } from '../users/profiles.store.js';
import { leaveUnit } from './registrations.store.js';

export interface Retirement { actorId: number; userId: number; areaId: number | null; unitName: string | null; reason: string | undefined; isOwn: boolean }
/** He becomes a resident member. The caller holds his turn and has judged that he is a member. */
export async function retireMember(m: EntityManager, r: Retirement, now: number): Promise<void> {
  await leaveUnit(m, r.userId, 'RETIRED');
  await saveProfile(m, r.userId, { retiredAt: now });
  await audit(m, { actorId: r.actorId, action: 'registration.retire', refType: 'person', refId: r.userId, areaId: r.areaId, reason: r.reason ?? null, detail: { unit: r.unitName }, at: now });
  const body = `${r.isOwn ? '已按您说的办好' : '社区已为您办理'}：您以居民党员身份继续报到，服务记录、时长和积分都不变。`;
  await notify(m, now, [{ userId: r.userId, kind: 'REGISTRATION', title: '已转为居民党员', body, link: '/packages/more/pages/registration/index' }]);
}
