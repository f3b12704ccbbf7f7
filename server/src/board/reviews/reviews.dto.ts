import { REPORT_KINDS, REPORT_WHYS, REVIEW_FILTERS, REVIEW_KINDS, REVIEW_LIMITS, type PassReviewsInput, type ReportInput, type ReportWhy, type ReviewFilter, type ReviewKind, type ReviewQuery, type TakeDownInput } from '@xianfeng/shared';
import { Cursor, IdField, Ids, OneOf, Optional, QueryId, Text } from '../../http/fields.js';

export class ReviewListDto implements ReviewQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('处理情况', REVIEW_FILTERS) show?: ReviewFilter;
  @Optional() @OneOf('类别', REVIEW_KINDS) kind?: ReviewKind;
  @Cursor() after?: string;
}
export class PassReviewsDto implements PassReviewsInput {
  @Ids('要通过的内容', REVIEW_LIMITS.batch) ids: number[];
}
export class TakeDownDto implements TakeDownInput {
  @Text('撤下的原因', REVIEW_LIMITS.reason) reason: string;
}
export class ReportDto implements ReportInput {
  @OneOf('类别', REPORT_KINDS) kind: ReviewKind;
  @IdField('举报的内容') id: number;
  @OneOf('举报的原因', REPORT_WHYS) why: ReportWhy;
}
