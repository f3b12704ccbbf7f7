import type { ServiceFacts, TaskKind } from '@xianfeng/shared';

/** A sum of records of one kind; `confirmed` and `people` come beside. */
export interface KindSum { who: number; kind: TaskKind; services: number | string; minutes: number | string }
export interface WhoCount { who: number; n: number | string }
export const noFacts = (from: string, to: string): ServiceFacts => ({ from, to, services: 0, minutes: 0, confirmed: 0, people: 0, kinds: [] });
/** Sums by kind become one line of facts for each person (or unit). Kinds that nothing is left of after corrections are not named. */
export function foldFacts(from: string, to: string, sums: readonly KindSum[], confirmed: readonly WhoCount[], people: readonly WhoCount[]): Map<number, ServiceFacts> {
  const facts = new Map<number, ServiceFacts>();
  for (const s of sums) {
    const f = facts.get(s.who) ?? noFacts(from, to), services = Number(s.services), minutes = Number(s.minutes);
    f.services += services;
    f.minutes += minutes;
    if (services > 0 || minutes > 0) f.kinds.push({ kind: s.kind, services, minutes });
    facts.set(s.who, f);
  }
  for (const c of confirmed) if (facts.has(c.who)) facts.get(c.who)!.confirmed = Number(c.n);
  for (const p of people) if (facts.has(p.who)) facts.get(p.who)!.people = Number(p.n);
  for (const [who, f] of facts) {
    f.kinds.sort((a, b) => b.minutes - a.minutes || a.kind.localeCompare(b.kind));
    if (f.services <= 0) facts.delete(who);
  }
  return facts;
}
