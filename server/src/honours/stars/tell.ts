import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { toldAbout } from './awards.store.js';
import { sayStars } from './criteria.rules.js';
import { dayOf } from '@xianfeng/shared';
import { candidatesOf, type RunRow } from './runs.store.js';
import { lastDay } from './runs.views.js';

export const MY_STARS = '/packages/more/pages/stars/index';
export const noticePage = (runId: number): string => `/packages/more/pages/star-notice/index?id=${runId}`;
const PART = 500;
/** A sentence around words of somebody, short enough for a notice (200). */
const around = (before: string, words: string, after: string): string => `${before}${[...words].slice(0, Math.max(0, 190 - before.length - after.length)).join('')}${after}`;

/** What people are told about stars, in the transaction of what it is about. */
@Injectable()
export class TellStars {
  async published(m: EntityManager, run: RunRow, now: number): Promise<void> {
    const until = lastDay(run.noticeUntil!);
    await this.each(m, run, 'IN', now, (k) => ({ title: `拟评为${sayStars(k.stars)}，正在公示`, body: `“${run.schemeName}”公示到${until}。没有同意公开姓名的，只显示姓氏。`, link: noticePage(run.id) }));
    await this.each(m, run, 'OUT', now, (k) => ({ title: '这次没有列入星级公示', body: around(`“${run.schemeName}”：`, k.excluded!, '。有不同意见，公示期内可以提出。'), link: noticePage(run.id) }));
  }
  async leftOut(m: EntityManager, run: RunRow, rows: readonly { subjectId: number; excluded: string }[], now: number): Promise<void> {
    for (const k of rows) await this.tell(m, run, k.subjectId, now, { title: '已从星级公示中移出', body: around(`“${run.schemeName}”：`, k.excluded, '。有不同意见，请联系社区。'), link: noticePage(run.id) });
  }
  dropped(m: EntityManager, run: RunRow, reason: string, now: number): Promise<void> {
    return this.each(m, run, 'IN', now, () => ({ title: '星级公示已撤下', body: around(`“${run.schemeName}”这次评定作废：`, reason, '。服务记录和时长不受影响。'), link: MY_STARS }));
  }
  awarded(m: EntityManager, run: RunRow, now: number): Promise<void> {
    return this.each(m, run, 'IN', now, (k) => ({ title: `祝贺：${run.subject === 'PERSON' ? '您' : k.name}评为${sayStars(k.stars)}`, body: `“${run.schemeName}”公示期满，${run.issuerName}已发证。证书可以下载，谢谢您的付出。`, link: MY_STARS }));
  }
  async tell(m: EntityManager, run: Pick<RunRow, 'subject'>, subjectId: number, now: number, words: Omit<NewNotice, 'userId' | 'kind'>): Promise<void> {
    await notify(m, now, (await toldAbout(m, run.subject, subjectId, dayOf(now))).map((userId) => ({ userId, kind: 'HONOUR' as const, ...words })));
  }
  private async each(m: EntityManager, run: RunRow, show: 'IN' | 'OUT', now: number, words: (k: { name: string; stars: number; excluded: string | null }) => Omit<NewNotice, 'userId' | 'kind'>): Promise<void> {
    for (let after = 0; ; ) {
      const part = await candidatesOf(m, run.id, show, after, PART);
      if (run.subject === 'PERSON') await notify(m, now, part.map((k) => ({ userId: k.subjectId, kind: 'HONOUR' as const, ...words(k) })));
      else for (const k of part) await this.tell(m, run, k.subjectId, now, words(k));
      if (part.length < PART) return;
      after = part.at(-1)!.id;
    }
  }
}
