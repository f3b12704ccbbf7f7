import { fail } from './errors.js';
/** A state machine as a table: state → action → next state. */
export type FlowTable<S extends string, A extends string> = Record<S, Partial<Record<A, S>>>;
export interface Flow<S extends string, A extends string> {
  /** The state after `action`. @throws STATE where the table has no such step. */
  next(state: S, action: A): S;
  actions(state: S): A[];
  /** States from which `action` may be taken: what the compare-and-set UPDATE names. */
  from(action: A): S[];
}
export function flow<S extends string, A extends string>(table: FlowTable<S, A>): Flow<S, A> {
  const states = Object.keys(table) as S[];
  for (const s of states)
    for (const to of Object.values(table[s]) as S[])
      if (!(to in table)) throw new Error(`flow: unknown state ${to}`);
  return {
    next: (state, action) => {
      const to = table[state][action];
      if (!to) throw fail('STATE');
      return to;
    },
    actions: (state) => Object.keys(table[state]) as A[],
    from: (action) => states.filter((s) => table[s][action] !== undefined),
  };
}
