import { ENTRY_KINDS } from '@xianfeng/shared';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { signed, time } from '../../../../lib/format';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Box, Button, Card, Empty, ErrorState, Grid, Grow, ListFooter, Page, Row, Section, Skeleton, Stack, Stat, Text } from '../../../../ui';

/** The points book: what came, what went, why, and what was left. */
function Entries() {
  const entries = usePages((after) => api.points.entries({ after }));
  if (!entries.data) return entries.error ? <ErrorState text={entries.error} onRetry={() => void entries.reload()} /> : <Skeleton />;
  if (entries.data.length === 0) return <Card><Empty icon='coin' title='还没有积分' text='参加任务、写日志，核实后就有积分。' /></Card>;
  return (
    <>
      <Card flush>
        {entries.data.map((entry) => (
          <Box key={entry.id} className='x-cell'>
            <Grow>
              <Text block>{entry.title}</Text>
              <Text size='sm' tone='soft' block>{entry.why}</Text>
              <Text size='sm' tone='faint' block>{ENTRY_KINDS[entry.kind]} · {time(entry.at)}</Text>
            </Grow>
            <Box className='x-cell__value'>
              <Text strong numeric block tone={entry.amount > 0 ? 'ok' : 'ink'}>{entry.amount === 0 ? '已结清' : signed(entry.amount)}</Text>
              <Text size='sm' tone='faint' numeric block>余 {entry.balance}</Text>
            </Box>
          </Box>
        ))}
      </Card>
      <ListFooter pages={entries} />
    </>
  );
}

function Points() {
  const points = useLoad(() => api.points.mine());
  return (
    <Page title='积分明细' wide load={points}>
      {(view) => (
        <Halves left={<>
          <Card tone='gold'>
            <Row gap={3} wrap>
              <Grow className='m-stat'><Stat value={view.available} unit='分' label='可用积分' tone='gold' /></Grow>
              <Button kind='primary' size='small' icon='gift' to='/pages/shop/index'>去兑换</Button>
            </Row>
            <Grid cols={3}>
              <Stat value={view.held} label='占用中' to={view.held > 0 ? '/packages/more/pages/orders/index' : undefined} />
              <Stat value={view.earned} label='累计获得' />
              <Stat value={view.spent} label='累计兑换' />
            </Grid>
          </Card>
          {view.tariffText.length > 0 ? (
            <Section title='积分怎么来'><Card><Stack gap={1} as='ul'>{view.tariffText.map((line) => <Box as='li' key={line}><Text size='sm' tone='soft'>{line}</Text></Box>)}</Stack></Card></Section>
          ) : null}
        </>} right={<Section title='每一笔'><Entries /></Section>} />
      )}
    </Page>
  );
}

export default signedIn('积分明细', Points);
