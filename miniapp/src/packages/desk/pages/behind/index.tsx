import { MEASURES, NEED_KINDS, SPANS, dayOf, type DrillRow, type Measure, type NeedKind, type Span } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { time } from '../../../../lib/format';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Cell, Empty, Page, Table, Text, useWide, type Column } from '../../../../ui';
import { behind, hint, isNow, sayValue, saysValue, type At } from '../../parts/dash-words';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';

const of = <T extends string>(value: string | undefined, among: Record<T, unknown>): T | undefined => (value !== undefined && value in among ? value as T : undefined);
/** The records behind a number of a dashboard: their values add up to it. */
function Behind({ area }: DeskProps) {
  const { params } = useRouter(), wide = useWide();
  const measure: Measure = of(params['measure'], MEASURES) ?? 'asked', span: Span = of(params['span'], SPANS) ?? 'MONTH', kind: NeedKind | undefined = of(params['kind'], NEED_KINDS), own = params['own'] === '1' ? '1' as const : undefined;
  const at: At = { areaId: Number(params['areaId']) || area.id, span, day: params['day'] ?? dayOf(Date.now()) };
  const rows = usePages((after) => api.dashboards.rows({ ...at, measure, ...(kind ? { kind } : {}), ...(own ? { own } : {}), ...(after ? { after } : {}) }), [at.areaId, span, at.day, measure, kind, own]);
  const title = `${MEASURES[measure]}${kind ? `：${NEED_KINDS[kind]}` : ''}`, said = saysValue(measure), months = measure === 'outstandingNow';
  const to = (row: DrillRow): string | undefined => (row.inside ? behind({ areaId: at.areaId, span: 'MONTH', day: row.inside.day }, row.inside.measure) : row.link ?? undefined);
  const columns: Column<DrillRow>[] = [
    { key: 'title', title: '什么事', cell: (row) => <Text strong>{row.title}</Text> }, { key: 'note', title: '说明', cell: (row) => row.note }, { key: 'area', title: '哪里', cell: (row) => row.areaName || '全市' },
    ...(months ? [] : [{ key: 'at', title: '时间', cell: (row: DrillRow) => time(row.at) }]),
    ...(said ? [{ key: 'value', title: MEASURES[measure], numeric: true, cell: (row: DrillRow) => <Text strong numeric>{sayValue(measure, row.value)}</Text> }] : []),
    { key: 'go', title: '打开', cell: (row) => (to(row) ? <Button kind='soft' size='small' label={`打开${row.title}`} to={to(row)}>打开</Button> : <Text tone='faint'>—</Text>) },
  ];
  return (
    <Page title={title} wide onRefresh={rows.reload}>
      {hint(measure) ? <Banner tone='info'>{hint(measure)}</Banner> : null}
      <Listing pages={rows} empty={<Card><Empty icon='search' title='一件也没有' text={isNow(measure) ? '现在没有要列在这里的。' : '换一个时段，或者回看板看别的数字。'} /></Card>}>
        {(list, footer) => (
          <>
            {wide ? <Table caption={title} columns={columns} rows={list} rowKey={(row) => row.id} />
              : <Card flush>{list.map((row) => <Cell key={row.id} title={row.title} note={[row.note, row.areaName, months ? '' : time(row.at)].filter(Boolean).join(' · ')} value={said ? <Text strong numeric>{sayValue(measure, row.value)}</Text> : undefined} to={to(row)} />)}</Card>}
            {footer}
          </>
        )}
      </Listing>
    </Page>
  );
}
export default deskPage('明细', 'insight.view', Behind);
