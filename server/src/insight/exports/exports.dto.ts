import { EXPORT_KEYS, PAPER_YEARS, type ExportInput, type ExportKind, type YearBookInput } from '@xianfeng/shared';
import { Day, IdField, Matching, OneOf, Optional, Whole, YesNo } from '../../http/fields.js';

export class ExportDto implements ExportInput {
  @OneOf('要导出的列表', EXPORT_KEYS) kind: ExportKind;
  @IdField('地区') areaId: number;
  @Optional() @Matching('状态', /^[A-Z_]{2,12}$/) state?: string;
  @Optional() @Day('开始日期') from?: string;
  @Optional() @Day('结束日期') to?: string;
  @Optional() @YesNo('是否带电话') phones?: boolean;
}
export class YearBookDto implements YearBookInput {
  @IdField('地区') areaId: number;
  @Whole('年份', PAPER_YEARS) year: number;
}
