import { DIFFICULTIES, DIFFICULTY_KEYS, TASK_KINDS, type Difficulty, type Evidence, type TariffLine, type TariffRules, type TaskKind } from '@xianfeng/shared';
import { sayYuan } from './money';

/** The kinds that yield points, as the form of a tariff shows them. */
export const KIND_GROUPS: readonly { title: string; kinds: readonly TaskKind[] }[] = [
  { title: '环境和平安', kinds: ['CLEAN', 'PATROL', 'EMERGENCY'] },
  { title: '关爱和便民', kinds: ['ELDER', 'VISIT', 'HAIR', 'REPAIR', 'TUTOR', 'HEALTH'] },
  { title: '宣传、文体和调解', kinds: ['POLICY', 'CULTURE', 'MEDIATE', 'LEGAL', 'OTHER'] },
];
/** A short name for a difficulty, where the whole one has no room. */
export const DIFFICULTY_WORDS: Record<Difficulty, string> = { 1: '一般', 2: '需手艺', 3: '艰苦' };
export const GRADES: readonly { key: Exclude<Evidence, 'D'>; text: string }[] = [{ key: 'A', text: '现场确认，服务对象也证实' }, { key: 'B', text: '现场确认' }, { key: 'C', text: '本人填报、社区核准' }];
export const CAPS = [{ key: 'task', text: '每次服务最多' }, { key: 'day', text: '每人每天最多' }, { key: 'month', text: '每人每月最多' }] as const;

export const sayBasis = ({ basis, points }: Pick<TariffLine, 'basis' | 'points'>): string => `${basis === 'HOUR' ? '每小时' : '每次'} ${points} 分`;
export const sayLine = (line: TariffLine): string => `${sayBasis(line)} · ${DIFFICULTY_WORDS[line.difficulty]}`;
export const sayFactor = (tenths: number): string => `× ${(tenths / 10).toFixed(1)}`;
export const sayCap = (points: number): string => (points === 0 ? '不封顶' : `${points} 分`);
export interface Change { what: string; before: string; after: string }
/** What differs between two tariffs, line by line, in the order of the form. */
export function changesOf(from: TariffRules, to: TariffRules): Change[] {
  const changes: Change[] = [], add = (what: string, before: string, after: string): void => { if (before !== after) changes.push({ what, before, after }); };
  for (const kind of KIND_GROUPS.flatMap((group) => group.kinds)) add(TASK_KINDS[kind].label, sayLine(from.lines[kind]), sayLine(to.lines[kind]));
  for (const key of DIFFICULTY_KEYS) add(`难度“${DIFFICULTIES[key]}”`, sayFactor(from.factors[key]), sayFactor(to.factors[key]));
  for (const { key, text } of GRADES) add(text, `计 ${from.evidence[key]}%`, `计 ${to.evidence[key]}%`);
  for (const { key, text } of CAPS) add(text, sayCap(from.caps[key]), sayCap(to.caps[key]));
  add('一分折合', sayYuan(from.pointValueFen), sayYuan(to.pointValueFen));
  return changes;
}
export const sayChanges = (changes: readonly Change[]): string => (changes.length === 0 ? '与现行办法一样' : `改了 ${changes.length} 处`);
