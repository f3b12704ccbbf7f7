import type { DeskView, InsightView } from '../desk.ts';
import type { Page, PageQuery } from '../page.ts';
import type { JournalQuery, JournalRow, JournalTxView, ReconcileRunCard, ReconcileRunView } from '../ledger.ts';
import type { Transport } from './call.ts';

/** What the desks look at. */
export const insightApi = (send: Transport) => ({
  journal: {
    list: (query: JournalQuery) => send<Page<JournalRow>>({ method: 'GET', path: '/journal', query }),
    get: (id: number) => send<JournalTxView>({ method: 'GET', path: `/journal/${id}` }),
  },
  reconcile: {
    runs: (query: PageQuery) => send<Page<ReconcileRunCard>>({ method: 'GET', path: '/reconcile', query }),
    get: (id: number) => send<ReconcileRunView>({ method: 'GET', path: `/reconcile/${id}` }),
    /** Starts one now; answers when it is done. */
    run: (key: string) => send<ReconcileRunView>({ method: 'POST', path: '/reconcile', key }),
  },
  desk: {
    get: (areaId?: number) => send<DeskView>({ method: 'GET', path: '/desk', query: { areaId } }),
    insight: (areaId?: number) => send<InsightView>({ method: 'GET', path: '/insight', query: { areaId } }),
  },
});
