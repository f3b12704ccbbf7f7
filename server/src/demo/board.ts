import type { EntityManager } from 'typeorm';
import { DAY_MS, HOUR_MS, MINUTE_MS, NEED_ANSWER_WORKDAYS, VERIFY_WORKDAYS, dayOf, instant, isEvening, isWeekend, sayMinutes, startOfDay, type ClaimStatus, type LogStatus, type NeedKind, type NeedStatus, type TariffFacts, type TaskKind, type TaskStatus } from '@xianfeng/shared';
import { DEFAULT_TARIFF, pointsFor, pointsHint } from '../credit/tariff/tariff.rules.js';
import { addWorkdays } from '../lib/workdays.js';
import { pathIds } from '../people/areas/areas.store.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { County, Person, Place } from './people.js';
import type { Chance } from './random.js';
import { ANSWERS, NEEDS, TASKS, type TaskWords } from './words.js';

/** A tenth of the reference county's year. */
export const PAST_TASKS = 1_660, COMING_TASKS = 140, NEEDS_TOTAL = 5_900;
/** Points earned, for the credit part: in order of time. */
export interface Earning { userId: number; /** Who verified. */ by: number; facts: TariffFacts; at: number; points: number; why: string; logId: number; title: string; communityId: number }
export interface LogPhoto { logId: number; ownerId: number; at: number }
export interface BoardFacts { earnings: Earning[]; photos: LogPhoto[] }

/** Visits are asked for every month. */
const KINDS = [...Object.keys(TASKS), 'VISIT', 'VISIT'] as (keyof typeof TASKS)[];
const NEED_KINDS = Object.keys(NEEDS) as NeedKind[];
/** Begin times people with a day job can make, and those they cannot. */
const CLOCKS = ['08:30', '09:00', '14:30', '18:30', '19:00', '19:30'];

/** Askers wait shorter for what is simple than for what others must decide. */
const WAITS: Record<NeedKind, [number, number]> = { REPAIR: [3, 70], CARE: [6, 90], ERRAND: [2, 40], LEARN: [20, 120], CLEAN: [10, 130], SAFETY: [2, 60], MEDIATE: [40, 260], OTHER: [30, 330] };
/** What is asked for often, and what seldom. */
const USUAL: NeedKind[] = ['REPAIR', 'REPAIR', 'REPAIR', 'REPAIR', 'CLEAN', 'CLEAN', 'CLEAN', 'ERRAND', 'ERRAND', 'ERRAND', 'CARE', 'CARE', 'SAFETY', 'SAFETY', 'LEARN', 'MEDIATE', 'OTHER'];
/** Logs are verified by day; now and then somebody does it late. */
const officeHours = (at: number): number => {
  const clock = (at - startOfDay(dayOf(at))) / HOUR_MS, isLate = clock < 7 || clock >= 22;
  return !isLate || Math.floor(at / MINUTE_MS) % 25 === 0 ? at : startOfDay(dayOf(clock < 7 ? at : at + 12 * HOUR_MS)) + 8.5 * HOUR_MS + (at % (2 * HOUR_MS));
};
const waited = (kind: NeedKind, chance: Chance): number => chance.whole(...WAITS[kind]) * HOUR_MS;

