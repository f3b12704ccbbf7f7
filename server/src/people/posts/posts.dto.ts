import { ROLES, type CreatePostInput, type Role } from '@xianfeng/shared';
import { Day, IdField, OneOf, Optional, QueryId } from '../../http/fields.js';

export class ListPostsDto {
  @QueryId('区域') areaId: number;
}
export class CreatePostDto implements CreatePostInput {
  @IdField('人员') userId: number;
  @OneOf('岗位', ROLES) role: Role;
  @Optional() @IdField('任职区域') areaId?: number;
  @Optional() @IdField('所在单位') unitId?: number;
  @Day('开始日期') from: string;
  @Optional() @Day('结束日期') to?: string;
}
