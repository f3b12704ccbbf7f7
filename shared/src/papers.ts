/** Year papers: nobody writes them, they are counted from what was done. */
export const PAPER_FORMATS = { pdf: 'PDF', xlsx: 'Excel' } as const;
export type PaperFormat = keyof typeof PAPER_FORMATS;
export const PAPER_YEARS = { min: 2020, max: 2099 } as const;
/** Of a year, or of one of its halves. */
export const HALVES = { 1: '上半年', 2: '下半年' } as const;
/** What a number counts; minutes are shown as hours. */
export type PaperUnit = 'ITEMS' | 'PEOPLE' | 'TIMES' | 'MINUTES' | 'POINTS';
/** `key` opens the records behind it: the values of all its rows add up to `value`. */
export interface PaperNumber { key: string; value: number; unit: PaperUnit; text: string }
export interface PaperLine extends PaperNumber { label: string }
export interface PaperTable { columns: string[]; rows: { label: string; cells: PaperNumber[] }[] }
export interface PaperSection { title: string; note: string | null; lines: PaperLine[]; table: PaperTable | null }
export interface PaperView { title: string; subject: string; period: string; /** First and last day. */ from: string; to: string; madeAt: number; sections: PaperSection[] }
export interface AreaPaperQuery { areaId: number; year: number }
export interface MyPaperQuery { year: number; half: number }
export interface PaperFileInput { format: PaperFormat }
export interface PaperRow { id: number; title: string; note: string; value: number; text: string; link: string | null }
