import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { dayOf, HOUR_MS } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { isDuplicate } from '../../db/errors.js';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { holdersIn } from '../../people/posts/holders.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import { checkerOf, draw, monthBefore, type Community } from './samples.rules.js';
import { allCommunities, drawnIn, insertDraw, recordedIn } from './samples.store.js';

/** 抽查: each community's last month is drawn once, when the month is over. */
@Injectable()
export class SampleJobs {
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('samples.draw', HOUR_MS, () => this.draw());
  }
  async draw(): Promise<void> {
    const now = this.clock.now(), month = monthBefore(dayOf(now)), all = await allCommunities(this.tx.read), done = await drawnIn(this.tx.read, month);
    for (const community of all.filter((c) => !done.has(c.id)))
      await this.one(community, all, month, now).catch((e: unknown) => {
        if (!isDuplicate(e)) throw e; // another process draws
      });
  }
  /** The seed cannot be foreseen and is kept: the draw can be done again by anybody. */
  private one(community: Community, all: readonly Community[], month: string, now: number): Promise<void> {
    const seed = randomBytes(16).toString('hex'), checkerId = checkerOf(community, all);
    return this.tx.run(async (m) => {
      const records = await recordedIn(m, community.id, month), ids = draw(records, seed);
      await insertDraw(m, { month, communityId: community.id, seed, records: records.length, drawn: ids.length, drawnAt: now }, ids, checkerId);
      await audit(m, { actorId: 0, action: 'sample.draw', refType: 'sample_draw', refId: community.id, areaId: community.id, detail: { month, seed, records: records.length, drawn: ids.length, checkerId }, at: now });
      if (ids.length === 0) return;
      const userIds = await holdersIn(m, checkerId, 'record.enter', dayOf(now));
      await notify(m, now, userIds.map((userId) => ({ userId, kind: 'LOG' as const, title: '有记录请你们抽查', body: `抽到别的社区 ${month} 的 ${ids.length} 条服务记录，请核对是否属实。只看记录，不下结论。`, link: '/packages/desk/pages/samples/index' })));
    });
  }
}
