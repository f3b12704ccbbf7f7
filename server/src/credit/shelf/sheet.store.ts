import type { EntityManager } from 'typeorm';
import type { Span, SheetSums } from './sheet.rules.js';

const SUM = (kind: string): string => `SUM(CASE WHEN createdAt < ? AND kind = '${kind}' THEN quantity + reservedQuantity ELSE 0 END)`;
/** Every thing of a point with what moved in the month and since. One statement, so that nothing moves between its parts. */
export async function sheetOf(m: EntityManager, pickupPointId: number, { from, to }: Span): Promise<SheetSums[]> {
  const rows = await m.query<SheetSums[]>(
    `SELECT r.id AS rewardId, r.kind, r.name, r.spec, r.unit, r.donor, r.stock + r.reserved AS present, s.later AS since, s.purchased, s.donated, s.issued, s.returned, s.damaged, s.counted
     FROM reward r LEFT JOIN (
       SELECT rewardId, SUM(CASE WHEN createdAt >= ? THEN quantity + reservedQuantity ELSE 0 END) AS later,
         ${SUM('PURCHASE')} AS purchased, ${SUM('DONATION')} AS donated, ${SUM('ISSUE')} AS issued, ${SUM('BACK')} AS returned, ${SUM('DAMAGE')} AS damaged, ${SUM('COUNT')} AS counted
       FROM stock_move WHERE pickupPointId = ? AND createdAt >= ? GROUP BY rewardId
     ) s ON s.rewardId = r.id WHERE r.pickupPointId = ? ORDER BY r.kind, r.name, r.id`,
    [to, to, to, to, to, to, to, pickupPointId, from, pickupPointId],
  );
  const n = (v: unknown): number => Number(v ?? 0);
  return rows.map((r) => ({ ...r, present: n(r.present), since: n(r.since), purchased: n(r.purchased), donated: n(r.donated), issued: n(r.issued), returned: n(r.returned), damaged: n(r.damaged), counted: n(r.counted) }));
}
/** Orders handed over at a point in that time, and their points. */
export async function handedOver(m: EntityManager, pickupPointId: number, { from, to }: Span): Promise<{ orders: number; points: number }> {
  const [row] = await m.query<{ orders: number | string; points: number | string | null }[]>("SELECT COUNT(*) AS orders, SUM(d.points) AS points FROM stock_move s JOIN redemption d ON d.id = s.redemptionId WHERE s.pickupPointId = ? AND s.createdAt >= ? AND s.createdAt < ? AND s.kind = 'ISSUE'", [pickupPointId, from, to]);
  return { orders: Number(row?.orders ?? 0), points: Number(row?.points ?? 0) };
}
