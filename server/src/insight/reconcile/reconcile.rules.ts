import { HOUR_MS, MINUTE_MS, dayOf, startOfDay, type ReconcileRunView } from '@xianfeng/shared';
import { idAt } from '../../lib/ids.js';

/** Every night at ten past three in Shanghai; a process that was down then does it until five. Our own choice. */
const BEGINS_MS = 3 * HOUR_MS + 10 * MINUTE_MS, LATEST_MS = 5 * HOUR_MS;
/** The id of tonight's run, the same in every process; null when it is not the hour. */
export function nightId(now: number): number | null {
  const into = now - startOfDay(dayOf(now));
  return into >= BEGINS_MS && into < LATEST_MS ? idAt(now - into + BEGINS_MS) : null;
}
/** Bytes that the report may have: a TEXT column of MySQL holds 65,535. */
const REPORT_BYTES = 60_000;
type Report = Pick<ReconcileRunView, 'checks' | 'totals'>;
/** As JSON that fits its column: the oldest months go first, then the offenders beyond the first few. The counts stay. */
export function fitting(report: Report): string {
  let { checks, totals } = report, text = JSON.stringify(report);
  while (Buffer.byteLength(text) > REPORT_BYTES && totals.length > 0) {
    totals = totals.slice(0, Math.floor(totals.length / 2));
    text = JSON.stringify({ checks, totals });
  }
  for (let most = 10; Buffer.byteLength(text) > REPORT_BYTES && most > 0; most = Math.floor(most / 2)) {
    checks = checks.map((c) => ({ ...c, offenders: c.offenders.slice(0, most) }));
    text = JSON.stringify({ checks, totals });
  }
  return text;
}
/** How often a process asks whether it is the hour. */
export const NIGHT_EVERY_MS = 5 * MINUTE_MS;
export const FROZEN_REASON = '夜间对账发现余额与流水不符，正在核查';
