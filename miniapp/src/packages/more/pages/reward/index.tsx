import { LIMIT_PERIODS, PICKUP_DAYS, REWARD_LIMITS, startOfDay, type OrderInput, type PickupPointView, type RewardView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { Report } from '../../../../cards/report';
import { RewardPhoto } from '../../../../cards/reward-tile';
import { nearEnd, sayDonor, sayStock } from '../../../../cards/reward-words';
import { balance, day } from '../../../../lib/format';
import { replace } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { useShare } from '../../../../platform/share';
import { SIGN_IN } from '../../../../routes';
import { useMe } from '../../../../session';
import { Banner, Button, Card, Cell, Facts, Field, Grid, Page, Row, Stack, Stepper, Tag, Text, offerUndo, toast } from '../../../../ui';

interface Shown { reward: RewardView; point: PickupPointView | undefined; available: number | null }

/** What it costs, where to fetch it, who gave it; one button to order, or to wait for more. */
export default function Reward() {
  const id = Number(useRouter().params['id']);
  const me = useMe();
  const load = useLoad<Shown>(async () => {
    const [reward, points, mine] = await Promise.all([api.rewards.get(id), api.rewards.pickupPoints(), me ? api.points.mine() : null]);
    return { reward, point: points.find((one) => one.id === reward.pickupPointId), available: mine?.available ?? null };
  }, [id, me?.id]);
  const [quantity, setQuantity] = useState(1);
  useShare(() => ({ title: load.data ? `兑换：${load.data.reward.name}` : '积分兑换', path: `/packages/more/pages/reward/index?id=${id}` }));
  const order = useAction((key, input: OrderInput) => api.redemptions.order(input, key), (view) => { toast('兑换成功', 'ok'); replace(`/packages/more/pages/order/index?id=${view.id}`); });
  const show = (reward: RewardView) => { if (load.data) load.set({ ...load.data, reward }); };
  const wait = useAction((_key, join: boolean) => (join ? api.rewards.wait(id) : api.rewards.leave(id)), (reward) => {
    show(reward);
    if (reward.waiting) toast('排上了，到货按先后通知您', 'ok');
    else offerUndo('已退出排队', () => void wait.run(true));
  });
  const footer = ({ reward, available }: Shown) => {
    if (!me) return <Button to={SIGN_IN}>登录后兑换</Button>;
    if (reward.actions.includes('leave')) return <Button kind='plain' busy={wait.busy} onPress={() => void wait.run(false)}>不等了，退出排队</Button>;
    if (reward.actions.includes('wait')) return <Button icon='bell' busy={wait.busy} onPress={() => void wait.run(true)}>排队等补货</Button>;
    const cost = reward.points * quantity;
    if (!reward.actions.includes('order')) return <Button disabled>{reward.stock > 0 ? '现在不能兑换' : '已兑完'}</Button>;
    if (available !== null && available < cost) return <Button disabled>还差 {cost - available} 分</Button>;
    return <Button icon='gift' busy={order.busy} onPress={() => void order.run({ rewardId: reward.id, quantity })}>用 {cost} 分兑换</Button>;
  };
  return (
    <Page title='兑换' wide load={load} footer={load.data ? footer(load.data) : undefined}>
      {({ reward, point, available }) => {
        const donor = sayDonor(reward), end = nearEnd(reward.bestBefore, Date.now()), most = Math.min(REWARD_LIMITS.quantity.max, reward.stock, reward.perPerson || REWARD_LIMITS.quantity.max);
        return (
          <Grid cols={1} desk={2}>
            <Stack>
              <RewardPhoto reward={reward} />
              {reward.intro ? <Card><Text block keepLines>{reward.intro}</Text></Card> : null}
            </Stack>
            <Stack>
              <Card>
                <Text size='xl' strong block>{reward.name}</Text>
                {reward.spec ? <Text tone='soft' block>{reward.spec}</Text> : null}
                <Row gap={2} wrap>
                  <Text size='xxl' strong tone='gold' numeric>{reward.points} 分</Text>
                  <Tag tone={reward.stock > 0 ? 'pine' : 'warn'}>{sayStock(reward)}</Tag>
                  {reward.kind === 'SERVICE' ? <Tag tone='info' icon='hand'>便民服务</Tag> : null}
                  {reward.waiting ? <Tag tone='pine' icon='clock'>已在排队</Tag> : null}
                </Row>
                {donor ? <Row gap={2}><Tag tone='red' icon='heart'>{donor}</Tag></Row> : null}
                {reward.waiting ? <Banner tone='ok'>您已在排队。到货后按排队先后发通知，先到先兑，不扣分。</Banner> : reward.blocked ? <Banner tone='info'>{reward.blocked}</Banner> : null}
                {reward.actions.includes('order') && most > 1 ? <Field label='数量' required group><Stepper label='数量' value={quantity} onChange={setQuantity} min={1} max={most} /></Field> : null}
                <Facts rows={[
                  ...(available !== null ? [{ name: '我的积分', value: `${balance(available)} 分`, icon: 'coin' as const }] : []),
                  { name: '限兑', value: reward.perPerson > 0 ? `每人${LIMIT_PERIODS[reward.limitPeriod]} ${reward.perPerson} ${reward.unit}` : '不限', icon: 'user' },
                  ...(reward.bestBefore ? [{ name: '保质期至', value: <>{day(startOfDay(reward.bestBefore))}{end ? <Text tone='warn'>（{end}）</Text> : null}</>, icon: 'calendar' as const }] : []),
                  ...(point ? [{ name: reward.kind === 'SERVICE' ? '在哪儿办' : '去哪儿领', value: <>{point.name}<Text size='sm' tone='soft' block>{point.address}{point.openHours ? ` · ${point.openHours}` : ''}</Text></>, icon: 'pin' as const }] : []),
                ]} />
                <Text size='sm' tone='soft' block>兑换后 {PICKUP_DAYS} 天内凭提货码领取。领取前随时可以取消，积分全退。</Text>
              </Card>
              <Card flush>
                {reward.actions.includes('edit') ? <Cell icon='edit' title='管理这件商品' note='照片、补货、损耗、上下架' to={`/packages/desk/pages/goods/index?id=${reward.id}&point=${reward.pickupPointId}`} /> : null}
                <Cell icon='file' title='物资公示' note='这个兑换点每月的进出' to={`/packages/more/pages/sheet/index?point=${reward.pickupPointId}`} />
              </Card>
              {reward.actions.includes('edit') ? null : <Report kind='reward' id={reward.id} what='这件物品' />}
            </Stack>
          </Grid>
        );
      }}
    </Page>
  );
}
