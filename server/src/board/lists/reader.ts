import type { Me } from '../../http/me.js';

/** Units that the reader speaks for. */
export const unitsOf = (me: Me): number[] => me.session.posts.flatMap((p) => (p.role === 'UNIT_LIAISON' && p.unitId !== null ? [p.unitId] : []));
/** '?, ?, ?'. */
export const holes = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
/** A subtree as a range of an index: '0' is the sign after '/'. */
export const range = (path: string): [string, string] => [path, `${path.slice(0, -1)}0`];
