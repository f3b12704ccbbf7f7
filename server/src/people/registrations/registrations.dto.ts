import { REGISTRATION_LIMITS, REGISTRATION_STATUSES, SKILLS, USER_LIMITS, type RegisterMemberInput, type RegisterUnitInput, type RegistrationStatus, type RetireInput, type ReturnInput } from '@xianfeng/shared';
import { CallNumber, IdField, ManyOf, OneOf, Optional, PageDto, QueryId, Text } from '../../http/fields.js';

export class RegisterMemberDto implements RegisterMemberInput {
  @IdField('社区') communityId: number;
  @Optional() @IdField('小区') compoundId?: number;
  @Optional() @Text('楼栋', REGISTRATION_LIMITS.building) building?: string;
  @Optional() @Text('姓名', USER_LIMITS.name) name?: string;
  @Optional() @ManyOf('特长', SKILLS, USER_LIMITS.skills) skills?: string[];
}
export class RegisterUnitDto implements RegisterUnitInput {
  @IdField('单位') unitId: number;
  @IdField('社区') communityId: number;
  @Text('联络员姓名', { min: 1, max: 20 }) liaisonName: string;
  @CallNumber('联络电话') liaisonPhone: string;
  @Optional() @Text('可提供的资源', REGISTRATION_LIMITS.resources) resources?: string;
}
export class ReturnDto implements ReturnInput {
  @Text('退回原因', REGISTRATION_LIMITS.reason) reason: string;
}
export class RetireDto implements RetireInput {
  @Optional() @Text('说明', REGISTRATION_LIMITS.reason) reason?: string;
}
export class PosterDto {
  @QueryId('社区') areaId: number;
}
export class PosterFileDto {
  @IdField('社区') areaId: number;
}
export class ListRegistrationsDto extends PageDto {
  @QueryId('区域') areaId: number;
  @Optional() @OneOf('状态', REGISTRATION_STATUSES) status?: RegistrationStatus;
}
