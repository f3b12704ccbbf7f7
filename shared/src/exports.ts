import { CLAIM_STATUSES } from './claims.ts';
import { LIAISON_STATUSES } from './liaisons.ts';
import { PROJECT_STATUSES } from './lists.ts';
import { LOG_STATUSES } from './logs.ts';
import { NEED_STATUSES } from './needs.ts';
import { ENTRY_KINDS } from './points.ts';
import { APPEAL_STATUSES, ENTRY_STATUSES } from './records.ts';
import { REDEMPTION_STATUSES, STOCK_MOVES } from './rewards.ts';
import { REGISTRATION_STATUSES } from './registrations.ts';
import type { Permission } from './roles.ts';
import { TASK_STATUSES } from './tasks.ts';

/**
 * Every list as Excel, so that nobody types it once more. `permission`: what opens the list on the screen opens the file, in the same subtree.
 * `states`: what the list may be narrowed to. `phones`: it holds phone numbers that its reader sees on the screen: they are in the file when asked for, else masked.
 */
interface ExportDef { label: string; permission: Permission; /** What the days of the filter mean. */ dated: string; states: Readonly<Record<string, string>>; phones: boolean }
/** Who stepped back in time, or was not taken, stands on no roster. */
const { WITHDRAWN: _, REFUSED: __, CANCELLED: ___, ...SEEN } = CLAIM_STATUSES;
const def = <D extends ExportDef>(d: D): D => d;
export const EXPORT_KINDS = {
  NEEDS: def({ label: '居民点单', permission: 'need.review', dated: '提出', states: NEED_STATUSES, phones: true }),
  TASKS: def({ label: '任务', permission: 'task.manage', dated: '最后结束', states: TASK_STATUSES, phones: false }),
  ROSTERS: def({ label: '认领和到场', permission: 'task.manage', dated: '班次开始', states: SEEN, phones: true }),
  LOGS: def({ label: '服务日志', permission: 'log.verify', dated: '提交', states: LOG_STATUSES, phones: false }),
  RECORDS: def({ label: '志愿服务记录', permission: 'log.verify', dated: '服务', states: {}, phones: false }),
  ENTRIES: def({ label: '补录', permission: 'record.enter', dated: '服务', states: ENTRY_STATUSES, phones: false }),
  APPEALS: def({ label: '日志申诉', permission: 'record.appeal', dated: '提出', states: APPEAL_STATUSES, phones: false }),
  REGISTRATIONS: def({ label: '个人报到', permission: 'registration.review', dated: '提交', states: REGISTRATION_STATUSES, phones: false }),
  UNITS: def({ label: '单位报到', permission: 'registration.review', dated: '提交', states: REGISTRATION_STATUSES, phones: true }),
  LIAISONS: def({ label: '包联', permission: 'list.manage', dated: '提出', states: LIAISON_STATUSES, phones: false }),
  RESOURCES: def({ label: '资源清单', permission: 'list.manage', dated: '提出', states: {}, phones: true }),
  PROJECTS: def({ label: '项目清单', permission: 'list.manage', dated: '立项', states: PROJECT_STATUSES, phones: false }),
  ORDERS: def({ label: '兑换单', permission: 'reward.collect', dated: '下单', states: REDEMPTION_STATUSES, phones: false }),
  SHELVES: def({ label: '货架', permission: 'reward.manage', dated: '上架', states: {}, phones: false }),
  MOVES: def({ label: '库存流水', permission: 'reward.manage', dated: '发生', states: STOCK_MOVES, phones: false }),
  JOURNAL: def({ label: '积分流水', permission: 'audit.read', dated: '发生', states: ENTRY_KINDS, phones: false }),
} as const satisfies Record<string, ExportDef>;
export type ExportKind = keyof typeof EXPORT_KINDS;
export const EXPORT_KEYS = Object.keys(EXPORT_KINDS) as ExportKind[];
/** A sheet of Excel holds 1,048,576 rows; a list that is longer says on its last line that it goes on (our own choice: a round number below). */
export const EXPORT_ROWS_MAX = 1_000_000;

/** `from` and `to` are days, both counted in; without them the whole list. */
export interface ExportInput { kind: ExportKind; areaId: number; state?: string; from?: string; to?: string; phones?: boolean }
/** All lists of a year in one workbook, a sheet each: those that the reader may see there. */
export interface YearBookInput { areaId: number; year: number }
