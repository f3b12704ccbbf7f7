import { Injectable } from '@nestjs/common';
import { dayOf, SUGGESTION_KINDS, SUGGESTIONS_PER_DAY, type AnswerInput, type SuggestionInput, type SuggestionPage, type SuggestionView } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { fail, failFields } from '../../lib/errors.js';
import { takeTurn } from '../../people/users/users.store.js';
import { notify } from '../../reach/notices/notices.store.js';
import type { SuggestionQueryDto } from './burden.dto.js';
import { cityPath } from './city.store.js';
import { allSuggestions, answer, getSuggestion, insertSuggestion, sentOn, suggestionsOf, type SuggestionRow } from './suggestions.store.js';

/** 意见建议: anybody signed in may say what is wrong or a burden, and the city answers (国办函〔2026〕12号 asks for this entry). Whoever answers does not see who asked. */
@Injectable()
export class SuggestionsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  /** @throws INVALID where nothing is said, TOO_MANY after a day's worth */
  send(me: Me, key: string, input: SuggestionInput): Promise<SuggestionView> {
    if (input.text === '' && input.kind !== 'TWICE') throw failFields({ text: '请写一句，哪里不好用、想怎么改' });
    if (input.text === '' && !input.page) throw failFields({ text: '请写一句，哪一项填过了' });
    const now = this.clock.now(), day = dayOf(now);
    return this.tx.once(me.id, key, 'suggestion.send', input, now, async (m) => {
      await takeTurn(m, me.id);
      const sent = await sentOn(m, me.id, day);
      if (sent >= SUGGESTIONS_PER_DAY) throw fail('TOO_MANY');
      return view((await getSuggestion(m, await insertSuggestion(m, now, me.id, day, sent + 1, input)))!, false);
    });
  }
  async mine(me: Me, after: string | undefined): Promise<SuggestionPage> {
    return pageOf(await suggestionsOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS), (r) => view(r, false), (r) => String(r.id));
  }
  async list(me: Me, { after, ...narrowed }: SuggestionQueryDto): Promise<SuggestionPage> {
    me.require('desk.view', await cityPath(this.tx.read));
    return pageOf(await allSuggestions(this.tx.read, narrowed, beforeId(after), PAGE_ROWS), (r) => view(r, true), (r) => String(r.id));
  }
  /** @throws NOT_FOUND, STATE where somebody has answered already */
  async answer(me: Me, id: number, key: string, input: AnswerInput): Promise<SuggestionView> {
    const row = await getSuggestion(this.tx.read, id);
    me.require('desk.view', await cityPath(this.tx.read));
    if (!row) throw fail('NOT_FOUND');
    const now = this.clock.now();
    return this.tx.once(me.id, key, `suggestion.answer.${id}`, input, now, async (m) => {
      if (!(await answer(m, id, input.answer, me.id, now))) throw fail('STATE');
      await notify(m, now, [{ userId: row.userId, kind: 'SYSTEM', title: '您的意见有答复了', body: input.answer.slice(0, 200), link: '/packages/more/pages/suggestions/index' }]);
      await audit(m, { actorId: me.id, action: 'suggestion.answer', refType: 'suggestion', refId: id, at: now });
      return view((await getSuggestion(m, id))!, true);
    });
  }
}
const view = ({ userId: _, createdAt, ...r }: SuggestionRow, mayAnswer: boolean): SuggestionView => ({ ...r, text: r.text === '' ? SUGGESTION_KINDS[r.kind] : r.text, at: createdAt, actions: mayAnswer && r.status === 'OPEN' ? ['answer'] : [] });
