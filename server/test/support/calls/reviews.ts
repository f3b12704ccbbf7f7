import type { Estate } from '../estate.js';
import { at, reason, type Calls } from './entry.js';

/** A published task on the review desk, written by somebody who is at no door. */
const review = async (e: Estate): Promise<number> => {
  const { id } = await e.task(), author = await e.world.person();
  await e.board.tx.run((m) => m.query("UPDATE content_item SET authorId = ? WHERE kind = 'task' AND refId = ?", [author.id, id]));
  const [item] = await e.board.tx.read.query<{ id: number }[]>("SELECT id FROM content_item WHERE kind = 'task' AND refId = ?", [id]);
  return item!.id;
};
const passed = async (e: Estate): Promise<number> => {
  const id = await review(e);
  await e.board.tx.run((m) => m.query("UPDATE content_item SET state = 'PASSED', stateBefore = 'LOOK', decidedBy = 1, decidedAt = 1 WHERE id = ?", [id]));
  return id;
};
export const REVIEWS: Calls = {
  'GET /reviews': { make: async (e) => { await review(e); return { query: { ...at(e), show: 'OPEN', kind: 'task' } }; } },
  'POST /reviews/pass': { key: true, filtered: true, make: async (e) => ({ body: { ids: [await review(e)] } }) },
  'POST /reviews/:id/take-down': { key: true, make: async (e) => ({ ids: [await review(e)], body: reason }) },
  'POST /reviews/:id/reopen': { key: true, make: async (e) => ({ ids: [await passed(e)] }) },
  'POST /reviews': { key: true, make: async (e) => ({ as: e.people.member, body: { kind: 'task', id: (await e.task()).id, why: 'FALSE' } }) },
};
