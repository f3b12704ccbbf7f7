import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { dayOf, type FileLink, type ServiceFacts } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { paper } from '../../lib/pdf/paper.js';
import { sayDate } from '../campaigns/campaign-papers.service.js';
import { letterNoOf, letterText } from './letters.rules.js';
import { findLetter, type LetterRow } from './letters.store.js';
import { LettersService } from './letters.service.js';

const pathOf = (id: number): string => `letters/${id}/paper.pdf`;
const nameOf = (l: LetterRow): string => `表扬信-${l.name}-${l.year}.pdf`;
const HAS_PAPER = ['APPROVED', 'DELIVERED', 'RECEIVED'];
/** The letter on paper, with a place for the street's seal. */
@Injectable()
export class LetterPapersService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads, private readonly letters: LettersService) {}
  /** For whoever may read it. @throws NOT_FOUND, STATE before its number and once it is void */
  async link(me: Me, id: number): Promise<FileLink> {
    const l = await this.letters.readable(this.tx.read, me, id);
    if (!HAS_PAPER.includes(l.status)) throw fail('STATE');
    return { url: this.downloads.link(pathOf(id), me.id), name: nameOf(l) };
  }
  async file(id: number, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(pathOf(id), query), l = await findLetter(this.tx.read, id), now = this.clock.now();
    if (!l || !HAS_PAPER.includes(l.status)) throw fail('NOT_FOUND');
    await this.tx.run((m) => audit(m, { actorId: by, action: 'letter.download', refType: 'letter', refId: id, areaId: l.communityId, at: now }));
    const words = JSON.parse(l.words) as string[], no = letterNoOf(l.streetName, l.year, l.number!);
    return {
      name: nameOf(l),
      stream: paper([
        { title: '表扬信' }, { facts: [['编号', no]] }, { gap: 12 }, { heading: `${l.recipient === 'UNIT' ? l.unitName : l.name}：` },
        { text: letterText({ name: l.name, unitName: l.unitName, recipient: l.recipient, communityName: l.communityName, year: l.year, facts: JSON.parse(l.facts) as ServiceFacts }) },
        ...(words.length > 0 ? [{ text: '居民说：' }, ...words.map((w) => ({ text: `“${w}”` }))] : []),
        { text: l.recipient === 'UNIT' ? `${l.name}同志在本职工作之外，为邻里办实事，受到居民好评。特此致信表扬，并感谢贵单位的支持。` : '您在本职工作之外，为邻里办实事，受到居民好评。特此致信表扬。' },
        { gap: 30 }, { seal: { office: l.streetName, day: sayDate(dayOf(l.approvedAt!)), number: no } },
      ], { title: nameOf(l).replace(/\.pdf$/, ''), footer: '次数和时长来自核实过的志愿服务记录', at: l.approvedAt! }),
    };
  }
}
