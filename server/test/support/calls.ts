import { addDays, dayOf, HOUR_MS, monthOf, type LocalFile, type Permission } from '@xianfeng/shared';
import { DEFAULT_TARIFF } from '../../src/credit/tariff/tariff.rules.js';
import { DemoAccountRow } from '../../src/people/users/user.entity.js';
import { key } from '../start.js';
import type { Actor } from '../world.js';
import type { Estate, PersonName } from './estate.js';

/** One good request: whose it is, the ids in its path in their order, and what it carries. */
export interface Made { as?: Actor; ids?: (number | string)[]; query?: object; body?: object; file?: LocalFile }
export interface Entry {
  make: (e: Estate) => Promise<Made> | Made;
  /** Carries an Idempotency-Key. */
  key?: true;
  /** Who may for certain, where it is not the secretary (routes of a post) or the row's owner (own routes). */
  by?: PersonName;
  /** The permission that the use case asks for, where it is not the route's: files of different kinds, own rows that a desk may see. */
  permission?: Permission;
  /** Another one that is as good. */
  also?: Permission;
  /** An own route with an id that every signed-in person may see or join. */
  everyone?: true;
  /** The whole city is concerned, not the community. */
  inCity?: true;
  /** For others than the owner, where the body names the row. */
  others?: number;
  /** Somebody of another subtree is answered, without anything of this one. */
  filtered?: true;
  /** Kept although the call is refused: a guess that counts. */
  writes?: string[];
}

const reason = { reason: '请补充说明' };
const at = (e: Estate) => ({ areaId: e.world.community.id });
const own = (owner: Actor, id: number, more: Partial<Made> = {}): Made => ({ as: owner, ids: [id], ...more });
const shiftOf = async (e: Estate): Promise<number> => (await e.task()).shifts[0]!.id;
const codeFor = async (e: Estate, phone: string) => ({ phone, code: (await e.board.api().session.phoneCode(phone)).demoCode! });
let n = 0;
const newPhone = (): string => `1547${String(++n).padStart(7, '0')}`;
const newTask = (e: Estate) => {
  const startsAt = e.board.clock.now() + 24 * HOUR_MS;
  return {
    areaId: e.world.community.id, kind: 'CLEAN', title: '清理楼道', summary: '清理杂物', place: '三号楼', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places: 3 }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'CODE',
    photoRule: 'REQUIRED', photoReason: '留存前后对照', riskNote: '注意脚下', contactName: '王书记', contactPhone: '15400000000', publish: true,
  };
};
const goods = () => ({ name: `毛巾${++n}`, spec: '一条', unit: '条', kind: 'GOODS', points: 10, stock: 5, donor: '甲局', bestBefore: '2099-12-31', perPerson: 2 });

const pickupPoint = () => ({ name: `兑换点${++n}`, address: '和平路 1 号', openHours: '9:00–17:00', phone: '0359-1234567' });

const tariff = () => ({ name: `积分办法${++n}`, note: '试行', rules: DEFAULT_TARIFF });
let published = 0, additions = 0;
/** Days of its own for each: those of one community and kind must not meet. */
const addition = (e: Estate) => {
  const from = addDays(dayOf(e.board.clock.now()), ++additions * 2);
  return { areaId: e.world.community.id, title: '周末加分', kinds: ['CLEAN' as const], percent: 20, budget: 500, from, to: addDays(from, 1) };
};

