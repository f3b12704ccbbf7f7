import { POINTS_FLOOR, type Role } from '@xianfeng/shared';
import { REVERSIBLE, deduct, give, reverse, thaw } from './ledger.js';
import { barred, may, no, type Area, type Verdict, type World } from './state.js';

/** Corrections, freezes, posts, and moving house. */
export function proposeReversal(w: World, who: number, txAt: number): Verdict {
  const tx = w.txs[txAt]!, area = tx.area ?? w.people[tx.who]!.home;
  const refuse = barred(w, who, 'points.correct', area) ?? (REVERSIBLE.includes(tx.kind) ? null : 'NOT_REVERSIBLE') ?? (tx.reversed ? 'REVERSED' : null) ?? (tx.who === who ? 'SELF_REVIEW' : null);
  if (refuse) return no(refuse);
  return { apply: (a: { id: number }) => void w.corrections.push({ id: a.id, kind: 'REVERSE', who: tx.who, area, tx: txAt, points: -tx.available, status: 'PROPOSED', by: who }) };
}
export function proposeAdjustment(w: World, who: number, whom: number, points: number): Verdict {
  const area = w.people[whom]!.home, refuse = barred(w, who, 'points.correct', area) ?? (whom === who ? 'SELF_REVIEW' : null);
  if (refuse) return no(refuse);
  return { apply: (a: { id: number }) => void w.corrections.push({ id: a.id, kind: 'ADJUST', who: whom, area, tx: -1, points, status: 'PROPOSED', by: who }) };
}
export function decide(w: World, who: number, at: number, action: 'approve' | 'refuse'): Verdict {
  const c = w.corrections[at]!, p = w.people[c.who]!;
  const refuse = barred(w, who, 'points.correct', c.area) ?? (c.status === 'PROPOSED' ? null : 'STATE') ?? (c.who === who ? 'SELF_REVIEW' : null) ?? (action === 'approve' && c.by === who ? 'SECOND_PERSON' : null);
  if (refuse) return no(refuse);
  if (action === 'refuse') return { apply: () => void (c.status = 'REFUSED') };
  if (c.kind === 'REVERSE') {
    const tx = w.txs[c.tx]!;
    if (tx.reversed) return no('REVERSED');
    if (tx.available > 0 && p.available - tx.available < POINTS_FLOOR) return no('POINTS_FLOOR');
  } else if (c.points < 0 && p.available < -c.points) return no(p.available < 0 ? 'POINTS_DEBT' : 'POINTS_SHORT');
  return {
    apply: () => {
      c.status = 'APPROVED';
      if (c.kind === 'REVERSE') reverse(w, w.txs[c.tx]!);
      else if (c.points > 0) give(w, c.who, c.points, c.area, 'ADJUST');
      else deduct(w, c.who, -c.points, c.area);
    },
  };
}
export function freeze(w: World, who: number, whom: number): Verdict {
  const p = w.people[whom]!, refuse = barred(w, who, 'points.correct', p.home) ?? (whom === who ? 'SELF_REVIEW' : null) ?? (p.frozen ? 'STATE' : null);
  if (refuse) return no(refuse);
  return {
    apply: (a: { id: number }) => {
      w.freezes.push({ id: a.id, who: whom, area: p.home, status: 'ACTIVE', by: who });
      p.frozen = true;
    },
  };
}
export function appeal(w: World, who: number): Verdict {
  const f = w.freezes.find((x) => x.who === who && x.status === 'ACTIVE');
  return f ? { apply: () => void (f.status = 'APPEALED') } : no('STATE');
}
export function answer(w: World, who: number, at: number, action: 'lift' | 'keep'): Verdict {
  const f = w.freezes[at]!, refuse = barred(w, who, 'points.correct', f.area) ?? (f.who === who ? 'SELF_REVIEW' : null) ?? (f.status === 'APPEALED' && f.by === who ? 'SECOND_PERSON' : null);
  if (refuse) return no(refuse);
  if (f.status === 'LIFTED' || (action === 'keep' && f.status !== 'APPEALED')) return no('STATE');
  return {
    apply: () => {
      f.status = action === 'lift' ? 'LIFTED' : 'ACTIVE';
      if (action === 'lift') thaw(w, f.who);
    },
  };
}
const APPOINTS: readonly Role[] = ['STREET_OFFICER', 'COMMUNITY_SECRETARY'];
const mayAppoint = (w: World, who: number, area: Area): boolean => w.posts.some((p) => p.who === who && !p.ended && APPOINTS.includes(p.role) && (p.area === area || p.area === 'STREET'));
export function appoint(w: World, who: number, whom: number, area: Area): Verdict {
  const refuse = barred(w, who, 'post.manage', area);
  if (refuse) return no(refuse);
  if (who === whom || !mayAppoint(w, who, area)) return no('FORBIDDEN');
  if (!may(w, who, 'post.manage', w.people[whom]!.home)) return no('INVALID');
  if (w.posts.some((p) => p.who === whom && p.role === 'KEEPER' && p.area === area && !p.ended)) return no('POST_EXISTS');
  return { apply: (a: { id: number }) => void w.posts.push({ id: a.id, who: whom, role: 'KEEPER', area, ended: false }) };
}
export function dismiss(w: World, who: number, at: number): Verdict {
  const p = w.posts[at]!, refuse = barred(w, who, 'post.manage', p.area);
  if (refuse) return no(refuse);
  if (p.who === who || !mayAppoint(w, who, p.area)) return no('FORBIDDEN');
  return p.ended ? no('STATE') : { apply: () => void (p.ended = true) };
}
export function move(w: World, who: number, to: Area): Verdict {
  const p = w.people[who]!;
  if (p.home === to) return no('INVALID');
  return {
    apply: (a: { id: number }) => {
      p.home = to;
      p.registration = a.id;
    },
  };
}
