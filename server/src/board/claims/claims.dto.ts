import type { ClaimInput, ClaimQuery, OfferInput, OrganiserClaimInput } from '@xianfeng/shared';
import { Cursor, IdField, Ids, OneOf, Optional, YesNo } from '../../http/fields.js';

export class ClaimDto implements ClaimInput {
  @IdField('班次') shiftId: number;
  @Optional() @YesNo('是否候补') waitlist?: boolean;
}
export class ClaimQueryDto implements ClaimQuery {
  @Optional() @OneOf('状态', ['COMING', 'TO_LOG', 'PAST']) state?: 'COMING' | 'TO_LOG' | 'PAST';
  @Cursor() after?: string;
}
export class OrganiserClaimDto implements OrganiserClaimInput {
  @IdField('班次') shiftId: number;
  @IdField('志愿者') userId: number;
  @Optional() @YesNo('是否忽略冲突') anyway?: boolean;
}
/** People one offer may go to at once. Our own choice: more is a broadcast, and those are published tasks. */
export const OFFER_MAX = 50;
export class OfferDto implements OfferInput {
  @IdField('班次') shiftId: number;
  @Optional() @Ids('邀请的人', OFFER_MAX) userIds?: number[];
  @Optional() @IdField('单位') unitId?: number;
}
