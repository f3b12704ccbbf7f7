import { REDEMPTION_STATUSES } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { api } from '../../../../api';
import { Halves } from '../../../../cards/halves';
import { signedIn } from '../../../../cards/signed-in';
import { time } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { useLoad } from '../../../../lib/use-load';
import { call } from '../../../../platform/device';
import { Banner, Box, Button, Card, Facts, Page, QrCode, Row, StatusTag, Text, confirm, toast } from '../../../../ui';

/** Four and four: easier to read aloud and to compare. */
const spaced = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

function Order() {
  const id = Number(useRouter().params['id']);
  const order = useLoad(() => api.redemptions.get(id), [id]);
  const cancel = useAction((key) => api.redemptions.cancel(id, key), (view) => { order.set(view); toast('已取消，积分已退回', 'ok'); });
  const ask = async () => { if (await confirm({ title: '取消这次兑换？', text: '积分马上退回，东西让给别人。', ok: '取消兑换', danger: true })) void cancel.run(); };
  return (
    <Page title='兑换单' wide load={order} footer={order.data?.actions.includes('cancel') ? <Button kind='plain' busy={cancel.busy} onPress={() => void ask()}>不要了，取消兑换</Button> : undefined}>
      {(view) => (
        <Halves left={<>
          {view.code ? (
            <Card>
              <Box className='m-center'>
                <Text tone='soft' block>把提货码给核销员看，或者念给他听</Text>
                <Box className='m-big-code' label={`提货码 ${[...view.code].join(' ')}`}>{spaced(view.code)}</Box>
                <QrCode text={`XFP.${view.code}`} label='提货二维码' size={220} />
                <Text size='sm' tone='soft' block>{time(view.expiresAt)}前领取，过期自动退回积分</Text>
              </Box>
            </Card>
          ) : null}
          {view.status === 'COLLECTED' ? <Banner tone='ok' title='已领取'>{view.collectedAt ? time(view.collectedAt) : ''}</Banner> : null}
          {view.status === 'EXPIRED' ? <Banner tone='warn' title='过期未领'>{view.points} 分已经退回，可以重新兑换。</Banner> : null}
          {view.status === 'CANCELLED' ? <Banner tone='info' title='已取消'>{view.points} 分已经退回。</Banner> : null}
        </>} right={
          <Card>
            <Row spread top wrap><Text size='lg' strong>{view.name}{view.spec ? ` ${view.spec}` : ''}</Text><StatusTag status={view.status} labels={REDEMPTION_STATUSES} /></Row>
            <Facts rows={[
              { name: '数量', value: `${view.quantity} ${view.unit}`, icon: 'box' },
              { name: '积分', value: `${view.points} 分`, icon: 'coin' },
              { name: '去哪儿领', value: <>{view.pickupPoint.name}<Text size='sm' tone='soft' block>{view.pickupPoint.address}</Text></>, icon: 'pin' },
              ...(view.pickupPoint.openHours ? [{ name: '时间', value: view.pickupPoint.openHours, icon: 'clock' as const }] : []),
              { name: '兑换时间', value: time(view.createdAt), icon: 'calendar' },
            ]} />
            {view.pickupPoint.phone ? <Button kind='soft' size='small' icon='phone' onPress={() => call(view.pickupPoint.phone)}>打给兑换点 {view.pickupPoint.phone}</Button> : null}
          </Card>
        } />
      )}
    </Page>
  );
}

export default signedIn('兑换单', Order);
