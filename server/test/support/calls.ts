import { key } from '../start.js';
import { BOARD } from './calls/board.js';
import { BURDEN } from './calls/burden.js';
import { CREDIT } from './calls/credit.js';
import type { Calls, Made } from './calls/entry.js';
import { INSIGHT } from './calls/insight.js';
import { LISTS } from './calls/lists.js';
import { PAPERS } from './calls/papers.js';
import { PEOPLE } from './calls/people.js';
import { REACH } from './calls/reach.js';
import { REVIEWS } from './calls/reviews.js';
import { THANKS } from './calls/thanks.js';
import { STARS } from './calls/stars.js';

/** Every route of the product with a good request to it. A route that is missing here fails the tests that walk this table. */
export const CALLS: Calls = { ...PEOPLE, ...REACH, ...BOARD, ...LISTS, ...CREDIT, ...INSIGHT, ...BURDEN, ...PAPERS, ...STARS, ...THANKS, ...REVIEWS };

/** The request of a table entry, as somebody sends it. */
export function request(route: string, made: Made, who: { token: string } | null, withKey = CALLS[route]!.key ?? false) {
  const [method = '', pattern = ''] = route.split(' ');
  const ids = [...(made.ids ?? [])];
  const path = pattern.replace(/:\w+/g, () => String(ids.shift()));
  return { method, path, query: made.query, body: made.body, file: made.file, token: who?.token, key: withKey ? key() : undefined };
}
