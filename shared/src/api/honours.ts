import type { FileLink } from '../campaigns.ts';
import type { Page, PageQuery } from '../page.ts';
import type {
  StarAnswerInput, StarAppealInput, StarAwardQuery, StarAwardView, StarBarDecisionInput, StarBarInput, StarBarQuery, StarBarView, StarCandidateQuery, StarCandidateView, StarCheckView, StarMineView, StarNoticeCard, StarNoticePerson, StarNoticeView,
  StarObjectionInput, StarObjectionView, StarReasonInput, StarRecordView, StarRunCard, StarRunInput, StarRunQuery, StarRunView, StarSchemeInput, StarSchemeView, StarVerifyView,
} from '../stars.ts';
import type { Transport } from './call.ts';
import { certificatesApi } from './papers.ts';
import { thanksApi } from './thanks.ts';

/** Thanks, from facts. */
export const honoursApi = (send: Transport) => ({
  stars: {
    /** Own stars, what is missing to the next, and why something does not count. */
    mine: () => send<StarMineView>({ method: 'GET', path: '/stars/mine' }),
    records: (query: PageQuery) => send<Page<StarRecordView>>({ method: 'GET', path: '/stars/records', query }),
  },
  starSchemes: {
    list: (areaId: number) => send<StarSchemeView[]>({ method: 'GET', path: '/star-schemes', query: { areaId } }),
    create: (body: StarSchemeInput, key: string) => send<StarSchemeView>({ method: 'POST', path: '/star-schemes', body, key }),
    /** A new version; runs that were computed keep theirs. */
    revise: (id: number, body: StarSchemeInput, key: string) => send<StarSchemeView>({ method: 'POST', path: `/star-schemes/${id}/revise`, body, key }),
    retire: (id: number) => send<void>({ method: 'POST', path: `/star-schemes/${id}/retire` }),
  },
  starRuns: {
    list: (query: StarRunQuery) => send<Page<StarRunCard>>({ method: 'GET', path: '/star-runs', query }),
    compute: (body: StarRunInput, key: string) => send<StarRunView>({ method: 'POST', path: '/star-runs', body, key }),
    get: (id: number) => send<StarRunView>({ method: 'GET', path: `/star-runs/${id}` }),
    candidates: (id: number, query: StarCandidateQuery) => send<Page<StarCandidateView>>({ method: 'GET', path: `/star-runs/${id}/candidates`, query }),
    objections: (id: number) => send<StarObjectionView[]>({ method: 'GET', path: `/star-runs/${id}/objections` }),
    /** Works it out once more as of its day and compares. */
    check: (id: number) => send<StarCheckView>({ method: 'GET', path: `/star-runs/${id}/check` }),
    publish: (id: number, key: string) => send<StarRunView>({ method: 'POST', path: `/star-runs/${id}/publish`, key }),
    confirm: (id: number, key: string) => send<StarRunView>({ method: 'POST', path: `/star-runs/${id}/confirm`, key }),
    drop: (id: number, body: StarReasonInput, key: string) => send<StarRunView>({ method: 'POST', path: `/star-runs/${id}/drop`, body, key }),
    exclude: (candidateId: number, body: StarReasonInput) => send<StarCandidateView>({ method: 'POST', path: `/star-candidates/${candidateId}/exclude`, body }),
    restore: (candidateId: number) => send<StarCandidateView>({ method: 'POST', path: `/star-candidates/${candidateId}/restore` }),
    answer: (objectionId: number, body: StarAnswerInput, key: string) => send<StarObjectionView>({ method: 'POST', path: `/star-objections/${objectionId}/answer`, body, key }),
  },
  /** What hangs out for everybody to read, signed in or not. */
  starNotices: {
    list: (query: PageQuery & { areaId?: number }) => send<Page<StarNoticeCard>>({ method: 'GET', path: '/star-notices', query }),
    get: (id: number) => send<StarNoticeView>({ method: 'GET', path: `/star-notices/${id}` }),
    people: (id: number, query: PageQuery) => send<Page<StarNoticePerson>>({ method: 'GET', path: `/star-notices/${id}/people`, query }),
    object: (body: StarObjectionInput, key: string) => send<StarObjectionView>({ method: 'POST', path: '/star-objections', body, key }),
  },
  starAwards: {
    list: (query: StarAwardQuery) => send<Page<StarAwardView>>({ method: 'GET', path: '/star-awards', query }),
    void: (id: number, body: StarReasonInput, key: string) => send<StarAwardView>({ method: 'POST', path: `/star-awards/${id}/void`, body, key }),
    /** A link to its certificate that works for ten minutes. */
    file: (id: number) => send<FileLink>({ method: 'POST', path: `/star-awards/${id}/file` }),
    verify: (number: string) => send<StarVerifyView>({ method: 'GET', path: `/star-verify/${number}` }),
  },
  starBars: {
    list: (query: StarBarQuery) => send<Page<StarBarView>>({ method: 'GET', path: '/star-bars', query }),
    create: (body: StarBarInput, key: string) => send<StarBarView>({ method: 'POST', path: '/star-bars', body, key }),
    appeal: (id: number, body: StarAppealInput, key: string) => send<StarBarView>({ method: 'POST', path: `/star-bars/${id}/appeal`, body, key }),
    decide: (id: number, body: StarBarDecisionInput, key: string) => send<StarBarView>({ method: 'POST', path: `/star-bars/${id}/decide`, body, key }),
  },
  ...thanksApi(send),
  ...certificatesApi(send),
});
