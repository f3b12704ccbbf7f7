import type { CampaignCriteria } from '@xianfeng/shared';

/** '至少 20 小时、5 次，居民确认 1 件，2026-06-30 前报到'. */
export const sayCriteria = (c: CampaignCriteria): string =>
  [...(c.minHours > 0 ? [`至少 ${c.minHours} 小时`] : []), ...(c.minServices > 0 ? [`至少 ${c.minServices} 次`] : []), ...(c.minConfirmed > 0 ? [`居民确认 ${c.minConfirmed} 件`] : []), c.registeredBy ? `${c.registeredBy} 前报到` : '已报到'].join('，');
