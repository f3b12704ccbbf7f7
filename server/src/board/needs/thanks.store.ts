import type { EntityManager } from 'typeorm';
import { newId } from '../../lib/ids.js';

/** Keeps a thank-you for the desk to look at. Only where a task helped: what was merely answered has nobody to thank in a record. */
export async function keepThanks(m: EntityManager, now: number, word: { needId: number; taskId: number | null; communityId: number; speakerId: number; text: string }): Promise<void> {
  if (word.taskId === null || word.text === '') return;
  await m.query("INSERT INTO thanks_word (id, needId, taskId, communityId, speakerId, text, status, createdAt) VALUES (?, ?, ?, ?, ?, ?, 'WAITING', ?)", [newId(), word.needId, word.taskId, word.communityId, word.speakerId, word.text, now]);
}
