import type { Transport } from './call.ts';
import { thanksApi } from './thanks.ts';

/** Thanks, from facts. */
export const honoursApi = (send: Transport) => ({
  ...thanksApi(send),
});
