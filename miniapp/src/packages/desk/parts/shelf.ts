import type { RewardView, ShelfRowView } from '@xianfeng/shared';

/** What can be handed out now. */
export const onOffer = (rows: readonly ShelfRowView[]): ShelfRowView[] => rows.filter((row) => row.listed && row.stock > 0 && !row.alerts.includes('已过期'));
/** Finds goods by any part of name, spec or price. */
export const matching = <R extends Pick<RewardView, 'name' | 'spec' | 'points'>>(rows: readonly R[], q: string): R[] => { const words = q.trim().toLowerCase(); return words ? rows.filter((row) => `${row.name}${row.spec} ${row.points}`.toLowerCase().includes(words)) : [...rows]; };

/** '12.5' yuan as 1250 fen; what is no amount is 0. */
export const fenOf = (yuan: string): number => { const found = /^\d+(\.\d{0,2})?/.exec(yuan.replace(/[^\d.]/g, '')); return found ? Math.round(Number(found[0]) * 100) : 0; };
export const yuanOf = (fen: number): string => (fen === 0 ? '' : String(fen / 100));
/** A whole number out of what was typed. */
export const whole = (text: string): number => Number(text.replace(/\D/g, '') || 0);
