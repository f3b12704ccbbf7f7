import type { EntityManager } from 'typeorm';
import { DAY_MS, EVIDENCE, NEED_KINDS, TASK_KINDS, WAIT_DAYS, sayMinutes, type Evidence, type Measure, type NeedKind, type TaskKind } from '@xianfeng/shared';
import { LOW_STOCK } from '../../credit/shelf/shelf.rules.js';

/** What stands behind a number. `refId`: of what the row is about, for its link. */
export interface Found { id: number; at: number; title: string; note: string; areaName: string; value: number; refId: number | null }
export interface Ask { path: string; /** Filed with the area itself alone. */ own: boolean; kind: NeedKind | undefined; begins: number; ends: number; now: number; today: string; /** Behind the row of that instant and id. */ after: readonly [number, number] | null; limit: number }
export type Behind = 'need' | 'task' | 'record' | 'entry' | 'reward';
interface Row { id: number; at: number; title: string; areaName: string | null; value: number; refId: number | null; a: string; b: number; c: number }
interface Source { about: Behind; select: string; from: string; at: string; id: string; area: string; where: string; values?: unknown[]; value: string; group?: string; isNow?: boolean; oldestFirst?: boolean; note: (r: Row) => string }

const need = (steps: string, note: Source['note'] = (r) => NEED_KINDS[r.a as NeedKind]): Source => ({ about: 'need', select: 'n.title, n.id AS refId, e.kind AS a, e.askedAt AS b, 0 AS c', from: 'need_step e JOIN need n ON n.id = e.needId', at: 'e.at', id: 'e.id', area: 'e.communityId', where: `e.step IN (${steps})`, value: '1', note });
const waited = (r: Row): string => { const days = Math.floor((Number(r.at) - Number(r.b)) / DAY_MS); return `${NEED_KINDS[r.a as NeedKind]} · ${days === 0 ? '不到一天办结' : days >= WAIT_DAYS - 1 ? `${WAIT_DAYS - 1} 天以上办结` : `${days} 天多办结`}`; };
const task = (where: string, value = '1'): Source => ({ about: 'task', select: 'e.title, e.id AS refId, e.kind AS a, e.places AS b, e.taken AS c', from: 'task e', at: 'e.closedAt', id: 'e.id', area: 'e.communityId', where, value, note: (r) => `${TASK_KINDS[r.a as TaskKind].label} · ${r.c} / ${r.b} 人` });
const ENDED = "e.status IN ('ENDED', 'SETTLED')";
const record = (value: string, where = '1 = 1'): Source => ({ about: 'record', select: 'e.title, e.logId AS refId, e.evidence AS a, e.minutes AS b, 0 AS c', from: 'service_record e', at: 'e.verifiedAt', id: 'e.id', area: 'e.communityId', where, value, note: (r) => `${r.a} 级（${EVIDENCE[r.a as Evidence]}） · ${Number(r.b) < 0 ? '−' : ''}${sayMinutes(Math.abs(Number(r.b)))}` });
const points = (accounts: string, sign: '' | '-'): Source => ({ about: 'entry', select: 'e.title, e.id AS refId, e.why AS a, 0 AS b, 0 AS c', from: 'journal_tx e JOIN journal_entry j ON j.txId = e.id', at: 'e.createdAt', id: 'e.id', area: 'e.areaId', where: `j.account IN (${accounts})`, value: `${sign}SUM(j.amount)`, group: 'e.id, e.createdAt, e.title, e.why, p.name HAVING SUM(j.amount) <> 0', note: (r) => r.a });
const open = (where: string, values?: (q: Ask) => unknown[]): (q: Ask) => Source => (q) => ({ about: 'need', select: 'e.title, e.id AS refId, e.kind AS a, 0 AS b, 0 AS c', from: 'need e', at: 'e.createdAt', id: 'e.id', area: 'e.communityId', where, values: values?.(q), value: '1', isNow: true, oldestFirst: true, note: (r) => NEED_KINDS[r.a as NeedKind] });
const reward = (value: string, where: string): ((q: Ask) => Source) => (q) => ({ about: 'reward', select: 'e.name AS title, s.id AS refId, s.name AS a, e.stock + e.reserved AS b, e.costFen AS c', from: 'reward e JOIN pickup_point s ON s.id = e.pickupPointId', at: 'e.createdAt', id: 'e.id', area: 's.areaId', where, values: where.includes('?') ? [q.today] : [], value, isNow: true, note: (r) => `${r.a} · ${r.b} 件` });
const GOOD = '(e.bestBefore IS NULL OR e.bestBefore >= ?) AND e.stock + e.reserved > 0';
const SOURCES: Record<Exclude<Measure, 'outstandingNow'>, Source | ((q: Ask) => Source)> = {
  asked: need("'ASKED'"), resolved: need("'ANSWERED', 'DONE'", waited), confirmed: need("'CONFIRMED'"), reopened: need("'REOPENED'"),
  tasks: task(ENDED), places: task(ENDED, 'e.places'), taken: task(`${ENDED} AND e.taken > 0`, 'e.taken'), visitsPlanned: task("e.kind = 'VISIT'"), visitsDone: task(`e.kind = 'VISIT' AND ${ENDED} AND e.taken > 0`),
  services: record('e.services', 'e.services <> 0'), minutes: record('e.minutes', 'e.minutes <> 0'), minutesA: record('e.minutes', "e.evidence = 'A' AND e.minutes <> 0"), minutesB: record('e.minutes', "e.evidence = 'B' AND e.minutes <> 0"), minutesC: record('e.minutes', "e.evidence = 'C' AND e.minutes <> 0"), minutesD: record('e.minutes', "e.evidence = 'D' AND e.minutes <> 0"),
  issued: points("'ISSUANCE'", '-'), spent: points("'SPENT'", ''), expired: points("'EXPIRED'", ''), adjusted: points("'ADJUSTMENT'", '-'), moved: points("'AVAILABLE', 'HELD'", ''),
  openNow: open("e.status IN ('SUBMITTED', 'REOPENED', 'PUBLISHED')"), overdueNow: open("e.status IN ('SUBMITTED', 'REOPENED') AND e.dueAt < ?", (q) => [q.now]),
  freeNow: (q) => ({ about: 'task', select: 'e.title, e.id AS refId, e.kind AS a, e.places AS b, e.taken AS c', from: 'task e JOIN shift s ON s.taskId = e.id', at: 'e.createdAt', id: 'e.id', area: 'e.communityId', where: "e.status = 'PUBLISHED' AND s.startsAt > ? AND s.places > s.taken", values: [q.now], value: 'SUM(s.places - s.taken)', group: 'e.id, e.createdAt, e.title, e.kind, e.places, e.taken, p.name', isNow: true, note: (r) => `${TASK_KINDS[r.a as TaskKind].label} · ${r.c} / ${r.b} 人` }),
  stockPiecesNow: reward('e.stock + e.reserved', GOOD), stockFenNow: reward('(e.stock + e.reserved) * e.costFen', `${GOOD} AND e.costFen > 0`), stockLowNow: reward('1', `e.listed = 1 AND e.stock <= ${LOW_STOCK}`),
};
/** The records behind a number, newest first (what is still open: oldest first). Their values sum up to the number. */
export async function rowsBehind(m: EntityManager, measure: Exclude<Measure, 'outstandingNow'>, q: Ask): Promise<{ about: Behind; rows: Found[] }> {
  const made = SOURCES[measure], s = typeof made === 'function' ? made(q) : made, isCity = /^\/\d+\/$/.test(q.path);
  const area = q.own ? 'p.path = ?' : 'p.path >= ? AND p.path < ?', where = [s.where, isCity ? `(p.path IS NULL OR (${area}))` : area], values: unknown[] = [...(s.values ?? []), ...(q.own ? [q.path] : [q.path, `${q.path.slice(0, -1)}0`])];
  const and = (sql: string, ...more: unknown[]): void => { where.push(sql); values.push(...more); };
  if (!s.isNow) and(`${s.at} >= ? AND ${s.at} < ?`, q.begins, q.ends);
  if (measure === 'asked' && q.kind) and('e.kind = ?', q.kind);
  const order = s.oldestFirst ? 'ASC' : 'DESC', beyond = s.oldestFirst ? '>' : '<';
  if (q.after) and(`(${s.at} ${beyond} ? OR (${s.at} = ? AND ${s.id} ${beyond} ?))`, q.after[0], q.after[0], q.after[1]);
  const rows = await m.query<Row[]>(`SELECT ${s.id} AS id, ${s.at} AS at, ${s.select}, p.name AS areaName, ${s.value} AS value FROM ${s.from} ${isCity ? 'LEFT ' : ''}JOIN area p ON p.id = ${s.area} WHERE ${where.join(' AND ')} ${s.group ? `GROUP BY ${s.group}` : ''} ORDER BY ${s.at} ${order}, ${s.id} ${order} LIMIT ${q.limit}`, values);
  return { about: s.about, rows: rows.map((r) => ({ id: r.id, at: Number(r.at), title: r.title, note: s.note(r), areaName: r.areaName ?? '', value: Number(r.value), refId: r.refId })) };
}
