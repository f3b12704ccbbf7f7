import { type CommunityRow } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../../../api';
import { minutes } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useLoad } from '../../../../lib/use-load';
import { Banner, Button, Card, Empty, Grid, Page, Row, Section, Segmented, Stat, Table, Tag, Text, useWide, type Column } from '../../../../ui';
import { areasOf } from '../../parts/area';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';

const sum = (rows: readonly CommunityRow[], of: (row: CommunityRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
const ALL = 'all';

/** One community on a phone: what waits, and what was done. */
function Community({ row, onOpen }: { row: CommunityRow; onOpen: (() => void) | undefined }) {
  return (
    <Card onPress={onOpen}>
      <Row spread gap={2}><Text size='lg' strong>{row.name}</Text>{row.overdueNeeds > 0 ? <Tag tone='red' icon='alert'>超期 {row.overdueNeeds}</Tag> : <Text size='sm' tone='soft'>{row.streetName}</Text>}</Row>
      <Grid cols={3}>
        <Stat value={row.openNeeds} label='待办点单' /><Stat value={row.placesOpen} label='空缺名额' /><Stat value={row.waitingLogs} label='待核实' />
      </Grid>
      <Text size='sm' tone='soft' block>办结 {row.done} 件，居民确认 {row.confirmed} 件，服务 {minutes(row.minutes)}</Text>
    </Card>
  );
}
/** Work by community, in the order of streets: where things wait and where helpers are missing. No people, no ranking. */
function City({ me, area: chosen, choose }: DeskProps) {
  // All that is below his own post, whatever community the other pages are about at the moment.
  const area = areasOf(me, 'insight.view')[0] ?? chosen;
  const insight = useLoad(() => api.desk.insight(area.id), [area.id]);
  const [street, setStreet] = useState(ALL);
  const wide = useWide();
  const mayOpen = me.permissions.includes('desk.view');
  const open = async (row: CommunityRow) => { const community = await api.areas.get(row.areaId); choose({ id: community.id, name: community.name, path: community.path }); go(DESK.home); };
  const columns: Column<CommunityRow>[] = [
    { key: 'name', title: '社区', cell: (row) => <><Text strong>{row.name}</Text><Text size='sm' tone='soft' block>{row.streetName}</Text></> },
    { key: 'needs', title: '待办点单', numeric: true, cell: (row) => row.openNeeds },
    { key: 'overdue', title: '其中超期', numeric: true, cell: (row) => (row.overdueNeeds > 0 ? <Text strong tone='red'>{row.overdueNeeds}</Text> : 0) },
    { key: 'tasks', title: '招募中任务', numeric: true, cell: (row) => row.openTasks },
    { key: 'places', title: '空缺名额', numeric: true, cell: (row) => (row.placesTotal > 0 ? `${row.placesOpen}/${row.placesTotal}` : '—') },
    { key: 'logs', title: '待核实日志', numeric: true, cell: (row) => row.waitingLogs },
    { key: 'done', title: '办结', numeric: true, cell: (row) => row.done },
    { key: 'confirmed', title: '居民确认', numeric: true, cell: (row) => row.confirmed },
    { key: 'minutes', title: '服务时长', numeric: true, cell: (row) => minutes(row.minutes) },
    ...(mayOpen ? [{ key: 'open', title: '去看看', cell: (row: CommunityRow) => <Button kind='text' size='small' label={`看${row.name}的工作台`} onPress={() => void open(row)}>打开</Button> }] : []),
  ];
  return (
    <Page title='各社区工作' wide load={insight}>
      {(view) => {
        const streets = [...new Set(view.rows.map((row) => row.streetName))];
        const rows = view.rows.filter((row) => street === ALL || row.streetName === street);
        if (view.rows.length === 0) return <Card><Empty icon='chart' title='还没有社区' text='先在区域管理里添加社区，或用表格导入。' /></Card>;
        return (
          <>
            <Card>
              <Grid cols={2} desk={4}>
                <Stat value={sum(rows, (row) => row.openNeeds)} unit='件' label='等着办的点单' />
                <Stat value={sum(rows, (row) => row.overdueNeeds)} unit='件' label='超期没答复' tone={sum(rows, (row) => row.overdueNeeds) > 0 ? 'red' : undefined} />
                <Stat value={sum(rows, (row) => row.placesOpen)} unit='个' label='还缺人手的名额' />
                <Stat value={minutes(sum(rows, (row) => row.minutes))} label='已核实服务时长' tone='gold' />
              </Grid>
            </Card>
            {streets.length > 1 ? <Segmented label='街道' value={street} onChange={setStreet} options={[{ key: ALL, text: '全部' }, ...streets.map((key) => ({ key, text: key }))]} /> : null}
            <Section title='各社区' note={`统计到 ${view.day}`}>{wide ? <Table caption='各社区的工作' columns={columns} rows={rows} rowKey={(row) => row.areaId} /> : rows.map((row) => <Community key={row.areaId} row={row} onOpen={mayOpen ? () => void open(row) : undefined} />)}</Section>
            <Banner tone='info'>按街道顺序排列，只看事、不排名。</Banner>
          </>
        );
      }}
    </Page>
  );
}
export default deskPage('各社区工作', 'insight.view', City);
