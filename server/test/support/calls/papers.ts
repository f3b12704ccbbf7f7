import { dayOf } from '@xianfeng/shared';
import { served } from '../../honours/served.js';
import { key } from '../../start.js';
import type { Actor } from '../../world.js';
import type { Estate } from '../estate.js';
import { at, own, reason, type Calls, type Made } from './entry.js';

const PHONE = { phone: '0359-1234567' };
const thisYear = (e: Estate): number => Number(dayOf(e.board.clock.now()).slice(0, 4));
/** Somebody whom the community recorded. */
const active = async (e: Estate): Promise<Actor> => {
  const who = await e.world.person();
  await served(e.board, who, e.world.community, dayOf(e.board.clock.now()), 60);
  return who;
};
const period = (e: Estate) => ({ communityId: e.world.community.id, year: thisYear(e), idLine: false });
const request = async (e: Estate) => {
  const owner = await active(e);
  return { owner, id: (await owner.api.certificates.ask(period(e), key())).id };
};
const certificate = async (e: Estate) => {
  const owner = await active(e);
  return { owner, id: (await e.people.organiser.api.certificates.issue({ ...period(e), userId: owner.id, ...PHONE }, key())).id };
};
const nationalExport = async (e: Estate) => {
  await active(e);
  return e.people.organiser.api.nationalExports.create(e.world.community.id, key());
};
const half = (e: Estate) => ({ year: thisYear(e), half: 2 });
/** A unit that the community accepted, with its liaison. */
const unitOf = async (e: Estate) => {
  const { owner, unitId, registration } = await e.unitRegistration();
  await e.people.organiser.api.unitRegistrations.accept(registration.id);
  return { owner, id: unitId };
};
/** A signed link as a call of its route. */
const followed = (url: string): Made => {
  const { pathname, searchParams } = new URL(url, 'http://x');
  return { ids: pathname.split('/').filter((part) => /^(\d+|\d{4}H[12]|MEMBER|UNIT|AREA|pdf|xlsx)$/.test(part)), query: Object.fromEntries(searchParams) };
};

export const PAPERS: Calls = {
  'GET /certificates/sources': { make: (e) => ({ as: e.people.member }) },
  'GET /certificates/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /certificates': { make: (e) => ({ query: at(e) }) },
  'POST /certificates': { key: true, make: async (e) => ({ body: { ...period(e), userId: (await active(e)).id, ...PHONE } }) },
  'GET /certificates/:id': { permission: 'certificate.issue', make: async (e) => certificate(e).then((r) => own(r.owner, r.id)) },
  'POST /certificates/:id/void': { key: true, make: async (e) => ({ ids: [(await certificate(e)).id], body: reason }) },
  'POST /certificates/:id/reissue': { key: true, make: async (e) => ({ ids: [(await certificate(e)).id], body: reason }) },
  'POST /certificates/:id/file': { permission: 'certificate.issue', make: async (e) => certificate(e).then((r) => own(r.owner, r.id)) },
  'GET /certificate-requests/mine': { make: (e) => ({ as: e.people.member }) },
  'POST /certificate-requests': { key: true, make: async (e) => ({ as: await active(e), body: period(e) }) },
  'POST /certificate-requests/:id/withdraw': { make: async (e) => request(e).then((r) => own(r.owner, r.id)) },
  'GET /certificate-requests': { make: (e) => ({ query: at(e) }) },
  'POST /certificate-requests/:id/issue': { key: true, make: async (e) => ({ ids: [(await request(e)).id], body: PHONE }) },
  'POST /certificate-requests/:id/refuse': { key: true, make: async (e) => ({ ids: [(await request(e)).id], body: reason }) },
  'POST /record-papers': { make: (e) => ({ as: e.people.member, body: { year: thisYear(e) } }) },
  'GET /downloads/certificates/:id/paper.pdf': { make: async (e) => certificate(e).then(async (r) => followed((await r.owner.api.certificates.file(r.id)).url)) },
  'GET /downloads/record-papers/:id/:year/paper.pdf': { make: async (e) => followed((await e.people.member.api.certificates.recordPaper({ year: thisYear(e) })).url) },
  'GET /verify/:token': { make: async (e) => ({ ids: [(await e.board.tx.read.query<{ token: string }[]>('SELECT token FROM certificate WHERE id = ?', [(await certificate(e)).id]))[0]!.token] }) },
  'GET /papers/area': { make: (e) => ({ query: { ...at(e), year: thisYear(e) } }) },
  'GET /papers/area/rows': { make: (e) => ({ query: { ...at(e), year: thisYear(e), key: 'served.minutes' } }) },
  'POST /papers/area/file': { make: (e) => ({ body: { ...at(e), year: thisYear(e), format: 'pdf' } }) },
  'GET /papers/units/:id': { permission: 'insight.view', make: async (e) => unitOf(e).then((u) => own(u.owner, u.id, { query: { year: thisYear(e) } })) },
  'GET /papers/units/:id/rows': { permission: 'insight.view', make: async (e) => unitOf(e).then((u) => own(u.owner, u.id, { query: { year: thisYear(e), key: 'served.minutes' } })) },
  'POST /papers/units/:id/file': { permission: 'insight.view', make: async (e) => unitOf(e).then((u) => own(u.owner, u.id, { body: { year: thisYear(e), format: 'xlsx' } })) },
  'GET /papers/mine': { make: (e) => ({ as: e.people.member, query: half(e) }) },
  'GET /papers/mine/rows': { make: (e) => ({ as: e.people.member, query: { ...half(e), key: 'served.minutes' } }) },
  'POST /papers/mine/file': { make: (e) => ({ as: e.people.member, body: { ...half(e), format: 'pdf' } }) },
  'GET /downloads/papers/:kind/:id/:period/:format': { make: async (e) => followed((await e.people.member.api.papers.myFile({ ...half(e), format: 'pdf' })).url) },
  'GET /national-exports': { make: (e) => ({ query: at(e) }) },
  'POST /national-exports': { key: true, make: async (e) => active(e).then(() => ({ body: at(e) })) },
  'POST /national-exports/:id/file': { make: async (e) => ({ ids: [(await nationalExport(e)).id] }) },
  'GET /downloads/national-exports/:id/records.xlsx': { make: async (e) => followed((await e.people.organiser.api.nationalExports.file((await nationalExport(e)).id)).url) },
};
