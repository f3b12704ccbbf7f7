import { Notice } from './notices/notice.entity.js';
import { Outbox } from './outbox/outbox.entity.js';
import { Upload } from './uploads/upload.entity.js';
/** Tables of this room. */
export const reachEntities = [Notice, Outbox, Upload];
