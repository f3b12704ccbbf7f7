import { PICKUP_DAYS, REWARD_LIMITS, type OrderInput, type PickupPointView, type RewardView } from '@xianfeng/shared';
import { ApiError } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { RewardPhoto } from '../../../../cards/reward-tile';
import { replace } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { SIGN_IN } from '../../../../routes';
import { useMe } from '../../../../session';
import { Banner, Button, Card, Facts, Field, Grid, Page, Row, Stepper, Tag, Text, toast } from '../../../../ui';

/** A pickup point has a few shelves' worth of goods; the one asked for is on one of their pages. */
async function findReward(id: number, pickupPointId: number): Promise<RewardView> {
  let after: string | undefined;
  do {
    const page = await api.rewards.list({ pickupPointId, after });
    const reward = page.items.find((one) => one.id === id);
    if (reward) return reward;
    after = page.next ?? undefined;
  } while (after);
  throw new ApiError(404, { code: 'NOT_FOUND', message: '这件东西已经下架，看看别的吧' });
}
interface Shown { reward: RewardView; point: PickupPointView | undefined; available: number | null }

export default function Reward() {
  const { id, point: pointId } = useRouter().params;
  const me = useMe();
  const load = useLoad<Shown>(async () => {
    const [reward, points, mine] = await Promise.all([findReward(Number(id), Number(pointId)), api.rewards.pickupPoints(), me ? api.points.mine() : null]);
    return { reward, point: points.find((one) => one.id === reward.pickupPointId), available: mine?.available ?? null };
  }, [id, pointId, me?.id]);
  const [quantity, setQuantity] = useState(1);
  const order = useAction((key, input: OrderInput) => api.redemptions.order(input, key), (view) => { toast('兑换成功', 'ok'); replace(`/packages/more/pages/order/index?id=${view.id}`); });
  const footer = ({ reward, available }: Shown) => {
    if (!me) return <Button to={SIGN_IN}>登录后兑换</Button>;
    const cost = reward.points * quantity;
    if (!reward.actions.includes('order')) return <Button disabled>{reward.stock > 0 ? '现在不能兑换' : '已兑完'}</Button>;
    if (available !== null && available < cost) return <Button disabled>还差 {cost - available} 分</Button>;
    return <Button icon='gift' busy={order.busy} onPress={() => void order.run({ rewardId: reward.id, quantity })}>用 {cost} 分兑换</Button>;
  };
  return (
    <Page title='兑换' load={load} footer={load.data ? footer(load.data) : undefined}>
      {({ reward, point, available }) => (
        <Grid cols={1} desk={2}>
          <Card><RewardPhoto reward={reward} /></Card>
          <Card>
            <Text size='xl' strong block>{reward.name}</Text>
            {reward.spec ? <Text tone='soft' block>{reward.spec}</Text> : null}
            <Row gap={2} wrap>
              <Text size='xl' strong tone='gold' numeric>{reward.points} 分</Text>
              <Tag tone={reward.stock > 0 ? 'pine' : 'warn'}>{reward.stock > 0 ? `余 ${reward.stock} ${reward.unit}` : '已兑完'}</Tag>
              {reward.perPerson > 0 ? <Tag>每人每月限 {reward.perPerson}</Tag> : null}
            </Row>
            {reward.blocked ? <Banner tone='info'>{reward.blocked}</Banner> : null}
            {reward.actions.includes('order') ? <Field label='数量' required group><Stepper label='数量' value={quantity} onChange={setQuantity} min={1} max={Math.max(1, Math.min(REWARD_LIMITS.quantity.max, reward.stock))} /></Field> : null}
            <Facts rows={[
              ...(available !== null ? [{ name: '我的积分', value: `${available} 分`, icon: 'coin' as const }] : []),
              ...(point ? [{ name: '去哪儿领', value: <>{point.name}<Text size='sm' tone='soft' block>{point.address}{point.openHours ? ` · ${point.openHours}` : ''}</Text></>, icon: 'pin' as const }] : []),
              ...(reward.donor ? [{ name: '谁提供的', value: reward.donor, icon: 'heart' as const }] : []),
              ...(reward.bestBefore ? [{ name: '保质期至', value: reward.bestBefore, icon: 'calendar' as const }] : []),
            ]} />
            <Text size='sm' tone='soft' block>兑换后 {PICKUP_DAYS} 天内凭提货码领取，领取前随时可以取消，积分全退。</Text>
          </Card>
        </Grid>
      )}
    </Page>
  );
}
