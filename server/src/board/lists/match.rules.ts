import { RESOURCE_KINDS, type ResourceKind } from '@xianfeng/shared';

export interface Offered { id: number; kind: ResourceKind; title: string; limits: string; skill: string | null; idle: boolean }
export interface Wanted { needId: number; title: string; text: string; wants: ResourceKind; skill: string | null }
export interface Fit { resourceId: number; needId: number; score: number; why: string }

/** Kind alone is not enough to disturb anybody: there must be a skill or a word besides. Our own choice, like the weights. */
export const ENOUGH = 4;
/** Proposals for one need. */
const PER_NEED = 3;
// Words that stand in every list and say nothing about it.
const EMPTY = ['社区', '居民', '小区', '单位', '活动', '服务', '提供', '需要', '需求', '志愿', '帮助', '希望', '开展', '可以', '一次', '免费', '我们', '资源', '工作', '学生', '老人', '人员'];
const CJK = /^[\p{Script=Han}A-Za-z0-9]{2,}$/u;

/** The longest run of signs that stands in both, at least two and not one of the empty words; null where there is none. */
export function sharedWord(a: string, b: string): string | null {
  let best: string | null = null;
  for (let from = 0; from < a.length; from++)
    for (let to = from + Math.max(2, (best?.length ?? 1) + 1); to <= Math.min(a.length, from + 8); to++) {
      const word = a.slice(from, to);
      if (!b.includes(word)) break;
      if (CJK.test(word) && !EMPTY.some((e) => word === e || (word.length <= 3 && word.includes(e)))) best = word;
    }
  return best;
}
/** How well a resource fits a need, with the reasons in words; null where it does not. The same two give the same answer, whoever asks. */
export function fit(r: Offered, n: Wanted): Fit | null {
  const reasons: string[] = [];
  let score = 0;
  if (r.kind === n.wants) {
    score += 3;
    reasons.push(`需要${RESOURCE_KINDS[n.wants]}，这里正好有${RESOURCE_KINDS[r.kind]}`);
  } else if ((r.kind === 'PEOPLE' && n.wants === 'SKILL') || (r.kind === 'SKILL' && n.wants === 'PEOPLE')) score += 1;
  else return null;
  if (r.skill !== null && r.skill === n.skill) {
    score += 3;
    reasons.push(`都是“${r.skill}”`);
  }
  const word = sharedWord(`${r.title} ${r.limits}`, `${n.title} ${n.text}`);
  if (word !== null && word !== r.skill) {
    score += Math.min(word.length, 3);
    reasons.push(`都提到“${word}”`);
  }
  if (score < ENOUGH) return null;
  if (r.idle) reasons.push('这项资源半年没人用过');
  return { resourceId: r.id, needId: n.needId, score: score * 2 + (r.idle ? 1 : 0), why: `因为${reasons.join('，')}` };
}
/** All of one community: for each need the best few, best first; of equals the older resource. What was dismissed does not come back. */
export function propose(resources: readonly Offered[], needs: readonly Wanted[], dismissed: ReadonlySet<string>): Fit[] {
  return needs.flatMap((n) =>
    resources.filter((r) => !dismissed.has(`${r.id}/${n.needId}`)).map((r) => fit(r, n)).filter((f) => f !== null)
      .sort((a, b) => b.score - a.score || a.resourceId - b.resourceId).slice(0, PER_NEED));
}
