import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { ContentKinds, type ContentKind } from '../../reach/moderation/content-kinds.js';
import type { Word } from '../../reach/moderation/moderation.rules.js';
import { findSent } from './evaluations.store.js';
import { unitsOf } from './received.service.js';

/** What stands in the row while others may not read the answer: the desk alone has the words. */
export const ANSWER_HELD = '（正在核对，通过后可见）';
/** A member's word on his evaluation: his unit reads it, so it waits where WeChat did not pass it. */
@Injectable()
export class AnswerContent implements ContentKind {
  constructor(kinds: ContentKinds) {
    kinds.register('answer', this);
  }
  find = async (m: EntityManager, id: number) => {
    const row = await findSent(m, id);
    return row?.answer ? { areaId: row.communityId, authorId: row.userId, words: [{ key: 'answer', label: '回应', text: row.answer }], link: null } : null;
  };
  hide = (m: EntityManager, id: number): Promise<void> => this.write(m, id, ANSWER_HELD);
  show = (m: EntityManager, id: number, words: readonly Word[]): Promise<void> => this.write(m, id, words.find((w) => w.key === 'answer')?.text ?? '');
  mayRead = async (m: EntityManager, me: Me, id: number): Promise<boolean> => {
    const row = await findSent(m, id);
    return row?.status === 'DELIVERED' && row.answer !== null && row.toUnitId !== null && unitsOf(me).includes(row.toUnitId);
  };
  private async write(m: EntityManager, id: number, text: string): Promise<void> {
    await change(m, 'UPDATE evaluation SET answer = ? WHERE id = ?', [text, id]);
  }
}
