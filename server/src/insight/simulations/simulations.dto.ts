import type { SimulateInput, TariffRules } from '@xianfeng/shared';
import { Plain } from '../../http/fields.js';

export class SimulateDto implements SimulateInput {
  /** Judged figure by figure in the use case (credit/tariff/judge.rules). */
  @Plain('积分规则') rules: TariffRules;
}
