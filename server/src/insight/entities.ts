import { ReconcileRun } from './reconcile/reconcile-run.entity.js';
/** Tables of this room. */
export const insightEntities = [ReconcileRun];
