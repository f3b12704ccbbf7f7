import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { dayOf, sayHours, TASK_KINDS, type FileLink, type ServiceFacts } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { paper } from '../../lib/pdf/paper.js';
import { unitsOf } from '../evaluations/received.service.js';
import { findNomination, type NominationRow } from './campaigns.store.js';
import { certificateOf } from './campaigns.views.js';

const pathOf = (id: number): string => `campaign-certificates/${id}/paper.pdf`;
const nameOf = (n: NominationRow): string => `${n.title}-${n.name}.pdf`;
export const sayDate = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
/** The certificate of an honour: what was verified, in one page with a place for the seal. */
@Injectable()
export class CampaignPapersService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads, @Inject(CONFIG) private readonly config: Config) {}
  /** For whoever was honoured, his unit's liaison where the unit was, and the office. @throws STATE before the decision */
  async link(me: Me, nominationId: number): Promise<FileLink> {
    const n = await findNomination(this.tx.read, nominationId);
    if (n && n.unitId !== 0 && unitsOf(me).includes(n.unitId)) me.requireSelf(me.id);
    else me.requireSelfOr(n?.userId ? n.userId : null, 'honour.manage', n?.path ?? '');
    if (n?.status !== 'AWARDED') throw fail('STATE');
    return { url: this.downloads.link(pathOf(nominationId), me.id), name: nameOf(n) };
  }
  async file(id: number, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(pathOf(id), query), n = await findNomination(this.tx.read, id), now = this.clock.now();
    if (n?.status !== 'AWARDED') throw fail('NOT_FOUND');
    await this.tx.run((m) => audit(m, { actorId: by, action: 'campaign.download', refType: 'nomination', refId: id, areaId: n.areaId, at: now }));
    const f = JSON.parse(n.facts!) as ServiceFacts, no = certificateOf(n)!, link = this.config.publicUrl ? `${this.config.publicUrl}/packages/more/pages/campaign-notice/index?id=${n.campaignId}` : null;
    return {
      name: nameOf(n),
      stream: paper([
        { gap: 40 }, { title: '荣誉证书' }, { gap: 24 }, { heading: `${n.name}：` },
        { text: `${sayDate(f.from)}至${sayDate(f.to)}，${n.unitId === 0 ? '您' : `贵单位 ${f.people} 位党员`}参加志愿服务 ${f.services} 次，共 ${sayHours(f.minutes)} 小时，其中 ${f.confirmed} 件由居民确认办成。经推荐、公示，决定表扬为“${n.title}”。` },
        { gap: 8 }, { facts: [['服务内容', f.kinds.slice(0, 6).map((k) => TASK_KINDS[k.kind].label).join('、') || '志愿服务'], ['证书编号', no]] },
        ...(link ? [{ qr: link, caption: '扫码查看公布的名单' }] : []),
        { gap: 30 }, { seal: { office: n.areaName, day: sayDate(dayOf(n.decidedAt ?? n.nominatedAt)), number: no } },
      ], { title: nameOf(n).replace(/\.pdf$/, ''), footer: '时长和次数来自核实过的志愿服务记录', at: n.decidedAt ?? now }),
    };
  }
}

