import { EVIDENCE, TASK_KINDS, sayHours } from '@xianfeng/shared';
import { api } from '../../../../api';
import { CardHead } from '../../../../cards/card-head';
import { signedIn } from '../../../../cards/signed-in';
import { kindIcon, kindTint } from '../../../../cards/words';
import { minutes } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { HOME } from '../../../../routes';
import { Button, Card, Empty, ErrorState, Grid, ListFooter, Page, Section, Skeleton, Stat, Text } from '../../../../ui';

/** The legal record: verified service in whole minutes, each with where it comes from. */
function List() {
  const records = usePages((after) => api.records.mine({ after }));
  if (!records.data) return records.error ? <ErrorState text={records.error} onRetry={() => void records.reload()} /> : <Skeleton />;
  if (records.data.length === 0) return <Card><Empty icon='medal' title='还没有服务记录' text='参加任务后写一句日志，社区核实后就记在这里。' action={<Button kind='soft' to={HOME}>去看任务</Button>} /></Card>;
  return (
    <>
      <Grid cols={1} desk={2}>
        {records.data.map((record) => (
          <Card key={record.id}>
            <CardHead icon={kindIcon(record.kind)} tone={kindTint(record.kind)} title={record.title} tag={<Text strong tone='pine' numeric>{minutes(record.minutes)}</Text>}>
              <Text size='sm' tone='soft' block>{record.day} · {TASK_KINDS[record.kind].label} · {record.areaName}</Text>
            </CardHead>
            <Text size='sm' tone='soft' block>{EVIDENCE[record.evidence]}{record.unitOfRecord ? ` · ${record.unitOfRecord}记录` : ''}</Text>
            {record.points > 0 ? <Text size='sm' tone='gold' block>{record.points} 分：{record.pointsWhy}</Text> : null}
          </Card>
        ))}
      </Grid>
      <ListFooter pages={records} />
    </>
  );
}

function Records() {
  const summary = useLoad(() => api.records.summary());
  return (
    <Page title='服务记录' wide load={summary}>
      {(view) => (
        <>
          <Card tone='pine'>
            <Grid cols={2} desk={4}>
              <Stat value={sayHours(view.yearMinutes)} unit='小时' label='今年时长' tone='pine' />
              <Stat value={view.yearCount} unit='次' label='今年次数' />
              <Stat value={sayHours(view.minutes)} unit='小时' label='累计时长' tone='pine' />
              <Stat value={view.count} unit='次' label='累计次数' />
            </Grid>
          </Card>
          <Section title='每一次'><List /></Section>
        </>
      )}
    </Page>
  );
}

export default signedIn('服务记录', Records);
