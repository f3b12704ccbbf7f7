import { addDays, dayOf, monthOf } from '@xianfeng/shared';
import { DEFAULT_TARIFF } from '../../../src/credit/tariff/tariff.rules.js';
import type { Estate } from '../estate.js';
import { at, own, reason, type Calls } from './entry.js';

let n = 0, published = 0, additions = 0;
const goods = () => ({ name: `毛巾${++n}`, spec: '一条', unit: '条', kind: 'GOODS', points: 10, stock: 5, donor: '甲局', bestBefore: '2099-12-31', perPerson: 2 });
const pickupPoint = () => ({ name: `兑换点${++n}`, address: '和平路 1 号', openHours: '9:00–17:00', phone: '0359-1234567' });
const tariff = () => ({ name: `积分办法${++n}`, note: '试行', rules: DEFAULT_TARIFF });
/** Days of its own for each: those of one community and kind must not meet. */
const addition = (e: Estate) => {
  const from = addDays(dayOf(e.board.clock.now()), ++additions * 2);
  return { areaId: e.world.community.id, title: '周末加分', kinds: ['CLEAN' as const], percent: 20, budget: 500, from, to: addDays(from, 1) };
};

export const CREDIT: Calls = {
  // points
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
  // the tariff is the city's, an addition its community's
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
  'POST /redemptions/:id/wechat-code': { make: async (e) => e.redemption().then((r) => own(r.owner, r.redemption.id)) },
  'POST /redemptions/:id/cancel': { key: true, make: async (e) => e.redemption().then((r) => own(r.owner, r.redemption.id)) },
};
