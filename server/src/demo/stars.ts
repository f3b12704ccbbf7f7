import type { EntityManager } from 'typeorm';
import { addDays, DAY_MS, dayOf, type StarCriteria, type StarIssuer, type StarSubject } from '@xianfeng/shared';
import { propose } from '../honours/stars/compute.js';
import { sayStars, validUntil, windowOf } from '../honours/stars/criteria.rules.js';
import type { NewCandidate } from '../honours/stars/runs.store.js';
import { beginTotals, finishTotals, totalsOf } from '../honours/stars/totals.store.js';
import { addWorkdays } from '../lib/workdays.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { County } from './people.js';
import type { Chance } from './random.js';

interface Scheme { id: number; seriesId: number; subject: StarSubject; period: 'LIFETIME' | 'YEAR'; criteria: StarCriteria; validMonths: number; name: string }
interface Place { id: number; name: string; path: string }
const hours = (thresholds: number[], o: Partial<StarCriteria> = {}): StarCriteria => ({ measure: 'HOURS', thresholds, minDays: 0, minServices: 0, minResolved: 0, minConfirmedPercent: 0, noRejected: false, registeredMonths: 0, ...o });
const EVER = 9_000_000_000_000_000;

/** Stars as a county would have them by now: one list confirmed in autumn, one that hangs out with an objection, two still being looked through, and a bar with its appeal. */
export async function seedStars(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<void> {
  const home = county.communities.find((c) => c.id === county.named.community.id)!, street = county.streets.find((s) => home.path.startsWith(s.path))!, other = county.communities.find((c) => c.id !== home.id && c.path.startsWith(street.path))!;
  const [organiser] = await m.query<{ userId: number }[]>("SELECT userId FROM post WHERE role = 'CITY_ORGANISER' ORDER BY id LIMIT 1"), officer = county.officers[county.streets.indexOf(street)]!, rows: Record<string, Row[]> = { star_scheme: [], star_run: [], star_candidate: [], star_objection: [], star_award: [], star_bar: [], notice: [], audit: [] };
  const scheme = (name: string, subject: StarSubject, period: Scheme['period'], criteria: StarCriteria, issuer: StarIssuer, validMonths: number): Scheme => {
    const at = now - 200 * DAY_MS, id = ids.at(at);
    rows.star_scheme!.push({ id, seriesId: id, version: 1, live: 1, areaId: county.city.id, name, subject, period, criteria: JSON.stringify(criteria), noticeWorkdays: 5, issuer, validMonths, createdBy: organiser!.userId, createdAt: at });
    rows.audit!.push(auditRow(ids, at, organiser!.userId, 'star-scheme.create', 'star_scheme', id, county.city.id));
    return { id, seriesId: id, subject, period, criteria, validMonths, name };
  };
  const tell = (userId: number, at: number, title: string, body: string, link: string) => rows.notice!.push({ id: ids.at(at), userId, kind: 'HONOUR', title, body, link, isRead: at < now - 20 * DAY_MS ? 1 : 0, createdAt: at });
  /** Computed on a day of the past from what was verified until the day before, by the rules of the real one. */
  const run = async (s: Scheme, area: Place, issuer: Place, by: number, at: number, step: 'COMPUTED' | 'NOTICED' | 'CONFIRMED') => {
    const asOf = addDays(dayOf(at), -1), window = windowOf(s.period, asOf, undefined), id = ids.at(at), noticeFrom = at + DAY_MS / 12, noticeUntil = addWorkdays(noticeFrom, 5), confirmedAt = noticeUntil + DAY_MS / 2, found: (NewCandidate & { id: number })[] = [];
    for await (const part of propose(m, { subject: s.subject, period: s.period, criteria: s.criteria, seriesId: s.seriesId, periodKey: window.periodKey, path: area.path, asOf, fromDay: window.fromDay, toDay: window.toDay })) for (const k of part) found.push({ ...k, id: ids.at(at) });
    rows.star_run!.push({ id, schemeId: s.id, seriesId: s.seriesId, areaId: area.id, issuerId: issuer.id, asOfDay: asOf, ...window, status: step, live: step === 'CONFIRMED' ? null : 1, computedBy: by, computedAt: at, noticeFrom: step === 'COMPUTED' ? null : noticeFrom, noticeUntil: step === 'COMPUTED' ? null : noticeUntil, confirmedBy: step === 'CONFIRMED' ? organiser!.userId : null, confirmedAt: step === 'CONFIRMED' ? confirmedAt : null, dropReason: null });
    rows.audit!.push(auditRow(ids, at, by, 'star-run.compute', 'star_run', id, area.id));
    rows.star_candidate!.push(...found.map(({ facts: f, ...k }) => ({ id: k.id, runId: id, subjectId: k.subjectId, name: k.name, placeName: k.placeName, stars: k.stars, held: k.held, minutes: f.minutes, services: f.services, days: f.days, resolved: f.resolved, confirmedPercent: f.confirmedPercent, rejected: f.rejected, people: f.people, registeredDay: f.registeredDay, excluded: k.excluded, excludedBy: null })));
    if (step !== 'COMPUTED') rows.audit!.push(auditRow(ids, noticeFrom, by, 'star-run.publish', 'star_run', id, area.id));
    if (step === 'NOTICED') for (const k of found) if (s.subject === 'PERSON') tell(k.subjectId, noticeFrom, `拟评为${sayStars(k.stars)}，正在公示`, `“${s.name}”正在公示。没有同意公开姓名的，只显示姓氏。`, `/packages/more/pages/star-notice/index?id=${id}`);
    if (step === 'CONFIRMED') {
      rows.audit!.push(auditRow(ids, confirmedAt, organiser!.userId, 'star-run.confirm', 'star_run', id, area.id));
      const day = dayOf(confirmedAt);
      for (const k of found) {
        rows.star_award!.push({ id: ids.at(confirmedAt), number: `XJ${day.slice(0, 4)}${String(chance.whole(0, 9_999_999_999)).padStart(10, '0')}`, runId: id, schemeId: s.id, seriesId: s.seriesId, subject: s.subject, subjectId: k.subjectId, areaId: area.id, issuerId: issuer.id, name: k.name, stars: k.stars, minutes: k.facts.minutes, services: k.facts.services, periodKey: window.periodKey, day, validUntil: validUntil(day, s.validMonths), live: 1, voidReason: null, voidDay: null, voidedBy: null });
        if (s.subject === 'PERSON') tell(k.subjectId, confirmedAt, `祝贺：您评为${sayStars(k.stars)}`, `“${s.name}”公示期满，${issuer.name}已发证。证书可以下载，谢谢您的付出。`, '/packages/more/pages/stars/index');
      }
    }
    return { id, found, noticeFrom };
  };
  const secretary = (area: Place): number => county.staff.get(area.id)!.id;
  const yearly: Scheme = { id: 2, seriesId: 2, subject: 'PERSON', period: 'YEAR', criteria: hours([10, 20, 30, 40, 50], { registeredMonths: 3 }), validMonths: 12, name: '社区年度星级志愿者' };
  const begun = scheme('邻里同行星', 'PERSON', 'LIFETIME', hours([5, 15, 30, 60, 100]), 'STREET', 0), units = scheme('驻区单位年度星级', 'UNIT', 'YEAR', hours([60, 120, 240, 360, 480], { minServices: 20 }), 'STREET', 12);
  scheme('网格服务星', 'GRID', 'YEAR', { ...hours([5, 10, 20, 40, 60]), measure: 'RESOLVED', minConfirmedPercent: 60 }, 'COMMUNITY', 12);
  await run(begun, street, street, officer.id, now - 75 * DAY_MS, 'CONFIRMED');
  const shown = await run(yearly, home, home, secretary(home), now - 2 * DAY_MS, 'NOTICED'), somebody = county.members.find((p) => p.community.id === home.id && p.id !== county.named.id && !shown.found.some((k) => k.subjectId === p.id)) ?? county.residents[0]!;
  const about = shown.found.find((k) => k.subjectId !== county.named.id);
  if (about) rows.star_objection!.push({ id: ids.at(shown.noticeFrom + DAY_MS / 3), runId: shown.id, candidateId: about.id, userId: somebody.id, text: '十月那次清理活动他中途离开，时长请再核一下。', status: 'OPEN', answer: null, answeredBy: null, createdAt: shown.noticeFrom + DAY_MS / 3, answeredAt: null });
  await run(yearly, other, other, secretary(other), now - DAY_MS / 2, 'COMPUTED');
  await run(units, street, street, officer.id, now - DAY_MS / 3, 'COMPUTED');
  const barred = county.members.find((p) => p.community.id === other.id)!, at = now - 20 * DAY_MS, barId = ids.at(at);
  rows.star_bar!.push({ id: barId, subject: 'PERSON', subjectId: barred.id, areaId: other.id, fromDay: dayOf(at), toDay: addDays(dayOf(at), 364), liftedDay: null, reason: '两次由别人代为签到，经核实不在现场', status: 'APPEALED', live: 1, barredBy: secretary(other), barredAt: at, appeal: '其中一次我晚到，是在场的，同组的人可以作证。', appealedAt: at + 3 * DAY_MS, decision: null, decidedBy: null, decidedAt: null });
  rows.audit!.push(auditRow(ids, at, secretary(other), 'star-bar.create', 'star_bar', barId, other.id), auditRow(ids, at + 3 * DAY_MS, barred.id, 'star-bar.appeal', 'star_bar', barId, other.id));
  for (const [table, part] of Object.entries(rows)) await bulk(m, table, part);
  const yesterday = addDays(dayOf(now), -1);
  await beginTotals(m, yesterday);
  await totalsOf(m, yesterday, 0, EVER);
  await finishTotals(m, yesterday);
}
