import { ApiError, PICKUP_CODE_LENGTH, REDEMPTION_STATUSES, type RedemptionView } from '@xianfeng/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { api } from '../../../../api';
import { day } from '../../../../lib/format';
import { useAction } from '../../../../lib/use-action';
import { canScan, scan } from '../../../../platform/device';
import { Banner, Box, Button, Card, Cell, Facts, Field, Icon, Page, Stack, StatusTag, Text, TextInput, toast } from '../../../../ui';
import { deskPage } from '../../parts/desk-page';
import { DESK } from '../../parts/paths';
import { tidy } from '../../parts/pickup-code';

function Order({ order, busy, onGive, onNext }: { order: RedemptionView; busy: boolean; onGive: () => void; onNext: () => void }) {
  const done = order.status === 'COLLECTED';
  return (
    <Stack>
      <Card tone={done ? 'pine' : 'plain'}>
        <Box className='d-center'>
          {done ? <Box as='span' className='d-done' decorative><Icon name='check' size='xl' /></Box> : null}
          <Text tone='soft' block>{done ? '已交给' : '交给'}</Text>
          <Box className='d-big'>{order.personName}</Box>
          <Text size='xl' strong block>{order.name}{order.spec ? ` ${order.spec}` : ''}</Text>
          <Box className='d-big'>× {order.quantity} {order.unit}</Box>
          <StatusTag status={order.status} labels={REDEMPTION_STATUSES} />
        </Box>
        <Facts rows={[{ name: '积分', value: `${order.points} 分`, icon: 'coin' }, { name: '兑换点', value: order.pickupPoint.name, icon: 'shop' }, { name: '期限', value: `${day(order.expiresAt)}前`, icon: 'clock' }]} />
      </Card>
      {order.actions.includes('collect') ? <Button block icon='check' busy={busy} onPress={onGive}>已交给本人</Button> : done ? null : <Banner tone='warn'>{order.status === 'HELD' ? '自己的单子要请同事来交货。' : `这张单子${REDEMPTION_STATUSES[order.status]}，不能再领。`}</Banner>}
      <Button block kind='plain' disabled={busy} onPress={onNext}>{done ? '下一位' : '不对，重新输'}</Button>
    </Stack>
  );
}
/** The keeper's counter: a code in, who and what out, one button to hand over. */
function Collect() {
  const [code, setCode] = useState('');
  const [order, setOrder] = useState<RedemptionView | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const find = useAction(async (_key, text: string): Promise<RedemptionView | null> => {
    setSaid(null);
    try {
      return await api.redemptions.lookUp({ code: text });
    } catch (error) {
      // What is wrong with a code stays in sight: a toast is gone before the queue has been told.
      if (!(error instanceof ApiError && (error.code === 'PICKUP_CODE' || error.code === 'PICKUP_LOCKED'))) throw error;
      setSaid(error.message);
      return null;
    }
  }, setOrder);
  const give = useAction((key, text: string) => api.redemptions.collect({ code: text }, key), (view) => { setOrder(view); toast('已交货', 'ok'); });
  const look = (text: string) => { const next = tidy(text); setCode(next); if (next.length === PICKUP_CODE_LENGTH) void find.run(next); };
  const read = async () => { const text = await scan(); if (text) look(text); };
  // Came by a code that WeChat's scanner read: it is filled in already.
  const scanned = tidy(useRouter().params['code'] ?? '');
  useEffect(() => { if (scanned) look(scanned); }, [scanned]);
  const next = () => { setOrder(null); setCode(''); setSaid(null); };
  return (
    <Page title='扫码交货'>
      {order ? <Order order={order} busy={give.busy} onGive={() => void give.run(code)} onNext={next} /> : (
        <>
        <Card>
          <Stack gap={4}>
            {canScan ? <Button block icon='scan' busy={find.busy} onPress={() => void read()}>扫提货码</Button> : null}
            <Field label={`提货码（${PICKUP_CODE_LENGTH} 位）`} required error={find.fields['code']} hint='请领取人念一下，不分大小写'>
              <TextInput className='d-code-in' value={code} onChange={(text) => (tidy(text) === code ? setCode(tidy(text)) : look(text))} maxLength={20} placeholder='········' onEnter={() => void find.run(code)} />
            </Field>
            {said ? <Banner tone='bad' title={said}>码里没有字母 I、L、O、U。还不行，请他打开“我的订单”看一眼，或走柜台代办。</Banner> : null}
            <Button block kind={canScan ? 'plain' : 'primary'} busy={find.busy} disabled={code.length !== PICKUP_CODE_LENGTH} onPress={() => void find.run(code)}>查一下</Button>
            <Text size='sm' tone='soft' block>先看清是谁、领什么，再交货。交货后积分才真正花掉。</Text>
          </Stack>
        </Card>
        <Card flush>
          <Cell icon='user' title='没带手机？柜台代办' note='说姓名和手机号后四位就行' to={DESK.counter} />
          <Cell icon='box' title='等着领的单子' to={DESK.orders} />
        </Card>
        </>
      )}
    </Page>
  );
}
export default deskPage('扫码交货', 'reward.collect', Collect);
