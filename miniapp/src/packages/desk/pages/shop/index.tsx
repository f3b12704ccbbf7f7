import { REDEMPTION_STATUSES, REWARD_KINDS, REWARD_LIMITS, type RedemptionStatus, type RedemptionView, type RewardKind, type RewardView, type StockInput } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '../../../../api';
import { day, time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { usePages } from '../../../../lib/use-pages';
import { Button, Card, Cell, DayInput, Dialog, Empty, Field, Grid, Grow, Page, Row, Segmented, Select, Stack, StatusTag, Stepper, Table, Tag, Text, TextInput, toast, useWide, type Column } from '../../../../ui';
import { deskPage, type DeskProps } from '../../parts/desk-page';
import { Listing } from '../../parts/listing';
import { DESK } from '../../parts/paths';

const KINDS = (Object.keys(REWARD_KINDS) as RewardKind[]).map((key) => ({ key, text: REWARD_KINDS[key] }));
const STATES = (['HELD', 'COLLECTED', 'EXPIRED', 'CANCELLED'] as const).map((key) => ({ key, text: REDEMPTION_STATUSES[key] }));
const whole = (text: string): number => Number(text.replace(/\D/g, '') || 0);

/** Something new on the shelf. */
function AddGoods({ pointId, onDone, onClose }: { pointId: number; onDone: () => void; onClose: () => void }) {
  const [form, setForm] = useState<StockInput>({ name: '', spec: '', unit: '件', kind: 'GOODS', points: 10, stock: 10, donor: '', perPerson: 0 });
  const set = (part: Partial<StockInput>) => setForm((old) => ({ ...old, ...part }));
  const save = useAction((key, body: StockInput) => api.rewards.stock(pointId, body, key), (view) => { toast(`${view.name}已上架`, 'ok'); onDone(); });
  const { fields: wrong } = save;
  const send = () => void save.run({ ...form, name: form.name.trim(), bestBefore: form.bestBefore || undefined });
  return (
    <Dialog open title='上架商品' onClose={onClose} sheet foot={<><Button kind='plain' onPress={onClose}>取消</Button><Button busy={save.busy} disabled={!form.name.trim() || form.points < 1} onPress={send}>上架</Button></>}>
      <Stack gap={4}>
        <Segmented label='类型' options={KINDS} value={form.kind} onChange={(kind) => set({ kind })} />
        <Field label='名称' required error={wrong['name']}><TextInput value={form.name} onChange={(name) => set({ name })} maxLength={REWARD_LIMITS.name.max} placeholder='如：洗衣液' /></Field>
        <Grid cols={2}>
          <Field label='规格' error={wrong['spec']}><TextInput value={form.spec ?? ''} onChange={(spec) => set({ spec })} maxLength={REWARD_LIMITS.spec.max} placeholder='2 kg' /></Field>
          <Field label='单位' required error={wrong['unit']}><TextInput value={form.unit} onChange={(unit) => set({ unit })} maxLength={REWARD_LIMITS.unit.max} placeholder='瓶' /></Field>
          <Field label='要多少分' required error={wrong['points']}><TextInput kind='number' value={String(form.points)} onChange={(text) => set({ points: whole(text) })} maxLength={6} /></Field>
          <Field label='数量' required error={wrong['stock']}><TextInput kind='number' value={String(form.stock)} onChange={(text) => set({ stock: whole(text) })} maxLength={6} /></Field>
        </Grid>
        <Field label='每人每月限兑' group required hint='0 表示不限' error={wrong['perPerson']}><Stepper value={form.perPerson ?? 0} max={REWARD_LIMITS.perPerson.max} onChange={(perPerson) => set({ perPerson })} /></Field>
        <Field label='捐赠方' error={wrong['donor']}><TextInput value={form.donor ?? ''} onChange={(donor) => set({ donor })} maxLength={REWARD_LIMITS.donor.max} placeholder='爱心单位或商户' /></Field>
        <Field label='保质期到' error={wrong['bestBefore']}><DayInput value={form.bestBefore ?? ''} onChange={(bestBefore) => set({ bestBefore })} /></Field>
      </Stack>
    </Dialog>
  );
}
const GOODS: Column<RewardView>[] = [
  { key: 'name', title: '商品', cell: (row) => <><Text strong>{row.name}</Text>{row.spec ? <Text size='sm' tone='soft' block>{row.spec}</Text> : null}</> },
  { key: 'points', title: '积分', numeric: true, cell: (row) => `${row.points} 分` },
  { key: 'stock', title: '库存', numeric: true, cell: (row) => (row.stock > 0 ? `${row.stock} ${row.unit}` : <Tag tone='warn'>已兑完</Tag>) },
  { key: 'limit', title: '每人每月', cell: (row) => (row.perPerson > 0 ? `限 ${row.perPerson} ${row.unit}` : '不限') },
  { key: 'donor', title: '来源', cell: (row) => row.donor || '社区采购' },
  { key: 'best', title: '保质期', cell: (row) => row.bestBefore ?? '—' },
];
const ORDERS: Column<RedemptionView>[] = [
  { key: 'who', title: '谁', cell: (row) => <Text strong>{row.personName}</Text> },
  { key: 'what', title: '兑什么', cell: (row) => `${row.name}${row.spec ? ` ${row.spec}` : ''} × ${row.quantity} ${row.unit}` },
  { key: 'points', title: '积分', numeric: true, cell: (row) => `${row.points} 分` },
  { key: 'at', title: '下单', cell: (row) => time(row.createdAt) },
  { key: 'until', title: '期限', cell: (row) => (row.collectedAt ? `${time(row.collectedAt)} 领走` : row.status === 'HELD' ? `${day(row.expiresAt)}前领` : '—') },
  { key: 'status', title: '状态', cell: (row) => <StatusTag status={row.status} labels={REDEMPTION_STATUSES} /> },
];
function Stock({ pointId, stamp }: { pointId: number; stamp: number }) {
  const wide = useWide();
  const goods = usePages((after) => api.rewards.list({ pickupPointId: pointId, after }), [pointId, stamp]);
  return <Listing pages={goods} empty={<Card><Empty icon='gift' title='货架还是空的' text='一件件上架，或者用表格一次导入。' action={<Button kind='plain' icon='upload' to={DESK.imports}>用表格导入</Button>} /></Card>}>{(rows, footer) => <>{wide ? <Table caption='库存' columns={GOODS} rows={rows} rowKey={(row) => row.id} /> : <Card flush>{rows.map((row) => <Cell key={row.id} icon={row.kind === 'SERVICE' ? 'hand' : 'gift'} title={row.name} note={[row.spec, `${row.points} 分`, row.donor].filter(Boolean).join(' · ')} value={row.stock > 0 ? `${row.stock} ${row.unit}` : <Tag tone='warn'>已兑完</Tag>} />)}</Card>}{footer}</>}</Listing>;
}
function Orders({ pointId }: { pointId: number }) {
  const [status, setStatus] = useState<RedemptionStatus>('HELD');
  const wide = useWide();
  const orders = usePages((after) => api.redemptions.orders({ pickupPointId: pointId, status, after }), [pointId, status]);
  return (
    <>
      <Segmented label='状态' options={STATES} value={status} onChange={setStatus} />
      <Listing pages={orders} empty={<Card><Empty icon='box' title={status === 'HELD' ? '没有等着领的' : '这里还没有兑换单'} text={status === 'HELD' ? '有人下单会出现在这里。' : '换个状态看看。'} /></Card>}>{(rows, footer) => <>{wide ? <Table caption='兑换单' columns={ORDERS} rows={rows} rowKey={(row) => row.id} /> : <Card flush>{rows.map((row) => <Cell key={row.id} icon='box' title={`${row.personName}：${row.name} × ${row.quantity} ${row.unit}`} note={row.status === 'HELD' ? `${day(row.expiresAt)}前领` : time(row.collectedAt ?? row.createdAt)} value={`${row.points} 分`} />)}</Card>}{footer}</>}</Listing>
    </>
  );
}
function Shop({ me, area }: DeskProps) {
  const [tab, setTab] = useState<'stock' | 'orders'>(useRouter().params['tab'] === 'orders' ? 'orders' : 'stock');
  const [picked, setPicked] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [stamp, setStamp] = useState(0);
  const wide = useWide();
  const points = useLoad(() => api.rewards.pickupPoints());
  // Those of the reader's own posts first: a keeper has one counter and never needs to choose.
  const own = (points.data ?? []).filter((point) => point.areaId === area.id || me.posts.some((post) => post.areaId === point.areaId));
  const listed = own.length > 0 ? own : points.data ?? [];
  const point = listed.find((one) => String(one.id) === picked) ?? listed[0];
  const buttons = <>{tab === 'stock' ? <Button kind='plain' size={wide ? 'small' : 'normal'} icon='plus' onPress={() => setAdding(true)}>上架</Button> : null}<Button size={wide ? 'small' : 'normal'} icon='scan' to={DESK.collect}>交货</Button></>;
  return (
    <Page title='兑换点管理' wide load={points} footer={wide || !point ? undefined : buttons}>
      {() => (point ? (
        <>
          <Row gap={2} wrap>
            <Grow className='d-half'>{listed.length > 1 ? <Select label='兑换点' options={listed.map((one) => ({ key: String(one.id), text: `${one.areaName} · ${one.name}` }))} value={String(point.id)} onChange={setPicked} /> : <Text size='lg' strong>{point.name}</Text>}</Grow>
            {wide ? <>{buttons}<Button kind='text' size='small' icon='upload' to={DESK.imports}>表格导入</Button></> : null}
          </Row>
          <Segmented label='看什么' options={[{ key: 'stock', text: '商品库存' }, { key: 'orders', text: '兑换单' }]} value={tab} onChange={setTab} />
          {tab === 'stock' ? <Stock pointId={point.id} stamp={stamp} /> : <Orders pointId={point.id} />}
          {adding ? <AddGoods pointId={point.id} onClose={() => setAdding(false)} onDone={() => { setAdding(false); setStamp((n) => n + 1); }} /> : null}
        </>
      ) : <Empty icon='shop' title='还没有兑换点' text='请街道或组织部先为社区设一个兑换点。' />)}
    </Page>
  );
}
export default deskPage('兑换点管理', 'reward.collect', Shop);
