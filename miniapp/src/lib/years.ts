import { dayOf, monthOf } from '@xianfeng/shared';

/** The calendar year in Shanghai right now. */
export const thisYear = (now = Date.now()): number => Number(dayOf(now).slice(0, 4));
/** '1' until June, '2' from July on. */
export const thisHalf = (now = Date.now()): '1' | '2' => (Number(monthOf(now).slice(5)) <= 6 ? '1' : '2');
/** This year and the two before, as far back as papers go. */
export const recentYears = (now = Date.now()): number[] => [0, 1, 2].map((n) => thisYear(now) - n);
