import { Notice } from './notices/notice.entity.js';
/** Tables of this room. */
export const reachEntities = [Notice];
