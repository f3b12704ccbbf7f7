import { Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { OutboxService } from '../outbox/outbox.service.js';
import type { Outbox } from '../outbox/outbox.entity.js';
import { WechatClient } from '../wechat/wechat.client.js';
import { findLink, forgetLinks, keepLink } from './codes.store.js';

/** WeChat allows thirty days; a message is old after two weeks. Our own choice. */
const LIFE_MS = 14 * DAY_MS;
/** A link is used again as long as it will still work for so long. */
const STILL_GOOD_MS = 2 * DAY_MS;
/** After a no, messages go without a link for so long. */
const PAUSE_MS = HOUR_MS / 4;
/** The page that a message of each kind tells about. */
const PAGES: Record<NonNullable<Outbox['refType']>, (id: number) => { path: string; query: string }> = {
  redemption: (id) => ({ path: 'packages/more/pages/order/index', query: `id=${id}` }),
  freeze: () => ({ path: 'packages/more/pages/points/index', query: '' }),
};

/**
 * Links at the end of text messages that open the mini-program at the right page. Asked for when a message is about to leave, never
 * inside a transaction; one link per page is kept and used again. Without WeChat a message goes without.
 */
@Injectable()
export class LinksService {
  /** Not asked before: one hanging call must not hold up a whole batch. */
  private quietUntil = 0;
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly wechat: WechatClient, outbox: OutboxService, jobs: Jobs) {
    outbox.linkedBy((refType, refId) => this.of(refType, refId));
    jobs.add('links.forget', DAY_MS, () => this.tx.run((m) => forgetLinks(m, this.clock.now())));
  }
  /** null: not now. */
  async of(refType: NonNullable<Outbox['refType']>, refId: number): Promise<string | null> {
    const { path, query } = PAGES[refType](refId), target = `${path}?${query}`, now = this.clock.now(), known = await findLink(this.tx.read, target);
    if (known?.url && known.expiresAt > now + STILL_GOOD_MS) return known.url;
    if (!this.wechat.isReady || this.quietUntil > now || (known && known.tryAt > now)) return null;
    const expiresAt = now + LIFE_MS, url = await this.wechat.urlLink({ path, query, expiresAt });
    if (url === null) this.quietUntil = now + PAUSE_MS;
    await this.tx.run((m) => keepLink(m, target, { url, expiresAt, tryAt: now + PAUSE_MS }));
    return url;
  }
}
