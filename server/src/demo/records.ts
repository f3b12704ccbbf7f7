import type { EntityManager } from 'typeorm';
import { addDays, APPEAL_WORKDAYS, CORRECTION_WORKDAYS, DAY_MS, dayOf, HOUR_MS, instant, MINUTE_MS, type AppealStatus, type CorrectionField, type RequestStatus, type TaskKind } from '@xianfeng/shared';
import { CORRECTION_POINTS } from '../board/records/records.rules.js';
import { checkerOf, draw } from '../board/samples/samples.rules.js';
import { recordedIn } from '../board/samples/samples.store.js';
import { addWorkdays } from '../lib/workdays.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { County, Place } from './people.js';
import type { Chance } from './random.js';

const ENTERED: readonly [kind: TaskKind, title: string, evidence: string][] = [
  ['CLEAN', '雨后清理排水沟', '值班本有登记，两位邻居当面证明'], ['PATROL', '楼院夜间巡查', '巡查本第 12 页，由网格员带队'], ['ELDER', '陪独居老人就医', '老人家属来电确认，留有挂号单'], ['CULTURE', '社区读书会布置', '活动照片和签到表在社区存档'],
];
const DOUBTS = ['联系人说当天活动改期了', '时长比活动通知里写的长', '照片看不出是这次活动'];
interface Done { id: number; userId: number; communityId: number; taskId: number; logId: number; day: string; kind: TaskKind; title: string; startsAt: number; minutes: number; evidence: string; verifiedBy: number; verifiedAt: number; endsAt: number; shiftAt: number }

