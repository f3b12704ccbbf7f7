import type { FileLink, Page as PageOf, PaperFormat, PaperLine, PaperNumber, PaperRow, PaperSection, PaperTable, PaperView } from '@xianfeng/shared';
import { useState } from 'react';
import { time } from '../lib/format';
import { go } from '../lib/go';
import { usePages } from '../lib/use-pages';
import { Button, Card, Cell, Dialog, Empty, ErrorState, Grid, ListFooter, Row, Section, Skeleton, Stack, Table, Text, useWide, type Column } from '../ui';
import { FileButton } from './file-button';

export interface PaperSource { rows: (key: string, after: string | undefined) => Promise<PageOf<PaperRow>>; file: (format: PaperFormat) => Promise<FileLink> }
interface Asked { key: string; label: string; text: string }

/** The records behind one number: they add up to it. */
function Behind({ asked, rows, onClose }: { asked: Asked; rows: PaperSource['rows']; onClose: () => void }) {
  const pages = usePages((after) => rows(asked.key, after), [asked.key]);
  return (
    <Dialog open title={`${asked.label}：${asked.text}`} onClose={onClose} sheet>
      {pages.data === undefined ? pages.error ? <ErrorState text={pages.error} onRetry={() => void pages.reload()} /> : <Skeleton rows={3} />
        : pages.data.length === 0 ? <Empty icon='file' title='没有记录' text='这个数字是 0。' />
          : <Stack gap={2}>{pages.data.map((row) => <Cell key={row.id} title={row.title} note={row.note} value={row.text ? <Text strong numeric>{row.text}</Text> : undefined} onPress={row.link === null ? undefined : () => { onClose(); go(row.link!); }} />)}<ListFooter pages={pages} /></Stack>}
    </Dialog>
  );
}
function Tabled({ section, table, ask }: { section: PaperSection; table: PaperTable; ask: (asked: Asked) => void }) {
  const wide = useWide(), [head = '', ...names] = table.columns;
  type Line = PaperTable['rows'][number];
  const open = (row: Line, number: PaperNumber, i: number) => ask({ key: number.key, label: `${row.label} ${names[i]}`, text: number.text });
  if (table.rows.length === 0) return <Card><Empty icon='file' title='这一期间没有记录' text='核实过的服务会自动出现在这里，不用填报。' /></Card>;
  if (!wide) return <Card flush>{table.rows.flatMap((row) => row.cells.map((number, i) => <Cell key={`${row.label}${number.key}`} title={row.label} note={names.length > 1 ? names[i] : undefined} value={<Text strong numeric>{number.text}</Text>} onPress={() => open(row, number, i)} />))}</Card>;
  const columns: Column<Line>[] = [
    { key: 'label', title: head, cell: (row) => row.label },
    ...names.map((name, i): Column<Line> => ({ key: name, title: name, numeric: true, cell: (row) => { const number = row.cells[i]!; return number.value === 0 ? <Text tone='faint'>—</Text> : <Button kind='text' size='small' label={`${row.label} ${name} ${number.text}，看记录`} onPress={() => open(row, number, i)}>{number.text}</Button>; } })),
  ];
  return <Table caption={section.title} columns={columns} rows={table.rows} rowKey={(row) => `${row.label}${row.cells[0]?.key ?? ''}`} />;
}
const Figure = ({ line, onPress }: { line: PaperLine; onPress: () => void }) => <Cell title={line.label} value={<Text size='lg' strong numeric tone={line.value === 0 ? 'faint' : 'pine'}>{line.text}</Text>} onPress={onPress} />;
/** A year's or half-year's paper on the screen: each number opens its records; the same comes as PDF and Excel. */
export function PaperSheet({ view, source }: { view: PaperView; source: PaperSource }) {
  const wide = useWide();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <Stack gap={4}>
      <Card tone='pine'>
        <Text size='xl' strong block>{view.title}</Text>
        <Text block>{view.subject} · {view.period}</Text>
        <Text size='sm' tone='soft' block>{`${time(view.madeAt)} 由平台按记录生成，没有一项要填。点数字，看背后的每一条。`}</Text>
        <Row gap={2} wrap><FileButton get={() => source.file('pdf')} size='small'>PDF（可打印盖章）</FileButton><FileButton get={() => source.file('xlsx')} size='small' kind='plain'>Excel</FileButton></Row>
      </Card>
      {view.sections.map((section) => (
        <Section key={section.title} title={section.title}>
          {section.note ? <Text size='sm' tone='faint' block>{section.note}</Text> : null}
          {section.lines.length > 0 ? wide ? <Grid cols={1} desk={2}>{section.lines.map((line) => <Card key={line.key} flush><Figure line={line} onPress={() => setAsked(line)} /></Card>)}</Grid>
            : <Card flush>{section.lines.map((line) => <Figure key={line.key} line={line} onPress={() => setAsked(line)} />)}</Card> : null}
          {section.table ? <Tabled section={section} table={section.table} ask={setAsked} /> : null}
        </Section>
      ))}
      {asked ? <Behind asked={asked} rows={source.rows} onClose={() => setAsked(null)} /> : null}
    </Stack>
  );
}
