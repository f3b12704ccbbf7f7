import { AGREEMENT_LIMITS, type AgreementInput, type AgreementQuery, type CreateAgreementInput, type ListReasonInput } from '@xianfeng/shared';
import { Day, IdField, Ids, OneOf, Optional, PageDto, QueryId, Text, Whole } from '../../http/fields.js';

export class AgreementDto implements AgreementInput {
  @Text('协议名称', AGREEMENT_LIMITS.title) title: string;
  @Ids('共建单位', AGREEMENT_LIMITS.units.max) unitIds: number[];
  @Day('开始日期') fromDay: string;
  @Day('到期日期') toDay: string;
  @Optional() @Text('约定内容', AGREEMENT_LIMITS.text) text?: string;
  @Optional() @Ids('照片', AGREEMENT_LIMITS.photos) photoIds?: number[];
}
export class CreateAgreementDto extends AgreementDto implements CreateAgreementInput {
  @IdField('社区') communityId: number;
}
export class AgreementQueryDto extends PageDto implements AgreementQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('范围', ['EXPIRING']) only?: 'EXPIRING';
}
export class EndAgreementDto implements ListReasonInput {
  @Text('终止原因', AGREEMENT_LIMITS.reason) reason: string;
}
export class SheetDto {
  @Whole('年度', { min: 2000, max: 2100 }) year: number;
}