/** What became of records afterwards: appeals, requests to correct, entries by two, and three months of samples. Its own chance, so that nothing else in the county moves. */
export async function seedRecords(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<void> {
  const rows = { service_record: [] as Row[], record_appeal: [] as Row[], record_request: [] as Row[], manual_entry: [] as Row[], sample_draw: [] as Row[], record_sample: [] as Row[], audit: [] as Row[] };
  const did = (at: number, by: number, action: string, refType: string, refId: number, areaId: number, reason: string | null = null): void => void rows.audit.push(auditRow(ids, at, by, action, refType, refId, areaId, reason));
  const first = county.communities[0]!, secretary = (c: number) => county.staff.get(c)!.id;
  const officers = new Map((await m.query<{ areaId: number; userId: number }[]>("SELECT areaId, MIN(userId) AS userId FROM post WHERE role = 'STREET_OFFICER' AND ended = 0 GROUP BY areaId")).map((o) => [o.areaId, Number(o.userId)]));
  const officer = (c: Place): number => officers.get(c.parent!.id) ?? county.officers[0]!.id, place = new Map(county.communities.map((c) => [c.id, c]));
  const done = await m.query<Done[]>(
    `SELECT r.id, r.userId, r.communityId, r.taskId, r.logId, r.day, r.kind, r.title, r.startsAt, r.minutes, r.evidence, r.verifiedBy, r.verifiedAt, c.startsAt AS shiftAt, c.endsAt FROM service_record r JOIN service_log l ON l.id = r.logId JOIN claim c ON c.id = l.claimId WHERE r.verifiedAt > ? AND r.userId <> ? ORDER BY r.id`, [now - 60 * DAY_MS, county.named.id]);
  const taken = new Set<number>();
  const correct = (r: Done, by: number, at: number, o: { minutes: number; services: number; startsAt?: number }): void =>
    void rows.service_record.push({ id: ids.at(at), userId: r.userId, origin: 'CORRECTION', services: o.services, correctsId: r.id, logId: null, taskId: r.taskId, communityId: r.communityId, day: r.day, kind: r.kind, title: r.title, startsAt: o.startsAt ?? r.startsAt, minutes: o.minutes, evidence: r.evidence, points: 0, pointsWhy: CORRECTION_POINTS, verifiedBy: by, verifiedAt: at });

  const appeal = (o: { logId: number; userId: number; communityId: number; decidedBy: number; decidedAt: number; wanted: number | null }, status: AppealStatus, text: string, reply: string | null, minutes: number | null): number | null => {
    const at = instant(addDays(dayOf(o.decidedAt), 1), '19:40'), id = ids.at(at), by = officer(place.get(o.communityId)!), answeredAt = status === 'APPEALED' ? null : at + 3 * DAY_MS;
    rows.record_appeal.push({ id, logId: o.logId, userId: o.userId, communityId: o.communityId, ask: o.wanted === null ? 'REJECTED' : 'MINUTES', text, wanted: o.wanted, rejectedBy: o.decidedBy, status, submittedAt: at, dueAt: addWorkdays(at, APPEAL_WORKDAYS), answeredBy: answeredAt && by, answeredAt, reply, minutes });
    did(at, o.userId, 'appeal.create', 'appeal', id, o.communityId, text);
    if (answeredAt) did(answeredAt, by, status === 'UPHELD' ? 'appeal.uphold' : 'appeal.overturn', 'appeal', id, o.communityId, reply);
    return answeredAt;
  };
  const late = done.filter((r) => r.startsAt > r.shiftAt && r.endsAt - r.shiftAt >= 60 * MINUTE_MS);
  const dispute = (r: Done, status: AppealStatus): void => {
    taken.add(r.id);
    const wanted = Math.floor((r.endsAt - r.shiftAt) / MINUTE_MS), at = appeal({ ...r, decidedBy: r.verifiedBy, decidedAt: r.verifiedAt, wanted }, status, '我按时到了，签到码换了两次才扫上', status === 'APPEALED' ? null : '负责人证明按时到场，补上少计的时间', status === 'APPEALED' ? null : wanted);
    if (at) correct(r, officer(place.get(r.communityId)!), at, { minutes: wanted - r.minutes, services: 0, startsAt: r.shiftAt });
  };
  const inStreet = (r: { communityId: number }): boolean => place.get(r.communityId)?.parent === first.parent;
  for (const r of late.filter((x) => inStreet(x) && x.verifiedAt > now - 9 * DAY_MS && x.verifiedAt < now - DAY_MS).slice(0, 4)) dispute(r, 'APPEALED');
  for (const r of late.filter((x) => x.verifiedAt > now - 40 * DAY_MS && x.verifiedAt < now - 20 * DAY_MS).slice(0, 5)) dispute(r, 'OVERTURNED');
  for (const l of await m.query<{ logId: number; userId: number; communityId: number; decidedBy: number; decidedAt: number }[]>("SELECT id AS logId, userId, communityId, decidedBy, decidedAt FROM service_log WHERE status = 'REJECTED' AND decidedAt < ? ORDER BY id LIMIT 6", [now - 10 * DAY_MS]))
    appeal({ ...l, wanted: null }, 'UPHELD', '我当时在场，请再查一查', '现场名单和照片里都没有，维持社区的结果', null);

  const request = (r: Done, field: CorrectionField, status: RequestStatus, wish: string, why: string, o: { newMinutes?: number; reply?: string } = {}): void => {
    taken.add(r.id);
    const at = Math.min(r.verifiedAt + 2 * DAY_MS, now - 5 * HOUR_MS), id = ids.at(at), by = secretary(r.communityId), second = officer(place.get(r.communityId)!), isAnswered = status !== 'ASKED', isSigned = status === 'CORRECTED';
    rows.record_request.push({ id, recordId: r.id, userId: r.userId, communityId: r.communityId, live: status === 'ASKED' || status === 'PROPOSED' ? 1 : null, field, wish, why, status, askedAt: at, dueAt: addWorkdays(at, CORRECTION_WORKDAYS), newMinutes: isAnswered && status !== 'REFUSED' ? (o.newMinutes ?? null) : null, newDay: null, newTitle: null, reply: o.reply ?? null, answeredBy: isAnswered ? by : null, answeredAt: isAnswered ? at + 2 * HOUR_MS : null, approvedBy: isSigned ? second : null, approvedAt: isSigned ? at + 4 * HOUR_MS : null });
    did(at, r.userId, 'request.create', 'request', id, r.communityId, why);
    if (isAnswered) did(at + 2 * HOUR_MS, by, status === 'REFUSED' ? 'request.refuse' : 'request.grant', 'request', id, r.communityId, o.reply);
    if (!isSigned) return;
    did(at + 4 * HOUR_MS, second, 'request.approve', 'request', id, r.communityId, o.reply);
    correct(r, second, at + 4 * HOUR_MS, field === 'SERVICE' ? { minutes: -r.minutes, services: -1 } : { minutes: o.newMinutes! - r.minutes, services: 0 });
  };
  const free = (from: number, to: number, inFirst: boolean): Done[] => done.filter((r) => !taken.has(r.id) && r.minutes >= 60 && r.verifiedAt > now - from * DAY_MS && r.verifiedAt < now - to * DAY_MS && (r.communityId === first.id) === inFirst);
  for (const r of free(12, 0, true).slice(0, 2)) request(r, 'MINUTES', 'ASKED', `应当是 ${r.minutes - 20} 分钟`, '那天提前走了一会儿，请改成实际的时间');
  for (const r of free(20, 0, true).slice(0, 1)) request(r, 'MINUTES', 'PROPOSED', `应当是 ${r.minutes - 30} 分钟`, '接孩子先走了半小时', { newMinutes: r.minutes - 30, reply: '负责人说情况属实' });
  for (const r of free(45, 10, false).slice(0, 3)) request(r, 'MINUTES', 'CORRECTED', `应当是 ${r.minutes - 15} 分钟`, '最后一刻钟我已经离开', { newMinutes: r.minutes - 15, reply: '与签退时间一致' });
  for (const r of free(45, 10, false).slice(0, 1)) request(r, 'SERVICE', 'CORRECTED', '不是我，是同名的人', '那天我出差不在本地', { reply: '核对过，确是同名登记错了' });
  for (const r of free(45, 10, true).slice(0, 1)) request(r, 'TITLE', 'REFUSED', '写成“义诊”', '我做的是量血压', { reply: '任务名称与发布的一致，内容可在日志里写明' });

  const busy = new Set((await m.query<{ userId: number; day: string }[]>('SELECT userId, day FROM service_record WHERE day >= ?', [addDays(dayOf(now), -70)])).map((r) => `${r.userId}/${r.day}`));
  const enter = (c: Place, daysAgo: number, isDone: boolean): void => {
    const who = chance.pick([...county.members, ...county.residents].filter((p) => p.community === c && p !== county.named)), day = addDays(dayOf(now), -daysAgo), [kind, title, evidence] = chance.pick(ENTERED), minutes = chance.whole(4, 8) * 15;
    if (busy.has(`${who.id}/${day}`)) return;
    busy.add(`${who.id}/${day}`);
    const startsAt = instant(day, '14:00'), at = Math.min(startsAt + 30 * HOUR_MS, now - 3 * HOUR_MS), id = ids.at(at), decidedAt = isDone ? Math.min(at + 20 * HOUR_MS, now - HOUR_MS) : null, by = officer(c), recordId = decidedAt && ids.at(decidedAt);
    rows.manual_entry.push({ id, userId: who.id, communityId: c.id, taskId: null, kind, title, day, startsAt, minutes, evidence, status: isDone ? 'APPROVED' : 'PROPOSED', proposedBy: secretary(c.id), proposedAt: at, decidedBy: decidedAt && by, decidedAt, decision: null, recordId });
    did(at, secretary(c.id), 'entry.propose', 'entry', id, c.id, evidence);
    if (!decidedAt) return;
    did(decidedAt, by, 'entry.approve', 'entry', id, c.id, evidence);
    rows.service_record.push({ id: recordId, userId: who.id, origin: 'MANUAL', services: 1, correctsId: null, logId: null, taskId: null, communityId: c.id, day, kind, title, startsAt, minutes, evidence: 'D', points: 0, pointsWhy: '工作人员补录，不计积分', verifiedBy: by, verifiedAt: decidedAt });
  };
  for (const c of county.communities) for (let i = chance.whole(0, 2); i > 0; i--) enter(c, chance.whole(8, 55), true);
  for (let i = 0; i < 2; i++) enter(first, 3 + i, false);
  for (const table of ['service_record', 'manual_entry'] as const) await bulk(m, table, rows[table].splice(0));

  const all = county.communities.map((c) => ({ id: c.id, streetId: c.parent!.id }));
  let month = dayOf(now).slice(0, 7);
  for (let back = 1; back <= 3; back++) {
    month = addDays(`${month}-01`, -1).slice(0, 7);
    const drawnAt = instant(addDays(`${month}-01`, 32).slice(0, 7) + '-01', '00:30');
    for (const c of all) {
      const records = await recordedIn(m, c.id, month), seed = Array.from({ length: 16 }, () => chance.whole(0, 255).toString(16).padStart(2, '0')).join(''), chosen = draw(records, seed), checkerId = checkerOf(c, all);
      rows.sample_draw.push({ month, communityId: c.id, seed, records: records.length, drawn: chosen.length, drawnAt });
      did(drawnAt, 0, 'sample.draw', 'sample_draw', c.id, c.id);
      for (const recordId of chosen) {
        const id = ids.at(drawnAt), isOpen = back === 1 && (checkerId === first.id || chance.yes(0.2)), isDoubt = chance.yes(0.05), checkedAt = isOpen ? null : Math.min(drawnAt + chance.whole(30, 300) * HOUR_MS, now - HOUR_MS), by = secretary(checkerId), isClosed = isDoubt && back > 1, note = isDoubt ? chance.pick(DOUBTS) : null;
        rows.record_sample.push({ id, month, recordId, communityId: c.id, checkerId, status: isOpen ? 'OPEN' : isClosed ? 'CLOSED' : isDoubt ? 'DOUBT' : 'TRUE', note: isOpen ? null : note, checkedBy: isOpen ? null : by, checkedAt, closing: isClosed && !isOpen ? '街道查过签到记录，服务属实' : null, closedBy: isClosed && !isOpen ? officer(place.get(c.id)!) : null, closedAt: isClosed && checkedAt ? checkedAt + DAY_MS : null });
        if (checkedAt) did(checkedAt, by, isDoubt ? 'sample.doubt' : 'sample.right', 'sample', id, c.id, note);
        if (isClosed && checkedAt) did(checkedAt + DAY_MS, officer(place.get(c.id)!), 'sample.close', 'sample', id, c.id, '街道查过签到记录，服务属实');
      }
    }
  }
  for (const [table, list] of Object.entries(rows)) await bulk(m, table, list);
}
