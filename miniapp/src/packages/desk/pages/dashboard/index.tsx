import { SPANS, dayOf, type DashboardChild, type DashboardView, type Measure, type Span } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Box, Button, Card, Empty, Grid, Grow, Page, Press, Row, Section, Segmented, Stack, Stat, Table, Tag, Text, useWide, type Column } from '../../../../ui';
import { cx } from '../../../../ui/cx';
import { areasOf, isCommunity } from '../../parts/area';
import { behind, dashboardOf, hours, sayMedian, sayRate, type At } from '../../parts/dash-words';
import { Grades, Kinds, Num, Trend, Waits } from '../../parts/dash';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { figure, sayYuan } from '../../parts/money';
import { DESK } from '../../parts/paths';

const SPAN_OPTIONS = (Object.keys(SPANS) as Span[]).map((key) => ({ key, text: `按${SPANS[key]}` }));

/** As things stand, and what happened in the span: every number opens its records. */
function Sums({ view, at }: { view: DashboardView; at: At }) {
  const { now, sums } = view;
  return (
    <>
      <Section title='现在'>
        <Card>
          <Grid cols={2} desk={4}>
            <Num at={at} measure='openNow' value={figure(now.openNow)} />
            <Num at={at} measure='overdueNow' value={figure(now.overdueNow)} tone={now.overdueNow > 0 ? 'red' : undefined} />
            <Num at={at} measure='freeNow' value={figure(now.freeNow)} />
            {now.outstandingNow === null ? <Num at={at} measure='stockPiecesNow' value={figure(now.stockPiecesNow)} /> : <Num at={at} measure='outstandingNow' value={figure(now.outstandingNow)} tone='gold' />}
          </Grid>
        </Card>
      </Section>
      <Section title={view.label} note={`${Number(view.from.slice(5, 7))}月${Number(view.from.slice(8))}日到${Number(view.to.slice(5, 7))}月${Number(view.to.slice(8))}日`}>
        <Card>
          <Grid cols={2} desk={4}>
            <Num at={at} measure='asked' value={figure(sums.asked)} />
            <Num at={at} measure='resolved' value={figure(sums.resolved)} tone='pine' />
            <Num at={at} measure='confirmed' value={figure(sums.confirmed)} tone='pine' />
            <Num at={at} measure='reopened' value={figure(sums.reopened)} label={view.reopenRate === null ? '居民说没解决' : `居民说没解决（评过的里占 ${view.reopenRate}%）`} />
            <Num at={at} measure='tasks' value={figure(sums.tasks)} />
            <Num at={at} measure='places' value={sayRate(view.fillRate)} label={`报名率（${figure(sums.taken)} / ${figure(sums.places)} 个名额）`} />
            <Num at={at} measure='visitsPlanned' value={sayRate(view.visitRate)} label={`走访有人去（${figure(sums.visitsDone)} / ${figure(sums.visitsPlanned)} 次）`} />
            <Num at={at} measure='minutes' value={`${hours(view.minutes)} 小时`} label='核实的服务时长' tone='gold' />
          </Grid>
        </Card>
        <Trend view={view} />
      </Section>
      <Box className='b-parts'>
        <Grid cols={1} desk={2}>
          <Stack gap={3}><Kinds view={view} at={at} /></Stack>
          <Stack gap={3}><Waits view={view} /><Grades view={view} at={at} /></Stack>
        </Grid>
      </Box>
      <Section title='积分和物资' note={now.outstandingNow === null ? '积分全市通用，结余只算全市' : undefined}>
        <Card>
          <Grid cols={2} desk={4}>
            <Num at={at} measure='issued' value={figure(sums.issued)} />
            <Num at={at} measure='spent' value={figure(sums.spent)} />
            {now.outstandingNow === null ? null : <><Num at={at} measure='expired' value={figure(sums.expired)} /><Num at={at} measure='adjusted' value={figure(sums.adjusted)} /><Num at={at} measure='stockPiecesNow' value={figure(now.stockPiecesNow)} /></>}
            <Num at={at} measure='stockFenNow' value={sayYuan(now.stockFenNow)} />
            <Num at={at} measure='stockLowNow' value={figure(now.stockLowNow)} tone={now.stockLowNow > 0 ? 'red' : undefined} />
          </Grid>
        </Card>
      </Section>
    </>
  );
}
const cellOf = (at: At, measure: Measure, text: string, red = false) => (row: DashboardChild) => <Press className={cx('b-cell', red && 'b-cell--red')} label={`${row.area.name} ${text}`} to={behind({ ...at, areaId: row.area.id }, measure, { own: row.own })}>{text}</Press>;
function columns(at: At): Column<DashboardChild>[] {
  const open = (row: DashboardChild) => (row.own ? <Text strong>{row.area.name}</Text> : <Button kind='text' size='small' to={dashboardOf({ ...at, areaId: row.area.id })}>{row.area.name}</Button>);
  const cell = (key: string, title: string, measure: Measure, of: (row: DashboardChild) => string, isRed: (row: DashboardChild) => boolean = () => false): Column<DashboardChild> => ({ key, title, numeric: true, cell: (row) => cellOf(at, measure, of(row), isRed(row))(row) });
  return [
    { key: 'name', title: '地方', cell: open },
    cell('open', '没办完', 'openNow', (r) => figure(r.openNow)), cell('overdue', '超期', 'overdueNow', (r) => figure(r.overdueNow), (r) => r.overdueNow > 0), cell('free', '缺名额', 'freeNow', (r) => figure(r.freeNow)),
    cell('asked', '提出', 'asked', (r) => figure(r.asked)), cell('resolved', '办结', 'resolved', (r) => figure(r.resolved)), cell('confirmed', '居民确认', 'confirmed', (r) => figure(r.confirmed)), cell('median', '一半在', 'resolved', (r) => sayMedian(r.medianDays)),
    cell('reopen', '没解决', 'reopened', (r) => sayRate(r.reopenRate)), cell('fill', '报名率', 'places', (r) => sayRate(r.fillRate)), cell('hours', '时长', 'minutes', (r) => `${hours(r.minutes)} 小时`), cell('issued', '发出积分', 'issued', (r) => figure(r.issued)), cell('spent', '兑换积分', 'spent', (r) => figure(r.spent)),
  ];
}
function Child({ row, at }: { row: DashboardChild; at: At }) {
  return (
    <Card to={row.own ? undefined : dashboardOf({ ...at, areaId: row.area.id })}>
      <Row spread gap={2}><Text size='lg' strong>{row.area.name}</Text>{row.overdueNow > 0 ? <Tag tone='red' icon='alert'>超期 {row.overdueNow}</Tag> : null}</Row>
      <Grid cols={3}><Stat value={figure(row.openNow)} label='没办完' /><Stat value={figure(row.resolved)} label='办结' /><Stat value={sayMedian(row.medianDays)} label='一半在' /></Grid>
      <Text size='sm' tone='soft' block>居民确认 {figure(row.confirmed)} 件 · 报名率 {sayRate(row.fillRate)} · 服务 {hours(row.minutes)} 小时</Text>
    </Card>
  );
}
function Children({ view, at }: { view: DashboardView; at: At }) {
  const wide = useWide();
  const rows = usePages((after) => api.dashboards.children({ ...at, after }), [at.areaId, at.span, at.day]);
  return (
    <Section title={view.area.kind === 'CITY' ? '各街道' : '各社区'} note='按名字排，不排名次'>
      <Listing pages={rows} empty={<Card><Empty icon='chart' title='下面还没有社区' text='先在区域管理里添加，或用表格导入。' /></Card>}>
        {(list, footer) => <>{wide ? <Table caption='下一级的工作' columns={columns(at)} rows={list} rowKey={(row) => `${row.area.id}${row.own ? '-own' : ''}`} /> : list.map((row) => <Child key={`${row.area.id}-${row.own}`} row={row} at={at} />)}{footer}</>}
      </Listing>
    </Section>
  );
}
/** 看板: what an area did, from the city down to a community, and from every number down to its records. */
function Dashboard({ me, area: chosen }: DeskProps) {
  const { params } = useRouter(), wide = useWide();
  const [span, setSpan] = useState<Span>((params['span'] as Span | undefined) ?? 'MONTH'), [day, setDay] = useState(params['day'] ?? dayOf(Date.now()));
  // What stands highest of his posts, unless the address or another page named one of his communities.
  const own = areasOf(me, 'insight.view')[0] ?? chosen, areaId = Number(params['areaId']) || (isCommunity(own) ? chosen.id : own.id), at: At = { areaId, span, day };
  const load = useLoad(() => api.dashboards.get(at), [areaId, span, day], { keep: true });
  return (
    <Page title={load.data ? `${load.data.area.name}看板` : '看板'} wide load={load} aside={wide ? <Button kind='soft' size='small' icon='chart' to={`${DESK.wall}?areaId=${areaId}`}>大屏</Button> : undefined}>
      {(view) => (
        <>
          <Row gap={2} wrap>
            {view.above.length > 0 ? <Grow><Box className='b-crumbs' as='nav' label='上级'>{view.above.map((a) => <Row key={a.id} gap={0}><Button kind='text' size='small' to={dashboardOf({ ...at, areaId: a.id })}>{a.name}</Button><Box as='span' decorative>›</Box></Row>)}<Text strong>{view.area.name}</Text></Box></Grow> : null}
            <Segmented label='时段' options={SPAN_OPTIONS} value={span} onChange={setSpan} />
            <Row gap={1}>
              <Button kind='plain' size='small' icon='left' label='早一段' onPress={() => setDay(view.earlier)} />
              <Box className='d-nowrap'><Text strong>{view.label}</Text></Box>
              <Button kind='plain' size='small' icon='right' label='晚一段' disabled={view.later === null} onPress={() => { if (view.later) setDay(view.later); }} />
            </Row>
          </Row>
          <Sums view={view} at={at} />
          {view.hasChildren ? <Children view={view} at={at} /> : null}
          <Banner tone='info'>每个数字都能点开，看到背后一件件的事。只看事，不给人排名。</Banner>
        </>
      )}
    </Page>
  );
}
export default deskPage('看板', 'insight.view', Dashboard);
