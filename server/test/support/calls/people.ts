import { dayOf } from '@xianfeng/shared';
import { DemoAccountRow } from '../../../src/people/users/user.entity.js';
import type { Estate } from '../estate.js';
import { key } from '../../start.js';
import type { Actor } from '../../world.js';
import { at, own, reason, type Calls } from './entry.js';

const codeFor = async (e: Estate, phone: string) => ({ phone, code: (await e.board.api().session.phoneCode(phone)).demoCode! });
let n = 0;
/** A unit that is registered in the community. */
const lookedAfter = async (e: Estate) => {
  const { unitId, registration } = await e.unitRegistration();
  await e.people.secretary.api.unitRegistrations.accept(registration.id);
  return { unitId };
};
const building = (e: Estate) => e.world.area(e.world.compound, 'BUILDING', `${++n}栋`);
/** A member offers to look after a building. */
const offered = async (e: Estate) => {
  const owner = await e.world.person();
  return { owner, id: (await owner.api.liaisons.create({ kind: 'MEMBER', areaId: (await building(e)).id })).id };
};
/** The community asks a member to. */
const asked = async (e: Estate) => {
  const owner = await e.world.person();
  return { owner, id: (await e.people.secretary.api.liaisons.create({ kind: 'MEMBER', userId: owner.id, areaId: (await building(e)).id })).id };
};
/** Somebody whom only WeChat knows. */
const fromWechat = async (e: Estate, person = `p${++n}`): Promise<Actor> => {
  const { token, me } = await e.board.api().session.wechat((await e.wechat.ctl.code(person)).code);
  return { id: me.id, name: me.name, phone: '', token, api: e.board.api(token), send: e.board.send(token) };
};
/** A number that waits for the community's call. */
const typedPhone = async (e: Estate) => {
  const owner = await fromWechat(e), phone = newPhone();
  await owner.api.me.typePhone({ phone, name: '张三', communityId: e.world.community.id });
  return { owner, id: owner.id, phone };
};
const newPhone = (): string => `1547${String(++n).padStart(7, '0')}`;

