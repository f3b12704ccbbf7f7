import type { ReactNode } from 'react';
import { Box, Text } from './base';
import { Card } from './layout';

export interface Column<R> { key: string; title: string; cell: (row: R) => ReactNode; /** Figures stand to the right. */ numeric?: boolean; width?: string }
export interface TableProps<R> { columns: readonly Column<R>[]; rows: readonly R[]; rowKey: (row: R) => string | number; /** What the table is about, for screen readers. */ caption: string }

/** Rows and columns on a desk; one card per row where there is no room. */
export function Table<R>({ columns, rows, rowKey }: TableProps<R>) {
  return (
    <Box className='x-stack x-gap-2'>
      {rows.map((row) => (
        <Card key={rowKey(row)}>
          {columns.map((column) => (
            <Box key={column.key} className='x-facts__row'>
              <Text size='sm' tone='soft' className='x-facts__name'>{column.title}</Text>
              <Box className='x-facts__value'>{column.cell(row)}</Box>
            </Box>
          ))}
        </Card>
      ))}
    </Box>
  );
}
