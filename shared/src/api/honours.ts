import type { Transport } from './call.ts';

/** Thanks, from facts. */
export const honoursApi = (_send: Transport) => ({
});
