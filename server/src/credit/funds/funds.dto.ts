import { FUND_LIMITS, type FundInput } from '@xianfeng/shared';
import { IdField, Optional, PageDto, QueryId, Text, Whole } from '../../http/fields.js';

export class FundListDto extends PageDto {
  @QueryId('区域') areaId!: number;
}
export class FundDto implements FundInput {
  @IdField('区域') areaId!: number;
  @Whole('金额（分）', FUND_LIMITS.amountFen) amountFen!: number;
  @Text('来源', FUND_LIMITS.source) source!: string;
  @Optional() @Text('说明', FUND_LIMITS.note) note?: string;
}
