import type { EntityManager } from 'typeorm';
import type { StarCriteria, StarPeriod, StarSubject } from '@xianfeng/shared';
import { barredOn, heldOn } from './awards.store.js';
import { byMeasure, starsOf } from './criteria.rules.js';
import { atLeastFor, groupFacts, groupsWithin, PEOPLE_PART, peopleFacts, peopleWithin, type Window } from './facts.store.js';
import type { NewCandidate } from './runs.store.js';
import { progressOf } from './totals.store.js';

export interface Plan extends Window { subject: StarSubject; period: StarPeriod; criteria: StarCriteria; seriesId: number; periodKey: string; path: string }
/**
 * Who reaches a star that he does not hold yet, a part at a time: memory does not grow with the county. Depends on nothing that was
 * verified, awarded, voided or barred after the end of `asOf`, so the same day gives the same answer later; who lives where is taken as it is now.
 */
export async function* propose(m: EntityManager, plan: Plan): AsyncGenerator<NewCandidate[]> {
  for await (const part of plan.subject === 'PERSON' ? people(m, plan) : groups(m, plan)) {
    const ids = part.map((k) => k.subjectId), held = await heldOn(m, plan.seriesId, plan.periodKey, ids, plan.asOf), barred = await barredOn(m, plan.subject, ids, plan.asOf);
    const found = part.map((k) => ({ ...k, held: held.get(k.subjectId) ?? 0, excluded: barred.has(k.subjectId) ? `因虚假时长暂停参评，到 ${barred.get(k.subjectId)!}` : null })).filter((k) => k.stars > k.held);
    if (found.length > 0) yield found;
  }
}
type Found = Omit<NewCandidate, 'held' | 'excluded'>;
async function* people(m: EntityManager, { criteria, period, path, ...plan }: Plan): AsyncGenerator<Found[]> {
  const { closedDay, complete } = await progressOf(m);
  // Totals that stand exactly at that day leave out most people at once; they are never what a star is given by.
  const atLeast = period === 'LIFETIME' && complete === 1 && closedDay === plan.asOf ? atLeastFor(criteria) : null;
  for (let after = 0; ; ) {
    const part = await peopleWithin(m, path, after, atLeast), facts = await peopleFacts(m, part.map((p) => p.id), plan);
    yield part.flatMap((p) => {
      const f = facts.get(p.id), stars = f && byMeasure(criteria, f) > 0 ? starsOf(criteria, f, plan.asOf) : 0;
      return f && stars > 0 ? [{ subjectId: p.id, name: p.name, placeName: p.placeName, stars, facts: f }] : [];
    });
    if (part.length < PEOPLE_PART) return;
    after = part.at(-1)!.id;
  }
}
async function* groups(m: EntityManager, { subject, criteria, path, ...plan }: Plan): AsyncGenerator<Found[]> {
  if (subject === 'PERSON') return;
  for (const group of await groupsWithin(m, subject, path, plan.asOf)) {
    const facts = await groupFacts(m, subject, group, plan), stars = starsOf(criteria, facts, plan.asOf);
    if (stars > 0) yield [{ subjectId: group.id, name: group.name, placeName: group.placeName, stars, facts }];
  }
}
