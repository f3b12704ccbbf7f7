import { Injectable } from '@nestjs/common';
import { errorText, type ErrorCode, type LetterBatchResult, type MyThanksView, type Page, type PassWordsInput, type ThanksWordView, type WordStatus } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { heldWords } from '../../reach/moderation/moderation.store.js';
import { notify, type NewNotice } from '../../reach/notices/notices.store.js';
import { findWords, helpersOf, moveWord, wordsAbout, wordsWithin } from './words.store.js';

/** Residents' thank-you words: an office looks at each, in one tap; then those who helped read it, and letters quote it. */
@Injectable()
export class WordsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  /** Newest first. Never with the speaker's name. */
  async list(me: Me, { areaId, status, after }: { areaId: number; status?: WordStatus; after?: string }): Promise<Page<ThanksWordView>> {
    const path = (await this.directory.pathOf(areaId))!;
    me.require('honour.manage', path);
    const rows = await wordsWithin(this.tx.read, path, status, beforeId(after)), helpers = await helpersOf(this.tx.read, [...new Set(rows.map((r) => r.taskId))]);
    return pageOf(rows, (r) => ({ id: r.id, text: r.text, needTitle: r.needTitle, taskTitle: r.taskTitle, helpers: (helpers.get(r.taskId) ?? []).map((h) => h.name), at: r.at, status: r.status }), (r) => String(r.id));
  }
  /** One's own words, and words about oneself, are looked at by somebody else. */
  pass(me: Me, { wordIds, usable }: PassWordsInput, key: string): Promise<LetterBatchResult> {
    const now = this.clock.now(), to: WordStatus = usable ? 'USABLE' : 'HIDDEN';
    return this.tx.once(me.id, key, 'thanks.pass', { wordIds, usable }, now, async (m) => {
      const words = await findWords(m, wordIds), taken = await heldWords(m, 'thanks', wordIds), helpers = await helpersOf(m, [...new Set(words.map((w) => w.taskId))]), result: LetterBatchResult = { done: 0, refused: [] }, notices: NewNotice[] = [];
      const refuse = (id: number, code: ErrorCode): void => void result.refused.push({ id, message: errorText(code) });
      me.roots('honour.manage');
      for (const id of wordIds) {
        const w = words.find((x) => x.id === id), by = w ? (helpers.get(w.taskId) ?? []) : [];
        if (!w || !me.may('honour.manage', w.path)) refuse(id, 'NOT_FOUND');
        else if (w.speakerId === me.id || by.some((h) => h.userId === me.id)) refuse(id, 'SELF_REVIEW');
        // What the review desk took down is put back there.
        else if (usable && taken.has(id)) refuse(id, 'CONTENT_DOWN');
        else if (!(await moveWord(m, id, to, me.id, now))) refuse(id, 'STATE');
        else {
          result.done += 1;
          await audit(m, { actorId: me.id, action: usable ? 'thanks.pass' : 'thanks.hide', refType: 'thanksWord', refId: id, areaId: w.communityId, at: now });
          if (usable) notices.push(...by.filter((h) => h.userId !== w.speakerId).map((h) => ({ userId: h.userId, kind: 'HONOUR' as const, title: '居民有话对您说', body: `“${w.text.slice(0, 100)}”（${w.taskTitle}）`, link: '/packages/more/pages/honours/index' })));
        }
      }
      await notify(m, now, notices);
      return result;
    });
  }
  async mine(me: Me, after: string | undefined): Promise<Page<MyThanksView>> {
    return pageOf(await wordsAbout(this.tx.read, me.id, beforeId(after)), (w) => w, (w) => String(w.id));
  }
}
