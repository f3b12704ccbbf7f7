import { Injectable } from '@nestjs/common';
import { dayOf, type StateFigures } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Clock } from '../../lib/clock.js';
import { Jobs } from '../../lib/jobs.js';
import { EVER, add, nothing, type Sums } from '../rollups/columns.rules.js';
import { sumsOf, type RollupKey } from '../rollups/rollups.store.js';
import type { Level } from './areas.store.js';
import { statesOf, type States } from './states.store.js';

/** What stands on shelves and what is overdue may be told this old; everything else is exact to the moment. Our own choice. */
export const STATES_MS = 30_000;
/** What was asked for lately is read anew in the background, so that hardly anybody waits for it. Our own choice. */
const REFRESH_MS = 15_000, LATELY_MS = 10 * 60_000;
interface Kept { at: number; usedAt: number; path: string; read: Promise<(key: RollupKey) => States> }
/** Numbers of areas inside one area, for whoever shows them. */
export interface Figures { sums: (key: RollupKey, buckets: readonly string[]) => Sums; now: (key: RollupKey) => StateFigures }

/** Where dashboards and walls get their numbers. Who may see them is asked before. */
@Injectable()
export class FiguresService {
  private readonly states = new Map<number, Kept>();
  constructor(private readonly tx: Tx, private readonly clock: Clock, jobs: Jobs) {
    jobs.add('dashboards.states', REFRESH_MS, () => this.refresh());
  }
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
  /** Reads anew what was asked for lately, one area after the other, and forgets the rest. */
  async refresh(): Promise<void> {
    for (const [id, { usedAt, path }] of [...this.states]) {
      const now = this.clock.now(), lately = usedAt <= now && now - usedAt < LATELY_MS;
      if (!lately) this.states.delete(id);
      else {
        const fresh = await statesOf(this.tx.read, path, now, dayOf(now));
        this.states.set(id, { at: now, usedAt: this.states.get(id)?.usedAt ?? usedAt, path, read: Promise.resolve(fresh) });
      }
    }
  }
  private statesIn({ id, path }: Pick<Level, 'id' | 'path'>): Promise<(key: RollupKey) => States> {
    const now = this.clock.now(), known = this.states.get(id);
    if (known && known.at <= now && now - known.at < STATES_MS) {
      known.usedAt = now;
      return known.read;
    }
    const read = statesOf(this.tx.read, path, now, dayOf(now));
    this.states.set(id, { at: now, usedAt: now, path, read });
    // A failed read is not kept for anybody who comes later.
    read.catch(() => this.states.delete(id));
    return read;
  }
}
