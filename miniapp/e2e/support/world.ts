import { DAY_MS, HOUR_MS, type ClaimView, type CreateTaskInput, type SessionView, type TaskView } from '@xianfeng/shared';
import { randomUUID } from 'node:crypto';
import type { City as Whole } from './browser.ts';

/** What these need of a city; the compiled mini-program's stories have one of their own. */
type City = Pick<Whole, 'api' | 'person' | 'byPhone'>;

export const key = (): string => randomUUID();

/** The community the demo's people live in: where its secretary holds her post. */
export async function home(city: City): Promise<{ secretary: SessionView; areaId: number }> {
  const secretary = await city.person('社区书记');
  const post = secretary.me.posts.find((one) => one.role === 'COMMUNITY_SECRETARY');
  if (!post?.areaId) throw new Error('the secretary of the demo holds no post');
  return { secretary, areaId: post.areaId };
}
/** A task of that community; say only what matters. `in` is when its only shift begins, in ms from now. */
export async function task(city: City, { in: later = 3 * DAY_MS, places = 5, ...rest }: Partial<CreateTaskInput> & { in?: number; places?: number } = {}): Promise<TaskView> {
  const { secretary, areaId } = await home(city);
  const startsAt = Date.now() + later;
  return city.api(secretary.token).tasks.create({
    areaId, kind: 'CLEAN', title: '清理楼前杂物', place: '3号楼前', shifts: [{ startsAt, endsAt: startsAt + HOUR_MS, places }], audience: 'EVERYONE', claimMode: 'OPEN', presence: 'CODE', photoRule: 'OPTIONAL',
    riskNote: '搬重物两人一起', contactName: '社区', contactPhone: '15400000009', publish: true, ...rest,
  }, key());
}
export const shiftOf = (view: TaskView): number => view.shifts[0]?.id ?? 0;
/** Another resident of that community, ready to claim. `n` tells them apart. */
export async function neighbour(city: City, n: number, name: string): Promise<SessionView> {
  const { areaId } = await home(city);
  const who = await city.byPhone(`1549997${String(n).padStart(4, '0')}`);
  const api = city.api(who.token);
  await api.me.consent({ purpose: 'TERMS', granted: true });
  await api.registrations.create({ communityId: areaId, name });
  return { token: who.token, me: await api.me.get() };
}
export interface ToLog { who: SessionView; claim: ClaimView }
/** People of the demo county who were there and have not said yet how it was: the rosters of ended tasks name them. */
export async function whoHaveToLog(city: City, wanted: number): Promise<ToLog[]> {
  const { secretary, areaId } = await home(city);
  const desk = city.api(secretary.token), found = new Map<number, ToLog>();
  for (const ended of (await desk.tasks.desk({ areaId, status: 'ENDED' })).items) {
    for (const shift of (await desk.tasks.get(ended.id)).shifts) {
      for (const row of (await desk.claims.roster(shift.id)).filter(({ status }) => status === 'ATTENDED')) {
        const who = await city.byPhone(row.phone);
        const claim = (await city.api(who.token).claims.mine({ state: 'TO_LOG' })).items.find((one) => one.logId === null);
        if (claim) found.set(who.me.id, { who, claim });
        if (found.size >= wanted) return [...found.values()];
      }
    }
  }
  throw new Error(`only ${found.size} people of the demo county have a log to write`);
}
