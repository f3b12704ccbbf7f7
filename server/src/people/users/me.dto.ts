import { FREE_TIMES, SKILLS, STATION_KEYS, USER_LIMITS, type FreeTime, type Station, type UpdateMeInput } from '@xianfeng/shared';
import { ManyOf, OneOf, Optional, PageDto, QueryId, Text, YesNo } from '../../http/fields.js';

export class UpdateMeDto implements UpdateMeInput {
  @Optional() @Text('姓名', USER_LIMITS.name) name?: string;
  @Optional() @YesNo('大字版') elder?: boolean;
  @Optional() @ManyOf('特长', SKILLS, USER_LIMITS.skills) skills?: string[];
  @Optional() @ManyOf('空闲时间', Object.keys(FREE_TIMES), 3) freeTimes?: FreeTime[];
}
export class SearchPeopleDto extends PageDto {
  @QueryId('区域') areaId: number;
  @Optional() @Text('查找的内容', { min: 0, max: 30 }) q?: string;
  @Optional() @OneOf('岗位', STATION_KEYS) station?: Station;
}
