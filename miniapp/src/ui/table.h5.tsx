import { cx } from './cx';
import type { TableProps } from './table.tsx';

/** One real table; below 1024 px the style sheet turns each row into a card. */
export function Table<R>({ columns, rows, rowKey, caption }: TableProps<R>) {
  return (
    <div className='x-table-place' role='region' aria-label={caption} tabIndex={0}>
      <table className='x-table'>
        <caption className='x-hidden'>{caption}</caption>
        <thead><tr>{columns.map((column) => <th key={column.key} scope='col' className={cx(column.numeric && 'x-table--n')} style={{ width: column.width }}>{column.title}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => <td key={column.key} data-title={column.title} className={cx(column.numeric && 'x-table--n')}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
