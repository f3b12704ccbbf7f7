import type { ChildrenQuery, DashboardChild, DashboardQuery, DashboardView, DrillPage, RowsQuery, WallView } from '../dashboards.ts';
import type { DeskView } from '../desk.ts';
import type { Page, PageQuery } from '../page.ts';
import type { JournalQuery, JournalRow, JournalTxView, ReconcileRunCard, ReconcileRunView } from '../ledger.ts';
import type { NeedKind } from '../needs.ts';
import type { SkilledPerson, SkillsView, UnmetNeed } from '../skills.ts';
import type { Transport } from './call.ts';
import { burdenApi } from './burden.ts';
import { papersApi } from './papers.ts';

/** What the desks look at. */
export const insightApi = (send: Transport) => ({
  ...papersApi(send),
  ...burdenApi(send),
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
  dashboards: {
    get: (query: DashboardQuery) => send<DashboardView>({ method: 'GET', path: '/dashboards', query }),
    children: (query: ChildrenQuery) => send<Page<DashboardChild>>({ method: 'GET', path: '/dashboards/children', query }),
    /** The records behind a number: the values of all rows sum up to it. */
    rows: (query: RowsQuery) => send<DrillPage>({ method: 'GET', path: '/dashboards/rows', query }),
    wall: (areaId?: number) => send<WallView>({ method: 'GET', path: '/wall', query: { areaId } }),
  },
  skills: {
    get: (areaId: number) => send<SkillsView>({ method: 'GET', path: '/skills', query: { areaId } }),
    people: (query: PageQuery & { areaId: number; skill?: string; rested?: '1' }) => send<Page<SkilledPerson>>({ method: 'GET', path: '/skills/people', query }),
    needs: (query: PageQuery & { areaId: number; kind?: NeedKind }) => send<Page<UnmetNeed>>({ method: 'GET', path: '/skills/needs', query }),
  },
  desk: {
    get: (areaId?: number) => send<DeskView>({ method: 'GET', path: '/desk', query: { areaId } }),
  },
});
