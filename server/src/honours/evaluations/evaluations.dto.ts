import { EVALUATION_LIMITS, LEVELS, PERIOD_PATTERN, type EvaluationAnswerInput, type EvaluationException, type Level, type OpenRoundInput, type SendEvaluationsInput, type VoiceInput } from '@xianfeng/shared';
import { IdField, Many, Matching, OneOf, Optional, PageDto, QueryId, Text } from '../../http/fields.js';

export class RoundListDto extends PageDto {
  @QueryId('区域') areaId!: number;
}
export class OpenRoundDto implements OpenRoundInput {
  @IdField('社区') areaId!: number;
  @Matching('评价的时间段', PERIOD_PATTERN) period!: string;
}
export class EvaluationExceptionDto implements EvaluationException {
  @Optional() @IdField('党员') userId?: number;
  @Optional() @IdField('单位') unitId?: number;
  @Optional() @OneOf('评价', LEVELS) level?: Level;
  @Optional() @Text('评语', EVALUATION_LIMITS.sentence) sentence?: string;
}
export class SendEvaluationsDto implements SendEvaluationsInput {
  @Optional() @Many('例外', () => EvaluationExceptionDto, { min: 1, max: EVALUATION_LIMITS.exceptions }) exceptions?: EvaluationExceptionDto[];
}
export class VoiceDto implements VoiceInput {
  @Optional() @IdField('单位') unitId?: number;
  @OneOf('“任务说得清楚”', LEVELS) clarity!: Level;
  @OneOf('“事情有用”', LEVELS) usefulness!: Level;
  @OneOf('“尊重参与的人”', LEVELS) respect!: Level;
  @Optional() @Text('建议', EVALUATION_LIMITS.sentence) sentence?: string;
}
export class EvaluationAnswerDto implements EvaluationAnswerInput {
  @Text('回应', EVALUATION_LIMITS.answer) text!: string;
}
