import { REDEMPTION_STATUSES } from '@xianfeng/shared';
import { api } from '../../../../api';
import { CardHead } from '../../../../cards/card-head';
import { sayGoods } from '../../../../cards/reward-words';
import { signedIn } from '../../../../cards/signed-in';
import { time } from '../../../../lib/format';
import { usePages } from '../../../../lib/use-pages';
import { Button, Card, Empty, Grid, ListFooter, Page, StatusTag, Tag, Text } from '../../../../ui';

function Orders() {
  const orders = usePages((after) => api.redemptions.mine({ after }));
  return (
    <Page title='我的订单' wide load={orders}>
      {(items) => items.length === 0 ? <Empty icon='gift' title='还没有兑换过' text='积分可以换日用品和便民服务。' action={<Button to='/pages/shop/index'>去看看</Button>} /> : (
        <>
          <Grid cols={1} desk={2}>
            {items.map((order) => (
              <Card key={order.id} to={`/packages/more/pages/order/index?id=${order.id}`}>
                <CardHead icon='gift' tone={order.status === 'HELD' ? 'gold' : 'quiet'} title={sayGoods(order)} tag={<StatusTag status={order.status} labels={REDEMPTION_STATUSES} />}>
                  <Text size='sm' tone='soft' block>{order.points} 分 · {order.pickupPoint.name}</Text>
                  <Text size='sm' tone='soft' block>{order.status === 'HELD' ? `${time(order.expiresAt)}前领取` : time(order.settledAt ?? order.createdAt)}</Text>
                  {order.substitute ? <Tag tone='warn' icon='chat'>兑换点想给您换一样，等您答复</Tag> : null}
                </CardHead>
              </Card>
            ))}
          </Grid>
          <ListFooter pages={orders} />
        </>
      )}
    </Page>
  );
}

export default signedIn('我的订单', Orders);
