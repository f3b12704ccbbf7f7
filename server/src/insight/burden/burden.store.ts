import type { EntityManager } from 'typeorm';
import type { BurdenReportInput, BurdenWho, Intent } from '@xianfeng/shared';
import { change } from '../../db/tx.js';
import { idAt } from '../../lib/ids.js';
import { bucketColumns, minuteColumns } from './burden.rules.js';

/** Adds one finished thing to its day's sums; false: the day has no row of it yet. */
export const addTo = async (m: EntityManager, day: string, r: BurdenReportInput): Promise<boolean> =>
  (await change(m, `UPDATE burden_day SET times = times + 1, items = items + ?, taps = taps + ?, fields = fields + ?, ${bucketColumns[r.bucket]} = ${bucketColumns[r.bucket]} + 1 WHERE day = ? AND intent = ? AND who = ?`, [r.items, r.taps, r.fields, day, r.intent, r.who])) > 0;
/** The first of its day. The key refuses a second. */
export const beginDay = (m: EntityManager, day: string, r: BurdenReportInput): Promise<unknown> =>
  m.query(`INSERT INTO burden_day (day, intent, who, times, items, taps, fields, ${bucketColumns.join(', ')}) VALUES (?, ?, ?, 1, ?, ?, ?, ${bucketColumns.map((_, i) => (i === r.bucket ? 1 : 0)).join(', ')})`, [day, r.intent, r.who, r.items, r.taps, r.fields]);
export interface DaySum { day: string; intent: Intent; who: BurdenWho; times: number; items: number; taps: number; fields: number; inMinute: number }
export async function sumsBetween(m: EntityManager, from: string, to: string): Promise<DaySum[]> {
  const rows = await m.query<DaySum[]>(`SELECT day, intent, who, times, items, taps, fields, ${minuteColumns.join(' + ')} AS inMinute FROM burden_day WHERE day >= ? AND day <= ?`, [from, to]);
  return rows.map((r) => ({ ...r, times: Number(r.times), items: Number(r.items), taps: Number(r.taps), fields: Number(r.fields), inMinute: Number(r.inMinute) }));
}

export interface PushDayRow { day: string; notices: number; sms: number; wechat: number | null; tasks: number }
export const pushDays = async (m: EntityManager, from: string, to: string): Promise<PushDayRow[]> => m.query<PushDayRow[]>('SELECT day, notices, sms, wechat, tasks FROM push_day WHERE day >= ? AND day <= ?', [from, to]);
/** What was put into inboxes and sent as SMS between two instants, and the tasks that ended between them: by ids, which grow with time. Sign-in codes are no pushes. */
export async function pushesBetween(m: EntityManager, from: number, to: number): Promise<Omit<PushDayRow, 'day'>> {
  const count = async (sql: string, params: number[]): Promise<number> => Number((await m.query<{ n: number }[]>(`SELECT COUNT(*) AS n FROM ${sql}`, params))[0]?.n ?? 0);
  const ids = [idAt(from), idAt(to)];
  return {
    notices: await count('notice WHERE id >= ? AND id < ?', ids), sms: await count('outbox WHERE id >= ? AND id < ? AND refType IS NOT NULL', ids),
    wechat: await count("outbox WHERE id >= ? AND id < ? AND channel = 'WECHAT' AND status NOT IN ('REFUSED', 'SKIPPED', 'EXPIRED', 'FAILED')", ids),
    tasks: await count("task WHERE closedAt >= ? AND closedAt < ? AND status IN ('ENDED', 'SETTLED')", [from, to]),
  };
}
/** A day that is over, once. The key refuses a second. */
export const insertPushDay = (m: EntityManager, r: PushDayRow): Promise<unknown> => m.query('INSERT INTO push_day (day, notices, sms, wechat, tasks) VALUES (?, ?, ?, ?, ?)', [r.day, r.notices, r.sms, r.wechat, r.tasks]);
