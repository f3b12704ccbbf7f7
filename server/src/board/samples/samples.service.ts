import { Injectable } from '@nestjs/common';
import { addDays, dayOf, PAGE_SIZE, type CheckSampleInput, type Page, type RecordReasonInput, type SampleQuery, type SampleRate, type SampleView } from '@xianfeng/shared';
import type { EntityManager } from 'typeorm';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { PhotoLinks } from '../../reach/uploads/photo-links.js';
import { photosOf } from '../../reach/uploads/uploads.store.js';
import { checkRefusal, sampleFlow, sampleView, type SampleRow } from './samples.rules.js';
import { checkSample, closeSample, doubtsIn, findSample, ratesIn, samplesToCheck } from './samples.store.js';

/** Rates go back so far. Our own choice. */
const RATE_DAYS = 366;
/** Drawn records in the eyes of another community, and what becomes of a doubt. */
@Injectable()
export class SamplesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory, private readonly links: PhotoLinks) {}

  /** What the communities of an area have to check; without a status, what waits. */
  async list(me: Me, { areaId, status = 'OPEN', after }: SampleQuery): Promise<Page<SampleView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('record.enter', path);
    return this.page(me, await samplesToCheck(this.tx.read, path, status, beforeId(after), PAGE_SIZE + 1));
  }
  /** What others doubted of an area's records, for its street. */
  async doubts(me: Me, { areaId, after }: SampleQuery): Promise<Page<SampleView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('record.appeal', path);
    return this.page(me, await doubtsIn(this.tx.read, path, beforeId(after), PAGE_SIZE + 1));
  }
  async rates(me: Me, areaId: number): Promise<SampleRate[]> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('insight.view', path);
    return ratesIn(this.tx.read, path, addDays(dayOf(this.clock.now()), -RATE_DAYS).slice(0, 7));
  }
  /** A doubt needs words. @throws NOT_FOUND, SELF_REVIEW, STATE, INVALID */
  check(me: Me, id: number, { verdict, note }: CheckSampleInput, key: string): Promise<SampleView> {
    if (verdict === 'DOUBT' && !note) throw failFields({ note: '有疑问时，请写清楚哪里有疑问' });
    return this.change(me, id, verdict === 'TRUE' ? 'right' : 'doubt', { verdict, note }, note ?? null, key, (m, now) => checkSample(m, id, verdict, me.id, now, note ?? null));
  }
  /** The recorder's street has looked into a doubt; what is wrong is corrected on the record itself. @throws NOT_FOUND, SELF_REVIEW, STATE */
  close(me: Me, id: number, { reason }: RecordReasonInput, key: string): Promise<SampleView> {
    return this.change(me, id, 'close', { reason }, reason, key, (m, now) => closeSample(m, id, me.id, now, reason));
  }

  private change(me: Me, id: number, step: 'right' | 'doubt' | 'close', input: object, reason: string | null, key: string, work: (m: EntityManager, now: number) => Promise<boolean>): Promise<SampleView> {
    const now = this.clock.now(), isClosing = step === 'close';
    return this.tx.once(me.id, key, `samples.${isClosing ? 'close' : 'check'}`, { id, ...input }, now, async (m) => {
      const s = await findSample(m, id);
      if (!s) throw fail('NOT_FOUND');
      if (isClosing) me.require('record.appeal', s.path);
      else me.require('record.enter', s.checkerPath);
      const refusal = checkRefusal(s, me.id), to = sampleFlow.next(s.status, step);
      if (refusal) throw fail(refusal);
      if (!(await work(m, now))) throw fail('STATE');
      await audit(m, { actorId: me.id, action: `sample.${step}`, refType: 'sample', refId: id, areaId: s.communityId, reason, detail: { recordId: s.recordId, from: s.status, to }, at: now });
      return (await this.views(m, me, [(await findSample(m, id))!]))[0]!;
    });
  }
  private async page(me: Me, rows: readonly SampleRow[]): Promise<Page<SampleView>> {
    const shown = rows.slice(0, PAGE_SIZE), last = shown.at(-1);
    return { items: await this.views(this.tx.read, me, shown), next: rows.length > PAGE_SIZE && last ? String(last.id) : null };
  }
  private async views(m: EntityManager, me: Me, rows: readonly SampleRow[]): Promise<SampleView[]> {
    const photos = await photosOf(m, 'log', rows.flatMap((r) => (r.logId === null ? [] : [r.logId])));
    return rows.map((r) => sampleView(r, this.links.refs(photos.get(r.logId ?? 0) ?? []), { id: me.id, checks: me.may('record.enter', r.checkerPath), closes: me.may('record.appeal', r.path) }));
  }
}
