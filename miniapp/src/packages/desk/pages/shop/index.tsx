import { REDEMPTION_STATUSES, type RedemptionStatus, type RedemptionView, type ShelfFilter, type ShelfRowView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { RewardPhoto } from '../../../../cards/reward-tile';
import { sayGoods, sayLimit } from '../../../../cards/reward-words';
import { day, time } from '../../../../lib/format';
import { usePages } from '../../../../lib/use-pages';
import { Box, Button, Card, Cell, Empty, Grow, Page, Press, Row, Segmented, Stack, StatusTag, Table, Tag, Text, Tiles, useWide, type Column } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { ExportButton } from '../../parts/export-button';
import { AddGoods } from '../../parts/goods-dialogs';
import { Listing } from '../../parts/listing';
import { OrderDialog } from '../../parts/order-dialogs';
import { DESK } from '../../parts/paths';
import { NoPoint, PointName, usePoint } from '../../parts/point';

const STATES = (['HELD', 'COLLECTED', 'EXPIRED', 'CANCELLED', 'SUBSTITUTED', 'RETURNED'] as const).map((key) => ({ key, text: REDEMPTION_STATUSES[key] }));
const SHELVES: readonly { key: ShelfFilter; text: string }[] = [{ key: 'ALL', text: '全部' }, { key: 'EXPIRING', text: '快到期' }, { key: 'LOW', text: '快没货' }, { key: 'UNLISTED', text: '已下架' }];
const NOTHING: Record<ShelfFilter, { title: string; text: string }> = {
  ALL: { title: '货架还是空的', text: '一件件上架，或者用表格一次导入。' }, EXPIRING: { title: '没有快到期的', text: '保质期不到 30 天的会出现在这里。' },
  LOW: { title: '没有快没货的', text: '剩得不多的会出现在这里，好及时补货。' }, UNLISTED: { title: '没有下架的', text: '下架的商品留在这里，随时可以再上架。' },
};
const toneOf = (alert: string) => (alert === '已过期' ? 'red' as const : 'warn' as const);
const Alerts = ({ row }: { row: ShelfRowView }) => <>{row.listed ? null : <Tag>已下架</Tag>}{row.alerts.map((alert) => <Tag key={alert} tone={toneOf(alert)} icon='alert'>{alert}</Tag>)}{row.waiters > 0 ? <Tag tone='info' icon='users'>{row.waiters} 人排队</Tag> : null}</>;
const GOODS = (pointId: number): Column<ShelfRowView>[] => [
  { key: 'photo', title: '照片', width: '100px', cell: (row) => <RewardPhoto reward={row} small /> },
  { key: 'name', title: '商品', cell: (row) => <><Text strong>{row.name}</Text>{row.spec ? <Text size='sm' tone='soft'> {row.spec}</Text> : null}{row.donor ? <Text size='sm' tone='soft' block>{row.donor}捐赠</Text> : null}</> },
  { key: 'points', title: '积分', numeric: true, cell: (row) => `${row.points} 分` },
  { key: 'stock', title: '可兑', numeric: true, cell: (row) => <Text strong numeric>{row.stock} {row.unit}</Text> },
  { key: 'reserved', title: '预留', numeric: true, cell: (row) => (row.reserved > 0 ? row.reserved : <Text tone='faint'>—</Text>) },
  { key: 'limit', title: '限兑', cell: (row) => sayLimit(row) ?? '不限' },
  { key: 'best', title: '保质期', cell: (row) => row.bestBefore ?? <Text tone='faint'>—</Text> },
  { key: 'alerts', title: '提醒', cell: (row) => <Row gap={1} wrap><Alerts row={row} /></Row> },
  { key: 'go', title: '管理', cell: (row) => <Button kind='soft' size='small' label={`管理${row.name}`} to={DESK.goods(row.id, pointId)}>管理</Button> },
];
const ORDERS = (open: (order: RedemptionView) => void): Column<RedemptionView>[] => [
  { key: 'who', title: '谁', cell: (row) => <Text strong>{row.personName}</Text> },
  { key: 'what', title: '兑什么', cell: (row) => sayGoods(row) },
  { key: 'points', title: '积分', numeric: true, cell: (row) => `${row.points} 分` },
  { key: 'at', title: '下单', cell: (row) => time(row.createdAt) },
  { key: 'until', title: '期限', cell: (row) => sayUntil(row) },
  { key: 'status', title: '状态', cell: (row) => <Row gap={1} wrap><StatusTag status={row.status} labels={REDEMPTION_STATUSES} />{row.substitute ? <Tag tone='warn'>等他答复</Tag> : null}</Row> },
  { key: 'go', title: '办理', cell: (row) => <Button kind='soft' size='small' label={`${row.personName}的${row.name}`} onPress={() => open(row)}>打开</Button> },
];
const sayUntil = (row: RedemptionView): string => (row.collectedAt ? `${time(row.collectedAt)} 领走` : row.status === 'HELD' ? `${day(row.expiresAt)}前领` : row.settledAt ? time(row.settledAt) : '—');

function Goods({ pointId, stamp, onAdd }: { pointId: number; stamp: number; onAdd: () => void }) {
  const [show, setShow] = useState<ShelfFilter>('ALL');
  const wide = useWide();
  const goods = usePages((after) => api.rewards.shelf({ pickupPointId: pointId, show, after }), [pointId, show, stamp]);
  const empty = <Card><Empty icon='gift' {...NOTHING[show]} action={show === 'ALL' ? <Row gap={2} wrap><Button icon='plus' onPress={onAdd}>上架商品</Button><Button kind='plain' icon='upload' to={DESK.imports}>用表格导入</Button></Row> : undefined} /></Card>;
  return (
    <>
      <Segmented label='货架' options={SHELVES} value={show} onChange={setShow} />
      <Listing pages={goods} empty={empty}>
        {(rows, footer) => (
          <>
            {wide ? <Table caption='货架' columns={GOODS(pointId)} rows={rows} rowKey={(row) => row.id} /> : (
              <Stack gap={2}>
                {rows.map((row) => (
                  <Press key={row.id} className='d-goods' to={DESK.goods(row.id, pointId)}>
                    <RewardPhoto reward={row} small />
                    <Box className='x-grow'>
                      <Text strong block>{row.name}{row.spec ? <Text size='sm' tone='soft'> {row.spec}</Text> : null}</Text>
                      <Text size='sm' tone='soft' block>{row.points} 分 · 可兑 {row.stock} {row.unit}{row.reserved > 0 ? ` · 预留 ${row.reserved}` : ''}</Text>
                      <Row gap={1} wrap><Alerts row={row} /></Row>
                    </Box>
                  </Press>
                ))}
              </Stack>
            )}
            {footer}
          </>
        )}
      </Listing>
    </>
  );
}
function Orders({ pointId }: { pointId: number }) {
  const [status, setStatus] = useState<RedemptionStatus>('HELD');
  const [looking, setLooking] = useState<RedemptionView | null>(null);
  const wide = useWide();
  const orders = usePages((after) => api.redemptions.orders({ pickupPointId: pointId, status, after }), [pointId, status]);
  const settled = (next: RedemptionView) => {
    setLooking(null);
    const rows = orders.data ?? [];
    orders.set(next.status === status ? rows.map((row) => (row.id === next.id ? next : row)) : rows.filter((row) => row.id !== next.id));
  };
  return (
    <>
      <Segmented label='状态' options={STATES} value={status as (typeof STATES)[number]['key']} onChange={setStatus} />
      <Listing pages={orders} empty={<Card><Empty icon='box' title={status === 'HELD' ? '没有等着领的' : '这里还没有兑换单'} text={status === 'HELD' ? '有人下单会出现在这里。' : '换个状态看看。'} /></Card>}>
        {(rows, footer) => (
          <>
            {wide ? <Table caption='兑换单' columns={ORDERS(setLooking)} rows={rows} rowKey={(row) => row.id} />
              : <Card flush>{rows.map((row) => <Cell key={row.id} icon='box' title={`${row.personName}：${sayGoods(row)}`} note={row.substitute ? `${sayUntil(row)} · 已问他换不换` : sayUntil(row)} value={`${row.points} 分`} onPress={() => setLooking(row)} />)}</Card>}
            {footer}
          </>
        )}
      </Listing>
      {looking ? <OrderDialog key={looking.id} order={looking} onDone={settled} onClose={() => setLooking(null)} /> : null}
    </>
  );
}
function Shop({ me, area }: DeskProps) {
  const [tab, setTab] = useState<'stock' | 'orders'>(useRouter().params['tab'] === 'orders' ? 'orders' : 'stock');
  const [adding, setAdding] = useState(false);
  const [stamp, setStamp] = useState(0);
  const wide = useWide();
  const choice = usePoint(me, area), { point } = choice;
  const manage = me.permissions.includes('reward.manage');
  return (
    <Page title='兑换点管理' wide load={choice.load} footer={wide || !point ? undefined : tab === 'stock' && manage ? <Button kind='plain' icon='plus' onPress={() => setAdding(true)}>上架</Button> : undefined}>
      {() => (point ? (
        <>
          <Row gap={2}>
            <Grow><PointName choice={choice} /></Grow>
            {manage ? <Button kind='text' size='small' icon='settings' to={DESK.point(point.id)}>设置</Button> : null}
          </Row>
          <Tiles items={[
            { key: 'scan', icon: 'scan', text: '扫码交货', to: DESK.collect, tone: 'pine' },
            { key: 'counter', icon: 'user', text: '柜台代办', to: DESK.counter, tone: 'gold' },
            { key: 'take', icon: 'check-circle', text: '盘点', to: DESK.stockTakes, tone: 'info' },
            { key: 'moves', icon: 'sort', text: '进出流水', to: DESK.stockMoves, tone: 'info' },
          ]} />
          <Row gap={2} wrap>
            <Grow className='d-half'><Segmented label='看什么' options={[{ key: 'stock', text: '货架' }, { key: 'orders', text: '兑换单' }]} value={tab} onChange={setTab} /></Grow>
            {wide ? <ExportButton key={tab} wanted={{ kind: tab === 'orders' || !manage ? 'ORDERS' : 'SHELVES', areaId: point.areaId }} /> : null}
            {wide && manage ? <><Button size='small' icon='plus' onPress={() => setAdding(true)}>上架</Button><Button kind='text' size='small' icon='upload' to={DESK.imports}>表格导入</Button></> : null}
          </Row>
          {tab === 'stock' ? <Goods pointId={point.id} stamp={stamp} onAdd={() => setAdding(true)} /> : <Orders pointId={point.id} />}
          {adding ? <AddGoods pointId={point.id} onClose={() => setAdding(false)} onDone={() => { setAdding(false); setStamp((n) => n + 1); }} /> : null}
        </>
      ) : <>
        <NoPoint />
        {manage ? <Row><Button icon='plus' to={DESK.newPoint}>开一个兑换点</Button></Row> : null}
      </>)}
    </Page>
  );
}
export default deskPage('兑换点管理', 'reward.collect', Shop);
