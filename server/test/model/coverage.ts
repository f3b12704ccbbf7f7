import { monthOf } from '@xianfeng/shared';
import type { World } from './pure/state.js';

/** How often what was asked, and what came of it: that a run reached the deep states is itself looked at. */
export class Coverage {
  readonly counts = new Map<string, Record<string, number>>();
  /** What the worlds held at the ends of runs. */
  readonly ends: Record<string, number> = {};
  commands = 0;
  add(name: string, result: string): void {
    const of = this.counts.get(name) ?? this.counts.set(name, {}).get(name)!;
    of[result] = (of[result] ?? 0) + 1;
    this.commands += 1;
  }
  ended(w: World): void {
    const see = (name: string, yes: boolean): void => { if (yes) this.ends[name] = (this.ends[name] ?? 0) + 1; };
    for (const status of ['COLLECTED', 'CANCELLED', 'EXPIRED', 'SUBSTITUTED', 'RETURNED']) see(`an order ${status}`, w.orders.some((o) => o.status === status));
    for (const kind of ['AWARD', 'REVERSAL', 'EXPIRE', 'ADJUST']) see(`a transaction ${kind}`, w.txs.some((t) => t.kind === kind));
    see('a debt', w.people.some((p) => p.available < 0));
    see('points came back into a new lot', w.lots.some((l) => l.expiresAt !== l.first));
    see('a second month', monthOf(w.now) !== '2026-11');
    see('three years on', w.now > Date.UTC(2029, 10, 21));
    see('a cap that cut', w.records.some((r) => r.cut));
  }
  table(): string {
    const say = (c: Record<string, number>): string => Object.entries(c).sort(([, a], [, b]) => b - a).map(([k, n]) => `${k} ${n}`).join(', ');
    return [...[...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, c]) => `  ${name.padEnd(18)} ${say(c)}`), `  runs that ended with ${say(this.ends)}`].join('\n');
  }
}
