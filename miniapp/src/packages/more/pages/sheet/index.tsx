import { monthOf, type PickupPointView, type StockSheetRow, type StockSheetView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { besideMonth, sayMonth } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { Button, Card, Empty, ErrorState, Field, Grid, Grow, Page, Row, Section, Select, Skeleton, Stack, Stat, Table, Text, useWide, type Column } from '../../../../ui';

const named = (row: StockSheetRow): string => `${row.name}${row.spec ? ` ${row.spec}` : ''}`;
const parts = (pairs: readonly (readonly [string, number])[]): string => pairs.filter(([, n]) => n !== 0).map(([name, n]) => `${name} ${Math.abs(n)}`).join('、') || '没有';
const incoming = (row: StockSheetRow): string => parts([['采购', row.purchased], ['捐赠', row.donated], ['退回', row.returned], ...(row.counted > 0 ? [['盘盈', row.counted] as const] : [])]);
const outgoing = (row: StockSheetRow): string => parts([['领走', row.issued], ['损耗', row.damaged], ...(row.counted < 0 ? [['盘亏', row.counted] as const] : [])]);
const figure = (n: number) => (n === 0 ? <Text tone='faint'>—</Text> : Math.abs(n));

const COLUMNS: Column<StockSheetRow>[] = [
  { key: 'name', title: '物资', cell: (row) => <><Text strong>{named(row)}</Text>{row.donor ? <Text size='sm' tone='red' block>感谢{row.donor}捐赠</Text> : null}</> },
  { key: 'unit', title: '单位', cell: (row) => row.unit },
  { key: 'opening', title: '月初', numeric: true, cell: (row) => row.opening },
  { key: 'purchased', title: '采购', numeric: true, cell: (row) => figure(row.purchased) },
  { key: 'donated', title: '捐赠', numeric: true, cell: (row) => figure(row.donated) },
  { key: 'issued', title: '领走', numeric: true, cell: (row) => figure(row.issued) },
  { key: 'returned', title: '退回', numeric: true, cell: (row) => figure(row.returned) },
  { key: 'damaged', title: '损耗', numeric: true, cell: (row) => figure(row.damaged) },
  { key: 'counted', title: '盘点差异', numeric: true, cell: (row) => (row.counted === 0 ? <Text tone='faint'>—</Text> : `${row.counted > 0 ? '+' : '−'}${Math.abs(row.counted)}`) },
  { key: 'closing', title: '月末', numeric: true, cell: (row) => <Text strong numeric>{row.closing}</Text> },
];
/** On a phone each thing is three lines: what was there, what came, what went. */
function Thing({ row }: { row: StockSheetRow }) {
  return (
    <Card>
      <Row spread gap={2} top wrap><Text strong>{named(row)}</Text><Text strong numeric>剩 {row.closing} {row.unit}</Text></Row>
      <Text size='sm' tone='soft' block>月初 {row.opening} · 进：{incoming(row)}</Text>
      <Text size='sm' tone='soft' block>出：{outgoing(row)}</Text>
      {row.donor ? <Text size='sm' tone='red' block>感谢{row.donor}捐赠</Text> : null}
    </Card>
  );
}
function Sheet({ view }: { view: StockSheetView }) {
  const wide = useWide();
  return (
    <>
      <Card tone='pine'>
        <Grid cols={2}>
          <Stat value={view.orders} unit='单' label='本月领走' tone='pine' />
          <Stat value={view.points} unit='分' label='共用积分' tone='pine' />
        </Grid>
      </Card>
      <Section title={`${sayMonth(view.month)}进出`} note={view.pointName}>
        {view.rows.length === 0 ? <Card><Empty icon='box' title='这个月没有进出' text='换一个月看看。' /></Card>
          : wide ? <Table caption={`${view.pointName}${sayMonth(view.month)}物资进出`} columns={COLUMNS} rows={view.rows} rowKey={(row) => row.rewardId} />
            : <Stack gap={2}>{view.rows.map((row) => <Thing key={row.rewardId} row={row} />)}</Stack>}
      </Section>
      <Text size='sm' tone='faint' block>公示只写东西，不写人名。有疑问请到兑换点当面问，或打给社区。</Text>
    </>
  );
}
/** 物资公示: open to everybody, signed in or not. */
export default function SheetPage() {
  const asked = Number(useRouter().params['point']) || null;
  const [picked, setPicked] = useState<number | null>(asked);
  const now = monthOf(Date.now());
  const [month, setMonth] = useState(now);
  const points = useLoad<PickupPointView[]>(() => api.rewards.pickupPoints());
  const point = points.data?.find((one) => one.id === picked) ?? points.data?.find((one) => one.nearest) ?? points.data?.[0];
  const sheet = useLoad(point ? () => api.rewards.sheet({ pickupPointId: point.id, month }) : null, [point?.id, month], { keep: true });
  return (
    <Page title='物资公示' wide load={points} onRefresh={sheet.reload}>
      {(all) => point ? (
        <>
          <Card>
            <Field label='兑换点' required><Select options={all.map((one) => ({ key: String(one.id), text: `${one.areaName} · ${one.name}` }))} value={String(point.id)} onChange={(id) => setPicked(Number(id))} /></Field>
            <Row gap={2}>
              <Button kind='soft' size='small' icon='left' label='上个月' onPress={() => setMonth(besideMonth(month, -1))} />
              <Grow className='m-center'><Text size='lg' strong>{sayMonth(month)}</Text></Grow>
              <Button kind='soft' size='small' icon='right' label='下个月' disabled={month >= now} onPress={() => setMonth(besideMonth(month, 1))} />
            </Row>
          </Card>
          {sheet.data ? <Sheet view={sheet.data} /> : sheet.error ? <ErrorState text={sheet.error} onRetry={() => void sheet.reload()} /> : <Skeleton />}
        </>
      ) : <Empty icon='shop' title='还没有兑换点' text='社区开通后，每月进出会在这里公示。' />}
    </Page>
  );
}
