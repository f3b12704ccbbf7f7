import type { FileLink } from '../campaigns.ts';
import type { AskCertificateInput, CertificateDeskView, CertificateReasonInput, CertificateRequestView, CertificateSource, CertificateView, IssueCertificateInput, IssueRequestInput, NationalDeskView, NationalExportView, RecordPaperInput, VerifyView } from '../certificates.ts';
import type { Page, PageQuery } from '../page.ts';
import type { AreaPaperQuery, MyPaperQuery, PaperFileInput, PaperRow, PaperView } from '../papers.ts';
import type { Transport } from './call.ts';

/** What is given out on paper: records, 证明, the export for the national system. */
export const certificatesApi = (send: Transport) => ({
  certificates: {
    /** What the reader could ask for, by the community that recorded it. */
    sources: () => send<CertificateSource[]>({ method: 'GET', path: '/certificates/sources' }),
    mine: () => send<CertificateView[]>({ method: 'GET', path: '/certificates/mine' }),
    requests: () => send<CertificateRequestView[]>({ method: 'GET', path: '/certificate-requests/mine' }),
    ask: (body: AskCertificateInput, key: string) => send<CertificateRequestView>({ method: 'POST', path: '/certificate-requests', body, key }),
    withdraw: (id: number) => send<CertificateRequestView>({ method: 'POST', path: `/certificate-requests/${id}/withdraw` }),
    desk: (areaId: number) => send<CertificateDeskView>({ method: 'GET', path: '/certificate-requests', query: { areaId } }),
    issueAsked: (requestId: number, body: IssueRequestInput, key: string) => send<CertificateView>({ method: 'POST', path: `/certificate-requests/${requestId}/issue`, body, key }),
    refuse: (requestId: number, body: CertificateReasonInput, key: string) => send<CertificateRequestView>({ method: 'POST', path: `/certificate-requests/${requestId}/refuse`, body, key }),
    list: (query: PageQuery & { areaId: number }) => send<Page<CertificateView>>({ method: 'GET', path: '/certificates', query }),
    issue: (body: IssueCertificateInput, key: string) => send<CertificateView>({ method: 'POST', path: '/certificates', body, key }),
    get: (id: number) => send<CertificateView>({ method: 'GET', path: `/certificates/${id}` }),
    void: (id: number, body: CertificateReasonInput, key: string) => send<CertificateView>({ method: 'POST', path: `/certificates/${id}/void`, body, key }),
    /** Counted anew from the records as they are now; the old one points to the new one. */
    reissue: (id: number, body: CertificateReasonInput, key: string) => send<CertificateView>({ method: 'POST', path: `/certificates/${id}/reissue`, body, key }),
    file: (id: number) => send<FileLink>({ method: 'POST', path: `/certificates/${id}/file` }),
    /** Open to everybody: by the code on the paper. */
    verify: (token: string) => send<VerifyView>({ method: 'GET', path: `/verify/${token}` }),
    /** 志愿服务记录（平台记录）, by oneself at any time. */
    recordPaper: (body: RecordPaperInput) => send<FileLink>({ method: 'POST', path: '/record-papers', body }),
  },
  nationalExports: {
    desk: (areaId: number) => send<NationalDeskView>({ method: 'GET', path: '/national-exports', query: { areaId } }),
    create: (areaId: number, key: string) => send<NationalExportView>({ method: 'POST', path: '/national-exports', body: { areaId }, key }),
    file: (id: number) => send<FileLink>({ method: 'POST', path: `/national-exports/${id}/file` }),
  },
});
/** What is counted at the end of a year. */
export const papersApi = (send: Transport) => ({
  papers: {
    ofArea: (query: AreaPaperQuery) => send<PaperView>({ method: 'GET', path: '/papers/area', query }),
    areaRows: (query: AreaPaperQuery & PageQuery & { key: string }) => send<Page<PaperRow>>({ method: 'GET', path: '/papers/area/rows', query }),
    areaFile: (body: AreaPaperQuery & PaperFileInput) => send<FileLink>({ method: 'POST', path: '/papers/area/file', body }),
    ofUnit: (id: number, query: { year: number }) => send<PaperView>({ method: 'GET', path: `/papers/units/${id}`, query }),
    unitRows: (id: number, query: PageQuery & { year: number; key: string }) => send<Page<PaperRow>>({ method: 'GET', path: `/papers/units/${id}/rows`, query }),
    unitFile: (id: number, body: PaperFileInput & { year: number }) => send<FileLink>({ method: 'POST', path: `/papers/units/${id}/file`, body }),
    mine: (query: MyPaperQuery) => send<PaperView>({ method: 'GET', path: '/papers/mine', query }),
    myRows: (query: MyPaperQuery & PageQuery & { key: string }) => send<Page<PaperRow>>({ method: 'GET', path: '/papers/mine/rows', query }),
    myFile: (body: MyPaperQuery & PaperFileInput) => send<FileLink>({ method: 'POST', path: '/papers/mine/file', body }),
  },
});
