import { LOG_STATUSES, type ClaimQuery } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { ClaimCard } from '../../../../cards/claim-card';
import { signedIn } from '../../../../cards/signed-in';
import { minutes, span } from '../../../../lib/format';
import { usePages } from '../../../../lib/use-pages';
import { HOME } from '../../../../routes';
import { Button, Card, Empty, ErrorState, Grid, Grow, ListFooter, Page, Row, Segmented, Skeleton, StatusTag, Text } from '../../../../ui';

type View = NonNullable<ClaimQuery['state']> | 'LOGS';
const VIEWS = [{ key: 'COMING', text: '要参加' }, { key: 'TO_LOG', text: '待写日志' }, { key: 'PAST', text: '已结束' }, { key: 'LOGS', text: '日志' }] as const;
const NOTHING: Record<View, { title: string; text: string }> = {
  COMING: { title: '还没有要参加的', text: '去看看附近有什么能帮忙的。' },
  TO_LOG: { title: '没有欠着的日志', text: '参加完会在这里提醒您写一句。' },
  PAST: { title: '还没有结束的任务', text: '参加过的都会留在这里。' },
  LOGS: { title: '还没有写过日志', text: '参加后写一句，核实了就有时长和积分。' },
};
const toTasks = <Button kind='soft' to={HOME}>去看任务</Button>;

function Claims({ state }: { state: NonNullable<ClaimQuery['state']> }) {
  const claims = usePages((after) => api.claims.mine({ state, after }), [state]);
  if (!claims.data) return claims.error ? <ErrorState text={claims.error} onRetry={() => void claims.reload()} /> : <Skeleton />;
  if (claims.data.length === 0) return <Empty icon='tasks' title={NOTHING[state].title} text={NOTHING[state].text} action={toTasks} />;
  return <><Grid cols={1} desk={2}>{claims.data.map((claim) => <ClaimCard key={claim.id} claim={claim} />)}</Grid><ListFooter pages={claims} /></>;
}
function Logs() {
  const logs = usePages((after) => api.logs.mine({ after }));
  if (!logs.data) return logs.error ? <ErrorState text={logs.error} onRetry={() => void logs.reload()} /> : <Skeleton />;
  if (logs.data.length === 0) return <Empty icon='file' title={NOTHING.LOGS.title} text={NOTHING.LOGS.text} action={toTasks} />;
  return (
    <>
      <Grid cols={1} desk={2}>
        {logs.data.map((log) => (
          <Card key={log.id} to={`/packages/more/pages/log-view/index?id=${log.id}`}>
            <Row top gap={2} wrap className='m-head'><Grow><Text strong>{log.title}</Text></Grow><StatusTag status={log.status} labels={LOG_STATUSES} /></Row>
            <Text size='sm' tone='soft' block>{span(log.startsAt, log.endsAt)}</Text>
            {log.text ? <Text size='sm' lines={2}>{log.text}</Text> : null}
            {log.status === 'VERIFIED' ? <Text size='sm' tone='pine' block>记 {minutes(log.minutes)}{log.points ? `，${log.points} 分` : ''}</Text> : null}
            {log.reason && log.status !== 'VERIFIED' ? <Text size='sm' tone='warn' block>{log.reason}</Text> : null}
          </Card>
        ))}
      </Grid>
      <ListFooter pages={logs} />
    </>
  );
}

function MyClaims() {
  const asked = useRouter().params['view'];
  const [view, setView] = useState<View>(VIEWS.find((one) => one.key === asked)?.key ?? 'COMING');
  return (
    <Page title='我的认领' wide>
      <Segmented label='看哪些' options={VIEWS} value={view} onChange={setView} />
      {view === 'LOGS' ? <Logs /> : <Claims key={view} state={view} />}
    </Page>
  );
}

export default signedIn('我的认领', MyClaims);
