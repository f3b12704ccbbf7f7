import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type AskCertificateInput, type CertificateDeskView, type CertificateReasonInput, type CertificateRequestView, type CertificateView, type IssueRequestInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { notify } from '../../reach/notices/notices.store.js';
import { certificateView, requestFlow, requestView, type CertificateFacts, type RequestRow } from './certificates.rules.js';
import { findCertificate, lastFacts, recordedYears } from './certificates.store.js';
import { issueCertificate, MY_PAPERS } from './issuing.js';
import { decideRequest, findRequest, insertRequest, officeStaff, requestsOf, waitingRequests } from './requests.store.js';

const DESK = '/packages/desk/pages/certificates/index';
/** Who would like a 证明 asks the community that recorded his service; the community issues it or says why not. */
@Injectable()
export class CertificateRequestsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}

  async mine(me: Me): Promise<CertificateRequestView[]> {
    return (await requestsOf(this.tx.read, me.id)).map((r) => requestView(r, me.id));
  }
  /** @throws CERTIFICATE_EMPTY where that community recorded nothing of him then, CERTIFICATE_ASKED */
  ask(me: Me, input: AskCertificateInput, key: string): Promise<CertificateRequestView> {
    const now = this.clock.now(), { communityId, year, idLine } = input;
    return this.tx.once(me.id, key, 'certificates.ask', input, now, async (m) => {
      const source = (await recordedYears(m, me.id)).find((s) => s.communityId === communityId);
      if (!source?.periods.some((p) => year === 0 || p.year === year)) throw fail('CERTIFICATE_EMPTY');
      const id = newId();
      try {
        await insertRequest(m, { id, userId: me.id, communityId, year, idLine: Number(idLine), status: 'WAITING', live: 1, reason: null, certificateId: null, createdAt: now, decidedAt: null });
      } catch (e) {
        throw isDuplicate(e) ? fail('CERTIFICATE_ASKED') : e;
      }
      await audit(m, { actorId: me.id, action: 'certificate.ask', refType: 'certificateRequest', refId: id, areaId: communityId, detail: { year }, at: now });
      const staff = (await officeStaff(m, communityId, dayOf(now))).filter((userId) => userId !== me.id);
      await notify(m, now, staff.map((userId) => ({ userId, kind: 'HONOUR', title: '有人申请服务记录证明', body: `${me.name}申请${source.communityName}出具志愿服务记录证明，请办理。`, link: DESK })));
      return requestView(await this.find(id, m), me.id);
    });
  }
  /** @throws NOT_FOUND, STATE */
  async withdraw(me: Me, id: number): Promise<CertificateRequestView> {
    const row = await this.find(id), now = this.clock.now();
    me.requireSelf(row.userId);
    return this.tx.run(async (m) => {
      await this.decide(m, me, row, 'withdraw', {}, now);
      return requestView(await this.find(id, m), me.id);
    });
  }
  /** What waits in an area, and the phone that its office wrote last. */
  async desk(me: Me, areaId: number): Promise<CertificateDeskView> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('certificate.issue', path);
    const facts = await lastFacts(this.tx.read, path);
    return { phone: facts ? (JSON.parse(facts) as CertificateFacts).phone : '', waiting: (await waitingRequests(this.tx.read, path)).map((r) => requestView(r, me.id)) };
  }
  /** @throws NOT_FOUND, FORBIDDEN, SELF_REVIEW, STATE, CERTIFICATE_EMPTY */
  issue(me: Me, id: number, { phone }: IssueRequestInput, key: string): Promise<CertificateView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'certificates.issueAsked', { id, phone }, now, async (m) => {
      const row = await this.mayDecide(m, me, id), { userId, communityId, year } = row;
      const certificateId = await issueCertificate(m, me, { userId, communityId, year, idLine: row.idLine === 1, phone }, now);
      await this.decide(m, me, row, 'issue', { certificateId }, now);
      return certificateView((await findCertificate(m, certificateId))!, { id: me.id, mayIssue: true });
    });
  }
  /** @throws NOT_FOUND, FORBIDDEN, SELF_REVIEW, STATE */
  refuse(me: Me, id: number, { reason }: CertificateReasonInput, key: string): Promise<CertificateRequestView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'certificates.refuse', { id, reason }, now, async (m) => {
      const row = await this.mayDecide(m, me, id);
      await this.decide(m, me, row, 'refuse', { reason }, now);
      await notify(m, now, [{ userId: row.userId, kind: 'HONOUR', title: '证明申请未能办理', body: `${row.communityName}：${reason}。有疑问请联系社区。`, link: MY_PAPERS }]);
      return requestView(await this.find(id, m), me.id);
    });
  }

  private async mayDecide(m: EntityManager, me: Me, id: number): Promise<RequestRow> {
    const row = await this.find(id, m);
    me.require('certificate.issue', row.path);
    if (row.userId === me.id) throw fail('SELF_REVIEW');
    return row;
  }
  private async decide(m: EntityManager, me: Me, row: RequestRow, step: 'issue' | 'refuse' | 'withdraw', set: { reason?: string; certificateId?: number }, now: number): Promise<void> {
    const to = requestFlow.next(row.status, step);
    if (!(await decideRequest(m, row.id, to, set, now))) throw fail('STATE');
    await audit(m, { actorId: me.id, action: `certificate.${step === 'issue' ? 'grant' : step}`, refType: 'certificateRequest', refId: row.id, areaId: row.communityId, reason: set.reason, detail: { from: row.status, to, certificateId: set.certificateId }, at: now });
  }
  private async find(id: number, m: EntityManager = this.tx.read): Promise<RequestRow> {
    const row = await findRequest(m, id);
    if (!row) throw fail('NOT_FOUND');
    return row;
  }
}
