import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { dayOf, sayHours } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import type { Me } from '../../http/me.js';
import { fail, failFields } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { findArea } from '../../people/areas/areas.store.js';
import { findPerson } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { hashOf, numberOf, officeOf, serve, spanOf, type CertificateFacts } from './certificates.rules.js';
import { insertCertificate, nextNumber, recordLines, secretaryOf } from './certificates.store.js';

export const MY_PAPERS = '/packages/more/pages/my-papers/index';
export interface Issue { userId: number; communityId: number; year: number; idLine: boolean; phone: string; replacesId?: number }
/**
 * Counts what the community recorded of the person, freezes it and gives it a number. Nobody attests himself.
 * @throws NOT_FOUND outside the issuer's subtree, SELF_REVIEW, CERTIFICATE_EMPTY, INVALID where the place records nothing
 */
export async function issueCertificate(m: EntityManager, me: Pick<Me, 'id' | 'name' | 'require'>, { userId, communityId, year, idLine, phone, replacesId }: Issue, now: number): Promise<number> {
  const area = await findArea(m, communityId);
  if (!area) throw fail('NOT_FOUND');
  me.require('certificate.issue', area.path);
  if (area.kind !== 'COMMUNITY' && area.kind !== 'VILLAGE') throw failFields({ communityId: '请选择一个社区或村' });
  if (userId === me.id) throw fail('SELF_REVIEW');
  const person = await findPerson(m, userId);
  if (!person) throw fail('NOT_FOUND');
  const day = dayOf(now), span = spanOf(year, day), served = serve(await recordLines(m, userId, communityId, span.from, span.to));
  if (served.services <= 0 || served.minutes <= 0) throw fail('CERTIFICATE_EMPTY');
  const facts: CertificateFacts = {
    ...served, name: person.name, office: officeOf(area.name, area.kind), year, from: served.first ?? day, to: served.last ?? day, idLine,
    responsible: (await secretaryOf(m, communityId, day)) ?? me.name, handler: me.name, phone, day,
  };
  const { code, last } = await nextNumber(m, communityId, Number(day.slice(0, 4)));
  const id = newId(), text = { number: numberOf(code, Number(day.slice(0, 4)), last), token: randomBytes(16).toString('base64url'), facts: JSON.stringify(facts) };
  await insertCertificate(m, { id, ...text, userId, communityId, year, minutes: served.minutes, services: served.services, hash: hashOf(text), status: 'VALID', reason: null, replacesId: replacesId ?? null, replacedById: null, issuedBy: me.id, issuedAt: now, endedAt: null });
  await audit(m, { actorId: me.id, action: 'certificate.issue', refType: 'certificate', refId: id, areaId: communityId, detail: { userId, number: text.number, minutes: served.minutes, services: served.services, replacesId }, at: now });
  await notify(m, now, [{ userId, kind: 'HONOUR', title: '志愿服务记录证明已出具', body: `${facts.office}出具了编号 ${text.number} 的证明，共 ${sayHours(served.minutes)} 小时。可以打印，盖章请到社区。`, link: MY_PAPERS }]);
  return id;
}