/** Every route of the product with a good request to it. A route that is missing here fails the tests that walk this table. */
export const CALLS: Record<string, Entry> = {
  // people: sessions and oneself
  'GET /session/demo': { make: () => ({}) },
  'POST /session/demo': {
    make: async (e) => {
      const who = await e.world.person();
      await e.board.tx.run((m) => m.insert(DemoAccountRow, { phone: who.phone, userId: who.id, title: '居民', hint: '试试看', sort: ++n }));
      return { body: { phone: who.phone } };
    },
  },
  'POST /session/wechat': { make: () => ({ body: { code: `w${++n}` } }) },
  'POST /session/phone-code': { make: () => ({ body: { phone: newPhone() } }) },
  'POST /session/phone': { make: async (e) => ({ body: await codeFor(e, newPhone()) }) },
  'POST /session/bind-phone': { make: async (e) => ({ as: await e.world.person(), body: await codeFor(e, newPhone()) }) },
  'DELETE /session': { make: async (e) => ({ as: await e.world.person() }) },
  'GET /me': { make: (e) => ({ as: e.people.member }) },
  'PUT /me': { make: async (e) => ({ as: await e.world.person({ kind: 'RESIDENT' }), body: { name: '张三', elder: true, skills: ['理发'], freeTimes: ['WEEKEND'] } }) },
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
  // people: areas, units, posts
  'GET /areas': { make: (e) => ({ query: { parentId: e.world.street.id } }) },
  'GET /areas/:id': { make: (e) => ({ ids: [e.world.community.id] }) },
  'POST /areas': { by: 'organiser', make: (e) => ({ body: { parentId: e.world.community.id, kind: 'COMPOUND', name: `新苑${++n}` } }) },
  'PUT /areas/:id': { by: 'organiser', make: async (e) => ({ ids: [(await e.world.area(e.world.community, 'COMPOUND', `旧苑${++n}`)).id], body: { name: `改苑${++n}` } }) },
  'GET /units': { make: (e) => ({ as: e.people.member, query: { q: '测试' } }) },
  'POST /units': { by: 'organiser', inCity: true, make: (e) => ({ body: { name: `甲局${++n}`, areaId: e.world.community.id } }) },
  'GET /posts': { make: (e) => ({ query: at(e) }) },
  'POST /posts': { make: async (e) => ({ body: { userId: (await e.world.person()).id, role: 'KEEPER', ...at(e), from: dayOf(e.board.clock.now()), to: '2099-01-01' } }) },
  'DELETE /posts/:id': { make: async (e) => ({ ids: [(await e.people.secretary.api.posts.create({ userId: (await e.world.person()).id, role: 'KEEPER', ...at(e), from: dayOf(e.board.clock.now()) })).id] }) },
  // people: imports. Goods of a pickup point belong to its community, rosters to the city.
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
  // people: registrations
  'GET /registrations/mine': { make: (e) => ({ as: e.people.member }) },
  'POST /registrations': { make: async (e) => ({ as: await e.world.person({ community: null, kind: 'RESIDENT' }), body: { communityId: e.world.community.id, compoundId: e.world.compound.id, building: '3号楼', name: '张三', skills: ['理发'] } }) },
  'GET /registrations': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'POST /registrations/:id/accept': { make: async (e) => ({ ids: [(await e.registration()).registration.id] }) },
  'POST /registrations/:id/return': { make: async (e) => ({ ids: [(await e.registration()).registration.id], body: reason }) },
  'POST /registrations/:id/withdraw': { make: async (e) => e.registration().then((r) => own(r.owner, r.registration.id)) },
  'POST /registrations/:id/transfer': { make: async (e) => e.accepted().then((r) => own(r.owner, r.registration.id, { body: { communityId: e.world.otherCommunity.id, building: '5号楼', name: '张三' } })) },
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
  // reach
  'GET /notices': { make: (e) => ({ as: e.people.member, query: {} }) },
  'POST /notices/read-all': { make: async (e) => ({ as: (await e.notice()).owner }) },
  'POST /notices/:id/read': { make: async (e) => e.notice().then((r) => own(r.owner, r.id)) },
  'POST /uploads': { make: async (e) => ({ as: await e.world.person(), file: await e.photo() }) },
  'GET /files/:id/:variant': {
    make: async (e) => {
      const { id, url } = await (await e.world.person()).api.uploads.photo(await e.photo());
      return { ids: [id, 'photo'], query: Object.fromEntries(new URL(url, e.board.url).searchParams) };
    },
  },
  // board: needs
  'POST /needs': { key: true, make: async (e) => ({ as: await e.world.person(), body: { ...at(e), kind: 'REPAIR', title: '灯不亮了', text: '楼道的灯', place: '三号楼', onBehalfOf: '李奶奶', phone: '0359-1234567' } }) },
  'GET /needs/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /needs': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'GET /needs/:id': { permission: 'need.review', make: async (e) => e.need().then((r) => own(r.owner, r.need.id)) },
  'POST /needs/:id/answer': { make: async (e) => ({ ids: [(await e.need()).need.id], body: { reply: '已安排' } }) },
  'POST /needs/:id/refuse': { make: async (e) => ({ ids: [(await e.need()).need.id], body: { reply: '请找物业' } }) },
  'POST /needs/:id/withdraw': { make: async (e) => e.need().then((r) => own(r.owner, r.need.id)) },
  'POST /needs/:id/feedback': { make: async (e) => e.answeredNeed().then((r) => own(r.owner, r.need.id, { body: { helped: true, text: '谢谢' } })) },
  // board: tasks
  'GET /task-templates': { make: (e) => ({ as: e.people.secretary }) },
  'GET /open-tasks': { make: (e) => ({ query: at(e) }) },
  'GET /tasks': { make: (e) => ({ as: e.people.member, query: { ...at(e), order: 'SOONEST', kind: 'CLEAN', when: 'EVENING', q: '楼道' } }) },
  'GET /desk/tasks': { make: (e) => ({ query: { ...at(e), status: 'PUBLISHED' } }) },
  'GET /tasks/:id': { make: async (e) => ({ ids: [(await e.task()).id] }) },
  'POST /tasks': { key: true, make: (e) => ({ body: newTask(e) }) },
  'PUT /tasks/:id': {
    key: true,
    make: async (e) => {
      const { areaId: _, publish: __, ...body } = newTask(e);
      return { ids: [(await e.task()).id], body };
    },
  },
  'POST /tasks/:id/publish': { key: true, make: async (e) => ({ ids: [(await e.task({ publish: false })).id] }) },
  'POST /tasks/:id/copy': { make: async (e) => ({ ids: [(await e.task()).id] }) },
  'POST /tasks/:id/withdraw': { key: true, make: async (e) => ({ ids: [(await e.task()).id] }) },
  'POST /tasks/:id/cancel': { key: true, make: async (e) => ({ ids: [(await e.claim()).task.id], body: { reason: '下雨了' } }) },
  'DELETE /tasks/:id': { make: async (e) => ({ ids: [(await e.task({ publish: false })).id] }) },
  // board: claims and offers
  'POST /claims': { key: true, make: async (e) => ({ as: await e.world.person(), body: { shiftId: await shiftOf(e), waitlist: true } }) },
  'GET /claims/mine': { make: (e) => ({ as: e.people.member, query: { state: 'COMING' } }) },
  'GET /claims/:id': { make: async (e) => e.claim().then((r) => own(r.owner, r.claim.id)) },
  'POST /claims/:id/withdraw': { key: true, make: async (e) => e.claim().then((r) => own(r.owner, r.claim.id)) },
  'GET /shifts/:id/roster': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /claims/by-organiser': { key: true, make: async (e) => ({ body: { shiftId: await shiftOf(e), userId: (await e.world.person()).id, anyway: true } }) },
  'POST /claims/:id/approve': { key: true, make: async (e) => ({ ids: [(await e.claim({ claimMode: 'APPROVAL' })).claim.id] }) },
  'POST /claims/:id/refuse': { key: true, make: async (e) => ({ ids: [(await e.claim({ claimMode: 'APPROVAL' })).claim.id] }) },
  'POST /claims/:id/excuse': { key: true, make: async (e) => ({ ids: [(await e.claim()).claim.id] }) },
  'POST /claims/:id/no-show': { key: true, make: async (e) => ({ ids: [(await e.begun()).claim.id] }) },
  'GET /offers/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /shifts/:id/candidates': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /offers': { key: true, make: async (e) => ({ body: { shiftId: await shiftOf(e), userIds: [(await e.world.person()).id] } }) },
  'GET /shifts/:id/offers': { make: async (e) => ({ ids: [(await e.offer()).shiftId] }) },
  'POST /offers/:id/accept': { key: true, make: async (e) => e.offer().then((r) => own(r.owner, r.id)) },
  'POST /offers/:id/decline': { make: async (e) => e.offer().then((r) => own(r.owner, r.id)) },
  // board: attendance
  'POST /attendance/scan': { key: true, others: 409, make: async (e) => e.claim().then(async (r) => ({ as: r.owner, body: { payload: (await e.people.secretary.api.attendance.shiftCode(r.claim.shiftId)).payload } })) },
  'POST /attendance/day-code': { key: true, others: 409, make: async (e) => e.claim().then(async (r) => ({ as: r.owner, body: { taskId: r.task.id, code: (await e.people.secretary.api.attendance.shiftCode(r.claim.shiftId)).dayCode } })) },
  'POST /claims/:id/check-out': { key: true, make: async (e) => e.attended().then((r) => own(r.owner, r.claim.id)) },
  'GET /shifts/:id/code': { make: async (e) => ({ ids: [await shiftOf(e)] }) },
  'POST /shifts/:id/mark': { key: true, make: async (e) => e.begun().then((r) => ({ ids: [r.claim.shiftId], body: { claimIds: [r.claim.id], present: true } })) },
  'POST /shifts/:id/member-code': { key: true, make: async (e) => e.claim().then(async (r) => ({ ids: [r.claim.shiftId], body: { payload: (await r.owner.api.me.code()).payload } })) },
  'POST /shifts/:id/walk-ups': { key: true, make: async (e) => ({ ids: [(await e.begun()).claim.shiftId], body: { name: '过路人', phoneTail: '9876' } }) },
  // board: logs and records
  'POST /logs': { key: true, others: 404, make: async (e) => e.attended().then((r) => ({ as: r.owner, body: { claimId: r.claim.id, text: '已完成', photoIds: [] } })) },
  'GET /logs/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /logs': { make: (e) => ({ query: { ...at(e), status: 'SUBMITTED' } }) },
  'GET /logs/:id': { permission: 'log.verify', make: async (e) => e.log().then((r) => own(r.owner, r.log.id)) },
  'PUT /logs/:id': { key: true, make: async (e) => e.log().then((r) => own(r.owner, r.log.id, { body: { claimId: r.log.claimId, text: '补充一句' } })) },
  'POST /logs/verify': { key: true, filtered: true, writes: ['idempotency'], make: async (e) => ({ body: { logIds: [(await e.log()).log.id] } }) },
  'POST /logs/:id/return': { key: true, make: async (e) => ({ ids: [(await e.log()).log.id], body: reason }) },
  'POST /logs/:id/reject': { key: true, make: async (e) => ({ ids: [(await e.log()).log.id], body: reason }) },
  'GET /records/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /records/summary': { make: (e) => ({ as: e.people.member }) },
  // credit
  'GET /points': { make: (e) => ({ as: e.people.member }) },
  'GET /points/entries': { make: (e) => ({ as: e.people.member, query: {} }) },
  'GET /points/entries/:id': { permission: 'points.correct', also: 'audit.read', make: async (e) => e.entry().then((r) => own(r.owner, r.id)) },
  'POST /points/appeal': { key: true, others: 409, make: async (e) => ({ as: (await e.freeze()).owner, body: { text: '那两次我都在场' } }) },
  'GET /freezes': { make: (e) => ({ query: { ...at(e), status: 'ACTIVE' } }) },
  'POST /freezes': { key: true, make: async (e) => ({ body: { userId: (await e.world.person()).id, ...reason } }) },
  'POST /freezes/:id/lift': { key: true, make: async (e) => ({ ids: [(await e.freeze()).id], body: reason }) },
  'POST /freezes/:id/keep': { key: true, make: async (e) => ({ ids: [(await e.freeze(true)).id], body: reason }) },
  'GET /corrections': { make: (e) => ({ query: { ...at(e), status: 'PROPOSED' } }) },
  'POST /corrections': { key: true, make: async (e) => ({ body: { kind: 'ADJUST', userId: (await e.world.person()).id, points: 5, ...reason } }) },
  'POST /corrections/:id/approve': { key: true, make: async (e) => ({ ids: [(await e.correction()).id] }) },
  'POST /corrections/:id/refuse': { key: true, make: async (e) => ({ ids: [(await e.correction()).id], body: reason }) },
  // credit: the tariff is the city's, an addition its community's
  'GET /tariff': { make: (e) => ({ as: e.people.member }) },
  'GET /tariffs': { by: 'streetOfficer', filtered: true, make: () => ({}) },
  'POST /tariffs': { by: 'organiser', inCity: true, make: () => ({ body: tariff() }) },
  'PUT /tariffs/:id': { by: 'organiser', inCity: true, make: async (e) => ({ ids: [(await e.people.organiser.api.tariffs.create(tariff())).id], body: tariff() }) },
  'DELETE /tariffs/:id': { by: 'organiser', inCity: true, make: async (e) => ({ ids: [(await e.people.organiser.api.tariffs.create(tariff())).id] }) },
  'POST /tariffs/:id/publish': { by: 'organiser', inCity: true, make: async (e) => ({ ids: [(await e.people.organiser.api.tariffs.create(tariff())).id], body: { effectiveFrom: addDays(dayOf(e.board.clock.now()), ++published) } }) },
  'GET /additions': { make: (e) => ({ query: at(e) }) },
  'POST /additions': { make: (e) => ({ body: addition(e) }) },
  'POST /additions/:id/approve': { by: 'streetOfficer', make: async (e) => ({ ids: [(await e.people.secretary.api.additions.propose(addition(e))).id] }) },
  'POST /additions/:id/refuse': { by: 'streetOfficer', make: async (e) => ({ ids: [(await e.people.secretary.api.additions.propose(addition(e))).id] }) },
  'POST /additions/:id/end': { make: async (e) => ({ ids: [(await e.people.streetOfficer.api.additions.approve((await e.people.secretary.api.additions.propose(addition(e))).id)).id] }) },
  'GET /pickup-points': { make: (e) => ({ as: e.people.member }) },
  'GET /rewards': { make: (e) => ({ as: e.people.member, query: { pickupPointId: e.pointId } }) },
  'POST /pickup-points': { make: (e) => ({ body: { ...at(e), ...pickupPoint() } }) },
  'PUT /pickup-points/:id': { make: async (e) => ({ ids: [(await e.shelf()).pointId], body: pickupPoint() }) },
  'POST /pickup-points/:id/rewards': { key: true, make: (e) => ({ ids: [e.pointId], body: goods() }) },
  'GET /rewards/:id': { everyone: true, make: async (e) => ({ as: e.people.member, ids: [await e.reward()] }) },
  'PUT /rewards/:id': { make: async (e) => ({ ids: [await e.reward()], body: { intro: '本地产', donor: '甲局', bestBefore: '2099-12-31', perPerson: 1, limitPeriod: 'YEAR', costFen: 500, listed: true, photoIds: [] } }) },
  'POST /rewards/:id/restock': { key: true, make: async (e) => ({ ids: [await e.reward()], body: { quantity: 3, source: 'DONATION', donor: '甲局', bestBefore: '2099-12-31' } }) },
  'POST /rewards/:id/damage': { key: true, make: async (e) => ({ ids: [await e.reward()], body: { quantity: 1, reason: '受潮' } }) },
  'POST /rewards/:id/wait': { everyone: true, make: async (e) => ({ as: await e.world.person(), ids: [await e.soldOut()] }) },
  'DELETE /rewards/:id/wait': { everyone: true, make: async (e) => ({ as: await e.world.person(), ids: [await e.soldOut()] }) },
  'GET /desk/rewards': { make: (e) => ({ query: { pickupPointId: e.pointId, show: 'LOW' } }) },
  'GET /stock-moves': { make: async (e) => ({ query: { pickupPointId: e.pointId, rewardId: await e.reward() } }) },
  'GET /stock-sheet': { make: (e) => ({ query: { pickupPointId: e.pointId, month: monthOf(e.board.clock.now()) } }) },
  'GET /stock-takes': { make: async (e) => ({ query: { pickupPointId: (await e.stockTake()).pointId } }) },
  'POST /pickup-points/:id/stock-takes': { key: true, make: async (e) => ({ ids: [(await e.shelf()).pointId] }) },
  'GET /stock-takes/:id': { make: async (e) => ({ ids: [(await e.stockTake()).takeId] }) },
  'PUT /stock-takes/:id': { make: async (e) => e.stockTake().then((t) => ({ ids: [t.takeId], body: { lines: [{ rewardId: t.rewardId, counted: 9, note: '少一袋' }] } })) },
  'POST /stock-takes/:id/submit': {
    key: true,
    make: async (e) => {
      const { takeId, rewardId } = await e.stockTake();
      await e.people.secretary.api.stockTakes.count(takeId, { lines: [{ rewardId, counted: 9 }] });
      return { ids: [takeId] };
    },
  },
  'POST /stock-takes/:id/confirm': { key: true, make: async (e) => ({ ids: [(await e.stockTake(true)).takeId] }) },
  'POST /stock-takes/:id/drop': { key: true, make: async (e) => ({ ids: [(await e.stockTake(true)).takeId] }) },
  'GET /guard': { filtered: true, make: () => ({}) },
  'GET /funds': { by: 'streetOfficer', make: (e) => ({ query: at(e) }) },
  'POST /funds': { key: true, by: 'streetOfficer', make: (e) => ({ body: { ...at(e), amountFen: 100_000, source: '街道经费', note: '第四季度' } }) },
  'POST /redemptions': {
    key: true,
    make: async (e) => {
      const as = await e.world.person();
      await e.shop.give(as, 100);
      return { as, body: { rewardId: await e.reward(), quantity: 1 } };
    },
  },
  'GET /redemptions': { make: (e) => ({ query: { pickupPointId: e.pointId, status: 'HELD' } }) },
  'GET /redemptions/mine': { make: (e) => ({ as: e.people.member, query: {} }) },
  'POST /redemptions/look-up': { writes: ['pickup_try', 'person'], make: async (e) => ({ body: { code: (await e.redemption()).redemption.code! } }) },
  'POST /redemptions/collect': { key: true, writes: ['pickup_try', 'person'], make: async (e) => ({ body: { code: (await e.redemption()).redemption.code! } }) },
  'GET /redemptions/:id': { permission: 'reward.collect', make: async (e) => e.redemption().then((r) => own(r.owner, r.redemption.id)) },
  'POST /redemptions/:id/call-off': { key: true, make: async (e) => ({ ids: [(await e.redemption()).redemption.id], body: reason }) },
  'POST /redemptions/:id/substitute': { key: true, make: async (e) => ({ ids: [(await e.redemption()).redemption.id], body: { rewardId: await e.reward(), note: '大米受潮了' } }) },
  'POST /redemptions/:id/substitute/accept': { key: true, make: async (e) => e.offered().then((r) => own(r.owner, r.redemption.id)) },
  'POST /redemptions/:id/substitute/decline': { key: true, make: async (e) => e.offered().then((r) => own(r.owner, r.redemption.id)) },
  'POST /redemptions/:id/give-back': { key: true, make: async (e) => ({ ids: [(await e.collected()).redemption.id], body: reason }) },
  'POST /counter/find': { make: async (e) => ({ body: e.atCounter(await e.world.person()) }) },
  'POST /counter/orders': {
    key: true,
    make: async (e) => {
      const who = await e.world.person();
      await e.shop.give(who, 100);
      return { body: { ...e.atCounter(who), rewardId: await e.reward(), quantity: 1 } };
    },
  },
  'POST /counter/collect': { key: true, make: async (e) => e.redemption().then((r) => ({ body: { ...e.atCounter(r.owner), redemptionId: r.redemption.id } })) },
  'POST /redemptions/:id/cancel': { key: true, make: async (e) => e.redemption().then((r) => own(r.owner, r.redemption.id)) },
  // insight
  'GET /desk': { make: (e) => ({ query: at(e) }) },
  'POST /simulations': { by: 'streetOfficer', filtered: true, make: () => ({ body: { rules: DEFAULT_TARIFF } }) },
  'GET /journal': { by: 'auditor', make: (e) => ({ query: { ...at(e), kind: 'AWARD', q: '测试员', from: '2026-01-01', to: '2099-01-01' } }) },
  'GET /journal/:id': { by: 'auditor', make: async (e) => ({ ids: [(await e.entry()).id] }) },
  'GET /reconcile': { by: 'auditor', inCity: true, make: () => ({ query: {} }) },
  'GET /reconcile/:id': { by: 'auditor', inCity: true, make: async (e) => ({ ids: [(await e.people.organiser.api.reconcile.run(key())).id] }) },
  'POST /reconcile': { key: true, by: 'auditor', inCity: true, make: () => ({}) },
  'GET /insight': { make: (e) => ({ query: at(e) }) },
};

/** The request of a table entry, as somebody sends it. */
export function request(route: string, made: Made, who: { token: string } | null, withKey = CALLS[route]!.key ?? false) {
  const [method = '', pattern = ''] = route.split(' ');
  const ids = [...(made.ids ?? [])];
  const path = pattern.replace(/:\w+/g, () => String(ids.shift()));
  return { method, path, query: made.query, body: made.body, file: made.file, token: who?.token, key: withKey ? key() : undefined };
}
