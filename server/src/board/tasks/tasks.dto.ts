import { AUDIENCES, CLAIM_MODES, PHOTO_RULES, PRESENCE, TASK_KINDS, TASK_LIMITS, TASK_ORDERS, TASK_STATUSES, TASK_WAITINGS, WHEN_FILTERS } from '@xianfeng/shared';
import type { Audience, CancelTaskInput, ClaimMode, CreateTaskInput, DeskTaskQuery, Difficulty, PhotoRule, Presence, ShiftInput, TaskKind, TaskListQuery, TaskOrder, TaskStatus, TaskWaiting, UpdateTaskInput, WhenFilter } from '@xianfeng/shared';
import { CallNumber, Cursor, IdField, Instant, Many, OneOf, Optional, QueryId, Text, Whole, YesNo } from '../../http/fields.js';

/** 0: as the tariff says for the kind. */
const LEVELS = { min: 0, max: 3 };
const SHIFTS = { min: 1, max: TASK_LIMITS.shifts };
export class ShiftDto implements ShiftInput {
  @Optional() @IdField('班次') id?: number;
  @Instant('开始时间') startsAt: number;
  @Instant('结束时间') endsAt: number;
  @Whole('名额', TASK_LIMITS.places) places: number;
}
export class CreateTaskDto implements CreateTaskInput {
  @IdField('社区') areaId: number;
  @Optional() @IdField('需求') needId?: number;
  @OneOf('类别', TASK_KINDS) kind: TaskKind;
  @Text('标题', TASK_LIMITS.title) title: string;
  @Optional() @Text('说明', TASK_LIMITS.summary) summary?: string;
  @Text('地点', TASK_LIMITS.place) place: string;
  @Many('班次', () => ShiftDto, SHIFTS) shifts: ShiftDto[];
  @OneOf('参加对象', AUDIENCES) audience: Audience;
  @Optional() @IdField('单位') unitId?: number;
  @OneOf('认领方式', CLAIM_MODES) claimMode: ClaimMode;
  @OneOf('签到方式', PRESENCE) presence: Presence;
  @OneOf('照片要求', PHOTO_RULES) photoRule: PhotoRule;
  @Optional() @Text('照片理由', TASK_LIMITS.photoReason) photoReason?: string;
  @Text('风险提示', TASK_LIMITS.riskNote) riskNote: string;
  @Text('联系人', TASK_LIMITS.contactName) contactName: string;
  @CallNumber() contactPhone: string;
  @YesNo('是否发布') publish: boolean;
  @Optional() @Whole('难度', LEVELS) difficulty?: Difficulty | 0;
}
export class UpdateTaskDto implements UpdateTaskInput {
  @Optional() @OneOf('类别', TASK_KINDS) kind?: TaskKind;
  @Optional() @Text('标题', TASK_LIMITS.title) title?: string;
  @Optional() @Text('说明', TASK_LIMITS.summary) summary?: string;
  @Optional() @Text('地点', TASK_LIMITS.place) place?: string;
  @Optional() @Many('班次', () => ShiftDto, SHIFTS) shifts?: ShiftDto[];
  @Optional() @OneOf('参加对象', AUDIENCES) audience?: Audience;
  @Optional() @IdField('单位') unitId?: number;
  @Optional() @OneOf('认领方式', CLAIM_MODES) claimMode?: ClaimMode;
  @Optional() @OneOf('签到方式', PRESENCE) presence?: Presence;
  @Optional() @OneOf('照片要求', PHOTO_RULES) photoRule?: PhotoRule;
  @Optional() @Text('照片理由', TASK_LIMITS.photoReason) photoReason?: string;
  @Optional() @Text('风险提示', TASK_LIMITS.riskNote) riskNote?: string;
  @Optional() @Text('联系人', TASK_LIMITS.contactName) contactName?: string;
  @Optional() @CallNumber() contactPhone?: string;
  @Optional() @Whole('难度', LEVELS) difficulty?: Difficulty | 0;
}
export class CancelTaskDto implements CancelTaskInput {
  @Text('取消的原因', TASK_LIMITS.reason) reason: string;
}
export class OpenTasksQueryDto {
  @Optional() @QueryId('地区') areaId?: number;
  @Cursor() after?: string;
}
export class TaskListQueryDto implements TaskListQuery {
  @Optional() @QueryId('地区') areaId?: number;
  @Optional() @OneOf('排序', TASK_ORDERS) order?: TaskOrder;
  @Optional() @OneOf('类别', TASK_KINDS) kind?: TaskKind;
  @Optional() @OneOf('时间', WHEN_FILTERS) when?: WhenFilter;
  @Optional() @Text('关键词', { min: 0, max: 30 }) q?: string;
  @Cursor() after?: string;
}
export class DeskTaskQueryDto implements DeskTaskQuery {
  @QueryId('地区') areaId: number;
  @Optional() @OneOf('状态', TASK_STATUSES) status?: TaskStatus;
  @Optional() @OneOf('等什么', TASK_WAITINGS) waiting?: TaskWaiting;
  @Cursor() after?: string;
}
