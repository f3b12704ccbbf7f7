/** One page of a list. `next` is an opaque keyset cursor, null at the end; there are no totals (counting is the slow part). */
export interface Page<T> { items: T[]; next: string | null }
export interface PageQuery { after?: string }
/** Rows in one page of any list. Our own choice: one and a half phone screens. */
export const PAGE_SIZE = 20;
