import type { EntityManager } from 'typeorm';
import type { ExportKind } from '@xianfeng/shared';
import type { Raw } from './exports.rules.js';

/** Rows are walked by id in pieces of this size, home by home: memory holds one piece. */
const PIECE = 1_000;
/**
 * A list: `keys` is where the ids of its rows are found (alias `x`), `home` the column by which an index finds a community's or a point's own, `at` the
 * instant (or `day` the day) its filter means, `rows` what is read for the ids of a piece.
 */
interface Source { keys: string; home: string; at?: string; day?: string; state?: string; rows: string; of: 'area' | 'point' }
const who = (column: string): string => `LEFT JOIN person u ON u.id = x.${column}`;
const decider = (column: string): string => `LEFT JOIN person d ON d.id = x.${column}`;
const SOURCES: Record<ExportKind, Source> = {
  NEEDS: { of: 'area', keys: 'need x', home: 'x.communityId', at: 'x.createdAt', state: 'x.status', rows: `x.kind, x.title, x.text, x.place, u.name AS person, x.onBehalfOf, x.phone, x.status, x.reply, x.createdAt, x.dueAt, x.closedAt FROM need x ${who('askerId')}` },
  TASKS: { of: 'area', keys: 'task x', home: 'x.communityId', at: 'x.endsAt', state: 'x.status', rows: 'x.kind, x.title, x.place, x.status, x.startsAt, x.endsAt, x.shiftCount, x.places, x.taken, x.contactName, x.publishedAt, x.cancelReason FROM task x' },
  ROSTERS: {
    of: 'area', keys: "claim x JOIN task t ON t.id = x.taskId AND (x.live = 1 OR x.status IN ('EXCUSED', 'NO_SHOW'))", home: 't.communityId', at: 'x.startsAt', state: 'x.status',
    rows: `t.title, x.startsAt, x.endsAt, u.name AS person, u.kind AS personKind, n.name AS unit, u.phone, x.status, p.inAt, p.outAt FROM claim x JOIN task t ON t.id = x.taskId ${who('userId')} LEFT JOIN unit n ON n.id = u.unitId LEFT JOIN attendance p ON p.claimId = x.id`,
  },
  LOGS: {
    of: 'area', keys: 'service_log x', home: 'x.communityId', at: 'x.submittedAt', state: 'x.status',
    rows: `t.title, u.name AS person, c.startsAt, x.text, x.status, x.minutes, x.minutesWhy, x.evidence, x.reason, x.submittedAt, x.dueAt, d.name AS decider, x.decidedAt FROM service_log x LEFT JOIN task t ON t.id = x.taskId LEFT JOIN claim c ON c.id = x.claimId ${who('userId')} ${decider('decidedBy')}`,
  },
  RECORDS: { of: 'area', keys: 'service_record x', home: 'x.communityId', day: 'x.day', rows: `x.day, u.name AS person, n.name AS unit, x.kind, x.title, x.minutes, x.services, x.evidence, x.origin, d.name AS decider, x.verifiedAt FROM service_record x ${who('userId')} LEFT JOIN unit n ON n.id = u.unitId ${decider('verifiedBy')}` },
  ENTRIES: { of: 'area', keys: 'manual_entry x', home: 'x.communityId', day: 'x.day', state: 'x.status', rows: `x.day, u.name AS person, x.kind, x.title, x.minutes, x.evidence, x.status, o.name AS proposer, x.proposedAt, d.name AS decider, x.decidedAt, x.decision FROM manual_entry x ${who('userId')} ${decider('decidedBy')} LEFT JOIN person o ON o.id = x.proposedBy` },
  APPEALS: { of: 'area', keys: 'record_appeal x', home: 'x.communityId', at: 'x.submittedAt', state: 'x.status', rows: `t.title, u.name AS person, x.ask, x.text, x.status, x.submittedAt, x.dueAt, x.reply, d.name AS decider, x.answeredAt FROM record_appeal x LEFT JOIN service_log l ON l.id = x.logId LEFT JOIN task t ON t.id = l.taskId ${who('userId')} ${decider('answeredBy')}` },
  REGISTRATIONS: { of: 'area', keys: 'member_registration x', home: 'x.communityId', at: 'x.submittedAt', state: 'x.status', rows: `u.name AS person, u.kind AS personKind, n.name AS unit, u.phone, c.name AS compound, x.building, x.status, x.reason, x.submittedAt, x.decidedAt FROM member_registration x ${who('userId')} LEFT JOIN unit n ON n.id = u.unitId LEFT JOIN area c ON c.id = x.compoundId` },
  UNITS: { of: 'area', keys: 'unit_registration x', home: 'x.communityId', at: 'x.submittedAt', state: 'x.status', rows: 'n.name AS unit, x.liaisonName, x.liaisonPhone AS phone, x.resources, x.status, x.reason, x.submittedAt, x.decidedAt FROM unit_registration x LEFT JOIN unit n ON n.id = x.unitId' },
  LIAISONS: { of: 'area', keys: 'liaison x', home: 'x.communityId', at: 'x.proposedAt', state: 'x.status', rows: "x.kind, CASE WHEN x.kind = 'UNIT' THEN n.name ELSE u.name END AS person, a.name AS area, x.households, x.status, x.fromDay, CASE WHEN x.toDay = '9999-12-31' THEN NULL ELSE x.toDay END AS toDay FROM liaison x LEFT JOIN unit n ON n.id = x.holderId LEFT JOIN person u ON u.id = x.holderId LEFT JOIN area a ON a.id = x.areaId" },
  RESOURCES: { of: 'area', keys: 'resource x', home: 'x.communityId', at: 'x.createdAt', rows: "x.kind, x.title, COALESCE(n.name, u.name, x.giver) AS giver, x.times, x.limits, x.contactName, x.contactPhone AS phone, x.withdrawn, x.createdAt FROM resource x LEFT JOIN unit n ON n.id = x.unitId LEFT JOIN person u ON u.id = x.personId" },
  PROJECTS: { of: 'area', keys: 'project x', home: 'x.communityId', at: 'x.createdAt', state: 'x.status', rows: `x.title, x.text, u.name AS person, x.dueDay, x.status, x.createdAt, x.closedAt FROM project x ${who('ownerId')}` },
  ORDERS: { of: 'point', keys: 'redemption x', home: 'x.pickupPointId', at: 'x.createdAt', state: 'x.status', rows: `u.name AS person, x.name, x.spec, x.quantity, x.points, x.status, x.channel, x.createdAt, x.settledAt, d.name AS decider, x.reason FROM redemption x ${who('userId')} ${decider('keeperId')}` },
  SHELVES: { of: 'point', keys: 'reward x', home: 'x.pickupPointId', at: 'x.createdAt', rows: 'x.kind, x.name, x.spec, x.unit, x.points, x.stock, x.reserved, x.donor, x.bestBefore, x.costFen, x.listed FROM reward x' },
  MOVES: { of: 'point', keys: 'stock_move x', home: 'x.pickupPointId', at: 'x.createdAt', state: 'x.kind', rows: `x.createdAt, r.name, r.spec, x.kind, x.quantity, x.reservedQuantity, x.reason, d.name AS decider FROM stock_move x LEFT JOIN reward r ON r.id = x.rewardId ${decider('actorId')}` },
  JOURNAL: {
    of: 'area', keys: 'journal_tx x', home: 'x.areaId', at: 'x.createdAt', state: 'x.kind',
    rows: `x.createdAt, x.kind, u.name AS person, x.title, x.why, COALESCE(e.amount, 0) AS amount, COALESCE(h.amount, 0) AS held, x.balance, CASE WHEN x.actorId = 0 THEN '系统' ELSE d.name END AS decider FROM journal_tx x ${who('userId')} ${decider('actorId')} LEFT JOIN journal_entry e ON e.txId = x.id AND e.account = 'AVAILABLE' LEFT JOIN journal_entry h ON h.txId = x.id AND h.account = 'HELD'`,
  },
};
/** Where rows of a list are filed: a community (or what stands above it), a pickup point, or nobody's (`id` null: what the house itself did). */
export interface Home { id: number | null; home: string; point: string | null }
export async function homesOf(m: EntityManager, kind: ExportKind, path: string, isCity: boolean): Promise<Home[]> {
  if (SOURCES[kind].of === 'point') return m.query<Home[]>('SELECT p.id, a.name AS home, p.name AS point FROM pickup_point p JOIN area a ON a.id = p.areaId WHERE a.path LIKE ? ORDER BY a.path, p.id', [`${path}%`]);
  const areas = await m.query<Home[]>("SELECT id, name AS home, NULL AS point FROM area WHERE path LIKE ? AND kind IN ('CITY', 'STREET', 'TOWN', 'COMMUNITY', 'VILLAGE') ORDER BY path", [`${path}%`]);
  return kind === 'JOURNAL' && isCity ? [...areas, { id: null, home: '', point: null }] : areas;
}
export interface Narrowed { state: string | null; from: string | null; to: string | null; fromAt: number | null; endAt: number | null }
/** The next rows of a list in one home, behind an id; fewer than a whole piece: these were the last. */
export async function piece(m: EntityManager, kind: ExportKind, { id, home, point }: Home, f: Narrowed, after: number): Promise<{ rows: Raw[]; last: boolean; after: number }> {
  const s = SOURCES[kind], where = [id === null ? `${s.home} IS NULL` : `${s.home} = ?`, 'x.id > ?'], params: (string | number)[] = [...(id === null ? [] : [id]), after];
  const and = (sql: string, value: string | number | null): void => { if (value !== null) { where.push(sql); params.push(value); } };
  if (s.state) and(`${s.state} = ?`, f.state);
  and(`${s.at ?? s.day} >= ?`, s.at ? f.fromAt : f.from);
  and(s.at ? `${s.at} < ?` : `${s.day} <= ?`, s.at ? f.endAt : f.to);
  const keys = await m.query<{ id: number }[]>(`SELECT x.id FROM ${s.keys} WHERE ${where.join(' AND ')} ORDER BY x.id LIMIT ${PIECE}`, params);
  if (keys.length === 0) return { rows: [], last: true, after };
  const rows = await m.query<Raw[]>(`SELECT x.id AS k, ${s.rows} WHERE x.id IN (${keys.map(() => '?').join(', ')}) ORDER BY x.id`, keys.map((r) => r.id));
  return { rows: rows.map((r) => ({ ...r, k: String(r['k']), home, point })), last: keys.length < PIECE, after: keys.at(-1)!.id };
}
