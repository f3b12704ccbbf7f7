import { createHash } from 'node:crypto';
import mysql from 'mysql2/promise';

export const LEVELS = ['CITY', 'STREET', 'COMMUNITY', 'COMPOUND'];
const STREETS = 4, COMMUNITIES = 4, COMPOUNDS = 2;
const DAY = 86_400_000;
/** 2026-01-01: nothing in the data depends on the day it is run, except what must lie in the future. */
const PAST = 1_767_225_600_000;

export const connect = (url, more = {}) => {
  const at = new URL(url);
  return mysql.createConnection({ host: at.hostname, port: Number(at.port), user: at.username || 'root', password: at.password, database: at.pathname.slice(1) || undefined, supportBigNumbers: true, charset: 'utf8mb4_bin', ...more });
};
/** Ids by position: city 1, streets 2…, then communities, then compounds. */
export const areaIds = () => {
  const city = 1, streets = Array.from({ length: STREETS }, (_, i) => 2 + i), communities = Array.from({ length: STREETS * COMMUNITIES }, (_, i) => 2 + STREETS + i);
  const compounds = Array.from({ length: communities.length * COMPOUNDS }, (_, i) => 2 + STREETS + communities.length + i);
  return { CITY: [city], STREET: streets, COMMUNITY: communities, COMPOUND: compounds };
};
const parentOf = (id) => {
  const { STREET: s, COMMUNITY: c, COMPOUND: k } = areaIds();
  if (s.includes(id)) return 1;
  if (c.includes(id)) return s[Math.floor((id - c[0]) / COMMUNITIES)];
  return c[Math.floor((id - k[0]) / COMPOUNDS)];
};
const pathOf = (id) => (id === 1 ? '/1/' : `${pathOf(parentOf(id))}${id}/`);
export const token = (n) => `bench-token-${n}`;
const hash = (text) => createHash('sha256').update(text).digest('base64url');

/** Areas and `people` signed-in members of the first community. The tables must exist. */
export async function fillPeople(db, people) {
  const { CITY, STREET, COMMUNITY, COMPOUND } = areaIds(), rows = [];
  const add = (ids, kind, depth) => ids.forEach((id) => rows.push([id, id === 1 ? 0 : parentOf(id), kind, `${kind}${id}`, pathOf(id), depth, '2020-01-01', '9999-12-31', 0, PAST]));
  add(CITY, 'CITY', 0); add(STREET, 'STREET', 1); add(COMMUNITY, 'COMMUNITY', 2); add(COMPOUND, 'COMPOUND', 3);
  await db.query('INSERT INTO area (id, parentId, kind, name, path, depth, fromDay, toDay, closed, createdAt) VALUES ?', [rows]);
  const persons = [], sessions = [], consents = [];
  for (let n = 1; n <= people; n++) {
    persons.push([n, `成员${n}`, `1540${String(n).padStart(7, '0')}`, 'MEMBER', COMMUNITY[0], 0, '', '', 0, PAST]);
    sessions.push([hash(token(n)), n, PAST, PAST + 3650 * DAY]);
    consents.push([n, 'TERMS', 1, 1, PAST]);
  }
  await db.query('INSERT INTO person (id, name, phone, kind, communityId, elder, skills, freeTimes, turn, createdAt) VALUES ?', [persons]);
  await db.query('INSERT INTO session (tokenHash, userId, createdAt, expiresAt) VALUES ?', [sessions]);
  await db.query('INSERT INTO consent (userId, purpose, version, granted, at) VALUES ?', [consents]);
}
/** `n` tasks spread over all compounds; one in five recruits and stands in the feed of each area above it. */
export async function fillTasks(db, n) {
  const { COMMUNITY, COMPOUND } = areaIds(), first = COMPOUND[0];
  const compound = `(${first} + (seq * 2654435761) % ${COMPOUND.length})`;
  const community = `(${COMMUNITY[0]} + FLOOR((${compound} - ${first}) / ${COMPOUNDS}))`;
  const live = '(seq * 7919) % 10 < 2';
  const starts = `(${Date.now() + 2 * DAY} + (seq * 37) % 500 * 3600000)`;
  for (let from = 1; from <= n; from += 500_000) {
    const to = Math.min(n, from + 499_999), range = `seq_${from}_to_${to}`;
    await db.query(`INSERT INTO task (id, areaId, communityId, kind, title, summary, place, audience, claimMode, presence, photoRule, photoReason, riskNote, contactName, contactPhone, status, startsAt, endsAt, shiftCount, places, taken, pointsHint, createdBy, createdAt, publishedAt)
      SELECT seq, ${compound}, ${community}, 'CLEAN', CONCAT('清理楼道堆物第', seq, '期'), REPEAT('和居民一起把旧家具搬到指定位置。', 4), '门口集合', 'EVERYONE', 'OPEN', 'LEADER', 'OPTIONAL', '', '注意安全', '张三', '15400000001', IF(${live}, 'PUBLISHED', 'SETTLED'), ${starts}, ${starts} + 7200000, 1, 10, 3, 20, 1, ${PAST}, ${PAST} FROM ${range}`);
    for (const area of [`${compound}`, community, `(2 + FLOOR((${community} - ${COMMUNITY[0]}) / ${COMMUNITIES}))`, '1'])
      await db.query(`INSERT INTO task_feed (areaId, feedId, taskId, startsAt, kind, audience, unitId, evening, weekend) SELECT ${area}, seq, seq, ${starts}, 'CLEAN', 'EVERYONE', NULL, 0, 0 FROM ${range} WHERE ${live}`);
  }
  await db.query('ANALYZE TABLE task, task_feed, area');
}
/** `n` tasks of one shift each, on different days so that no two clash, with room for everybody. */
export async function fillClaimable(db, firstId, n, people) {
  const { COMMUNITY, COMPOUND } = areaIds(), start = Date.now() + 2 * DAY, tasks = [], shifts = [];
  for (let i = 0; i < n; i++) {
    const id = firstId + i, at = start + i * DAY;
    tasks.push([id, COMPOUND[0], COMMUNITY[0], 'CLEAN', `可认领任务${i}`, '', '门口集合', 'EVERYONE', 'OPEN', 'LEADER', 'OPTIONAL', '', '注意安全', '张三', '15400000001', 'PUBLISHED', at, at + 7_200_000, 1, people * 10, 0, 20, 1, PAST, PAST]);
    shifts.push([id, id, at, at + 7_200_000, people * 10, 0, 0]);
  }
  await db.query('INSERT INTO task (id, areaId, communityId, kind, title, summary, place, audience, claimMode, presence, photoRule, photoReason, riskNote, contactName, contactPhone, status, startsAt, endsAt, shiftCount, places, taken, pointsHint, createdBy, createdAt, publishedAt) VALUES ?', [tasks]);
  await db.query('INSERT INTO shift (id, taskId, startsAt, endsAt, places, taken, waiting) VALUES ?', [shifts]);
}
