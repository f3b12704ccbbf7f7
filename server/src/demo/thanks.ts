import type { EntityManager } from 'typeorm';
import { addDays, ANSWER_DAYS, DAY_MS, dayOf, instant, LETTER_WORDS, periodOf, ROUND_DAYS, type Aspect, type Level, type ServiceFacts, type TaskKind } from '@xianfeng/shared';
import { factsBy } from '../honours/evaluations/facts.store.js';
import { proposed } from '../honours/evaluations/evaluations.rules.js';
import { wordsFor } from '../honours/letters/words.store.js';
import { addWorkdays } from '../lib/workdays.js';
import { auditRow, bulk, type PastIds, type Row } from './bulk.js';
import type { County, Person, Place } from './people.js';
import type { Chance } from './random.js';

/** Of members, how many agree that their unit is told, and that their name is shown. */
const SHARE = 0.7, NAMED = 0.6;
/** What residents say, by the kind of task; of every other kind they say what fits all. */
const WORDS: Partial<Record<TaskKind, readonly string[]>> = {
  REPAIR: ['师傅手艺好，修完还帮我们扫干净了', '水管不漏了，夜里能睡踏实了'], HAIR: ['头发理得精神，还陪老人说了半天话', '上门来理，省得背老人下楼了'], TUTOR: ['孩子作文进步了，谢谢你们', '孩子盼着下周再来'],
  VISIT: ['老人家念叨了好几天，说来的姑娘耐心', '有人来看看，心里暖和'], ELDER: ['饭还是热的，老人吃得香', '老人家念叨了好几天，说来的姑娘耐心'], PATROL: ['大晚上还赶过来，真不容易', '楼道亮堂了，走路踏实'], CLEAN: ['楼道清爽了，走路踏实', '楼前干净多了，孩子有地方玩'],
  HEALTH: ['量了血压，说得明白，放心多了'], LEGAL: ['讲得明白，这下知道该找谁了'], POLICY: ['讲得明白，这下知道怎么办了'], MEDIATE: ['两家坐下来说开了，多亏你们', '讲得公道，这事总算过去了'], CULTURE: ['好久没这么热闹了，谢谢张罗'],
};
const ANYWHERE = ['多亏了你们，不然真不知道怎么办', '有事一说就有人来，谢谢'];
const SENTENCES = ['', '', '', '通知清楚，到了就能干', '希望多些晚上和周末的任务', '希望早几天通知', '事后能告诉我们结果就更好'];
const answers = (chance: Chance): Record<Aspect, Level> => ({ clarity: chance.pick(['GREAT', 'GREAT', 'GOOD']), usefulness: chance.pick(['GREAT', 'GOOD', 'GOOD']), respect: chance.pick(['GREAT', 'GREAT', 'GREAT', 'GOOD', 'IMPROVE']) });

/** Words of thanks, the last half-year's evaluations, campaigns in three states, and this year's first letters. The first community's own year is left for its secretary to begin. */
export async function seedThanks(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number): Promise<void> {
  const audit: Row[] = [], did = (at: number, actorId: number, action: string, refType: string, refId: number, areaId: number | null): void => void audit.push(auditRow(ids, at, actorId, action, refType, refId, areaId));
  const shares = new Set(county.members.filter((p) => p.unit && (p === county.named || chance.yes(SHARE))).map((p) => p.id)), named = county.members.filter((p) => p === county.named || chance.yes(NAMED));
  const at = now - 300 * DAY_MS;
  await bulk(m, 'consent', [...[...shares].map((userId) => ({ userId, purpose: 'UNIT_SHARE', version: 1, granted: 1, at })), ...named.map((p) => ({ userId: p.id, purpose: 'PUBLISH_NAME', version: 1, granted: 1, at }))]);
  await words(m, chance, ids, county, now, did);
  await evaluations(m, chance, ids, county, now, shares, did);
  await campaigns(m, chance, ids, county, now, did);
  await letters(m, ids, county, now, shares, did);
  await bulk(m, 'audit', audit);
}
type Did = (at: number, actorId: number, action: string, refType: string, refId: number, areaId: number | null) => void;

