import { addDays, dayOf, startOfDay, type StarRunView } from '@xianfeng/shared';
import { newId } from '../../src/lib/ids.js';
import { isWorkday } from '../../src/lib/workdays.js';
import { outcomes } from '../board/board.world.js';
import { key, startBoard, type Board } from '../start.js';
import { bytesOf, readPdf } from '../support/pdf.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { HOURS, makeStars, type Stars } from './stars.world.js';

let board: Board, world: World, stars: Stars, secretary: Actor, officer: Actor, organiser: Actor;
beforeAll(async () => {
  board = await startBoard({ RATE_LIMIT: '1000000' });
  world = await makeWorld(board);
  stars = makeStars(board, world);
  [secretary, officer, organiser] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('STREET_OFFICER', world.street), await world.staff('CITY_ORGANISER', world.city)];
});
afterAll(() => board.stop());

const compute = async (o: Parameters<Stars['scheme']>[1] = {}, input: object = {}): Promise<StarRunView> => secretary.api.starRuns.compute({ schemeId: (await stars.scheme(organiser, o)).id, areaId: world.community.id, ...input }, key());
const refused = (code: string, fields?: object) => expect.objectContaining({ code, ...(fields ? { fields: expect.objectContaining(fields) } : {}) });
const candidates = async (run: StarRunView, show?: 'IN' | 'OUT') => (await secretary.api.starRuns.candidates(run.id, { show })).items;
/** A run of its own whose one candidate is the given person, hanging out. */
const noticed = async (who: Actor, o: Parameters<Stars['scheme']>[1] = {}) => {
  const run = await compute(o);
  for (const k of await candidates(run, 'IN')) if (k.subjectId !== who.id) await secretary.api.starRuns.exclude(k.id, { reason: '与本测试无关' });
  return secretary.api.starRuns.publish(run.id, key());
};
const notices = async (who: Actor) => (await who.api.notices.list({})).items;

