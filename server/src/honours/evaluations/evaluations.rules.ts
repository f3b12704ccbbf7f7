import { sayHours, type Aspect, type AspectCounts, type EvaluationException, type Level, type ServiceFacts, VOICES_LEAST } from '@xianfeng/shared';
import { flow } from '../../lib/flow.js';

/** Of an evaluation that went out. To a unit it is delivered at once; a member has it first. `keep`: he did not agree that his unit is told. */
export const evaluationFlow = flow<'SENT' | 'DELIVERED' | 'KEPT', 'deliver' | 'keep'>({ SENT: { deliver: 'DELIVERED', keep: 'KEPT' }, DELIVERED: {}, KEPT: {} });
/** Who gave ten hours or helped with three confirmed needs is proposed as 很好, everybody else as 较好. 需改进 is never proposed: only a person says that. Our own choice. */
const GREAT = { minutes: 600, confirmed: 3 } as const;
export function proposed(facts: ServiceFacts): { level: Level; sentence: string } {
  const level: Level = facts.minutes >= GREAT.minutes || facts.confirmed >= GREAT.confirmed ? 'GREAT' : 'GOOD';
  return { level, sentence: `服务 ${facts.services} 次、${sayHours(facts.minutes)} 小时${facts.confirmed > 0 ? `，办成 ${facts.confirmed} 件居民确认的事` : ''}，谢谢${level === 'GREAT' ? '您的用心' : '您的参与'}` };
}
export interface Subject { userId: number | null; unitId: number | null }
export const keyOf = (s: { userId?: number | null; unitId?: number | null }): string => (s.unitId ? `u${s.unitId}` : `p${s.userId}`);
/** What each of those who wait is sent: what is proposed, or what the exception says. Whoever is excepted without a level waits on. */
export function outgoing<S extends Subject & { facts: ServiceFacts }>(waiting: readonly S[], exceptions: readonly EvaluationException[]): (S & { level: Level; sentence: string })[] {
  const by = new Map(exceptions.map((e) => [keyOf(e), e]));
  return waiting.flatMap((s) => {
    const e = by.get(keyOf(s)), p = proposed(s.facts);
    if (e && !e.level) return [];
    return [{ ...s, level: e?.level ?? p.level, sentence: e?.sentence ?? p.sentence }];
  });
}
/** An exception that cannot be meant: nobody or two named, a name twice, 需改进 without a word why. By field. */
export function exceptionProblem(exceptions: readonly EvaluationException[]): string | null {
  if (exceptions.some((e) => (e.userId === undefined) === (e.unitId === undefined))) return '请选择一个人或一个单位';
  if (new Set(exceptions.map(keyOf)).size < exceptions.length) return '同一个人只能写一次';
  if (exceptions.some((e) => e.level === 'IMPROVE' && !e.sentence)) return '选“需改进”时，请写一句哪里可以更好';
  return null;
}
export type Said = Record<Aspect, Level> & { sentence: string };
/**
 * Levels counted, sentences in the order of their text: nothing shows who came first. Null while fewer spoke than `VOICES_LEAST`. While more may come, so many
 * at a time are added and as many held back: whoever looks again and again never sees fewer than that come in, not even when it closes.
 */
export function gathered(all: readonly Said[], isOpen: boolean): { count: number; counts: AspectCounts; sentences: string[] } | null {
  const voices = isOpen ? all.slice(0, Math.max(0, Math.floor(all.length / VOICES_LEAST) - 1) * VOICES_LEAST) : all;
  if (voices.length < VOICES_LEAST) return null;
  const none = (): Record<Level, number> => ({ GREAT: 0, GOOD: 0, IMPROVE: 0 });
  const counts: AspectCounts = { clarity: none(), usefulness: none(), respect: none() };
  for (const v of voices) for (const a of ['clarity', 'usefulness', 'respect'] as const) counts[a][v[a]] += 1;
  return { count: voices.length, counts, sentences: voices.map((v) => v.sentence).filter((s) => s !== '').sort((a, b) => a.localeCompare(b, 'zh')) };
}
/** From the 15th of December on the year's round opens by itself where nobody opened it. Our own choice. */
export const opensItself = (day: string): boolean => day.slice(5) >= '12-15';
