import { addDays, dayOf, type CreateAgreementInput, type ProjectInput } from '@xianfeng/shared';
import { key } from '../../start.js';
import type { Actor } from '../../world.js';
import type { Estate } from '../estate.js';
import { at, own, reason, type Calls } from './entry.js';

const hall = { kind: 'VENUE' as const, title: '三楼会议室', times: '周末', limits: '六十人以内', contactName: '赵主任', contactPhone: '0359-1234567' };
const resource = async (e: Estate): Promise<{ owner: Actor; id: number }> => {
  const owner = await e.world.person();
  return { owner, id: (await owner.api.resources.offer({ ...hall, communityId: e.world.community.id }, key())).id };
};
const listed = async (e: Estate): Promise<number> => {
  const { need } = await e.need();
  return (await e.people.secretary.api.listedNeeds.add({ needId: need.id, wants: 'VENUE' }, key())).needId;
};
const pair = async (e: Estate) => ({ resourceId: (await resource(e)).id, needId: await listed(e) });
const plan = async (e: Estate, ownerId: number): Promise<ProjectInput> => {
  const { resourceId, needId } = await pair(e);
  return { title: '居民议事场地', text: '每月一次', ownerId, dueDay: addDays(dayOf(e.board.clock.now()), 20), resourceIds: [resourceId], needIds: [needId] };
};
/** Owned and reported done by somebody else than those at the doors. */
const project = async (e: Estate, how: 'SET_UP' | 'RUNNING' | 'CHECKING' = 'SET_UP'): Promise<{ owner: Actor; id: number }> => {
  const owner = await e.world.staff('COMMUNITY_WORKER', e.world.community), { id } = await owner.api.projects.create({ communityId: e.world.community.id, ...(await plan(e, owner.id)) }, key());
  if (how !== 'SET_UP') await owner.api.projects.start(id, key());
  if (how === 'CHECKING') await owner.api.projects.finish(id, { note: '已开放使用' }, key());
  return { owner, id };
};
const pact = async (e: Estate): Promise<CreateAgreementInput> => {
  const today = dayOf(e.board.clock.now());
  return { communityId: e.world.community.id, title: '共建协议', unitIds: [(await e.world.unit()).id], fromDay: addDays(today, -100), toDay: addDays(today, 200), text: '提供会议室' };
};
const agreement = async (e: Estate): Promise<number> => (await e.people.secretary.api.agreements.create(await pact(e), key())).id;
const linked = async (url: Promise<{ url: string }>, ids: (number | string)[]) => ({ ids, query: Object.fromEntries(new URL((await url).url, 'http://x').searchParams) });

/** 三张清单 and 共建协议. */
export const LISTS: Calls = {
  'POST /resources': { key: true, make: (e) => ({ as: e.people.secretary, body: { ...hall, communityId: e.world.community.id, skill: '文艺' } }) },
  'GET /resources': { make: (e) => ({ query: { ...at(e), kind: 'VENUE', only: 'FREE' } }) },
  'GET /resources/mine': { make: (e) => ({ as: e.people.liaison }) },
  'PUT /resources/:id': { key: true, permission: 'list.manage', make: async (e) => resource(e).then((r) => own(r.owner, r.id, { body: hall })) },
  'POST /resources/:id/withdraw': { key: true, permission: 'list.manage', make: async (e) => resource(e).then((r) => own(r.owner, r.id)) },
  'POST /listed-needs': { key: true, make: async (e) => ({ body: { needId: (await e.need()).need.id, wants: 'SKILL', skill: '理发' } }) },
  'GET /listed-needs': { make: (e) => ({ query: { ...at(e), state: 'OPEN' } }) },
  'POST /listed-needs/:id/remove': { key: true, make: async (e) => ({ ids: [await listed(e)] }) },
  'GET /matches': { make: (e) => ({ query: at(e) }) },
  'POST /matches/accept': { key: true, make: async (e) => ({ body: await pair(e) }) },
  'POST /matches/dismiss': { key: true, make: async (e) => ({ body: await pair(e) }) },
  'POST /projects': { key: true, make: async (e) => ({ body: { communityId: e.world.community.id, ...(await plan(e, (await e.world.staff('COMMUNITY_WORKER', e.world.community)).id)), agreementId: await agreement(e) } }) },
  'GET /projects': { make: (e) => ({ query: { ...at(e), status: 'SET_UP', only: 'OVERDUE' } }) },
  'GET /projects/owners': { make: (e) => ({ query: at(e) }) },
  'POST /projects/file': { make: (e) => ({ body: { ...at(e), scope: 'ALL' } }) },
  'GET /projects/:id': { permission: 'list.manage', make: async (e) => project(e).then((r) => own(r.owner, r.id)) },
  'PUT /projects/:id': { key: true, make: async (e) => project(e).then(async (r) => ({ ids: [r.id], body: { ...(await plan(e, r.owner.id)), agreementId: await agreement(e) } })) },
  'POST /projects/:id/start': { key: true, permission: 'list.manage', make: async (e) => project(e).then((r) => own(r.owner, r.id)) },
  'POST /projects/:id/finish': { key: true, permission: 'list.manage', make: async (e) => project(e, 'RUNNING').then((r) => own(r.owner, r.id, { body: { note: '已开放', photoIds: [] } })) },
  'POST /projects/:id/pass': { key: true, make: async (e) => ({ ids: [(await project(e, 'CHECKING')).id], body: { note: '看过了' } }) },
  'POST /projects/:id/return': { key: true, make: async (e) => ({ ids: [(await project(e, 'CHECKING')).id], body: reason }) },
  'POST /projects/:id/drop': { key: true, make: async (e) => ({ ids: [(await project(e)).id], body: reason }) },
  'GET /downloads/lists/:id/:scope/lists.xlsx': { make: (e) => linked(e.people.secretary.api.projects.file({ ...at(e), scope: 'OPEN' }), [e.world.community.id, 'OPEN']) },
  'POST /agreements': { key: true, make: async (e) => ({ body: { ...(await pact(e)), photoIds: [] } }) },
  'GET /agreements': { make: (e) => ({ query: { ...at(e), only: 'EXPIRING' } }) },
  'GET /agreements/mine': { make: (e) => ({ as: e.people.liaison }) },
  'GET /agreements/:id': { permission: 'list.manage', make: async (e) => ({ as: e.people.secretary, ids: [await agreement(e)] }) },
  'PUT /agreements/:id': { key: true, make: async (e) => { const { communityId: _, ...body } = await pact(e); return { ids: [await agreement(e)], body: { ...body, photoIds: [] } }; } },
  'POST /agreements/:id/end': { key: true, make: async (e) => ({ ids: [await agreement(e)], body: reason }) },
  'POST /agreements/:id/sheet': { permission: 'list.manage', make: async (e) => ({ as: e.people.secretary, ids: [await agreement(e)], body: { year: Number(dayOf(e.board.clock.now()).slice(0, 4)) } }) },
  'GET /downloads/agreements/:id/:year/sheet.pdf': {
    make: async (e) => {
      const id = await agreement(e), year = Number(dayOf(e.board.clock.now()).slice(0, 4));
      return linked(e.people.secretary.api.agreements.sheet(id, { year }), [id, year]);
    },
  },
};
