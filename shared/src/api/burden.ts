import type { AboutView, AnswerInput, BurdenReportInput, BurdenView, SuggestionInput, SuggestionPage, SuggestionQuery, SuggestionView } from '../burden.ts';
import type { FileLink } from '../campaigns.ts';
import type { ExportInput, YearBookInput } from '../exports.ts';
import type { PageQuery } from '../page.ts';
import type { Transport } from './call.ts';

/** Nothing is typed twice: lists as files; and what it costs people. */
export const burdenApi = (send: Transport) => ({
  exports: {
    list: (body: ExportInput) => send<FileLink>({ method: 'POST', path: '/exports', body }),
    year: (body: YearBookInput) => send<FileLink>({ method: 'POST', path: '/exports/year', body }),
  },
  burden: {
    /** Of the last so many weeks, for the city. */
    get: (query: { weeks?: number }) => send<BurdenView>({ method: 'GET', path: '/burden', query }),
    /** Sent without a session. */
    report: (body: BurdenReportInput) => send<void>({ method: 'POST', path: '/burden', body }),
  },
  suggestions: {
    send: (body: SuggestionInput, key: string) => send<SuggestionView>({ method: 'POST', path: '/suggestions', body, key }),
    mine: (query: PageQuery) => send<SuggestionPage>({ method: 'GET', path: '/suggestions/mine', query }),
    list: (query: SuggestionQuery) => send<SuggestionPage>({ method: 'GET', path: '/suggestions', query }),
    answer: (id: number, body: AnswerInput, key: string) => send<SuggestionView>({ method: 'POST', path: `/suggestions/${id}/answer`, body, key }),
  },
  about: { get: () => send<AboutView>({ method: 'GET', path: '/about' }) },
});