test('the two presets are there, in sentences; the city adds one, revises it and retires it', async () => {
  const all = await secretary.api.starSchemes.list(world.community.id), [national, yearly] = [all.find((s) => s.id === 1)!, all.find((s) => s.id === 2)!];
  expect(national).toMatchObject({ name: '志愿服务星级（全国标准）', subject: 'PERSON', period: 'LIFETIME', criteria: { thresholds: [100, 300, 600, 1_000, 1_500] }, noticeWorkdays: 5, issuer: 'CITY', areaId: null, actions: ['run'] });
  expect(yearly).toMatchObject({ period: 'YEAR', criteria: { thresholds: [10, 20, 30, 40, 50], registeredMonths: 3 }, issuer: 'COMMUNITY', validMonths: 12 });
  const mine = await stars.scheme(officer, { areaId: world.street.id, issuer: 'STREET' });
  expect(mine).toMatchObject({ version: 1, current: true, actions: ['run', 'revise', 'retire'] });
  const next = await officer.api.starSchemes.revise(mine.id, stars.schemeInput({ areaId: world.street.id, issuer: 'STREET', criteria: { ...HOURS, thresholds: [2, 4] } }), key());
  expect(next).toMatchObject({ seriesId: mine.seriesId, version: 2, criteria: { thresholds: [2, 4] } });
  await expect(officer.api.starSchemes.revise(mine.id, stars.schemeInput({ areaId: world.street.id, issuer: 'STREET' }), key())).rejects.toEqual(refused('STATE'));
  await officer.api.starSchemes.retire(next.id);
  expect((await officer.api.starSchemes.list(world.street.id)).map((s) => s.seriesId)).not.toContain(mine.seriesId);
  await expect(officer.api.starRuns.compute({ schemeId: next.id, areaId: world.street.id }, key())).rejects.toEqual(refused('STATE'));
});
test('a scheme is refused where it makes no sense', async () => {
  const create = (by: Actor, o: Parameters<Stars['schemeInput']>[0]) => by.api.starSchemes.create(stars.schemeInput(o), key());
  await expect(create(officer, { areaId: world.community.id })).rejects.toEqual(refused('INVALID', { areaId: expect.any(String) }));
  await expect(create(officer, { areaId: world.street.id, issuer: 'CITY' })).rejects.toEqual(refused('INVALID', { issuer: expect.any(String) }));
  await expect(create(organiser, { noticeWorkdays: 4 })).rejects.toEqual(refused('INVALID', { noticeWorkdays: expect.any(String) }));
  await expect(create(organiser, { criteria: { ...HOURS, thresholds: [5, 5] } })).rejects.toEqual(refused('INVALID', { 'criteria.thresholds': expect.any(String) }));
  await expect(create(secretary, { areaId: world.community.id })).rejects.toEqual(refused('FORBIDDEN'));
  await expect(create(officer, { areaId: world.city.id })).rejects.toEqual(refused('NOT_FOUND'));
});
test('from facts to a certificate: computed, looked through, noticed five working days, confirmed by a second person', async () => {
  const [one, three, none, paper, elsewhere] = [await world.person({ name: '赵一星' }), await world.person({ name: '钱三星' }), await world.person(), await world.person(), await world.person({ community: world.otherCommunity })];
  await stars.serve(one.id, { minutes: 60 });
  await stars.serve(three.id, { minutes: 240 });
  await stars.serve(three.id, { minutes: 120, evidence: 'C' });
  await stars.serve(none.id, { minutes: 59 });
  await stars.serve(paper.id, { minutes: 600, evidence: 'D' });
  await stars.serve(elsewhere.id, { minutes: 600 });
  await three.api.me.consent({ purpose: 'PUBLISH_NAME', granted: true });
  const run = await compute();
  expect(run).toMatchObject({ status: 'COMPUTED', asOf: stars.yesterday(), periodText: '累计', issuerName: world.community.name, actions: ['publish', 'drop'] });
  const found = (await candidates(run)).filter((k) => [one, three, none, paper, elsewhere].some((p) => p.id === k.subjectId));
  expect(found.map((k) => [k.name, k.stars, k.facts.minutes, k.facts.services])).toEqual(expect.arrayContaining([['赵一星', 1, 60, 1], ['钱三星', 3, 360, 2]]));
  expect(found).toHaveLength(2);
  for (const k of await candidates(run, 'IN')) if (!found.some((f) => f.id === k.id)) await secretary.api.starRuns.exclude(k.id, { reason: '与本测试无关' });

  const out = await secretary.api.starRuns.publish(run.id, key());
  expect(out).toMatchObject({ status: 'NOTICED', proposed: 2, byStars: [1, 0, 1, 0, 0], actions: ['drop'], waits: expect.stringContaining('公示到') });
  let workdays = 0;
  for (let day = addDays(dayOf(out.noticeFrom!), 1); startOfDay(day) < out.noticeUntil!; day = addDays(day, 1)) if (isWorkday(day)) workdays++;
  expect(workdays).toBe(5);
  expect((await notices(one))[0]).toMatchObject({ kind: 'HONOUR', title: '拟评为一星，正在公示' });

  const guest = board.api();
  expect((await guest.starNotices.list({ areaId: world.community.id })).items.map((n) => n.id)).toContain(run.id);
  expect(await guest.starNotices.get(run.id)).toMatchObject({ areaName: world.community.name, mayObject: false, mine: [] });
  const shown = (await guest.starNotices.people(run.id, {})).items;
  expect(shown.map(({ name, stars: n }) => [name, n]).sort()).toEqual([['赵**', 1], ['钱三星', 3]].sort());
  expect(JSON.stringify(shown)).not.toContain('minutes');

  await expect(officer.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('NOTICE_RUNNING'));
  await stars.ripen(run);
  await expect(secretary.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('FORBIDDEN'));
  expect((await officer.api.starRuns.get(run.id)).actions).toContain('confirm');
  const done = await officer.api.starRuns.confirm(run.id, key());
  expect(done).toMatchObject({ status: 'CONFIRMED', confirmedBy: officer.name, actions: [] });
  const [award] = (await three.api.stars.mine()).awards;
  expect(award).toMatchObject({ stars: 3, status: 'VALID', validUntil: null, issuerName: world.community.name, actions: ['file'], number: expect.stringMatching(/^XJ\d{14}$/) });
  expect((await notices(three))[0]!.title).toBe('祝贺：您评为三星');

  const { url } = await three.api.starAwards.file(award!.id), answer = await fetch(board.url + url);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const text = readPdf(Buffer.from(await answer.arrayBuffer())).pages.join('').replace(/\n/g, '');
  for (const words of ['星级评定证书', '钱三星', '三星', '6 小时', award!.number, world.community.name]) expect(text).toContain(words);
  expect((await fetch(`${board.url}${url.replace('sig=', 'sig=x')}`)).status).toBeGreaterThanOrEqual(400);
  await expect(one.api.starAwards.file(award!.id)).rejects.toEqual(refused('NOT_FOUND'));
  expect(await guest.starAwards.verify(award!.number)).toEqual({ number: award!.number, schemeName: run.schemeName, name: '钱**', stars: 3, periodText: '累计', issuerName: world.community.name, day: dayOf(stars.now()), validUntil: null, status: 'VALID' });
  await expect(guest.starAwards.verify('XJ20260000000000')).rejects.toEqual(refused('NOT_FOUND'));

  // A run after that proposes nobody for what he holds, and a voided star no more stands.
  const again = await secretary.api.starRuns.compute({ schemeId: run.schemeId, areaId: world.community.id }, key());
  expect((await candidates(again)).map((k) => k.subjectId)).toEqual(expect.arrayContaining([three.id])); // as of yesterday it was not given yet
  await secretary.api.starRuns.drop(again.id, { reason: '重复计算' }, key());
  await expect(secretary.api.starAwards.void(award!.id, { reason: '时长有误' }, key())).rejects.toEqual(refused('FORBIDDEN'));
  expect(await officer.api.starAwards.void(award!.id, { reason: '时长有误' }, key())).toMatchObject({ status: 'VOID', voidReason: '时长有误', actions: [] });
  expect((await guest.starAwards.verify(award!.number)).status).toBe('VOID');
  await expect(three.api.starAwards.file(award!.id)).rejects.toEqual(refused('STATE'));
  expect((await fetch(board.url + url)).status).toBe(404);
});
test('one run of a scheme is under way in an area; of two at once one begins', async () => {
  const scheme = await stars.scheme(organiser), input = { schemeId: scheme.id, areaId: world.community.id };
  expect(await outcomes([1, 2, 3].map(() => secretary.api.starRuns.compute(input, key())))).toEqual({ ok: 1, STAR_RUN_OPEN: 2 });
  const same = key(), other = { ...input, schemeId: (await stars.scheme(organiser)).id };
  expect(await secretary.api.starRuns.compute(other, same)).toEqual(await secretary.api.starRuns.compute(other, same));
});
test('where and when a run is refused', async () => {
  const { id: schemeId } = await stars.scheme(organiser), today = dayOf(stars.now());
  await expect(secretary.api.starRuns.compute({ schemeId, areaId: world.community.id, asOf: today }, key())).rejects.toEqual(refused('INVALID', { asOf: '最晚算到昨天' }));
  await expect(officer.api.starRuns.compute({ schemeId, areaId: world.street.id }, key())).rejects.toEqual(refused('INVALID', { areaId: '由社区发证的，请选一个社区' }));
  await expect(secretary.api.starRuns.compute({ schemeId, areaId: world.compound.id }, key())).rejects.toEqual(refused('INVALID', { areaId: expect.any(String) }));
  await expect(secretary.api.starRuns.compute({ schemeId: (await stars.scheme(organiser, { period: 'YEAR' })).id, areaId: world.community.id, year: Number(today.slice(0, 4)) + 1 }, key())).rejects.toEqual(refused('INVALID', { year: expect.any(String) }));
  const other = await world.staff('STREET_OFFICER', world.otherStreet), theirs = await stars.scheme(other, { areaId: world.otherStreet.id });
  await expect(secretary.api.starRuns.compute({ schemeId: theirs.id, areaId: world.community.id }, key())).rejects.toEqual(refused('NOT_FOUND'));
  const empty = await compute({ criteria: { ...HOURS, thresholds: [99_999] } });
  expect(empty).toMatchObject({ proposed: 0, actions: ['drop'] });
  await expect(secretary.api.starRuns.publish(empty.id, key())).rejects.toEqual(refused('STATE'));
});
test('yesterday\'s run gives yesterday\'s result, whatever was verified, given or barred since', async () => {
  const [who, barred, corrected] = [await world.person(), await world.person(), await world.person()], o = { criteria: { ...HOURS, thresholds: [2, 5] } }, scheme = await stars.scheme(organiser, o);
  await stars.serve(who.id, { minutes: 150 });
  await stars.serve(barred.id, { minutes: 400 });
  const record = await stars.serve(corrected.id, { minutes: 310 });
  const ids = [who.id, barred.id, corrected.id], pick = (rows: Awaited<ReturnType<typeof candidates>>) => rows.filter((k) => ids.includes(k.subjectId)).map(({ subjectId, stars: n, held, facts, excluded }) => ({ subjectId, n, held, facts, excluded })).sort((a, b) => a.subjectId - b.subjectId);
  const first = await secretary.api.starRuns.compute({ schemeId: scheme.id, areaId: world.community.id }, key()), was = pick(await candidates(first));
  expect(was.map((k) => k.n).sort()).toEqual([1, 2, 2]);
  await secretary.api.starRuns.drop(first.id, { reason: '再算一次' }, key());

  const today = stars.now();
  await stars.serve(who.id, { minutes: 600, verifiedAt: today });
  await stars.serve(corrected.id, { minutes: -300, services: -1, correctsId: record, verifiedAt: today });
  await stars.serve(barred.id, { minutes: 30, verifiedAt: today });
  await officer.api.starBars.create({ subject: 'PERSON', subjectId: barred.id, years: 1, reason: '代签到' }, key());
  const second = await secretary.api.starRuns.compute({ schemeId: scheme.id, areaId: world.community.id }, key());
  expect(pick(await candidates(second))).toEqual(was);
  expect(await secretary.api.starRuns.check(first.id)).toMatchObject({ same: true, differences: [] });
  // With the totals closed at that very day, which then leave people out beforehand, and with those of a later day.
  for (const day of [stars.yesterday(), dayOf(today)]) {
    await stars.totals().recompute(day);
    expect(await secretary.api.starRuns.check(first.id)).toMatchObject({ same: true });
  }
  await board.tx.run((m) => m.query('UPDATE star_candidate SET stars = 5 WHERE runId = ? AND subjectId = ?', [second.id, who.id]));
  expect(await secretary.api.starRuns.check(second.id)).toEqual({ same: false, candidates: second.proposed + second.excluded, differences: [{ name: who.name, was: 5, is: 1 }] });
  await secretary.api.starRuns.drop(second.id, { reason: '测试' }, key());
});
test('staff leave somebody out with a reason and take him back; nobody decides about himself', async () => {
  const who = await world.person(), self = await world.person({ posts: [{ role: 'COMMUNITY_SECRETARY', area: world.community }] });
  await stars.serve(who.id);
  await stars.serve(self.id);
  const run = await compute(), all = await candidates(run), mine = all.find((k) => k.subjectId === self.id)!, his = all.find((k) => k.subjectId === who.id)!;
  await expect(self.api.starRuns.exclude(mine.id, { reason: '我不要' })).rejects.toEqual(refused('SELF_REVIEW'));
  expect(await secretary.api.starRuns.exclude(his.id, { reason: '有投诉未核清' })).toMatchObject({ excluded: '有投诉未核清', actions: ['restore'] });
  await expect(secretary.api.starRuns.exclude(his.id, { reason: '再来一次' })).rejects.toEqual(refused('STATE'));
  expect(await secretary.api.starRuns.restore(his.id)).toMatchObject({ excluded: null, actions: ['exclude'] });
  await secretary.api.starRuns.exclude(his.id, { reason: '有投诉未核清' });
  await secretary.api.starRuns.publish(run.id, key());
  expect((await notices(who))[0]!.body).toContain('有投诉未核清');
  await expect(secretary.api.starRuns.restore(his.id)).rejects.toEqual(refused('STATE'));
});
test('an objection is answered before anything is confirmed; nobody learns who objected', async () => {
  const who = await world.person({ name: '孙被提' }), objector = await world.person({ name: '李提出' });
  await stars.serve(who.id);
  const run = await noticed(who), k = (await candidates(run, 'IN'))[0]!;
  const objection = await objector.api.starNotices.object({ runId: run.id, candidateId: k.id, text: '那天他没有来' }, key());
  expect(objection).toMatchObject({ about: '孙被提', status: 'OPEN', actions: [] });
  await expect(objector.api.starNotices.object({ runId: run.id, candidateId: k.id, text: '再说一次那天他没有来' }, key())).rejects.toEqual(refused('OBJECTED'));
  expect(await objector.api.starNotices.object({ runId: run.id, text: '名单里少了王五' }, key())).toMatchObject({ about: null });
  for (const seen of [await secretary.api.starRuns.objections(run.id), await board.api().starNotices.get(run.id), await who.api.starNotices.get(run.id)]) {
    expect(JSON.stringify(seen)).not.toContain('李提出');
    expect(JSON.stringify(seen)).not.toContain(String(objector.id));
  }
  expect((await objector.api.starNotices.get(run.id)).mine).toHaveLength(2);
  expect((await who.api.starNotices.get(run.id)).mine).toEqual([]);
  const selfJudge = await world.person({ posts: [{ role: 'COMMUNITY_SECRETARY', area: world.community }] }), theirs = await selfJudge.api.starNotices.object({ runId: run.id, text: '我自己提的异议' }, key());
  await expect(selfJudge.api.starRuns.answer(theirs.id, { upheld: true, answer: '我说成立' }, key())).rejects.toEqual(refused('SELF_REVIEW'));
  await stars.ripen(run);
  await expect(objector.api.starNotices.object({ runId: run.id, text: '公示结束了才说' }, key())).rejects.toEqual(refused('NOTICE_OVER'));
  await expect(officer.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('NOTICE_RUNNING'));
  for (const o of (await secretary.api.starRuns.objections(run.id)).filter((x) => x.about === null)) await secretary.api.starRuns.answer(o.id, { upheld: false, answer: '已核对，没有遗漏' }, key());
  expect(await secretary.api.starRuns.answer(objection.id, { upheld: true, answer: '签到与监控不符' }, key())).toMatchObject({ status: 'UPHELD', answer: '签到与监控不符', actions: [] });
  expect((await notices(objector)).map((n) => n.title)).toEqual(expect.arrayContaining(['您提的异议成立', '您提的异议有了答复']));
  expect((await notices(who))[0]!.title).toBe('已从星级公示中移出');
  expect((await candidates(run, 'OUT')).find((x) => x.id === k.id)!.excluded).toBe('异议成立：签到与监控不符');
  await officer.api.starRuns.confirm(run.id, key());
  expect((await who.api.stars.mine()).awards).toEqual([]);
});
test('of an objection and the confirming at the same moment, neither is lost', async () => {
  const who = await world.person(), objectors = await Promise.all([1, 2, 3].map(() => world.person()));
  await stars.serve(who.id);
  const run = await noticed(who);
  // The notice ends between two of the calls.
  await board.tx.run((m) => m.query('UPDATE star_run SET noticeUntil = ? WHERE id = ?', [stars.now() + 20, run.id]));
  await Promise.allSettled([...objectors.map((p) => p.api.starNotices.object({ runId: run.id, text: '我有不同意见' }, key())), new Promise((r) => setTimeout(r, 21)).then(() => officer.api.starRuns.confirm(run.id, key()))]);
  const after = await officer.api.starRuns.get(run.id);
  expect(after.status === 'CONFIRMED' ? after.openObjections : 0).toBe(0);
});
test('whoever computed does not confirm, and nobody confirms his own star; two who confirm at once give it once', async () => {
  const who = await world.person(), second = await world.staff('STREET_OFFICER', world.street), candidate = await world.person({ posts: [{ role: 'STREET_OFFICER', area: world.street }] });
  await stars.serve(who.id);
  await stars.serve(candidate.id);
  const scheme = await stars.scheme(organiser), run = await officer.api.starRuns.compute({ schemeId: scheme.id, areaId: world.community.id }, key());
  await officer.api.starRuns.publish(run.id, key());
  await stars.ripen(run);
  await expect(officer.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('SECOND_PERSON'));
  await expect(candidate.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('SELF_REVIEW'));
  expect((await second.api.starRuns.get(run.id)).status).toBe('NOTICED');
  expect(await outcomes([second, organiser].map((p) => p.api.starRuns.confirm(run.id, key())))).toEqual({ ok: 1, STATE: 1 });
  expect((await who.api.stars.mine()).awards).toHaveLength(1);
});
test('what a correction took away while the list hung out is not awarded, and what it left is what the certificate says', async () => {
  const [loses, keeps] = [await world.person(), await world.person()], [a, b] = [await stars.serve(loses.id, { minutes: 190 }), await stars.serve(keeps.id, { minutes: 250 })];
  const run = await compute();
  for (const k of await candidates(run, 'IN')) if (![loses.id, keeps.id].includes(k.subjectId)) await secretary.api.starRuns.exclude(k.id, { reason: '与本测试无关' });
  await secretary.api.starRuns.publish(run.id, key());
  const today = stars.now();
  await stars.serve(loses.id, { minutes: -100, services: 0, correctsId: a, verifiedAt: today });
  await stars.serve(keeps.id, { minutes: -50, services: 0, correctsId: b, verifiedAt: today });
  await stars.ripen(run);
  await officer.api.starRuns.confirm(run.id, key());
  expect((await loses.api.stars.mine()).awards).toEqual([]);
  expect((await candidates(run, 'OUT')).find((k) => k.subjectId === loses.id)!.excluded).toBe('记录更正后没有达到这一星');
  expect((await notices(loses))[0]!.title).toBe('已从星级公示中移出');
  const [award] = (await keeps.api.stars.mine()).awards, text = readPdf(Buffer.from(await (await fetch(board.url + (await keeps.api.starAwards.file(award!.id)).url)).arrayBuffer())).pages.join('').replace(/\n/g, '');
  expect(award!.stars).toBe(2);
  expect(text).toContain('3.3 小时');
});
test('left out and confirmed at the same moment: whoever is out has no star', async () => {
  const who = await world.person();
  await stars.serve(who.id);
  for (let i = 0; i < 6; i++) {
    const run = await noticed(who), k = (await candidates(run, 'IN'))[0]!;
    await stars.ripen(run);
    await Promise.allSettled([officer.api.starRuns.confirm(run.id, key()), secretary.api.starRuns.exclude(k.id, { reason: '有投诉未核清' })]);
    const isOut = (await candidates(run, 'OUT')).some((x) => x.id === k.id);
    expect((await who.api.stars.mine()).awards.filter((w) => w.schemeName === run.schemeName)).toHaveLength(isOut ? 0 : 1);
  }
});
test('a scheme that the city issues is confirmed by the city', async () => {
  const who = await world.person();
  await stars.serve(who.id);
  const run = await noticed(who, { issuer: 'CITY', validMonths: 12 });
  await stars.ripen(run);
  await expect(officer.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('FORBIDDEN'));
  expect((await organiser.api.starRuns.confirm(run.id, key())).issuerName).toBe(world.city.name);
  const [award] = (await who.api.stars.mine()).awards;
  expect(award!.validUntil).toBe(addDays(`${Number(award!.day.slice(0, 4)) + 1}${award!.day.slice(4)}`, -1));
});
test('a bar keeps a person out of lists, can be appealed, and the street decides by another person', async () => {
  const who = await world.person();
  await stars.serve(who.id);
  const run = await noticed(who);
  const bar = await secretary.api.starBars.create({ subject: 'PERSON', subjectId: who.id, years: 2, reason: '虚报时长' }, key());
  expect(bar).toMatchObject({ status: 'ACTIVE', toDay: addDays(`${Number(bar.fromDay.slice(0, 4)) + 2}${bar.fromDay.slice(4)}`, -1), actions: [] });
  expect((await candidates(run, 'OUT')).find((k) => k.subjectId === who.id)!.excluded).toBe('因虚假时长暂停参评');
  await expect(officer.api.starBars.create({ subject: 'PERSON', subjectId: who.id, years: 1, reason: '再来一次' }, key())).rejects.toEqual(refused('STAR_BAR_OPEN'));
  await expect(officer.api.starBars.create({ subject: 'PERSON', subjectId: officer.id, years: 1, reason: '我自己' }, key())).rejects.toEqual(refused('SELF_REVIEW'));
  await expect(secretary.api.starBars.decide(bar.id, { lift: true, decision: '算了' }, key())).rejects.toEqual(refused('FORBIDDEN'));
  await expect(officer.api.starBars.decide(bar.id, { lift: false, decision: '没有申诉' }, key())).rejects.toEqual(refused('STATE'));
  expect((await who.api.stars.mine()).bars[0]).toMatchObject({ id: bar.id, reason: '虚报时长', actions: ['appeal'] });
  expect((await who.api.stars.records({})).items[0]).toMatchObject({ counts: false, why: expect.stringContaining('暂停参评') });
  await expect(secretary.api.starBars.appeal(bar.id, { text: '我替他说' }, key())).rejects.toEqual(refused('NOT_FOUND'));
  expect(await who.api.starBars.appeal(bar.id, { text: '那几次我都在' }, key())).toMatchObject({ status: 'APPEALED', actions: [] });
  expect(await officer.api.starBars.decide(bar.id, { lift: false, decision: '记录不符' }, key())).toMatchObject({ status: 'ACTIVE', decision: '记录不符' });
  await who.api.starBars.appeal(bar.id, { text: '找到了证人' }, key());
  expect(await officer.api.starBars.decide(bar.id, { lift: true, decision: '查清了，是误会' }, key())).toMatchObject({ status: 'LIFTED', actions: [] });
  const own = await officer.api.starBars.create({ subject: 'PERSON', subjectId: who.id, years: 1, reason: '另一件事' }, key());
  await expect(officer.api.starBars.decide(own.id, { lift: true, decision: '我自己撤' }, key())).rejects.toEqual(refused('SECOND_PERSON'));
  expect(await outcomes([organiser, organiser].map((p) => p.api.starBars.decide(own.id, { lift: true, decision: '查清了' }, key())))).toEqual({ ok: 1, STATE: 1 });
});
test('a unit is barred with its liaison told, who may appeal', async () => {
  const unit = await world.unit(), liaison = await world.person({ unitId: unit.id, posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
  const bar = await organiser.api.starBars.create({ subject: 'UNIT', subjectId: unit.id, years: 3, reason: '组织虚报' }, key());
  expect((await notices(liaison))[0]!.title).toBe('暂停参评星级 3 年');
  expect((await liaison.api.stars.mine()).bars.map((b) => b.id)).toEqual([bar.id]);
  expect(await liaison.api.starBars.appeal(bar.id, { text: '我们已经整改' }, key())).toMatchObject({ status: 'APPEALED' });
});
test('what is missing to the next star, and which records count', async () => {
  const who = await world.person(), first = await stars.serve(who.id, { minutes: 100, day: addDays(stars.yesterday(), -3) });
  await stars.serve(who.id, { minutes: 50, evidence: 'D', day: addDays(stars.yesterday(), -2) });
  await stars.serve(who.id, { minutes: -10, services: 0, correctsId: first, day: addDays(stars.yesterday(), -1) });
  const scheme = await stars.scheme(organiser, { criteria: { ...HOURS, minDays: 2 } }), mine = await who.api.stars.mine();
  expect(mine).toMatchObject({ minutes: 90, services: 1, leftOut: 1 });
  expect(mine.schemes.find((s) => s.schemeId === scheme.id)).toMatchObject({ value: 1.5, held: 0, reached: 0, next: { stars: 2, threshold: 3, missing: 90 }, unmet: ['在 2 个不同的日子服务，还差 1 天'], text: '再服务 1小时30分钟，就到二星；在 2 个不同的日子服务，还差 1 天。' });
  expect(mine.schemes.find((s) => s.schemeId === 1)).toMatchObject({ next: { stars: 1, threshold: 100, missing: 5_910 } });
  const records = (await who.api.stars.records({})).items;
  expect(records.map((r) => [r.minutes, r.counts])).toEqual([[-10, true], [50, false], [100, true]]);
  expect(records[1]!.why).toContain('补录');
});
test('units, grids, stairwells and teams: sums over their people, and what was resolved in their place', async () => {
  const unit = await world.unit(), grid = await world.area(world.community, 'GRID', '一网格'), compound = await world.area(grid, 'COMPOUND', '网格小区'), building = await world.area(compound, 'BUILDING', '1号楼'), stair = await world.area(building, 'STAIRWELL', '1单元');
  const [a, b, chief] = [await world.person({ unitId: unit.id }), await world.person({ unitId: unit.id }), await world.person({ posts: [{ role: 'STAIRWELL_CHIEF', area: stair }] })], mate = await world.person({ posts: [{ role: 'STAIRWELL_CHIEF', area: stair }] });
  await board.tx.run((m) => m.query('UPDATE person SET compoundId = ? WHERE id IN (?, ?)', [compound.id, a.id, b.id]));
  await board.tx.run((m) => m.query('UPDATE unit SET areaId = ? WHERE id = ?', [world.community.id, unit.id]));
  for (const who of [a, b, chief, mate]) await stars.serve(who.id, { minutes: 90 });
  const at = startOfDay(stars.yesterday()), need = (status: string, closedAt: number | null) => board.tx.run((m) => m.query("INSERT INTO need (id, areaId, communityId, kind, title, text, place, askerId, phone, status, createdAt, dueAt, closedAt) VALUES (?, ?, ?, 'REPAIR', '灯坏了', '', '', ?, '', ?, ?, ?, ?)", [newId(), stair.id, world.community.id, a.id, status, at, at, closedAt]));
  await need('CONFIRMED', at + 1);
  await need('DONE', at + 1);
  await need('WITHDRAWN', at + 1);
  await need('CONFIRMED', stars.now()); // confirmed today: as of yesterday it was still open
  const facts = async (subject: 'UNIT' | 'GRID' | 'STAIRWELL' | 'TEAM', id: number) => (await candidates(await compute({ subject, criteria: { ...HOURS, thresholds: [1] } }))).find((k) => k.subjectId === id);
  // Of a unit nothing rests on one or two who did not agree that it is told; three hide one another.
  expect(await facts('UNIT', unit.id)).toBeUndefined();
  await a.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  expect(await facts('UNIT', unit.id)).toMatchObject({ name: unit.name, stars: 1, facts: { minutes: 90, services: 1, people: 1, days: 1 } });
  await a.api.me.consent({ purpose: 'UNIT_SHARE', granted: false });
  const third = await world.person({ unitId: unit.id });
  await stars.serve(third.id, { minutes: 30 });
  expect(await facts('UNIT', unit.id)).toMatchObject({ facts: { minutes: 210, services: 3, people: 3, days: 1 } });
  await board.tx.run((m) => m.query('UPDATE person SET unitId = NULL WHERE id = ?', [third.id]));
  for (const p of [a, b]) await p.api.me.consent({ purpose: 'UNIT_SHARE', granted: true });
  expect(await facts('UNIT', unit.id)).toMatchObject({ name: unit.name, stars: 1, facts: { minutes: 180, services: 2, people: 2, days: 1 } });
  expect(await facts('GRID', grid.id)).toMatchObject({ name: '一网格', placeName: world.community.name, facts: { minutes: 180, people: 2, resolved: 1, confirmedPercent: 33 } });
  expect(await facts('STAIRWELL', stair.id)).toMatchObject({ placeName: '网格小区1号楼', facts: { minutes: 180, people: 2, resolved: 1, confirmedPercent: 33 } });
  expect(await facts('TEAM', stair.id)).toMatchObject({ facts: { minutes: 180, people: 2, resolved: 0, confirmedPercent: null } });
  await board.tx.run((m) => m.query('UPDATE unit SET name = ? WHERE id = ?', [unit.name = '中国共产党某某市某某区某某街道某某某某某某管理服务中心机关第一支部委员会和离退休干部第二支部委员会联合党委办公室', unit.id]));
  const run = await compute({ subject: 'UNIT', criteria: { ...HOURS, thresholds: [1] } }), liaison = await world.person({ unitId: unit.id, posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] });
  await secretary.api.starRuns.publish(run.id, key());
  expect((await board.api().starNotices.people(run.id, {})).items.map((p) => p.name)).toContain(unit.name);
  await stars.ripen(run);
  const speaks = await world.person({ posts: [{ role: 'STREET_OFFICER', area: world.street }, { role: 'UNIT_LIAISON', unitId: unit.id }] }), own = (await candidates(run, 'IN')).find((k) => k.subjectId === unit.id)!;
  await expect(speaks.api.starRuns.confirm(run.id, key())).rejects.toEqual(refused('SELF_REVIEW'));
  await expect(speaks.api.starRuns.exclude(own.id, { reason: '我们不参加' })).rejects.toEqual(refused('SELF_REVIEW'));
  await officer.api.starRuns.confirm(run.id, key());
  expect([...(await notices(liaison))[0]!.title].length).toBeLessThanOrEqual(60);
  const award = (await liaison.api.stars.mine()).awards.find((w) => w.name === unit.name)!;
  expect(await liaison.api.starAwards.file(award.id)).toEqual({ name: `星级证书-${award.number}.pdf`, url: expect.stringContaining('/api/downloads/star-awards/') });
});
