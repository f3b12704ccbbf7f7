import type { ShelfRowView } from '@xianfeng/shared';
import { useState, type ReactNode } from 'react';
import { RewardPhoto } from '../../../cards/reward-tile';
import { Box, Empty, Grid, Press, SearchBar, Stack, Text } from '../../../ui';
import { matching } from './shelf';

/** Goods to choose from, by sight or by typing: a photo, a name, a price. `why` says why one cannot be had; null when it can. */
export function GoodsList({ rows, why, onPick, desk = 2 }: { rows: readonly ShelfRowView[]; why?: (row: ShelfRowView) => string | null; onPick: (row: ShelfRowView) => void; desk?: 2 | 3 }) {
  const [q, setQ] = useState('');
  const found = matching(rows, q);
  const line = (row: ShelfRowView, no: string | null): ReactNode => (
    <>
      <RewardPhoto reward={row} small />
      <Box className='x-grow'>
        <Text strong block>{row.name}{row.spec ? <Text size='sm' tone='soft'> {row.spec}</Text> : null}</Text>
        <Text tone='gold' strong numeric block>{row.points} 分</Text>
        <Text size='sm' tone={no ? 'warn' : 'soft'} block>{no ?? `余 ${row.stock} ${row.unit}`}</Text>
      </Box>
    </>
  );
  return (
    <Stack gap={2}>
      {rows.length > 6 ? <SearchBar value={q} onSearch={setQ} placeholder='找商品：名称或分数' /> : null}
      {found.length === 0 ? <Empty icon='box' title='没有这样的商品' text='换个名称找找，或先上架。' /> : (
        <Grid cols={1} desk={desk}>
          {found.map((row) => { const no = why?.(row) ?? null; return <Press key={row.id} className='d-goods' disabled={no !== null} onPress={() => onPick(row)}>{line(row, no)}</Press>; })}
        </Grid>
      )}
    </Stack>
  );
}
