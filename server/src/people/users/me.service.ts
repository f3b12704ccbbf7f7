import { Inject, Injectable } from '@nestjs/common';
import type { MemberCodeView, MeView, Page, PersonView, Station, UpdateMeInput } from '@xianfeng/shared';
import { CONFIG, type Config } from '../../config.js';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { afterId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { ContentCheck } from '../../reach/moderation/content-check.js';
import { DirectoryService } from './directory.service.js';
import { meView, personView } from './me.rules.js';
import { findMe, searchPeople, updateMe } from './me.store.js';
import { memberCode, memberCodeSeconds } from './member-code.rules.js';

@Injectable()
export class MeService {
  constructor(@Inject(CONFIG) private readonly config: Config, private readonly tx: Tx, private readonly clock: Clock, private readonly directory: DirectoryService, private readonly content: ContentCheck) {}
  /** A person as he himself sees him. */
  async view(userId: number): Promise<MeView> {
    const [row, posts] = await Promise.all([findMe(this.tx.read, userId), this.directory.postsOf(userId, this.clock.now())]);
    if (!row) throw fail('NOT_FOUND');
    return meView(row, posts);
  }
  /**
   * A member's name is the roster's: a leader must be able to trust the name on his list. A resident's is the one his community met when he registered; he
   * changes it later only where WeChat passes the new one, because others read it at once.
   */
  async update(me: Me, input: UpdateMeInput): Promise<MeView> {
    const { name, elder, skills, freeTimes } = input;
    if (name !== undefined && name !== me.name && me.session.kind !== 'RESIDENT') throw failFields({ name: '姓名以党员花名册为准，如有错误请联系社区' });
    const inDoubt = name !== me.name && (await this.content.check(me.id, 'name', { name })) !== null;
    if (inDoubt && me.session.communityId !== null) throw failFields({ name: '新名字现在核对不了，请稍后在微信里再改' });
    const now = this.clock.now();
    await this.tx.run(async (m) => {
      await updateMe(m, me.id, { name: name ?? null, elder: elder === undefined ? null : Number(elder), skills: skills?.join(',') ?? null, freeTimes: freeTimes?.join(',') ?? null });
      await audit(m, { actorId: me.id, action: 'person.update', refType: 'person', refId: me.id, detail: { fields: Object.keys(input) }, at: now });
    });
    this.directory.forget(me.id);
    return this.view(me.id);
  }
  code(me: Me): MemberCodeView {
    const now = this.clock.now();
    return { payload: memberCode(this.config.secret, me.id, now), refreshInSeconds: memberCodeSeconds(now) };
  }
  /** Within an area whose desk the reader sees (asked by the gate). Phones are masked: a tail is enough to tell namesakes apart. */
  async search(areaId: number, q: string, station: Station | undefined, after: string | undefined): Promise<Page<PersonView>> {
    const path = await this.directory.pathOf(areaId);
    if (path === null) throw fail('NOT_FOUND');
    return pageOf(await searchPeople(this.tx.read, path, q, station, afterId(after)), personView, (p) => String(p.id));
  }
}
