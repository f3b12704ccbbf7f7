import type { PickupPointView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../api';
import { Halves } from '../../cards/halves';
import { RewardTile } from '../../cards/reward-tile';
import { useLoad } from '../../lib/use-load';
import { usePages } from '../../lib/use-pages';
import { SIGN_IN } from '../../routes';
import { useMe } from '../../session';
import { Button, Card, Empty, ErrorState, Facts, Field, Grid, Grow, Hero, ListFooter, Page, Row, Section, Select, Skeleton, Stat, Text } from '../../ui';

const HERO = <Hero title='做了好事，换点心意' text='积分来自已核实的服务，兑换后到点领取' />;

/** My points, and where they are kept. */
function Balance() {
  const points = useLoad(() => api.points.mine());
  return (
    <Card tone='gold'>
      <Text strong block>我的积分</Text>
      <Row gap={3} wrap>
        <Grow className='m-stat'><Stat value={points.data?.available ?? '—'} unit='分' label='可用积分' to='/packages/more/pages/points/index' tone='gold' /></Grow>
        {points.data?.held ? <Grow className='m-stat'><Stat value={points.data.held} unit='分' label='占用中' to='/packages/more/pages/orders/index' /></Grow> : null}
        <Button kind='soft' size='small' icon='box' to='/packages/more/pages/orders/index'>我的兑换</Button>
      </Row>
    </Card>
  );
}
function Shelf({ point }: { point: PickupPointView }) {
  const rewards = usePages((after) => api.rewards.list({ pickupPointId: point.id, after }), [point.id]);
  if (!rewards.data) return rewards.error ? <ErrorState text={rewards.error} onRetry={() => void rewards.reload()} /> : <Skeleton />;
  if (rewards.data.length === 0) return <Empty icon='box' title='这个兑换点还没有上架东西' text='换一个兑换点看看。' />;
  return (
    <>
      <Grid cols={2} desk={4}>{rewards.data.map((reward) => <RewardTile key={reward.id} reward={reward} />)}</Grid>
      <ListFooter pages={rewards} />
    </>
  );
}

function Shelves() {
  const points = useLoad(() => api.rewards.pickupPoints());
  const [picked, setPicked] = useState<string | null>(null);
  const shown = points.data?.find((point) => String(point.id) === picked) ?? points.data?.find((point) => point.nearest) ?? points.data?.[0];
  return (
    <Page title='兑换' wide load={points} hero={HERO}>
      {(all) => shown ? (
        <>
          <Halves
            left={<Balance />}
            right={<Card>
              <Field label={shown.nearest ? '去哪儿领（离您最近）' : '去哪儿领'} required><Select options={all.map((point) => ({ key: String(point.id), text: `${point.nearest ? '【就近】' : ''}${point.name}` }))} value={String(shown.id)} onChange={setPicked} /></Field>
              <Facts rows={[
                { name: '地址', value: shown.address, icon: 'pin' },
                ...(shown.openHours ? [{ name: '时间', value: shown.openHours, icon: 'clock' as const }] : []),
                ...(shown.phone ? [{ name: '电话', value: shown.phone, icon: 'phone' as const }] : []),
              ]} />
            </Card>}
          />
          <Section title='货架'><Shelf point={shown} /></Section>
        </>
      ) : <Empty icon='shop' title='还没有兑换点' text='社区开通后会在这里出现，积分会一直留着。' />}
    </Page>
  );
}

export default function Shop() {
  const me = useMe();
  if (me) return <Shelves key={me.id} />;
  return (
    <Page title='兑换' hero={HERO}>
      <Card><Empty icon='gift' title='登录后看看能换什么' text='离您近的兑换点有什么、要多少积分，都在这里。' action={<Button to={SIGN_IN}>去登录</Button>} /></Card>
    </Page>
  );
}
