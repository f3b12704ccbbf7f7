import type { RowVerdict } from '@xianfeng/shared';
import { isRefused, type Reading } from './words.rules.js';

/** The verdict on one row, judged by itself; what other rows and the books already hold may still change it. */
export interface Judged {
  verdict: Extract<RowVerdict, 'TAKEN' | 'MENDED' | 'REFUSED'>;
  notes: string[];
  /** What will be written, by field. On a refused row: what could be read. */
  values: Record<string, string>;
  /** Two rows with the same key speak of the same person or thing; '' on rows that speak of nobody. */
  key: string;
}

/** Gathers the readings of a row's cells into a verdict. All reasons are told at once, so that one correction is enough. */
export class Judgement {
  readonly values: Record<string, string> = {};
  private readonly refusals: string[] = [];
  private readonly mends: string[] = [];
  private readonly remarks: string[] = [];

  /** Notes what a reading says and returns its value, null where it was refused. */
  take<T>(reading: Reading<T>): T | null {
    if (isRefused(reading)) {
      this.refuse(reading.refused);
      return null;
    }
    if (reading.mended) this.mends.push(reading.mended);
    return reading.value;
  }

  refuse(why: string): void { this.refusals.push(why); }
  mend(how: string): void { this.mends.push(how); }
  /** Worth knowing, changes nothing. */
  remark(what: string): void { this.remarks.push(what); }

  done(key: string): Judged {
    const notes = this.refusals.length > 0 ? this.refusals : [...this.mends, ...this.remarks];
    const verdict = this.refusals.length > 0 ? 'REFUSED' : this.mends.length > 0 ? 'MENDED' : 'TAKEN';
    return { verdict, notes, values: this.values, key: verdict === 'REFUSED' ? '' : key };
  }
}

/** Only what says something: values are stored row by row, twenty thousand times. */
export const present = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
