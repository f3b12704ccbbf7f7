import type { EntityManager } from 'typeorm';
import { HOUR_MS, MINUTE_MS, type ReportWhy, type ReviewWhy } from '@xianfeng/shared';
import { newId } from '../lib/ids.js';
import { decideItem, insertItem, insertReport } from '../reach/moderation/moderation.store.js';
import { showPhoto } from '../reach/uploads/uploads.store.js';
import type { County } from './people.js';
import type { DemoPhoto } from './photos.js';

/** Why each photo lies on the desk and for how many hours; the last one was passed. */
const WAITING: readonly [ReviewWhy, hours: number][] = [['BY_HAND', 30], ['DOUBT', 20], ['BY_HAND', 5], ['SILENT', 3], ['RISKY', 1], ['BY_HAND', 26]];
/** Photos that askers of the first community sent with their newest needs. */
export async function reviewPhotos(m: EntityManager, county: County): Promise<DemoPhoto[]> {
  const needs = await m.query<{ id: number; askerId: number; createdAt: number }[]>("SELECT id, askerId, createdAt FROM need WHERE communityId = ? AND status IN ('SUBMITTED', 'PUBLISHED') ORDER BY createdAt DESC, id LIMIT 3", [county.communities[0]!.id]);
  return needs.flatMap(({ id, askerId, createdAt }) => [0, 1].map((i): DemoPhoto => ({ refType: 'need', refId: id, ownerId: askerId, at: createdAt + i * MINUTE_MS })));
}
/** The first community's review desk: photos in doubt, tasks to be looked at, one that two neighbours reported. */
export async function seedReviews(m: EntityManager, county: County, now: number): Promise<void> {
  const home = county.communities[0]!, clerk = county.staff.get(home.id)!;
  const photos = await m.query<{ id: number; ownerId: number }[]>("SELECT u.id, u.ownerId FROM upload u JOIN need n ON n.id = u.refId WHERE u.refType = 'need' AND n.communityId = ? ORDER BY u.id", [home.id]);
  for (const [i, { id, ownerId }] of photos.entries()) {
    const [why, hours] = WAITING[i % WAITING.length]!, since = now - hours * HOUR_MS;
    const item = await insertItem(m, { kind: 'photo', refId: id, areaId: home.id, authorId: ownerId, words: [] }, { state: 'WAIT', why, label: null, traceId: null }, since);
    if (i !== WAITING.length - 1) continue;
    await decideItem(m, item, ['WAIT'], { to: 'PASSED', before: 'WAIT', reason: null, by: clerk.id }, now - 2 * HOUR_MS);
    await showPhoto(m, id, true);
  }
  const tasks = await m.query<{ id: number; title: string; summary: string; place: string; createdBy: number }[]>("SELECT id, title, summary, place, createdBy FROM task WHERE communityId = ? AND status = 'PUBLISHED' ORDER BY publishedAt DESC, id LIMIT 3", [home.id]);
  const readers = county.residents.slice(0, 2), whys: readonly ReportWhy[] = ['FALSE', 'AD'];
  for (const [i, task] of tasks.entries()) {
    const words = [{ key: 'title', label: '标题', text: task.title }, { key: 'summary', label: '说明', text: task.summary }, { key: 'place', label: '地点', text: task.place }].filter((w) => w.text !== '');
    const item = await insertItem(m, { kind: 'task', refId: task.id, areaId: home.id, authorId: task.createdBy, words }, { state: 'LOOK', why: i === 0 ? 'REPORT' : 'OFFICE', label: null, traceId: null }, now - (i * 4 + 2) * HOUR_MS);
    if (i === 0) for (const [n, reader] of readers.entries()) await insertReport(m, item, reader.id, whys[n]!, now - HOUR_MS);
  }
  // What a reader wrote and WeChat refused is on record, not on a desk.
  await m.query("INSERT INTO content_refused (id, userId, kind, words, label, traceId, createdAt) VALUES (?, ?, 'need', ?, 20003, NULL, ?)", [newId(), readers[0]!.id, JSON.stringify([{ key: 'title', label: 'title', text: '骂人的话' }]), now - 9 * HOUR_MS]);
}
