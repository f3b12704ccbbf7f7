import { dayOf } from '@xianfeng/shared';
import { key } from '../../start.js';
import type { Estate } from '../estate.js';
import { at, type Calls } from './entry.js';

const IDEA = { kind: 'IDEA', text: '报到时不要再问一遍单位', page: '报到' } as const;
const suggested = async (e: Estate) => (await (await e.world.person()).api.suggestions.send(IDEA, key())).id;
/** A signed link as a call of its route: kind, area and filter stand in its path. */
const followed = (url: string) => {
  const { pathname, searchParams } = new URL(url, 'http://x');
  return { ids: pathname.split('/').slice(-3), query: Object.fromEntries(searchParams) };
};

export const BURDEN: Calls = {
  'POST /exports': { permission: 'log.verify', make: (e) => ({ body: { ...at(e), kind: 'LOGS', state: 'VERIFIED', from: '2026-01-01', to: '2099-12-31', phones: false } }) },
  'POST /exports/year': { permission: 'insight.view', make: (e) => ({ body: { ...at(e), year: Number(dayOf(e.board.clock.now()).slice(0, 4)) } }) },
  'GET /downloads/exports/:kind/:id/:filter': { make: async (e) => followed((await e.people.secretary.api.exports.list({ ...at(e), kind: 'NEEDS' })).url) },
  'GET /burden': { by: 'organiser', permission: 'insight.view', inCity: true, make: () => ({ query: { weeks: 4 } }) },
  'POST /burden': { make: () => ({ body: { intent: 'CLAIM', who: 'MEMBER', taps: 2, fields: 0, bucket: 0, items: 1 } }) },
  'GET /about': { make: () => ({}) },
  'POST /suggestions': { key: true, make: async (e) => ({ as: await e.world.person(), body: IDEA }) },
  'GET /suggestions/mine': { make: (e) => ({ as: e.people.member }) },
  'GET /suggestions': { by: 'organiser', inCity: true, make: () => ({ query: { status: 'OPEN', kind: 'IDEA' } }) },
  'POST /suggestions/:id/answer': { key: true, by: 'organiser', inCity: true, make: async (e) => ({ ids: [await suggested(e)], body: { answer: '已经改了：单位从花名册带出。' } }) },
};
