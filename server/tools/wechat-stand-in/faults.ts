import type { PushFault } from './push.ts';

/** What can go wrong with an answer, at the n-th call from now of an endpoint. */
const ANSWERS = ['timeout', 'reset', 'half-body', 'slow-drip', 'http500', 'http502', 'html-body', 'empty-body', 'errcode', 'busy', 'rate', 'token-expire-now', 'token-rotate'] as const;
const PUSHES = ['duplicate-push', 'drop-push', 'bad-signature-push'] as const;
/** These happen at once, to the whole server. */
const AT_ONCE = ['refuse', 'clock-skew', 'token-expire-now', 'token-rotate'] as const;
export type AnswerFault = (typeof ANSWERS)[number];

/**
 * `n`: the first call it strikes (1 is the next); `times`: how many calls (0: all from then on); `ms`: of `timeout` how long the answer
 * waits, of `slow-drip` the pause after each byte; `effect`: the work is done although the answer fails, as when only the answer is lost.
 */
export interface FaultRule { endpoint: string; fault: AnswerFault | PushFault; n: number; times: number; ms: number | null; errcode: number; errmsg?: string; effect: boolean }
export type FaultOrder = Partial<Omit<FaultRule, 'fault'>> & { fault?: string; seconds?: number };

export const isAtOnce = (order: FaultOrder): boolean => order.endpoint === undefined && (AT_ONCE as readonly unknown[]).includes(order.fault);

/** Which call of which endpoint fails and how: fixed before, never by chance. */
export class Faults {
  #rules: (FaultRule & { seen: number })[] = [];

  /** @throws Error in plain words when there is no such fault or endpoint */
  add(order: FaultOrder, endpoints: string[]): FaultRule {
    const { endpoint = '', fault, n = 1, times = 1, ms = null, errcode = -1, errmsg, effect = false } = order;
    const push = endpoint === 'push';
    if (!push && !endpoints.includes(endpoint)) throw new Error(`no such endpoint: ${endpoint}; there are ${endpoints.join(', ')}, push`);
    if (!((push ? PUSHES : ANSWERS) as readonly unknown[]).includes(fault)) throw new Error(`no such fault: ${fault}; there are ${[...ANSWERS, ...PUSHES, ...AT_ONCE].join(', ')}`);
    const rule = { endpoint, fault: fault as FaultRule['fault'], n, times, ms, errcode, errmsg, effect, seen: 0 };
    this.#rules.push(rule);
    return rule;
  }
  /** Counts a call, and says what it suffers. */
  next(endpoint: string): FaultRule | undefined {
    let struck: FaultRule | undefined;
    for (const rule of this.#rules) {
      if (rule.endpoint !== endpoint) continue;
      rule.seen += 1;
      if (rule.seen >= rule.n && (rule.times === 0 || rule.seen < rule.n + rule.times)) struck ??= rule;
    }
    return struck;
  }
  nextPush(): PushFault | undefined { return this.next('push')?.fault as PushFault | undefined; }
  clear(): void { this.#rules = []; }
}
