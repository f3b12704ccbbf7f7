import { Inject, Injectable, type StreamableFile } from '@nestjs/common';
import { dayOf, sayHours, type FileLink, type Page, type StarAwardQuery, type StarAwardView, type StarReasonInput, type StarVerifyView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { Downloads, fileAnswer, type DownloadDto } from '../../http/downloads.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { paper } from '../../lib/pdf/paper.js';
import { awardStatus, awardView, certificatePieces, verifyView, type AwardRow } from './awards.rules.js';
import { awardsWithin, getAward, voidAward } from './awards.store.js';
import { MY_STARS, TellStars } from './tell.js';

const fileOf = (id: number): string => `star-awards/${id}/paper.pdf`;
const fileName = (a: AwardRow): string => `星级证书-${a.number}.pdf`;
/** Stars that were given: their certificates, whether a paper is true, and what is void. */
@Injectable()
export class AwardsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly downloads: Downloads, private readonly tell: TellStars, @Inject(CONFIG) private readonly config: Config) {}
  /** Newest first. */
  async list(me: Me, { areaId, after }: StarAwardQuery): Promise<Page<StarAwardView>> {
    const path = (await this.directory.pathOf(areaId))!, today = this.today();
    me.require('honour.manage', path);
    return pageOf(await awardsWithin(this.tx.read, path, beforeId(after)), (a) => awardView(a, today, { file: true, void: me.may('honour.approve', a.issuerPath) }), (a) => String(a.id));
  }
  /** By the office that issued it. The holder is told why. @throws NOT_FOUND, FORBIDDEN, SELF_REVIEW, STATE */
  void(me: Me, id: number, { reason }: StarReasonInput, key: string): Promise<StarAwardView> {
    const now = this.clock.now(), today = this.today();
    return this.tx.once(me.id, key, 'star-awards.void', { id, reason }, now, async (m) => {
      const a = await getAward(m, { id });
      me.require('honour.approve', a.path);
      if (!me.may('honour.approve', a.issuerPath)) throw fail('FORBIDDEN');
      if (isOwn(me, a)) throw fail('SELF_REVIEW');
      if (!(await voidAward(m, id, reason, today, me.id))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: 'star-award.void', refType: 'star_award', refId: id, areaId: a.areaId, reason, detail: { number: a.number, subjectId: a.subjectId }, at: now });
      await this.tell.tell(m, a, a.subjectId, now, { title: '一枚星级已作废', body: [...`“${a.schemeName}”（${a.number}）作废：${reason}`].slice(0, 190).join(''), link: MY_STARS });
      return awardView(await getAward(m, { id }), today, { file: true, void: true });
    });
  }
  /** A link to the certificate: for the holder (a unit's liaison), and for who manages honours there. @throws NOT_FOUND, STATE where it is void */
  async file(me: Me, id: number): Promise<FileLink> {
    const a = await getAward(this.tx.read, { id });
    if (isOwn(me, a)) me.everyone();
    else me.require('honour.manage', a.path);
    if (awardStatus(a, this.today()) === 'VOID') throw fail('STATE');
    const now = this.clock.now();
    await this.tx.run((m) => audit(m, { actorId: me.id, action: 'star-award.file', refType: 'star_award', refId: id, areaId: a.areaId, at: now }));
    return { url: this.downloads.link(fileOf(id), me.id), name: fileName(a) };
  }
  /** The certificate of a signed link. `origin`: where the reader reached us, for the code on the paper, unless the operator named the public address. @throws NOT_FOUND */
  async download(id: number, link: DownloadDto, origin: string): Promise<StreamableFile> {
    this.downloads.check(fileOf(id), link);
    const a = await getAward(this.tx.read, { id });
    if (a.live !== 1) throw fail('NOT_FOUND');
    return fileAnswer(fileName(a), paper(certificatePieces(a, sayHours(a.minutes), `${this.config.publicUrl ?? origin}/packages/more/pages/star-verify/index?number=${a.number}`), { title: '星级评定证书', footer: a.schemeName, at: this.clock.now() }));
  }
  /** For whoever holds the paper. @throws NOT_FOUND */
  async verify(number: string): Promise<StarVerifyView> {
    return verifyView(await getAward(this.tx.read, { number }), this.today());
  }
  private today(): string {
    return dayOf(this.clock.now());
  }
}
/** His own star, or one of the unit that he is the liaison of. */
export const isOwn = (me: Me, a: Pick<AwardRow, 'subject' | 'subjectId'>): boolean =>
  a.subject === 'PERSON' ? a.subjectId === me.id : a.subject === 'UNIT' && me.session.posts.some((p) => p.role === 'UNIT_LIAISON' && p.unitId === a.subjectId);