async function words(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number, did: Did): Promise<void> {
  const needs = await m.query<{ id: number; taskId: number; kind: TaskKind; communityId: number; askerId: number; closedAt: number }[]>("SELECT n.id, n.taskId, t.kind, n.communityId, n.askerId, n.closedAt FROM need n JOIN task t ON t.id = n.taskId WHERE n.status = 'CONFIRMED' AND n.taskId IS NOT NULL AND n.closedAt IS NOT NULL AND EXISTS (SELECT 1 FROM service_log l WHERE l.taskId = n.taskId AND l.status = 'VERIFIED') ORDER BY n.id");
  const first = county.communities[0]!.id, rows: Row[] = [];
  let waiting = 0;
  // The newest of the first community wait for its secretary.
  for (const n of needs.reverse()) {
    if (n.communityId !== first && !chance.yes(0.3)) continue;
    const isWaiting = n.communityId === first && waiting < 4, createdAt = Math.min(n.closedAt, now - DAY_MS), by = county.staff.get(n.communityId)!.id, id = ids.at(createdAt);
    if (isWaiting) waiting += 1;
    rows.push({ id, needId: n.id, taskId: n.taskId, communityId: n.communityId, speakerId: n.askerId, text: chance.pick(WORDS[n.kind] ?? ANYWHERE), status: isWaiting ? 'WAITING' : 'USABLE', decidedBy: isWaiting ? null : by, decidedAt: isWaiting ? null : createdAt + DAY_MS / 2, createdAt });
    if (!isWaiting) did(createdAt + DAY_MS / 2, by, 'thanks.pass', 'thanksWord', id, n.communityId);
  }
  await bulk(m, 'thanks_word', rows);
}
/** The half-year that was over last. */
const lastHalf = (day: string): string => (day.slice(5) >= '07-01' ? `${day.slice(0, 4)}H1` : `${Number(day.slice(0, 4)) - 1}H2`);
async function evaluations(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number, shares: ReadonlySet<number>, did: Did): Promise<void> {
  const { title, from, to } = periodOf(lastHalf(dayOf(now))), openedAt = instant(addDays(to, 3), '09:00'), sentAt = openedAt + 2 * DAY_MS, people = new Map(county.members.map((p) => [p.id, p]));
  const rounds: Row[] = [], sent: Row[] = [], voices: Row[] = [];
  const unitIds = (await m.query<{ unitId: number; communityId: number }[]>("SELECT unitId, communityId FROM unit_registration WHERE status = 'ACCEPTED' AND live = 1"));
  for (const c of county.communities) {
    const roundId = ids.at(openedAt), by = county.staff.get(c.id)!.id, of = { communityIds: [c.id], from, to, gradeD: true };
    rounds.push({ id: roundId, communityId: c.id, title, fromDay: from, toDay: to, closesAt: openedAt + ROUND_DAYS * DAY_MS, openedBy: by, openedAt, turn: 1 });
    did(openedAt, by, 'evaluation.open', 'evaluationRound', roundId, c.id);
    const give = (facts: ServiceFacts, userId: number, unitId: number, toUnitId: number | null): void => {
      const id = ids.at(sentAt), isKept = toUnitId === null, deliverAt = sentAt + ANSWER_DAYS * DAY_MS, answer = userId !== 0 && chance.yes(0.2) ? '谢谢，明年继续' : null;
      sent.push({ id, roundId, userId, unitId, ...proposed(facts), facts: JSON.stringify(facts), status: isKept ? 'KEPT' : 'DELIVERED', sentBy: by, sentAt, deliverAt, answer, answeredAt: answer ? sentAt + DAY_MS : null, toUnitId, deliveredAt: isKept ? null : unitId ? sentAt : deliverAt });
      did(sentAt, by, 'evaluation.send', 'evaluation', id, c.id);
    };
    for (const [userId, facts] of await factsBy(m, 'user', of)) {
      const p = people.get(userId);
      if (!p) continue;
      give(facts, userId, 0, p.unit && shares.has(userId) ? p.unit.id : null);
      if (chance.yes(0.6)) voices.push({ id: ids.at(sentAt + DAY_MS), roundId, userId, unitId: 0, ...answers(chance), sentence: chance.pick(SENTENCES), facts: JSON.stringify(facts), givenBy: userId, givenAt: sentAt + DAY_MS });
    }
    for (const [unitId, facts] of await factsBy(m, 'unit', { ...of, unitIds: unitIds.filter((u) => u.communityId === c.id).map((u) => u.unitId) })) {
      give(facts, 0, unitId, unitId);
      voices.push({ id: ids.at(sentAt + 2 * DAY_MS), roundId, userId: 0, unitId, ...answers(chance), sentence: '党员反映任务安排得当', facts: JSON.stringify(facts), givenBy: county.members.find((p) => p.unit?.id === unitId)!.id, givenAt: sentAt + 2 * DAY_MS });
    }
  }
  await bulk(m, 'evaluation_round', rounds);
  await bulk(m, 'evaluation', sent);
  await bulk(m, 'evaluation_voice', voices);
}
async function campaigns(m: EntityManager, chance: Chance, ids: PastIds, county: County, now: number, did: Did): Promise<void> {
  const today = dayOf(now), half = periodOf(lastHalf(today)), rows: Row[] = [], names: Row[] = [], organiser = Number((await m.query<{ userId: number }[]>("SELECT userId FROM post WHERE role = 'CITY_ORGANISER' ORDER BY id LIMIT 1"))[0]!.userId);
  const begin = async (area: Place, by: number, to: string, o: { status: 'OPEN' | 'NOTICE' | 'DECIDED'; from: string; createdAt: number; minMinutes: number; people: readonly Person[]; most: number; shown: number }): Promise<void> => {
    const id = ids.at(o.createdAt), isOpen = o.status === 'OPEN', publishedAt = o.createdAt + 4 * DAY_MS, noticeUntil = isOpen ? null : addWorkdays(publishedAt, 5), decidedAt = o.status === 'DECIDED' ? noticeUntil! + DAY_MS / 2 : null;
    rows.push({ id, areaId: area.id, subject: 'MEMBER', title: '模范在职党员', fromDay: o.from, toDay: to, minMinutes: o.minMinutes, minServices: 3, minConfirmed: 0, registeredBy: null, status: o.status, createdBy: by, createdAt: o.createdAt, publishedBy: isOpen ? null : by, noticeUntil, decidedBy: decidedAt ? organiser : null, decidedAt, reason: null, turn: 1 });
    did(o.createdAt, by, 'campaign.create', 'campaign', id, area.id);
    if (!isOpen) did(publishedAt, by, 'campaign.publish', 'campaign', id, area.id);
    if (decidedAt) did(decidedAt, organiser, 'campaign.decide', 'campaign', id, area.id);
    const communityIds = county.communities.filter((c) => c.path.startsWith(area.path)).map((c) => c.id);
    const facts = [...await factsBy(m, 'user', { communityIds, from: o.from, to, userIds: o.people.map((p) => p.id), gradeD: false })].filter(([, f]) => f.minutes >= o.minMinutes && f.services >= 3).sort(([a], [b]) => a - b);
    const picked = chance.some(facts, o.most), own = facts.find(([id]) => id === county.named.id);
    if (decidedAt && own && !picked.includes(own)) picked[0] = own;
    picked.sort(([a], [b]) => a - b).forEach(([userId, f], i) => {
      const isOn = i < o.shown, at = o.createdAt + (i + 1) * 3_600_000, nominationId = ids.at(at);
      names.push({ id: nominationId, campaignId: id, userId, unitId: 0, source: chance.pick(['COMMUNITY', 'SELF', 'PEER']), nominatedBy: by, nominatedAt: at, status: isOpen ? 'NOMINATED' : !isOn ? 'LEFT_OUT' : decidedAt ? 'AWARDED' : 'SHORTLISTED', facts: isOpen ? null : JSON.stringify(f), reason: isOn || isOpen ? null : '今年名额已满，明年再来', certificateNumber: decidedAt && isOn ? i + 1 : null });
      did(at, by, 'campaign.nominate', 'nomination', nominationId, area.id);
    });
  };
  const first = county.communities[0]!, street = county.streets[0]!, here = county.members.filter((p) => p.community === first), year = `${today.slice(0, 4)}-01-01`;
  await begin(county.city, organiser, half.to, { status: 'DECIDED', from: half.from, createdAt: instant(addDays(half.to, 5), '10:00'), minMinutes: 300, people: county.members, most: 16, shown: 12 });
  await begin(street, county.officers[0]!.id, today, { status: 'NOTICE', from: year, createdAt: now - 6 * DAY_MS, minMinutes: 300, people: county.members.filter((p) => p.community.parent === street), most: 10, shown: 8 });
  await begin(first, county.staff.get(first.id)!.id, today, { status: 'OPEN', from: year, createdAt: now - 3 * DAY_MS, minMinutes: 120, people: here.filter((p) => p !== county.named), most: 3, shown: 0 });
  await bulk(m, 'campaign', rows);
  await bulk(m, 'nomination', names);
}
/** Three of the first community have gone their way, one of them to the unit whose liaison the sign-in page names; its neighbours' wait for the street. */
async function letters(m: EntityManager, ids: PastIds, county: County, now: number, shares: ReadonlySet<number>, did: Did): Promise<void> {
  const year = Number(dayOf(now).slice(0, 4)), days = { from: `${year}-01-01`, to: `${year}-12-31` }, [first, second] = county.communities as [Place, Place], officer = county.officers[0]!.id, rows: Row[] = [];
  let number = 0;
  const write = async (c: Place, status: 'SUBMITTED' | 'DELIVERED', most: number, unitId?: number): Promise<void> => {
    const people = county.members.filter((p) => p.unit && shares.has(p.id) && p.community === c && (unitId === undefined || p.unit.id === unitId)), by = county.staff.get(c.id)!.id, createdAt = now - 9 * DAY_MS, isOut = status === 'DELIVERED';
    const facts = await factsBy(m, 'user', { communityIds: [c.id], ...days, userIds: people.map((p) => p.id), gradeD: true }), said = await wordsFor(m, c.id, days.from, days.to);
    for (const p of people.filter((x) => (facts.get(x.id)?.minutes ?? 0) >= 240 && !rows.some((r) => r.userId === x.id)).slice(0, most)) {
      const id = ids.at(createdAt), isSigned = isOut && number > 0;
      if (isOut) number += 1;
      rows.push({ id, communityId: c.id, streetId: c.parent!.id, year, userId: p.id, unitId: p.unit!.id, recipient: 'UNIT', status: isSigned ? 'RECEIVED' : status, live: 1, facts: JSON.stringify(facts.get(p.id)), words: JSON.stringify((said.get(p.id) ?? []).slice(0, LETTER_WORDS)), number: isOut ? number : null, reason: null, draftedBy: by, createdAt, submittedBy: by, approvedBy: isOut ? officer : null, approvedAt: isOut ? createdAt + 2 * DAY_MS : null, deliveredAt: isOut ? createdAt + 3 * DAY_MS : null, receivedBy: isSigned ? county.members.find((x) => x.unit?.id === p.unit!.id)!.id : null, receivedAt: isSigned ? createdAt + 4 * DAY_MS : null });
      did(createdAt, by, 'letter.draft', 'letter', id, c.id);
      if (isOut) did(createdAt + 2 * DAY_MS, officer, 'letter.approve', 'letter', id, c.id);
    }
  };
  await write(first, 'DELIVERED', 1, county.members.find((p) => p.community === first)!.unit!.id);
  await write(first, 'DELIVERED', 2);
  await write(second, 'SUBMITTED', 6);
  await bulk(m, 'letter', rows);
  if (number > 0) await bulk(m, 'letter_number', [{ streetYear: `${first.parent!.id}/${year}`, last: number }]);
}
