import { boardApi } from './api/board.ts';
import type { Transport } from './api/call.ts';
import { creditApi } from './api/credit.ts';
import { honoursApi } from './api/honours.ts';
import { insightApi } from './api/insight.ts';
import { peopleApi } from './api/people.ts';

export * from './api/call.ts';
/** The whole HTTP contract, one line per endpoint, room by room. The mini-program and the API tests call this same client. */
export const createApi = (send: Transport) => ({ ...peopleApi(send), ...boardApi(send), ...creditApi(send), ...honoursApi(send), ...insightApi(send) });
export type Api = ReturnType<typeof createApi>;
