import type { EntityManager } from 'typeorm';
import type { CampaignStatus, CampaignSubject, NominationSource, NominationStatus } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { PAGE_ROWS } from '../../http/keyset.js';
import { newId } from '../../lib/ids.js';
import { Campaign } from './campaign.entity.js';

export interface CampaignRow { id: number; areaId: number; areaName: string; path: string; subject: CampaignSubject; title: string; fromDay: string; toDay: string; minMinutes: number; minServices: number; minConfirmed: number; registeredBy: string | null; status: CampaignStatus; createdBy: number; publishedBy: number | null; noticeUntil: number | null; decidedAt: number | null; nominated: number; shortlisted: number; openObjections: number }
const CAMPAIGN = `SELECT c.id, c.areaId, a.name AS areaName, a.path, c.subject, c.title, c.fromDay, c.toDay, c.minMinutes, c.minServices, c.minConfirmed, c.registeredBy, c.status, c.createdBy, c.publishedBy, c.noticeUntil, c.decidedAt,
  (SELECT COUNT(*) FROM nomination n WHERE n.campaignId = c.id AND n.status <> 'WITHDRAWN') AS nominated, (SELECT COUNT(*) FROM nomination n WHERE n.campaignId = c.id AND n.status IN ('SHORTLISTED', 'AWARDED')) AS shortlisted,
  (SELECT COUNT(*) FROM campaign_objection o WHERE o.campaignId = c.id AND o.status = 'OPEN') AS openObjections FROM campaign c JOIN area a ON a.id = c.areaId`;
export async function findCampaign(m: EntityManager, id: number): Promise<CampaignRow | null> {
  const [row] = await m.query<CampaignRow[]>(`${CAMPAIGN} WHERE c.id = ?`, [id]);
  return row ?? null;
}
/** Newest first, in a subtree. */
export const campaignsWithin = (m: EntityManager, path: string, before: number): Promise<CampaignRow[]> => m.query<CampaignRow[]>(`${CAMPAIGN} WHERE a.path LIKE ? AND c.id < ? ORDER BY c.id DESC LIMIT ${PAGE_ROWS}`, [`${path}%`, before]);
/** Those that collect nominations in these areas, up to fifty. */
export const openIn = (m: EntityManager, areaIds: readonly number[]): Promise<CampaignRow[]> =>
  areaIds.length === 0 ? Promise.resolve([]) : m.query<CampaignRow[]>(`${CAMPAIGN} WHERE c.areaId IN (${areaIds.map(() => '?').join(', ')}) AND c.status = 'OPEN' ORDER BY c.id DESC LIMIT 50`, [...areaIds]);
/** What everybody may read: those on notice, and those decided since an instant. Newest first, up to a hundred. */
export const noticedSince = (m: EntityManager, since: number): Promise<CampaignRow[]> => m.query<CampaignRow[]>(`${CAMPAIGN} WHERE (c.status = 'NOTICE' OR (c.status = 'DECIDED' AND c.decidedAt >= ?)) ORDER BY c.id DESC LIMIT 100`, [since]);
export async function insertCampaign(m: EntityManager, c: Omit<Campaign, 'id' | 'status' | 'publishedBy' | 'noticeUntil' | 'decidedBy' | 'decidedAt' | 'reason' | 'turn'>): Promise<number> {
  const id = newId();
  await m.insert(Campaign, { id, ...c, status: 'OPEN', publishedBy: null, noticeUntil: null, decidedBy: null, decidedAt: null, reason: null, turn: 0 });
  return id;
}
/** Makes changes below a campaign in this status follow one another. First in its transaction. */
export const holdCampaign = async (m: EntityManager, id: number, status: CampaignStatus): Promise<boolean> => (await change(m, 'UPDATE campaign SET turn = turn + 1 WHERE id = ? AND status = ?', [id, status])) === 1;
/** The same where a notice still runs at that instant. */
export const holdNotice = async (m: EntityManager, id: number, now: number): Promise<boolean> => (await change(m, "UPDATE campaign SET turn = turn + 1 WHERE id = ? AND status = 'NOTICE' AND noticeUntil > ?", [id, now])) === 1;
export const publishCampaign = async (m: EntityManager, id: number, byId: number, noticeUntil: number): Promise<boolean> => (await change(m, "UPDATE campaign SET status = 'NOTICE', publishedBy = ?, noticeUntil = ? WHERE id = ? AND status = 'OPEN'", [byId, noticeUntil, id])) === 1;
export const dropCampaign = async (m: EntityManager, id: number, byId: number, reason: string, now: number): Promise<boolean> => (await change(m, "UPDATE campaign SET status = 'DROPPED', decidedBy = ?, decidedAt = ?, reason = ? WHERE id = ? AND status IN ('OPEN', 'NOTICE')", [byId, now, reason, id])) === 1;
/** Compare-and-set over all that must be true: the notice is over, nothing is unanswered, and whoever decides neither began nor published it. */
export const decideCampaign = async (m: EntityManager, id: number, byId: number, now: number): Promise<boolean> =>
  (await change(
    m,
    "UPDATE campaign SET status = 'DECIDED', decidedBy = ?, decidedAt = ? WHERE id = ? AND status = 'NOTICE' AND noticeUntil <= ? AND createdBy <> ? AND publishedBy <> ? AND NOT EXISTS (SELECT 1 FROM campaign_objection o WHERE o.campaignId = campaign.id AND o.status = 'OPEN')",
    [byId, now, id, now, byId, byId],
  )) === 1;

