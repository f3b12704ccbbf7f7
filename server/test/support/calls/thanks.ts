import { dayOf, periodsOn } from '@xianfeng/shared';
import { makeDeeds } from '../../honours/deeds.js';
import { key } from '../../start.js';
import type { Actor } from '../../world.js';
import type { Estate } from '../estate.js';
import { at, own, reason, type Calls, type Made } from './entry.js';

const today = (e: Estate): string => dayOf(e.board.clock.now());
const yearOf = (e: Estate): number => Number(today(e).slice(0, 4));
const deeds = (e: Estate) => makeDeeds(e.board, e.world);
/** Somebody of the community's office other than those at the doors. */
const colleague = (e: Estate): Promise<Actor> => e.world.staff('COMMUNITY_SECRETARY', e.world.community);
const period = (e: Estate): string => periodsOn(today(e))[0]!.key;
/** One round of a community and its days: the last one makes way. */
const clear = (e: Estate) => e.board.tx.run((m) => m.query('DELETE FROM evaluation_round WHERE communityId = ?', [e.world.community.id]));
const round = async (e: Estate) => {
  const owner = await e.world.person(), office = await colleague(e);
  await deeds(e).served([owner], { day: today(e) });
  await clear(e);
  return { owner, office, id: (await office.api.evaluations.open({ areaId: e.world.community.id, period: period(e) }, key())).id };
};
const evaluation = async (e: Estate) => {
  const { owner, office, id } = await round(e);
  await office.api.evaluations.send(id, {}, key());
  return { owner, id: (await owner.api.evaluations.mine({})).items[0]!.id };
};
const campaignBody = (e: Estate) => ({ areaId: e.world.community.id, subject: 'MEMBER' as const, title: '模范在职党员', from: `${yearOf(e)}-01-01`, to: today(e), minHours: 1, minServices: 1, minConfirmed: 0, registeredBy: today(e) });
const fitting = async (e: Estate): Promise<Actor> => {
  const who = await e.world.person();
  await deeds(e).registered(who, `${yearOf(e)}-01-01`);
  await deeds(e).served([who], { day: today(e) });
  return who;
};
/** Nominated; `upTo` says how far it went. */
const campaign = async (e: Estate, upTo: 'nominated' | 'shortlisted' | 'published' | 'over' | 'decided' = 'nominated') => {
  const owner = await fitting(e), { api } = await colleague(e), { id } = await api.campaigns.create(campaignBody(e), key());
  const nominationId = (await api.campaigns.nominate(id, { userId: owner.id }, key())).nominations[0]!.id, made = { owner, api, id, nominationId };
  if (upTo === 'nominated') return made;
  await api.campaigns.shortlist(nominationId, key());
  if (upTo === 'shortlisted') return made;
  await api.campaigns.publish(id, key());
  if (upTo === 'published') return made;
  await e.board.tx.run((m) => m.query('UPDATE campaign SET noticeUntil = 1 WHERE id = ?', [id]));
  if (upTo === 'decided') await (await e.world.staff('STREET_OFFICER', e.world.street)).api.campaigns.decide(id, key());
  return made;
};
const objection = async (e: Estate): Promise<number> => {
  const { nominationId, api, id } = await campaign(e, 'published');
  await (await e.world.person({ kind: 'RESIDENT' })).api.campaigns.object(nominationId, { text: '那天他没有来过' }, key());
  return (await api.campaigns.get(id)).objections[0]!.id;
};
/** To a unit's liaison, who may be told; `upTo` says how far it went. */
const letter = async (e: Estate, upTo: 'draft' | 'submitted' | 'approved' | 'delivered' = 'draft') => {
  const { member, liaison } = await deeds(e).unitAtWork(), office = await colleague(e), officer = await e.world.staff('STREET_OFFICER', e.world.street), batch = { areaId: e.world.community.id, year: yearOf(e) };
  await deeds(e).served([member], { day: today(e), minutes: 300 });
  await deeds(e).consent(member, 'UNIT_SHARE');
  await office.api.letters.draft(batch, key());
  const [{ id } = { id: 0 }] = await e.board.tx.read.query<{ id: number }[]>('SELECT id FROM letter WHERE userId = ?', [member.id]), letterIds = [id];
  if (upTo !== 'draft') await office.api.letters.submit(batch, key());
  if (upTo === 'approved' || upTo === 'delivered') await officer.api.letters.approve({ letterIds }, key());
  if (upTo === 'delivered') await officer.api.letters.deliver({ letterIds }, key());
  return { member, liaison, id };
};
const word = async (e: Estate): Promise<number> => (await deeds(e).served([await e.world.person()], { day: today(e), words: '多亏了他' })).wordId;
/** A signed link as a call of its route. */
const followed = (url: string): Made => {
  const { pathname, searchParams } = new URL(url, 'http://x');
  return { ids: pathname.split('/').filter((part) => /^\d+$/.test(part)), query: Object.fromEntries(searchParams) };
};

