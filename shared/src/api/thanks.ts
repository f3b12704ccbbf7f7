import type { AnswerObjectionInput, CampaignCard, CampaignInput, CampaignNotice, CampaignNoticeCard, CampaignReasonInput, CampaignView, EligibleView, FileLink, HonourView, NominateInput, ObjectInput, OpenCampaignView } from '../campaigns.ts';
import type { EvaluationAnswerInput, EvaluationRoundCard, EvaluationRoundView, EvaluationView, OpenRoundInput, SendEvaluationsInput, UnitEvaluationView, VoiceAsk, VoiceInput } from '../evaluations.ts';
import type { LetterBatchInput, LetterBatchResult, LetterIdsInput, LetterReasonInput, LetterStatus, LetterView, MyThanksView, PassWordsInput, ThanksWordView, WordStatus } from '../letters.ts';
import type { Page, PageQuery } from '../page.ts';
import type { Transport } from './call.ts';

/** 双评价, 双评选, 表扬信. */
export const thanksApi = (send: Transport) => ({
  evaluations: {
    rounds: (query: PageQuery & { areaId: number }) => send<Page<EvaluationRoundCard>>({ method: 'GET', path: '/evaluation-rounds', query }),
    open: (body: OpenRoundInput, key: string) => send<EvaluationRoundView>({ method: 'POST', path: '/evaluation-rounds', body, key }),
    round: (id: number) => send<EvaluationRoundView>({ method: 'GET', path: `/evaluation-rounds/${id}` }),
    /** Everybody who waits, but for the exceptions: what is proposed from the facts. */
    send: (id: number, body: SendEvaluationsInput, key: string) => send<EvaluationRoundView>({ method: 'POST', path: `/evaluation-rounds/${id}/send`, body, key }),
    mine: (query: PageQuery) => send<Page<EvaluationView>>({ method: 'GET', path: '/evaluations/mine', query }),
    answer: (id: number, body: EvaluationAnswerInput, key: string) => send<EvaluationView>({ method: 'POST', path: `/evaluations/${id}/answer`, body, key }),
    ofUnits: (query: PageQuery) => send<Page<UnitEvaluationView>>({ method: 'GET', path: '/evaluations/of-units', query }),
    /** Where the reader, or a unit he speaks for, may evaluate the community. */
    asked: () => send<VoiceAsk[]>({ method: 'GET', path: '/evaluations/asked' }),
    voice: (roundId: number, body: VoiceInput, key: string) => send<VoiceAsk>({ method: 'POST', path: `/evaluation-rounds/${roundId}/voice`, body, key }),
  },
  campaigns: {
    list: (query: PageQuery & { areaId: number }) => send<Page<CampaignCard>>({ method: 'GET', path: '/campaigns', query }),
    create: (body: CampaignInput, key: string) => send<CampaignView>({ method: 'POST', path: '/campaigns', body, key }),
    get: (id: number) => send<CampaignView>({ method: 'GET', path: `/campaigns/${id}` }),
    eligible: (id: number, query: PageQuery) => send<Page<EligibleView>>({ method: 'GET', path: `/campaigns/${id}/eligible`, query }),
    nominate: (id: number, body: NominateInput, key: string) => send<CampaignView>({ method: 'POST', path: `/campaigns/${id}/nominate`, body, key }),
    shortlist: (nominationId: number, key: string) => send<CampaignView>({ method: 'POST', path: `/nominations/${nominationId}/shortlist`, key }),
    leaveOut: (nominationId: number, body: CampaignReasonInput, key: string) => send<CampaignView>({ method: 'POST', path: `/nominations/${nominationId}/leave-out`, body, key }),
    /** Puts the shortlist up for objections. */
    publish: (id: number, key: string) => send<CampaignView>({ method: 'POST', path: `/campaigns/${id}/publish`, key }),
    drop: (id: number, body: CampaignReasonInput, key: string) => send<CampaignView>({ method: 'POST', path: `/campaigns/${id}/drop`, body, key }),
    decide: (id: number, key: string) => send<CampaignView>({ method: 'POST', path: `/campaigns/${id}/decide`, key }),
    answerObjection: (id: number, body: AnswerObjectionInput, key: string) => send<CampaignView>({ method: 'POST', path: `/objections/${id}/answer`, body, key }),
    /** Those that collect nominations where the reader is registered. */
    open: () => send<OpenCampaignView[]>({ method: 'GET', path: '/open-campaigns' }),
    /** Oneself (nobody named), somebody one served beside, or a unit one speaks for. */
    suggest: (id: number, body: NominateInput, key: string) => send<OpenCampaignView>({ method: 'POST', path: `/open-campaigns/${id}/nominations`, body, key }),
    /** The nominee's own no. */
    withdraw: (nominationId: number, key: string) => send<HonourView>({ method: 'POST', path: `/nominations/${nominationId}/withdraw`, key }),
    honours: () => send<HonourView[]>({ method: 'GET', path: '/honours/mine' }),
    certificate: (nominationId: number) => send<FileLink>({ method: 'POST', path: `/nominations/${nominationId}/file` }),
    notices: () => send<CampaignNoticeCard[]>({ method: 'GET', path: '/campaign-notices' }),
    notice: (id: number) => send<CampaignNotice>({ method: 'GET', path: `/campaign-notices/${id}` }),
    object: (nominationId: number, body: ObjectInput, key: string) => send<void>({ method: 'POST', path: `/nominations/${nominationId}/objections`, body, key }),
  },
  letters: {
    list: (query: PageQuery & { areaId: number; year: number; status?: LetterStatus }) => send<Page<LetterView>>({ method: 'GET', path: '/letters', query }),
    /** A draft for everybody who served enough in the year and has none yet. */
    draft: (body: LetterBatchInput, key: string) => send<LetterBatchResult>({ method: 'POST', path: '/letters/draft', body, key }),
    submit: (body: LetterBatchInput, key: string) => send<LetterBatchResult>({ method: 'POST', path: '/letters/submit', body, key }),
    approve: (body: LetterIdsInput, key: string) => send<LetterBatchResult>({ method: 'POST', path: '/letters/approve', body, key }),
    deliver: (body: LetterIdsInput, key: string) => send<LetterBatchResult>({ method: 'POST', path: '/letters/deliver', body, key }),
    sendBack: (id: number, body: LetterReasonInput, key: string) => send<LetterView>({ method: 'POST', path: `/letters/${id}/return`, body, key }),
    void: (id: number, body: LetterReasonInput, key: string) => send<LetterView>({ method: 'POST', path: `/letters/${id}/void`, body, key }),
    /** To the reader himself, and to the units he speaks for. */
    received: (query: PageQuery) => send<Page<LetterView>>({ method: 'GET', path: '/letters/received', query }),
    receive: (id: number, key: string) => send<LetterView>({ method: 'POST', path: `/letters/${id}/receive`, key }),
    get: (id: number) => send<LetterView>({ method: 'GET', path: `/letters/${id}` }),
    file: (id: number) => send<FileLink>({ method: 'POST', path: `/letters/${id}/file` }),
  },
  thanks: {
    list: (query: PageQuery & { areaId: number; status?: WordStatus }) => send<Page<ThanksWordView>>({ method: 'GET', path: '/thanks-words', query }),
    pass: (body: PassWordsInput, key: string) => send<LetterBatchResult>({ method: 'POST', path: '/thanks-words/pass', body, key }),
    /** Said about services of the reader. */
    mine: (query: PageQuery) => send<Page<MyThanksView>>({ method: 'GET', path: '/thanks-words/mine', query }),
  },
});
