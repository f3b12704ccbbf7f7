import { MINUTE_MS, PICKUP_DAYS, REDEMPTION_CHANNELS, REDEMPTION_STATUSES, type RedemptionView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { sayGoods } from '../../../../cards/reward-words';
import { SceneCode } from '../../../../cards/scene-code';
import { signedIn } from '../../../../cards/signed-in';
import { TellMe } from '../../../../cards/tell-me';
import { time } from '../../../../lib/format';
import { replace } from '../../../../lib/go';
import { useAction } from '../../../../lib/use-action';
import { useLoad, type Loaded } from '../../../../lib/use-load';
import { call, keepAwake } from '../../../../platform/device';
import { Banner, Box, Button, Card, Facts, Page, QrCode, Row, Stack, StatusTag, Text, confirm, toast } from '../../../../ui';

const orderPage = (id: number): string => `/packages/more/pages/order/index?id=${id}`;
const WATCH_EVERY_MS = 10_000;
const WATCH_FOR_MS = 10 * MINUTE_MS;
/** Four and four: easier to read aloud and to compare. */
const spaced = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** What became of it, in a sentence with its reason. */
function Outcome({ view }: { view: RedemptionView }) {
  const when = view.settledAt ? time(view.settledAt) : '', because = view.reason ? `原因：${view.reason}。` : '';
  const next = view.replacedBy !== null ? <Button kind='text' size='small' to={orderPage(view.replacedBy)}>看新订单</Button> : undefined;
  if (view.status === 'COLLECTED') return <Banner tone='ok' title='已领取'>{when}{view.channel === 'COUNTER' ? '，由核销员在柜台代办' : ''}。用了 {view.points} 分。</Banner>;
  if (view.status === 'EXPIRED') return <Banner tone='warn' title='过期未领'>{view.points} 分已经退回，还要的话可以重新兑换。</Banner>;
  if (view.status === 'CANCELLED') return <Banner tone='info' title='已取消'>{because}{view.points} 分已经退回。</Banner>;
  if (view.status === 'SUBSTITUTED') return <Banner tone='ok' title='已换成别的' action={next}>您同意换一样，原来的 {view.points} 分已退回，新订单另算。</Banner>;
  if (view.status === 'RETURNED') return <Banner tone='info' title='已退货'>{when ? `${when}。` : ''}{because}{view.points} 分已经退回。</Banner>;
  return null;
}
/** Something else is offered: what would happen on yes and on no, before either is tapped. */
function Offer({ order, view }: { order: Loaded<RedemptionView>; view: RedemptionView }) {
  const accept = useAction((key) => api.redemptions.acceptSubstitute(view.id, key), (next) => { toast('换好了', 'ok'); replace(orderPage(next.id)); });
  const decline = useAction((key) => api.redemptions.declineSubstitute(view.id, key), (next) => { order.set(next); toast('没有换，积分已退回', 'ok'); });
  const offer = view.substitute;
  if (!offer) return null;
  const cost = offer.points, less = view.points - cost;
  const thing = sayGoods({ ...offer, quantity: view.quantity });
  const price = less === 0 ? `一样是 ${cost} 分` : less > 0 ? `${cost} 分，退您 ${less} 分` : `${cost} 分，比原来多 ${-less} 分`;
  const yes = async () => { if (await confirm({ title: `换成${thing}？`, text: `原来的${sayGoods(view)}取消，${view.points} 分退回；新下一单${thing}，用 ${cost} 分，${PICKUP_DAYS} 天内到${view.pickupPoint.name}领。`, ok: '同意换' })) void accept.run(); };
  const no = async () => { if (await confirm({ title: '不换了？', text: `这一单取消，${view.points} 分马上全部退回，什么也不扣。`, ok: '不换' })) void decline.run(); };
  return (
    <Card tone='gold'>
      <Text size='lg' strong block>您要的暂时没有，换成这个行吗？</Text>
      <Text size='xl' strong block>{thing}</Text>
      <Text block>{price}</Text>
      {offer.note ? <Text tone='soft' block>兑换点说：{offer.note}</Text> : null}
      <Stack gap={2}>
        {view.actions.includes('acceptSubstitute') ? <Button block icon='check' busy={accept.busy} disabled={decline.busy} onPress={() => void yes()}>同意换</Button> : null}
        {view.actions.includes('declineSubstitute') ? <Button block kind='plain' icon='undo' busy={decline.busy} disabled={accept.busy} onPress={() => void no()}>不换，退回积分</Button> : null}
      </Stack>
    </Card>
  );
}
/** One code at a time, or the keeper scans the wrong one: ours for his page here, WeChat's for its own scanner. */
function PickupCode({ id, code }: { id: number; code: string }) {
  const [wechat, setWechat] = useState(false);
  return (
    <>
      {wechat ? <SceneCode of={() => api.redemptions.sceneCode(id)} id={id} label='提货小程序码' size={240} /> : <QrCode text={`XFP.${code}`} label='提货二维码' size={240} />}
      <Button kind='text' size='small' onPress={() => setWechat(!wechat)}>{wechat ? '换回提货二维码' : '核销员用微信扫？换小程序码'}</Button>
    </>
  );
}
function Order() {
  const id = Number(useRouter().params['id']);
  const order = useLoad(() => api.redemptions.get(id), [id]);
  const cancel = useAction((key) => api.redemptions.cancel(id, key), (view) => { order.set(view); toast('已取消，积分已退回', 'ok'); });
  const { data, reload } = order, shown = data?.code != null;
  // At the counter the screen stays lit, and says by itself that the goods were handed over.
  useEffect(() => {
    if (!shown) return;
    keepAwake(true);
    const until = Date.now() + WATCH_FOR_MS, timer = setInterval(() => { if (Date.now() < until) void reload(); }, WATCH_EVERY_MS);
    return () => { keepAwake(false); clearInterval(timer); };
  }, [shown, reload]);
  const ask = async (view: RedemptionView) => { if (await confirm({ title: '取消这次兑换？', text: `${view.points} 分马上全部退回，${sayGoods(view)}让给别人。`, ok: '取消兑换', danger: true })) void cancel.run(); };
  return (
    <Page title='兑换单' wide load={order} footer={order.data?.actions.includes('cancel') && !order.data.substitute ? <Button kind='plain' busy={cancel.busy} onPress={() => { if (order.data) void ask(order.data); }}>不要了，取消兑换</Button> : undefined}>
      {(view) => (
        <Halves left={<>
          <Offer order={order} view={view} />
          {view.code && !view.substitute ? (
            <Card>
              <Box className='m-center'>
                <Text tone='soft' block>把提货码给核销员看，或者念给他听</Text>
                <Box className='m-big-code' role='img' label={`提货码 ${[...view.code].join(' ')}`}>{spaced(view.code)}</Box>
                <PickupCode id={view.id} code={view.code} />
                <Text size='sm' tone='soft' block>{time(view.expiresAt)}前领取，过期自动退回积分</Text>
              </Box>
            </Card>
          ) : null}
          <Outcome view={view} />
          {view.code ? <TellMe templates={['ORDER']} text='兑换点要换货、过期没领' /> : null}
        </>} right={
          <Card>
            <Row spread top wrap><Text size='lg' strong>{view.name}{view.spec ? ` ${view.spec}` : ''}</Text><StatusTag status={view.status} labels={REDEMPTION_STATUSES} /></Row>
            <Facts rows={[
              { name: '数量', value: `${view.quantity} ${view.unit}`, icon: 'box' },
              { name: '积分', value: `${view.points} 分`, icon: 'coin' },
              { name: '去哪儿领', value: <>{view.pickupPoint.name}<Text size='sm' tone='soft' block>{view.pickupPoint.address}</Text></>, icon: 'pin' },
              ...(view.pickupPoint.openHours ? [{ name: '时间', value: view.pickupPoint.openHours, icon: 'clock' as const }] : []),
              { name: '下单', value: `${time(view.createdAt)}${view.channel === 'COUNTER' ? `，${REDEMPTION_CHANNELS.COUNTER}` : ''}`, icon: 'calendar' },
            ]} />
            {view.pickupPoint.phone ? <Button kind='soft' size='small' icon='phone' onPress={() => call(view.pickupPoint.phone)}>打给兑换点 {view.pickupPoint.phone}</Button> : null}
          </Card>
        } />
      )}
    </Page>
  );
}

export default signedIn('兑换单', Order);
