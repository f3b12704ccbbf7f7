import type { ReactNode } from 'react';
import type { Loaded } from '../../../lib/use-load';
import type { Pages } from '../../../lib/use-pages';
import { Banner, ErrorState, ListFooter, Skeleton } from '../../../ui';

/** Something that loads inside of a page: its outline, why it did not come, or itself. */
export function Waiting<T>({ load, rows, children }: { load: Loaded<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (load.data !== undefined) return <>{children(load.data)}</>;
  return load.error ? <ErrorState text={load.error} onRetry={() => void load.reload()} /> : <Skeleton rows={rows} />;
}
/** An endless list in all its states. Who draws the rows places the footer below them. */
export function Listing<T>({ pages, empty, children }: { pages: Pages<T>; empty: ReactNode; children: (rows: T[], footer: ReactNode) => ReactNode }) {
  return (
    <Waiting load={pages}>
      {(rows) => (
        <>
          {pages.error ? <Banner tone='warn'>{pages.error}，显示的是之前的内容</Banner> : null}
          {rows.length === 0 ? empty : children(rows, <ListFooter pages={pages} />)}
        </>
      )}
    </Waiting>
  );
}
