import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A TEXT column of MySQL holds 65,535 bytes; the roster of a big shift is longer, and shrinks to a tenth. */
const PLAIN_BYTES = 16_000;
/** No JSON begins like this. */
const PACKED = '~';
/** An answer as it is kept for repeats. */
export const packAnswer = (json: string): string => (json.length <= PLAIN_BYTES ? json : PACKED + deflateRawSync(json).toString('base64'));
export const unpackAnswer = (kept: string): string => (kept.startsWith(PACKED) ? inflateRawSync(Buffer.from(kept.slice(PACKED.length), 'base64')).toString() : kept);
