import { Injectable, Logger } from '@nestjs/common';
import { DAY_MS, HOUR_MS } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { OpenIds } from '../messages/open-ids.js';
import { showPhoto } from '../uploads/uploads.store.js';
import { PhotoLinks } from '../uploads/photo-links.js';
import type { Json } from '../wechat/answers.rules.js';
import { PushEvents } from '../wechat/push/push-events.js';
import { WechatClient } from '../wechat/wechat.client.js';
import { MEDIA_SILENT_MS, MEDIA_TRIES, mediaVerdict } from './moderation.rules.js';
import { decideItem, itemOfTrace } from './moderation.store.js';
import { askAgain, beginAsking, forgetGone, forgetVerdicts, keepTrace, keepVerdict, leave, needsEyes, newPhotos, silentSince, toDesk, verdictOf, type NewPhoto, type Said } from './photos.store.js';

const EVERY_MS = 5_000, BATCH = 20, SCENE = 3;
/** Photos on their way to being seen: WeChat is asked about each, and whatever is no plain "pass" goes to people. */
@Injectable()
export class PhotoChecks {
  private readonly log = new Logger('photos');
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly wechat: WechatClient, private readonly links: PhotoLinks, private readonly openIds: OpenIds, jobs: Jobs, push: PushEvents) {
    jobs.add('photo-checks', EVERY_MS, () => this.work());
    jobs.add('photo-checks-forget', HOUR_MS, () => this.tx.run(async (m) => { await forgetGone(m); await forgetVerdicts(m, this.clock.now() - DAY_MS); }));
    push.on('wxa_media_check', (m, { body }) => this.heard(m, body));
  }
  /** What is new is asked about; where WeChat has been silent, somebody looks. */
  async work(): Promise<void> {
    for (const photo of await newPhotos(this.tx.read, BATCH)) await this.ask(photo);
    for (const { id } of await silentSince(this.tx.read, this.clock.now() - MEDIA_SILENT_MS, BATCH)) await this.tx.run((m) => toDesk(m, id, 'SILENT', null));
  }
  private async ask(photo: NewPhoto): Promise<void> {
    const openId = this.wechat.isReady ? await this.openIds.of(photo.authorId) : null, url = this.links.outside(photo.refId);
    if (openId === null || url === null) {
      await this.tx.run(async (m) => void (needsEyes(photo) ? await toDesk(m, photo.id, 'BY_HAND', null) : await leave(m, photo.id)));
      return;
    }
    if (!(await this.tx.run((m) => beginAsking(m, photo.id, this.clock.now())))) return;
    const asked = await this.wechat.checkImage({ openId, scene: SCENE, url });
    await this.tx.run(async (m) => {
      if (asked === null) return void (await toDesk(m, photo.id, 'DOUBT', null));
      await keepTrace(m, photo.id, asked.traceId);
      // It may have been told before its number was written down.
      const early = await verdictOf(m, asked.traceId);
      if (early) await this.apply(m, early);
    });
  }
  /** One event of WeChat, known by its trace alone: several photos of one second differ in nothing else. Said three times, it counts once. */
  private async heard(m: EntityManager, body: Json): Promise<void> {
    const said = mediaVerdict(body);
    if (!said) return void this.log.warn('a verdict without a trace');
    if (await keepVerdict(m, said, this.clock.now())) await this.apply(m, said);
  }
  private async apply(m: EntityManager, { traceId, verdict, label }: Said): Promise<void> {
    const item = await itemOfTrace(m, traceId), now = this.clock.now();
    if (!item) return;
    if (verdict === 'again') return void (item.tries < MEDIA_TRIES ? await askAgain(m, item.id) : await toDesk(m, item.id, 'BROKEN', null));
    if (verdict !== 'pass') return void (await toDesk(m, item.id, verdict === 'risky' ? 'RISKY' : 'DOUBT', label));
    // Late, but before anybody decided: still good news. A person's word stands against the machine's.
    const from = item.why === 'SILENT' ? (['ASKED', 'WAIT'] as const) : (['ASKED'] as const);
    if (await decideItem(m, item.id, from, { to: 'PASSED', before: 'WAIT', reason: null, by: null, label }, now)) await showPhoto(m, item.refId, true);
  }
}
