import { Injectable } from '@nestjs/common';
import { DAY_MS } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { fail } from '../../lib/errors.js';
import { Jobs } from '../../lib/jobs.js';
import { WechatClient } from '../wechat/wechat.client.js';
import { OpenIds } from '../messages/open-ids.js';
import { ContentKinds } from './content-kinds.js';
import { CONTENTS, type CheckedContent, type HeldContent } from './contents.js';
import { REFUSED_DAYS, standingOf, UNASKED, type Doubtful } from './moderation.rules.js';
import { forgetRefused, insertItem, insertRefused, itemOf, renewItem, rewordItem } from './moderation.store.js';

/** What `check` found, for `keep` in the transaction. null: others may see it. */
export type Checked = Doubtful | null;
/** Asks WeChat about words before they are kept, and keeps what is in doubt. */
@Injectable()
export class ContentCheck {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly wechat: WechatClient, private readonly openIds: OpenIds, private readonly kinds: ContentKinds, jobs: Jobs) {
    jobs.add('content-forget', DAY_MS, () => this.tx.run((m) => forgetRefused(m, this.clock.now() - REFUSED_DAYS * DAY_MS)));
  }
  /**
   * In the request that brings the words, for WeChat judges only about somebody who used the app within two hours; before its transaction, in which nothing but SQL is
   * awaited. Takes five seconds at most. @throws CONTENT_REJECTED, with the words kept on record
   */
  async check(userId: number, kind: CheckedContent, texts: Readonly<Record<string, string | null | undefined>>): Promise<Checked> {
    const { scene, doubt } = CONTENTS[kind], said = Object.entries(texts).filter((t): t is [string, string] => !!t[1]);
    if (said.length === 0) return null;
    const openId = this.wechat.isReady ? await this.openIds.of(userId) : null;
    const standing = standingOf(openId === null ? UNASKED : await this.wechat.checkText({ openId, scene, content: said.map(([, text]) => text).join('\n') }), doubt);
    if (standing.kind === 'refuse') {
      await this.tx.run((m) => insertRefused(m, { userId, kind, words: said.map(([key, text]) => ({ key, label: key, text })), label: standing.label, traceId: standing.traceId }, this.clock.now()));
      throw fail('CONTENT_REJECTED');
    }
    return standing.kind === 'hold' ? standing.doubtful : null;
  }
  /**
   * In the transaction that wrote the words: what is in doubt goes to the desk, and where it must wait it is taken out of its row again, so that the desk alone has it.
   * @throws STATE for what was taken down: it is written anew, as something else
   */
  async keep(m: EntityManager, kind: HeldContent, refId: number, checked: Checked, now: number): Promise<void> {
    const known = await itemOf(m, kind, refId);
    if (checked === null && !known) return;
    const of = this.kinds.of(kind), found = await of.find(m, refId);
    if (known?.state === 'DOWN') throw fail('CONTENT_DOWN');
    if (!found) return;
    if (checked === null) await rewordItem(m, known!.id, found.words);
    else if (!known) await insertItem(m, { kind, refId, ...found }, checked, now);
    else if (!(await renewItem(m, known.id, found.words, checked, now))) throw fail('CONTENT_DOWN');
    if (checked?.state === 'WAIT') await of.hide(m, refId, now);
  }
}
