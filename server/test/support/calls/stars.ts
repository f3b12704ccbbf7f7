import { key } from '../../start.js';
import type { Actor } from '../../world.js';
import { HOURS, makeStars } from '../../honours/stars.world.js';
import type { Estate } from '../estate.js';
import { at, own, reason, type Calls } from './entry.js';

const starsOf = (e: Estate) => makeStars(e.board, e.world);
const scheme = (e: Estate, o: Parameters<ReturnType<typeof makeStars>['scheme']>[1] = {}) => starsOf(e).scheme(e.people.organiser, o);
/** Computed by another secretary than the one at the door; with one candidate who is nobody at any door. */
async function run(e: Estate, step: 'COMPUTED' | 'NOTICED' | 'CONFIRMED' = 'COMPUTED') {
  const stars = starsOf(e), owner = await e.world.person(), colleague = await e.world.staff('COMMUNITY_SECRETARY', e.world.community), officer = await e.world.staff('STREET_OFFICER', e.world.street);
  await stars.serve(owner.id, { minutes: 60_000 });
  const { id } = await colleague.api.starRuns.compute({ schemeId: (await scheme(e, { criteria: { ...HOURS, thresholds: [900] } })).id, areaId: e.world.community.id }, key());
  const all = (await colleague.api.starRuns.candidates(id, {})).items, candidate = all.find((k) => k.subjectId === owner.id)!;
  for (const k of all) if (k !== candidate && k.excluded === null) await colleague.api.starRuns.exclude(k.id, reason);
  if (step !== 'COMPUTED') await colleague.api.starRuns.publish(id, key());
  if (step === 'CONFIRMED') {
    await stars.ripen({ id });
    await officer.api.starRuns.confirm(id, key());
  }
  // So that the next run finds nobody but its own.
  const done = () => e.board.tx.run((m) => m.query('DELETE FROM service_record WHERE userId = ?', [owner.id]));
  await done();
  return { id, owner, candidateId: candidate.id, colleague };
}
const award = async (e: Estate) => { const { owner } = await run(e, 'CONFIRMED'); return { owner, award: (await owner.api.stars.mine()).awards[0]! }; };
async function bar(e: Estate): Promise<{ owner: Actor; id: number }> {
  const owner = await e.world.person(), colleague = await e.world.staff('COMMUNITY_SECRETARY', e.world.community);
  return { owner, id: (await colleague.api.starBars.create({ subject: 'PERSON', subjectId: owner.id, years: 1, ...reason }, key())).id };
}
const objection = async (e: Estate) => {
  const { id: runId, candidateId } = await run(e, 'NOTICED'), who = await e.world.person();
  return (await who.api.starNotices.object({ runId, candidateId, text: '那天他没有来' }, key())).id;
};
const inCity = { by: 'organiser', inCity: true } as const;

export const STARS: Calls = {
  'GET /stars/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /stars/records': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /star-schemes': { make: (e) => ({ query: at(e) }) },
  'POST /star-schemes': { ...inCity, key: true, make: (e) => ({ body: starsOf(e).schemeInput() }) },
  'POST /star-schemes/:id/revise': { ...inCity, key: true, make: async (e) => ({ ids: [(await scheme(e)).id], body: starsOf(e).schemeInput() }) },
  'POST /star-schemes/:id/retire': { ...inCity, make: async (e) => ({ ids: [(await scheme(e)).id] }) },
  'GET /star-runs': { make: (e) => ({ query: { ...at(e), status: 'NOTICED' } }) },
  'POST /star-runs': { key: true, make: async (e) => ({ body: { ...at(e), schemeId: (await scheme(e)).id, asOf: starsOf(e).yesterday(), year: Number(starsOf(e).yesterday().slice(0, 4)) } }) },
  'GET /star-runs/:id': { make: async (e) => ({ ids: [(await run(e)).id] }) },
  'GET /star-runs/:id/candidates': { make: async (e) => ({ ids: [(await run(e)).id], query: { show: 'IN' } }) },
  'GET /star-runs/:id/objections': { make: async (e) => ({ ids: [(await run(e)).id] }) },
  'GET /star-runs/:id/check': { make: async (e) => ({ ids: [(await run(e)).id] }) },
  'POST /star-runs/:id/publish': { key: true, make: async (e) => ({ ids: [(await run(e)).id] }) },
  'POST /star-runs/:id/confirm': {
    key: true, by: 'streetOfficer',
    make: async (e) => { const { id } = await run(e, 'NOTICED'); await starsOf(e).ripen({ id }); return { ids: [id] }; },
  },
  'POST /star-runs/:id/drop': { key: true, make: async (e) => ({ ids: [(await run(e, 'NOTICED')).id], body: reason }) },
  'POST /star-candidates/:id/exclude': { make: async (e) => ({ ids: [(await run(e)).candidateId], body: reason }) },
  'POST /star-candidates/:id/restore': { make: async (e) => run(e).then(async (r) => { await r.colleague.api.starRuns.exclude(r.candidateId, reason); return { ids: [r.candidateId] }; }) },
  'POST /star-objections': { key: true, make: async (e) => run(e, 'NOTICED').then((r) => ({ as: e.people.resident, body: { runId: r.id, candidateId: r.candidateId, text: '那天他没有来' } })) },
  'POST /star-objections/:id/answer': { key: true, make: async (e) => ({ ids: [await objection(e)], body: { upheld: false, answer: '已经核对' } }) },
  'GET /star-notices': { make: (e) => ({ query: at(e) }) },
  'GET /star-notices/:id': { make: async (e) => ({ ids: [(await run(e, 'NOTICED')).id] }) },
  'GET /star-notices/:id/people': { make: async (e) => ({ ids: [(await run(e, 'NOTICED')).id], query: {} }) },
  'GET /star-awards': { make: (e) => ({ query: at(e) }) },
  'POST /star-awards/:id/void': { key: true, by: 'streetOfficer', make: async (e) => ({ ids: [(await award(e)).award.id], body: reason }) },
  'POST /star-awards/:id/file': { permission: 'honour.manage', make: async (e) => award(e).then((a) => own(a.owner, a.award.id)) },
  'GET /downloads/star-awards/:id/paper.pdf': {
    make: async (e) => {
      const a = await award(e), { url } = await a.owner.api.starAwards.file(a.award.id);
      return { ids: [a.award.id], query: Object.fromEntries(new URL(url, 'http://x').searchParams) };
    },
  },
  'GET /star-verify/:number': { make: async (e) => ({ ids: [(await award(e)).award.number] }) },
  'GET /star-bars': { make: (e) => ({ query: at(e) }) },
  'POST /star-bars': { key: true, make: async (e) => ({ body: { subject: 'PERSON', subjectId: (await e.world.person()).id, years: 1, ...reason } }) },
  'POST /star-bars/:id/appeal': { key: true, make: async (e) => bar(e).then((b) => own(b.owner, b.id, { body: { text: '那几次我都在' } })) },
  'POST /star-bars/:id/decide': { key: true, by: 'streetOfficer', make: async (e) => ({ ids: [(await bar(e)).id], body: { lift: true, decision: '查清了' } }) },
};
