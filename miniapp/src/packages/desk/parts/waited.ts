import { DAY_MS, HOUR_MS } from '@xianfeng/shared';

/** How long somebody has been waiting for us: '等了 3 天'. */
export function waited(since: number): string {
  const ms = Date.now() - since;
  if (ms < HOUR_MS) return '刚刚来的';
  return ms < DAY_MS ? `等了 ${Math.floor(ms / HOUR_MS)} 小时` : `等了 ${Math.floor(ms / DAY_MS)} 天`;
}
