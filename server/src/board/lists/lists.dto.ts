import {
  LIST_FILE_SCOPES, LIST_LIMITS, LISTED_STATES, PROJECT_STATUSES, RESOURCE_KINDS, SKILLS, type CreateProjectInput, type FinishProjectInput, type ListedNeedQuery, type ListedState, type ListFileInput, type ListFileScope, type ListNeedInput, type ListReasonInput,
  type MatchInput, type OfferResourceInput, type ProjectInput, type ProjectNoteInput, type ProjectQuery, type ProjectStatus, type ResourceInput, type ResourceKind, type ResourceQuery,
} from '@xianfeng/shared';
import { CallNumber, Day, IdField, Ids, OneOf, Optional, PageDto, QueryId, Text } from '../../http/fields.js';

export class ResourceDto implements ResourceInput {
  @OneOf('类别', RESOURCE_KINDS) kind: ResourceKind;
  @Text('资源名称', LIST_LIMITS.title) title: string;
  @Optional() @Text('可用时间', LIST_LIMITS.times) times?: string;
  @Optional() @Text('使用要求', LIST_LIMITS.limits) limits?: string;
  @Optional() @OneOf('专长', SKILLS) skill?: string;
  @Optional() @Text('联系人', LIST_LIMITS.contactName) contactName?: string;
  @CallNumber() contactPhone: string;
}
export class OfferResourceDto extends ResourceDto implements OfferResourceInput {
  @IdField('社区') communityId: number;
  @Optional() @IdField('单位') unitId?: number;
  @Optional() @Text('提供者', LIST_LIMITS.giver) giver?: string;
}
export class ResourceQueryDto extends PageDto implements ResourceQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('类别', RESOURCE_KINDS) kind?: ResourceKind;
  @Optional() @OneOf('范围', ['FREE', 'IDLE']) only?: 'FREE' | 'IDLE';
}
export class ListNeedDto implements ListNeedInput {
  @IdField('需求') needId: number;
  @OneOf('需要什么', RESOURCE_KINDS) wants: ResourceKind;
  @Optional() @OneOf('专长', SKILLS) skill?: string;
}
export class ListedNeedQueryDto extends PageDto implements ListedNeedQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', LISTED_STATES) state?: ListedState;
}
export class MatchDto implements MatchInput {
  @IdField('资源') resourceId: number;
  @IdField('需求') needId: number;
}
export class ProjectDto implements ProjectInput {
  @Text('项目名称', LIST_LIMITS.title) title: string;
  @Optional() @Text('说明', LIST_LIMITS.text) text?: string;
  @IdField('负责人') ownerId: number;
  @Day('完成日期') dueDay: string;
  @Ids('资源', LIST_LIMITS.perProject) resourceIds: number[];
  @Ids('需求', LIST_LIMITS.perProject) needIds: number[];
  @Optional() @IdField('协议') agreementId?: number;
}
export class CreateProjectDto extends ProjectDto implements CreateProjectInput {
  @IdField('社区') communityId: number;
}
export class ProjectQueryDto extends PageDto implements ProjectQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', PROJECT_STATUSES) status?: ProjectStatus;
  @Optional() @OneOf('范围', ['OVERDUE']) only?: 'OVERDUE';
}
export class FinishProjectDto implements FinishProjectInput {
  @Text('完成情况', { ...LIST_LIMITS.note, min: 2 }) note: string;
  @Optional() @Ids('照片', LIST_LIMITS.photos) photoIds?: number[];
}
export class ProjectNoteDto implements ProjectNoteInput {
  @Optional() @Text('说明', LIST_LIMITS.note) note?: string;
}
export class ListReasonDto implements ListReasonInput {
  @Text('原因', LIST_LIMITS.reason) reason: string;
}
export class ListFileDto implements ListFileInput {
  @IdField('地区') areaId: number;
  @OneOf('范围', LIST_FILE_SCOPES) scope: ListFileScope;
}
export class ListAreaDto {
  @QueryId('地区') areaId: number;
}
