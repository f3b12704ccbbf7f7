import { BEST_BEFORE_WARN_DAYS, DAY_MS, LIMIT_PERIODS, dayOf, startOfDay, type RewardView } from '@xianfeng/shared';
import { day } from '../lib/format';

/** '每人每月限 2 袋', '每人总共限 1 张'; null where there is no limit. */
export const sayLimit = ({ perPerson, limitPeriod, unit }: Pick<RewardView, 'perPerson' | 'limitPeriod' | 'unit'>): string | null => (perPerson > 0 ? `每人${LIMIT_PERIODS[limitPeriod]}限 ${perPerson} ${unit}` : null);
/** '余 3 袋', '已兑完'. */
export const sayStock = ({ stock, unit }: Pick<RewardView, 'stock' | 'unit'>): string => (stock > 0 ? `余 ${stock} ${unit}` : '已兑完');
/** '感谢市税务局捐赠'; null for what was bought. */
export const sayDonor = ({ donor }: Pick<RewardView, 'donor'>): string | null => (donor ? `感谢${donor}捐赠` : null);
/** '大米（5 kg）1 袋', '理发券 1 张'. */
export const sayGoods = ({ name, spec, quantity, unit }: { name: string; spec: string; quantity: number; unit: string }): string => `${name}${spec ? `（${spec}）` : ' '}${quantity} ${unit}`;
/** How near the last good day is: '已过期', '快到期', or null while there is time. */
export function nearEnd(bestBefore: string | null, now: number): '已过期' | '快到期' | null {
  if (bestBefore === null) return null;
  if (bestBefore < dayOf(now)) return '已过期';
  return startOfDay(bestBefore) - startOfDay(dayOf(now)) <= BEST_BEFORE_WARN_DAYS * DAY_MS ? '快到期' : null;
}
export const sayBestBefore = (bestBefore: string): string => `${day(startOfDay(bestBefore))}前用完`;