export async function seedBoard(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<BoardFacts> {
  const rows = { task: [] as Row[], shift: [] as Row[], task_feed: [] as Row[], claim: [] as Row[], attendance: [] as Row[], service_log: [] as Row[], service_record: [] as Row[], need: [] as Row[], need_event: [] as Row[], need_step: [] as Row[], notice: [] as Row[], tariff_addition: [] as Row[], audit: [] as Row[] };
  const did = (at: number, actorId: number, action: string, refType: string, refId: number, areaId: number | null = null, reason: string | null = null): void => void rows.audit.push(auditRow(ids, at, actorId, action, refType, refId, areaId, reason));
  const facts: BoardFacts = { earnings: [], photos: [] };
  const byCommunity = new Map(county.communities.map((c) => [c.id, [...county.members, ...county.residents].filter((p) => p.community === c)]));
  const residents = new Map(county.communities.map((c) => [c.id, county.residents.filter((p) => p.community === c)]));
  const busy = new Set<string>();
  const first = county.communities[0]!;

  const need = (community: Place, kind: NeedKind, status: NeedStatus, at: number, taskId: number | null, over: number | null = null, wait = waited(kind, chance)): number => {
    const words = chance.pick(NEEDS[kind]), asker = chance.pick(residents.get(community.id)!), id = ids.at(at);
    const compound = chance.pick(county.compounds.get(community.id)!);
    const secretary = county.staff.get(community.id)!;
    const closed = status === 'SUBMITTED' || status === 'PUBLISHED' || status === 'REOPENED' ? null : Math.min(over === null ? at + wait : over + chance.whole(1, 40) * HOUR_MS, now - 20 * MINUTE_MS);
    const reply = status === 'ANSWERED' || status === 'REFUSED' || (status === 'CONFIRMED' && taskId === null) ? (status === 'REFUSED' ? '这件事需要业主共同决定，已请业委会列入议题。' : chance.pick(ANSWERS)) : null;
    rows.need.push({ id, areaId: compound.id, communityId: community.id, kind, title: words.title, text: words.text, place: `${chance.whole(1, 20)}号楼${chance.whole(1, 5)}单元`, askerId: asker.id, onBehalfOf: chance.yes(0.15) ? '楼上老人' : null, phone: asker.phone, status, reply, taskId, createdAt: at, dueAt: addWorkdays(at, NEED_ANSWER_WORKDAYS), closedAt: closed });
    const step = (kindOf: string, when: number): void => void rows.need_step.push({ id: ids.at(when), needId: id, communityId: community.id, kind, step: kindOf, askedAt: at, at: when });
    step('ASKED', at);
    if (taskId !== null) step('PUBLISHED', at + 3 * HOUR_MS);
    // What a task was made of is done when that ends; the asker's word comes later.
    const done = over !== null && over < now ? over : status === 'REOPENED' ? at + DAY_MS : closed === null ? null : at + Math.floor((closed - at) * 0.8);
    if (done !== null && status !== 'PUBLISHED' && status !== 'SUBMITTED') step(status === 'REFUSED' || status === 'WITHDRAWN' ? status : taskId === null ? 'ANSWERED' : 'DONE', done);
    if (status === 'REOPENED') step('REOPENED', at + 2 * DAY_MS);
    // Now and then it took two goes.
    if (status === 'CONFIRMED' && taskId === null && chance.yes(0.07)) {
      const again = done! + Math.floor((closed! - done!) * 0.3);
      step('REOPENED', again);
      did(again, asker.id, 'need.reopen', 'need', id, compound.id);
      step('ANSWERED', again + Math.floor((closed! - again) * 0.6));
    }
    if (status === 'CONFIRMED') step('CONFIRMED', closed!);
    const event = (text: string, when: number, by: string | null): void => void rows.need_event.push({ id: ids.at(when), needId: id, text, byName: by, at: when });
    did(at, asker.id, 'need.create', 'need', id, compound.id);
    event('提交了需求', at, null);
    if (taskId !== null) event('社区已发布为任务，等人认领', at + 3 * HOUR_MS, secretary.name);
    if (reply) event(`${status === 'REFUSED' ? '未采纳' : '社区答复'}：${reply}`, (closed ?? at) - HOUR_MS, secretary.name);
    if (status === 'CONFIRMED') did(closed ?? at, asker.id, 'need.confirm', 'need', id, compound.id);
    if (status === 'CONFIRMED') event('提需求的人确认：解决了', closed ?? at, null);
    if (status === 'REOPENED') event('提需求的人说：还没有解决', at + 2 * DAY_MS, null);
    return id;
  };

  /** `named`: the member of the sign-in page takes part, and has not written his log yet. */
  const task = (community: Place, kind: keyof typeof TASKS, starts: number, status: TaskStatus, fromNeed: boolean, named = false): void => {
    const words: TaskWords = chance.pick(TASKS[kind]), compound = chance.pick(county.compounds.get(community.id)!), secretary = county.staff.get(community.id)!;
    const published = Math.min(starts - chance.whole(20, 120) * HOUR_MS, now - chance.whole(1, status === 'PUBLISHED' ? 220 : 40) * HOUR_MS), id = ids.at(published);
    const needId = fromNeed ? need(community, NEED_KINDS.find((k) => NEEDS[k].some((n) => n.task === kind)) ?? 'OTHER', status === 'PUBLISHED' ? 'PUBLISHED' : chance.yes(0.85) ? 'CONFIRMED' : 'DONE', published - 5 * HOUR_MS, id, status === 'PUBLISHED' ? null : starts + words.minutes * MINUTE_MS) : null;
    const shifts = (chance.yes(0.15) ? [0, 7] : [0]).map((days) => ({ id: ids.at(published), startsAt: starts + days * DAY_MS, endsAt: starts + days * DAY_MS + words.minutes * MINUTE_MS, places: words.places, taken: 0 })).filter((s, i) => i === 0 || status === 'PUBLISHED' || s.endsAt < now);
    for (const shift of shifts) {
      if (named) {
        busy.add(`${county.named.id}/${dayOf(shift.startsAt)}`);
        claim(shift, county.named, { id, kind, words, community, secretary, status }, true);
        shift.taken += 1;
      }
      const wanted = status === 'PUBLISHED' ? chance.whole(0, shift.places) : chance.whole(Math.ceil(shift.places * 0.5), shift.places);
      for (const person of chance.some(byCommunity.get(community.id)!, Math.min(wanted + 2, 40))) {
        if (shift.taken >= wanted) break;
        const slot = `${person.id}/${dayOf(shift.startsAt)}`;
        if (busy.has(slot)) continue;
        busy.add(slot);
        claim(shift, person, { id, kind, words, community, secretary, status });
        shift.taken += 1;
      }
    }
    const open = shifts.filter((s) => s.startsAt > now), next = open[0] ?? shifts[shifts.length - 1]!;
    const endsAt = Math.max(...shifts.map((s) => s.endsAt));
    const fit = { kind, audience: kind === 'PATROL' && chance.yes(0.4) ? 'MEMBERS' : 'EVERYONE', unitId: null };
    rows.task.push({ id, areaId: compound.id, communityId: community.id, needId, kind, title: words.title, summary: words.summary, place: `${compound.name}${words.place}`, audience: fit.audience, unitId: null, claimMode: 'OPEN', presence: chance.pick(['LEADER', 'QR', 'CODE']), photoRule: 'OPTIONAL', photoReason: '', riskNote: words.risk, contactName: secretary.name, contactPhone: secretary.phone, status, startsAt: next.startsAt, endsAt, shiftCount: shifts.length, places: shifts.reduce((n, s) => n + s.places, 0), taken: shifts.reduce((n, s) => n + s.taken, 0), pointsHint: pointsHint(DEFAULT_TARIFF, kind, words.minutes), cancelReason: status === 'CANCELLED' ? '当天有暴雨预警，改期另行通知' : null, createdBy: secretary.id, createdAt: published, publishedAt: published, closedAt: status === 'CANCELLED' ? Math.max(published, starts - 2 * HOUR_MS) : status === 'PUBLISHED' ? null : Math.min(endsAt + MINUTE_MS, now) });
    did(published, secretary.id, 'task.publish', 'task', id, compound.id);
    if (status === 'CANCELLED') did(Math.max(published, starts - 2 * HOUR_MS), secretary.id, 'task.cancel', 'task', id, compound.id, '当天有暴雨预警，改期另行通知');
    for (const s of shifts) rows.shift.push({ id: s.id, taskId: id, startsAt: s.startsAt, endsAt: s.endsAt, places: s.places, taken: s.taken, waiting: 0 });
    if (status === 'PUBLISHED') {
      const feedId = ids.at(published);
      for (const areaId of pathIds(compound.path)) rows.task_feed.push({ areaId, feedId, taskId: id, startsAt: next.startsAt, ...fit, evening: isEvening(next.startsAt) ? 1 : 0, weekend: isWeekend(next.startsAt) ? 1 : 0 });
    }
  };

  interface Of { id: number; kind: TaskKind; words: TaskWords; community: Place; secretary: Person; status: TaskStatus }
  const claim = (shift: { id: number; startsAt: number; endsAt: number }, person: Person, of: Of, named = false): void => {
    const at = shift.startsAt - chance.whole(3, 60) * HOUR_MS, id = ids.at(Math.min(at, now - HOUR_MS));
    const over = shift.endsAt < now && of.status !== 'CANCELLED';
    const status: ClaimStatus = of.status === 'CANCELLED' ? 'CANCELLED' : !over ? 'CONFIRMED' : named || chance.yes(0.96) ? 'ATTENDED' : 'NO_SHOW';
    rows.claim.push({ id, taskId: of.id, shiftId: shift.id, userId: person.id, status, live: status === 'CANCELLED' || status === 'NO_SHOW' ? null : 1, startsAt: shift.startsAt, endsAt: shift.endsAt, createdAt: Math.min(at, now - HOUR_MS), changedAt: Math.min(shift.endsAt, now) });
    did(Math.min(at, now - HOUR_MS), person.id, 'claim.create', 'claim', id, of.community.id);
    if (status === 'NO_SHOW') did(Math.min(shift.endsAt + HOUR_MS, now), of.secretary.id, 'claim.noShow', 'claim', id, of.community.id);
    if (status !== 'ATTENDED') return;
    const inAt = shift.startsAt + chance.whole(-12, 8) * MINUTE_MS, method = chance.pick(['QR', 'CODE', 'ROSTER', 'QR']);
    rows.attendance.push({ id: ids.at(inAt), taskId: of.id, shiftId: shift.id, claimId: id, userId: person.id, guestName: null, phoneTail: null, inAt, inMethod: method, inBy: method === 'ROSTER' ? of.secretary.id : null, outAt: chance.yes(0.4) ? shift.endsAt : null, createdAt: inAt });
    did(inAt, method === 'ROSTER' ? of.secretary.id : person.id, method === 'ROSTER' ? 'attendance.mark' : 'attendance.checkIn', 'claim', id, of.community.id);
    if (!named) log(shift, person, of, id, inAt);
  };

  /** What was verified, in the order in which it will be worth something. */
  const worths: { record: Row; earning: Earning }[] = [];
  /** A community that needed hands for its elders added a fifth, within a budget: who was verified first had it. */
  const valueAll = (): void => {
    const from = dayOf(now - 170 * DAY_MS), kinds: TaskKind[] = ['ELDER', 'TUTOR', 'PATROL', 'HAIR'], addition = { id: ids.at(now - 175 * DAY_MS), percent: 20, budget: 400 };
    let used = 0;
    for (const { record, earning: e } of worths.sort((a, b) => a.earning.at - b.earning.at)) {
      if (e.communityId === first.id && kinds.includes(e.facts.kind) && e.facts.day >= from) e.facts = { ...e.facts, addition: { id: addition.id, percent: addition.percent, left: addition.budget - used } };
      const { points, bonus, why } = pointsFor(DEFAULT_TARIFF, e.facts);
      used += bonus;
      Object.assign(e, { points, why });
      Object.assign(record, { points, pointsWhy: why.slice(0, 120) });
      rows.notice.push({ id: ids.at(e.at), userId: e.userId, kind: 'LOG', title: '服务已核实', body: `“${e.title}”计入服务时长 ${sayMinutes(e.facts.minutes)}，获得 ${points} 积分（${why}）。`, link: `/packages/more/pages/log-view/index?id=${e.logId}`, isRead: e.at < now - 5 * DAY_MS ? 1 : 0, createdAt: e.at });
      facts.earnings.push(e);
    }
    const at = now - 174 * DAY_MS, secretary = county.staff.get(first.id)!, officer = county.officers[0]!;
    rows.tariff_addition.push({ id: addition.id, areaId: first.id, title: '助老、助学、巡逻加分', kinds: kinds.join(','), percent: addition.percent, budget: addition.budget, used, fromDay: from, toDay: dayOf(now + 45 * DAY_MS), status: 'ACTIVE', proposedBy: secretary.id, proposedAt: now - 175 * DAY_MS, decidedBy: officer.id, decidedAt: at });
    did(at, officer.id, 'addition.approve', 'addition', addition.id, first.id);
  };
  const log = (shift: { id: number; startsAt: number; endsAt: number }, person: Person, of: Of, claimId: number, inAt: number): void => {
    const submittedAt = shift.endsAt + chance.whole(1, 30) * HOUR_MS;
    const waits = of.status === 'ENDED';
    // Of the tasks that have just ended some members have not written yet: their first screen reminds them.
    if (submittedAt > now - HOUR_MS || (waits && chance.yes(0.25))) return;
    const status: LogStatus = waits ? (chance.yes(0.3) ? 'VERIFIED' : chance.yes(0.9) ? 'SUBMITTED' : 'RETURNED') : chance.yes(0.995) ? 'VERIFIED' : 'REJECTED';
    const start = Math.max(shift.startsAt, inAt), minutes = Math.floor((shift.endsAt - start) / MINUTE_MS), id = ids.at(submittedAt), evidence = chance.yes(0.3) ? 'A' as const : 'B' as const;
    const decidedAt = status === 'SUBMITTED' ? null : Math.min(officeHours(submittedAt + chance.whole(2, 80) * HOUR_MS), now - MINUTE_MS * 10);
    rows.service_log.push({ id, taskId: of.id, shiftId: shift.id, claimId, userId: person.id, communityId: of.community.id, text: chance.pick(of.words.phrases), status, reason: status === 'RETURNED' ? '请补一句做了什么' : status === 'REJECTED' ? '与现场记录不符' : null, minutes, minutesWhy: `按到场到计划结束计 ${sayMinutes(minutes)}`, evidence, submittedAt, dueAt: addWorkdays(submittedAt, VERIFY_WORKDAYS), decidedBy: decidedAt ? of.secretary.id : null, decidedAt });
    did(submittedAt, person.id, 'log.submit', 'log', id, of.community.id);
    if (decidedAt !== null) did(decidedAt, of.secretary.id, status === 'VERIFIED' ? 'log.verify' : status === 'RETURNED' ? 'log.return' : 'log.reject', 'log', id, of.community.id);
    if (chance.yes(0.25)) facts.photos.push({ logId: id, ownerId: person.id, at: submittedAt });
    if (status !== 'VERIFIED' || decidedAt === null) return;
    const given: TariffFacts = { minutes, kind: of.kind, evidence, difficulty: null, day: dayOf(shift.startsAt), dayPoints: 0, monthPoints: 0, addition: null };
    const record: Row = { id: ids.at(decidedAt), userId: person.id, origin: 'LOG', services: 1, correctsId: null, logId: id, taskId: of.id, communityId: of.community.id, day: given.day, kind: of.kind, title: of.words.title, startsAt: start, minutes, evidence, points: 0, pointsWhy: '', verifiedBy: of.secretary.id, verifiedAt: decidedAt };
    rows.service_record.push(record);
    worths.push({ record, earning: { userId: person.id, by: of.secretary.id, facts: given, at: decidedAt, points: 0, why: '', logId: id, title: of.words.title, communityId: of.community.id } });
  };

  const today = dayOf(now);
  const start = (days: number): number => instant(dayOf(now + days * DAY_MS), chance.pick(CLOCKS));
  for (let i = 0; i < PAST_TASKS; i++) {
    const days = chance.whole(2, 364);
    task(county.communities[i % county.communities.length]!, chance.pick(KINDS), start(-days), days < 6 ? 'ENDED' : chance.yes(0.03) ? 'CANCELLED' : 'SETTLED', chance.yes(0.35));
  }
  // The first community is the one whose people the demo names: its desk has a full morning.
  for (let i = 0; i < 9; i++) task(first, chance.pick(KINDS), start(-chance.whole(2, 4)), 'ENDED', chance.yes(0.5));
  task(first, 'ELDER', instant(dayOf(now - DAY_MS), '19:00') < now - 3 * HOUR_MS ? instant(dayOf(now - DAY_MS), '19:00') : now - 20 * HOUR_MS, 'ENDED', true, true);
  for (let i = 0; i < COMING_TASKS; i++) task(i < 12 ? first : county.communities[i % county.communities.length]!, KINDS[i % KINDS.length]!, start(chance.whole(1, 20)), 'PUBLISHED', chance.yes(0.4));
  // One for tonight, whatever the time is now: it begins within the hour, so that presence can be shown at once.
  task(first, 'CLEAN', Math.ceil((now + 20 * MINUTE_MS) / (10 * MINUTE_MS)) * 10 * MINUTE_MS, 'PUBLISHED', false, true);

  for (let i = rows.need.length; i < NEEDS_TOTAL; i++) {
    const community = chance.pick(county.communities), kind = chance.pick(USUAL), r = chance.next(), wait = waited(kind, chance);
    const asked = Math.min(instant(today, '09:00') - chance.whole(0, 364) * DAY_MS + chance.whole(0, 600) * MINUTE_MS, now - chance.whole(5, 200) * MINUTE_MS), isOver = asked + wait < now - 30 * MINUTE_MS;
    // What was asked lately and takes its time still waits, unless it would be overdue: that is said further below.
    const status: NeedStatus = !isOver && now - asked < 2 * DAY_MS ? 'SUBMITTED' : r < 0.62 ? 'CONFIRMED' : r < 0.93 ? 'ANSWERED' : r < 0.97 ? 'REFUSED' : 'WITHDRAWN';
    need(community, kind, status, asked, null, null, Math.min(wait, Math.max(now - asked - 40 * MINUTE_MS, MINUTE_MS)));
  }
  for (const community of county.communities) {
    for (let i = 0; i < (community === first ? 6 : chance.whole(1, 3)); i++) need(community, chance.pick(NEED_KINDS), 'SUBMITTED', now - chance.whole(2, 130) * HOUR_MS, null);
    if (chance.yes(0.4)) need(community, chance.pick(NEED_KINDS), 'REOPENED', now - 4 * DAY_MS, null);
  }
  valueAll();
  for (const [table, list] of Object.entries(rows)) await bulk(m, table, list);
  return facts;
}
