import { CAMPAIGN_LIMITS, CAMPAIGN_SUBJECTS, type AnswerObjectionInput, type CampaignInput, type CampaignReasonInput, type CampaignSubject, type NominateInput, type ObjectInput } from '@xianfeng/shared';
import { Day, IdField, OneOf, Optional, PageDto, QueryId, Text, Whole, YesNo } from '../../http/fields.js';

export class CampaignListDto extends PageDto {
  @QueryId('区域') areaId!: number;
}
export class CampaignDto implements CampaignInput {
  @IdField('区域') areaId!: number;
  @OneOf('评选对象', CAMPAIGN_SUBJECTS) subject!: CampaignSubject;
  @Text('名称', CAMPAIGN_LIMITS.title) title!: string;
  @Day('开始日期') from!: string;
  @Day('结束日期') to!: string;
  @Whole('小时数', CAMPAIGN_LIMITS.hours) minHours!: number;
  @Whole('服务次数', CAMPAIGN_LIMITS.services) minServices!: number;
  @Whole('居民确认件数', CAMPAIGN_LIMITS.confirmed) minConfirmed!: number;
  @Optional() @Day('报到日期') registeredBy?: string;
}
export class NominateDto implements NominateInput {
  @Optional() @IdField('党员') userId?: number;
  @Optional() @IdField('单位') unitId?: number;
}
export class CampaignReasonDto implements CampaignReasonInput {
  @Text('原因', CAMPAIGN_LIMITS.reason) reason!: string;
}
export class ObjectDto implements ObjectInput {
  @Text('异议', CAMPAIGN_LIMITS.objection) text!: string;
}
export class AnswerObjectionDto implements AnswerObjectionInput {
  @YesNo('异议是否成立') upheld!: boolean;
  @Text('答复', CAMPAIGN_LIMITS.answer) answer!: string;
}
