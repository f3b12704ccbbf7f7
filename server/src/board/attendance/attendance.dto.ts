import type { ClaimStatus, DayCodeInput, MarkInput, MemberCodeInput, OfflineMark, OfflineMarksInput, ScanInput, WalkUpInput } from '@xianfeng/shared';
import { CLAIM_STATUSES, OFFLINE_LIMITS, USER_LIMITS } from '@xianfeng/shared';
import { IdField, Ids, Instant, Many, Matching, OneOf, Optional, Text, Whole, YesNo } from '../../http/fields.js';

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
/** A phone may be set to another decade and still be corrected: the server judges the sum. */
const OFFSET = { min: -4_000_000_000_000, max: 4_000_000_000_000 };
export class OfflineMarkDto implements OfflineMark {
  @Matching('编号', /^[\w-]{8,40}$/) ref: string;
  @IdField('名单') claimId: number;
  @YesNo('是否到场') present: boolean;
  @OneOf('原来的状态', CLAIM_STATUSES) saw: ClaimStatus;
  @Instant('名单时间') listAt: number;
  @Instant('点名时间') tappedAt: number;
  @Whole('时间差', OFFSET) offsetMs: number;
  @Optional() @YesNo('是否坚持') decided?: boolean;
}
export class OfflineMarksDto implements OfflineMarksInput {
  @Many('点名', () => OfflineMarkDto, { min: 1, max: OFFLINE_LIMITS.marks }) marks: OfflineMarkDto[];
}
