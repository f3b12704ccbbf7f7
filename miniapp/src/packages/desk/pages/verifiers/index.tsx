import { addDays, dayOf, EVIDENCE, RECORD_ORIGINS, SIGNS, type Sign, type SignedRecord, type VerifierRow } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { minutes, time } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Cell, Chips, Empty, Grid, Page, Row, Section, Segmented, Stack, Table, Tag, Text, useWide, type Column } from '../../../../ui';
import { AreaSwitch } from '../../parts/area-switch';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing, Waiting } from '../../parts/listing';

const SPANS = [{ key: '30', text: '近 30 天' }, { key: '90', text: '近 90 天' }, { key: '365', text: '近一年' }] as const;
type Days = (typeof SPANS)[number]['key'];
const FIGURES: readonly { sign: Sign; key: 'fast' | 'night' | 'cap' | 'gradeC' | 'gradeD' | 'repeats'; title: string }[] = [
  { sign: 'FAST', key: 'fast', title: '一分钟内' }, { sign: 'NIGHT', key: 'night', title: '夜里' }, { sign: 'CAP', key: 'cap', title: '满 8 小时' }, { sign: 'GRADE_C', key: 'gradeC', title: '凭据 C' }, { sign: 'GRADE_D', key: 'gradeD', title: '补录 D' }, { sign: 'SAME', key: 'repeats', title: '同一人最多' },
];
const share = (part: number, whole: number): string => (whole === 0 ? '' : `${Math.round((100 * part) / whole)}%`);
const sayShares = (row: VerifierRow): string => FIGURES.filter(({ key }) => row[key] > 0).map(({ key, title }) => `${title} ${row[key]}`).join(' · ') || '没有需要留意的';

/** The records behind a figure. */
function Records({ row, areaId, from, sign, onSign }: { row: VerifierRow; areaId: number; from: string; sign: Sign | null; onSign: (sign: Sign | null) => void }) {
  const records = usePages((after) => api.anomalies.records({ areaId, from, verifierId: row.userId, ...(sign ? { sign } : {}), after }), [areaId, from, row.userId, sign]);
  return (
    <Section title={`${row.name}核实的`} note={`${row.records} 条，${row.people} 个人，${minutes(row.minutes)}`}>
      <Chips label='只看' wrap value={sign ? [sign] : []} onChange={(keys) => onSign(keys.find((key) => key !== sign) ?? null)} options={FIGURES.filter(({ key }) => row[key] > 0).map(({ sign: key, key: figure }) => ({ key, text: `${SIGNS[key]} ${row[figure]}` }))} />
      <Listing pages={records} empty={<Card><Empty icon='search' title='没有这样的记录' /></Card>}>
        {(rows: SignedRecord[], footer) => (
          <>
            <Grid cols={1} desk={2}>{rows.map((record) => (
              <Card key={record.id}>
                <Row spread wrap gap={2}><Text strong>{record.name} · {record.title}</Text><Text numeric>{minutes(record.minutes)}</Text></Row>
                <Text size='sm' tone='soft' block>{record.day} · {record.communityName} · {RECORD_ORIGINS[record.origin]} · {EVIDENCE[record.evidence]}</Text>
                <Text size='sm' tone='soft' block>{record.submittedAt ? `${time(record.submittedAt)}提交，` : ''}{time(record.verifiedAt)}核实</Text>
                {record.signs.length > 0 ? <Row gap={2} wrap>{record.signs.map((one) => <Tag key={one} tone='warn'>{SIGNS[one]}</Tag>)}</Row> : null}
              </Card>
            ))}</Grid>
            {footer}
          </>
        )}
      </Listing>
    </Section>
  );
}
/** Who verified what, how fast and when. Facts to look at; nobody is judged by them. */
function Verifiers({ me, area, choose }: DeskProps) {
  const [days, setDays] = useState<Days>('90');
  const [pickedId, setPickedId] = useState<number | null>(null);
  const [sign, setSign] = useState<Sign | null>(null);
  const wide = useWide(), from = addDays(dayOf(Date.now()), -Number(days));
  const load = useLoad(() => api.anomalies.list({ areaId: area.id, from }), [area.id, from]);
  const picked = load.data?.find((row) => row.userId === pickedId) ?? null;
  const open = (row: VerifierRow, only: Sign | null) => { setPickedId(row.userId); setSign(only); };
  const columns: Column<VerifierRow>[] = [
    { key: 'name', title: '谁', cell: (row) => <><Button kind='text' size='small' label={`看${row.name}核实的记录`} onPress={() => open(row, null)}>{row.name}</Button><Text size='sm' tone='soft' block>{row.areaName}</Text></> },
    { key: 'records', title: '核实', numeric: true, cell: (row) => <><Text strong numeric block>{row.records} 条</Text><Text size='sm' tone='soft' block>{row.people} 人</Text></> },
    ...FIGURES.map(({ sign: of, key, title }): Column<VerifierRow> => ({ key, title, numeric: true, cell: (row) => (row[key] === 0 ? <Text tone='faint'>—</Text> : <Button kind='text' size='small' label={`${row[key]}（${share(row[key], row.records)}）：${row.name}，${SIGNS[of]}`} onPress={() => open(row, of)}>{`${row[key]}（${share(row[key], row.records)}）`}</Button>) })),
  ];
  return (
    <Page title='核实情况' wide onRefresh={load.reload}>
      <Row gap={2} wrap><Segmented label='多长时间' options={SPANS} value={days} onChange={(next) => { setDays(next); setPickedId(null); }} /><AreaSwitch me={me} permission='audit.read' area={area} choose={(next) => { setPickedId(null); choose(next); }} /></Row>
      <Banner tone='info'>这里只列事实：谁核实了多少、多快、什么时候。数字高不等于有问题，要看每一条记录再判断；系统不打分，也不处理任何人。</Banner>
      <Waiting load={load}>
        {(rows) => (rows.length === 0 ? <Card><Empty icon='check-circle' title='这段时间没有核实过' text='换一段时间或换一个地方看看。' /></Card> : (
          <Stack gap={4}>
            {picked ? <Row><Button kind='text' size='small' icon='left' onPress={() => setPickedId(null)}>看所有人</Button></Row> : null}
            {picked ? null : wide ? <Table caption='各人核实情况' columns={columns} rows={rows} rowKey={(row) => row.userId} /> : <Card flush>{rows.map((row) => <Cell key={row.userId} title={row.name} note={`${row.areaName} · ${sayShares(row)}`} value={`${row.records} 条`} onPress={() => open(row, null)} />)}</Card>}
            {picked ? <Records key={picked.userId} row={picked} areaId={area.id} from={from} sign={sign} onSign={setSign} /> : null}
          </Stack>
        ))}
      </Waiting>
    </Page>
  );
}
export default deskPage('核实情况', 'audit.read', Verifiers);
