import { NEED_KINDS, NEED_LIMITS, NEED_STATUSES, type CreateNeedInput, type FeedbackInput, type NeedKind, type NeedStatus, type ReplyInput } from '@xianfeng/shared';
import { CallNumber, Cursor, IdField, Ids, OneOf, Optional, QueryId, Text, YesNo } from '../../http/fields.js';

export class CreateNeedDto implements CreateNeedInput {
  @IdField('社区') areaId: number;
  @OneOf('类别', NEED_KINDS) kind: NeedKind;
  @Text('需要什么', NEED_LIMITS.title) title: string;
  @Optional() @Text('说明', NEED_LIMITS.text) text?: string;
  @Optional() @Text('地点', NEED_LIMITS.place) place?: string;
  @Optional() @Text('代谁提出', NEED_LIMITS.onBehalfOf) onBehalfOf?: string;
  @Optional() @CallNumber() phone?: string;
  @Optional() @Ids('照片', NEED_LIMITS.photos) photoIds?: number[];
}
export class ReplyDto implements ReplyInput {
  @Text('答复', NEED_LIMITS.reply) reply: string;
}
export class FeedbackDto implements FeedbackInput {
  @YesNo('是否解决') helped: boolean;
  @Optional() @Text('补充', NEED_LIMITS.feedback) text?: string;
  @Optional() @YesNo('可否引用') mayQuote?: boolean;
}
export class NeedListDto {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', NEED_STATUSES) status?: NeedStatus;
  @Cursor() after?: string;
}
