import { dayOf, instant, type ConsentPurpose, type Evidence, type TaskKind } from '@xianfeng/shared';
import { Claim } from '../../src/board/claims/claim.entity.js';
import { ServiceLog } from '../../src/board/logs/log.entity.js';
import { Need } from '../../src/board/needs/need.entity.js';
import { ThanksWord } from '../../src/board/needs/thanks.entity.js';
import { ServiceRecord } from '../../src/board/records/record.entity.js';
import { Task } from '../../src/board/tasks/task.entity.js';
import { newId } from '../../src/lib/ids.js';
import { Consent } from '../../src/people/consents/consent.entity.js';
import { MemberRegistration, UnitRegistration } from '../../src/people/registrations/registration.entity.js';
import type { Board } from '../start.js';
import type { Actor, World } from '../world.js';

export interface Deed { day?: string; minutes?: number; kind?: TaskKind; evidence?: Evidence; communityId?: number; /** The need behind the task, confirmed by its asker. */ confirmed?: boolean; /** Said by the asker; waits for the desk. */ words?: string }
/** Verified services without the days that lead to them. */
export function makeDeeds(board: Board, world: World) {
  const now = () => board.clock.now();
  /** One task in which all of them served. */
  const served = (who: readonly { id: number }[], { day = dayOf(now()), minutes = 120, kind = 'ELDER', evidence = 'B', communityId = world.community.id, confirmed = false, words }: Deed = {}) => board.tx.run(async (m) => {
    const taskId = newId(), needId = newId(), startsAt = instant(day, '09:00'), endsAt = startsAt + minutes * 60_000, speaker = newId();
    await m.insert(Need, { id: needId, areaId: communityId, communityId, kind: 'CARE', title: '陪老人看病', text: '', place: '', askerId: speaker, onBehalfOf: null, phone: '15400000000', status: confirmed ? 'CONFIRMED' : 'DONE', reply: null, taskId, createdAt: startsAt, dueAt: endsAt, closedAt: endsAt });
    await m.insert(Task, { id: taskId, areaId: communityId, communityId, needId, kind, title: '陪同就医', summary: '', place: '和平苑', audience: 'EVERYONE', unitId: null, claimMode: 'OPEN', presence: 'QR', photoRule: 'OPTIONAL', photoReason: '', riskNote: '注意安全', contactName: '王书记', contactPhone: '15400000000', status: 'SETTLED', startsAt, endsAt, shiftCount: 1, places: who.length, taken: who.length, pointsHint: 20, difficulty: null, cancelReason: null, createdBy: 0, createdAt: startsAt, publishedAt: startsAt });
    const ids: number[] = [];
    for (const p of who) {
      const claimId = newId(), logId = newId(), id = newId(), common = { taskId, userId: p.id };
      await m.insert(Claim, { id: claimId, ...common, shiftId: taskId, status: 'ATTENDED', live: 1, startsAt, endsAt, createdAt: startsAt, changedAt: endsAt });
      await m.insert(ServiceLog, { id: logId, ...common, shiftId: taskId, claimId, communityId, text: '', status: 'VERIFIED', reason: null, minutes, minutesWhy: '', evidence, submittedAt: endsAt, dueAt: endsAt, decidedBy: 0, decidedAt: endsAt });
      await m.insert(ServiceRecord, { id, ...common, origin: 'LOG', services: 1, correctsId: null, logId, communityId, day, kind, title: '陪同就医', startsAt, minutes, evidence, points: 0, pointsWhy: '', verifiedBy: 0, verifiedAt: endsAt });
      ids.push(id);
    }
    const wordId = words === undefined ? 0 : newId();
    if (words !== undefined) await m.insert(ThanksWord, { id: wordId, needId, taskId, communityId, speakerId: speaker, text: words, status: 'WAITING', decidedBy: null, decidedAt: null, createdAt: now() });
    return { taskId, wordId, recordIds: ids };
  });
  /** A correction takes the service back. */
  const takenBack = (recordId: number, verifiedAt?: number) => board.tx.run(async (m) => {
    const r = (await m.findOneByOrFail(ServiceRecord, { id: recordId }));
    await m.insert(ServiceRecord, { ...r, id: newId(), origin: 'CORRECTION', services: -1, correctsId: r.id, logId: null, minutes: -r.minutes, ...(verifiedAt === undefined ? {} : { verifiedAt }) });
  });
  const consent = (who: Actor, purpose: ConsentPurpose, granted = true) => who.api.me.consent({ purpose, granted });
  /** 双报到, accepted that day. */
  const registered = (who: Actor, day = '2026-01-05', communityId = world.community.id) => board.tx.run((m) => m.insert(MemberRegistration, { id: newId(), userId: who.id, communityId, compoundId: null, building: '', status: 'ACCEPTED', slot: 0, live: 1, reason: null, decidedBy: null, submittedAt: instant(day, '10:00'), decidedAt: instant(day, '10:00') }));
  const unitRegistered = (unitId: number, communityId = world.community.id, day = '2026-01-05') => board.tx.run((m) => m.insert(UnitRegistration, { id: newId(), unitId, communityId, submittedBy: 0, liaisonName: '李', liaisonPhone: '15400000001', resources: '', status: 'ACCEPTED', live: 1, reason: null, decidedBy: null, submittedAt: instant(day, '10:00'), decidedAt: instant(day, '10:00') }));
  /** A unit registered in the community, its liaison, and a member of it. */
  const unitAtWork = async () => {
    const unit = await world.unit(), liaison = await world.person({ community: world.community, unitId: unit.id, posts: [{ role: 'UNIT_LIAISON', unitId: unit.id }] }), member = await world.person({ community: world.community, unitId: unit.id });
    await unitRegistered(unit.id);
    return { unit, liaison, member };
  };
  const one = async <T>(sql: string, params: unknown[] = []): Promise<T> => (await board.tx.read.query<T[]>(sql, params))[0]!;
  return { served, takenBack, consent, registered, unitRegistered, unitAtWork, one };
}
export type Deeds = ReturnType<typeof makeDeeds>;
/** How many succeeded, and how often each refusal was given. */
export function tally(results: PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const r of results) {
    const name = r.status === 'fulfilled' ? 'ok' : ((r.reason as { code?: string }).code ?? String(r.reason));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
