import {
  BURDEN_LIMITS, BURDEN_WEEKS, BURDEN_WHO, INTENTS, SUGGESTION_KINDS, SUGGESTION_LIMITS, SUGGESTION_STATUSES, type AnswerInput, type BurdenReportInput, type BurdenWho, type Intent, type SuggestionInput, type SuggestionKind, type SuggestionQuery, type SuggestionStatus,
} from '@xianfeng/shared';
import { Transform } from 'class-transformer';
import { OneOf, Optional, PageDto, Text, Whole } from '../../http/fields.js';

export class BurdenReportDto implements BurdenReportInput {
  @OneOf('做的事', INTENTS) intent: Intent;
  @OneOf('身份', BURDEN_WHO) who: BurdenWho;
  @Whole('点按次数', BURDEN_LIMITS.taps) taps: number;
  @Whole('填写项数', BURDEN_LIMITS.fields) fields: number;
  @Whole('用时', BURDEN_LIMITS.bucket) bucket: number;
  @Whole('件数', BURDEN_LIMITS.items) items: number;
}
export class BurdenQueryDto {
  @Optional() @Transform(({ value }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value)) @Whole('周数', BURDEN_WEEKS) weeks?: number;
}
export class SuggestionDto implements SuggestionInput {
  @OneOf('类型', SUGGESTION_KINDS) kind: SuggestionKind;
  @Text('意见', SUGGESTION_LIMITS.text) text: string;
  @Optional() @Text('页面', SUGGESTION_LIMITS.page) page?: string;
}
export class SuggestionQueryDto extends PageDto implements SuggestionQuery {
  @Optional() @OneOf('状态', SUGGESTION_STATUSES) status?: SuggestionStatus;
  @Optional() @OneOf('类型', SUGGESTION_KINDS) kind?: SuggestionKind;
}
export class AnswerDto implements AnswerInput {
  @Text('答复', SUGGESTION_LIMITS.answer) answer: string;
}
