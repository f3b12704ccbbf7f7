import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { dayOf, startOfDay, type CodeView, type PosterView } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Downloads, type DownloadDto } from '../../http/downloads.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { CodeImages } from '../../reach/codes/code-images.js';
import { CodesService } from '../../reach/codes/codes.service.js';
import { findArea } from '../areas/areas.store.js';
import { posterPdf } from './poster.pdf.js';

/** The page a poster's code opens; `?community=` chooses before anybody types. */
const pathOf = (communityId: number): string => `/pages/welcome/index?community=${communityId}`;
const fileOf = (communityId: number): string => `posters/${communityId}/poster.pdf`;

/** What hangs at the community's door: scan, and the community is already chosen. */
@Injectable()
export class PosterService {
  constructor(
    private readonly tx: Tx, private readonly clock: Clock, private readonly downloads: Downloads, @Inject(CONFIG) private readonly config: Config, private readonly codes: CodesService, private readonly images: CodeImages,
  ) {
    codes.add('REGISTER', async (m, id) => ((await findArea(m, id)) ? pathOf(id) : null));
  }
  /** @throws INVALID where it is no community. The gate asked for the area. */
  async view(areaId: number): Promise<PosterView> {
    const community = await findArea(this.tx.read, areaId);
    if (!community) throw fail('NOT_FOUND');
    if (community.kind !== 'COMMUNITY' && community.kind !== 'VILLAGE') throw failFields({ areaId: '请选择一个社区或村' });
    return { community: { id: community.id, name: community.name }, street: (await findArea(this.tx.read, community.parentId))?.name ?? '', path: pathOf(community.id) };
  }
  /** WeChat's code of the same. On a door it hangs for a while: it leads here until the end of next year. */
  async code(areaId: number): Promise<CodeView> {
    const { community } = await this.view(areaId), year = Number(dayOf(this.clock.now()).slice(0, 4));
    return this.codes.of({ kind: 'REGISTER', refId: community.id, expiresAt: startOfDay(`${year + 2}-01-01`) }, community.id);
  }
  async link(userId: number, areaId: number): Promise<{ url: string }> {
    const { community } = await this.view(areaId);
    return { url: this.downloads.link(fileOf(community.id), userId) };
  }
  /** `origin`: where the reader reached us, unless the operator named the public address. @throws NOT_FOUND for a link that is wrong or too old */
  async download(areaId: number, query: DownloadDto, origin: string): Promise<{ name: string; stream: Readable }> {
    const by = this.downloads.check(fileOf(areaId), query), now = this.clock.now(), { community, street, path } = await this.view(areaId), picture = await this.images.of(await this.code(areaId));
    await this.tx.run((m) => audit(m, { actorId: by, action: 'poster.download', refType: 'area', refId: areaId, areaId, at: now }));
    return { name: `${community.name}报到海报.pdf`, stream: posterPdf({ community: community.name, street, address: `${this.config.publicUrl ?? origin}${path}`, wechat: picture, at: now }) };
  }
}
