import { HOUR_MS } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { bulk, type PastIds } from './bulk.js';
import type { County } from './people.js';

/** Somebody whom no message reached typed his number; the community of the sign-in page is to call it. */
export async function seedTypedPhone(m: EntityManager, ids: PastIds, county: County, now: number): Promise<void> {
  const at = now - 3 * HOUR_MS, id = ids.at(at), [community] = county.communities;
  await bulk(m, 'person', [{ id, name: '微信用户', phone: null, openId: null, kind: 'RESIDENT', unitId: null, communityId: null, compoundId: null, elder: 0, skills: '', freeTimes: '', turn: 0, createdAt: at }]);
  await bulk(m, 'typed_phone', [{ userId: id, phone: '15400999001', name: '孙桂英', communityId: community!.id, status: 'WAITING', createdAt: at, decidedBy: null, decidedAt: null }]);
}
