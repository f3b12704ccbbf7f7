import { Rollup, RollupMark } from './rollups/rollup.entity.js';
import { BurdenDay, PushDay, Suggestion } from './burden/burden.entity.js';
import { ReconcileRun } from './reconcile/reconcile-run.entity.js';
/** Tables of this room. */
export const insightEntities = [Rollup, RollupMark, ReconcileRun, BurdenDay, PushDay, Suggestion];
