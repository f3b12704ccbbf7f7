import { dayOf } from '@xianfeng/shared';
import type { Tx } from '../db/tx.js';
import { audit } from '../db/audit.js';
import { newId } from '../lib/ids.js';
import { FOREVER, insertArea } from './areas/areas.store.js';
import { Post } from './posts/post.entity.js';
import { User } from './users/user.entity.js';

/** The first post of a new city: makes the city itself and gives that phone the post of 市委组织部. @throws Error where there is a city already. */
export async function appointFirstOrganiser(tx: Tx, now: number, o: { city: string; phone: string; name: string }): Promise<void> {
  if (!/^1\d{10}$/.test(o.phone)) throw new Error('the phone must be 11 digits');
  await tx.run(async (m) => {
    const [known] = await m.query<{ name: string }[]>("SELECT name FROM area WHERE kind = 'CITY' LIMIT 1");
    if (known) throw new Error(`there is a city already: ${known.name}`);
    const city = await insertArea(m, null, 'CITY', o.city, now, dayOf(now)), id = newId();
    await m.insert(User, { id, name: o.name, phone: o.phone, openId: null, kind: 'MEMBER', unitId: null, communityId: null, compoundId: null, elder: 0, skills: '', freeTimes: '', turn: 0, createdAt: now });
    await m.insert(Post, { id: newId(), userId: id, role: 'CITY_ORGANISER', areaId: city.id, unitId: 0, fromDay: dayOf(now), toDay: FOREVER, ended: 0, createdAt: now });
    await audit(m, { actorId: id, action: 'post.first', refType: 'person', refId: id, areaId: city.id, at: now });
  });
}
