import { Injectable } from '@nestjs/common';
import { dayOf, type StateFigures } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { EVER, add, nothing, type Sums } from '../rollups/columns.rules.js';
import { sumsOf, type RollupKey } from '../rollups/rollups.store.js';
import type { Level } from './areas.store.js';
import { statesOf, type States } from './states.store.js';

/** What stands on shelves and what is overdue may be told this old; everything else is exact to the moment. Our own choice. */
export const STATES_MS = 30_000;
/** Numbers of areas inside one area, for whoever shows them. */
export interface Figures { sums: (key: RollupKey, buckets: readonly string[]) => Sums; now: (key: RollupKey) => StateFigures }

/** Where dashboards and walls get their numbers. Who may see them is asked before. */
@Injectable()
export class FiguresService {
  private readonly states = new Map<number, { at: number; read: Promise<(key: RollupKey) => States> }>();
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  async of(area: Pick<Level, 'id' | 'path' | 'depth'>, keys: readonly RollupKey[], buckets: readonly string[]): Promise<Figures> {
    const [sums, states] = await Promise.all([sumsOf(this.tx.read, area.path, keys, buckets), this.statesIn(area)]);
    return {
      sums: (key, wanted) => wanted.reduce((all, bucket) => add(all, sums.of(key, bucket)), nothing()),
      now: (key) => {
        const ever = sums.of(key, EVER);
        return { ...states(key), openNow: ever.opened - ever.closed, outstandingNow: area.depth === 0 && key.areaId === area.id && key.own === 0 ? ever.issued + ever.adjusted - ever.spent - ever.expired : null };
      },
    };
  }
  private statesIn({ id, path }: Pick<Level, 'id' | 'path'>): Promise<(key: RollupKey) => States> {
    const now = this.clock.now(), known = this.states.get(id);
    if (known && known.at <= now && now - known.at < STATES_MS) return known.read;
    if (this.states.size > 1_000) for (const [k, s] of this.states) if (now - s.at >= STATES_MS) this.states.delete(k);
    const read = statesOf(this.tx.read, path, now, dayOf(now));
    this.states.set(id, { at: now, read });
    // A failed read is not kept for anybody who comes later.
    read.catch(() => this.states.delete(id));
    return read;
  }
}
