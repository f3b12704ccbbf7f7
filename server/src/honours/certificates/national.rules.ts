import { clockOf, dayOf, RECORD_ORIGINS, sayHours, TASK_KINDS, type AreaKind, type Evidence, type RecordOrigin, type TaskKind } from '@xianfeng/shared';
import type { OutCell, SheetColumn } from '../../lib/sheet/write.js';
import { officeOf } from './certificates.rules.js';

export interface NationalRow { id: number; name: string; phone: string | null; day: string; startsAt: number; minutes: number; services: number; kind: TaskKind; title: string; origin: RecordOrigin; evidence: Evidence; correctsId: number | null; place: string | null; contactName: string | null; communityName: string; communityKind: AreaKind }
/**
 * What an office would type into 全国志愿服务信息系统: the items of 民政部令67号 art. 5–7 in its words. The number of an identity card is known to that
 * system, where the volunteer registered himself, and never to us. Should its template change its titles, this list is the one place to change.
 */
export const NATIONAL_FIELDS: readonly (SheetColumn & { value: (r: NationalRow) => OutCell })[] = [
  { title: '志愿者姓名', width: 12, value: (r) => r.name },
  { title: '证件类型', width: 10, value: () => null },
  { title: '证件号码', width: 22, value: () => null },
  { title: '联系电话', width: 14, value: (r) => r.phone },
  { title: '志愿服务项目（活动）名称', width: 30, value: (r) => r.title },
  { title: '服务内容', width: 12, value: (r) => TASK_KINDS[r.kind].label },
  { title: '服务日期', width: 12, value: (r) => r.day },
  // Of a correction the difference is entered, which has no begin and no end.
  { title: '开始时间', width: 18, value: (r) => (r.origin === 'CORRECTION' ? null : `${dayOf(r.startsAt)} ${clockOf(r.startsAt)}`) },
  { title: '结束时间', width: 18, value: (r) => (r.origin === 'CORRECTION' ? null : `${dayOf(r.startsAt + r.minutes * 60_000)} ${clockOf(r.startsAt + r.minutes * 60_000)}`) },
  { title: '服务时间（小时）', width: 14, value: (r) => (r.minutes < 0 ? `-${sayHours(-r.minutes)}` : sayHours(r.minutes)) },
  { title: '服务地点', width: 24, value: (r) => r.place },
  { title: '组织单位', width: 24, value: (r) => officeOf(r.communityName, r.communityKind) },
  { title: '活动负责人', width: 12, value: (r) => r.contactName },
  { title: '记录单位', width: 24, value: (r) => officeOf(r.communityName, r.communityKind) },
  { title: '说明', width: 26, value: (r) => (r.origin === 'CORRECTION' ? `更正编号 ${r.correctsId ?? ''} 的记录` : r.origin === 'MANUAL' ? RECORD_ORIGINS.MANUAL : null) },
  { title: '平台记录编号', width: 20, value: (r) => String(r.id) },
];
