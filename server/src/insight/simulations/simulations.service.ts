import { Injectable } from '@nestjs/common';
import { dayOf, type SimulateInput, type SimulationView, type TariffFacts, type TariffRules } from '@xianfeng/shared';
import { requireRules } from '../../credit/tariff/judge.rules.js';
import { pointsFor } from '../../credit/tariff/tariff.rules.js';
import { tariffByVersion, tariffOn } from '../../credit/tariff/tariff.store.js';
import { Tx } from '../../db/tx.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { addPerson, emptyTally, lastQuarter, simulationView, type Given } from './simulations.rules.js';
import { additionsGiven, difficultiesOf, filedNames, hadAdditions, recordsAfter, type RecordRow } from './simulations.store.js';

/** Records read at once. */
const CHUNK = 2_000;
interface Span { from: string; to: string }

/** A draft tariff over the last three full months, beside what was really given. */
@Injectable()
export class SimulationsService {
  private readonly running = new Map<string, Promise<SimulationView>>();
  private last: Promise<unknown> = Promise.resolve();
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}

  /** Over the areas where the reader manages the tariff. Who asks the same meanwhile gets the same answer; different runs take turns. */
  simulate(me: Me, input: SimulateInput): Promise<SimulationView> {
    const roots = me.roots('tariff.manage').map((p) => p.path).sort(), rules = requireRules(input.rules), today = dayOf(this.clock.now());
    const question = JSON.stringify([today, roots, rules]);
    const known = this.running.get(question);
    if (known) return known;
    const run = this.last.then(() => this.run(rules, roots, today));
    this.last = run.catch(() => undefined);
    this.running.set(question, run);
    const forget = (): boolean => this.running.delete(question);
    run.then(forget, forget);
    return run;
  }

  private async run(rules: TariffRules, roots: readonly string[], today: string): Promise<SimulationView> {
    const m = this.tx.read, span = lastQuarter(today), tally = emptyTally(), names = new Map<number, string>();
    for (const root of roots) for (const { id, name } of await filedNames(m, root)) names.set(id, name);
    const additions = await hadAdditions(m, span.from, span.to), versions = new Map<number, TariffRules>();
    for (let after = 0, limit = CHUNK; ; ) {
      const rows = await recordsAfter(m, after, span.from, span.to, limit), isEnd = rows.length < limit, last = rows.at(-1)?.userId;
      // The last person of a full chunk may go on in the next one: he is read there.
      const whole = isEnd ? rows : rows.filter((r) => r.userId !== last);
      for (const person of await this.people(whole, additions, versions)) addPerson(tally, rules, person, (id) => names.has(id));
      if (isEnd) break;
      if (whole.length === 0) limit *= 2;
      else [after, limit] = [whole.at(-1)!.userId, CHUNK];
    }
    const { rules: current } = await tariffOn(m, today);
    return simulationView(tally, span, { now: current.pointValueFen, draft: rules.pointValueFen }, (id) => names.get(id) ?? '');
  }
  /** Each person's records in the order they were verified in, with what the rule needs to know of each. */
  private async people(rows: readonly RecordRow[], additions: boolean, versions: Map<number, TariffRules>): Promise<Given[][]> {
    const m = this.tx.read, difficulty = new Map((await difficultiesOf(m, rows.map((r) => r.taskId))).map((t) => [t.id, t.difficulty]));
    const bonus = new Map<number, Given['bonus']>();
    for (const { logId, ruleVersion, inputs } of additions ? await additionsGiven(m, rows.map((r) => r.logId)) : []) {
      const facts = JSON.parse(inputs) as TariffFacts;
      if (!facts.addition) continue;
      if (!versions.has(ruleVersion)) versions.set(ruleVersion, (await tariffByVersion(m, ruleVersion))!.rules);
      bonus.set(logId, { percent: facts.addition.percent, points: pointsFor(versions.get(ruleVersion)!, facts).bonus });
    }
    const people: Given[][] = [], order = [...rows].sort((a, b) => a.userId - b.userId || a.verifiedAt - b.verifiedAt || a.id - b.id);
    order.forEach((r, i) => {
      const given = { ...r, difficulty: difficulty.get(r.taskId) ?? null, bonus: bonus.get(r.logId) ?? null };
      if (i > 0 && order[i - 1]!.userId === r.userId) people.at(-1)!.push(given);
      else people.push([given]);
    });
    return people;
  }
}
