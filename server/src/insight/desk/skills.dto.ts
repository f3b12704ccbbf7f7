import { NEED_KINDS, SKILLS, type NeedKind } from '@xianfeng/shared';
import { OneOf, Optional, PageDto, QueryId } from '../../http/fields.js';

export class SkillsDto {
  @QueryId('区域') areaId: number;
}
export class SkilledPeopleDto extends PageDto {
  @QueryId('区域') areaId: number;
  @Optional() @OneOf('特长', SKILLS) skill?: string;
  /** '1': only those who were not invited for a while. */
  @Optional() @OneOf('是否近来没受邀', ['1']) rested?: '1';
}
export class UnmetNeedsDto extends PageDto {
  @QueryId('区域') areaId: number;
  @Optional() @OneOf('需求类别', NEED_KINDS) kind?: NeedKind;
}
