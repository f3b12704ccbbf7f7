import { Injectable } from '@nestjs/common';
import { PAGE_SIZE, type AnomalyQuery, type Page, type SignedRecord, type SignQuery, type VerifierRow } from '@xianfeng/shared';
import { Tx } from '../../db/tx.js';
import { Directory } from '../../http/access.js';
import { beforeId, pageOf } from '../../http/keyset.js';
import type { Me } from '../../http/me.js';
import { Clock } from '../../lib/clock.js';
import { signsOf, spanOf } from './anomalies.rules.js';
import { recordsBy, verifiersIn } from './anomalies.store.js';

/** Whoever verifies most comes first; so many are shown. */
const SHOWN = 200;
/** What an auditor looks at: who records what, how fast, when, of whom. Counts of facts; nobody is judged by them. */
@Injectable()
export class AnomaliesService {
  constructor(private readonly tx: Tx, private readonly clock: Clock, private readonly directory: Directory) {}
  async list(me: Me, query: AnomalyQuery): Promise<VerifierRow[]> {
    return verifiersIn(this.tx.read, await this.window(me, query), SHOWN);
  }
  async records(me: Me, { verifierId, sign, after, ...query }: SignQuery): Promise<Page<SignedRecord>> {
    return pageOf(await recordsBy(this.tx.read, await this.window(me, query), verifierId, sign, beforeId(after), PAGE_SIZE + 1), (r) => ({ ...r, signs: signsOf(r) }), (r) => String(r.id));
  }
  private async window(me: Me, query: AnomalyQuery): Promise<{ path: string; from: string; to: string }> {
    const path = (await this.directory.pathOf(query.areaId))!;
    me.require('audit.read', path);
    const [from, to] = spanOf(query, this.clock.now());
    return { path, from, to };
  }
}
