/**
 * Calls `then` when npm, which started us, is gone: a signal sent to npm ends npm and its shell but does not reach us,
 * and what we started would stay behind. Outside npm nothing is watched: there, outliving a shell may be meant.
 */
export function whenOrphaned(then) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && then(), 500).unref();
}
