/** 志愿服务记录证明 (民政部令67号 art. 14–17, 民发〔2015〕149号): issued by whoever recorded the service, here the community. */
export const CERTIFICATE_STATUSES = { VALID: '有效', VOID: '已作废', REPLACED: '已由新证明替换' } as const;
export type CertificateStatus = keyof typeof CERTIFICATE_STATUSES;
export const CERTIFICATE_REQUEST_STATUSES = { WAITING: '待出具', ISSUED: '已出具', REFUSED: '未出具', WITHDRAWN: '已撤回' } as const;
export type CertificateRequestStatus = keyof typeof CERTIFICATE_REQUEST_STATUSES;
export type CertificateAction = 'file' | 'void' | 'reissue';
export type CertificateRequestAction = 'issue' | 'refuse' | 'withdraw';
export const CERTIFICATE_LIMITS = { reason: { min: 2, max: 100 }, phone: { min: 5, max: 20 }, /** Services listed one by one; the others are one line with their sum. */ lines: 200 } as const;
/** `year` 0 is everything up to now. */
export interface CertificatePeriod { year: number; minutes: number; services: number }
/** A community that recorded service of the reader, and what it could attest. */
export interface CertificateSource { communityId: number; communityName: string; periods: CertificatePeriod[]; /** One that waits already. */ waiting: boolean }
/** `idLine`: with an empty line for the number of an identity card, written by hand; the platform neither asks for it nor keeps it. */
export interface AskCertificateInput { communityId: number; year: number; idLine: boolean }
export interface IssueRequestInput { phone: string }
export interface IssueCertificateInput { userId: number; communityId: number; year: number; idLine: boolean; phone: string }
export interface CertificateReasonInput { reason: string }
export interface CertificateRequestView { id: number; name: string; communityId: number; communityName: string; year: number; idLine: boolean; minutes: number; services: number; status: CertificateRequestStatus; reason: string | null; certificateId: number | null; createdAt: number; actions: CertificateRequestAction[] }
/** The office's last phone, so that it is typed once. */
export interface CertificateDeskView { phone: string; waiting: CertificateRequestView[] }
export interface CertificateView {
  id: number; number: string; status: CertificateStatus; name: string; communityId: number; communityName: string; office: string; /** First and last day of service in it. */ from: string; to: string; year: number;
  minutes: number; services: number; issuedAt: number; issuedBy: string; reason: string | null;
  /** A record in it was corrected after it was issued: it should be issued anew. */
  outdated: boolean; /** The page that its code opens. */ verifyPath: string; replaces: string | null; replacedBy: string | null; actions: CertificateAction[];
}
/** What anybody with the paper in hand may see: enough to check it, nothing about the person. `name` is '张**'. */
export interface VerifyView { status: CertificateStatus; /** A record in it was corrected since: the time on the paper is no longer what stands. */ outdated: boolean; name: string; minutes: number; office: string; issuedDay: string }
export interface RecordPaperInput { /** 0: everything. */ year: number }

/** Records handed over to the national information system. A record is in one file only; what is corrected later comes in a later file as a difference. */
export interface NationalExportView { id: number; areaName: string; rows: number; minutes: number; byName: string; at: number }
export interface NationalDeskView { /** Not yet in any file. */ waiting: number; exports: NationalExportView[] }
/** Records in one file. Our own choice: what an office can look through and enter in a morning's sitting. */
export const NATIONAL_ROWS = 2_000;
