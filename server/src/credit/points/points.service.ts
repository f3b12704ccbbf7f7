import { Injectable } from '@nestjs/common';
import type { Page, PointsEntryView, PointsView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { TARIFF_TEXT } from './points.rules.js';
import { accountOf, entriesOf } from './points.store.js';

/** The reader's own points. Nobody sees anybody else's, and there is no list of people by points. */
@Injectable()
export class PointsService {
  constructor(private readonly tx: Tx) {}
  async mine(me: Me): Promise<PointsView> {
    return { ...(await accountOf(this.tx.read, me.id)), tariffText: [...TARIFF_TEXT] };
  }
  /** Newest first. */
  async entries(me: Me, after?: string): Promise<Page<PointsEntryView>> {
    const rows = await entriesOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS);
    return pageOf(rows, (row) => row, (row) => String(row.id));
  }
}
