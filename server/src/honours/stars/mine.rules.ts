import type { Evidence, RecordOrigin } from '@xianfeng/shared';

/** Does a record count for stars, and why (rules R25, R27: evidence A to C; nothing of who is barred)? */
export function countsWhy(r: { evidence: Evidence; origin: RecordOrigin | 'REJECTED'; reason: string | null; minutes: number }, barred: boolean): { counts: boolean; why: string } {
  if (r.origin === 'REJECTED') return { counts: false, why: r.reason ? `日志未通过：${r.reason}` : '日志未通过核实' };
  if (r.evidence === 'D') return { counts: false, why: '工作人员补录：记入时长，不参评星级' };
  if (barred) return { counts: false, why: '暂停参评期间不评星级，时长照记' };
  if (r.origin === 'CORRECTION') return { counts: true, why: r.minutes < 0 ? '更正：减去多记的时长' : '更正：补上少记的时长' };
  return { counts: true, why: r.evidence === 'C' ? '本人填报、社区核准，计入' : '现场确认，计入' };
}
