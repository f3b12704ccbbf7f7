import type { City } from './city.ts';
import type { Weapp } from './runtime.ts';

/** Ours, in bytes: what crosses from the logic to the view until the first page stands with its tasks. WeChat draws nothing before that has arrived. */
export const FIRST_PAGE = 64 * 1024;
const MORE = '/packages/more/pages', DESK = '/packages/desk/pages';

export interface Traffic { /** The worse of a guest's and a member's first page. */ firstPage: number; limit: number; /** Of all pages the one to whose view most was sent until it stood. */ largestPage: { page: string; bytes: number }; /** The largest single piece; WeChat takes 1 MB. */ largestPiece: number; pages: Record<string, { bytes: number; pieces: number; largest: number }> }

async function stand(phone: Weapp, url: string, last: string | null): Promise<void> {
  const page = await phone.open(url);
  await page.until('its content', () => page.text.length > 0 && page.all('.x-skeleton').length === 0 && !page.text.includes('正在加载'), 15_000);
  if (last) await page.see(last);
  await phone.settle();
}
/** Opens every page that has something to show, each on a phone of its own, with the demo county behind it. */
export async function measure(city: City): Promise<Traffic> {
  const [member, secretary, organiser, keeper] = [await city.person('在职党员'), await city.person('社区书记'), await city.person('市委组织部'), await city.person('兑换点核销员')];
  const api = city.api(member.token), [task] = (await api.tasks.list({})).items, [claim] = (await api.claims.mine({ state: 'PAST' })).items, [reward] = (await api.rewards.list({ pickupPointId: (await api.rewards.pickupPoints())[0]?.id ?? 0 })).items;
  const visits: [typeof member | null, string, RegExp?][] = [
    [null, '/pages/tasks/index'], [member, '/pages/tasks/index'], [member, '/pages/ask/index'], [member, '/pages/shop/index'], [member, '/pages/me/index'], [null, '/pages/sign-in/index'],
    ...['inbox', 'points', 'records', 'orders', 'my-claims', 'needs', 'need-new', 'honours', 'settings', 'terms', 'stars'].map((name): [typeof member, string] => [member, `${MORE}/${name}/index`]),
    [member, `${MORE}/task/index?id=${task?.id}`], [member, `${MORE}/claim/index?id=${claim?.id}`], [member, `${MORE}/reward/index?id=${reward?.id}`],
    ...['home', 'registrations', 'needs', 'tasks', 'logs', 'task-edit', 'imports'].map((name): [typeof member, string] => [secretary, `${DESK}/${name}/index`]),
    ...['dashboard', 'exports', 'stars', 'journal'].map((name): [typeof member, string] => [organiser, `${DESK}/${name}/index`]),
    ...['shop', 'counter', 'collect'].map((name): [typeof member, string] => [keeper, `${DESK}/${name}/index`]),
  ];
  const pages: Traffic['pages'] = {};
  // The first page in the worst order, too: what stands above its list comes last.
  const worst: [typeof member | null, string, RegExp?] = [member, '/pages/tasks/index', /claims\/mine|offers\/mine/];
  for (const [who, url, slow] of [worst, ...visits]) {
    const phone = city.phone(who, slow ? { slow } : {});
    await stand(phone, url, slow ? '我的下一件' : null);
    const route = phone.route, seen = phone.traffic.get(route), known = pages[route];
    if (seen && (!known || known.bytes < seen.bytes)) pages[route] = { bytes: seen.bytes, pieces: seen.calls, largest: seen.largest };
    const wrong = city.away();
    if (wrong.length > 0) throw new Error(`${url}: ${wrong.join('; ')}`);
  }
  const [largest] = Object.entries(pages).sort(([, a], [, b]) => b.bytes - a.bytes);
  return { firstPage: pages['pages/tasks/index']?.bytes ?? 0, limit: FIRST_PAGE, largestPage: { page: largest?.[0] ?? '', bytes: largest?.[1].bytes ?? 0 }, largestPiece: Math.max(...Object.values(pages).map((page) => page.largest)), pages };
}
