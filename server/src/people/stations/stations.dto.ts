import { PROFILE_LIMITS, RANGES, REGISTRATION_LIMITS, STATION_KEYS, TASK_KIND_KEYS, type Range, type Station, type UpdateProfileInput } from '@xianfeng/shared';
import { ManyOf, OneOf, Optional, QueryId, Text } from '../../http/fields.js';

export class UpdateProfileDto implements UpdateProfileInput {
  @Optional() @ManyOf('岗位', STATION_KEYS, PROFILE_LIMITS.stations) stations?: Station[];
  @Optional() @Text('楼栋', REGISTRATION_LIMITS.building) building?: string;
  @Optional() @OneOf('愿意去多远', RANGES) range?: Range;
  @Optional() @ManyOf('不做的事', TASK_KIND_KEYS, PROFILE_LIMITS.wontKinds) wontKinds?: string[];
  @Optional() @Text('不做的事', PROFILE_LIMITS.wontText) wontText?: string;
}
export class AreaDto {
  @QueryId('区域') areaId: number;
}
