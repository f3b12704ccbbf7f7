import { DAY_MS, instant, type CampaignInput, type CampaignView, type NominationView } from '@xianfeng/shared';
import { StarBar } from '../../src/honours/stars/star.entity.js';
import { newId } from '../../src/lib/ids.js';
import { key, startBoard, type Board } from '../start.js';
import { bytesOf, readPdf } from '../support/pdf.js';
import { makeWorld, type Actor, type World } from '../world.js';
import { makeDeeds, tally, type Deeds } from './deeds.js';

let board: Board, world: World, deeds: Deeds, secretary: Actor, officer: Actor;
beforeAll(async () => {
  board = await startBoard();
  board.clock.set(instant('2026-11-22', '10:00'));
  world = await makeWorld(board);
  deeds = makeDeeds(board, world);
});
afterAll(() => board.stop());
beforeEach(async () => {
  board.clock.set(instant('2026-11-23', '10:00')); // a Monday
  world.community = await world.area(world.street, 'COMMUNITY', `社区${key()}`.slice(0, 20));
  [secretary, officer] = [await world.staff('COMMUNITY_SECRETARY', world.community), await world.staff('STREET_OFFICER', world.street)];
});
const person = (o: Parameters<World['person']>[0] = {}): Promise<Actor> => world.person({ community: world.community, ...o });
const input = (o: Partial<CampaignInput> = {}): CampaignInput => ({ areaId: world.community.id, subject: 'MEMBER', title: '模范在职党员', from: '2026-01-01', to: '2026-11-30', minHours: 4, minServices: 2, minConfirmed: 1, ...o });
const create = (o: Partial<CampaignInput> = {}, by = secretary) => by.api.campaigns.create(input(o), key());
/** Registered, and above the conditions. */
const model = async (o: Parameters<World['person']>[0] = {}): Promise<Actor> => {
  const who = await person(o);
  await deeds.registered(who);
  await deeds.served([who], { confirmed: true });
  await deeds.served([who]);
  return who;
};
const named = (c: CampaignView, who: { id: number }): NominationView => c.nominations.find((n) => n.userId === who.id || n.unitId === who.id)!;
const nominate = (c: { id: number }, who: Actor, by = secretary) => by.api.campaigns.nominate(c.id, { userId: who.id }, key());
const shortlisted = async (...people: Actor[]): Promise<CampaignView> => {
  let c = await create();
  for (const p of people) {
    c = await nominate(c, p);
    c = await secretary.api.campaigns.shortlist(named(c, p).id, key());
  }
  return c;
};
const published = async (...people: Actor[]) => secretary.api.campaigns.publish((await shortlisted(...people)).id, key());
const later = (days: number): void => board.clock.set(board.clock.now() + days * DAY_MS);