export const PEOPLE: Calls = {
  // sessions and oneself
  'GET /session/demo': { make: () => ({}) },
  'POST /session/demo': {
    make: async (e) => {
      const who = await e.world.person();
      await e.board.tx.run((m) => m.insert(DemoAccountRow, { phone: who.phone, userId: who.id, title: '居民', hint: '试试看', sort: ++n }));
      return { body: { phone: who.phone } };
    },
  },
  'POST /session/wechat': { make: async (e) => ({ body: { code: (await e.wechat.ctl.code(`w${++n}`)).code } }) },
  'POST /session/phone-code': { make: () => ({ body: { phone: newPhone() } }) },
  'POST /session/phone': { make: async (e) => ({ body: await codeFor(e, newPhone()) }) },
  'POST /session/bind-phone': { make: async (e) => ({ as: await e.world.person(), body: await codeFor(e, newPhone()) }) },
  'POST /session/wechat-phone': { make: async (e) => ({ as: await fromWechat(e, `w${++n}`), body: { code: (await e.wechat.ctl.phoneCode(`w${n}`, newPhone())).code } }) },
  'POST /session/link-wechat': { make: async (e) => ({ as: await e.world.person(), body: { code: (await e.wechat.ctl.code(`k${++n}`)).code } }) },
  'GET /me/phone': { make: async (e) => ({ as: (await typedPhone(e)).owner }) },
  'POST /me/phone': { make: async (e) => ({ as: await fromWechat(e), body: { phone: newPhone(), name: '张三', communityId: e.world.community.id } }) },
  'GET /typed-phones': { make: (e) => ({ query: at(e) }) },
  'POST /typed-phones/:id/confirm': { make: async (e) => { const { id, phone } = await typedPhone(e); return { ids: [id], body: { phone } }; } },
  'POST /typed-phones/:id/refuse': { make: async (e) => { const { id, phone } = await typedPhone(e); return { ids: [id], body: { phone } }; } },
  'GET /me/closing': { make: (e) => ({ as: e.people.member }) },
  'POST /me/close': { make: async (e) => ({ as: await e.world.person() }) },
  'DELETE /session': { make: async (e) => ({ as: await e.world.person() }) },
  'GET /me': { make: (e) => ({ as: e.people.member }) },
  'PUT /me': { make: async (e) => ({ as: await e.world.person({ kind: 'RESIDENT', community: null }), body: { name: '张三', elder: true, skills: ['理发'], freeTimes: ['WEEKEND'] } }) },
  'GET /me/code': { make: (e) => ({ as: e.people.member }) },
  'GET /me/consents': { make: (e) => ({ as: e.people.member }) },
  'PUT /me/consents': { make: async (e) => ({ as: await e.world.person(), body: { purpose: 'PUBLISH_NAME', granted: true } }) },
  'GET /me/roster': {
    make: async (e) => {
      const as = await e.world.person();
      await as.api.me.consent({ purpose: 'ROSTER', granted: true });
      return { as };
    },
  },
  'GET /people': { make: (e) => ({ query: { ...at(e), q: '测试' } }) },
  // areas, units, posts
  'GET /workdays': { by: 'organiser', inCity: true, make: () => ({}) },
  'PUT /workdays': { by: 'organiser', inCity: true, make: () => ({ body: { year: 2030, announcement: '1月1日至3日放假。' } }) },
  'GET /areas': { make: (e) => ({ query: { parentId: e.world.street.id } }) },
  'GET /areas/:id': { make: (e) => ({ ids: [e.world.community.id] }) },
  'POST /areas': { by: 'organiser', make: (e) => ({ body: { parentId: e.world.community.id, kind: 'COMPOUND', name: `新苑${++n}` } }) },
  'PUT /areas/:id': { by: 'organiser', make: async (e) => ({ ids: [(await e.world.area(e.world.community, 'COMPOUND', `旧苑${++n}`)).id], body: { name: `改苑${++n}` } }) },
  'GET /units': { make: (e) => ({ as: e.people.member, query: { q: '测试' } }) },
  'POST /units': { by: 'organiser', inCity: true, make: (e) => ({ body: { name: `甲局${++n}`, areaId: e.world.community.id } }) },
  'GET /posts': { make: (e) => ({ query: at(e) }) },
  'POST /posts': { make: async (e) => ({ body: { userId: (await e.world.person()).id, role: 'KEEPER', ...at(e), from: dayOf(e.board.clock.now()), to: '2099-01-01' } }) },
  'DELETE /posts/:id': { make: async (e) => ({ ids: [(await e.people.secretary.api.posts.create({ userId: (await e.world.person()).id, role: 'KEEPER', ...at(e), from: dayOf(e.board.clock.now()) })).id] }) },
  // imports. Goods of a pickup point belong to its community, rosters to the city.
  'GET /imports': { filtered: true, make: () => ({ query: { kind: 'GOODS' } }) },
  'POST /imports': { permission: 'reward.manage', make: async (e) => ({ query: { kind: 'GOODS', targetId: e.pointId }, file: await e.book('GOODS') }) },
  'GET /imports/:id': { permission: 'reward.manage', make: async (e) => ({ ids: [(await e.import('GOODS')).id] }) },
  'GET /imports/:id/rows': { permission: 'reward.manage', make: async (e) => ({ ids: [(await e.import('GOODS')).id], query: { verdict: 'TAKEN' } }) },
  'PUT /imports/:id/columns': {
    permission: 'roster.import', by: 'organiser', inCity: true,
    make: async (e) => {
      const { id, columns: [first] } = await e.import('MEMBERS');
      return { ids: [id], body: { sheet: first!.sheet, fields: first!.fields } };
    },
  },
  'POST /imports/:id/confirm': { key: true, permission: 'roster.import', by: 'organiser', inCity: true, make: async (e) => ({ ids: [(await e.import('MEMBERS')).id] }) },
  'DELETE /imports/:id': { permission: 'reward.manage', make: async (e) => ({ ids: [(await e.import('GOODS')).id] }) },
  'GET /imports/:id/refused.xlsx': {
    make: async (e) => {
      const { id, refusedUrl } = await e.import('MEMBERS');
      return { ids: [id], query: Object.fromEntries(new URL(refusedUrl!, e.board.url).searchParams) };
    },
  },
  // registrations
  'GET /registrations/mine': { make: (e) => ({ as: e.people.member }) },
  'POST /registrations': { make: async (e) => ({ as: await e.world.person({ community: null, kind: 'RESIDENT' }), body: { communityId: e.world.community.id, compoundId: e.world.compound.id, building: '3号楼', name: '张三', skills: ['理发'] } }) },
  'GET /registrations': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'POST /registrations/:id/accept': { make: async (e) => ({ ids: [(await e.registration()).registration.id] }) },
  'POST /registrations/:id/return': { make: async (e) => ({ ids: [(await e.registration()).registration.id], body: reason }) },
  'POST /registrations/:id/withdraw': { make: async (e) => e.registration().then((r) => own(r.owner, r.registration.id)) },
  'POST /registrations/:id/transfer': { make: async (e) => e.accepted().then((r) => own(r.owner, r.registration.id, { body: { communityId: e.world.otherCommunity.id, building: '5号楼', name: '张三' } })) },
  'POST /registrations/:id/retire': { permission: 'registration.review', make: async (e) => e.accepted().then((r) => own(r.owner, r.registration.id, { body: { reason: '单位来函告知' } })) },
  'GET /registrations/poster': { make: (e) => ({ query: at(e) }) },
  'POST /registrations/poster/code': { make: (e) => ({ body: at(e) }) },
  'POST /registrations/poster/file': { make: (e) => ({ body: at(e) }) },
  'GET /downloads/posters/:id/poster.pdf': {
    make: async (e) => {
      const { url } = await e.people.secretary.api.registrations.posterFile(e.world.community.id);
      return { ids: [e.world.community.id], query: Object.fromEntries(new URL(url, e.board.url).searchParams) };
    },
  },
  // what one says of oneself, standing posts, who looks after what
  'GET /me/profile': { make: (e) => ({ as: e.people.member }) },
  'PUT /me/profile': { make: async (e) => ({ as: (await e.accepted()).owner, body: { stations: ['CARE'], building: '3号楼', range: 'STREET', wontKinds: ['HAIR'], wontText: '不搬重物' } }) },
  'POST /me/profile/confirm': { make: async (e) => ({ as: await e.world.person() }) },
  'GET /stations': { make: (e) => ({ query: at(e) }) },
  'GET /liaisons': { make: (e) => ({ query: { ...at(e), kind: 'MEMBER', status: 'PROPOSED' } }) },
  'GET /liaisons/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /liaisons/around': { make: (e) => ({ as: e.people.member, query: { areaId: e.world.compound.id } }) },
  'POST /liaisons': {
    others: 403, permission: 'list.manage',
    make: async (e) => {
      const { unitId } = await lookedAfter(e);
      return { as: undefined, body: { kind: 'UNIT', unitId, areaId: (await e.world.area(e.world.community, 'COMPOUND', `包联苑${++n}`)).id, households: '1—3号楼', from: '2026-01-01', to: '2099-12-31' } };
    },
  },
  'POST /liaisons/:id/accept': { permission: 'list.manage', make: async (e) => ({ ids: [(await offered(e)).id] }) },
  'POST /liaisons/:id/refuse': { make: async (e) => ({ ids: [(await offered(e)).id], body: reason }) },
  'POST /liaisons/:id/decline': { make: async (e) => asked(e).then((r) => own(r.owner, r.id)) },
  'POST /liaisons/:id/withdraw': { permission: 'list.manage', make: async (e) => ({ ids: [(await asked(e)).id] }) },
  'POST /liaisons/:id/end': {
    permission: 'list.manage',
    make: async (e) => {
      const { unitId } = await lookedAfter(e);
      return { ids: [(await e.people.secretary.api.liaisons.create({ kind: 'UNIT', unitId, areaId: (await e.world.area(e.world.community, 'COMPOUND', `包联苑${++n}`)).id })).id] };
    },
  },
  'GET /imports/:id/differences': { by: 'organiser', inCity: true, make: async (e) => ({ ids: [(await e.import('MEMBERS')).id], query: { kind: 'LEFT' } }) },
  'POST /imports/:id/differences/decide': {
    key: true, by: 'organiser', inCity: true,
    make: async (e) => {
      const { id } = await e.import('MEMBERS');
      await e.people.organiser.api.imports.confirm(id, key());
      return { ids: [id], body: { ids: [1], decision: 'KEEP' } };
    },
  },
  'GET /unit-registrations/mine': { make: (e) => ({ as: e.people.liaison }) },
  'POST /unit-registrations': {
    others: 403, permission: 'registration.review',
    make: async (e) => {
      const { id: unitId } = await e.world.unit();
      return { as: await e.world.person({ posts: [{ role: 'UNIT_LIAISON', unitId }] }), body: { unitId, communityId: e.world.community.id, liaisonName: '李联络', liaisonPhone: '0359-1234567', resources: '会议室' } };
    },
  },
  'GET /unit-registrations': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'POST /unit-registrations/:id/accept': { make: async (e) => ({ ids: [(await e.unitRegistration()).registration.id] }) },
  'POST /unit-registrations/:id/return': { make: async (e) => ({ ids: [(await e.unitRegistration()).registration.id], body: reason }) },
  'POST /unit-registrations/:id/withdraw': { make: async (e) => e.unitRegistration().then((r) => own(r.owner, r.registration.id)) },
};
