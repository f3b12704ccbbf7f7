import { EVIDENCE, TASK_KINDS, sayMinutes, type Evidence, type TaskKind } from '@xianfeng/shared';

/**
 * The tariff in force. Points are an encouragement (服务积分), never pay; hours are the legal record and are not touched by
 * them. All figures are our own choice within what neighbouring counties use. Every entry keeps this number.
 */
export const TARIFF_VERSION = 1;
export const POINTS_PER_HOUR = 10;
/** Minutes that count in one Shanghai day: 8 hours, 16 in an emergency (rule R7; the figures are our own choice). Who adds up a day applies it. */
export const dayCapMinutes = (kind: TaskKind): number => (kind === 'EMERGENCY' ? 960 : 480);
/** Tenths. 10: anybody can do it; 12: takes a trade, a skill or patience; 15: hard or dangerous hours. */
const DIFFICULTY: Record<TaskKind, 10 | 12 | 15> = {
  CLEAN: 10, POLICY: 10, CULTURE: 10, NOTICE: 10, OTHER: 10,
  ELDER: 12, REPAIR: 12, HAIR: 12, TUTOR: 12, HEALTH: 12, MEDIATE: 12, LEGAL: 12, PATROL: 12,
  EMERGENCY: 15,
};
/** Percent of the points that a grade of evidence yields. */
const EVIDENCE_PERCENT: Record<Evidence, number> = { A: 100, B: 100, C: 50, D: 0 };

/**
 * Points for credited minutes, rounded down to whole points, and the Chinese sentence that explains them.
 * Kinds that are no service (会议通知) and grade D yield none.
 */
export function pointsFor({ minutes, kind, evidence }: { minutes: number; kind: TaskKind; evidence: Evidence }): { points: number; why: string } {
  const { label, recordable } = TASK_KINDS[kind];
  if (!recordable) return { points: 0, why: `${label}不属于志愿服务，不计积分` };
  const percent = EVIDENCE_PERCENT[evidence];
  if (percent === 0) return { points: 0, why: `${EVIDENCE[evidence]}，只计服务时长，不计积分` };
  const factor = DIFFICULTY[kind];
  const points = Math.floor((minutes * POINTS_PER_HOUR * factor * percent) / (60 * 10 * 100));
  const parts = [sayMinutes(minutes), `每小时 ${POINTS_PER_HOUR} 分`];
  if (factor !== 10) parts.push(`${label}系数 ${factor / 10}`);
  if (percent !== 100) parts.push(`${EVIDENCE[evidence]} ${percent}%`);
  return { points, why: `${parts.join(' × ')}，取整得 ${points} 分` };
}
/** What a task of that kind and length yields when presence is confirmed on the spot; for cards, before anybody has served. */
export const pointsHint = (kind: TaskKind, minutes: number): number => pointsFor({ minutes: Math.min(minutes, dayCapMinutes(kind)), kind, evidence: 'B' }).points;

/** The tariff in plain sentences, for the page of points. */
export const TARIFF_TEXT: readonly string[] = [
  `每服务 1 小时得 ${POINTS_PER_HOUR} 分，按分钟折算，不足 1 分的舍去。`,
  '维修、理发、助老、医疗、辅导、调解、法律、巡逻按 1.2 倍计，应急支援按 1.5 倍计。',
  `每天最多计 ${dayCapMinutes('OTHER') / 60} 小时，应急支援 ${dayCapMinutes('EMERGENCY') / 60} 小时；重叠的时间只计一次。`,
  '现场确认的服务全额计分；本人填报、社区核准的减半；工作人员补录的只记时长。',
  '兑换只减积分，不减服务时长；积分不能转让、不能换现金。',
];
