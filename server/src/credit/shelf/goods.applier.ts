import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf, type RewardKind } from '@xianfeng/shared';
import { audit } from '../../db/audit.js';
import { Tx } from '../../db/tx.js';
import { Appliers, type AcceptedRow, type Applier, type ImportContext, type Judge, type Values } from '../../people/imports/applier.js';
import { judgeGoods } from '../../people/imports/goods.rules.js';
import { addStock, wholeShelf } from './shelf.store.js';
import { getPoint, type RewardRow } from './stock.store.js';

/** Stock lists → a pickup point's shelf. What lies there already at the same price grows; at another price the row was refused. */
@Injectable()
export class GoodsApplier implements Applier {
  readonly kind = 'GOODS';
  constructor(private readonly tx: Tx, appliers: Appliers) {
    appliers.register(this);
  }
  async pathOf(targetId: number): Promise<string> {
    return (await getPoint(this.tx.read, targetId)).path;
  }
  async judge({ targetId, now }: Pick<ImportContext, 'targetId' | 'now'>): Promise<Judge> {
    const onShelf = await wholeShelf(this.tx.read, targetId ?? 0), today = dayOf(now);
    return {
      judge: (cells) => judgeGoods(cells, today),
      booked: (rows) => Promise.resolve(rows.map((r) => sameThing(onShelf, r.values))),
    };
  }
  async apply(m: EntityManager, { targetId, actorId, now, importId }: ImportContext, rows: AsyncIterable<AcceptedRow[]>): Promise<void> {
    const point = await getPoint(m, targetId ?? 0);
    for await (const chunk of rows) {
      for (const { values: v } of chunk) await addStock(m, now, actorId, point.id, incoming(v));
    }
    await audit(m, { actorId, action: 'reward.import', refType: 'import', refId: importId, areaId: point.areaId, at: now });
  }
}
const incoming = (v: Values): Parameters<typeof addStock>[4] => ({
  name: v['name'] ?? '', spec: v['spec'] ?? '', unit: v['unit'] ?? '', kind: (v['kind'] ?? 'GOODS') as RewardKind, points: Number(v['points']), stock: Number(v['stock']),
  donor: v['donor'], bestBefore: v['bestBefore'], source: v['source'] === 'DONATION' ? 'DONATION' : 'PURCHASE',
});
/** The shelf's row of the same name, spec and unit: at the row's own price if there is one. */
function sameThing(onShelf: readonly RewardRow[], v: Values): Values | undefined {
  const same = onShelf.filter((r) => r.name === v['name'] && r.spec === (v['spec'] ?? '') && r.unit === v['unit']);
  const row = same.find((r) => String(r.points) === v['points']) ?? same[0];
  return row && { name: row.name, points: String(row.points), stock: String(row.stock) };
}
