import { LETTER_LIMITS, LETTER_STATUSES, WORD_STATUSES, type LetterBatchInput, type LetterIdsInput, type LetterReasonInput, type LetterStatus, type PassWordsInput, type WordStatus } from '@xianfeng/shared';
import { IdField, Ids, OneOf, Optional, PageDto, QueryId, Text, Whole, YesNo } from '../../http/fields.js';

export class LetterListDto extends PageDto {
  @QueryId('区域') areaId!: number;
  @QueryId('年份') year!: number;
  @Optional() @OneOf('状态', LETTER_STATUSES) status?: LetterStatus;
}
export class LetterBatchDto implements LetterBatchInput {
  @IdField('社区') areaId!: number;
  @Whole('年份', LETTER_LIMITS.year) year!: number;
}
export class LetterIdsDto implements LetterIdsInput {
  @Ids('表扬信', LETTER_LIMITS.batch) letterIds!: number[];
}
export class LetterReasonDto implements LetterReasonInput {
  @Text('原因', LETTER_LIMITS.reason) reason!: string;
}
export class WordListDto extends PageDto {
  @QueryId('区域') areaId!: number;
  @Optional() @OneOf('状态', WORD_STATUSES) status?: WordStatus;
}
export class PassWordsDto implements PassWordsInput {
  @Ids('感谢的话', LETTER_LIMITS.batch) wordIds!: number[];
  @YesNo('可用或不用') usable!: boolean;
}
