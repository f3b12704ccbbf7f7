import { TARIFF_LIMITS, TASK_KINDS, TASK_KIND_KEYS, type AdditionInput, type PublishTariffInput, type TariffInput, type TariffRules, type TaskKind } from '@xianfeng/shared';
import { Day, IdField, ManyOf, Optional, Plain, QueryId, Text, Whole } from '../../http/fields.js';

/** Kinds that yield points at all. */
const SERVICES = TASK_KIND_KEYS.filter((kind) => TASK_KINDS[kind].recordable);
export class TariffDto implements TariffInput {
  @Text('名称', TARIFF_LIMITS.name) name: string;
  @Optional() @Text('说明', TARIFF_LIMITS.note) note?: string;
  /** Judged figure by figure in the use case (judge.rules). */
  @Plain('积分规则') rules: TariffRules;
}
export class PublishTariffDto implements PublishTariffInput {
  @Day('执行日期') effectiveFrom: string;
}
export class AdditionDto implements AdditionInput {
  @IdField('社区') areaId: number;
  @Text('名称', TARIFF_LIMITS.name) title: string;
  @ManyOf('类别', SERVICES, SERVICES.length) kinds: TaskKind[];
  @Whole('加分比例', TARIFF_LIMITS.addPercent) percent: number;
  @Whole('积分预算', TARIFF_LIMITS.addBudget) budget: number;
  @Day('开始日期') from: string;
  @Day('结束日期') to: string;
}
export class AdditionsQueryDto {
  @QueryId('地区') areaId: number;
}
