import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { ContentKinds, type ContentKind } from '../../reach/moderation/content-kinds.js';
import { findWords, helpersOf } from './words.store.js';

/** Words of thanks that were passed and that a reader reports. The first look at them is the desk's own (words.service). */
@Injectable()
export class WordsContent implements ContentKind {
  constructor(kinds: ContentKinds) {
    kinds.register('thanks', this);
  }
  find = async (m: EntityManager, id: number) => {
    const [word] = await findWords(m, [id]);
    return word ? { areaId: word.communityId, authorId: word.speakerId, words: [{ key: 'text', label: '感谢的话', text: word.text }], link: null } : null;
  };
  hide = async (m: EntityManager, id: number): Promise<void> => void (await change(m, "UPDATE thanks_word SET status = 'HIDDEN' WHERE id = ? AND status = 'USABLE'", [id]));
  show = async (m: EntityManager, id: number): Promise<void> => void (await change(m, "UPDATE thanks_word SET status = 'USABLE' WHERE id = ? AND status = 'HIDDEN'", [id]));
  /** By those who helped. */
  mayRead = async (m: EntityManager, me: Me, id: number): Promise<boolean> => {
    const [word] = await findWords(m, [id]);
    return word?.status === 'USABLE' && (await helpersOf(m, [word.taskId])).get(word.taskId)?.some((h) => h.userId === me.id) === true;
  };
}
