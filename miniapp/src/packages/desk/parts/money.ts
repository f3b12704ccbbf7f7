const parts = (fen: number): string => {
  const whole = String(Math.floor(Math.abs(fen) / 100)).replace(/\B(?=(\d{3})+$)/g, ','), rest = Math.abs(fen) % 100;
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0')}`;
};
/** '1,250 元', '−0.50 元': fen as people read them. */
export const sayYuan = (fen: number): string => `${fen < 0 ? '−' : ''}${parts(fen)} 元`;
/** '12,345': a figure with its thousands apart. */
export const figure = (n: number): string => `${n < 0 ? '−' : ''}${String(Math.abs(n)).replace(/\B(?=(\d{3})+$)/g, ',')}`;
/** Yuan as they are typed, in fen; null while it is no amount, or has parts of a fen. */
export function readYuan(text: string): number | null {
  const found = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s￥¥元]/g, ''));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null;
}
/** '+12%', '−3%', '持平': the second figure against the first; null where there is nothing to compare with. */
export function sayChange(before: number, after: number): string | null {
  if (before === after) return '持平';
  if (before === 0) return null;
  const percent = Math.round(((after - before) / before) * 100);
  return percent === 0 ? '几乎不变' : `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`;
}
