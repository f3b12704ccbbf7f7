import { Injectable } from '@nestjs/common';
import { dayOf, type Page, type PointsEntryView, type PointsView } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { beforeId, PAGE_ROWS, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { accountOf } from '../journal/journal.store.js';
import { tariffText } from '../tariff/tariff.rules.js';
import { tariffOn } from '../tariff/tariff.store.js';
import { statementOf } from './points.store.js';

/** The reader's own points. Nobody sees anybody else's, and there is no list of people by points. */
@Injectable()
export class PointsService {
  constructor(private readonly tx: Tx, private readonly clock: Clock) {}
  async mine(me: Me): Promise<PointsView> {
    const { available, held, earned, spent, expired } = await accountOf(this.tx.read, me.id), { rules } = await tariffOn(this.tx.read, dayOf(this.clock.now()));
    return { available, held, earned, spent, expired, blocked: null, freeze: null, expiring: [], tariffText: tariffText(rules) };
  }
  /** Newest first. */
  async entries(me: Me, after?: string): Promise<Page<PointsEntryView>> {
    const rows = await statementOf(this.tx.read, me.id, beforeId(after), PAGE_ROWS);
    return pageOf(rows, (row) => row, (row) => String(row.id));
  }
}