test('the office finds whose verified facts fit; what staff entered by hand does not count', async () => {
  const fits = await model(), few = await person(), late = await model({ name: '迟到' }), byHand = await person(), corrected = await person();
  for (const p of [few, byHand, corrected]) await deeds.registered(p);
  await deeds.served([few], { confirmed: true });
  await deeds.served([byHand], { confirmed: true, evidence: 'D', minutes: 600 });
  await deeds.served([byHand], { evidence: 'D', minutes: 600 });
  await deeds.served([corrected], { confirmed: true });
  await deeds.takenBack((await deeds.served([corrected])).recordIds[0]!);
  await board.tx.run((m) => m.query('UPDATE member_registration SET submittedAt = ? WHERE userId = ?', [instant('2026-07-01', '10:00'), late.id]));
  const c = await create({ registeredBy: '2026-06-30' });
  const { items } = await secretary.api.campaigns.eligible(c.id, {});
  expect(items).toEqual([{ userId: fits.id, unitId: null, name: fits.name, unitName: null, isNominated: false, facts: { from: '2026-01-01', to: '2026-11-30', services: 2, minutes: 240, confirmed: 1, people: 1, kinds: [{ kind: 'ELDER', services: 2, minutes: 240 }] } }]);
  await expect(nominate(c, few)).rejects.toMatchObject({ code: 'NOT_ELIGIBLE', message: '还不符合条件：时长 2/4 小时、服务 1/2 次' });
  await expect(nominate(c, late)).rejects.toMatchObject({ message: '还不符合条件：需在 2026-06-30 前报到' });
  await expect(nominate(c, await world.person({ community: world.otherCommunity }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await nominate(c, fits);
  expect((await secretary.api.campaigns.eligible(c.id, {})).items[0]!.isNominated).toBe(true);
});
test('more than a page of fitting people: each once, in no order of merit', async () => {
  const people = await Promise.all(Array.from({ length: 23 }, () => person()));
  for (const p of people) await deeds.registered(p);
  for (let i = 0; i < 2; i++) await deeds.served(people, { confirmed: true });
  const c = await create(), first = await secretary.api.campaigns.eligible(c.id, {});
  const second = await secretary.api.campaigns.eligible(c.id, { after: first.next! });
  expect([first.items.length, second.items.length, second.next]).toEqual([20, 3, null]);
  expect([...first.items, ...second.items].map((e) => e.userId)).toEqual(people.map((p) => p.id).sort((a, b) => a - b));
});
test('from the nomination to the certificate: a notice of five working days, another person decides', async () => {
  const a = await model({ name: '张三丰' }), b = await model({ name: '李四光' });
  await deeds.consent(a, 'PUBLISH_NAME');
  const c = await published(a, b), guest = board.api();
  expect(c).toMatchObject({ status: 'NOTICE', noticeUntil: instant('2026-12-01', '00:00'), blocked: '公示期未满', shortlisted: 2 });
  const notice = await guest.campaigns.notice(c.id);
  expect(notice).toMatchObject({ canObject: true, entries: [{ name: '张三丰', services: 2, minutes: 240, confirmed: 1, certificateNo: null }, { name: '李**', unitName: null, services: null, minutes: null, confirmed: null }] });
  expect((await guest.campaigns.notices()).map((n) => n.id)).toContain(c.id);
  expect(JSON.stringify(notice)).not.toContain('李四光');
  await expect(officer.api.campaigns.decide(c.id, key())).rejects.toMatchObject({ code: 'NOTICE_RUNNING' });
  await expect(secretary.api.campaigns.decide(c.id, key())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  later(8);
  const decided = await officer.api.campaigns.decide(c.id, key());
  expect(decided.nominations.map((n) => [n.status, n.certificateNo])).toEqual([['AWARDED', '模范在职党员〔2026〕1号'], ['AWARDED', '模范在职党员〔2026〕2号']]);
  await expect(officer.api.campaigns.decide(c.id, key())).rejects.toMatchObject({ code: 'STATE' });
  const [mine] = await a.api.campaigns.honours();
  expect(mine).toMatchObject({ title: '模范在职党员', status: 'AWARDED', actions: ['file'] });
  const { url, name } = await a.api.campaigns.certificate(mine!.nominationId);
  expect(name).toBe('模范在职党员-张三丰.pdf');
  const file = await fetch(`${board.url}${url}`), pdf = readPdf(await bytesOf(file.body!));
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  for (const part of ['荣誉证书', '张三丰', '服务 2 次，共 4 小时，其中 1 件由居民确认办成', '模范在职党员〔2026〕1号', world.community.name]) expect(pdf.pages.join('').replaceAll('\n', '')).toContain(part);
  await expect(b.api.campaigns.certificate(mine!.nominationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await fetch(`${board.url}${url.replace(/sig=./, 'sig=_')}`)).status).toBe(404);
});
test('whoever began it, published it or stands on it does not decide', async () => {
  const a = await model(), own = await model({ posts: [{ role: 'STREET_OFFICER', area: world.street }] });
  const c = await create({}, officer), withA = await nominate(c, a, officer);
  await secretary.api.campaigns.shortlist(named(withA, a).id, key());
  await secretary.api.campaigns.publish(c.id, key());
  later(8);
  await expect(officer.api.campaigns.decide(c.id, key())).rejects.toMatchObject({ code: 'SECOND_PERSON' });
  board.clock.set(instant('2026-11-23', '10:00'));
  const c2 = await shortlisted(await model());
  await officer.api.campaigns.publish(c2.id, key());
  later(8);
  await expect(officer.api.campaigns.decide(c2.id, key())).rejects.toMatchObject({ code: 'SECOND_PERSON' });
  board.clock.set(instant('2026-11-23', '10:00'));
  const second = await published(own);
  await expect(own.api.campaigns.nominate(second.id, { userId: own.id }, key())).rejects.toMatchObject({ code: expect.stringMatching(/STATE|SELF_REVIEW/) });
  later(8);
  await expect(own.api.campaigns.decide(second.id, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  expect(await officer.api.campaigns.decide(second.id, key())).toMatchObject({ status: 'DECIDED' });
});
test('an objection stops the decision until it is answered; upheld, the name is off; nobody learns who objected', async () => {
  const a = await model(), b = await model(), neighbour = await world.person({ kind: 'RESIDENT' }), c = await published(a, b);
  await expect(a.api.campaigns.object(named(c, a).id, { text: '我不同意自己' }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
  await neighbour.api.campaigns.object(named(c, a).id, { text: '那天他没有来过' }, key());
  await expect(neighbour.api.campaigns.object(named(c, a).id, { text: '那天他没有来过' }, key())).rejects.toMatchObject({ code: 'STATE' });
  later(8);
  expect((await officer.api.campaigns.get(c.id)).blocked).toBe('还有 1 条异议没有答复');
  await expect(officer.api.campaigns.decide(c.id, key())).rejects.toMatchObject({ code: 'NOTICE_RUNNING' });
  await expect(neighbour.api.campaigns.object(named(c, b).id, { text: '他也没有来过' }, key())).rejects.toMatchObject({ code: 'STATE' });
  const [o] = (await secretary.api.campaigns.get(c.id)).objections;
  expect(o).toMatchObject({ name: a.name, text: '那天他没有来过', status: 'OPEN', actions: ['answer'] });
  const after = await secretary.api.campaigns.answerObjection(o!.id, { upheld: true, answer: '核对签到后成立' }, key());
  expect(named(after, a)).toMatchObject({ status: 'LEFT_OUT', reason: '公示期异议成立' });
  expect((await neighbour.api.notices.list({})).items[0]).toMatchObject({ title: '您的异议有了答复' });
  expect(JSON.stringify((await a.api.notices.list({})).items)).not.toContain(neighbour.name);
  expect(named(await officer.api.campaigns.decide(c.id, key()), b)).toMatchObject({ status: 'AWARDED' });
});
test('a member nominates himself, or somebody he served beside; the nominee may say no', async () => {
  const a = await model(), friend = await person(), stranger = await model(), few = await person();
  for (const p of [friend, few]) await deeds.registered(p);
  for (let i = 0; i < 2; i++) await deeds.served([a, friend], { confirmed: true });
  const c = await create();
  const [seen] = await a.api.campaigns.open();
  expect(seen).toMatchObject({ id: c.id, peers: [{ userId: friend.id, name: friend.name }], mine: [{ missing: [], status: null, facts: { services: 4 } }] });
  expect((await few.api.campaigns.open())[0]!.mine[0]!.missing).toEqual(['时长 0/4 小时', '服务 0/2 次', '居民确认 0/1 件']);
  expect(await (await world.person({ community: world.otherCommunity })).api.campaigns.open()).toEqual([]);
  await expect(few.api.campaigns.suggest(c.id, {}, key())).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
  await expect(a.api.campaigns.suggest(c.id, { userId: stranger.id }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await a.api.campaigns.suggest(c.id, {}, key())).mine[0]!.status).toBe('NOMINATED');
  expect((await a.api.campaigns.suggest(c.id, { userId: friend.id }, key())).peers).toEqual([]);
  await expect(nominate(c, friend)).rejects.toMatchObject({ code: 'NOMINATION_EXISTS' });
  expect((await secretary.api.campaigns.get(c.id)).nominations.map((n) => n.source)).toEqual(['SELF', 'PEER']);
  const [mine] = await friend.api.campaigns.honours();
  expect(await friend.api.campaigns.withdraw(mine!.nominationId, key())).toMatchObject({ status: 'WITHDRAWN', actions: [] });
  await expect(secretary.api.campaigns.shortlist(mine!.nominationId, key())).rejects.toMatchObject({ code: 'STATE' });
});
test('units: by what their members did, nominated by their liaison', async () => {
  const { unit, liaison, member } = await deeds.unitAtWork(), idle = await deeds.unitAtWork(), quiet = await world.person({ unitId: unit.id });
  await deeds.served([quiet], { minutes: 600 });
  await deeds.served([member], { confirmed: true });
  await deeds.served([member]);
  const c = await create({ subject: 'UNIT', title: '模范驻区单位党组织' });
  // Neither agreed: of the two nothing is told, and what is not told is no ground for a title.
  expect((await secretary.api.campaigns.eligible(c.id, {})).items).toEqual([]);
  await expect(liaison.api.campaigns.suggest(c.id, { unitId: unit.id }, key())).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
  await deeds.consent(member, 'UNIT_SHARE');
  expect((await secretary.api.campaigns.eligible(c.id, {})).items).toMatchObject([{ unitId: unit.id, userId: null, name: unit.name, facts: { services: 2, people: 1, confirmed: 1 } }]);
  expect((await liaison.api.campaigns.open())[0]!.mine).toMatchObject([{ unitId: unit.id, missing: [] }]);
  await expect(liaison.api.campaigns.suggest(c.id, { unitId: idle.unit.id }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(idle.liaison.api.campaigns.suggest(c.id, { unitId: idle.unit.id }, key())).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
  await liaison.api.campaigns.suggest(c.id, { unitId: unit.id }, key());
  let view = await secretary.api.campaigns.get(c.id);
  view = await secretary.api.campaigns.shortlist(named(view, unit).id, key());
  await secretary.api.campaigns.publish(c.id, key());
  expect((await board.api().campaigns.notice(c.id)).entries).toMatchObject([{ name: unit.name, services: 2 }]);
  later(8);
  await officer.api.campaigns.decide(c.id, key());
  const [honour] = await liaison.api.campaigns.honours();
  expect(honour).toMatchObject({ unitId: unit.id, status: 'AWARDED' });
  const { url } = await liaison.api.campaigns.certificate(honour!.nominationId);
  expect(readPdf(await bytesOf((await fetch(`${board.url}${url}`)).body!)).pages.join('').replaceAll('\n', '')).toContain('贵单位 1 位党员参加志愿服务 2 次');
});
test('a correction before the notice counts; after it the notice stands as it was', async () => {
  const a = await model(), { recordIds } = await deeds.served([a], { minutes: 30 }), c = await create({ minServices: 3 });
  const view = await secretary.api.campaigns.shortlist(named(await nominate(c, a), a).id, key());
  await deeds.takenBack(recordIds[0]!);
  await expect(secretary.api.campaigns.publish(view.id, key())).rejects.toMatchObject({ code: 'NOT_ELIGIBLE' });
  expect((await secretary.api.campaigns.get(c.id)).status).toBe('OPEN');
});
test('whoever claimed false hours is not nominated while his bar stands, and gets no letter', async () => {
  const a = await model(), c = await create();
  await board.tx.run((m) => m.insert(StarBar, { id: newId(), subject: 'PERSON', subjectId: a.id, areaId: world.community.id, fromDay: '2026-11-01', toDay: '2027-10-31', liftedDay: null, reason: '替别人签到', status: 'ACTIVE', live: 1, barredBy: officer.id, barredAt: board.clock.now(), appeal: null, appealedAt: null, decision: null, decidedBy: null, decidedAt: null }));
  expect((await secretary.api.campaigns.eligible(c.id, {})).items).toEqual([]);
  await expect(nominate(c, a)).rejects.toMatchObject({ message: '还不符合条件：因虚报时长，2027-10-31 前不参评' });
  expect((await secretary.api.letters.draft({ areaId: world.community.id, year: 2026 }, key())).done).toBe(0);
  await board.tx.run((m) => m.query("UPDATE star_bar SET live = NULL, status = 'LIFTED' WHERE subjectId = ?", [a.id]));
  expect((await secretary.api.campaigns.eligible(c.id, {})).items).toHaveLength(1);
});
test('whom a bar or a correction took below the conditions during the notice is not awarded, and is told why', async () => {
  const kept = await model(), barred = await model(), corrected = await person();
  await deeds.registered(corrected);
  await deeds.served([corrected], { confirmed: true });
  const { recordIds: [last] } = await deeds.served([corrected]), c = await published(kept, barred, corrected);
  await officer.api.starBars.create({ subject: 'PERSON', subjectId: barred.id, years: 1, reason: '替别人签到' }, key());
  await deeds.takenBack(last!);
  later(8);
  const decided = await officer.api.campaigns.decide(c.id, key());
  expect([kept, barred, corrected].map((p) => named(decided, p)).map((n) => [n.status, n.certificateNo !== null])).toEqual([['AWARDED', true], ['LEFT_OUT', false], ['LEFT_OUT', false]]);
  expect(named(decided, kept).certificateNo).toContain('1号');
  expect((await corrected.api.notices.list({})).items[0]).toMatchObject({ title: '模范在职党员：这次没有列入', body: expect.stringContaining('时长 2/4 小时') });
  expect((await board.api().campaigns.notice(c.id)).entries).toHaveLength(1);
});
test('what is refused', async () => {
  const a = await model(), c = await create();
  await expect(create({ from: '2026-12-01', to: '2026-11-30' })).rejects.toMatchObject({ fields: { to: expect.any(String) } });
  await expect(secretary.api.campaigns.nominate(c.id, { unitId: 1 }, key())).rejects.toMatchObject({ fields: { userId: '请选择一位党员' } });
  await expect(secretary.api.campaigns.publish(c.id, key())).rejects.toMatchObject({ code: 'STATE' });
  const view = await nominate(c, a);
  await expect(board.api().campaigns.notice(c.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(a.api.campaigns.object(named(view, a).id, { text: '还没有公示' }, key())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await secretary.api.campaigns.leaveOut(named(view, a).id, { reason: '今年名额已满' }, key());
  expect((await a.api.notices.list({})).items[0]!.body).toContain('今年名额已满');
  expect(await secretary.api.campaigns.drop(c.id, { reason: '改到明年' }, key())).toMatchObject({ status: 'DROPPED', actions: [] });
  await expect(nominate(c, await model())).rejects.toMatchObject({ code: 'STATE' });
  const own = await model({ posts: [{ role: 'COMMUNITY_SECRETARY', area: world.community }] }), another = await create();
  await expect(own.api.campaigns.nominate(another.id, { userId: own.id }, key())).rejects.toMatchObject({ code: 'SELF_REVIEW' });
});
describe('races', () => {
  test('five nominate the same person: one nomination', async () => {
    const a = await model(), c = await create();
    expect(tally(await Promise.allSettled([1, 2, 3, 4, 5].map(() => nominate(c, a))))).toEqual({ ok: 1, NOMINATION_EXISTS: 4 });
  });
  test('decided by two at once: once, and each certificate has a number of its own', async () => {
    const people = [await model(), await model(), await model()], c = await published(...people), other = await world.staff('STREET_OFFICER', world.street);
    later(8);
    expect(tally(await Promise.allSettled([officer, other, officer, other].map((o) => o.api.campaigns.decide(c.id, key()))))).toEqual({ ok: 1, STATE: 3 });
    expect((await officer.api.campaigns.get(c.id)).nominations.map((n) => n.certificateNo)).toEqual([1, 2, 3].map((n) => `模范在职党员〔2026〕${n}号`));
  });
  test('the nominee’s no and the decision at once: never both', async () => {
    for (let i = 0; i < 4; i++) {
      board.clock.set(instant('2026-11-23', '10:00'));
      const a = await model(), b = await model(), c = await published(a, b);
      later(8);
      await Promise.allSettled([a.api.campaigns.withdraw(named(c, a).id, key()), officer.api.campaigns.decide(c.id, key())]);
      const n = named(await officer.api.campaigns.get(c.id), a);
      expect([n.status, n.certificateNo !== null]).toEqual(n.status === 'AWARDED' ? ['AWARDED', true] : ['WITHDRAWN', false]);
      expect((await a.api.notices.list({})).items.some((x) => x.title.startsWith('祝贺'))).toBe(n.status === 'AWARDED');
    }
  });
  test('published while somebody is taken onto the list: whoever is on it has frozen facts', async () => {
    for (let i = 0; i < 4; i++) {
      const sure = [await model(), await model(), await model()], late = [await model(), await model(), await model(), await model()];
      let c = await shortlisted(...sure);
      for (const p of late) c = await nominate(c, p);
      await Promise.allSettled([secretary.api.campaigns.publish(c.id, key()), ...late.map((p) => secretary.api.campaigns.shortlist(named(c, p).id, key()))]);
      expect(await deeds.one('SELECT COUNT(*) AS n FROM nomination WHERE campaignId = ? AND status = ? AND facts IS NULL', [c.id, 'SHORTLISTED'])).toMatchObject({ n: 0 });
    }
  });
  test('an objection answered by two: once', async () => {
    const a = await model(), neighbour = await world.person({ kind: 'RESIDENT' }), c = await published(a);
    await neighbour.api.campaigns.object(named(c, a).id, { text: '那天他没有来过' }, key());
    const [o] = (await secretary.api.campaigns.get(c.id)).objections;
    const answers = await Promise.allSettled([secretary.api.campaigns.answerObjection(o!.id, { upheld: true, answer: '成立' }, key()), officer.api.campaigns.answerObjection(o!.id, { upheld: false, answer: '不成立' }, key())]);
    expect(tally(answers)).toEqual({ ok: 1, STATE: 1 });
    expect((await neighbour.api.notices.list({})).items).toHaveLength(1);
  });
});
