import { clockOf, dayOf, sayHours, type PaperNumber, type PaperView } from '@xianfeng/shared';
import type { PdfPiece } from '../../lib/pdf/paper.js';
import type { OutCell, OutSheet } from '../../lib/sheet/write.js';
import type { PaperKind } from './papers.rules.js';

const OFFICES: Record<PaperKind, (subject: string) => string> = { AREA: (s) => s, UNIT: (s) => `${s}党组织`, MEMBER: () => '报到社区' };
const FROM_FACTS = '本材料由平台按已核实的记录生成，没有手工填报；每个数字都可以在平台打开对应的记录核对。';
const sayDay = (at: number): string => `${dayOf(at)} ${clockOf(at)}`;
/** The paper on paper: the same numbers as on the screen, in the same order. */
export function paperPieces(kind: PaperKind, view: PaperView): PdfPiece[] {
  const pieces: PdfPiece[] = [{ title: view.title }, { facts: [['对象', view.subject], ['期间', `${view.period}（${view.from} 至 ${view.to}）`], ['生成时间', sayDay(view.madeAt)]] }];
  for (const { title, note, lines, table } of view.sections) {
    pieces.push({ heading: title });
    if (lines.length > 0) pieces.push({ table: { columns: [{ title: '项目', width: 4 }, { title: '数值', width: 1, align: 'right' }], rows: lines.map((l) => [l.label, l.text]) } });
    if (table) pieces.push(table.rows.length === 0 ? { text: '这一期间没有记录。' } : { table: { columns: table.columns.map((name, i) => ({ title: name, width: i === 0 ? 3 : 1.2, ...(i === 0 ? {} : { align: 'right' as const }) })), rows: table.rows.map((r) => [r.label, ...r.cells.map((c) => c.text)]) } });
    if (note) pieces.push({ note });
  }
  return [...pieces, { note: FROM_FACTS }, { seal: { office: `${OFFICES[kind](view.subject)}（盖章）`, day: '      年    月    日' } }];
}
/** Hours with one decimal, cut off; everything else as it is. */
const cell = ({ unit, value }: PaperNumber): number => (unit === 'MINUTES' ? Number(value < 0 ? `-${sayHours(-value)}` : sayHours(value)) : value);
const UNITS = { ITEMS: '件', PEOPLE: '人', TIMES: '次', MINUTES: '小时', POINTS: '分' } as const;
/** One sheet with every number, and one for each table. */
export function paperSheets(view: PaperView): OutSheet[] {
  const title = `${view.subject} ${view.title} ${view.period}（生成于 ${sayDay(view.madeAt)}）`;
  const rows: OutCell[][] = view.sections.flatMap((s) => s.lines.map((l): OutCell[] => [s.title, l.label, cell(l), l.text.split(' ')[1] ?? UNITS[l.unit]]));
  const tables = view.sections.flatMap((s): OutSheet[] => (s.table ? [{ name: s.title, title, columns: s.table.columns.map((name, i) => ({ title: i === 0 ? name : `${name}${s.table!.rows[0]?.cells[i - 1]?.unit === 'MINUTES' ? '（小时）' : ''}`, width: i === 0 ? 32 : 16 })), rows: s.table.rows.map((r): OutCell[] => [r.label, ...r.cells.map(cell)]) }] : []));
  return [{ name: '汇总', title, columns: [{ title: '部分', width: 16 }, { title: '项目', width: 32 }, { title: '数值', width: 12 }, { title: '单位', width: 8 }], rows }, ...tables];
}
