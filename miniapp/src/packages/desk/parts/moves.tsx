import { STOCK_MOVES, type StockMoveView } from '@xianfeng/shared';
import { time } from '../../../lib/format';
import { Card, Cell, Table, Text, useWide, type Column } from '../../../ui';

const signed = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : ''}${Math.abs(n)}`;
/** A move in words: on the free shelf, and among what is reserved. */
const sayMove = ({ quantity, reservedQuantity }: StockMoveView): string => [quantity !== 0 ? `可兑 ${signed(quantity)}` : '', reservedQuantity !== 0 ? `预留 ${signed(reservedQuantity)}` : ''].filter(Boolean).join('，') || '没有变化';
const COLUMNS: Column<StockMoveView>[] = [
  { key: 'at', title: '时间', cell: (row) => time(row.at) },
  { key: 'what', title: '商品', cell: (row) => <Text strong>{row.rewardName}</Text> },
  { key: 'kind', title: '事由', cell: (row) => STOCK_MOVES[row.kind] },
  { key: 'free', title: '可兑', numeric: true, cell: (row) => (row.quantity === 0 ? <Text tone='faint'>—</Text> : signed(row.quantity)) },
  { key: 'reserved', title: '预留', numeric: true, cell: (row) => (row.reservedQuantity === 0 ? <Text tone='faint'>—</Text> : signed(row.reservedQuantity)) },
  { key: 'who', title: '经手', cell: (row) => row.actorName },
  { key: 'why', title: '说明', cell: (row) => row.reason ?? '' },
];
/** Lines of the stock journal, newest first. Nothing in it is ever changed: a slip is put right by another line. */
export function Moves({ rows, named = true }: { rows: readonly StockMoveView[]; /** Several things are in it: say which. */ named?: boolean }) {
  const wide = useWide();
  if (wide && named) return <Table caption='进出流水' columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />;
  return (
    <Card flush>
      {rows.map((row) => <Cell key={row.id} title={`${STOCK_MOVES[row.kind]}${named ? `：${row.rewardName}` : ''}`} note={`${[time(row.at), row.actorName, row.reason].filter(Boolean).join(' · ')}`} value={<Text numeric>{sayMove(row)}</Text>} />)}
    </Card>
  );
}
