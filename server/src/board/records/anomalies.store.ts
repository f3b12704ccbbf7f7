import type { EntityManager } from 'typeorm';
import { DAY_MS, type Sign, type SignedRecord, type VerifierRow } from '@xianfeng/shared';
import { CAP_MINUTES, FAST_MS, NIGHT } from './anomalies.rules.js';

const CLOCK = `((r.verifiedAt + ${NIGHT.offset}) % ${DAY_MS})`;
/** The same as `signsOf`, for the database. */
const IS: Record<Exclude<Sign, 'SAME'>, string> = {
  FAST: `(l.submittedAt IS NOT NULL AND r.verifiedAt - l.submittedAt < ${FAST_MS})`, NIGHT: `(${CLOCK} < ${NIGHT.until} OR ${CLOCK} >= ${NIGHT.from})`,
  CAP: `r.minutes >= ${CAP_MINUTES}`, GRADE_C: "r.evidence = 'C'", GRADE_D: "r.evidence = 'D'",
};
const sum = (what: string, as: string): string => `SUM(CASE WHEN ${what} THEN 1 ELSE 0 END) AS ${as}`;
export interface Window { path: string; from: string; to: string }
const FROM = "FROM area h JOIN service_record r ON r.communityId = h.id LEFT JOIN service_log l ON l.id = r.logId WHERE h.path >= ? AND h.path < ? AND r.day >= ? AND r.day <= ? AND r.origin <> 'CORRECTION'";
const given = (w: Window): string[] => [w.path, `${w.path.slice(0, -1)}0`, w.from, w.to];
/** Whoever recorded services of a subtree on those days, with counts of what an auditor looks at; who recorded most comes first. */
export async function verifiersIn(m: EntityManager, w: Window, limit: number): Promise<VerifierRow[]> {
  const rows = await m.query<VerifierRow[]>(
    `SELECT v.verifiedBy AS userId, p.name, h.name AS areaName, SUM(v.n) AS records, SUM(v.minutes) AS minutes, SUM(v.fast) AS fast, SUM(v.night) AS night, SUM(v.cap) AS cap, SUM(v.gradeC) AS gradeC, SUM(v.gradeD) AS gradeD, MAX(v.n) AS repeats, COUNT(*) AS people
     FROM (SELECT r.verifiedBy, r.userId, MIN(r.communityId) AS communityId, COUNT(*) AS n, SUM(r.minutes) AS minutes, ${sum(IS.FAST, 'fast')}, ${sum(IS.NIGHT, 'night')}, ${sum(IS.CAP, 'cap')}, ${sum(IS.GRADE_C, 'gradeC')}, ${sum(IS.GRADE_D, 'gradeD')} ${FROM} GROUP BY r.verifiedBy, r.userId) v
     JOIN person p ON p.id = v.verifiedBy LEFT JOIN area h ON h.id = (SELECT MIN(o.areaId) FROM post o WHERE o.userId = p.id AND o.areaId <> 0 AND o.ended = 0)
     GROUP BY v.verifiedBy, p.name, h.name ORDER BY records DESC, userId LIMIT ?`, [...given(w), limit]);
  return rows.map((r) => ({
    userId: r.userId, name: r.name, areaName: r.areaName ?? '', records: Number(r.records), minutes: Number(r.minutes), fast: Number(r.fast), night: Number(r.night), cap: Number(r.cap), gradeC: Number(r.gradeC), gradeD: Number(r.gradeD), repeats: Number(r.repeats), people: Number(r.people),
  }));
}
export type FoundRecord = Omit<SignedRecord, 'signs'>;
/** One verifier's records on those days that show a sign, or all; of SAME those of the person he recorded most often. Newest first. */
export const recordsBy = (m: EntityManager, w: Window, verifierId: number, sign: Sign | undefined, before: number, limit: number): Promise<FoundRecord[]> => {
  const same = `r.userId = (SELECT r.userId ${FROM} AND r.verifiedBy = ? GROUP BY r.userId ORDER BY COUNT(*) DESC, r.userId LIMIT 1)`;
  const also = sign === undefined ? '' : ` AND ${sign === 'SAME' ? same : IS[sign]}`, more = sign === 'SAME' ? [...given(w), verifierId] : [];
  return m.query<FoundRecord[]>(
    `SELECT r.id, p.name, r.title, r.kind, r.day, r.minutes, r.evidence, r.origin, h.name AS communityName, l.submittedAt, r.verifiedAt ${FROM.replace(' WHERE', ' JOIN person p ON p.id = r.userId WHERE')} AND r.verifiedBy = ? AND r.id < ?${also} ORDER BY r.id DESC LIMIT ?`,
    [...given(w), verifierId, before, ...more, limit]);
};
