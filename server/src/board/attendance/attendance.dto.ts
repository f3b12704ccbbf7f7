import type { DayCodeInput, MarkInput, MemberCodeInput, ScanInput, WalkUpInput } from '@xianfeng/shared';
import { USER_LIMITS } from '@xianfeng/shared';
import { IdField, Ids, Matching, Text, YesNo } from '../../http/fields.js';

/** As many as one shift can hold. */
const MARKED = 500;
export class ScanDto implements ScanInput {
  @Text('二维码', { min: 1, max: 200 }) payload: string;
}
export class DayCodeDto implements DayCodeInput {
  @IdField('任务') taskId: number;
  @Matching('六位码', /^\d{6}$/) code: string;
}
export class MarkDto implements MarkInput {
  @Ids('名单', MARKED) claimIds: number[];
  @YesNo('是否到场') present: boolean;
}
export class MemberCodeDto implements MemberCodeInput {
  @Text('个人码', { min: 1, max: 200 }) payload: string;
}
export class WalkUpDto implements WalkUpInput {
  @Text('姓名', USER_LIMITS.name) name: string;
  @Matching('手机尾号', /^\d{4}$/) phoneTail: string;
}
