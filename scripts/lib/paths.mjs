import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository; every script works from here, wherever it was called from. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A path inside the repository. */
export const at = (...parts) => join(ROOT, ...parts);

/** Stamps, locks and logs of the scripts; safe to delete at any time. */
export const CACHE = at('.cache');
