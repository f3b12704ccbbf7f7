import type { ShelfRowView } from '@xianfeng/shared';
import { api } from '../../../api';

const PAGES = 20;
/** Everything on a point's shelf, page by page: a counter has a few shelves' worth of goods. */
export async function wholeShelf(pickupPointId: number, wanted?: (row: ShelfRowView) => boolean): Promise<ShelfRowView[]> {
  const rows: ShelfRowView[] = [];
  let after: string | undefined;
  for (let n = 0; n < PAGES; n++) {
    const page = await api.rewards.shelf({ pickupPointId, show: 'ALL', after });
    rows.push(...page.items);
    if (page.next === null || (wanted && page.items.some(wanted))) break;
    after = page.next;
  }
  return rows;
}
