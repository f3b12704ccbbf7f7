import type { PickupPointView } from '@xianfeng/shared';
import { useState } from 'react';
import { api } from '../../api';
import { Halves } from '../../cards/halves';
import { RewardTile } from '../../cards/reward-tile';
import { balance } from '../../lib/format';
import { useLoad } from '../../lib/use-load';
import { usePages } from '../../lib/use-pages';
import { SIGN_IN } from '../../routes';
import { useMe } from '../../session';
import { Banner, Button, Card, Cell, Empty, ErrorState, Facts, Field, Grid, Grow, Hero, ListFooter, Page, Row, Section, Select, Skeleton, Stat, Text } from '../../ui';

const sheetPage = (pointId?: number): string => `/packages/more/pages/sheet/index${pointId ? `?point=${pointId}` : ''}`;
const HERO = <Hero title='做了好事，换点心意' text='积分来自已核实的服务，兑换后到点领取' />;

/** My points, and where they are kept. */
function Balance() {
  const points = useLoad(() => api.points.mine());
  return (
    <Card tone='gold'>
      <Text strong block>我的积分</Text>
      <Row gap={3} wrap>
        <Grow className='m-stat'><Stat value={points.data ? balance(points.data.available) : '—'} unit='分' label='可用积分' to='/packages/more/pages/points/index' tone='gold' /></Grow>
        {points.data?.held ? <Grow className='m-stat'><Stat value={points.data.held} unit='分' label='等着领' to='/packages/more/pages/orders/index' /></Grow> : null}
        <Button kind='soft' size='small' icon='box' to='/packages/more/pages/orders/index'>我的订单</Button>
      </Row>
      {points.data?.blocked ? <Banner tone='warn' action={<Button kind='text' size='small' to='/packages/more/pages/points/index'>看原因</Button>}>{points.data.blocked}</Banner> : null}
    </Card>
  );
}
function Shelf({ point }: { point: PickupPointView }) {
  const rewards = usePages((after) => api.rewards.list({ pickupPointId: point.id, after }), [point.id]);
  if (!rewards.data) return rewards.error ? <ErrorState text={rewards.error} onRetry={() => void rewards.reload()} /> : <Skeleton />;
  if (rewards.data.length === 0) return <Empty icon='box' title='这个兑换点还没有上架东西' text='换一个兑换点看看，积分一直给您留着。' />;
  const goods = rewards.data.filter((reward) => reward.kind === 'GOODS'), services = rewards.data.filter((reward) => reward.kind === 'SERVICE');
  const tiles = (rows: typeof goods) => <Grid cols={2} desk={4}>{rows.map((reward) => <RewardTile key={reward.id} reward={reward} />)}</Grid>;
  return (
    <>
      {goods.length > 0 ? <Section title='日用品'>{tiles(goods)}</Section> : null}
      {services.length > 0 ? <Section title='便民服务' note='换的是一次服务，不是东西'>{tiles(services)}</Section> : null}
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
          <Shelf point={shown} />
          <Card flush><Cell icon='file' title='物资公示' note='每月进了什么、出了什么，谁都能看' to={sheetPage(shown.id)} /></Card>
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
      <Card flush><Cell icon='file' title='物资公示' note='每月进了什么、出了什么，谁都能看' to={sheetPage()} /></Card>
    </Page>
  );
}
