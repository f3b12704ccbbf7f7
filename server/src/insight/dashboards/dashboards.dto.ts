import { MEASURES, NEED_KINDS, SPANS, type ChildrenQuery, type DashboardQuery, type Measure, type NeedKind, type RowsQuery, type Span } from '@xianfeng/shared';
import { Cursor, Day, OneOf, Optional, QueryId } from '../../http/fields.js';

export class DashboardQueryDto implements DashboardQuery {
  @Optional() @QueryId('地区') areaId?: number;
  @Optional() @OneOf('时段', SPANS) span?: Span;
  @Optional() @Day('日期') day?: string;
}
export class ChildrenQueryDto implements ChildrenQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('时段', SPANS) span?: Span;
  @Optional() @Day('日期') day?: string;
  @Cursor() after?: string;
}
export class RowsQueryDto implements RowsQuery {
  @QueryId('地区') areaId: number;
  @OneOf('数字', MEASURES) measure: Measure;
  @Optional() @OneOf('时段', SPANS) span?: Span;
  @Optional() @Day('日期') day?: string;
  @Optional() @OneOf('范围', ['1']) own?: '1';
  @Optional() @OneOf('类别', NEED_KINDS) kind?: NeedKind;
  @Cursor() after?: string;
}
