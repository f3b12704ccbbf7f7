import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CertificateReasonInput, CertificateSource, CertificateView, FileLink, IssueCertificateInput, Page, VerifyView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { paper } from '../../lib/pdf/paper.js';
import { notify } from '../../reach/notices/notices.store.js';
import { certificateFlow, certificatePieces, certificateView, factsOf, verifyPath, verifyView, type CertificateRow } from './certificates.rules.js';
import type { AreaListDto } from './certificates.dto.js';
import { certificateByToken, certificatesOf, certificatesWithin, endCertificate, findCertificate, recordedYears } from './certificates.store.js';
import { issueCertificate, MY_PAPERS } from './issuing.js';

const pathOf = (id: number): string => `certificates/${id}/paper.pdf`;
/** 志愿服务记录证明: given out by whoever recorded the service, to be checked by anybody who has the paper in his hand. */
@Injectable()
export class CertificatesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly downloads: Downloads, @Inject(CONFIG) private readonly config: Config) {}

  sources(me: Me): Promise<CertificateSource[]> {
    return recordedYears(this.tx.read, me.id);
  }
  async mine(me: Me): Promise<CertificateView[]> {
    return (await certificatesOf(this.tx.read, me.id)).map((c) => this.show(me, c));
  }
  /** Newest first. */
  async list(me: Me, { areaId, after }: AreaListDto): Promise<Page<CertificateView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('certificate.issue', path);
    return pageOf(await certificatesWithin(this.tx.read, path, beforeId(after)), (c) => this.show(me, c), (c) => String(c.id));
  }
  async get(me: Me, id: number): Promise<CertificateView> {
    return this.show(me, await this.seen(me, id));
  }
  /** @throws NOT_FOUND, FORBIDDEN, SELF_REVIEW, CERTIFICATE_EMPTY */
  issue(me: Me, input: IssueCertificateInput, key: string): Promise<CertificateView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'certificates.issue', input, now, async (m) => this.show(me, await this.find(await issueCertificate(m, me, input, now), m)));
  }
  /** @throws NOT_FOUND, SELF_REVIEW, STATE */
  void(me: Me, id: number, { reason }: CertificateReasonInput, key: string): Promise<CertificateView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'certificates.void', { id, reason }, now, async (m) => {
      const c = await this.mayEnd(m, me, id, 'void');
      if (!(await endCertificate(m, id, 'VOID', reason, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'certificate.void', refType: 'certificate', refId: id, areaId: c.communityId, reason, detail: { from: c.status, to: 'VOID' }, at: now });
      await notify(m, now, [{ userId: c.userId, kind: 'HONOUR', title: '一份证明已作废', body: `编号 ${c.number} 的志愿服务记录证明已作废：${reason}。服务记录不受影响。`, link: MY_PAPERS }]);
      return this.show(me, await this.find(id, m));
    });
  }
  /** A new one of the same person, community and year, counted from the records as they are now. @throws NOT_FOUND, SELF_REVIEW, STATE, CERTIFICATE_EMPTY */
  reissue(me: Me, id: number, { reason }: CertificateReasonInput, key: string): Promise<CertificateView> {
    const now = this.clock.now();
    return this.tx.once(me.id, key, 'certificates.reissue', { id, reason }, now, async (m) => {
      const c = await this.mayEnd(m, me, id, 'reissue'), { idLine, phone } = factsOf(c);
      const newOne = await issueCertificate(m, me, { userId: c.userId, communityId: c.communityId, year: c.year, idLine, phone, replacesId: id }, now);
      if (!(await endCertificate(m, id, 'REPLACED', reason, now, newOne))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'certificate.reissue', refType: 'certificate', refId: id, areaId: c.communityId, reason, detail: { from: c.status, to: 'REPLACED', by: newOne }, at: now });
      return this.show(me, await this.find(newOne, m));
    });
  }
  /** A link to the paper; for its owner and the office. @throws STATE where it is not valid any more; CERTIFICATE_OLD where a record in it was corrected since */
  async file(me: Me, id: number): Promise<FileLink> {
    const c = await this.seen(me, id);
    if (c.status !== 'VALID') throw fail('STATE');
    if (c.outdated === 1) throw fail('CERTIFICATE_OLD');
    return { url: this.downloads.link(pathOf(id), me.id), name: nameOf(c) };
  }
  /** `origin`: where the reader reached us, for the code on the paper, unless the operator named the public address. @throws NOT_FOUND for a link that is wrong or too old */
  async download(id: number, query: DownloadDto, origin: string): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(pathOf(id), query), c = await this.find(id);
    await this.tx.run((m) => audit(m, { actorId: by, action: 'certificate.download', refType: 'certificate', refId: id, areaId: c.communityId, at: this.clock.now() }));
    const address = `${this.config.publicUrl ?? origin}${verifyPath(c.token)}`;
    return { name: nameOf(c), stream: paper(certificatePieces(c, address), { title: `志愿服务记录证明 ${c.number}`, footer: `编号 ${c.number}`, at: c.issuedAt }) };
  }
  /** @throws NOT_FOUND where there is no such paper */
  async verify(token: string): Promise<VerifyView> {
    const c = /^[\w-]{22}$/.test(token) ? await certificateByToken(this.tx.read, token) : null;
    if (!c) throw fail('NOT_FOUND');
    return verifyView(c);
  }

  private async find(id: number, m: EntityManager = this.tx.read): Promise<CertificateRow> {
    const c = await findCertificate(m, id);
    if (!c) throw fail('NOT_FOUND');
    return c;
  }
  private async seen(me: Me, id: number): Promise<CertificateRow> {
    const c = await this.find(id);
    me.requireSelfOr(c.userId, 'certificate.issue', c.path);
    return c;
  }
  private async mayEnd(m: EntityManager, me: Me, id: number, step: 'void' | 'reissue'): Promise<CertificateRow> {
    const c = await this.find(id, m);
    me.require('certificate.issue', c.path);
    if (c.userId === me.id) throw fail('SELF_REVIEW');
    certificateFlow.next(c.status, step);
    return c;
  }
  private show(me: Me, c: CertificateRow): CertificateView {
    return certificateView(c, { id: me.id, mayIssue: me.may('certificate.issue', c.path) });
  }
}
const nameOf = (c: CertificateRow): string => `志愿服务记录证明-${c.name}-${c.number}.pdf`;
