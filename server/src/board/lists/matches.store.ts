import type { EntityManager } from 'typeorm';
import { MatchDismissal } from './lists.entity.js';
import { holes } from './reader.js';

/** 'resource/need' of the pairs that were dismissed for these needs. */
export async function dismissalsOf(m: EntityManager, needIds: readonly number[]): Promise<Set<string>> {
  if (needIds.length === 0) return new Set();
  const rows = await m.query<{ resourceId: number; needId: number }[]>(`SELECT resourceId, needId FROM match_dismissal WHERE needId IN (${holes(needIds)})`, [...needIds]);
  return new Set(rows.map((r) => `${r.resourceId}/${r.needId}`));
}
/** False where somebody dismissed the pair before. */
export async function insertDismissal(m: EntityManager, resourceId: number, needId: number, byId: number, at: number): Promise<boolean> {
  const [known] = await m.query<unknown[]>('SELECT needId FROM match_dismissal WHERE resourceId = ? AND needId = ?', [resourceId, needId]);
  if (known) return false;
  await m.insert(MatchDismissal, { resourceId, needId, byId, at });
  return true;
}