export const THANKS: Calls = {
  // 双评价
  'GET /evaluation-rounds': { make: (e) => ({ query: at(e) }) },
  'POST /evaluation-rounds': { key: true, make: async (e) => clear(e).then(() => ({ body: { ...at(e), period: period(e) } })) },
  'GET /evaluation-rounds/:id': { make: async (e) => ({ ids: [(await round(e)).id] }) },
  'POST /evaluation-rounds/:id/send': { key: true, make: async (e) => round(e).then((r) => ({ ids: [r.id], body: { exceptions: [{ userId: r.owner.id, level: 'GREAT', sentence: '随叫随到' }] } })) },
  'POST /evaluation-rounds/:id/voice': { key: true, make: async (e) => round(e).then((r) => own(r.owner, r.id, { body: { clarity: 'GREAT', usefulness: 'GOOD', respect: 'GREAT', sentence: '通知清楚' } })) },
  'GET /evaluations/asked': { make: (e) => ({ as: e.people.member }) },
  'GET /evaluations/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /evaluations/of-units': { make: (e) => ({ as: e.people.liaison, query: {} }) },
  'POST /evaluations/:id/answer': { key: true, make: async (e) => evaluation(e).then((r) => own(r.owner, r.id, { body: { text: '谢谢，明年继续' } })) },
  // 双评选
  'GET /campaigns': { make: (e) => ({ query: at(e) }) },
  'POST /campaigns': { key: true, make: (e) => ({ body: campaignBody(e) }) },
  'GET /campaigns/:id': { make: async (e) => ({ ids: [(await campaign(e)).id] }) },
  'GET /campaigns/:id/eligible': { make: async (e) => ({ ids: [(await campaign(e)).id], query: {} }) },
  'POST /campaigns/:id/nominate': { key: true, make: async (e) => ({ ids: [(await campaign(e)).id], body: { userId: (await fitting(e)).id } }) },
  'POST /campaigns/:id/publish': { key: true, make: async (e) => ({ ids: [(await campaign(e, 'shortlisted')).id] }) },
  'POST /campaigns/:id/drop': { key: true, make: async (e) => ({ ids: [(await campaign(e)).id], body: reason }) },
  'POST /campaigns/:id/decide': { key: true, by: 'streetOfficer', make: async (e) => ({ ids: [(await campaign(e, 'over')).id] }) },
  'POST /nominations/:id/shortlist': { key: true, make: async (e) => ({ ids: [(await campaign(e)).nominationId] }) },
  'POST /nominations/:id/leave-out': { key: true, make: async (e) => ({ ids: [(await campaign(e)).nominationId], body: reason }) },
  'POST /nominations/:id/withdraw': { key: true, make: async (e) => campaign(e).then((r) => own(r.owner, r.nominationId)) },
  'POST /nominations/:id/file': { permission: 'honour.manage', make: async (e) => campaign(e, 'decided').then((r) => own(r.owner, r.nominationId)) },
  'POST /nominations/:id/objections': { key: true, everyone: true, make: async (e) => own(await e.world.person({ kind: 'RESIDENT' }), (await campaign(e, 'published')).nominationId, { body: { text: '那天他没有来过' } }) },
  'POST /objections/:id/answer': { key: true, make: async (e) => ({ ids: [await objection(e)], body: { upheld: false, answer: '核对签到，他来过' } }) },
  'GET /open-campaigns': { make: (e) => ({ as: e.people.member }) },
  'POST /open-campaigns/:id/nominations': { key: true, everyone: true, make: async (e) => own(await fitting(e), (await campaign(e)).id, { body: {} }) },
  'GET /honours/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /campaign-notices': { make: () => ({}) },
  'GET /campaign-notices/:id': { make: async (e) => ({ ids: [(await campaign(e, 'published')).id] }) },
  'GET /downloads/campaign-certificates/:id/paper.pdf': { make: async (e) => campaign(e, 'decided').then(async (r) => followed((await r.owner.api.campaigns.certificate(r.nominationId)).url)) },
  // 表扬信
  'GET /letters': { make: (e) => ({ query: { ...at(e), year: yearOf(e), status: 'DRAFT' } }) },
  'POST /letters/draft': { key: true, make: (e) => ({ body: { ...at(e), year: yearOf(e) } }) },
  'POST /letters/submit': { key: true, make: (e) => ({ body: { ...at(e), year: yearOf(e) } }) },
  'POST /letters/approve': { key: true, by: 'streetOfficer', filtered: true, make: async (e) => ({ body: { letterIds: [(await letter(e, 'submitted')).id] } }) },
  'POST /letters/deliver': { key: true, by: 'streetOfficer', filtered: true, make: async (e) => ({ body: { letterIds: [(await letter(e, 'approved')).id] } }) },
  'GET /letters/received': { make: (e) => ({ as: e.people.liaison, query: {} }) },
  'GET /letters/:id': { permission: 'honour.manage', make: async (e) => letter(e, 'delivered').then((r) => own(r.member, r.id)) },
  'POST /letters/:id/return': { key: true, by: 'streetOfficer', permission: 'honour.approve', make: async (e) => ({ ids: [(await letter(e, 'submitted')).id], body: reason }) },
  'POST /letters/:id/void': { key: true, make: async (e) => ({ ids: [(await letter(e)).id], body: reason }) },
  'POST /letters/:id/receive': { key: true, make: async (e) => letter(e, 'delivered').then((r) => own(r.liaison, r.id)) },
  'POST /letters/:id/file': { permission: 'honour.manage', make: async (e) => letter(e, 'delivered').then((r) => own(r.member, r.id)) },
  'GET /downloads/letters/:id/paper.pdf': { make: async (e) => letter(e, 'delivered').then(async (r) => followed((await r.member.api.letters.file(r.id)).url)) },
  // words of thanks
  'GET /thanks-words': { make: (e) => ({ query: { ...at(e), status: 'WAITING' } }) },
  'POST /thanks-words/pass': { key: true, filtered: true, make: async (e) => ({ body: { wordIds: [await word(e)], usable: true } }) },
  'GET /thanks-words/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
};
