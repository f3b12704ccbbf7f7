import {
  STAR_BAR_YEARS, STAR_ISSUERS, STAR_LIMITS, STAR_PERIODS, STAR_RUN_STATUSES, STAR_SUBJECTS, type PageQuery, type StarAnswerInput, type StarAppealInput, type StarAwardQuery, type StarBarDecisionInput, type StarBarInput, type StarBarQuery, type StarCandidateQuery,
  type StarCriteria, type StarIssuer, type StarObjectionInput, type StarPeriod, type StarReasonInput, type StarRunInput, type StarRunQuery, type StarRunStatus, type StarSchemeInput, type StarSubject,
} from '@xianfeng/shared';
import { Cursor, Day, IdField, OneOf, Optional, Plain, QueryId, Text, Whole, YesNo } from '../../http/fields.js';

const YEARS = { min: Math.min(...STAR_BAR_YEARS), max: Math.max(...STAR_BAR_YEARS) };

export class StarAreaDto { @QueryId('地区') areaId: number }
export class StarSchemeDto implements StarSchemeInput {
  @IdField('地区') areaId: number;
  @Text('名称', STAR_LIMITS.name) name: string;
  @OneOf('评谁', STAR_SUBJECTS) subject: StarSubject;
  @OneOf('周期', STAR_PERIODS) period: StarPeriod;
  @Plain('评定条件') criteria: StarCriteria;
  @Whole('公示工作日', STAR_LIMITS.noticeWorkdays) noticeWorkdays: number;
  @OneOf('由谁发证', STAR_ISSUERS) issuer: StarIssuer;
  @Whole('有效月数', STAR_LIMITS.validMonths) validMonths: number;
}
export class StarRunDto implements StarRunInput {
  @IdField('星级办法') schemeId: number;
  @IdField('地区') areaId: number;
  @Optional() @Day('截至日') asOf?: string;
  @Optional() @Whole('年份', { min: 2000, max: 2100 }) year?: number;
}
export class StarRunQueryDto implements StarRunQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', STAR_RUN_STATUSES) status?: StarRunStatus;
  @Cursor() after?: string;
}
export class StarCandidateQueryDto implements StarCandidateQuery {
  @Optional() @OneOf('看哪些', ['IN', 'OUT']) show?: 'IN' | 'OUT';
  @Cursor() after?: string;
}
export class StarReasonDto implements StarReasonInput { @Text('理由', STAR_LIMITS.reason) reason: string }
export class StarObjectionDto implements StarObjectionInput {
  @IdField('公示') runId: number;
  @Optional() @IdField('对谁有异议') candidateId?: number;
  @Text('异议', STAR_LIMITS.objection) text: string;
}
export class StarAnswerDto implements StarAnswerInput {
  @YesNo('异议是否成立') upheld: boolean;
  @Text('答复', STAR_LIMITS.answer) answer: string;
}
export class StarNoticeQueryDto implements PageQuery {
  @Optional() @QueryId('地区') areaId?: number;
  @Cursor() after?: string;
}
export class StarAwardQueryDto implements StarAwardQuery {
  @QueryId('地区') areaId: number;
  @Cursor() after?: string;
}
export class StarBarDto implements StarBarInput {
  @OneOf('谁', ['PERSON', 'UNIT']) subject: 'PERSON' | 'UNIT';
  @IdField('人或单位') subjectId: number;
  @Whole('年数', YEARS) years: 1 | 2 | 3;
  @Text('理由', STAR_LIMITS.reason) reason: string;
}
export class StarBarQueryDto implements StarBarQuery {
  @QueryId('地区') areaId: number;
  @Cursor() after?: string;
}
export class StarAppealDto implements StarAppealInput { @Text('申诉理由', STAR_LIMITS.appeal) text: string }
export class StarBarDecisionDto implements StarBarDecisionInput {
  @YesNo('是否撤销') lift: boolean;
  @Text('说明', STAR_LIMITS.reason) decision: string;
}
