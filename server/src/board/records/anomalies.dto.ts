import { SIGNS, type AnomalyQuery, type Sign, type SignQuery } from '@xianfeng/shared';
import { Cursor, Day, OneOf, Optional, QueryId } from '../../http/fields.js';

export class AnomalyQueryDto implements AnomalyQuery {
  @QueryId('地区') areaId: number;
  @Optional() @Day('开始日期') from?: string;
  @Optional() @Day('结束日期') to?: string;
}
export class SignQueryDto extends AnomalyQueryDto implements SignQuery {
  @QueryId('核实人') verifierId: number;
  @Optional() @OneOf('要看什么', SIGNS) sign?: Sign;
  @Cursor() after?: string;
}
