import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { dayOf, type FileLink } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { paper } from '../../lib/pdf/paper.js';
import { yearsOf } from './agreements.rules.js';
import { AgreementsService } from './agreements.service.js';
import { findAgreement, unitsIn } from './agreements.store.js';
import { sheetPieces, yearOf } from './sheet.rules.js';
import { projectsIn, resourcesIn, servedIn } from './sheet.store.js';

const linkPath = (id: number, year: number): string => `agreements/${id}/${year}/sheet.pdf`;
const nameOf = (title: string, year: number): string => `${title}-${year}年度履约情况.pdf`;
/** The one-page performance sheet of an agreement and a year. */
@Injectable()
export class SheetsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads, private readonly agreements: AgreementsService) {}

  async link(me: Me, id: number, year: number): Promise<FileLink> {
    const a = await this.agreements.readable(this.tx.read, me, id);
    if (!yearsOf(a, dayOf(this.clock.now())).includes(year)) throw failFields({ year: '这一年不在协议期内' });
    return { url: this.downloads.link(linkPath(id, year), me.id), name: nameOf(a.title, year) };
  }
  /** @throws NOT_FOUND for a link that is wrong or too old */
  async download(id: number, year: number, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(linkPath(id, year), query), m = this.tx.read, a = await findAgreement(m, id), now = this.clock.now();
    if (!a) throw fail('NOT_FOUND');
    await this.tx.run((t) => audit(t, { actorId: by, action: 'agreement.download', refType: 'agreement', refId: id, areaId: a.communityId, detail: { year }, at: now }));
    const units = await unitsIn(m, [id]), unitIds = units.map((u) => u.id), span = yearOf(year);
    const pieces = sheetPieces({
      year, title: a.title, community: a.communityName, units: units.map((u) => u.name), fromDay: a.fromDay, toDay: a.toDay, text: a.text, today: dayOf(now),
      projects: await projectsIn(m, id, span), resources: await resourcesIn(m, a.communityId, unitIds, span), served: await servedIn(m, a.communityId, unitIds, span),
    }, span);
    return { name: nameOf(a.title, year), stream: paper(pieces, { title: nameOf(a.title, year), footer: `${a.communityName} · 共建协议 ${year} 年度履约情况`, at: now }) };
  }
}
