import type { EntityManager } from 'typeorm';
import { change } from '../../db/tx.js';
import { newId } from '../../lib/ids.js';

/** Keeps a thank-you for the desk to look at. Only where a task helped: what was merely answered has nobody to thank in a record. */
export async function keepThanks(m: EntityManager, now: number, word: { needId: number; taskId: number | null; communityId: number; speakerId: number; text: string }): Promise<void> {
  if (word.taskId === null || word.text === '') return;
  await m.query("INSERT INTO thanks_word (id, needId, taskId, communityId, speakerId, text, status, createdAt) VALUES (?, ?, ?, ?, ?, ?, 'WAITING', ?)", [newId(), word.needId, word.taskId, word.communityId, word.speakerId, word.text, now]);
}
/** May a word about this need still be quoted, now or after the desk looked at it? */
export const mayBeQuoted = async (m: EntityManager, needId: number): Promise<boolean> => (await m.query<unknown[]>("SELECT id FROM thanks_word WHERE needId = ? AND status <> 'REVOKED'", [needId])).length > 0;
/** The speaker takes his yes back: the copy that was kept for quoting is emptied and never shown again, whatever a desk does at the same moment. False where there is none. */
export async function revokeThanks(m: EntityManager, needId: number, speakerId: number): Promise<boolean> {
  if ((await change(m, "UPDATE thanks_word SET status = 'REVOKED', text = '' WHERE needId = ? AND speakerId = ? AND status <> 'REVOKED'", [needId, speakerId])) !== 1) return false;
  // A review desk that was asked to look at them keeps that it was, not the words.
  await change(m, "UPDATE content_item SET words = '[]' WHERE kind = 'thanks' AND refId IN (SELECT id FROM thanks_word WHERE needId = ?)", [needId]);
  return true;
}
