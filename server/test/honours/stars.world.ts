import { addDays, dayOf, HOUR_MS, startOfDay, type Evidence, type StarCriteria, type StarRunView, type StarSchemeInput, type StarSchemeView } from '@xianfeng/shared';
import { ServiceRecord } from '../../src/board/records/record.entity.js';
import { newId } from '../../src/lib/ids.js';
import { TotalsService } from '../../src/honours/stars/totals.service.js';
import { key, type Board } from '../start.js';
import type { Actor, World } from '../world.js';

export const HOURS: StarCriteria = { measure: 'HOURS', thresholds: [1, 3, 6], minDays: 0, minServices: 0, minResolved: 0, minConfirmedPercent: 0, noRejected: false, registeredMonths: 0 };
export interface Served { minutes?: number; evidence?: Evidence; day?: string; verifiedAt?: number; services?: number; correctsId?: number | null; taskId?: number | null; id?: number }
let schemes = 0;
/** Records, schemes and runs for tests, which say only what matters to them. */
export function makeStars(board: Board, world: World) {
  const now = () => board.clock.now(), yesterday = () => addDays(dayOf(now()), -1);
  /** A verified service of that person: two hours the day before yesterday, verified at noon of yesterday. */
  const serve = async (userId: number, o: Served = {}): Promise<number> => {
    const id = o.id ?? newId(), day = o.day ?? addDays(yesterday(), -1), services = o.services ?? 1;
    await board.tx.run((m) => m.insert(ServiceRecord, {
      id, userId, origin: o.correctsId ? 'CORRECTION' : o.evidence === 'D' ? 'MANUAL' : 'LOG', services, correctsId: o.correctsId ?? null, logId: o.correctsId || o.evidence === 'D' ? null : newId(), taskId: o.taskId ?? null, communityId: world.community.id, day, kind: 'CLEAN', title: '楼道清扫',
      startsAt: startOfDay(day) + 9 * HOUR_MS, minutes: o.minutes ?? 120, evidence: o.evidence ?? 'B', points: 0, pointsWhy: '', verifiedBy: 1, verifiedAt: o.verifiedAt ?? startOfDay(yesterday()) + 12 * HOUR_MS,
    }));
    return id;
  };
  const schemeInput = (o: Partial<StarSchemeInput> = {}): StarSchemeInput => ({ areaId: world.city.id, name: `测试星级${++schemes}`, subject: 'PERSON', period: 'LIFETIME', criteria: HOURS, noticeWorkdays: 5, issuer: 'COMMUNITY', validMonths: 0, ...o });
  const scheme = (by: Actor, o: Partial<StarSchemeInput> = {}): Promise<StarSchemeView> => by.api.starSchemes.create(schemeInput({ ...o }), key());
  /** Lets the notice of a run be over. */
  const ripen = (run: Pick<StarRunView, 'id'>) => board.tx.run((m) => m.query('UPDATE star_run SET noticeFrom = noticeFrom - 864000000, noticeUntil = ? WHERE id = ?', [now() - 1, run.id]));
  const totals = () => board.app.get(TotalsService);
  const totalOf = async (userId: number): Promise<{ minutes: number; services: number } | null> => (await board.tx.read.query<{ minutes: number; services: number }[]>('SELECT minutes, services FROM star_total WHERE userId = ?', [userId]))[0] ?? null;
  return { now, yesterday, serve, schemeInput, scheme, ripen, totals, totalOf };
}
export type Stars = ReturnType<typeof makeStars>;
