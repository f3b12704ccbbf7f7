import type { EntityManager } from 'typeorm';
import { DAY_MS, dayOf, MINUTE_MS } from '@xianfeng/shared';
import { endCertificate } from '../honours/certificates/certificates.store.js';
import { issueCertificate } from '../honours/certificates/issuing.js';
import { insertExport, unmarked } from '../honours/certificates/national.store.js';
import { insertRequest } from '../honours/certificates/requests.store.js';
import { newId } from '../lib/ids.js';
import type { County } from './people.js';

const PHONE = '0359-8000120';
/** The communities of the sign-in page and two others have issued some 证明: one void, one replaced, two asked for; and a file for the national system. */
export async function seedPapers(m: EntityManager, county: County, now: number): Promise<void> {
  const home = county.named.community, year = Number(dayOf(now).slice(0, 4)), others = county.communities.filter((c) => c.id !== home.id).slice(0, 2);
  const busiest = (communityId: number): Promise<{ id: number }[]> => m.query<{ id: number }[]>('SELECT userId AS id FROM service_record WHERE communityId = ? AND day LIKE ? GROUP BY userId HAVING SUM(services) > 0 ORDER BY SUM(minutes) DESC, userId LIMIT 9', [communityId, `${year}%`]);
  let turn = 0;
  for (const community of [home, ...others]) {
    const clerk = county.staff.get(community.id)!, by = { id: clerk.id, name: clerk.name, require: () => undefined };
    const people = (await busiest(community.id)).map((p) => p.id).filter((id) => id !== clerk.id), issue = (userId: number, replacesId?: number) => issueCertificate(m, by, { userId, communityId: community.id, year, idLine: false, phone: PHONE, replacesId }, now - (60 - ++turn) * MINUTE_MS);
    if (community.id === home.id && !people.includes(county.named.id)) people.unshift(county.named.id);
    const done: number[] = [];
    for (const userId of people.slice(0, 5)) done.push(await issue(userId).catch(() => 0));
    if (community.id !== home.id) continue;
    const [, second = 0, third = 0] = done.filter((id) => id > 0);
    await endCertificate(m, second, 'VOID', '本人要求', now - 20 * MINUTE_MS);
    const owner = people.slice(0, 5)[done.indexOf(third)];
    if (owner) await endCertificate(m, third, 'REPLACED', '纸质遗失', now - 15 * MINUTE_MS, await issue(owner, third));
    for (const userId of people.slice(5, 7)) await insertRequest(m, { id: newId(), userId, communityId: home.id, year, idLine: 0, status: 'WAITING', live: 1, reason: null, certificateId: null, createdAt: now - DAY_MS, decidedAt: null });
    const records = (await unmarked(m, home.path)).slice(0, 40);
    await insertExport(m, { id: newId(), areaId: home.id, rowCount: records.length, minutes: records.reduce((n, r) => n + r.minutes, 0), madeBy: clerk.id, madeAt: now - 30 * DAY_MS }, records.map((r) => r.id));
  }
}
