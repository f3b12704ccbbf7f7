import { DIFFICULTIES, EVIDENCE, TASK_KINDS, sayMinutes, type JournalRow, type JournalTxView, type LedgerAccount, type TariffFacts } from '@xianfeng/shared';

/** What of a transaction a person feels: his free points, and what waits for pickup. '+12 分', '−30 分（占用 +30）'. */
export function sayMoved({ amount, held }: Pick<JournalRow, 'amount' | 'held'>): string {
  const sign = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : ''}${Math.abs(n)}`;
  if (held === 0) return `${sign(amount)} 分`;
  return amount === 0 ? `占用 ${sign(held)} 分` : `${sign(amount)} 分（占用 ${sign(held)}）`;
}
/** Whose accounts: the person's own two, or one of the house's. */
export const isOwn = (account: LedgerAccount): boolean => account === 'AVAILABLE' || account === 'HELD';
export interface Fact { name: string; value: string }
/** What the rule was given, in words; null where nothing was given or it cannot be read. */
export function factsOf(inputs: JournalTxView['inputs']): Fact[] | null {
  let f: Partial<TariffFacts>;
  try { f = JSON.parse(inputs ?? 'null') as Partial<TariffFacts>; } catch { return null; }
  if (!f || typeof f !== 'object') return null;
  const facts: (Fact | null)[] = [
    f.day ? { name: '服务日期', value: f.day } : null,
    f.kind && f.kind in TASK_KINDS ? { name: '类别', value: TASK_KINDS[f.kind].label } : null,
    f.minutes === undefined ? null : { name: '计入时长', value: sayMinutes(f.minutes) },
    f.evidence && f.evidence in EVIDENCE ? { name: '依据', value: EVIDENCE[f.evidence] } : null,
    f.difficulty === undefined ? null : { name: '难度', value: f.difficulty === null ? '按类别' : DIFFICULTIES[f.difficulty] },
    f.dayPoints === undefined ? null : { name: '当天已得', value: `${f.dayPoints} 分` },
    f.monthPoints === undefined ? null : { name: '当月已得', value: `${f.monthPoints} 分` },
    f.addition ? { name: '社区加分', value: `加 ${f.addition.percent}%，当时预算还剩 ${f.addition.left} 分` } : null,
  ];
  const known = facts.filter((fact) => fact !== null);
  return known.length > 0 ? known : null;
}
