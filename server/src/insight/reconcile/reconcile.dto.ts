import type { PageQuery } from '@xianfeng/shared';
import { Cursor } from '../../http/fields.js';

export class ReconcileListDto implements PageQuery {
  @Cursor() after?: string;
}
