import { STOCK_TAKE_STATUSES } from '@xianfeng/shared';
import { api } from '../../../../api';
import { CardHead } from '../../../../cards/card-head';
import { time } from '../../../../lib/format';
import { go } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { usePages } from '../../../../lib/use-pages';
import { Banner, Button, Card, Empty, Grid, Page, StatusTag, Text } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';
import { NoPoint, PointName, usePoint } from '../../parts/point';
import { isLive } from '../../parts/take-words';

function List({ pointId }: { pointId: number }) {
  const takes = usePages((after) => api.stockTakes.list({ pickupPointId: pointId, after }), [pointId]);
  const begin = useAction((key) => api.stockTakes.begin(pointId, key), (take) => go(DESK.stockTake(take.id)));
  const live = takes.data?.find(isLive);
  const start = <Button block icon='plus' busy={begin.busy} onPress={() => void begin.run()}>开始盘点</Button>;
  return (
    <>
      {live ? (
        <Banner tone='warn' title={live.status === 'OPEN' ? '有一次盘点还没数完' : '有一次盘点等第二人复核'} action={<Button size='small' kind='plain' to={DESK.stockTake(live.id)}>打开</Button>}>{live.startedBy}，{time(live.startedAt)}开始</Banner>
      ) : takes.data ? <Card><Text block>一个人数，另一个人复核，两个人都签了才入账。数的时候照常发货也没关系，系统按数的那一刻算。</Text>{start}</Card> : null}
      <Listing pages={takes} empty={<Card><Empty icon='check-circle' title='还没有盘点过' text='一般每月一次，十来分钟就够。' /></Card>}>
        {(rows, footer) => (
          <>
            <Grid cols={1} desk={2}>
              {rows.map((take) => (
                <Card key={take.id} to={DESK.stockTake(take.id)}>
                  <CardHead icon='check-circle' tone={isLive(take) ? 'gold' : 'quiet'} title={time(take.startedAt)} tag={<StatusTag status={take.status} labels={STOCK_TAKE_STATUSES} />}>
                    <Text size='sm' tone='soft' block>{take.startedBy}清点{take.confirmedBy ? `，${take.confirmedBy}复核` : ''}</Text>
                    {take.status === 'DROPPED' || take.status === 'OPEN' ? null : <Text size='sm' tone={take.differences > 0 ? 'warn' : 'ok'} block>{take.differences > 0 ? `${take.differences} 样对不上` : '全部相符'}</Text>}
                  </CardHead>
                </Card>
              ))}
            </Grid>
            {footer}
          </>
        )}
      </Listing>
    </>
  );
}
function StockTakes({ me, area }: DeskProps) {
  const choice = usePoint(me, area);
  return <Page title='盘点' wide load={choice.load}>{() => choice.point ? <><PointName choice={choice} /><List pointId={choice.point.id} /></> : <NoPoint />}</Page>;
}
export default deskPage('盘点', 'reward.manage', StockTakes);
