import { CERTIFICATE_LIMITS, type AskCertificateInput, type CertificateReasonInput, type IssueCertificateInput, type IssueRequestInput, type RecordPaperInput } from '@xianfeng/shared';
import { CallNumber, IdField, PageDto, QueryId, Text, Whole, YesNo } from '../../http/fields.js';

/** 0 stands for everything. */
const YEARS = { min: 0, max: 2099 } as const;
export class AreaListDto extends PageDto { @QueryId('地区') areaId: number }
export class AreaDto { @QueryId('地区') areaId: number }
export class AreaBodyDto { @IdField('地区') areaId: number }
export class RecordPaperDto implements RecordPaperInput { @Whole('年份', YEARS) year: number }
export class AskCertificateDto implements AskCertificateInput {
  @IdField('社区') communityId: number;
  @Whole('年份', YEARS) year: number;
  @YesNo('要不要身份证件栏') idLine: boolean;
}
export class IssueRequestDto implements IssueRequestInput { @CallNumber() phone: string }
export class IssueCertificateDto implements IssueCertificateInput {
  @IdField('服务的人') userId: number;
  @IdField('社区') communityId: number;
  @Whole('年份', YEARS) year: number;
  @YesNo('要不要身份证件栏') idLine: boolean;
  @CallNumber() phone: string;
}
export class CertificateReasonDto implements CertificateReasonInput { @Text('原因', CERTIFICATE_LIMITS.reason) reason: string }
