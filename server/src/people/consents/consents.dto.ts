import { CONSENTS, type ConsentPurpose, type GiveConsentInput } from '@xianfeng/shared';
import { OneOf, YesNo } from '../../http/fields.js';

export class GiveConsentDto implements GiveConsentInput {
  @OneOf('同意事项', CONSENTS) purpose: ConsentPurpose;
  @YesNo('同意或不同意') granted: boolean;
}
