import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { dayOf, type FileLink, type RecordPaperInput } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { paper } from '../../lib/pdf/paper.js';
import { findAreas } from '../../people/areas/areas.store.js';
import { findPerson } from '../../people/users/users.store.js';
import { recordPieces, serve, spanOf } from './certificates.rules.js';
import { recordLines } from './certificates.store.js';

/** Services on one paper; what is older comes as one line with its sum. Our own choice: forty pages. */
const LINES = 1_000;
const pathOf = (userId: number, year: number): string => `record-papers/${userId}/${year}/paper.pdf`;
/** 志愿服务记录（平台记录）: one's own record, printed by oneself at any time. */
@Injectable()
export class RecordPapersService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads) {}
  link(me: Me, { year }: RecordPaperInput): FileLink {
    return { url: this.downloads.link(pathOf(me.id, year), me.id), name: nameOf(me.name, year) };
  }
  /** @throws NOT_FOUND for a link that is wrong or too old */
  async download(userId: number, year: number, query: DownloadDto): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(pathOf(userId, year), query), m = this.tx.read, now = this.clock.now(), { from, to } = spanOf(year, dayOf(now));
    const person = await findPerson(m, userId);
    if (!person) throw fail('NOT_FOUND');
    await this.tx.run((w) => audit(w, { actorId: by, action: 'records.download', refType: 'person', refId: userId, detail: { year }, at: now }));
    const home = person.communityId === null ? null : (await findAreas(m, [person.communityId])).get(person.communityId) ?? null;
    const pieces = recordPieces({ name: person.name, unitName: person.unitName, communityName: home?.name ?? null }, year, serve(await recordLines(m, userId, null, from, to), LINES), now);
    return { name: nameOf(person.name, year), stream: paper(pieces, { title: '志愿服务记录（平台记录）', footer: `${person.name} · 志愿服务记录（平台记录）`, at: now }) };
  }
}
const nameOf = (name: string, year: number): string => `志愿服务记录-${name}-${year === 0 ? '全部' : year}.pdf`;