export interface NominationRow { id: number; campaignId: number; userId: number; unitId: number; name: string; unitName: string | null; source: NominationSource; nominatedBy: number; nominatedAt: number; status: NominationStatus; facts: string | null; reason: string | null; certificateNumber: number | null; named: number; title: string; areaName: string; areaId: number; path: string; campaignStatus: CampaignStatus; decidedAt: number | null }
/** `named`: the person agreed to his name in public, or it is a unit. */
const NOMINATION = `SELECT n.id, n.campaignId, n.userId, n.unitId, COALESCE(p.name, u.name) AS name, CASE WHEN n.userId <> 0 THEN u.name ELSE NULL END AS unitName, n.source, n.nominatedBy, n.nominatedAt, n.status, n.facts, n.reason, n.certificateNumber,
  CASE WHEN n.userId = 0 THEN 1 ELSE COALESCE(k.granted, 0) END AS named, c.title, a.name AS areaName, c.areaId, a.path, c.status AS campaignStatus, c.decidedAt
  FROM nomination n JOIN campaign c ON c.id = n.campaignId JOIN area a ON a.id = c.areaId LEFT JOIN person p ON p.id = n.userId AND n.userId <> 0
  LEFT JOIN unit u ON u.id = CASE WHEN n.userId = 0 THEN n.unitId ELSE p.unitId END LEFT JOIN consent k ON k.userId = n.userId AND k.purpose = 'PUBLISH_NAME'`;
export async function findNomination(m: EntityManager, id: number): Promise<NominationRow | null> {
  const [row] = await m.query<NominationRow[]>(`${NOMINATION} WHERE n.id = ?`, [id]);
  return row ?? null;
}
/** In the order in which they came: no list of people by what they did. */
export const nominationsIn = (m: EntityManager, campaignId: number): Promise<NominationRow[]> => m.query<NominationRow[]>(`${NOMINATION} WHERE n.campaignId = ? ORDER BY n.id`, [campaignId]);
/** A person's, and of the units he speaks for, newest first, up to a hundred. */
export const nominationsFor = (m: EntityManager, userId: number, unitIds: readonly number[]): Promise<NominationRow[]> =>
  m.query<NominationRow[]>(`${NOMINATION} WHERE n.userId = ?${unitIds.length > 0 ? ` OR n.unitId IN (${unitIds.map(() => '?').join(', ')})` : ''} ORDER BY n.id DESC LIMIT 100`, [userId, ...unitIds]);
/** The unique key lets each be nominated once. */
export async function insertNomination(m: EntityManager, n: { campaignId: number; userId: number; unitId: number; source: NominationSource; nominatedBy: number; nominatedAt: number }): Promise<number> {
  const id = newId();
  await m.query("INSERT INTO nomination (id, campaignId, userId, unitId, source, nominatedBy, nominatedAt, status) VALUES (?, ?, ?, ?, ?, ?, ?, 'NOMINATED')", [id, n.campaignId, n.userId, n.unitId, n.source, n.nominatedBy, n.nominatedAt]);
  return id;
}
/** Compare-and-set. */
export const moveNomination = async (m: EntityManager, id: number, from: readonly NominationStatus[], to: NominationStatus, set: { reason?: string | null; facts?: string; certificateNumber?: number } = {}): Promise<boolean> => {
  const columns = Object.entries(set);
  return (await change(m, `UPDATE nomination SET status = ?${columns.map(([c]) => `, ${c} = ?`).join('')} WHERE id = ? AND status IN (${from.map(() => '?').join(', ')})`, [to, ...columns.map(([, v]) => v), id, ...from])) === 1;
};
