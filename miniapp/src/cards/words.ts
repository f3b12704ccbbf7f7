import { TASK_KINDS, type NeedKind, type TaskCard, type TaskKind } from '@xianfeng/shared';
import { span } from '../lib/format';
import type { IconName, Tint } from '../ui';

/** The picture of a kind of need. */
export const NEED_ICONS: Record<NeedKind, IconName> = {
  REPAIR: 'wrench', CARE: 'heart', ERRAND: 'box', LEARN: 'book', CLEAN: 'leaf', SAFETY: 'alert', MEDIATE: 'handshake', OTHER: 'star',
};
/** Kinds of work come in four tints, so that a list is easy to scan; the word stands beside it. */
const TINTS: Partial<Record<TaskKind, Tint>> = {
  ELDER: 'red', HEALTH: 'red', REPAIR: 'info', TUTOR: 'info', LEGAL: 'info', POLICY: 'gold', CULTURE: 'gold', HAIR: 'gold', EMERGENCY: 'warn', PATROL: 'info', NOTICE: 'quiet', DUTY: 'quiet',
};
export const kindIcon = (kind: TaskKind): IconName => TASK_KINDS[kind].icon;
export const kindTint = (kind: TaskKind): Tint => TINTS[kind] ?? 'pine';
/** '还差 3 人', or that one can still stand in line. */
export const sayPlaces = ({ places, taken }: Pick<TaskCard, 'places' | 'taken'>): string => (taken < places ? `还差 ${places - taken} 人` : '已满，可候补');
/** When a task is: its next shift, and how many more there are. */
export const sayWhen = (task: Pick<TaskCard, 'startsAt' | 'endsAt' | 'shiftCount'>): string =>
  task.shiftCount > 1 ? `${span(task.startsAt, task.endsAt)} 等 ${task.shiftCount} 个班次` : span(task.startsAt, task.endsAt);
