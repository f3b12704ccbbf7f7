/** How a try ended without an answer. `moved`: meanwhile the app lay in the background, or the network became another one. */
export interface Lost { method: string; hasKey: boolean; moved: boolean; /** Tries so far. */ tries: number }
export type Then = 'again' | 'unsure' | 'tell';
/** WeChat ends what runs five seconds after the app went into the background; nobody's fault, so it is done again: at most twice. */
const TRIES = 3;
/**
 * What to do about a request that got no answer. Reads are asked again, writes with a key are sent again under the same key (the server does
 * them once), when the app is in front again. A write without a key may have happened: the reader is told to look. Where nothing moved,
 * the network is simply away and the reader is told at once.
 */
export function thenOf({ method, hasKey, moved, tries }: Lost): Then {
  if (moved && tries < TRIES && (method === 'GET' || hasKey)) return 'again';
  return moved && method !== 'GET' && !hasKey ? 'unsure' : 'tell';
}
